import { language } from './language.ts';

export type Value = number | null;

/** By hand, because the machine's locale must not show in a report. */
const signs = {
  en: { decimal: '.', thousands: ',', percent: '%' },
  de: { decimal: ',', thousands: '.', percent: '\u00a0%' },
} as const;

/** '+1,234.50', '-0.05', and '0.00' without a sign. */
export function signed(value: number): string {
  const text = grouped(money(Math.abs(value)));
  if (/^[0.,]+$/.test(text)) return text;
  return `${value > 0 ? '+' : '-'}${text}`;
}

const money = (value: Value) => decimals(value, 2);
export const amount = (value: Value) => grouped(money(value));
export const percent = (value: Value) => (value === null ? '-' : asPercent(value, 1));

/** '90%', and yet '97.5%'. */
export const shortPercent = (value: Value) => percent(value).replace(/[.,]0(?=\s?%)/, '');
export const wholePercent = (value: Value) => (value === null ? '-' : asPercent(value, 0));

/** '+1.5%', '-0.2%'. */
export function signedPercent(value: Value): string {
  return `${value !== null && value > 0 ? '+' : ''}${percent(value)}`;
}

function asPercent(value: number, digits: number): string {
  return `${decimals(value * 100, digits)}${signs[language()].percent}`;
}

export function decimals(value: Value, digits: number): string {
  return value === null ? '-' : value.toFixed(digits).replace('.', signs[language()].decimal);
}

/** '1234567.80' as '1,234,567.80', or as the language has it. */
export function grouped(text: string): string {
  const { decimal, thousands } = signs[language()];
  const [whole = '', ...fraction] = text.split(decimal);
  return [whole.replace(/\B(?=(\d{3})+(?!\d))/g, thousands), ...fraction].join(decimal);
}

/** A number of customers, rows or days. */
export const count = (value: Value) => (value === null ? '-' : grouped(String(value)));

/** A date as the language writes it: '2026-03-31' or '31.03.2026'. What is no date stays as it is. */
export function dateText(text: string): string {
  return language() === 'de' ? text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3.$2.$1') : text;
}

/** The label of a month or quarter: '2026-03' or '03/2026'. What is none stays as it is. */
export function periodText(label: string): string {
  return language() === 'de' ? label.replace(/^(\d{4})-(\d\d|Q\d)$/, '$2/$1') : label;
}
