import { reject } from '../../errors.ts';
import { isFiniteNumber } from '../../read/index.ts';
import type { HealthCap, HealthCondition } from './health-model.ts';
import type { KnownValues } from './read-values.ts';
import type { Scorecard, ScoredCap } from './scorecard.ts';

/** A cap that lowers a score, or would if another had not done so before it. */
export interface AppliedHealthCap extends HealthCap {
  /** How much it took off what the caps in front of it had left. */
  readonly reduction: number;
}

interface CappedScore<T> {
  readonly applied: readonly AppliedHealthCap[];
  /** The lowest of them. */
  readonly lowest: ScoredCap<T> | undefined;
}

/** What the caps of a model do to a score, which is `sum` / `divisor`; `weight` is that of what is known. */
export function applyCaps<T>(
  { numbers, caps }: Scorecard<T>,
  known: KnownValues,
  { sum, weight, divisor }: { readonly sum: T; readonly weight: T; readonly divisor: T },
  path: string,
): CappedScore<T> {
  let left = sum;
  let lowest: ScoredCap<T> | undefined;
  const applied: AppliedHealthCap[] = [];
  for (const cap of caps) {
    const { when } = cap.cap;
    if (!holds(when, known[cap.slot]?.value, path)) continue;
    const most = numbers.multiply(cap.max, weight);
    if (numbers.compare(most, sum) >= 0) continue;
    const isLower = lowest === undefined || cap.score < lowest.score;
    applied.push({
      when,
      max: cap.cap.max,
      reduction: isLower ? numbers.quotient(numbers.subtract(left, most), divisor) : 0,
    });
    if (isLower) [left, lowest] = [most, cap];
  }
  return { applied, lowest };
}

function holds(when: HealthCondition, value: number | string | boolean | undefined, path: string): boolean {
  if (value === undefined) return false;
  if (when.op === '=') return value === when.value;
  if (when.op === '!=') return value !== when.value;
  if (!isFiniteNumber(value)) reject('INVALID_NUMBER', `${path}.${when.key}`, 'be a number: a cap compares it', value);
  if (when.op === '<') return value < when.value;
  if (when.op === '<=') return value <= when.value;
  return when.op === '>' ? value > when.value : value >= when.value;
}
