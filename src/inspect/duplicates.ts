import { type Rational, reduce } from '../exact/index.ts';
import { type LedgerRules, monthlyPrice, type Subscription, timesPerMonth } from '../ledger/query.ts';
import { currencyCode, readAmount } from '../money/index.ts';
import { idText } from '../read/index.ts';
import type { InspectedRows } from './rows.ts';

/**
 * 1 for a row that says again what an earlier one says: customer, subscription, start, end and price. Plan, segment and the reasons
 * may differ, because a join that doubles rows is what makes them differ. `order` is by customer, and by start within one.
 */
export function repeatedRows(
  rows: readonly Subscription[],
  { length, index, customer, start, end }: InspectedRows,
  order: Uint32Array,
  rules: LedgerRules,
): Uint8Array {
  const factors = timesPerMonth(rules);
  const repeats = new Uint8Array(length);

  // Amounts are compared exactly, whatever they are written as; the MRR takes in quantity, discount and interval.
  function keyOf(place: number): string {
    const row = rows[index[place] as number] as Subscription;
    const term = { start: start[place] as number, end: end[place] as number, zone: rules.zone };
    const isPriced = rules.amounts !== 'none';
    const amount = isPriced && textOf(reduce(readAmount(row.amount, '')));
    const amounts = isPriced ? readAmount : null;
    const price = textOf(monthlyPrice(row, term, factors, index[place] as number, amounts));
    return JSON.stringify([
      idText(row.subscriptionId),
      String(term.end),
      amount,
      price,
      currencyCode(row.currency) ?? rules.currency,
    ]);
  }

  const isTogether = (a: number, b: number) => customer[a] === customer[b] && start[a] === start[b];
  for (let from = 0, to = 0; from < length; from = to) {
    const first = order[from] as number;
    for (to = from + 1; to < length && isTogether(first, order[to] as number); ) to += 1;
    // Most rows start alone, and cost nothing more.
    if (to - from === 1) continue;
    const seen = new Set<string>();
    for (const place of order.subarray(from, to)) {
      const key = keyOf(place);
      if (seen.has(key)) repeats[place] = 1;
      seen.add(key);
    }
  }
  return repeats;
}

function textOf({ n, d }: Rational): string {
  return `${n}/${d}`;
}
