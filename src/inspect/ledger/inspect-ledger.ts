import {
  checkPolicy,
  ledgerGiven,
  ledgerRules,
  type Policy,
  type Subscription,
  type SubscriptionSource,
} from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import type { Inspection } from '../activity/inspect-activity.ts';
import { type CurrencyCounts, countCurrencies } from '../findings/currencies.ts';
import { ledgerFindings } from './ledger-findings.ts';
import { type InspectedRows, inspectRows } from './rows.ts';

/** What to check in the data before trusting a number. Totals other than `rows` count only readable rows. */
export interface LedgerInspection extends Inspection {
  /** The number of subscriptions. Rows without a `subscriptionId` are subscriptions of their own. */
  readonly subscriptions: number;
  /** The number of rows without an end. */
  readonly openRows: number;
  /** The number of rows per currency, most frequent first; null stands for rows without a currency, if the policy names none either. */
  readonly currencies: CurrencyCounts;
  /** The first start, and the latest start or end; null when no row can be read. */
  readonly span: Inspection['span'];
}

/**
 * Inspects rows before you count them. It returns the number of rows, customers and currencies, the time they span, and findings that
 * change what the numbers mean, each with its rows and a remedy.
 *
 * It computes no metrics and corrects nothing. Unlike `ledger`, it does not stop at the first row that breaks a rule: such rows are a finding, and
 * the others are inspected without them. All findings have one shape, so you can print them without knowing their kinds. They come in this order, and
 * only if they concern a row:
 *
 * - `invalidRow`: `ledger` refuses it. `refusals` has every field and reason.
 * - `mixedCurrencies`: its currency is not `policy.currency` (or, without that, the most frequent one), and no exchange rates cover it.
 * - `unusedKey`: it has a key that no function reads, and lacks the field that other systems call by that name (`ended_at`,
 *   `seats`).
 * - `localMidnight`: nine in ten instants of a field are midnight in a time zone other than the one in force, as when a driver reads DATEs.
 * - `implausibleDate`: it is more than 50 years before the other rows (or `asOf`), more than 20 years after them, or in January
 *   1970.
 * - `openEndMarker`: it ends more than 30 years ahead, such as 9999-12-31.
 * - `inclusiveEnd`: it ends in the last minute of a day of the time zone, or less than a day before the next row of the subscription or
 * customer; also exactly one day before it, if most gaps are that long and outnumber rows that follow at once.
 * - `snapshotRow`: it has no end and starts one month (day, week, quarter, year) after another such row of the customer, as a third of all
 * rows do.
 * - `duplicateRow`: it repeats an earlier row with the same customer, subscription, start, end and price.
 * - `minorAmount`: all amounts are whole, large, and end as prices in cents do.
 * - `smallPercent`: its `discount.percent` is between 0 and 1; the field is a percentage, not a fraction.
 * - `currencySpelling`: it writes a currency differently from most rows.
 * - `overlap`: it runs at the same time as another row of its `subscriptionId`.
 * - `neverActive`: it is never paid under the policy. Rows of free plans are not reported: they run, at MRR 0.
 * - `futureDate`: it starts at or after `policy.asOf`.
 * - `plannedEnd`: it ends at or after `policy.asOf`; with `lastEnds: 'paidThrough'`, only if the end was requested.
 * - `endWithoutRequest`: with `churnAt: 'cancelRequest'`, it ends for good without a `cancelRequestedAt`.
 *
 * @param source - Rows: one per customer, subscription and price, in any order. They are not changed. Or a ledger: its rows are all valid, and are
 * inspected under its own policy.
 * @param policy - As for `ledger`. It decides in which time zone days begin, and which rows count as paid.
 * @returns Counts, refusals and findings, as plain data.
 * @throws MetricsError `INVALID_TYPE` for anything but rows or a ledger; for the policy, as `ledger` does. Never for a row.
 *
 * Cost: O(rows log rows), where only the rows of each customer are sorted; each refused row costs one more error. Source: the rules are
 * this library's own, based on well-known mistakes in exports of billing systems.
 *
 * @see docs/metrics/inspect-ledger.md
 *
 * @example
 * ```ts
 * const rows: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-01', end: '2026-02-28T23:59:59Z', amount: 100, interval: 'month' },
 *   { customerId: 'ada', start: '2026-03-01', amount: 130, interval: 'month' },
 *   { customerId: 'ben', start: '2026-02-01', amount: -5, interval: 'month' },
 * ]
 * const { customers, openRows, findings, refusals } = inspectLedger(rows)
 * findings.map(({ kind, count, examples }) => [kind, count, examples]) // => [['invalidRow', 1, [2]], ['inclusiveEnd', 1, [0]]]
 * refusals.map(({ field, code }) => [field, code]) // => [['amount', 'INVALID_AMOUNT']]
 * [customers, openRows] // => [1, 1]
 * ```
 */
export function inspectLedger(
  source: SubscriptionSource<Subscription, Money>,
  policy: Policy<Money> = {},
): LedgerInspection {
  const compiled = ledgerGiven(source, policy);
  // The rows that a ledger returns to callbacks are all the rows it was compiled from.
  const rows = compiled?.subscriptionIds().map((_, row) => compiled.rowAt(row)) ?? (source as readonly Subscription[]);
  const rules = compiled?.rules ?? ledgerRules(checkPolicy(policy), undefined);
  const inspected = inspectRows(rows, rules);
  const currencyOf = (place: number) =>
    (rows[inspected.index[place] as number] as Subscription).currency ?? rules.currency;
  const currencies = countCurrencies(inspected, currencyOf);
  return {
    rows: rows.length,
    customers: inspected.customers,
    subscriptions: inspected.subscriptions,
    openRows: openRows(inspected),
    currencies,
    span: spanOf(inspected),
    refusals: inspected.refused.refusals,
    findings: ledgerFindings(rows, inspected, rules, currencyOf, currencies),
  };
}

function openRows({ end, length }: InspectedRows): number {
  let count = 0;
  for (let place = 0; place < length; place += 1) if (end[place] === Number.POSITIVE_INFINITY) count += 1;
  return count;
}

function spanOf({ start, end, length }: InspectedRows): LedgerInspection['span'] {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < length; place += 1) {
    const from = start[place] as number;
    const to = end[place] as number;
    first = Math.min(first, from);
    last = Math.max(last, to === Number.POSITIVE_INFINITY ? from : to);
  }
  return length === 0 ? null : { start: new Date(first), end: new Date(last) };
}
