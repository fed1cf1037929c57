import { addMonths, monthsBetween } from '../calendar/open.ts';
import { one, type Rational } from '../exact/index.ts';
import { firstIndex, getOrAdd } from '../table/index.ts';
import type { LineInterval } from './invoice-line.ts';
import { type Days, endOf, monthsIn, type ReadLine } from './read-lines.ts';

/** A part of a charge's time, and the share of the charge that credits have left of it. */
export interface Piece extends Days {
  readonly left: Rational;
}

/** A line that bills something, and what becomes of it. */
export interface Charge extends Days {
  readonly line: ReadLine;
  /** How many whole calendar months it is for; 0 where they are not whole. */
  readonly months: number;
  /** So many days or weeks, where a line says so: their price is left to the ledger. */
  readonly interval: LineInterval | undefined;
  /** When it stops to count, where the next bill overlaps it. */
  until: number;
  /** Without gaps, in order of time. */
  pieces: readonly Piece[];
}

/** Lines of one customer in one currency, which are one subscription. */
export interface ChargeGroup {
  /** By start. */
  readonly charges: readonly Charge[];
  /** Those that bill whole months, by the days on which they begin and end; the longest first. */
  readonly byEdge: ReadonlyMap<number, readonly Charge[]>;
}

export function chargeOf(line: ReadLine, { start, end }: Days, areDays: boolean): Charge {
  const { interval } = line;
  const isShort =
    interval !== undefined && monthsIn(interval) === undefined && endOf(start, interval) === end && !areDays;
  return {
    line,
    start,
    end,
    months: isShort ? 0 : wholeMonths(start, end),
    interval: isShort ? interval : undefined,
    until: end,
    pieces: [{ start, end, left: one }],
  };
}

/**
 * How many whole months lie between two days, or 0. Counted from either end: bills of the 31st run from 28 February to 31 March.
 */
export function wholeMonths(start: number, end: number): number {
  const months = monthsBetween(start, end);
  return months > 0 && (addMonths(start, months) === end || addMonths(end, -months) === start) ? months : 0;
}

/** By start, then by whatever tells lines apart, so that their order does not matter. */
export function compareCharges(a: Charge, b: Charge): number {
  return a.start - b.start || a.end - b.end || compareLines(a.line, b.line);
}

export function compareLines(a: ReadLine, b: ReadLine): number {
  const [first, second] = [sortKey(a), sortKey(b)];
  return first < second ? -1 : first > second ? 1 : a.index - b.index;
}

const sortKeys = new WeakMap<ReadLine, string>();

/** Whatever is read of a line, as text. */
export function sortKey(line: ReadLine): string {
  let key = sortKeys.get(line);
  if (key === undefined) {
    const { customer, invoice, line: id, creditOf, subscription, plan, currency, segment, isCredit, isRefund } = line;
    const { amount, days, interval, rejection } = line;
    const what = [amount.n, amount.d, isCredit, isRefund, days?.start, days?.end, line.date, rejection];
    const whose = [customer, invoice, id, creditOf, subscription, plan, currency, segment];
    key = JSON.stringify([...whose, ...what.map(String), interval?.interval, interval?.intervalCount]);
    sortKeys.set(line, key);
  }
  return key;
}

export function groupCharges(all: readonly Charge[]): ChargeGroup {
  const charges = [...all].sort(compareCharges);
  const byEdge = new Map<number, Charge[]>();
  for (const charge of charges) {
    if (charge.months === 0) continue;
    for (const edge of [charge.start, charge.end]) getOrAdd(byEdge, edge, (): Charge[] => []).push(charge);
  }
  for (const list of byEdge.values()) list.sort((a, b) => b.months - a.months);
  return { charges, byEdge };
}

/** The charges of a list that is sorted by start which run at some time between two days. */
export function runningIn(charges: readonly Charge[], longest: number, { start, end }: Days): Charge[] {
  const found: Charge[] = [];
  const from = firstIndex(charges.length, (place) => (charges[place] as Charge).start > start - longest);
  for (let place = from; place < charges.length; place += 1) {
    const charge = charges[place] as Charge;
    if (charge.start >= end) break;
    if (charge.end > start) found.push(charge);
  }
  return found;
}

/** An overlap of at most so many days is told, if it is to be counted. */
const overlapTold = 7;

/**
 * Cuts the charges that the next one of their subscription and plan, which goes on for longer, overlaps by at most `overlapDays`; where these are 0, gives
 * back those that are overlapped by a few.
 */
export function cutOverlaps({ charges }: ChargeGroup, overlapDays: number): Charge[] {
  const found: Charge[] = [];
  const most = overlapDays || overlapTold;
  for (const charge of charges) {
    const from = Math.max(charge.start + 1, charge.end - most);
    let place = firstIndex(charges.length, (at) => (charges[at] as Charge).start >= from);
    for (; place < charges.length && (charges[place] as Charge).start < charge.end; place += 1) {
      const next = charges[place] as Charge;
      if (next.end <= charge.end || next.line.plan !== charge.line.plan) continue;
      if (overlapDays > 0) charge.until = next.start;
      else found.push(charge);
      break;
    }
  }
  return found;
}
