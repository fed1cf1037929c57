export type Value = number | null;

/** '+1,234.50', '-0.05', and '0.00' without a sign. */
export function signed(value: number): string {
  const text = grouped(money(Math.abs(value)));
  if (/^[0.,]+$/.test(text)) return text;
  return `${value > 0 ? '+' : '-'}${text}`;
}

export const money = (value: Value) => decimals(value, 2);
export const percent = (value: Value) => (value === null ? '-' : `${decimals(value * 100, 1)}%`);

/** '90%', and yet '97.5%'. */
export const shortPercent = (value: Value) => percent(value).replace('.0%', '%');
export const wholePercent = (value: Value) => (value === null ? '-' : `${decimals(value * 100, 0)}%`);

export function decimals(value: Value, digits: number): string {
  return value === null ? '-' : value.toFixed(digits);
}

/** '1234567.80' as '1,234,567.80': by hand, because the machine's locale must not show in a report. */
export function grouped(text: string): string {
  const [whole = '', ...fraction] = text.split('.');
  return [whole.replace(/\B(?=(\d{3})+(?!\d))/g, ','), ...fraction].join('.');
}
