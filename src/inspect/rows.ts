import { isMetricsError, type MetricsErrorCode } from '../errors.ts';
import {
  type ExchangeTable,
  type InstantTable,
  instantTable,
  type LedgerRules,
  type ReadRows,
  readRows,
  rowOfSpan,
  type Subscription,
} from '../ledger/query.ts';
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

// Rows are read together, which is fast, but one that is refused costs a new start: batches are about as long as those are rare.
const longestBatch = 8192;

/** Reads all rows as `ledger` does, and goes on behind each that it refuses. That currencies differ refuses none here. */
export function inspectRows(rows: readonly Subscription[], rules: LedgerRules): InspectedRows {
  const kept = keptRows(rows.length);
  const refused = refusedRows();
  const rowRules = rules.exchangeRates === null ? { ...rules, currency: null, exchangeRates: anyCurrency } : rules;
  const instants = instantTable(rules.zone);
  let size = longestBatch;
  for (let from = 0; from < rows.length; ) {
    const batch = rows.slice(from, from + size);
    const { read, error } = attempt(batch, rowRules, instants);
    if (read !== null) {
      kept.add(batch, from, read);
      from += batch.length;
      size = Math.min(longestBatch, size * 2);
      continue;
    }
    const bad = refusedPlace(error, batch.length);
    if (bad === null) {
      size = batch.length >>> 1;
      continue;
    }
    if (bad > 0) {
      const before = batch.slice(0, bad);
      kept.add(before, from, readRows(before, rowRules, instants));
    }
    refused.add(from + bad, error);
    from += bad + 1;
    size = Math.max(1, bad);
  }
  return { ...kept.columns(), refused };
}

/** Rates that are never looked up: with them, and without a reporting currency, rows in any currency are read. */
const anyCurrency: ExchangeTable = { rates: new Map(), text: '' };

function attempt(
  batch: readonly Subscription[],
  rules: LedgerRules,
  instants: InstantTable,
): { read: ReadRows | null; error: unknown } {
  try {
    return { read: readRows(batch, rules, instants), error: null };
  } catch (error) {
    return { read: null, error };
  }
}

/** Which row of a batch was refused; null where that takes a smaller batch to tell (values that throw when they are looked at). */
function refusedPlace(error: unknown, length: number): number | null {
  const place = isMetricsError(error) ? error.path[1] : undefined;
  if (typeof place === 'number') return place;
  return length === 1 ? 0 : null;
}

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
    add(batch: readonly Subscription[], from: number, { spans, instants }: ReadRows): void {
      for (let span = 0; span < spans.length; span += 1) isPaid[length + rowOfSpan(spans, span)] = 1;
      for (const [place, row] of batch.entries()) {
        const owner = customers.codeOf(row.customerId);
        const isOpen = row.end === undefined || row.end === null;
        index[length] = from + place;
        customer[length] = owner;
        subscription[length] = codeOfSubscription(owner, row.subscriptionId);
        start[length] = instants.epochs[instants.codeOf(row.start)] as number;
        end[length] = isOpen ? Number.POSITIVE_INFINITY : (instants.epochs[instants.codeOf(row.end)] as number);
        length += 1;
      }
    },
    columns: () => ({
      length,
      index,
      customer,
      subscription,
      start,
      end,
      isPaid,
      customers: customers.ids.length,
      subscriptions,
    }),
  };
}
