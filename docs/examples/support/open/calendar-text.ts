import { periodOf } from 'tenure';

const msPerDay = 86_400_000;

/** The date so many days later, on the text alone, so in no time zone; whatever is not a date that exists comes back as it is. */
export function addDays(text: string, days: number): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return text;
  const midnight = Date.parse(`${text}T00:00:00Z`);
  // The 30th of February is read as the 2nd of March.
  if (Number.isNaN(midnight) || new Date(midnight).getUTCDate() !== Number(match[3])) return text;
  return dateText(midnight + days * msPerDay);
}

export function isDate(text: string): boolean {
  return text.length === 10;
}

function dateText(epoch: number): string {
  return new Date(epoch).toISOString().slice(0, 10);
}

/** 'YYYY-MM-DD' of an instant in a time zone. */
export function dateAt(instant: Date, timeZone: string): string {
  return periodOf('day', instant, { timeZone }).label;
}
