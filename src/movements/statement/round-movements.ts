import { refuse, reject } from '../../errors.ts';
import { compare, divide, multiply, type Rational, reduce, subtract, sum, toNumber } from '../../exact/index.ts';
import { type Money, type MoneyOf, readAmount } from '../../money/index.ts';
import { checkKeys } from '../../read/index.ts';
import type { SegmentKey } from '../../table/index.ts';
import { type CauseField, causeFields, causeNames } from '../by-key/cause-names.ts';
import type { MrrMovementsByKey } from '../by-key/mrr-movements-by.ts';
import type { MrrMovements } from './mrr-statement.ts';
import { footOf, type PrintedTerms, readPrintedTerms } from './terms.ts';

/** The movements of a statement, each with its sign in the sum. */
const movements = [
  ['new', 1n],
  ['reactivation', 1n],
  ['expansion', 1n],
  ['contraction', -1n],
  ['churn', -1n],
  ['transferIn', 1n],
  ['transferOut', -1n],
  ['fx', 1n],
] as const;

/**
 * A statement rounded so that the printed table foots. Opening and closing are rounded half up; the movements between them absorb
 * the difference, each within one unit of its exact value (largest remainder).
 *
 * Formula: rounded opening + new + reactivation + expansion - contraction - churn + fx = rounded closing, to the last printed digit. A
 * movement of 0 stays 0. `retainedGross` and `retainedNet` are rounded separately.
 *
 * @param statement - A statement of `mrrMovements` in any form of money, or figures of your own that add up (if they are numbers, to within their
 * last binary digits).
 * @param digits - Digits after the decimal point, -15..15: 2 for cents, 0 for whole units, -3 for thousands.
 * @returns The rounded statement, in plain numbers.
 * @throws MetricsError `INVALID_NUMBER` for the digits, `INVALID_AMOUNT` and `UNKNOWN_KEY` for the terms, `NOT_FOOTING` for terms
 * that do not add up to closing.
 *
 * Cost: O(1). Source: the largest-remainder method (Hamilton) of apportionment.
 *
 * @see docs/metrics/round-movements.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2025-01-01', amount: 100, interval: 'year' },
 *   { customerId: 'ben', start: '2026-01-01', amount: 100, interval: 'year' },
 * ];
 * const { opening, closing, ...rest } = roundMovements(mrrMovements(subscriptions, month('2026-01')), 2);
 * [opening, rest.new, closing]; // => [8.33, 8.34, 16.67]
 * ```
 */
export function roundMovements(
  statement: MrrMovementsByKey<SegmentKey, MoneyOf<Money>>,
  digits: number,
): MrrMovementsByKey;
export function roundMovements(statement: MrrMovements<MoneyOf<Money>>, digits: number): MrrMovements;
export function roundMovements(statement: MrrMovements<MoneyOf<Money>>, digits: number): MrrMovements {
  if (!Number.isInteger(digits) || Math.abs(digits) > 15) {
    reject('INVALID_NUMBER', 'digits', 'be a whole number from -15 to 15', digits);
  }
  const terms = readPrintedTerms(statement, 'statement');
  const step: Rational = digits >= 0 ? { n: 1n, d: 10n ** BigInt(digits) } : { n: 10n ** BigInt(-digits), d: 1n };
  const inSteps = ({ n, d }: Rational) => reduce(multiply({ n, d }, { n: step.d, d: step.n }));
  const printed = (steps: bigint) => toNumber({ n: steps * step.n, d: step.d });

  const opening = roundHalfUp(inSteps(terms.opening));
  const closing = roundHalfUp(inSteps(closingOf(terms)));
  const moved = movements.filter(([name]) => name in statement || !name.startsWith('transfer'));
  const exact = moved.map(([name, sign]) => inSteps(multiply(terms[name], { n: sign, d: 1n })));
  const shares = apportion(exact, closing - opening);
  const stepsOf = new Map(moved.map(([name, sign], i) => [name, sign * (shares[i] as bigint)]));
  const rounded = Object.fromEntries([...stepsOf].map(([name, steps]) => [name, printed(steps)]));
  for (const name of ['retainedGross', 'retainedNet'] as const) {
    const amount = terms[name];
    if (amount !== undefined) rounded[name] = printed(roundHalfUp(inSteps(amount)));
  }
  const result: Record<string, unknown> = {
    ...statement,
    opening: printed(opening),
    ...rounded,
    closing: printed(closing),
  };
  for (const field of causeFields) {
    const causes = result[field];
    if (causes === undefined) continue;
    const term = field === 'expansionCauses' ? 'expansion' : 'contraction';
    const exactCauses = readCauses(causes, field, terms[term]).map(inSteps);
    const shares = apportion(exactCauses, stepsOf.get(term) as bigint).map(printed);
    result[field] = Object.freeze(Object.fromEntries(causeNames[field].map((name, i) => [name, shares[i]])));
  }
  return Object.freeze(result) as unknown as MrrMovements;
}

/** The causes of a movement, scaled to its sum when printed doubles miss it by an ulp. */
function readCauses(causes: unknown, field: CauseField, movement: Rational): Rational[] {
  const path = `statement.${field}`;
  const given = checkKeys(causes, causeNames[field], path);
  const amounts = causeNames[field].map((name) => readAmount(given[name], `${path}.${name}`));
  const all = sum(amounts);
  checkFoot(path, movement, all, amounts);
  return all.n === 0n ? amounts : amounts.map((amount) => divide(multiply(amount, movement), all));
}

/** The sum of the terms, checked against the given closing: rounding must not hide a statement that does not foot. */
function closingOf(terms: PrintedTerms): Rational {
  const sum = footOf(terms);
  if (terms.closing === undefined) return sum;
  checkFoot('statement.closing', terms.closing, sum, [terms.opening, ...movements.map(([name]) => terms[name])]);
  return sum;
}

/** Printed doubles may be off by an ulp of the largest of them; anything more is another sum. */
function checkFoot(path: string, given: Rational, sum: Rational, terms: readonly Rational[]): void {
  const sizes = [given, ...terms].map(toNumber).map(Math.abs);
  if (Math.abs(toNumber(subtract(given, sum))) <= Math.max(...sizes) * 8 * Number.EPSILON) return;
  const message = `must foot: the terms add up to ${toNumber(sum)}; received ${toNumber(given)}`;
  refuse('NOT_FOOTING', path, message, toNumber(given));
}

function roundHalfUp({ n, d }: Rational): bigint {
  return floor({ n: 2n * n + d, d: 2n * d });
}

function floor({ n, d }: Rational): bigint {
  const quotient = n / d;
  return n % d < 0n ? quotient - 1n : quotient;
}

/**
 * Whole shares that add up to `total`: each exact share rounded down, plus one for the shares that lost most by it. Both ends are rounded
 * alike, so the remainder is never negative and never larger than the number of shares with a fraction.
 */
function apportion(exact: readonly Rational[], total: bigint): bigint[] {
  const shares = exact.map(floor);
  const lost = exact.map((share, i) => subtract(share, { n: shares[i] as bigint, d: 1n }));
  const order = exact.map((_, i) => i).sort((a, b) => compare(lost[b] as Rational, lost[a] as Rational));
  const left = Number(total - shares.reduce((sum, share) => sum + share, 0n));
  for (const i of order.slice(0, left)) shares[i] = (shares[i] as bigint) + 1n;
  return shares;
}
