import { firstIndex } from '../../table/index.ts';
/** A share that only falls as a value rises: level from each of the values `from` on, up to the next. */
export interface FallingSteps {
  /** Ascending. */
  readonly from: readonly number[];
  /** Strictly falling. */
  readonly shares: readonly number[];
}

/** Rows with one value each, put together by it. */
export interface RowsByValue {
  /** Ascending, each once. */
  readonly values: readonly number[];
  /** How many rows have the value, and how many of these are positive. */
  readonly rows: readonly number[];
  readonly positives: readonly number[];
}

/** O(n log n). */
export function rowsByValue(values: ArrayLike<number>, isPositive: ArrayLike<number>): RowsByValue {
  const order = Uint32Array.from({ length: values.length }, (_, row) => row).sort(
    (a, b) => (values[a] as number) - (values[b] as number),
  );
  const found = { values: [] as number[], rows: [] as number[], positives: [] as number[] };
  for (const row of order) append(found, values[row] as number, 1, isPositive[row] as number);
  return found;
}

/** The rows of both: O(values). */
export function joinByValue(a: RowsByValue, b: RowsByValue): RowsByValue {
  const found = { values: [] as number[], rows: [] as number[], positives: [] as number[] };
  let [i, j] = [0, 0];
  while (i < a.values.length || j < b.values.length) {
    const isOfA = j === b.values.length || (a.values[i] as number) <= (b.values[j] as number);
    const [from, at] = isOfA ? [a, i] : [b, j];
    append(found, from.values[at] as number, from.rows[at] as number, from.positives[at] as number);
    if (isOfA) i += 1;
    else j += 1;
  }
  return found;
}

interface Growing {
  readonly values: number[];
  readonly rows: number[];
  readonly positives: number[];
}

/** A value that is not below the last one. */
function append({ values, rows, positives }: Growing, value: number, own: number, ownPositives: number): void {
  if (values.length === 0 || value !== values[values.length - 1]) {
    values.push(value);
    rows.push(0);
    positives.push(0);
  }
  const last = values.length - 1;
  rows[last] = (rows[last] as number) + own;
  positives[last] = (positives[last] as number) + ownPositives;
}

/**
 * The shares of positives that fit best (by least squares, and by likelihood) among all that never rise with the value: neighbours that
 * would rise are pooled until none do. Needs one row or more. O(values).
 *
 * Source: M. Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid, E. Silverman (1955), An empirical distribution function for sampling with
 * incomplete information, Annals of Mathematical Statistics 26, 641-647.
 */
export function fallingShares({ values, rows, positives }: RowsByValue): FallingSteps {
  const blocks: { readonly from: number; positives: number; rows: number }[] = [];
  for (const [place, from] of values.entries()) {
    blocks.push({ from, positives: positives[place] as number, rows: rows[place] as number });
    poolLast(blocks);
  }
  return { from: blocks.map(({ from }) => from), shares: blocks.map((block) => block.positives / block.rows) };
}

/** Joins the last block with those before it, as long as its share is not below theirs. */
function poolLast(blocks: { readonly from: number; positives: number; rows: number }[]): void {
  while (blocks.length > 1) {
    const last = blocks[blocks.length - 1] as (typeof blocks)[number];
    const before = blocks[blocks.length - 2] as (typeof blocks)[number];
    if (last.positives * before.rows < before.positives * last.rows) return;
    before.positives += last.positives;
    before.rows += last.rows;
    blocks.pop();
  }
}

/** The share at a value; below the first step that of the first. */
export function shareAt({ from, shares }: FallingSteps, value: number): number {
  const above = firstIndex(from.length, (index) => (from[index] as number) > value);
  return shares[Math.max(above - 1, 0)] as number;
}
