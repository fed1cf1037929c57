import { reject } from '../errors.ts';
import { compare, divide, ofNumber, one, type Rational, subtract, toNumber, zero } from '../exact/index.ts';
import type { Amount } from '../money/index.ts';
import { checkKeys, readFilledList } from '../read/index.ts';
import { type ChurnTerms, type ExactChurnTerms, readChurnTerms, valueAt } from './churn-terms.ts';

/** The lifetime value at another retention rate. */
export interface LtvSensitivityRow {
  /** The change in the retention rate, as given: 0.01 is one point up. */
  readonly retentionChange: number;
  /** The changed retention rate, as a fraction, 0..1. */
  readonly retentionRate: number;
  /** The changed churn rate, as a fraction, 0..1. */
  readonly churnRate: number;
  /** The lifetime value at the changed rate, in major currency units. Null at a churn rate of 0 without a discount. */
  readonly lifetimeValue: number | null;
  /** The change from the current lifetime value, in major currency units. Null when either value is null. */
  readonly change: number | null;
  /** `change` as a share of the current lifetime value: 0.25 is 25 % up. Null when `change` is null or the current value is 0. */
  readonly relativeChange: number | null;
}

/**
 * LTV sensitivity: how customer lifetime value responds to a change in retention.
 *
 * Formula: `customerLifetimeValue` at the given churn rate minus the change in retention, compared with the value at the given churn rate.
 * The lower the churn, the more a point is worth: a fall from 5 % to 4 % lifts lifetime value by a quarter, one from 2 % to 1 % doubles it.
 *
 * @param terms - The terms of `customerLifetimeValue`, except that none may be null: without a churn rate, there is nothing to change.
 * @param options - The changes in retention.
 * @returns One row per change, in the order given.
 * @throws MetricsError `INVALID_NUMBER` for a change that takes retention outside 0..1 (5 for 5 points throws with a hint), and as
 * `customerLifetimeValue` does; `EMPTY` without changes, `INVALID_TYPE`, `UNKNOWN_KEY`.
 *
 * Cost: O(changes). Source: the formula of `customerLifetimeValue`; the question comes from Frederick Reichheld, The Loyalty
 * Effect (1996).
 *
 * @see docs/metrics/ltv-sensitivity.md
 *
 * @example
 * ```ts
 * const [row] = ltvSensitivity({ arpa: 100, churnRate: 0.05 }, { retentionChanges: [0.01] });
 * row.lifetimeValue; // => 2500
 * row.change; // => 500
 * row.relativeChange; // => 0.25
 * ```
 */
export function ltvSensitivity(
  terms: ChurnTerms & {
    /** Average revenue per account per period, in major currency units. */
    readonly arpa: Amount;
    /** The churn rate per period, as a fraction, 0..1. */
    readonly churnRate: number;
  },
  options: {
    /** Changes to add to the retention rate, as fractions: 0.01 is one point up, -0.05 five points down. */
    readonly retentionChanges: readonly number[];
  },
): LtvSensitivityRow[] {
  const exact = readChurnTerms(terms, 'terms') ?? refuseNull(terms);
  const { retentionChanges } = checkKeys(options, ['retentionChanges'], 'options');
  const path = 'options.retentionChanges';
  const changes = readFilledList(retentionChanges, path, 'be an array of numbers');
  return changes.map((change, index) => rowOf(exact, change, `${path}[${index}]`));
}

function rowOf({ margin, churn, discount }: ExactChurnTerms, given: unknown, path: string): LtvSensitivityRow {
  const retentionChange = readChange(given, churn, path);
  const changed = subtract(churn, ofNumber(retentionChange));
  const before = valueAt(margin, churn, discount);
  const after = valueAt(margin, changed, discount);
  const change = before === null || after === null ? null : subtract(after, before);
  const relative = change === null || before === null || before.n === 0n ? null : divide(change, before);
  return {
    retentionChange,
    retentionRate: toNumber(subtract(one, changed)),
    churnRate: toNumber(changed),
    lifetimeValue: numberOrNull(after),
    change: numberOrNull(change),
    relativeChange: numberOrNull(relative),
  };
}

function refuseNull({ arpa }: ChurnTerms): never {
  const [code, term] =
    arpa === null ? (['INVALID_AMOUNT', 'arpa'] as const) : (['INVALID_NUMBER', 'churnRate'] as const);
  reject(code, `terms.${term}`, 'be known: null cannot change', null);
}

function numberOrNull(value: Rational | null): number | null {
  return value === null ? null : toNumber(value);
}

function readChange(value: unknown, churn: Rational, path: string): number {
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  const changed = isNumber ? subtract(churn, ofNumber(value)) : zero;
  if (!isNumber || compare(changed, zero) < 0 || compare(changed, one) > 0) {
    const size = isNumber ? Math.abs(value) : 0;
    const hint = isNumber && size > 1 && size <= 100 ? ` (for ${value} points give ${value / 100})` : '';
    reject('INVALID_NUMBER', path, `be a fraction that leaves retention from 0 to 1${hint}`, value);
  }
  return value as number;
}
