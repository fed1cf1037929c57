import { type Period, readPeriod, zoneOfPeriods } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { keyedSums } from '../../exact/index.ts';
import { openSource, type Policy, placeOf, type Subscription, type SubscriptionSource } from '../../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../../money/index.ts';
import { type MrrMovements, sealed } from '../statement/mrr-statement.ts';
import { type Book, bookEntity, type Part, printPart } from './bridges-by-key.ts';
import type { ExpansionCauses } from './expansion-causes.ts';
import { runningSpans } from './running-spans.ts';

/** The part of one key in an MRR bridge. Together with the transfers it foots by itself, and the parts sum to the whole. */
export interface MrrMovementsPart<M = number> extends MrrMovements<M> {
  /** What customers moved here from other keys. */
  readonly transferIn: M;
  /** What customers moved from here to other keys. */
  readonly transferOut: M;
  readonly expansionCauses: ExpansionCauses<M>;
}

/**
 * The MRR bridge of a period by plan, segment or any other key of the rows.
 *
 * Formula: for each key opening + new + reactivation + expansion + transferIn - contraction - churn - transferOut + fx = closing, and every
 * term of `mrrMovements` is the sum of that term over the keys. What a movement is depends on the customer as a whole: a customer who
 * changes plan is a transfer from one key to the other, and only the difference is expansion or contraction. Where a customer gains (or
 * loses) in several keys at once, each bears its share in proportion. `retainedGross` and `retainedNet` include the transfers.
 * `expansionCauses` splits `expansion` by what the rows tell: a higher price, more units, a subscription added, or other.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - The period of the bridge.
 * @param keyOf - The key of a row, called once for each; any value, compared as keys of a Map are.
 * @param policy - Options; each has its default, see the concepts page.
 * @returns A Map from key to part, in the order in which the rows gave the keys.
 * @throws MetricsError as `mrrMovements` does; `INVALID_TYPE` when `keyOf` is no function.
 *
 * Cost: O(rows), and for `movements: 'event'` the changes of a customer times its rows at once. Source: the definition of `mrrMovements`; transfers as in cohort and segment bridges of finance teams.
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', plan: 'basic', start: '2026-01-01', end: '2026-03-10', amount: 100, interval: 'month' },
 *   { customerId: 'ada', plan: 'pro', start: '2026-03-10', amount: 130, interval: 'month' },
 * ];
 * const parts = mrrMovementsBy(subscriptions, month('2026-03'), (row) => row.plan);
 * parts.get('basic')?.transferOut; // => 100
 * parts.get('pro')?.transferIn; // => 100
 * parts.get('pro')?.expansion; // => 30
 * ```
 */
export function mrrMovementsBy<Key, K extends Money = 'number'>(
  source: SubscriptionSource<Subscription, K>,
  period: Period,
  keyOf: (row: Subscription) => Key,
  policy?: Policy<K>,
): Map<Key, MrrMovementsPart<MoneyOf<K>>>;
export function mrrMovementsBy<Key>(
  source: SubscriptionSource<Subscription, Money>,
  period: Period,
  keyOf: (row: Subscription) => Key,
  policy?: Policy<Money>,
): Map<Key, MrrMovementsPart<MoneyOf<Money>>> {
  if (typeof keyOf !== 'function') reject('INVALID_TYPE', 'keyOf', 'be a function from a row to its key', keyOf);
  const span = readPeriod(period, 'period');
  const { ledger, statement, definitions } = openSource(source, policy, zoneOfPeriods([span]));
  const keys = ledger.subscriptionIds.map((_, row) => keyOf(ledger.rowAt(row)));
  const parts = new Map(keys.map((key): [Key, Part] => [key, keyedSums()]));
  const book: Book<Key> = {
    ledger,
    span,
    parts,
    keyOf: (at) => keys[ledger.spans.row[at] as number] as Key,
    running: runningSpans(ledger),
    from: placeOf(span.start, ledger.instants),
    to: placeOf(span.end, ledger.instants),
  };
  for (let entity = 0; entity < book.running.entities; entity += 1)
    bookEntity(book, entity, statement.movements === 'event');
  const complete = span.end <= ledger.rules.asOf;
  const print = moneyOut(statement.money);
  return new Map(
    [...parts].map(([key, part]) => {
      const printed = { period: span.period, complete, currency: ledger.currency, ...printPart(part, print) };
      return [key, sealed(printed, definitions)];
    }),
  );
}
