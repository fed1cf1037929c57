import { pathToFileURL } from 'node:url';
import { forecastMrr, month, mrr } from '../../src/index.ts';
import { bookOfHazard, hazards, type KnownHazard, monthStart } from './known-hazard.ts';

interface CoverageRun {
  readonly runs: number;
  /** Which of the twelve months are looked at. */
  readonly horizons: readonly number[];
  readonly simulations: number;
}

/**
 * How often the 80 % interval of a forecast of the last twelve months of a book held what customers of before came to, and by which share the
 * forecasts were off in all.
 */
export function coverageOf(hazard: KnownHazard, { runs, horizons, simulations }: CoverageRun) {
  const first = hazard.months - 12;
  const from = monthStart(first);
  const held = horizons.map(() => 0);
  const sums = horizons.map(() => ({ forecast: 0, actual: 0 }));
  for (let run = 1; run <= runs; run += 1) {
    const rows = bookOfHazard(hazard, run * 7919);
    const { periods } = forecastMrr(rows, { from, periods: 12, seed: run, simulations });
    const before = new Set(rows.filter(({ start }) => String(start) < from).map(({ customerId }) => customerId));
    const truth = rows.filter(({ customerId }) => before.has(customerId));
    for (const [index, horizon] of horizons.entries()) {
      const actual = mrr(truth, month(monthStart(first + horizon - 1).slice(0, 7)));
      const row = periods[horizon - 1];
      if (row === undefined) continue;
      if (row.lower <= actual && actual <= row.upper) held[index] = (held[index] as number) + 1;
      const sum = sums[index] as { forecast: number; actual: number };
      sum.forecast += row.closing;
      sum.actual += actual;
    }
  }
  return { held, closing: sums.map(({ forecast, actual }) => forecast / actual - 1) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const runs = Number(process.argv[2] ?? 400);
  const horizons = [1, 2, 3, 6, 9, 12];
  for (const [name, hazard] of Object.entries(hazards)) {
    const { held, closing } = coverageOf(hazard, { runs, horizons, simulations: 500 });
    console.table(
      horizons.map((horizon, index) => ({
        hazard: name,
        horizon,
        held: `${held[index]} of ${runs}`,
        'forecast to truth': `${((closing[index] as number) * 100).toFixed(1)} %`,
      })),
    );
  }
}
