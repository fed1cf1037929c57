import { zoneOf } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { add, negated, ofNumber, type Rational, toNumber, zero } from '../exact/index.ts';
import type { Subscription } from '../ledger/query.ts';
import { checkKeys, readChoice, readDays, readList, readNumber, readOptionalChoice } from '../read/index.ts';
import { compareTexts, getOrAdd, groupByKey } from '../table/index.ts';
import { chargeOf, cutOverlaps, groupCharges, sortKey, wholeMonths } from './charges.ts';
import {
  type InvoiceLine,
  type InvoiceNote,
  type InvoiceNoteCode,
  type LineInterval,
  type LineRejection,
  noteTexts,
  type RejectedLine,
  rejectionTexts,
} from './invoice-line.ts';
import { priceOf } from './price-charges.ts';
import { type Days, lineReader, type ReadLine } from './read-lines.ts';
import { compareRows, rowsOf, subscriptionOf, subscriptionRow } from './rows.ts';
import { takeCredits } from './take-credits.ts';

/** The options of `subscriptionsFromInvoices`. */
export interface InvoiceOptions<Line extends InvoiceLine = InvoiceLine> {
  /**
   * Whether `serviceEnd` is the last day of service ('inclusive': invoices as people read them, EN 16931) or the day after it ('exclusive': most
   * databases). It has no default: read the wrong way, every bill is a day off and no month is whole.
   */
  readonly serviceEnd: 'inclusive' | 'exclusive';
  /** Whether a line is recurring: true, false, or how long it is for where it has no `serviceEnd`. Default: whatever has a time is. */
  readonly recurring?: ((line: Line, index: number) => boolean | LineInterval) | undefined;
  /**
   * How an amount becomes a monthly price. 'period': by its billing period. 'term': by whole months, or else its own days. 'days': by its days
   * alone. Default 'period'.
   */
  readonly prices?: 'period' | 'term' | 'days' | undefined;
  /** Whether lines of the kind 'refund' are left out, or taken off as credits are. Default 'ignore'. */
  readonly refunds?: 'ignore' | 'credit' | undefined;
  /** A bill that begins so many days before the one before it ends takes its place. Default 0: both count. */
  readonly overlapDays?: number | undefined;
  /**
   * A credit takes all that is left on its days if it differs from that by no more than this share: 0.02 for credits whose days were counted
   * in another way. Default 0: by a rounding alone.
   */
  readonly creditTolerance?: number | undefined;
  /** 'minor': amounts are whole numbers of the currency's minor unit. Rows are in major units. Default 'major'. */
  readonly amounts?: 'major' | 'minor' | undefined;
  /** The zone of instants that are no dates. Default 'UTC'. */
  readonly timeZone?: string | undefined;
}

/** What lines come to in one currency, credits off. */
export interface InvoiceTotal {
  /** The currency; null: lines that name none. */
  readonly currency: string | null;
  /** Of the lines that are in the rows, in major units. */
  readonly used: number;
  /** Of the rejected ones, in major units. */
  readonly rejected: number;
}

/** The rows of invoice lines, and the lines left out of them. */
export interface SubscriptionsFromInvoices {
  /** By customer, subscription and start. */
  readonly subscriptions: readonly Subscription[];
  /** How many lines are in the rows: all that are not rejected. */
  readonly used: number;
  /** In the order of the lines. */
  readonly rejected: readonly RejectedLine[];
  /** By currency. */
  readonly totals: readonly InvoiceTotal[];
  /** What may not be what it seems; one per code. */
  readonly notes: readonly InvoiceNote[];
}

const optionNames = [
  'serviceEnd',
  'recurring',
  'prices',
  'refunds',
  'overlapDays',
  'creditTolerance',
  'amounts',
  'timeZone',
];

