import { greatestCommonDivisor, type Rational } from '../../exact/index.ts';
import { firstIndex } from '../../table/index.ts';

/** What is paid from one instant to another, of a subscription that was first paid at a third one. */
export interface PaidItem {
  readonly first: number;
  readonly start: number;
  readonly end: number;
  readonly price: Rational;
}

/** What the items are asked for: all that is paid at an instant, of those first paid at `since` or later. */
export interface SumQuestion {
  readonly at: number;
  readonly since: number;
}

/**
 * The sums, in the order of the questions: one pass over time, with running sums by when an item was first paid (a
 * Fenwick tree).
 */
export function sumsSince(items: readonly PaidItem[], questions: readonly SumQuestion[]): Rational[] {
  const unit = items.reduce((d, { price }) => (d / greatestCommonDivisor(d, price.d)) * price.d, 1n);
  const firsts = [...new Set(items.map(({ first }) => first))].sort((a, b) => b - a);
  const rankOf = new Map(firsts.map((first, rank) => [first, rank]));
  const changes = items.flatMap(({ first, start, end, price }) => {
    const units = price.n * (unit / price.d);
    const rank = rankOf.get(first) as number;
    return [
      { at: start, rank, units },
      { at: end, rank, units: -units },
    ];
  });
  changes.sort((a, b) => a.at - b.at);
  const tree = new Array<bigint>(firsts.length + 1).fill(0n);
  const sums = new Array<Rational>(questions.length);
  let next = 0;
  for (const index of Array.from(questions.keys()).sort((a, b) => atOf(questions, a) - atOf(questions, b))) {
    const { at, since } = questions[index] as SumQuestion;
    for (; next < changes.length && (changes[next]?.at as number) <= at; next += 1) {
      const { rank, units } = changes[next] as { rank: number; units: bigint };
      for (let node = rank + 1; node < tree.length; node += node & -node) tree[node] = (tree[node] as bigint) + units;
    }
    let units = 0n;
    for (
      let node = firstIndex(firsts.length, (rank) => (firsts[rank] as number) < since);
      node > 0;
      node -= node & -node
    )
      units += tree[node] as bigint;
    sums[index] = { n: units, d: unit };
  }
  return sums;
}

const atOf = (questions: readonly SumQuestion[], index: number) => (questions[index] as SumQuestion).at;
