import { compareLedgers, ledger, month, mrrMovements, type Subscription } from 'tenure';
import { checkClose } from './check.ts';
import { race } from './race.ts';

const restated = month('2025-11');

/** One row in a hundred has an end that nobody knew of, or another price; the rest is as it was. */
function correctedRows(rows: readonly Subscription[]): readonly Subscription[] {
  return rows.map((row, at) => {
    if (at % 100 !== 0 || (row.end ?? '2026') < '2025-11-20' || row.start >= '2025-11-01') return row;
    return at % 200 === 0 ? { ...row, end: '2025-11-20' } : { ...row, amount: Number(row.amount) + 1 };
  });
}

/** Two snapshots of a book compared, beside the compilation of both that it begins with. */
export async function restatementRace(rows: readonly Subscription[]): Promise<void> {
  const now = correctedRows(rows);
  const { difference, causes, customers } = compareLedgers(rows, now, restated);
  const [before, after] = [rows, now].map((own) => mrrMovements(own, restated).closing) as [number, number];
  checkClose('restated closing', difference.closing, after - before, 1e-6);
  const sum = causes.reduce((all, cause) => all + cause.difference.closing, 0);
  checkClose('sum of the causes', sum, difference.closing, 1e-6);
  await race(rows.length, [
    { name: 'tenure: ledger(rows) of both', run: () => [ledger(rows), ledger(now)] },
    {
      name: `tenure: compareLedgers(then, now, month), ${customers.length.toLocaleString('en')} customers differ`,
      run: () => compareLedgers(rows, now, restated),
    },
  ]);
}
