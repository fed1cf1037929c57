import { reject } from '../errors.ts';
import { checkPolicy, type LedgerRules, ledgerRules, type Policy, type Subscription } from '../ledger/query.ts';
import { currencyCode, type Money } from '../money/index.ts';
import { repeatedRows } from './duplicates.ts';
import { finding, invalidRows, type LedgerFinding, messages, mixedCurrenciesMessage } from './findings.ts';
import { type InspectedRows, inspectRows, type LedgerRefusal } from './rows.ts';
import { inspectSuccessions } from './successions.ts';

/** What to check in the data before trusting a number. Everything except `rows` counts only readable rows. */
export interface LedgerInspection {
  /** How many rows were given. */
  readonly rows: number;
  readonly customers: number;
  /** Rows without a subscriptionId are subscriptions of their own. */
  readonly subscriptions: number;
  /** Rows without an end. */
  readonly openRows: number;
  /** Most frequent first; null: rows that name no currency where the policy names none either. */
  readonly currencies: readonly { readonly currency: string | null; readonly rows: number }[];
  /** From the first start to the latest start or end; null where no row can be read. */
  readonly span: { readonly start: Date; readonly end: Date } | null;
  /** Why rows are refused, by field and reason. */
  readonly refusals: readonly LedgerRefusal[];
  /** Nothing to look at: no findings. */
  readonly findings: readonly LedgerFinding[];
}

/**
 * Inspects rows before they are counted: how many rows, customers and currencies, over which time, and findings that change what
 * the numbers mean, each with its rows and what to do about them.
 *
 * It measures nothing and corrects nothing. Unlike `ledger` it does not stop at the first row that breaks a rule: such rows are a
 * finding, and the others are inspected without them. The findings, in this order and only if a row is concerned:
 *
 * - `invalidRow`: `ledger` refuses it. `refusals` has every field and reason.
 * - `inclusiveEnd`: an end in the last minute of a day of the time zone, or less than a day before the next row of the
 *   subscription, or of the customer; also a whole day before it, where that is how most gaps are and more than rows that follow at once.
 * - `overlap`: it runs at the same time as another row of its subscriptionId.
 * - `neverActive`: it is never paid under the policy. Free plans do not count here: they run, at 0.
 * - `mixedCurrencies`: not in `policy.currency`, or in the most frequent one, without exchange rates that cover it.
 * - `futureStart`: it starts at or after `policy.asOf`.
 * - `duplicateRow`: it repeats an earlier row of the same customer, subscription, start, end and price.
 *
 * @param rows - One row per customer, subscription and price; in any order. They are not changed.
 * @param policy - As for `ledger`. It decides the time zone of days and what counts as paid.
 * @returns Plain data. `examples` are places in `rows`, up to five; counts are of rows.
 * @throws MetricsError `INVALID_TYPE` where rows are no array; for the policy as `ledger` does. Never for a row.
 *
 * Cost: O(rows log rows), of which the sorting is within customers; about as long as `ledger` takes, and an error more for each refused row.
 * Source: the rules are this library's own, after the mistakes that exports of billing systems are known for.
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
export function inspectLedger(rows: readonly Subscription[], policy: Policy<Money> = {}): LedgerInspection {
  if (!Array.isArray(rows))
    reject('INVALID_TYPE', 'subscriptions', 'be an array of subscriptions (a ledger has no invalid rows)', rows);
  const rules = ledgerRules(checkPolicy(policy, 'policy'), undefined);
  const inspected = inspectRows(rows, rules);
  const currencies = countCurrencies(rows, inspected, rules);
  return {
    rows: rows.length,
    customers: inspected.customers,
    subscriptions: inspected.subscriptions,
    openRows: openRows(inspected),
    currencies,
    span: spanOf(inspected),
    refusals: inspected.refused.refusals,
    findings: findingsOf(rows, inspected, rules, currencies),
  };
}

type Currencies = LedgerInspection['currencies'];

function findingsOf(
  rows: readonly Subscription[],
  inspected: InspectedRows,
  rules: LedgerRules,
  currencies: Currencies,
): LedgerFinding[] {
  const { index, length, start, isPaid } = inspected;
  const { inclusiveEnds, overlaps, order } = inspectSuccessions(inspected, rules.zone);
  const repeats = repeatedRows(rows, inspected, order, rules);
  const marked = (kind: keyof typeof messages, isFound: (place: number) => boolean) =>
    finding(kind, messages[kind], index, length, isFound);
  const findings = [
    invalidRows(inspected.refused),
    marked('inclusiveEnd', (place) => inclusiveEnds[place] === 1),
    marked('overlap', (place) => overlaps[place] === 1),
    marked('neverActive', (place) => isPaid[place] === 0),
    mixedCurrencies(rows, inspected, rules, currencies),
    marked('futureStart', (place) => (start[place] as number) >= rules.asOf),
    marked('duplicateRow', (place) => repeats[place] === 1),
  ];
  return findings.filter((found) => found !== null);
}

function mixedCurrencies(
  rows: readonly Subscription[],
  { index, length }: InspectedRows,
  rules: LedgerRules,
  currencies: Currencies,
): LedgerFinding | null {
  // With exchange rates and a reporting currency, a row without one has been refused as such.
  if (rules.exchangeRates !== null && rules.currency !== null) return null;
  const main = rules.currency ?? currencies[0]?.currency ?? null;
  const others = currencies.map(({ currency }) => currency).filter((currency) => currency !== main);
  const message = mixedCurrenciesMessage(main, others);
  const isOther = (place: number) => currencyOf(rows[index[place] as number] as Subscription, rules) !== main;
  return finding('mixedCurrencies', message, index, length, isOther);
}

function currencyOf({ currency }: Subscription, rules: LedgerRules): string | null {
  return currencyCode(currency) ?? rules.currency;
}

function countCurrencies(
  rows: readonly Subscription[],
  { index, length }: InspectedRows,
  rules: LedgerRules,
): Currencies {
  const counts = new Map<string | null, number>();
  for (let place = 0; place < length; place += 1) {
    const currency = currencyOf(rows[index[place] as number] as Subscription, rules);
    counts.set(currency, (counts.get(currency) ?? 0) + 1);
  }
  // Ties go by name, so that the order of the rows does not decide.
  const byName = (a: string | null, b: string | null) => (a === null ? 1 : b === null || a < b ? -1 : 1);
  return [...counts]
    .map(([currency, count]) => ({ currency, rows: count }))
    .sort((a, b) => b.rows - a.rows || byName(a.currency, b.currency));
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
