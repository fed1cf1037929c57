import { reject } from '../../errors.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { checkKeys, isRecord, readList } from '../../read/index.ts';
import type { HealthModel } from '../score/health-model.ts';
import { modelKeys, readBands } from '../score/read-model.ts';

/** A result of `healthScore`, or any row that has its band. */
export interface BandedRow {
  /** The name of its band; null: no score. */
  readonly band: string | null;
}

/** The customers of one band. */
export interface HealthBandCount {
  /** Null: no score. */
  readonly band: string | null;
  /** The customers in it. */
  readonly customers: number;
  /** Of all rows. */
  readonly share: Ratio;
}

/**
 * Band distribution: how many customers are in each health band.
 *
 * Formula: share = rows in the band / rows. In: every row; those without a score in a row of their own, so that the shares add up to 1.
 *
 * @param scores - What `healthScores` gives, or any rows with a `band`.
 * @param model - The model they were scored with, or just its `bands`. Default: red, yellow, green.
 * @returns A row for each band of the model, lowest first, also where it is empty, and last one for the rows without a score (`band: null`).
 * Shares are null when there are no rows.
 * @throws MetricsError `INVALID_TYPE` for rows, `INVALID_OPTION` for a band that the model does not have; for bands as `healthScore` does.
 *
 * Cost: O(rows). Source: the distribution over bands of customer-success tools.
 *
 * @see docs/metrics/health-bands.md
 *
 * @example
 * ```ts
 * const [red, yellow, green, unscored] = healthBands([{ band: 'green' }, { band: 'red' }, { band: 'green' }, { band: null }]);
 * green; // => { band: 'green', customers: 2, share: { value: 0.5, numerator: 2, denominator: 4 } }
 * yellow.customers; // => 0
 * unscored.band; // => null
 * ```
 */
export function healthBands(scores: readonly BandedRow[], model: Pick<HealthModel, 'bands'> = {}): HealthBandCount[] {
  const names = readBandNames(model);
  const counts = new Map<string | null, number>([...names, null].map((name) => [name, 0]));
  for (const [index, row] of readList(scores, 'scores', 'be an array of scores').entries()) {
    const band = readBand(row, names, `scores[${index}]`);
    counts.set(band, (counts.get(band) ?? 0) + 1);
  }
  return Array.from(counts, ([band, customers]) => ({ band, customers, share: ratio(customers, scores.length) }));
}

/** The names of the bands of a model, or of what has its bands, lowest first. */
export function readBandNames(model: unknown): string[] {
  return readBands(checkKeys(model, modelKeys, 'model').bands, 'model.bands').map(({ name }) => name);
}

export function readBand(row: unknown, names: readonly string[], path: string): string | null {
  if (!isRecord(row)) reject('INVALID_TYPE', path, 'be an object with its band', row);
  const { band } = row;
  if (band !== null && !names.includes(band as string)) {
    reject('INVALID_OPTION', `${path}.band`, `be one of ${names.map((name) => `'${name}'`).join(', ')}, or null`, band);
  }
  return band as string | null;
}
