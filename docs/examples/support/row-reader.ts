import type { BillingInterval, Subscription } from 'tenure';
import { addDays } from './calendar-text.ts';
import { type CellGetter, cellGetters, numberIn, type Refuse } from './cells.ts';
import type { FieldName } from './fields.ts';
import type { ColumnMap } from './ledger-columns.ts';

/** A subscription whose dates are still the text of the file. */
export type LedgerRow = Subscription & { readonly start: string; readonly end: string | undefined };

export type RowReader = (cells: readonly string[], refuse: Refuse<FieldName>) => LedgerRow;

/**
 * Turns the cells of a record into a subscription. Nothing is checked that the library checks itself: wrong text is handed on, so
 * that its message says what was found. Amounts stay text, because a float would already have lost the exact decimal.
 */
export function rowReader(map: ColumnMap, endInclusive: boolean): RowReader {
  const cell = cellGetters(map);
  const interval = map.fixedInterval === undefined ? cell('interval') : () => map.fixedInterval ?? '';
  const [customer, subscription, start, end] = [cell('customer'), cell('subscription'), cell('start'), cell('end')];
  const [amount, intervalCount, quantity] = [cell('amount'), cell('interval-count'), cell('quantity')];
  const [currency, plan, segment, trialEnd] = [cell('currency'), cell('plan'), cell('segment'), cell('trial-end')];
  const cancelRequested = cell('cancel-requested');
  const pauses = intervalReader(cell('pause-start'), cell('pause-end'));
  const pastDue = intervalReader(cell('past-due-start'), cell('past-due-end'));

  return (cells, refuse) => {
    const lastDay = end(cells);
    return {
      customerId: customer(cells) ?? '',
      subscriptionId: subscription(cells),
      start: start(cells) ?? '',
      end: endInclusive && lastDay !== undefined ? addDays(lastDay, 1) : lastDay,
      amount: amount(cells) ?? '',
      // The ledger refuses every other word, and says so with the place.
      interval: (interval(cells) ?? '') as BillingInterval,
      intervalCount: numberIn(intervalCount(cells), 'interval-count', refuse),
      quantity: numberIn(quantity(cells), 'quantity', refuse),
      currency: currency(cells),
      plan: plan(cells),
      segment: segment(cells),
      trialEnd: trialEnd(cells),
      cancelRequestedAt: cancelRequested(cells),
      pauses: pauses(cells),
      pastDue: pastDue(cells),
    };
  };
}

function intervalReader(start: CellGetter, end: CellGetter): (cells: readonly string[]) => Subscription['pauses'] {
  return (cells) => {
    const from = start(cells);
    const to = end(cells);
    return from === undefined && to === undefined ? undefined : [{ start: from ?? '', end: to }];
  };
}
