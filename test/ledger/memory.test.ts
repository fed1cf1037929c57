import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ledger, ledgerFromColumns, mrr, type Subscription } from 'tenure';
import { expect, test } from 'vitest';
import { columnBytes, compiledOf } from '../../bench/columns.ts';
import { subscriptionRows } from '../../bench/rows.ts';

const rows = subscriptionRows(40_000);
const bytesPerRow = (given: readonly Subscription[]) => columnBytes(compiledOf(ledger(given))) / given.length;

/** Rows of the same shape, but hardly two of them begin or end at the same millisecond. */
function atInstantsOfTheirOwn(): Subscription[] {
  const day = 86_400_000;
  const at = (text: unknown, salt: number) => Date.parse(text as string) + (salt % (day / 4));
  return rows.map((row, i) => ({
    ...row,
    start: at(row.start, i * 7_919),
    end: row.end == null ? null : at(row.end, i * 104_729) + day / 2,
  }));
}

test('a row costs at most 48 bytes in columns where dates are days, ids aside', () => {
  expect(bytesPerRow(rows)).toBeLessThan(48);
});

test('and at most 64 where every row has instants of its own', () => {
  expect(bytesPerRow(atInstantsOfTheirOwn())).toBeLessThan(64);
});

test('a ledger lets go of the columns that it was made of', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const made = () => {
    const columns = {
      customerId: { codes: Int32Array.from({ length: 2_000 }, (_, row) => row % 7), values: [...'abcdefg'] },
      start: { epochs: Int32Array.from({ length: 2_000 }, (_, row) => 20_000 + (row % 90)), unit: 'day' as const },
      trialEnd: { epochs: new Float64Array(2_000).fill(Date.UTC(2026, 0, 1)), unit: 'ms' as const },
      amount: new Float64Array(2_000).fill(9),
      quantity: Int32Array.from({ length: 2_000 }, (_, row) => 1 + (row % 3)),
      interval: { codes: new Int32Array(2_000), values: ['month'] },
    };
    const given = [columns, columns.customerId.codes, columns.start.epochs, columns.amount, columns.quantity];
    return { book: ledgerFromColumns(columns), references: given.map((column) => new WeakRef(column)) };
  };
  const { book, references } = made();
  // What a reference was made to is kept to the end of the turn.
  await new Promise((resolve) => setTimeout(resolve));
  collect();
  expect(references.map((reference) => reference.deref() !== undefined)).toEqual(references.map(() => false));
  expect(mrr(book, '2026-06-01')).toBeGreaterThan(0);
});
