import type { Decimal } from 'decimal.js';
import type { Subscription } from 'tenure';

/** The library and the class of decimals as one module format gives them. */
export interface Build {
  readonly tenure: typeof import('tenure');
  readonly Decimal: typeof Decimal;
}

/** Whether what `from` made is taken by `to` for its own, by the name of what crosses. */
export type Checks = Readonly<Record<string, (from: Build, to: Build) => boolean>>;

export const rowsWith = (amount: Subscription['amount'], discount: Subscription['amount']): Subscription[] => [
  { customerId: 'ada', start: '2026-01-15', amount, interval: 'month', plan: 'pro', discount: { amount: discount } },
  { customerId: 'ben', start: '2026-01-10', end: '2026-03-20', amount: 100, interval: 'year', plan: 'basic' },
  { customerId: 'cem', start: '2026-03-02', amount: '25/3', interval: 'month', plan: 'pro' },
];
export const rows = rowsWith('49.99', '0.01');

export function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Whether two results are equal; by their text, since their Decimals are of two classes. */
export const same = (a: unknown, b: unknown) => textOf(a) === textOf(b);

const textOf = (value: unknown) => JSON.stringify(value, (_, part) => (part instanceof Map ? [...part] : part));
