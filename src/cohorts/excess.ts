import { compare, type KeyedSums, type Rational, subtract, zero } from '../exact/index.ts';
import { type Amounts, type CompiledLedger, levelFrom } from '../ledger/query.ts';
import type { Ages } from './grid.ts';

/** What local amounts are worth at the end of a unit, counted from the first one. */
export type WorthAt = (amounts: Amounts, unit: number) => Rational;

/** What members with several currencies pay more than at first, by cell, at the exchange rates of the cell's end. */
export interface MixedSums {
  readonly byCell: Pick<KeyedSums<number>, 'add'>;
  readonly worthAt: WorthAt;
}

/** Books what an entity that is kept as fractions pays more than at first, age by age. */
export function bookExcess(
  { rational }: CompiledLedger,
  { ages, cohortOf, ageOf }: Ages,
  entity: number,
  addChange: (currency: number, cell: number, change: Rational) => void,
  { byCell, worthAt }: MixedSums,
): void {
  const { offsets, places, changes } = rational;
  const [first, end] = [offsets[entity] as number, offsets[entity + 1] as number];
  const cohort = cohortOf(places[first] as number, entity);
  // Later ages of the cohort are not over yet.
  const known = ages - cohort;
  const ageFrom = (step: number) => (step === end ? known : ageOf(places[first] as number, places[step] as number));
  const initial = changes[first] as Amounts;
  const currency = onlyCurrency(changes, first, end);
  let before = zero;
  for (let step = first; step < end && ageFrom(step) < known; step += 1) {
    const age = ageFrom(step);
    const level = levelFrom(rational, entity, step);
    if (currency !== null) {
      const excess = over(level[currency] ?? zero, initial[currency] as Rational);
      addChange(currency, cohort * ages + age, subtract(excess, before));
      before = excess;
      continue;
    }
    // Whether an amount in several currencies is more than another can change from one age to the next.
    if (level.length === 0) continue;
    for (let own = age; own < Math.min(ageFrom(step + 1), known); own += 1) {
      byCell.add(cohort * ages + own, over(worthAt(level, cohort + own), worthAt(initial, cohort + own)));
    }
  }
}

/** The currency of all these changes, if it is one. */
function onlyCurrency(changes: readonly Amounts[], first: number, end: number): number | null {
  let only: number | null = null;
  for (let step = first; step < end; step += 1) {
    for (const [currency, amount] of (changes[step] as Amounts).entries()) {
      if (amount === null) continue;
      if (only !== null && only !== currency) return null;
      only = currency;
    }
  }
  return only;
}

/** By how much one amount is more than another, if it is. */
function over(a: Rational, b: Rational): Rational {
  return compare(a, b) > 0 ? subtract(a, b) : zero;
}
