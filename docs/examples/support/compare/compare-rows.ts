import type { PolicyComparison } from 'tenure';
import { byDifference } from './comparison.ts';

/** Each customer that differs, with its bridge under both definitions, the difference, and what each option did of it. */
export function compareRows(comparison: PolicyComparison): readonly object[] {
  return byDifference(comparison).flatMap(({ customerId, a, b, difference, causes }) => [
    { customerId, line: 'a', option: null, ...a },
    { customerId, line: 'b', option: null, ...b },
    { customerId, line: 'difference', option: null, ...difference },
    ...causes.map((cause) => ({ customerId, line: 'cause', option: cause.option, ...cause.difference })),
  ]);
}
