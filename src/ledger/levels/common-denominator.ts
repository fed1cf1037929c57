import { greatestCommonDivisor, nearestDouble, type Rational } from '../../exact/index.ts';
import type { PaidSpans } from './paid-spans.ts';
import { mostChanges } from './span-bounds.ts';

/**
 * How the ledger writes money as whole numbers. Levels of scaled entities are float64 multiples of 1/`unit`, always below 2^52,
 * so that adding and comparing them is exact. The few entities that do not fit, or pay in several currencies, are kept as fractions.
 */
export interface ExactUnit {
  readonly unit: bigint;
  /** Each price in units; NaN for one that is not a whole number of them. */
  readonly priceUnits: Float64Array;
  /** How each entity's levels are kept. */
  readonly group: Uint8Array;
}

export const scaledGroup = 0;
/** Levels that cannot be kept in units, or are in more than one currency. */
export const rationalGroup = 1;

const levelLimit = 2 ** 52;
/** A customer with more MRR than this (a million million) is a fraction from the start, so as not to leave the others a coarse unit. */
const largestScaledLevel = 2 ** 40;

export function chooseUnit(spans: PaidSpans, prices: readonly Rational[]): ExactUnit {
  const sizes = Float64Array.from(prices, (price) => nearestDouble(price) * (1 + 2 ** -20));
  const common = unitOfAll(spans, prices, sizes);
  if (common !== null) {
    return { unit: common, priceUnits: unitsOf(prices, common), group: new Uint8Array(spans.offsets.length - 1) };
  }
  const bounds = levelBounds(spans, sizes);
  let highest = 1;
  for (const bound of bounds) if (bound > highest && bound < largestScaledLevel) highest = bound;

  const unit = commonUnit(spans, prices, levelLimit / highest);
  const priceUnits = unitsOf(prices, unit);
  const isOutside = (price: number) => Number.isNaN(priceUnits[price]);
  const anyOutside = priceUnits.some(Number.isNaN);
  const group = new Uint8Array(bounds.length);
  for (let entity = 0; entity < group.length; entity += 1) {
    const own = () => spans.price.subarray(spans.offsets[entity], spans.offsets[entity + 1]);
    if ((bounds[entity] as number) > highest || (anyOutside && own().some(isOutside))) group[entity] = rationalGroup;
  }
  return { unit, priceUnits, group };
}

/**
 * The unit where it is clear without a look at the spans that every level fits: even that of a customer who has the most rows, all at the
 * largest price. Null where it is not.
 */
function unitOfAll(spans: PaidSpans, prices: readonly Rational[], sizes: Float64Array): bigint | null {
  const largest = sizes.reduce((size, other) => Math.max(size, other), 0);
  const bound = Math.max(1, (mostChanges(spans) / 2) * largest * (1 + 2 ** -20));
  if (!(bound < largestScaledLevel)) return null;
  let unit = 1n;
  for (const d of new Set(prices.map((price) => price.d))) {
    unit = (unit / greatestCommonDivisor(unit, d)) * d;
    if (Number(unit) > levelLimit / bound) return null;
  }
  return unit;
}

function unitsOf(prices: readonly Rational[], unit: bigint): Float64Array {
  // There can be as many prices as rows, but few denominators. Where a level fits, n, the factor and their product are below 2^53.
  const factors = new Map<bigint, number>();
  return Float64Array.from(prices, ({ n, d }) => {
    let factor = factors.get(d);
    if (factor === undefined) {
      factor = unit % d === 0n ? Number(unit / d) : Number.NaN;
      factors.set(d, factor);
    }
    return Number(n) * factor;
  });
}

/**
 * Per customer, what its level can never exceed: the sum of all its prices, nudged up for the rounding of the sum itself. It may be
 * Infinity, of a customer who is kept as fractions in any case.
 */
function levelBounds(spans: PaidSpans, sizes: Float64Array): Float64Array {
  const bounds = new Float64Array(spans.offsets.length - 1);
  for (let entity = 0; entity < bounds.length; entity += 1) {
    const end = spans.offsets[entity + 1] as number;
    let bound = 0;
    for (let span = spans.offsets[entity] as number; span < end; span += 1) {
      bound += sizes[spans.price[span] as number] as number;
    }
    bounds[entity] = bound;
  }
  return bounds;
}

/** The least common multiple of the prices' denominators, the most frequent ones first, as far as it stays within `limit`. */
function commonUnit(spans: PaidSpans, prices: readonly Rational[], limit: number): bigint {
  const uses = new Uint32Array(prices.length);
  for (let span = 0; span < spans.price.length; span += 1) {
    const price = spans.price[span] as number;
    uses[price] = (uses[price] as number) + 1;
  }
  const frequency = new Map<bigint, number>();
  for (const [price, { d }] of prices.entries()) frequency.set(d, (frequency.get(d) ?? 0) + (uses[price] as number));
  // Ties go to the smaller denominator, so that the order of the rows does not decide.
  const commonest = [...frequency].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  let unit = 1n;
  for (const [d] of commonest) {
    const multiple = (unit / greatestCommonDivisor(unit, d)) * d;
    if (Number(multiple) <= limit) unit = multiple;
  }
  return unit;
}
