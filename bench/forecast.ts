import { forecastMrr, ledger, type MrrForecastOptions, mrr, type Subscription } from 'tenure';
import { checkClose } from './check.ts';
import { race } from './race.ts';

/** Three years ahead of the day after the last one of the rows. */
const options = {
  from: '2026-01-01',
  periods: 36,
  simulations: 1_000,
  newBusiness: { likeLast: 12 },
} satisfies MrrForecastOptions;

/** A forecast beside the compilation of the rows that it is made from: at most 50 times as much. */
export async function forecastRace(rows: readonly Subscription[]): Promise<void> {
  const book = ledger(rows);
  const customers = new Set(rows.map(({ customerId }) => customerId)).size;
  const { periods } = forecastMrr(book, options);
  // Rows of this book have no end after its last day, so that what is committed stays what it is.
  const known = rows.map((row) => (String(row.end ?? '') >= options.from ? { ...row, end: null } : row));
  const expected = mrr(
    ledger(known),
    periods.map(({ period }) => period),
  );
  for (const [at, { period, committed }] of periods.entries()) {
    checkClose(`committed in ${period.label}`, committed, expected[at] as number, 0);
  }
  await race(rows.length, [
    { name: 'tenure: ledger(rows)', run: () => ledger(rows) },
    {
      name: `tenure: forecastMrr(book, 36 months, 1,000 runs), ${customers.toLocaleString('en')} customers`,
      run: () => forecastMrr(book, options),
    },
  ]);
}
