import type { MrrTermValues } from 'tenure';
import { byDifference, type Comparison } from './comparison.ts';

/**
 * The whole ledger, without a customer, and each customer that differs: the bridge under both definitions, the difference, and what each
 * option did of it. Where nothing differs the first lines say so.
 */
export function compareRows(comparison: Comparison): readonly object[] {
  const whole = { ...comparison, customerId: null };
  return [whole, ...byDifference(comparison)].flatMap(({ customerId, a, b, difference, causes }) => [
    { customerId, line: 'a', option: null, ...termsOf(a) },
    { customerId, line: 'b', option: null, ...termsOf(b) },
    { customerId, line: 'difference', option: null, ...termsOf(difference) },
    ...causes.map((cause) => ({ customerId, line: 'cause', option: cause.option, ...termsOf(cause.difference) })),
  ]);
}

const terms = [
  'opening',
  'new',
  'reactivation',
  'expansion',
  'contraction',
  'churn',
  'fx',
  'closing',
  'retainedGross',
  'retainedNet',
] as const;

/** Those of a customer and those of a statement, which holds more. */
function termsOf(values: MrrTermValues): object {
  return Object.fromEntries(terms.map((term) => [term, values[term]]));
}
