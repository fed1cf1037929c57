import { reject } from '../errors.ts';
import { add, ofNumber, zero } from '../exact/index.ts';
import { isRecord, readList, readNumber } from '../read/index.ts';
import { type Ratio, ratioOf } from './ratio.ts';

/**
 * Combines the rates of parts, such as shards or segments, into the rate of the whole. Numerators and denominators are added; values are
 * never averaged.
 *
 * Formula: sum of numerators / sum of denominators. Numbers are read as the decimals they print as, added exactly and rounded once, so the
 * order of the parts changes nothing.
 *
 * The parts must share no customer. The rates of adjacent months are not parts of a quarter's rate.
 *
 * @param ratios - Rates of disjoint parts, as the rate functions return them. Only `numerator` and `denominator` are read.
 * @returns A `Ratio`. Its value is null when the denominators add up to 0, as those of an empty list do.
 * @throws MetricsError `INVALID_TYPE` when `ratios` is not an array of ratios, `INVALID_NUMBER` for a part that is not finite.
 *
 * Cost: O(ratios). Source: the definition of a rate over a union of disjoint groups.
 *
 * @see docs/metrics/merge-ratios.md
 *
 * @example
 * ```ts
 * const smallCustomers = { value: 0.9, numerator: 90, denominator: 100 }
 * const largeCustomers = { value: 0.5, numerator: 5, denominator: 10 }
 * mergeRatios([smallCustomers, largeCustomers]) // => { value: 0.8636363636363636, numerator: 95, denominator: 110 }
 * ```
 */
export function mergeRatios(ratios: readonly Ratio[]): Ratio {
  let numerator = zero;
  let denominator = zero;
  for (const [index, part] of readList(ratios, 'ratios', 'be an array of ratios').entries()) {
    const path = `ratios[${index}]`;
    if (!isRecord(part)) reject('INVALID_TYPE', path, 'be a ratio', part);
    numerator = add(numerator, ofNumber(readNumber(part.numerator, `${path}.numerator`)));
    denominator = add(denominator, ofNumber(readNumber(part.denominator, `${path}.denominator`)));
  }
  return ratioOf(numerator, denominator);
}
