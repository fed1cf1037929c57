import fc from 'fast-check';
import { day, month, week, weekLabel } from './periods.ts';
import { joinArbitrary, withSuccessors } from './successors.ts';
import type { Instant, Interval, LabelledPeriod, Policy, Row, Span } from './types.ts';
import { addCalendarDays, addCalendarMonths, DAY, dayNumber, readInstant } from './zone.ts';

/** Generated amounts are numbers and strings only, so that rows fit any reader of the contract. */
export type PlainAmount = number | string;
export type PlainRow = Row<PlainAmount>;
export type PlainPolicy = Policy<PlainAmount>;

export const zones = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu'],
  ...['America/Havana', 'Atlantic/Azores', 'Asia/Beirut', 'Africa/Cairo', 'America/St_Johns', 'Pacific/Apia'],
  'Pacific/Chatham',
] as const;

export const zoneArbitrary: fc.Arbitrary<string> = fc.constantFrom(...zones);

const iso = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);

function isoMonth(number: number, later: number): string {
  const date = new Date(number * DAY);
  return iso(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1) / DAY).slice(0, 7);
}

/** Few days, close to where periods meet and clocks change, so that independent draws collide. */
const anchors = [
  ...['2023-01-01', '2023-03-26', '2023-04-28', '2023-12-31', '2024-02-29', '2024-03-10', '2024-03-31', '2024-04-07'],
  ...['2024-04-26', '2024-09-29', '2024-10-06', '2024-10-27', '2024-11-01', '2024-11-03', '2024-12-30', '2025-01-01'],
  ...['2025-03-01', '2025-03-30', '2025-10-26', '2026-01-01', '2026-02-01', '2026-03-01', '2026-03-29', '2026-04-01'],
].map((text) => Date.parse(text) / DAY);

const from = (days: readonly number[], reach: number): fc.Arbitrary<number> =>
  fc.tuple(fc.constantFrom(...days), fc.integer({ min: -reach, max: reach })).map(([day, shift]) => day + shift);

/** Where the rows and periods of one draw gather. */
export const centreArbitrary: fc.Arbitrary<number> = fc.constantFrom(...anchors);

/** The centre when nobody names one. */
const usualCentre = dayNumber(2026, 3, 1);

function monthStarts(centre: number): number[] {
  const date = new Date(centre * DAY);
  return [-2, -1, 0, 1, 2, 3].map((shift) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + shift, 1) / DAY);
}

function dayArbitrary(centre: number): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 4, arbitrary: from(monthStarts(centre), 1) },
    { weight: 4, arbitrary: from([centre], 2) },
    { weight: 3, arbitrary: from([centre], 45) },
    { weight: 2, arbitrary: from(anchors, 2) },
    { weight: 1, arbitrary: fc.integer({ min: dayNumber(2023, 1, 1), max: dayNumber(2026, 12, 31) }) },
  );
}

type Form = 'date' | 'Date' | 'epoch' | 'Z' | 'offset';