/**
 * Turns lines of invoices and credit notes, of any system, into the rows of a ledger.
 *
 * MRR from invoices is what each line bills per month while its service lasts. A line of whole calendar months divides by them; a part of a
 * period has the price of the bill that it leads to or follows, if it is billed as a share of that. Credits come off what they take back, for the days
 * that they are for; lines that run at once add up. Bills of one subscription that follow each other at one price are one row.
 *
 * - **In:** lines with service dates, or with an interval; credits, as shares of what they take back; a credit within a rounding of all that is left
 *   takes all of it.
 * - **Out:** one-time lines, duplicates, refunds (unless `refunds: 'credit'`), credits of more than was billed. Each of them is in `rejected`.
 *
 * @param lines `{ customerId, amount, serviceStart, serviceEnd, ... }`, tax excluded, in any order.
 * @param options `serviceEnd` must be said: 'inclusive' or 'exclusive'. `recurring`, `prices: 'period' | 'term' | 'days'`,
 *   `refunds: 'ignore' | 'credit'`, `overlapDays`, `creditTolerance`, `amounts: 'major' | 'minor'`, `timeZone`.
 * @returns `{ subscriptions, used, rejected, totals, notes }`; lines = used + rejected, and so are their amounts, per currency. Ids are texts, dates
 *   are days ('2026-03-01', ends exclusive), amounts are texts in major units ('49.99', or '25/3').
 * @throws MetricsError `INVALID_TYPE`, `INVALID_OPTION`, `INVALID_INSTANT`, `SKIPPED_DAY`, `INVALID_AMOUNT`, `INVALID_NUMBER`, `UNKNOWN_KEY` or
 *   `INVALID_TIME_ZONE` for a line or an option that is malformed by itself, and for two lines of one id that differ.
 *
 * Cost: O(lines log lines), and per credit O(charges on its days). Source: MRR is what a customer is billed per month of service, net of
 * recurring credits; EN 16931, BT-134 and BT-135, for what the dates of a line mean.
 *
 * @see docs/data/invoices.md
 *
 * @example
 * ```ts
 * import { subscriptionsFromInvoices } from 'tenure/invoices'
 *
 * const { subscriptions, used, rejected } = subscriptionsFromInvoices(
 *   [
 *     { customerId: 'ada', amount: 35, serviceStart: '2025-11-10', serviceEnd: '2025-11-30' },
 *     { customerId: 'ada', amount: 50, serviceStart: '2025-12-01', serviceEnd: '2025-12-31' },
 *     { customerId: 'ada', amount: 50, serviceStart: '2026-01-01', serviceEnd: '2026-01-31' },
 *     { customerId: 'ada', amount: -20, serviceStart: '2026-01-01', serviceEnd: '2026-01-31' },
 *     { customerId: 'ada', amount: 300, date: '2026-01-01' },
 *   ],
 *   { serviceEnd: 'inclusive' },
 * )
 * mrr(subscriptions, ['2025-11-15', '2025-12-15', '2026-01-15']) // => [50, 50, 30]
 * used // => 4
 * rejected[0].reason // => 'NO_PERIOD'
 * ```
 */
export function subscriptionsFromInvoices<Line extends InvoiceLine>(
  lines: readonly Line[],
  options: InvoiceOptions<Line>,
): SubscriptionsFromInvoices {
  const given = checkKeys(options, optionNames, 'options');
  const serviceEnd = readChoice(given.serviceEnd, 'options.serviceEnd', ['inclusive', 'exclusive']);
  const rule = readOptionalChoice(given.prices, 'options.prices', ['period', 'term', 'days']);
  const refunds = readOptionalChoice(given.refunds, 'options.refunds', ['ignore', 'credit']);
  const overlapDays = given.overlapDays === undefined ? 0 : readDays(given.overlapDays, 'options.overlapDays', 0);
  const areMinor = readOptionalChoice(given.amounts, 'options.amounts', ['major', 'minor']) === 'minor';
  const creditRules = { areDays: rule === 'days', tolerance: readTolerance(given.creditTolerance) };
  const zone = zoneOf(given.timeZone === undefined ? 'UTC' : given.timeZone, 'options.timeZone');
  const recurring = readRule(given.recurring);
  const isInclusive = serviceEnd === 'inclusive';
  const read = readList(lines, 'lines', 'be an array of lines of invoices').map(
    lineReader({ zone, isInclusive, areMinor, recurring }),
  );

  const rejections = new Map<ReadLine, LineRejection>();
  const notes = new Map<InvoiceNoteCode, number[]>();
  const note = (code: InvoiceNoteCode, line: ReadLine) => getOrAdd(notes, code, () => []).push(line.index);
  rejectAlone(read, refunds, rejections);
  const rows = [...groupByKey(read, accountOf).values()].flatMap((own) => {
    const charges = own
      .filter((line) => !line.isCredit && !rejections.has(line))
      .map((line) => chargeOf(line, line.days as Days, rule === 'days'));
    const credits = own.filter((line) => line.isCredit && !rejections.has(line));
    const groups = [...groupByKey(charges, ({ line }) => subscriptionOf(line)).values()].map(groupCharges);
    for (const group of groups) for (const { line } of cutOverlaps(group, overlapDays)) note('LINES_OVERLAP', line);
    if (credits.length > 0) {
      const oneTime = own.filter((line) => !line.isCredit && rejections.has(line));
      const taken = takeCredits({ charges, ...oneTimeOf(oneTime, rejections) }, credits, creditRules);
      for (const { line, reason } of taken.rejected) rejections.set(line, reason);
      for (const { line, code } of taken.noted) note(code, line);
    }
    return groups.flatMap((group) =>
      rowsOf(group.charges.map((charge) => [charge, priceOf(charge, group, rule)] as const)),
    );
  });
  noteDoubtfulEnds(read, isInclusive, note);

  return {
    subscriptions: rows.sort(compareRows).map(subscriptionRow),
    used: read.length - rejections.size,
    rejected: read.flatMap((line) => rejectedLine(line, rejections.get(line))),
    totals: totalsOf(read, rejections),
    notes: (Object.keys(noteTexts) as InvoiceNoteCode[]).flatMap((code) => noteOf(code, notes.get(code))),
  };
}

