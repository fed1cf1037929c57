import { groupBy } from '../../table/index.ts';
import { type Finding, finding, type Places } from './finding.ts';

/** Rows by customer, then time, then place in the array; without rows of no customer. */
export function byCustomerAndTime(customer: Uint32Array, customers: number, at: Float64Array): Uint32Array {
  const { order, offsets } = groupBy(customer, customers);
  for (let code = 0; code < customers; code += 1) {
    order.subarray(offsets[code], offsets[code + 1]).sort((a, b) => (at[a] as number) - (at[b] as number) || a - b);
  }
  return order;
}

/** Rows that repeat an earlier row of the same customer and instant; `keyOf` is their whole content. `order` is by customer and time. */
export function repeatedRows(
  places: Places,
  order: Uint32Array,
  { customer, at }: { readonly customer: Uint32Array; readonly at: Float64Array },
  keyOf: (place: number) => string,
  message: string,
): Finding | null {
  const repeats = new Uint8Array(places.length);
  const isTogether = (a: number, b: number) => customer[a] === customer[b] && at[a] === at[b];
  for (let from = 0, to = 0; from < order.length; from = to) {
    const first = order[from] as number;
    for (to = from + 1; to < order.length && isTogether(first, order[to] as number); ) to += 1;
    // Most rows start alone, and cost nothing more.
    if (to - from === 1) continue;
    const seen = new Set<string>();
    for (const place of order.subarray(from, to)) {
      const key = keyOf(place);
      if (seen.has(key)) repeats[place] = 1;
      seen.add(key);
    }
  }
  return finding('duplicateRow', places, (place) => repeats[place] === 1, message);
}
