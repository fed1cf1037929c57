import { type Instant, readInstant } from '../../calendar/open.ts';
import type { HealthData, HealthSignalOptions } from './health-data.ts';
import { readOptions } from './read-options.ts';
import { type HealthRecords, namingData, readRecords } from './records.ts';
import { type CustomerHealthSignals, viewAt } from './signals-at.ts';

/**
 * Health signals: the inputs of a health score for each customer, as known just before an instant.
 *
 * Formula: each signal is documented at its name in `HealthSignalValues`. Windows are calendar days up to `asOf`; days are counted by the
 * midnights between two instants. In: customers with a subscription row that runs just before `asOf`, including trials, paused rows and
 * free ones; without subscriptions, all customers who appear in the data. Out: everything that happened at `asOf` or later (rows, events,
 * answers, tickets and their resolution, payments, pauses and their ends); a future `end` that was not announced by `cancelRequestedAt`
 * before `asOf`, with its churn type and reason. The end of a row priced by the term and the end of a trial are agreed at the start, so
 * they are known.
 *
 * @param data - Plain rows: `subscriptions`, `events`, `responses` (with `survey`: 'nps', the default, 'csat' or 'ces'), `tickets`,
 * `payments`, `signUps`. A list left out means unknown; an empty list means that nothing happened.
 * @param asOf - The instant to look back from.
 * @param options - `windowDays` (28), `mrrWindowDays` (90), `csatScale`, `cesScale`, `customers` ('running' or 'all'), and the options of a
 * `LedgerPolicy` except `asOf` and `grain`: `timeZone`, `pauses`, `exchangeRates` and so on.
 * @returns One row per customer, sorted by customerId (by code unit, regardless of locale), ready for `healthScores`. Unknown values are
 * null; answers to surveys come with their age.
 * @throws MetricsError with the path of the row and field, such as `data.events[17].at`, even for rows that `asOf` hides: as `ledger`,
 * `activeCustomers`, `firstResponseTime` and `paymentSuccessRate` do; `INVALID_NUMBER` for a score outside its scale, and for days;
 * `INVALID_TYPE` for a ledger in place of rows; `UNKNOWN_KEY`.
 *
 * Cost: O(rows), plus sorting them by time. Source: N. Mehta, D. Steinman, L. Murphy, Customer Success (2016), on customer health;
 * point-in-time joins of feature stores, for what is known at an instant.
 *
 * @see docs/metrics/health-signals.md
 *
 * @example
 * ```ts
 * const data: HealthData = {
 *   subscriptions: [
 *     { customerId: 'ada', start: '2026-01-01', end: '2026-05-01', amount: 100, interval: 'month', quantity: 4 },
 *     { customerId: 'ben', start: '2026-02-10', amount: 1200, interval: 'year' },
 *   ],
 *   events: [
 *     { customerId: 'ada', at: '2026-03-20', userId: 'u1' },
 *     { customerId: 'ada', at: '2026-03-21', userId: 'u2' },
 *     { customerId: 'ada', at: '2026-04-02', userId: 'u3' },
 *   ],
 *   responses: [{ customerId: 'ben', at: '2026-03-01', score: 9 }],
 * };
 * const [ada, ben] = healthSignals(data, '2026-03-22');
 * ada.values.activeDays; // => 2
 * ada.values.seatUtilisation; // => 0.5
 * ada.values.daysToRenewal; // => 10
 * ben.values.npsScore; // => { value: 9, ageDays: 21 }
 * ben.values.mrr; // => 100
 * ben.values.openTickets; // => null
 * ```
 */
export function healthSignals(
  data: HealthData,
  asOf: Instant,
  options: HealthSignalOptions = {},
): CustomerHealthSignals[] {
  return namingData(() => {
    const settings = readOptions(options);
    const instant = readInstant(asOf, settings.zone, 'asOf');
    return signalsOf(readRecords(data, settings), instant);
  });
}

/** The same of records that were checked, for calls that look from several instants. */
export function signalsOf(records: HealthRecords, asOf: number): CustomerHealthSignals[] {
  const { customers, valuesOf } = viewAt(records, asOf);
  return customers.map((customer) => ({
    customerId: records.customerIds[customer] as string,
    values: valuesOf(customer),
  }));
}
