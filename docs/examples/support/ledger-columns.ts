import type { BillingInterval } from 'tenure';
import {
  type Column,
  type Columns,
  columnOf,
  describeColumns,
  missingColumn,
  unknownColumn,
  unusedOf,
} from './columns.ts';
import { type FieldName, fieldNames, fieldOf } from './fields.ts';

/** Which column of a ledger holds which field. */
export interface ColumnMap extends Columns<FieldName> {
  /** The interval of all rows, where no column holds it. */
  readonly fixedInterval: BillingInterval | undefined;
}

const intervals: readonly BillingInterval[] = ['day', 'week', 'month', 'quarter', 'year'];

/** Finds each field's column, or for the interval a word that holds for all rows. */
export function mapColumns(header: readonly string[], named: ReadonlyMap<FieldName, string>): ColumnMap {
  const columns = new Map<FieldName, Column>();
  for (const field of fieldNames) {
    const column = ledgerColumn(field, header, named.get(field));
    if (column !== undefined) columns.set(field, column);
  }
  const fixedInterval = fixedIntervalOf(columns, named);
  for (const field of fieldNames) {
    const isFixed = field === 'interval' && fixedInterval !== undefined;
    if (!fieldOf(field).required || columns.has(field) || isFixed) continue;
    const otherwise = field === 'interval' ? ', or --interval month for all rows' : '';
    throw missingColumn(field, fieldOf(field), header, otherwise);
  }
  return { columns, fixedInterval, unused: unusedOf(header, columns) };
}

function ledgerColumn(field: FieldName, header: readonly string[], name: string | undefined): Column | undefined {
  if (field === 'interval' && name !== undefined && !header.includes(name)) {
    if (intervalWord(name) !== undefined) return undefined;
    throw unknownColumn(field, name, header, `, and it is none of ${intervals.join(', ')}`);
  }
  return columnOf(field, fieldOf(field), header, name);
}

/** A column 'mrr' is a month's revenue whatever the billing terms are: those columns would be applied a second time. */
function fixedIntervalOf(columns: Map<FieldName, Column>, named: ReadonlyMap<FieldName, string>) {
  const word = named.get('interval');
  if (word !== undefined) return columns.has('interval') ? undefined : intervalWord(word);
  if (columns.get('amount')?.name !== 'mrr') return undefined;
  for (const field of ['interval', 'interval-count', 'quantity'] as const) {
    if (!columns.get(field)?.byFlag) columns.delete(field);
  }
  return 'month' as const;
}

function intervalWord(word: string): BillingInterval | undefined {
  return intervals.find((interval) => interval === word);
}

/** What was taken, for the person to check. */
export function describeLedgerColumns(map: ColumnMap): string[] {
  const { columns, fixedInterval } = map;
  const { taken, unused } = describeColumns(
    map,
    fixedInterval === undefined ? [] : [`interval = ${fixedInterval} for all rows`],
  );
  const noEnd = columns.has('end') ? [] : ['No end column: every row is taken as still running'];
  return [...taken, ...noEnd, ...unused];
}
