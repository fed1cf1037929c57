import { reject } from '../../errors.ts';
import { type Id, isRecord, readId, readList } from '../../read/index.ts';
import type { HealthModel, HealthValues } from './health-model.ts';
import { readModel } from './read-model.ts';
import { type HealthScore, scoreValues } from './score-values.ts';

/** The signals of a customer, as `healthSignals` gives them. */
export interface CustomerHealthValues {
  readonly customerId: Id;
  readonly values: HealthValues;
}

export interface CustomerHealthScore extends HealthScore {
  readonly customerId: string;
}

/**
 * Health scores of many customers: `healthScore` of each, with the model checked once.
 *
 * Formula: that of `healthScore`. In: every row. Out: nothing; a customer with too few known signals has a null score.
 *
 * @param rows - Each with `customerId` and `values`, as `healthSignals` gives them.
 * @param model - As for `healthScore`.
 * @returns A row for each, in their order: its `customerId` and what `healthScore` gives.
 * @throws MetricsError as `healthScore` does, with paths such as `rows[17].values.activeDays`.
 *
 * Cost: O(rows x signals). Source: as of `healthScore`.
 *
 * @example
 * ```ts
 * const model: HealthModel = {
 *   signals: [{ key: 'activeDays', weight: 1, normalise: { type: 'linear', worst: 0, best: 20 } }],
 * };
 * const rows = [
 *   { customerId: 'ada', values: { activeDays: 18 } },
 *   { customerId: 'ben', values: { activeDays: null } },
 * ];
 * healthScores(rows, model).map(({ customerId, score, band }) => [customerId, score, band]); // => [['ada', 90, 'green'], ['ben', null, null]]
 * ```
 */
export function healthScores(rows: readonly CustomerHealthValues[], model: HealthModel): CustomerHealthScore[] {
  const card = readModel(model, 'model');
  return readList(rows, 'rows', 'be an array of { customerId, values }').map((row, index) => {
    if (!isRecord(row)) reject('INVALID_TYPE', `rows[${index}]`, 'be an object { customerId, values }', row);
    const customerId = readId(row.customerId, `rows[${index}].customerId`);
    const { score, band, coverage, contributions, caps } = scoreValues(row.values, card, `rows[${index}].values`);
    return { customerId, score, band, coverage, contributions, caps };
  });
}
