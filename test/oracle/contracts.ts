import fc from 'fast-check';
import { centreArbitrary, type PlainAmount, type PlainRow, periodsArbitrary, zoneArbitrary } from './arbitraries.ts';
import { policyArbitrary, type Scenario } from './policies.ts';
import type { RenewalOptions } from './renewals.ts';
import type { Interval, LabelledPeriod, Span } from './types.ts';
import { addUnits, calendarUnit, type Unit, unitNumber } from './units.ts';
import { DAY, startOfDay } from './zone.ts';

const HOUR = DAY / 24;

/** So many times the first among the rest. */
const mostly = <T>(usual: T, times: number, ...rest: readonly T[]): fc.Arbitrary<T> =>
  fc.constantFrom(...Array.from({ length: times }, () => usual), ...rest);

interface Billing {
  readonly interval: Interval;
  readonly intervalCount?: number;
}

const unusual: readonly Billing[] = [
  ...[{ interval: 'quarter' }, { interval: 'year' }, { interval: 'week' }, { interval: 'day' }, { interval: 'term' }],
  { interval: 'month', intervalCount: 2 },
  { interval: 'month', intervalCount: 12 },
  { interval: 'quarter', intervalCount: 4 },
  { interval: 'week', intervalCount: 4 },
  { interval: 'day', intervalCount: 7 },
  { interval: 'day', intervalCount: 10 },
] as const;

const billingArbitrary = mostly<Billing>({ interval: 'month' }, 6, ...unusual);

/** Somewhere on or beside the schedule: so many cycles on, then so many days and milliseconds. */
const placeArbitrary = fc.record({
  cycles: fc.integer({ min: 0, max: 4 }),
  days: mostly(0, 4, -1, 1, 9),
  milliseconds: mostly(0, 6, -1, 1, 3 * HOUR),
});

type Place = typeof placeArbitrary extends fc.Arbitrary<infer T> ? T : never;

const breakArbitrary = fc.record({ from: placeArbitrary, days: fc.constantFrom(1, 3, 20, 45, null) });

/** One row: how it is billed, how many of its due dates it lives, and what becomes of it. */
const phaseArbitrary = fc.record({
  billing: billingArbitrary,
  asBefore: mostly(true, 3, false),
  bills: fc.integer({ min: 1, max: 4 }),
  cut: fc.record({ days: mostly(0, 8, -1, 1, 9, -13), milliseconds: mostly(0, 8, -1, 1) }),
  gap: fc.record({ days: mostly(0, 5, 1, 3, 5, 31), milliseconds: mostly(0, 8, 1, 2 * HOUR) }),
  amount: fc.constantFrom<PlainAmount>(10, 10, 20, 30, 120, '100/3', 0),
  quantity: fc.constantFrom(undefined, undefined, 2, 3),
  trial: mostly<'none' | 'within' | 'own'>('none', 4, 'within', 'own'),
  trialDays: fc.constantFrom(7, 14, 30, 31),
  paused: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: breakArbitrary }),
  unpaid: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: breakArbitrary }),
  cancelled: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: placeArbitrary }),
});

type DrawnPhase = typeof phaseArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** The schedule of a billing from an anchor; a term has no other date than those of months. */
function dateOf(anchor: number, { interval, intervalCount = 1 }: Billing, cycles: number, zone: string): number {
  const unit: Unit = interval === 'term' ? 'month' : interval;
  return addUnits(anchor, cycles * intervalCount, unit, zone);
}

const shifted = (instant: number, days: number, milliseconds: number, zone: string): number =>
  addUnits(instant, days, 'day', zone) + milliseconds;

type Who = Pick<PlainRow, 'customerId' | 'subscriptionId' | 'currency'>;

