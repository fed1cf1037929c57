import { ledger, type Subscription } from 'tenure';
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