function readRule(rule: unknown): ((line: InvoiceLine, index: number) => unknown) | undefined {
  if (rule !== undefined && typeof rule !== 'function')
    reject('INVALID_TYPE', 'options.recurring', 'be a function', rule);
  return rule as ((line: InvoiceLine, index: number) => unknown) | undefined;
}

/** A share of which half would be no slip any more. */
function readTolerance(share: unknown): Rational {
  if (share === undefined) return zero;
  const path = 'options.creditTolerance';
  const given = readNumber(share, path);
  if (given < 0 || given > 0.5) reject('INVALID_NUMBER', path, 'be a share from 0 to 0.5', share);
  return ofNumber(given);
}

/** The length in front tells 'ab' + 'c' from 'a' + 'bc'. */
function accountOf({ customer, currency = '' }: ReadLine): string {
  return `${customer.length}:${customer}${currency}`;
}

/** Rejects what needs no other line to be told, but for duplicates. */
function rejectAlone(
  read: readonly ReadLine[],
  refunds: 'ignore' | 'credit',
  rejections: Map<ReadLine, LineRejection>,
): void {
  const seen = new Map<string, ReadLine>();
  for (const line of read) {
    const reason = duplicateOf(line, seen) ?? (line.isRefund && refunds === 'ignore' ? 'REFUND' : line.rejection);
    if (reason !== undefined) rejections.set(line, reason);
  }
}

/** Exports that were made one after another overlap. Two lines that differ could not both be right. */
function duplicateOf(line: ReadLine, seen: Map<string, ReadLine>): LineRejection | undefined {
  if (line.line === undefined) return undefined;
  const key = JSON.stringify([line.invoice, line.line]);
  const before = seen.get(key);
  if (before === undefined) {
    seen.set(key, line);
    return undefined;
  }
  if (sortKey(before) === sortKey(line)) return 'DUPLICATE';
  const rule = `occur once in its invoice, or be the same line each time: it is that of lines[${before.index}]`;
  return reject('INVALID_TYPE', `lines[${line.index}].lineId`, rule, line.line);
}

/** What the one-time lines of a customer come to, by invoice. */
function oneTimeOf(lines: readonly ReadLine[], rejections: ReadonlyMap<ReadLine, LineRejection>) {
  const sums = new Map<string, Rational>();
  const ids = new Set<string>();
  for (const line of lines) {
    const reason = rejections.get(line);
    if (reason !== 'ONE_TIME' && reason !== 'NO_PERIOD') continue;
    for (const id of [line.line, line.invoice]) if (id !== undefined) ids.add(id);
    if (line.invoice !== undefined) sums.set(line.invoice, add(sums.get(line.invoice) ?? zero, line.amount));
  }
  return { oneTimeOf: (invoice: string) => sums.get(invoice), isOneTime: (id: string) => ids.has(id) };
}

/** Notes the lines that are whole months only if their ends mean the other thing, where they are the more. */
function noteDoubtfulEnds(
  read: readonly ReadLine[],
  isInclusive: boolean,
  note: (code: InvoiceNoteCode, line: ReadLine) => void,
): void {
  const dated = read.filter(({ isDated }) => isDated);
  const wholeWith = (shift: number) =>
    dated.filter(({ days }) => days !== undefined && wholeMonths(days.start, days.end + shift) > 0);
  const otherwise = wholeWith(isInclusive ? -1 : 1);
  if (otherwise.length <= wholeWith(0).length) return;
  for (const line of otherwise) note('SERVICE_END_DOUBTFUL', line);
}

function rejectedLine({ index }: ReadLine, reason: LineRejection | undefined): RejectedLine[] {
  return reason === undefined ? [] : [{ index, reason, text: rejectionTexts[reason] }];
}

function noteOf(code: InvoiceNoteCode, lines: number[] | undefined): InvoiceNote[] {
  return lines === undefined ? [] : [{ code, text: noteTexts[code], lines: lines.sort((a, b) => a - b) }];
}

function totalsOf(read: readonly ReadLine[], rejections: ReadonlyMap<ReadLine, LineRejection>): InvoiceTotal[] {
  const sums = new Map<string | null, { used: Rational; rejected: Rational }>();
  for (const line of read) {
    const own = getOrAdd(sums, line.currency ?? null, () => ({ used: zero, rejected: zero }));
    const side = rejections.has(line) ? 'rejected' : 'used';
    own[side] = add(own[side], line.isCredit ? negated(line.amount) : line.amount);
  }
  return [...sums]
    .sort(([a], [b]) => compareTexts(a ?? '', b ?? ''))
    .map(([currency, { used, rejected }]) => ({ currency, used: toNumber(used), rejected: toNumber(rejected) }));
}
