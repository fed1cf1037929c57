import { add, type Rational, subtract } from '../../exact/index.ts';
import { kindCount } from '../../ledger/query.ts';
import type { Track } from './tracks.ts';

/** One value for each kind, in the order of `kinds`. */
export type Terms<T> = readonly [fresh: T, reactivation: T, expansion: T, contraction: T, churn: T];

/** One quantity over one period: what it was, what it became, and by which movements. */
export interface Balance<T> {
  readonly opening: T;
  readonly terms: Terms<T>;
  readonly closing: T;
}

export function closingMrr(
  opening: Rational,
  [fresh, reactivation, expansion, contraction, churn]: Terms<Rational>,
): Rational {
  return subtract(add(opening, add(add(fresh, reactivation), expansion)), add(contraction, churn));
}

export function closingCustomers(opening: number, [fresh, reactivation, , , churn]: Terms<number>): number {
  return opening + fresh + reactivation - churn;
}

/** Carries the level along the track: what one period or gap closes with, the next opens with. */
export function balances<T>(
  track: Track,
  slots: readonly T[],
  nothing: T,
  close: (opening: T, terms: Terms<T>) => T,
): Balance<T>[] {
  const results: Balance<T>[] = [];
  let opening = nothing;
  for (let segment = 0; segment < track.segments; segment += 1) {
    const terms = slots.slice(segment * kindCount, (segment + 1) * kindCount) as readonly T[] as Terms<T>;
    const closing = close(opening, terms);
    if (segment % 2 === 1) results.push({ opening, terms, closing });
    opening = closing;
  }
  return results;
}

export function mapTerms<A, B>(terms: Terms<A>, map: (term: A, kind: number) => B): Terms<B> {
  return terms.map(map) as readonly B[] as Terms<B>;
}
