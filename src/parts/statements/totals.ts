import type { CheckedPeriod } from '../../calendar/open.ts';
import type { Rational } from '../../exact/index.ts';
import { type CustomerTotals, type MrrTotals, mrrTermNames, type PeriodTotals } from '../../movements/open.ts';
import type { DecidedPolicy } from '../frame/ledger-question.ts';
import type { TableShape, Tally } from '../frame/tally.ts';

const customerNames = [
  'opening',
  'new',
  'reactivated',
  'churned',
  'closing',
  'retained',
] as const satisfies readonly (keyof CustomerTotals)[];

/** The terms of an MRR bridge, and those of a customer bridge, by the place of the period. */
export const mrrTable: TableShape = /* @__PURE__ */ columns(mrrTermNames, 'sum');
export const customersTable: TableShape = /* @__PURE__ */ columns(customerNames, 'count');

export function columns(names: readonly string[], kind: 'sum' | 'count'): TableShape {
  return Object.fromEntries(names.map((name) => [name, kind]));
}

export function bookMrr(tally: Tally, table: string, place: number, terms: Partial<MrrTotals>): void {
  tally.add(table, [place], { ...terms });
}

export function bookCustomers(tally: Tally, table: string, place: number, { customers }: PeriodTotals): void {
  tally.add(table, [place], { ...customers });
}

/** The same of all shards. */
export function mrrIn(tally: Tally, table: string, place: number): MrrTotals {
  const row = tally.row(table, [place]);
  return Object.fromEntries(
    mrrTermNames.map((name): [string, Rational] => [name, row.sum(name)]),
  ) as unknown as MrrTotals;
}

export function customersIn(tally: Tally, table: string, place: number): CustomerTotals {
  const row = tally.row(table, [place]);
  return Object.fromEntries(customerNames.map((name) => [name, row.count(name)])) as unknown as CustomerTotals;
}

export function isComplete({ end }: CheckedPeriod, { rules }: DecidedPolicy): boolean {
  return end <= rules.asOf;
}