/** Rows one after the other from an instant on, each up to one of its due dates or beside it. */
function chain(who: Who, phases: readonly DrawnPhase[], from: number, runsOn: boolean, zone: string): PlainRow[] {
  const rows: PlainRow[] = [];
  let start = from;
  let anchor = from;
  let billing: Billing | null = null;
  phases.forEach((phase, index) => {
    if (phase.trial === 'own') {
      const end = addUnits(start, phase.trialDays, 'day', zone);
      const free = { ...who, amount: index % 2 === 0 ? 0 : phase.amount, interval: 'month' as const };
      rows.push({ ...free, start: new Date(start), end: new Date(end), trialEnd: new Date(end) });
      if (start === anchor) anchor = end;
      start = end;
    }
    if (billing === null || !phase.asBefore) {
      billing = phase.billing;
      anchor = start;
    }
    const own: Billing = billing;
    let bills = phase.bills;
    while (dateOf(anchor, own, bills, zone) <= start) bills += 1;
    const goal = dateOf(anchor, own, bills, zone);
    const end = Math.max(start, shifted(goal, phase.cut.days, phase.cut.milliseconds, zone));
    const last = index === phases.length - 1 && runsOn && own.interval !== 'term';
    const place = ({ cycles, days, milliseconds }: Place): number =>
      shifted(dateOf(anchor, own, cycles, zone), days, milliseconds, zone);
    const span = ({ from: at, days }: { from: Place; days: number | null }): Span => {
      const begin = place(at);
      return { start: new Date(begin), end: days === null ? null : new Date(shifted(begin, days, 0, zone)) };
    };
    rows.push({
      ...who,
      ...own,
      amount: phase.amount,
      start: new Date(start),
      end: last ? null : new Date(end),
      ...(phase.quantity === undefined ? {} : { quantity: phase.quantity }),
      ...(phase.trial === 'within' ? { trialEnd: new Date(addUnits(start, phase.trialDays, 'day', zone)) } : {}),
      ...(phase.paused ? { pauses: [span(phase.paused)] } : {}),
      ...(phase.unpaid ? { pastDue: [span(phase.unpaid)] } : {}),
      ...(phase.cancelled ? { cancelRequestedAt: new Date(place(phase.cancelled)) } : {}),
    });
    start = shifted(end, phase.gap.days, phase.gap.milliseconds, zone);
  });
  return rows;
}

/** Where a subscription begins: in some month around the centre, often at its end, or where the one before ended. */
const beginArbitrary = fc.record({
  months: fc.integer({ min: -9, max: 3 }),
  day: fc.constantFrom(0, 0, 4, 14, 27, 28, 29, 30, 30, 30),
  time: mostly(0, 4, 2.5 * HOUR, 12 * HOUR, 23 * HOUR),
  how: mostly<'apart' | 'follows' | 'beside'>('follows', 2, 'apart', 'beside'),
  /** Days from the end of the one before: a switch is seldom exact. */
  after: mostly(0, 6, -20, -1, 1, 3, 10),
});

type Begin = typeof beginArbitrary extends fc.Arbitrary<infer T> ? T : never;

function beginOf({ months, day, time, how, after }: Begin, before: PlainRow | undefined, centre: number, zone: string) {
  if (how === 'follows' && before?.end instanceof Date) return shifted(before.end.getTime(), after, 0, zone);
  const unit = unitNumber(centre * DAY, 'month', 'UTC') + months;
  const first = calendarUnit(unit, 'month', 'UTC').start.getTime() / DAY;
  const next = calendarUnit(unit + 1, 'month', 'UTC').start.getTime() / DAY;
  return startOfDay(Math.min(first + day, next - 1), zone) + time;
}

export interface ContractsOptions {
  readonly customerIds?: readonly string[];
  readonly currencies?: readonly string[];
}

/** Contracts, and an instant among theirs or at the start of a month, for data to be taken at. */
export interface ContractScenario extends Scenario {
  readonly moment: Date;
}

interface Moment {
  readonly rank: number;
  readonly shift: number;
  readonly kind: 'row' | 'day' | 'month';
}

const momentArbitrary: fc.Arbitrary<Moment> = fc.record({
  rank: fc.nat(60),
  shift: fc.integer({ min: -60, max: 120 }),
  kind: fc.constantFrom('row', 'row', 'day', 'month'),
});

/** All the instants that the rows name, of the years that have exchange rates. */
function instantsOf(rows: readonly PlainRow[], centre: number): number[] {
  const named = rows.flatMap((row) => [row.start, row.end, row.trialEnd]);
  const read = named.flatMap((at) => (at instanceof Date ? [at.getTime()] : []));
  return read.filter((at) => Math.abs(at - centre * DAY) < 400 * DAY);
}

function instantOf({ rank, shift, kind }: Moment, rows: readonly PlainRow[], centre: number, zone: string): number {
  const named = instantsOf(rows, centre);
  if (kind === 'row' && named.length > 0) return (named[rank % named.length] ?? 0) + (rank > 40 ? 1 : 0);
  const day = startOfDay(centre + shift, zone);
  return kind === 'month' ? calendarUnit(unitNumber(day, 'month', zone), 'month', zone).start.getTime() : day;
}

/** From the first bound to the last, and from each to the next. */
function periodsBetween(bounds: readonly number[], zone: string): LabelledPeriod[] {
  const sorted = [...new Set(bounds)].sort((a, b) => a - b).map((bound) => new Date(bound));
  const [first, last] = [sorted[0], sorted.at(-1)];
  const pairs = sorted.slice(1).map((end, index) => ({ start: sorted[index] ?? end, end }));
  const whole = first && last && pairs.length > 1 ? [{ start: first, end: last }] : [];
  return [...pairs, ...whole].map(({ start, end }) => {
    return { start, end, timeZone: zone, label: `${start.toISOString()}/${end.toISOString()}` };
  });
}

