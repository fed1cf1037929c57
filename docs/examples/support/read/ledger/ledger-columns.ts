import { fieldOfName } from 'tenure/schema';
import { InputError } from '../../input-error.ts';
import { say } from '../../language/language.ts';
import { type Interval, intervalIn } from '../cells/intervals.ts';
import type { Choices } from '../choices.ts';
import { type LedgerField, ledgerKind } from '../columns/fields.ts';
import { type Column, type Columns, plainName } from '../columns/header.ts';
import type { Export } from '../exports/export.ts';
import { missingColumn, type Table } from '../open-table.ts';
import { standingOf } from './statuses.ts';

/** Which column of a ledger holds which field. */
export interface LedgerColumns extends Columns<LedgerField> {
  /** The interval of all rows, where no column holds it. */
  readonly fixedInterval: Interval | undefined;
  readonly notes: readonly string[];
}

/** `--interval month` names no column: it is the interval of all rows. */
export function withoutIntervalWord<Asked extends Choices>(
  choices: Asked,
): { choices: Asked; interval: string | undefined } {
  const { interval: word, ...others } = Object.fromEntries(choices.columns);
  if (word === undefined || intervalIn(word) === undefined) return { choices, interval: undefined };
  const columns = new Map(Object.entries(others).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return { choices: { ...choices, columns }, interval: word };
}

export function ledgerColumns(
  table: Table<LedgerField>,
  intervalWord: string | undefined,
  from: Export | undefined,
  choices: Choices,
): LedgerColumns {
  const columns = new Map(table.columns);
  const notes: string[] = [];
  endOf(columns, from, notes);
  statusOf(table, columns, from, notes);
  discountOf(table, columns);
  // A column may have the name of an interval.
  const index = intervalWord === undefined ? -1 : table.header.indexOf(intervalWord);
  if (intervalWord !== undefined && index >= 0) columns.set('interval', { name: intervalWord, index, byFlag: true });
  const named = intervalWord === undefined || index >= 0 ? undefined : intervalIn(intervalWord);
  const fixedInterval = named ?? intervalOfMrr(columns);
  if (named !== undefined) columns.delete('interval');
  for (const [flag, field] of Object.entries(ledgerKind.fields) as [
    LedgerField,
    (typeof ledgerKind.fields)[LedgerField],
  ][]) {
    if (!('required' in field) || columns.has(flag)) continue;
    if (flag === 'interval' && (fixedInterval !== undefined || from?.amend !== undefined)) continue;
    throw missingColumn(table, flag, field, choices, flag === 'interval' ? ', or --interval month for all rows' : '');
  }
  const taken = new Set([...columns.values()].map(({ index }) => index));
  const unused = table.header.filter((name, index) => name !== '' && !taken.has(index));
  return { columns, fixedInterval, unused, notes };
}

/** A date of cancellation is the end where no other column is. */
function endOf(columns: Map<LedgerField, Column>, from: Export | undefined, notes: string[]): void {
  const cancelled = columns.get('cancel-requested');
  if (from !== undefined || columns.has('end') || cancelled === undefined || cancelled.byFlag) return;
  if (/request|notice|eingang/i.test(cancelled.name)) return;
  columns.delete('cancel-requested');
  columns.set('end', cancelled);
  notes.push(
    say(
      "No other column is an end, so {column} is read as the first day without service; --cancel-requested '{column}' reads it as the day when notice was given",
      { column: cancelled.name },
    ),
  );
}

/** A column 'state' may be one of the United States. */
function statusOf(
  table: Table<LedgerField>,
  columns: Map<LedgerField, Column>,
  from: Export | undefined,
  notes: string[],
): void {
  const status = columns.get('status');
  if (status === undefined || status.byFlag || from !== undefined) return;
  const words = [...new Set(table.records.map(({ cells }) => cells[status.index] ?? ''))].filter((word) => word !== '');
  if (words.some((word) => standingOf(word) !== undefined)) return;
  columns.delete('status');
  if (words.length > 0) {
    notes.push(say('No value of {column} is a known status, so it is not used', { column: status.name }));
  }
}

/** A discount in percent, an amount, or the name of a coupon: the cells have to tell. */
function discountOf({ file, header, records }: Table<LedgerField>, columns: Map<LedgerField, Column>): void {
  if (columns.has('discount-percent') || columns.has('discount-amount')) return;
  const index = header.findIndex((name) => fieldOfName('subscription', name)?.field === 'discount');
  const name = header[index];
  const cells = records.map(({ cells }) => cells[index] ?? '').filter((cell) => /[1-9]/.test(cell));
  if (name === undefined || cells.length === 0 || !cells.every((cell) => /^[\d.,\s€$%-]+$/.test(cell))) return;
  if (!/%|percent|prozent/i.test(name) && !cells.every((cell) => cell.includes('%'))) {
    throw new InputError(
      `${file}: column ${name} can be percent or an amount: --discount-percent '${name}' or --discount-amount '${name}' says which, --ignore-column '${name}' leaves it out`,
    );
  }
  columns.set('discount-percent', { name, index, byFlag: false });
}

/** A column 'mrr' is a month's revenue whatever the billing terms are: those columns would be applied a second time. */
function intervalOfMrr(columns: Map<LedgerField, Column>): Interval | undefined {
  const amount = columns.get('amount');
  if (amount === undefined || amount.byFlag || plainName(amount.name.replace(/\([^()]*\)/g, '')) !== 'mrr')
    return undefined;
  for (const flag of ['interval', 'interval-count', 'quantity'] as const) {
    if (!columns.get(flag)?.byFlag) columns.delete(flag);
  }
  return columns.has('interval') ? undefined : { interval: 'month', count: 1 };
}
