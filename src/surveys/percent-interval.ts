import { standardErrorsAt, wilsonBounds } from '../statistics/open.ts';

/** A share of answers as surveys quote it, 0..100, with Wilson's bounds; all null when nobody answered. */
export function percentInterval(hits: number, answers: number, confidence: unknown) {
  const z = standardErrorsAt(confidence);
  if (answers === 0) return { percent: null, lower: null, upper: null };
  const { lower, upper } = wilsonBounds(hits, answers, z);
  return { percent: (100 * hits) / answers, lower: 100 * lower, upper: 100 * upper };
}
