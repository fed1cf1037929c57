import { type Rational, reduce } from '../../exact/index.ts';
import { fieldsOfKind, type LedgerRules, monthlyPrice, type Subscription, timesPerMonth } from '../../ledger/query.ts';
import { readAmount } from '../../money/index.ts';
import { idText, isMissing } from '../../read/index.ts';
import { minorAmounts } from '../findings/amounts.ts';
import { type CurrencyCounts, type CurrencyOf, currencySpellings, mixedCurrencies } from '../findings/currencies.ts';
import { readDates } from '../findings/date-columns.ts';
import { dateFindings, isOpenEndMarker, usualTime } from '../findings/dates.ts';
import { repeatedRows } from '../findings/duplicates.ts';
import { type Finding, finding, inOrder, invalidRows } from '../findings/finding.ts';
import { type Effects, unusedKeys } from '../findings/keys.ts';
import type { InspectedRows } from './rows.ts';
import { snapshotRows } from './snapshots.ts';
import { inspectSuccessions } from './successions.ts';

const messages = {
  inclusiveEnd:
    'These rows end just before midnight, or at most a day before the next row of their subscription or customer, as if `end` were still part of them. `end` is exclusive, so a gap counts as churn and a return, and the last day is not paid. Move `end` to the start of the next day when reading the file, or fill short gaps with `churnGraceDays`.',
  overlap:
    'These rows of one subscriptionId run at the same time, so their amounts add up. That is right for add-ons; if a row replaces an earlier one, MRR is too high unless the earlier one ends at its start.',
  neverActive:
    'These rows are never paid (they end when they start, or a trial, pause, unpaid bill or cancellation covers all of their time), so they add no MRR and no customer. Check their dates, or count them with the options `trials`, `pauses`, `pastDueGraceDays` or `churnAt`.',
  futureDate:
    'These rows start at or after `asOf`, when the data was taken: they are plans, and count only in periods that are not complete. Leave them out, or correct `asOf`.',
  plannedEnd:
    'These rows end at or after `asOf`, when the data was taken: contracts that run out and cancellations still ahead. Periods after `asOf` count them as churn, although many may yet renew. Report only complete periods.',
  endWithoutRequest:
    "These rows end for good and have no `cancelRequestedAt`, so under `churnAt: 'cancelRequest'` they churn at their `end`, later than those that do. Add when the end was asked for, or `churnType: 'involuntary'` where a payment failed; or count all at their end.",
  openEndMarker:
    'These rows end decades ahead, at a placeholder for no end such as 9999-12-31. They do not count as open rows, and a report up to the last end covers thousands of months. Leave `end` out, or make it null.',
  duplicateRow:
    'These rows repeat an earlier one (customer, subscription, start, end and price), so its amount counts again. Leave them out, unless the customer really pays more than once.',
  smallPercent:
    '`discount.percent` runs from 0 to 100, and is between 0 and 1 here: 0.2 takes 0.2 % off a price, not 20 %. If fractions are meant, MRR is too high: multiply them by 100.',
} as const;

const ratesCure = 'Give `exchangeRates` and the `currency` of the statements, or make one ledger per currency.';

/** If rows have no amounts, they were left out on purpose. */
const pricing: Effects = {
  amount: 'the row cannot be read',
  interval: 'the row cannot be read',
  intervalCount: 'an amount counts for one interval, not for several',
  discount: 'the full price counts',
  discountPercent: 'the full price counts',
  discountAmount: 'the full price counts',
};

const effects: Effects = {
  customerId: 'the row cannot be read',
  start: 'the row cannot be read',
  subscriptionId: 'each row counts as a subscription of its own',
  end: 'a row without an end runs forever, so nobody churns',
  quantity: 'the amount counts once, whatever the number of units',
  currency: 'amounts are added as if they were in one currency',
  trialEnd: 'trials count as paid',
  signedAt: "`startAt: 'signed'` finds no date of signature",
  replaces: 'a migration counts as churn and as a new subscription',
  cancelRequestedAt: "`churnAt: 'cancelRequest'` finds no date of a request",
  pauses: 'paused time counts as paid',
  pastDue: '`pastDueGraceDays` finds no unpaid time',
  churnType: 'no churn counts as involuntary',
};

