import type { Row } from './engines/duckdb.ts';

/** Opening, the five kinds and closing of each of 60 months, from what an engine summed by month; a month that is missing had none. */
export function withBalances(sums: readonly Row[]): Row[] {
  const byMonth = new Map(sums.map(([month, ...kinds]) => [month, kinds.map((sum) => sum ?? 0)]));
  let opening = 0;
  return Array.from({ length: 60 }, (_, month) => {
    const kinds = byMonth.get(month) ?? [0, 0, 0, 0, 0];
    const [fresh = 0, reactivation = 0, expansion = 0, contraction = 0, churn = 0] = kinds;
    const closing = opening + fresh + reactivation + expansion - contraction - churn;
    const row = [opening, ...kinds, closing];
    opening = closing;
    return row;
  });
}
