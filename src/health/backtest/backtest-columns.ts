import { add, type Rational, zero } from '../../exact/index.ts';

/** Scores and what followed, in columns; one row a customer and date. */
export interface BacktestColumns {
  /** NaN where there was no score. */
  readonly scores: Float64Array;
  /** 1 for a customer who left. */
  readonly churned: Uint8Array;
  readonly mrr: readonly Rational[];
  /** Codes of customers, 0, 1, ... */
  readonly owners: Uint32Array;
  readonly ownerCount: number;
  /** The chance of leaving that the score stood for, by what was known before; NaN where nothing was. */
  readonly chances: Float64Array;
  /** The same without a score: the share who left before. */
  readonly baseChances: Float64Array;
}

/** A sum that the order of its terms does not change. */
export function orderedSum(terms: Float64Array): number {
  return terms
    .slice()
    .sort()
    .reduce((sum, term) => sum + term, 0);
}

export function exactSum(amounts: Iterable<Rational>): Rational {
  let sum = zero;
  for (const amount of amounts) sum = add(sum, amount);
  return sum;
}

/** The rows for which a condition holds. */
export function rowsWhere({ scores }: BacktestColumns, holds: (row: number) => boolean): Uint32Array {
  const found = new Uint32Array(scores.length);
  let count = 0;
  for (let row = 0; row < scores.length; row += 1) {
    if (!holds(row)) continue;
    found[count] = row;
    count += 1;
  }
  return found.subarray(0, count);
}
