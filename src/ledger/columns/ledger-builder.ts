import { MetricsError, reject } from '../../errors.ts';
import type { Money } from '../../money/index.ts';
import { isRecord } from '../../read/index.ts';
import { type Columns, firstIndex } from '../../table/index.ts';
import { compileRead } from '../levels/compile.ts';
import { type Ledger, makeLedger } from '../open-source.ts';
import type { Policy } from '../policy/policy.ts';
import { checkPolicy, ledgerRules, statementRules } from '../policy/read-policy.ts';
import { type RowReader, readRow, reserveRows, rowReader, rowsRead } from '../rows/read-rows.ts';
import type { Subscription } from '../rows/subscription.ts';
import { readSubscriptionColumns, type SubscriptionColumns } from './column-fields.ts';
import { columnReader } from './read-columns.ts';
import { type StoredRows, storedRows } from './stored-rows.ts';

/** Builds a ledger from rows as they arrive. */
export interface LedgerBuilder<Row extends Subscription = Subscription, K extends Money = 'number'> {
  /** Checks and adds one row, or a chunk of rows. Rows are not kept: you can reuse an object for the next row. */
  add(rows: Row | readonly Row[]): LedgerBuilder<Row, K>;
  /** Checks and adds a chunk of rows as columns. They are copied: you can reuse typed arrays for the next chunk. */
  addColumns(columns: SubscriptionColumns): LedgerBuilder<Row, K>;
  /** Returns the ledger of all rows so far. The builder cannot be used afterwards. */
  build(): Ledger<Row, K>;
}

/**
 * Builds a ledger from rows as they arrive, one by one or in chunks: from a stream, a cursor, or a file too large for an array of objects.
 * Chunks can also be columns.
 *
 * The ledger equals the one that `ledger` compiles from an array of the same rows, bit for bit. Rows become columns at once and are not
 * kept; functions that hand rows back, such as `mrrMovementsBy`, rebuild them, with `start` and `end` as Dates, without missing fields, and
 * with your own fields.
 *
 * @param policy - As for `ledger`. Dates without a time are in `timeZone`, 'UTC' by default.
 * @returns A builder with `add(row)`, `add(rows)` and `addColumns(columns)`, in any order, each of which returns the builder; and
 * `build()`.
 * @throws MetricsError as `ledger` does; from `add`, with the number of the row among all rows added so far, such as
 * `subscriptions[1234567].amount`. After a refused row, or after `build`, a builder refuses everything: there is no partial ledger.
 *
 * Cost: O(rows) in all; it needs about half the memory of an array of rows. Source: the definition of `ledger`.
 *
 * @see docs/concepts/ledgers.md
 *
 * @example
 * ```ts
 * const builder = ledgerBuilder();
 * builder.add({ customerId: 'ada', start: '2026-01-15', amount: 100, interval: 'year' });
 * builder.add([{ customerId: 'ben', start: '2026-02-01', amount: 20, interval: 'month' }]);
 * builder.addColumns({ customerId: ['cleo', 'dan'], start: ['2026-02-01', '2026-02-03'], amount: 5, interval: 'month' });
 * arr(builder.build(), '2026-03-01'); // => 460
 * ```
 */
export function ledgerBuilder<Row extends Subscription = Subscription, K extends Money = 'number'>(
  policy: Policy<K> = {},
): LedgerBuilder<Row, K> {
  const checked = checkPolicy(policy);
  const reader = rowReader(ledgerRules(checked, undefined));
  const chunks = rowChunks(reader);
  let refused: unknown;

  function taking<Result>(take: () => Result): Result {
    if (refused !== undefined) throw refused;
    try {
      return take();
    } catch (error) {
      refused = error;
      throw error;
    }
  }

  const builder: LedgerBuilder<Row, K> = Object.freeze({
    add: (rows: Row | readonly Row[]) =>
      taking(() => {
        chunks.add(Array.isArray(rows) ? rows : [checkRow(rows)]);
        return builder;
      }),
    addColumns: (columns: SubscriptionColumns) =>
      taking(() => {
        chunks.addColumns(readSubscriptionColumns(columns));
        return builder;
      }),
    build: () =>
      taking(() => {
        const read = compileRead(rowsRead(reader), reader.rules, statementRules(checked), chunks.rowAt);
        const rule = 'builder must be a new one: this one is already built';
        refused = new MetricsError('INVALID_TYPE', ['builder'], rule, undefined);
        return makeLedger<Row, K>(read);
      }),
  });
  return builder;
}

/** Rows that are still to come have no fields, and would be refused for the first one they lack. */
function checkRow(row: unknown): Subscription {
  if (isRecord(row) && ('then' in row || Symbol.iterator in row || Symbol.asyncIterator in row)) {
    reject('INVALID_TYPE', 'rows', 'be a row or an array of rows', row);
  }
  return row as Subscription;
}

interface RowChunk {
  readonly first: number;
  readonly rowAt: (row: number) => Subscription;
}

/** Stands alone, so that a ledger, which keeps it, keeps no more than the chunks. */
function rowOfChunks(chunks: readonly RowChunk[]): (row: number) => Subscription {
  return (row) => {
    const place = firstIndex(chunks.length, (own) => (chunks[own] as RowChunk).first > row) - 1;
    const { first, rowAt } = chunks[place] as RowChunk;
    return rowAt(row - first);
  };
}

/** What was added, chunk by chunk of columns; the rows between two of these are a chunk as well. */
function rowChunks(reader: RowReader) {
  const chunks: RowChunk[] = [];
  let readColumns: ReturnType<typeof columnReader> | undefined;
  let stored: StoredRows | undefined;

  function newStore(): StoredRows {
    const store = storedRows(reader);
    chunks.push({ first: reader.rows, rowAt: store.rowAt });
    return store;
  }

  return {
    add(rows: readonly Subscription[]): void {
      stored ??= newStore();
      reserveRows(reader, rows.length);
      stored.reserve(rows.length);
      for (let index = 0; index < rows.length; index += 1) {
        const row = rows[index] as Subscription;
        readRow(reader, row);
        stored.add(row);
      }
    },
    addColumns(columns: Columns): void {
      readColumns ??= columnReader(reader);
      chunks.push({ first: reader.rows, rowAt: readColumns(columns) });
      stored = undefined;
    },
    rowAt: rowOfChunks(chunks),
  };
}
