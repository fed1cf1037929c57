/** A share that only falls as a value rises: level from each of the values `from` on, up to the next. */
export interface FallingSteps {
  /** Ascending. */
  readonly from: readonly number[];
  /** Strictly falling. */
  readonly shares: readonly number[];
}

/**
 * The shares of positives that fit best (by least squares, and by likelihood) among all that never rise with the value: neighbours that
 * would rise are pooled until none do. Needs one row or more. O(n log n).
 *
 * Source: M. Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid, E. Silverman (1955), An empirical distribution function for sampling with
 * incomplete information, Annals of Mathematical Statistics 26, 641-647.
 */
export function fallingShares(values: ArrayLike<number>, isPositive: ArrayLike<number>): FallingSteps {
  const order = Uint32Array.from({ length: values.length }, (_, row) => row).sort(
    (a, b) => (values[a] as number) - (values[b] as number),
  );
  const blocks: { readonly from: number; positives: number; rows: number }[] = [];
  let previous = Number.NaN;
  for (const row of order) {
    const value = values[row] as number;
    if (value !== previous) {
      poolLast(blocks);
      blocks.push({ from: value, positives: 0, rows: 0 });
      previous = value;
    }
    const last = blocks[blocks.length - 1] as (typeof blocks)[number];
    last.positives += isPositive[row] as number;
    last.rows += 1;
  }
  poolLast(blocks);
  return { from: blocks.map(({ from }) => from), shares: blocks.map(({ positives, rows }) => positives / rows) };
}

/** Joins the last block with those before it, as long as its share is not below theirs. */
function poolLast(blocks: { readonly from: number; positives: number; rows: number }[]): void {
  while (blocks.length > 1) {
    const [before, last] = blocks.slice(-2) as [(typeof blocks)[number], (typeof blocks)[number]];
    if (last.positives * before.rows < before.positives * last.rows) return;
    before.positives += last.positives;
    before.rows += last.rows;
    blocks.pop();
  }
}

/** The share at a value; below the first step that of the first. */
export function shareAt({ from, shares }: FallingSteps, value: number): number {
  let low = 0;
  let high = from.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((from[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return shares[Math.max(low - 1, 0)] as number;
}