function written(instant: number, form: Form, offsetMinutes: number): Instant {
  if (form === 'Date') return new Date(instant);
  if (form === 'epoch') return instant;
  if (form !== 'offset') return new Date(instant).toISOString();
  const local = new Date(instant + offsetMinutes * 60_000).toISOString().slice(0, -1);
  const size = Math.abs(offsetMinutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}

/** Day-grained text most often; else an instant on, just beside, or some hours after the start of the day. */
export function instantArbitrary(zone: string, centre = usualCentre): fc.Arbitrary<Instant> {
  const beside = fc.oneof(
    fc.constantFrom(0, -1, 1),
    fc.integer({ min: 0, max: 1500 }).map((minutes) => minutes * 60_000),
  );
  const form = fc.constantFrom<Form>('date', 'date', 'date', 'date', 'Date', 'epoch', 'Z', 'offset');
  return fc
    .tuple(dayArbitrary(centre), form, beside, fc.constantFrom(0, 60, -300, 345, -210, 825))
    .map(([number, as, shift, offset]) =>
      as === 'date' ? iso(number) : written(readInstant(iso(number), zone) + shift, as, offset),
    );
}

/** No days after the second of two readings of a wall clock lies the first of them, an hour before. */
const daysLater = (from: number, days: number, zone: string): Date =>
  new Date(Math.max(from, addCalendarDays(from, days, zone)));

/** In order in this zone: a date-only text and an instant may well be the other way round in another. */
function spanArbitrary(zone: string, centre: number, openWeight: number): fc.Arbitrary<Span> {
  const instant = instantArbitrary(zone, centre);
  const close = fc.tuple(instant, fc.integer({ min: 0, max: 20 })).map(([start, days]): Span => {
    return { start, end: daysLater(readInstant(start, zone), days, zone) };
  });
  const far = fc.tuple(instant, instant).map(([a, b]): Span => {
    const [start, end] = readInstant(a, zone) <= readInstant(b, zone) ? [a, b] : [b, a];
    return { start, end };
  });
  const open = fc
    .tuple(instant, fc.constantFrom('missing', 'null'))
    .map(([start, as]): Span => (as === 'null' ? { start, end: null } : { start }));
  const never = instant.map((start): Span => ({ start, end: start }));
  return fc.oneof(
    { weight: 4, arbitrary: close },
    { weight: 6, arbitrary: far },
    { weight: openWeight, arbitrary: open },
    { weight: 1, arbitrary: never },
  );
}

export const amountArbitrary: fc.Arbitrary<PlainAmount> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<PlainAmount>(10, 20, 30, 50, 100, 0) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 100_000 }).map((cents) => cents / 100) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 9_999 }).map((cents) => (cents / 100).toFixed(2)) },
  { weight: 1, arbitrary: fc.tuple(fc.nat(1000), fc.constantFrom(3, 7, 12, 60)).map(([n, d]) => `${n}/${d}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<PlainAmount>('0.0000001', 1e-7, '19.90', '3.1415926535897932384626433', 0.1, '1e2'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<PlainAmount>(2 ** 53 - 1, '9007199254740993', 1e21, '123456789012345678.99', 4.5e15),
  },
);

const discountArbitrary: fc.Arbitrary<NonNullable<PlainRow['discount']>> = fc.oneof(
  fc.constantFrom<PlainAmount>(12.5, 100, 0, '50', 33, '100/3').map((percent) => ({ percent })),
  fc.constantFrom<PlainAmount>(0, 5, 2.5, '10/3', 1000).map((amount) => ({ amount })),
);

/** Without 'term', which asks for an end of its own. */
const intervals: readonly Interval[] = ['month', 'month', 'month', 'day', 'week', 'quarter', 'year'];

export interface RowsOptions {
  /** The zone in force: rows are in order (start <= end) there and need not be elsewhere. Default 'UTC'. */
  readonly zone?: string;
  /** The day number (whole days since 1970) around which dates gather. Default 2026-03-01. */
  readonly centre?: number;
  readonly maxRows?: number;
  /** Default: none, so that nothing is mixed. */
  readonly currencies?: readonly string[];
  /** Default true; without them rows hold only dates, price, quantity and discount. */
  readonly trialsPausesAndDues?: boolean;
}

/** One in so many has the field. Undefined means that it is left out: an optional field must not be present as undefined. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, outOf: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 1, arbitrary }, { weight: outOf - 1, arbitrary: fc.constant(undefined) });

type Loose<T> = { [K in keyof T]: T[K] | undefined };

function compact(row: Loose<PlainRow>): PlainRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as unknown as PlainRow;
}

interface Length {
  readonly months: number;
  readonly days: number;
  readonly milliseconds: number;
}

/** Whole months, nearly so, or anything. */
const lengthArbitrary: fc.Arbitrary<Length> = fc.oneof(
  fc.record({
    months: fc.constantFrom(1, 1, 2, 3, 6, 12, 12, 24, 36),
    days: fc.constant(0),
    milliseconds: fc.constant(0),
  }),
  fc.record({
    months: fc.constantFrom(1, 3, 12),
    days: fc.constantFrom(-1, 0, 1),
    milliseconds: fc.constantFrom(-1, 0, 1, 3_600_000),
  }),
  fc.record({
    months: fc.constant(0),
    days: fc.integer({ min: 0, max: 800 }),
    milliseconds: fc.integer({ min: 0, max: DAY }),
  }),
);

function termEnd(from: number, { months, days, milliseconds }: Length, zone: string): Date {
  const later = months === 0 ? from : addCalendarMonths(from, months, zone);
  return new Date(daysLater(later, days, zone).getTime() + milliseconds);
}

export function rowArbitrary(options: RowsOptions = {}): fc.Arbitrary<PlainRow> {
  const { zone = 'UTC', centre = usualCentre, currencies = [], trialsPausesAndDues = true } = options;
  const instant = instantArbitrary(zone, centre);
  const spans = fc.array(spanArbitrary(zone, centre, 1), { minLength: 1, maxLength: 3 });
  const extra = <T>(arbitrary: fc.Arbitrary<T>, outOf: number): fc.Arbitrary<T | undefined> =>
    trialsPausesAndDues ? maybe(arbitrary, outOf) : fc.constant(undefined);
  const aboutTrial = fc.constantFrom<'before' | 'start' | 'days' | 'end' | 'any'>(
    'before',
    'start',
    'days',
    'end',
    'any',
  );
  const trialDays = fc.integer({ min: 1, max: 40 });
  const fields = fc.record({
    customerId: fc.constantFrom('a', 'a', 'a', 'a', 'b', 'b', 'c', 'D'),
    subscriptionId: maybe(fc.constantFrom('s1', 's2'), 2),
    amount: amountArbitrary,
    interval: fc.constantFrom(...intervals),
    intervalCount: maybe(fc.oneof(fc.constantFrom(1, 2, 3, 6, 12), fc.integer({ min: 1, max: 31 })), 3),
    quantity: maybe(fc.constantFrom(0, 1, 1, 2, 7, 7, 2.5), 2),
    discount: maybe(discountArbitrary, 4),
    currency: currencies.length > 0 ? fc.constantFrom(...currencies) : fc.constant(undefined),
    plan: fc.constantFrom('basic', 'pro', undefined),
    segment: maybe(fc.constantFrom('small', 'large'), 4),
    signedAt: extra(instant, 4),
    cancelRequestedAt: extra(fc.oneof(instant, fc.constant(null)), 5),
    pauses: extra(spans, 4),
    pastDue: extra(spans, 5),
    churnType: maybe(fc.constantFrom<'voluntary' | 'involuntary'>('voluntary', 'involuntary'), 5),
  });
  const term = maybe(lengthArbitrary, 5);
  const trial = extra(fc.tuple(aboutTrial, trialDays, instant), 4);
  return fc
    .tuple(fields, spanArbitrary(zone, centre, 8), term, trial)
    .map(([row, { start, end: usual }, length, drawn]) => {
      const end = length ? termEnd(readInstant(start, zone), length, zone) : usual;
      const [how, days, any] = drawn ?? [undefined, 0, start];
      const first = readInstant(start, zone);
      const trialEnds = { before: first - DAY, start, days: addCalendarDays(first, days, zone), end: end ?? null, any };
      const trialEnd = how === undefined ? undefined : trialEnds[how];
      const contract = length ? { interval: 'term' as const, intervalCount: undefined } : {};
      return compact({ ...row, ...contract, start, end, trialEnd });
    });
}

export function rowsArbitrary(options: RowsOptions = {}): fc.Arbitrary<PlainRow[]> {
  const { zone = 'UTC', maxRows = 8 } = options;
  const few = fc.array(rowArbitrary(options), { maxLength: Math.min(2, maxRows) });
  const many = fc.array(rowArbitrary(options), { minLength: Math.min(4, maxRows), maxLength: maxRows });
  const joins = fc.array(joinArbitrary, { minLength: maxRows, maxLength: maxRows });
  return fc
    .tuple(fc.oneof({ weight: 1, arbitrary: few }, { weight: 4, arbitrary: many }), joins)
    .map(([rows, drawn]) => withSuccessors(rows, drawn, zone))
    .chain((rows) => linkArbitrary.map((link) => linked(rows, link)));
}

/** One subscription that replaced another, of those customers that have both. */
const linkArbitrary = fc.constantFrom<readonly [string, string] | null>(null, null, ['s1', 's2'], ['s2', 's1']);

function linked(rows: readonly PlainRow[], link: readonly [old: string, next: string] | null): PlainRow[] {
  return rows.map((row) => {
    const has = (id: string | undefined): boolean =>
      rows.some((other) => other.customerId === row.customerId && other.subscriptionId === id);
    return link !== null && row.subscriptionId === link[1] && has(link[0]) ? { ...row, replaces: link[0] } : row;
  });
}

/** Periods that meet: each one's end is the next one's start. */
export function periodsArbitrary(zone: string, centre = usualCentre): fc.Arbitrary<LabelledPeriod[]> {
  const count = fc.integer({ min: 1, max: 6 });
  const numbers = (length: number): number[] => Array.from({ length }, (_, index) => index);
  const months = fc
    .tuple(fc.oneof(fc.constantFrom(...monthStarts(centre)), dayArbitrary(centre)), count)
    .map(([first, length]) => numbers(length).map((index) => month(isoMonth(first, index), zone)));
  const weeks = fc
    .tuple(dayArbitrary(centre), count)
    .map(([first, length]) => numbers(length).map((index) => week(weekLabel(first + 7 * index), zone)));
  const days = fc
    .tuple(dayArbitrary(centre), count)
    .map(([first, length]) => numbers(length).map((index) => day(iso(first - 2 + index), zone)));
  const irregular = fc
    .uniqueArray(
      instantArbitrary(zone, centre).map((instant) => readInstant(instant, zone)),
      { minLength: 2, maxLength: 6 },
    )
    .map((bounds) => bounds.sort((a, b) => a - b))
    .map((bounds) =>
      bounds.slice(1).map((end, index) => {
        const start = new Date(bounds[index] ?? end);
        return {
          start,
          end: new Date(end),
          timeZone: zone,
          label: `${start.toISOString()}/${new Date(end).toISOString()}`,
        };
      }),
    );
  return fc.oneof({ weight: 3, arbitrary: months }, weeks, days, { weight: 2, arbitrary: irregular });
}
