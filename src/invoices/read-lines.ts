import { addMonths, rejectInstant, toEpoch, type Zone } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { absolute, multiply, type Rational, reduce } from '../exact/index.ts';
import { currencyCode, minorUnit, readSignedAmount } from '../money/index.ts';
import {
  checkKeys,
  isMissing,
  isOptionalText,
  isRecord,
  keyCheck,
  readChoice,
  readCount,
  readId,
  rejectOptionalText,
} from '../read/index.ts';
import { type InvoiceLine, type LineInterval, type LineRejection, lineFields } from './invoice-line.ts';

/** The days that a line is for, numbered as the calendar does; `end` is exclusive. */
export interface Days {
  readonly start: number;
  readonly end: number;
}

/** A line with what counts of it. */
export interface ReadLine {
  readonly index: number;
  readonly customer: string;
  readonly subscription: string | undefined;
  readonly plan: string | undefined;
  readonly currency: string | undefined;
  readonly segment: string | undefined;
  readonly line: string | undefined;
  readonly invoice: string | undefined;
  readonly creditOf: string | undefined;
  readonly isCredit: boolean;
  readonly isRefund: boolean;
  /** In major units; of a credit what it takes back, without a sign. */
  readonly amount: Rational;
  /** The smallest amount of its currency. */
  readonly unit: Rational;
  readonly date: number | undefined;
  /** Missing where only what it takes back can tell. */
  readonly days: Days | undefined;
  /** How long a whole bill is for, where it is said. */
  readonly interval: LineInterval | undefined;
  /** Whether its days are its service dates. */
  readonly isDated: boolean;
  readonly rejection: LineRejection | undefined;
}

export interface ReadingRules {
  readonly zone: Zone;
  readonly isInclusive: boolean;
  readonly areMinor: boolean;
  readonly recurring: ((line: InvoiceLine, index: number) => unknown) | undefined;
}

const intervals = ['day', 'week', 'month', 'quarter', 'year'] as const;
const daysOf = { day: 1, week: 7 } as const;
const monthsOf = { month: 1, quarter: 3, year: 12 } as const;

/** Reads lines one by one; what a line takes back, and what is beside it, is not looked at. */
export function lineReader(rules: ReadingRules): (value: unknown, index: number) => ReadLine {
  const checkNames = keyCheck(lineFields);
  return (value, index) => {
    const path = `lines[${index}]`;
    if (!isRecord(value)) reject('INVALID_TYPE', path, 'be an object', value);
    checkNames(value, 'lines', index);
    const line = value as unknown as InvoiceLine;
    for (const field of ['plan', 'currency', 'segment'] as const) {
      if (!isOptionalText(line[field])) rejectOptionalText(line[field], `${path}.${field}`);
    }
    const id = (field: keyof InvoiceLine) =>
      isMissing(line[field]) ? undefined : readId(line[field], `${path}.${field}`);
    const kind = isMissing(line.kind) ? undefined : readChoice(line.kind, `${path}.kind`, kinds);
    const currency = currencyCode(line.currency ?? undefined);
    const unit = minorUnit(currency);
    const signed = signedAmount(line, path, rules.areMinor ? unit : undefined);
    const isCredit = kind === 'credit' || kind === 'refund' || signed.n < 0n;
    const creditOf = id('creditOf');
    const invoice = id('invoiceId');
    const time = timeOf(line, index, path, rules, isCredit && (creditOf ?? invoice) !== undefined);
    return {
      index,
      customer: readId(line.customerId, `${path}.customerId`),
      subscription: id('subscriptionId'),
      plan: line.plan ?? undefined,
      currency,
      segment: line.segment ?? undefined,
      line: id('lineId'),
      invoice,
      creditOf,
      isCredit,
      isRefund: kind === 'refund',
      amount: absolute(signed),
      unit,
      ...time,
      rejection: kind === 'oneTime' ? 'ONE_TIME' : time.rejection,
    };
  };
}

const kinds = ['oneTime', 'credit', 'refund'] as const;

function signedAmount({ amount }: InvoiceLine, path: string, unit: Rational | undefined): Rational {
  const read = readSignedAmount(amount, `${path}.amount`);
  if (unit === undefined) return read;
  if (reduce(read).d !== 1n) {
    reject('INVALID_AMOUNT', `${path}.amount`, "be a whole number of minor units, because amounts is 'minor'", amount);
  }
  return multiply(read, unit);
}

type Time = Pick<ReadLine, 'date' | 'days' | 'interval' | 'isDated' | 'rejection'>;

/** The days of a line; `canInherit`: it may have those of what it takes back. */
function timeOf(
  line: InvoiceLine,
  index: number,
  path: string,
  { zone, isInclusive, recurring }: ReadingRules,
  canInherit: boolean,
): Time {
  const day = (field: 'serviceStart' | 'serviceEnd' | 'date') => {
    const given = line[field];
    if (isMissing(given)) return undefined;
    const epoch = toEpoch(given, zone);
    return Number.isNaN(epoch) ? rejectInstant(given, `${path}.${field}`) : zone.dayOf(epoch);
  };
  const [start, last, date] = [day('serviceStart'), day('serviceEnd'), day('date')];
  const own = readInterval(line, path);
  const rule = line.kind === 'oneTime' || recurring === undefined || recurring(line, index);
  const interval = typeof rule === 'boolean' ? own : checkRule(rule);
  const time = { date, interval, isDated: false, days: undefined, rejection: undefined };
  if (rule === false) return { ...time, rejection: 'ONE_TIME' };
  if (last !== undefined && start !== undefined) {
    const end = isInclusive ? last + 1 : last;
    if (last < start) return { ...time, rejection: 'ENDS_BEFORE_START' };
    return end === start ? { ...time, rejection: 'NO_TIME' } : { ...time, isDated: true, days: { start, end } };
  }
  const from = start ?? date;
  if (interval !== undefined && from !== undefined && !(canInherit && !isMissing(line.creditOf))) {
    return { ...time, days: { start: from, end: endOf(from, interval) } };
  }
  return canInherit ? time : { ...time, rejection: 'NO_PERIOD' };
}

function checkRule(rule: unknown): LineInterval {
  const path = 'options.recurring(line)';
  if (!isRecord(rule)) reject('INVALID_TYPE', path, 'be true, false or { interval, intervalCount? }', rule);
  const { interval, intervalCount } = checkKeys(rule, ['interval', 'intervalCount'], path);
  return lineInterval(interval, intervalCount, path);
}

function readInterval({ interval, intervalCount }: InvoiceLine, path: string): LineInterval | undefined {
  if (!isMissing(interval)) return lineInterval(interval, intervalCount, path);
  if (!isMissing(intervalCount)) reject('INVALID_TYPE', `${path}.interval`, 'be given with intervalCount', interval);
  return undefined;
}

function lineInterval(interval: unknown, intervalCount: unknown, path: string): LineInterval {
  return {
    interval: readChoice(interval, `${path}.interval`, intervals),
    intervalCount: isMissing(intervalCount) ? 1 : readCount(intervalCount, `${path}.intervalCount`, 1, 1200),
  };
}

/** How many months an interval has; undefined for days and weeks. */
export function monthsIn({ interval, intervalCount }: LineInterval): number | undefined {
  return interval === 'day' || interval === 'week' ? undefined : (intervalCount ?? 1) * monthsOf[interval];
}

/** The day after the last one of an interval. */
export function endOf(start: number, { interval, intervalCount }: LineInterval): number {
  const count = intervalCount ?? 1;
  if (interval === 'day' || interval === 'week') return start + count * daysOf[interval];
  return addMonths(start, count * monthsOf[interval]);
}