export function ledgerFindings(
  rows: readonly Subscription[],
  inspected: InspectedRows,
  rules: LedgerRules,
  currencyOf: CurrencyOf,
  currencies: CurrencyCounts,
): Finding[] {
  const { start, end, isPaid, index } = inspected;
  const { zone, asOf, exchangeRates, currency } = rules;
  const rowOf = (place: number) => rows[index[place] as number] as Subscription;
  const { inclusiveEnds, overlaps, order } = inspectSuccessions(inspected, zone);
  const dates = fieldsOfKind('instant').map((name) => readDates(rows, inspected, name, zone));
  const time = usualTime(start, asOf);
  const isMarker = (place: number) =>
    end[place] !== Number.POSITIVE_INFINITY && isOpenEndMarker(end[place] as number, time);
  const isAsked = (place: number) => !isMissing(rowOf(place).cancelRequestedAt);
  const isPlanned = (place: number) =>
    (end[place] as number) >= asOf &&
    end[place] !== Number.POSITIVE_INFINITY &&
    !isMarker(place) &&
    (rules.lastEnds === 'end' || isAsked(place));
  const signed = dates.find(({ field }) => field === 'signedAt')?.epochs;
  const isSigned = (place: number) => rules.startAt === 'signed' && (signed?.[place] as number) < asOf;
  const about = (field: 'end' | 'start') => ({ field, given: (place: number) => rowOf(place)[field] });
  const marked = (kind: keyof typeof messages, isFound: (place: number) => boolean, field?: 'end') =>
    finding(kind, inspected, isFound, messages[kind], field && about(field));
  return inOrder([
    invalidRows(inspected.refused),
    // With exchange rates and a reporting currency, a row without a rate has already been refused.
    exchangeRates === null || currency === null
      ? mixedCurrencies(inspected, currencyOf, currencies, currency, ratesCure)
      : null,
    ...unusedKeys(rows, 'subscription', rules.amounts === 'none' ? effects : { ...effects, ...pricing }),
    ...dateFindings(inspected, dates, rules, messages.futureDate, isSigned),
    marked('openEndMarker', isMarker, 'end'),
    marked('plannedEnd', isPlanned, 'end'),
    marked('inclusiveEnd', (place) => inclusiveEnds[place] === 1, 'end'),
    snapshotRows(inspected, order),
    repeatedRows(
      inspected,
      order,
      { customer: inspected.customer, at: start },
      pricedKeys(rowOf, inspected, rules),
      messages.duplicateRow,
    ),
    rules.amounts !== 'major'
      ? null
      : minorAmounts(inspected, {
          field: 'amount',
          given: (place) => rowOf(place).amount,
          months: (place) => monthsOf(rowOf(place), start[place] as number, end[place] as number),
          currency: currencyOf,
        }),
    finding('smallPercent', inspected, (place) => isBelowOne(rowOf(place)), messages.smallPercent, {
      field: 'discount.percent',
      given: (place) => rowOf(place).discount?.percent,
    }),
    currencySpellings(inspected, currencyOf),
    marked('overlap', (place) => overlaps[place] === 1),
    marked('neverActive', (place) => isPaid[place] === 0),
    rules.churnAt === 'end' ? null : endsWithoutRequest(inspected, rowOf, isAsked),
  ]);
}

/** Rows that end for good by choice and do not give the date of the request. */
function endsWithoutRequest(
  inspected: InspectedRows,
  rowOf: (place: number) => Subscription,
  isAsked: (place: number) => boolean,
): Finding | null {
  const { customer, subscription, start, end, length } = inspected;
  const latest = new Float64Array(inspected.subscriptions).fill(Number.NEGATIVE_INFINITY);
  const followed = new Set<string>();
  for (let place = 0; place < length; place += 1) {
    const code = subscription[place] as number;
    latest[code] = Math.max(latest[code] as number, end[place] as number);
    followed.add(`${customer[place]} ${start[place]}`);
    const old = idText(rowOf(place).replaces);
    if (old !== undefined) followed.add(JSON.stringify([customer[place], old]));
  }
  const isEnd = (place: number) =>
    end[place] !== Number.POSITIVE_INFINITY &&
    end[place] !== start[place] &&
    end[place] === latest[subscription[place] as number] &&
    !followed.has(`${customer[place]} ${end[place]}`) &&
    !followed.has(JSON.stringify([customer[place], idText(rowOf(place).subscriptionId)])) &&
    rowOf(place).churnType !== 'involuntary' &&
    !isAsked(place);
  return finding('endWithoutRequest', inspected, isEnd, messages.endWithoutRequest);
}

/**
 * The whole price of a row, as text. Amounts are compared exactly, however they are written; MRR includes quantity, discount and interval.
 */
function pricedKeys(rowOf: (place: number) => Subscription, { start, end, index }: InspectedRows, rules: LedgerRules) {
  const factors = timesPerMonth(rules);
  return (place: number): string => {
    const row = rowOf(place);
    const term = { start: start[place] as number, end: end[place] as number, zone: rules.zone };
    const said = [idText(row.subscriptionId), String(term.end), (row.currency ?? rules.currency)?.toUpperCase()];
    if (rules.amounts === 'none' || isMissing(row.amount)) return JSON.stringify([...said, row.quantity]);
    const amount = textOf(reduce(readAmount(row.amount, '')));
    const price = textOf(monthlyPrice(row, term, factors, index[place] as number, readAmount));
    return JSON.stringify([...said, amount, price]);
  };
}

function textOf({ n, d }: Rational): string {
  return `${n}/${d}`;
}

function isBelowOne({ discount }: Subscription): boolean {
  if (isMissing(discount) || isMissing(discount.percent)) return false;
  const { n, d } = readAmount(discount.percent, '');
  return n > 0n && n < d;
}

const monthsPerInterval = { day: 1 / 30, week: 1 / 4, month: 1, quarter: 3, year: 12 };
const msPerMonth = 2_629_746_000;

/** The approximate number of months that an amount covers. */
function monthsOf({ interval, intervalCount }: Subscription, start: number, end: number): number {
  return interval === 'term' ? (end - start) / msPerMonth : monthsPerInterval[interval] * (intervalCount ?? 1);
}
