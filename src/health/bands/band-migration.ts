import { checkUnique, type Id, readId, readList } from '../../read/index.ts';
import { compareTexts } from '../../table/index.ts';
import type { HealthModel } from '../score/health-model.ts';
import { type BandedRow, readBand, readBandNames } from './health-bands.ts';

/** A result of `healthScores`, or any row with a customer and its band. */
export interface CustomerBand extends BandedRow {
  /** The customer; each once. */
  readonly customerId: Id;
}

/** The bands that customers moved to. */
export interface BandMigrationCells {
  /** By band: all bands, lowest first. */
  readonly to: Readonly<Record<string, number>>;
  /** Present at the later date, without a score. */
  readonly unscored: number;
  /** Gone at the later date. */
  readonly departed: number;
  /** The sum of the cells before it. */
  readonly total: number;
}

/** The customers of one band at the earlier date. */
export interface BandMigrationRow extends BandMigrationCells {
  /** The band at the earlier date; null: there without a score. */
  readonly from: string | null;
}

/** A customer present at both dates, in different bands. */
export interface BandMove {
  /** The customer. */
  readonly customerId: string;
  /** The band at the earlier date; null: no score. */
  readonly from: string | null;
  /** The band at the later date; null: no score. */
  readonly to: string | null;
}

/** Customers counted by their bands at two dates. */
export interface BandMigration {
  /** Lowest first. */
  readonly bands: readonly string[];
  /** One for each band, lowest first, and last those without a score. */
  readonly rows: readonly BandMigrationRow[];
  /** Customers that were not there at the earlier date; none of these has departed. */
  readonly arrived: BandMigrationCells;
  /** The sums of the columns, arrivals included. */
  readonly totals: BandMigrationCells;
  /** Customers scored at both dates, and in a higher band than before. */
  readonly improved: number;
  /** Customers scored at both dates, and in a lower band than before. */
  readonly worsened: number;
  /** Customers scored at both dates, and in the same band. */
  readonly unchanged: number;
  /** By customerId. */
  readonly moves: readonly BandMove[];
}

const absent = -1;

/**
 * Band migration: the health bands of customers at two dates, from which band to which.
 *
 * Formula: customers counted by band at the earlier and at the later date. It balances: the rows add up to the customers of the earlier
 * date, the columns without `departed` to those of the later one, and rows and arrivals together to the totals.
 *
 * @param before - Scores at the earlier date, as `healthScores` gives them; each customer once.
 * @param after - Scores at the later date, under the same bands; each customer once.
 * @param model - The model they were scored with, or just its `bands`. Default: red, yellow, green.
 * @returns Counts of customers, and the moves behind them.
 * @throws MetricsError `INVALID_TYPE` for rows, `INVALID_OPTION` for a band that the model does not have and for a customer that is there
 * twice.
 *
 * Cost: O(rows), and the sorting of the moves. Source: the transition matrix of rating migrations.
 *
 * @see docs/metrics/band-migration.md
 *
 * @example
 * ```ts
 * const january = [{ customerId: 'ada', band: 'green' }, { customerId: 'ben', band: 'red' }];
 * const february = [{ customerId: 'ada', band: 'yellow' }, { customerId: 'cem', band: 'green' }];
 * const { rows, arrived, moves, worsened } = bandMigration(january, february);
 * rows[2]; // => { from: 'green', to: { red: 0, yellow: 1, green: 0 }, unscored: 0, departed: 0, total: 1 }
 * rows[0].departed; // => 1
 * arrived.to.green; // => 1
 * moves; // => [{ customerId: 'ada', from: 'green', to: 'yellow' }]
 * worsened; // => 1
 * ```
 */
export function bandMigration(
  before: readonly CustomerBand[],
  after: readonly CustomerBand[],
  model: Pick<HealthModel, 'bands'> = {},
): BandMigration {
  const bands = readBandNames(model);
  const earlier = readPlaces(before, bands, 'before');
  const later = readPlaces(after, bands, 'after');
  const { length } = bands;
  // Places: the bands, then those without a score, then those who are not there.
  const counts = Array.from({ length: length + 2 }, () => new Array<number>(length + 2).fill(0));
  const moves: BandMove[] = [];
  const nameOf = (place: number) => bands[place] ?? null;
  let [improved, worsened, unchanged] = [0, 0, 0];
  for (const customerId of new Set([...earlier.keys(), ...later.keys()])) {
    const from = earlier.get(customerId) ?? absent;
    const to = later.get(customerId) ?? absent;
    const row = counts[from === absent ? length + 1 : from] as number[];
    const column = to === absent ? length + 1 : to;
    row[column] = (row[column] as number) + 1;
    if (from === absent || to === absent) continue;
    if (from !== to) moves.push({ customerId, from: nameOf(from), to: nameOf(to) });
    if (from === length || to === length) continue;
    if (from === to) unchanged += 1;
    else if (to > from) improved += 1;
    else worsened += 1;
  }
  const sums = Array.from({ length: length + 2 }, (_, column) =>
    counts.reduce((total, row) => total + (row[column] as number), 0),
  );
  return {
    bands,
    rows: counts.slice(0, length + 1).map((row, place) => ({ from: nameOf(place), ...cellsOf(row, bands) })),
    arrived: cellsOf(counts[length + 1] as number[], bands),
    totals: cellsOf(sums, bands),
    improved,
    worsened,
    unchanged,
    moves: moves.sort((a, b) => compareTexts(a.customerId, b.customerId)),
  };
}

/** The place of each customer: that of its band, or behind them all where it has no score. */
function readPlaces(scores: unknown, bands: readonly string[], path: string): Map<string, number> {
  const seen = new Set<string>();
  const places = new Map<string, number>();
  for (const [index, row] of readList(scores, path, 'be an array of scores').entries()) {
    const rowPath = `${path}[${index}]`;
    const band = readBand(row, bands, rowPath);
    const customerId = readId((row as CustomerBand).customerId, `${rowPath}.customerId`);
    checkUnique(customerId, seen, `${rowPath}.customerId`);
    places.set(customerId, band === null ? bands.length : bands.indexOf(band));
  }
  return places;
}

function cellsOf(counts: readonly number[], bands: readonly string[]): BandMigrationCells {
  const [unscored = 0, departed = 0] = counts.slice(bands.length);
  return {
    to: Object.fromEntries(bands.map((band, place) => [band, counts[place] as number])),
    unscored,
    departed,
    total: counts.reduce((total, count) => total + count, 0),
  };
}
