import { firstIndex, groupBy } from '../../table/index.ts';

/** Timestamped rows grouped by customer, oldest first. */
export interface RowsByCustomer {
  /** The rows of a customer from one instant, included, to another, excluded. Rows of one instant are in no order of their own. */
  within(customer: number, from: number, to: number): Uint32Array;
  /** All of a customer before an instant. */
  before(customer: number, instant: number): Uint32Array;
}

/** `customerOf` and `at` say of each row whose it is and when it happened. */
export function rowsByCustomer(customerOf: Uint32Array, at: Float64Array, customers: number): RowsByCustomer {
  const { order, offsets } = groupBy(customerOf, customers);
  // Customer by customer, because their rows are few, and stand in order of time already where the file does.
  for (let customer = 0; customer < customers; customer += 1) {
    sortByTime(order.subarray(offsets[customer], offsets[customer + 1]), at);
  }

  /** The first place of a customer's whose row is not before an instant. */
  function placeOf(customer: number, instant: number): number {
    const first = offsets[customer] as number;
    const count = (offsets[customer + 1] as number) - first;
    return first + firstIndex(count, (index) => (at[order[first + index] as number] as number) >= instant);
  }

  return {
    within: (customer, from, to) => order.subarray(placeOf(customer, from), placeOf(customer, to)),
    before: (customer, instant) => order.subarray(offsets[customer], placeOf(customer, instant)),
  };
}

function sortByTime(rows: Uint32Array, at: Float64Array): void {
  for (let place = 1; place < rows.length; place += 1) {
    if ((at[rows[place - 1] as number] as number) <= (at[rows[place] as number] as number)) continue;
    rows.sort((a, b) => (at[a] as number) - (at[b] as number));
    return;
  }
}
