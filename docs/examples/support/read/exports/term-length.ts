const msPerDay = 86_400_000;

/**
 * The interval that a paid period is long, such as '1 month': for files that say from when to when a customer has paid, and not how often.
 * Undefined for what is no whole number of weeks, months or years.
 */
export function termLength(from: string | undefined, to: string | undefined): string | undefined {
  const [start, end] = [dateOf(from), dateOf(to)];
  if (start === undefined || end === undefined || end <= start) return undefined;
  const days = Math.round((end.getTime() - start.getTime()) / msPerDay);
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  // A period that begins on the 31st ends on the last day of a shorter month.
  const isWhole = months >= 1 && Math.abs(end.getUTCDate() - start.getUTCDate()) <= (end.getUTCDate() >= 28 ? 3 : 0);
  if (isWhole) return months % 12 === 0 ? `${months / 12} years` : `${months} months`;
  return days % 7 === 0 ? `${days / 7} weeks` : undefined;
}

function dateOf(text: string | undefined): Date | undefined {
  const [date] = /^\d{4}-\d\d-\d\d/.exec(text ?? '') ?? [];
  return date === undefined ? undefined : new Date(`${date}T00:00:00Z`);
}
