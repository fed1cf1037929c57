import { refuse, reject } from '../../errors.ts';
import { checkKeys, type Id, isRecord, readId, readList, readOptionalChoice } from '../../read/index.ts';
import type { HealthModel, HealthValues } from './health-model.ts';
import { readModel } from './read-model.ts';
import { type HealthScore, scoreValues } from './score-values.ts';

/** The signals of a customer, as `healthSignals` gives them. */
export interface CustomerHealthValues {
  /** The customer; each once. */
  readonly customerId: Id;
  /** What is known of the customer, by signal. */
  readonly values: HealthValues;
}

/** How many scores are made. */
export interface HealthScoresOptions {
  /**
   * Whether a key of the model, of a signal or a cap, that no row has is taken as not known, or refused as misspelt. Default 'allow'.
   * `healthSignals` gives every row every key that it knows, null where it is not known.
   */
  readonly absentKeys?: 'allow' | 'refuse' | undefined;
}

/** The health score of one customer. */
export interface CustomerHealthScore extends HealthScore {
  /** The customer. */
  readonly customerId: string;
}

/**
 * Health scores of many customers: `healthScore` of each, with the model checked once.
 *
 * Formula: that of `healthScore`. In: every row. Out: nothing; a customer with too few known signals has a null score.
 *
 * @param rows - Each with `customerId` and `values`, as `healthSignals` gives them.
 * @param model - As for `healthScore`.
 * @param options - `absentKeys`: 'refuse' throws for a key of the model that no row has, which is misspelt more often than not.
 * @returns A row for each, in their order: its `customerId` and what `healthScore` gives.
 * @throws MetricsError as `healthScore` does, with paths such as `rows[17].values.activeDays`; `UNKNOWN_KEY` for an
 * absent key.
 *
 * Cost: O(rows x signals). Source: as of `healthScore`.
 *
 * @see docs/metrics/health-scores.md
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
export function healthScores(
  rows: readonly CustomerHealthValues[],
  model: HealthModel,
  options: HealthScoresOptions = {},
): CustomerHealthScore[] {
  const card = readModel(model, 'model');
  const { absentKeys } = checkKeys(options, ['absentKeys'], 'options');
  const given = readList(rows, 'rows', 'be an array of { customerId, values }');
  if (readOptionalChoice(absentKeys, 'options.absentKeys', ['allow', 'refuse']) === 'refuse')
    checkPresent(given, model);
  return given.map((row, index) => {
    if (!isRecord(row)) reject('INVALID_TYPE', `rows[${index}]`, 'be an object { customerId, values }', row);
    const customerId = readId(row.customerId, `rows[${index}].customerId`);
    const { score, band, coverage, contributions, caps } = scoreValues(row.values, card, `rows[${index}].values`);
    return { customerId, score, band, coverage, contributions, caps };
  });
}

/** Refuses a key of a model that no row has. Without rows nothing can be said. */
function checkPresent(rows: readonly unknown[], { signals, caps = [] }: HealthModel): void {
  const present = new Set<string>();
  for (const row of rows) {
    if (isRecord(row) && isRecord(row.values)) for (const key of Object.keys(row.values)) present.add(key);
  }
  if (rows.length === 0) return;
  const asked = [
    ...signals.map(({ key }, index) => ({ key, path: `model.signals[${index}].key` })),
    ...caps.map(({ when: { key } }, index) => ({ key, path: `model.caps[${index}].when.key` })),
  ];
  for (const { key, path } of asked) {
    if (present.has(key)) continue;
    const known = [...present].sort().join(', ');
    refuse('UNKNOWN_KEY', path, `is a key that no row has: '${key}'; rows have ${known === '' ? 'none' : known}`, key);
  }
}
