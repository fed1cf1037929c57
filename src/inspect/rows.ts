import { isMetricsError, type MetricsErrorCode } from '../errors.ts';
import {
  type ExchangeTable,
  type LedgerRules,
  type ReadRows,
  type RowReader,
  readRow,
  rowOfSpan,
  rowReader,
  rowsRead,
  type Subscription,
} from '../ledger/query.ts';
import { idText, isMissing } from '../read/index.ts';
import { idTable } from '../table/index.ts';

/** The rows that can be read, as columns in the order of the rows, and why the others cannot. */
export interface InspectedRows {
  readonly length: number;
  /** The place of each in the array that was given. */
  readonly index: Uint32Array;
  readonly customer: Uint32Array;
  readonly subscription: Uint32Array;
  /** Epoch milliseconds; an open end is Infinity. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** 1 for a row that pays at some time. */
  readonly isPaid: Uint8Array;
  readonly customers: number;
  readonly subscriptions: number;
  readonly refused: RefusedRows;
}

export interface RefusedRows {
  readonly indexes: readonly number[];
  readonly refusals: readonly LedgerRefusal[];
}

/** Rows that `ledger` refuses for one field and one reason. */
export interface LedgerRefusal {
  readonly code: MetricsErrorCode;
  /** The field of the row; null where the row as a whole is refused. */
  readonly field: string | null;
  readonly rows: number;
  /** The message about the first of them. */
  readonly message: string;
}

/** Reads all rows as `ledger` does, and goes on behind each that it refuses. That currencies differ refuses none here. */
export function inspectRows(rows: readonly Subscription[], rules: LedgerRules): InspectedRows {
  const rowRules = rules.exchangeRates === null ? { ...rules, currency: null, exchangeRates: anyCurrency } : rules;
  const reader = rowReader(rowRules, rows.length);
  const kept = keptRows(rows.length);
  const refused = refusedRows();
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as Subscription;
    try {
      readRow(reader, row);
      kept.add(row, index, reader);
    } catch (error) {
      refused.add(index, error);
    }
  }
  return { ...kept.columns(rowsRead(reader)), refused };
}

/** Exchange rates that are never looked up: with them, and without a reporting currency, rows in any currency are read. */
const anyCurrency: ExchangeTable = { byCurrency: new Map(), text: '' };

function refusedRows() {
  const indexes: number[] = [];
  const refusals = new Map<string, { -readonly [key in keyof LedgerRefusal]: LedgerRefusal[key] }>();
  return {
    indexes,
    get refusals() {
      return [...refusals.values()];
    },
    add(index: number, error: unknown): void {
      indexes.push(index);
      const known = isMetricsError(error);
      const code = known ? error.code : 'INVALID_TYPE';
      const field = known && typeof error.path[2] === 'string' ? error.path[2] : null;
      const key = `${code} ${field}`;
      const refusal = refusals.get(key);
      if (refusal !== undefined) {
        refusal.rows += 1;
        return;
      }
      const path = `subscriptions[${index}]`;
      const message = known
        ? error.message.replace(/^subscriptions\[\d+\]/, path)
        : `${path} must be plain data; reading it threw an error`;
      refusals.set(key, { code, field, rows: 1, message });
    },
  };
}

function keptRows(capacity: number) {
  const index = new Uint32Array(capacity);
  const customer = new Uint32Array(capacity);
  const subscription = new Uint32Array(capacity);
  const start = new Float64Array(capacity);
  const end = new Float64Array(capacity);
  const isPaid = new Uint8Array(capacity);
  const customers = idTable();
  const subscriptionCodes = new Map<string, number>();
  let subscriptions = 0;
  let length = 0;

  /** A row without a subscriptionId is a subscription of its own. */
  function codeOfSubscription(customerCode: number, id: string | undefined): number {
    if (id === undefined) return subscriptions++;
    const key = `${customerCode} ${id}`;
    const known = subscriptionCodes.get(key);
    if (known !== undefined) return known;
    subscriptionCodes.set(key, subscriptions);
    return subscriptions++;
  }

  return {
    add(row: Subscription, place: number, { last, instants: { epochs } }: RowReader): void {
      const owner = customers.codeOf(idText(row.customerId) as string);
      index[length] = place;
      customer[length] = owner;
      subscription[length] = codeOfSubscription(owner, idText(row.subscriptionId));
      start[length] = epochs[last.start] as number;
      end[length] = isMissing(row.end) ? Number.POSITIVE_INFINITY : (epochs[last.end] as number);
      length += 1;
    },
    columns({ spans }: ReadRows) {
      for (let span = 0; span < spans.length; span += 1) isPaid[rowOfSpan(spans, span)] = 1;
      return {
        length,
        index,
        customer,
        subscription,
        start,
        end,
        isPaid,
        customers: customers.ids.length,
        subscriptions,
      };
    },
  };
}