/** The same rows under another id, at another price: due at the same instants but for what is in front. */
function twinOf(who: Who, rows: readonly PlainRow[], after: number): PlainRow[] {
  return rows.map((row, index): PlainRow => {
    const { subscriptionId: _, currency: __, start, ...rest } = row;
    const later = new Date((start as Date).getTime() + Math.max(0, after) * DAY);
    const moves = index === 0 && row.interval !== 'term' && (row.end === null || later <= (row.end ?? later));
    return { ...rest, ...who, quantity: 3, start: moves ? later : start };
  });
}

/**
 * Subscriptions that are billed, renewed, changed, left and followed by others. Rows drawn apart from each other hardly
 * ever meet their due dates, so that renewals would go all but untested.
 */
export function contractsArbitrary(options: ContractsOptions = {}): fc.Arbitrary<ContractScenario> {
  const { customerIds = ['a', 'a', 'a', 'b'], currencies = [] } = options;
  const contract = fc.record({
    customerId: fc.constantFrom(...customerIds),
    subscriptionId: fc.constantFrom('s1', 's2', 's3', undefined),
    currency: fc.constantFrom(...(currencies.length > 0 ? currencies : [undefined])),
    begin: beginArbitrary,
    phases: fc.array(phaseArbitrary, { minLength: 1, maxLength: 3 }),
    runsOn: mostly(false, 2, true),
  });
  return fc.tuple(zoneArbitrary, centreArbitrary).chain(([zone, centre]) =>
    fc
      .record({
        contracts: fc.array(contract, { minLength: 2, maxLength: 6 }),
        picks: fc.array(momentArbitrary, { minLength: 3, maxLength: 5 }),
        usual: fc.oneof(
          { weight: 4, arbitrary: fc.constant(null) },
          { weight: 1, arbitrary: periodsArbitrary(zone, centre) },
        ),
        moment: momentArbitrary,
        taken: mostly<'never' | 'atMoment' | 'any'>('never', 3, 'atMoment', 'any'),
        policy: policyArbitrary({ zone, centre, currencies }),
      })
      .map(({ contracts, picks, usual, moment: drawn, taken, policy }): ContractScenario => {
        const rows: PlainRow[] = [];
        for (const { customerId, subscriptionId, currency, begin, phases, runsOn } of contracts) {
          const own = rows.filter((row) => row.customerId === customerId);
          const who = { customerId, ...(subscriptionId ? { subscriptionId } : {}), ...(currency ? { currency } : {}) };
          const last = own.at(-1);
          rows.push(
            ...(begin.how === 'beside' && last
              ? twinOf(
                  who,
                  own.filter((row) => row.subscriptionId === last.subscriptionId),
                  begin.after,
                )
              : chain(who, phases, beginOf(begin, last, centre, zone), runsOn, zone)),
          );
        }
        const moment = new Date(instantOf(drawn, rows, centre, zone));
        const bounds = picks.map((pick) => instantOf(pick, rows, centre, zone));
        const periods = usual ?? periodsBetween(bounds, zone);
        const { asOf = moment, ...rest } = policy;
        const known = { never: {}, atMoment: { asOf: moment }, any: { asOf } }[taken];
        // How far something is paid is known by when the data was taken.
        const { lastEnds, ...others } = rest;
        const ends = lastEnds === undefined || taken === 'never' ? {} : { lastEnds };
        return { zone, rows, periods, moment, policy: { ...others, ...ends, timeZone: zone, ...known } };
      }),
  );
}

type Asked = Pick<RenewalOptions, 'graceDays' | 'earlyTermination' | 'interval' | 'intervalCount' | 'due'>;

export const graceArbitrary: fc.Arbitrary<{ graceDays?: number }> = fc.record(
  { graceDays: fc.constantFrom(0, 1, 3, 10, 31) },
  { requiredKeys: [] },
);

/** What both renewal rates may be asked. */
export const askedArbitrary: fc.Arbitrary<Asked> = fc
  .tuple(
    graceArbitrary,
    fc.record(
      {
        earlyTermination: fc.constantFrom('include' as const, 'exclude' as const),
        due: fc.constantFrom('any' as const, 'all' as const, 'all' as const),
      },
      { requiredKeys: [] },
    ),
    fc.oneof(
      { weight: 6, arbitrary: fc.constant({}) },
      { weight: 2, arbitrary: billingArbitrary },
      { weight: 1, arbitrary: fc.constantFrom<Billing>({ interval: 'term' }, { interval: 'year' }) },
    ),
  )
  .map(([grace, early, billing]) => ({ ...grace, ...early, ...billing }));
