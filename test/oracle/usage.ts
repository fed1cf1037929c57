import { weekLabel } from './periods.ts';
import type { Instant, LabelledPeriod } from './types.ts';
import { addCalendarDays, DAY, dayNumber, localDay, readInstant, startOfDayOrNext } from './zone.ts';

export interface Event {
  readonly customerId: string;
  readonly at: Instant;
  readonly userId?: string;
  readonly feature?: string;
  readonly durationSeconds?: number;
}

export interface SignUp {
  readonly customerId: string;
  readonly at: Instant;
}

export type UnitName = 'day' | 'week' | 'month';
export type Of = 'customers' | 'users';

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

const isoDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const spanOf = ({ start, end }: LabelledPeriod) => ({ start: start.getTime(), end: end.getTime() });
const who = (event: Event, of: Of): string =>
  of === 'users' ? JSON.stringify([event.customerId, event.userId]) : event.customerId;

/** Events with their instants as numbers, of one stretch of time. */
function eventsIn<T extends { at: Instant }>(events: readonly T[], zone: string, start = -Infinity, end = Infinity) {
  return events
    .map((event) => ({ event, at: readInstant(event.at, zone) }))
    .filter(({ at }) => at >= start && at < end);
}

function firstDayOf(unit: UnitName, day: number): number {
  if (unit === 'day') return day;
  if (unit === 'week') return day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * DAY);
  return dayNumber(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

function labelOf(unit: UnitName, day: number): string {
  if (unit === 'week') return weekLabel(day);
  return unit === 'day' ? isoDay(day) : isoDay(day).slice(0, 7);
}

/** Every day, week or month that meets a stretch, each found by looking at every day in turn. */
/** The day of the week that weeks begin with, 0 for Monday. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export function unitsMeeting(unit: UnitName, start: number, end: number, zone: string, weekday = 0): Stretch[] {
  const isFirst = (day: number) => {
    const moved = unit === 'week' ? day - weekday : day;
    return firstDayOf(unit, moved) === moved;
  };
  const found: Stretch[] = [];
  for (let day = localDay(start, zone) - 40; day <= localDay(end, zone) + 40; day += 1) {
    if (!isFirst(day)) continue;
    let next = day + 1;
    while (!isFirst(next)) next += 1;
    const [from, to] = [startOfDayOrNext(day, zone), startOfDayOrNext(next, zone)];
    if (from < to && from < end && to > start) found.push({ start: from, end: to, label: labelOf(unit, day) });
  }
  return found;
}

const unitsInside = (unit: UnitName, start: number, end: number, zone: string, weekday: number): Stretch[] =>
  unitsMeeting(unit, start, end, zone, weekday).filter((one) => one.start >= start && one.end <= end);

export interface ActiveOptions {
  readonly of?: Of;
  readonly feature?: string;
  readonly minimumEvents?: number;
  readonly weekStart?: (typeof weekdays)[number];
}

const weekdayOf = ({ weekStart = 'monday' }: ActiveOptions) => weekdays.indexOf(weekStart);

function activeIn(events: readonly Event[], zone: string, start: number, end: number, options: ActiveOptions): number {
  const counts = new Map<string, number>();
  for (const { event } of eventsIn(events, zone, start, end)) {
    if (options.feature !== undefined && event.feature !== options.feature) continue;
    const key = who(event, options.of ?? 'customers');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts.values()].filter((count) => count >= (options.minimumEvents ?? 1)).length;
}

export function activeCustomers(events: readonly Event[], period: LabelledPeriod, options: ActiveOptions = {}): number {
  const { start, end } = spanOf(period);
  return activeIn(events, period.timeZone, start, end, options);
}

function averageOver(events: readonly Event[], zone: string, units: readonly Stretch[], options: ActiveOptions) {
  let total = 0;
  for (const { start, end } of units) total += activeIn(events, zone, start, end, options);
  return { value: units.length === 0 ? null : total / units.length, numerator: total, denominator: units.length };
}

export function averageActive(events: readonly Event[], period: LabelledPeriod, per: UnitName, options: ActiveOptions) {
  const { start, end } = spanOf(period);
  return averageOver(
    events,
    period.timeZone,
    unitsInside(per, start, end, period.timeZone, weekdayOf(options)),
    options,
  );
}

export function stickiness(
  events: readonly Event[],
  period: LabelledPeriod,
  [short, long]: readonly [UnitName, UnitName],
  options: ActiveOptions,
) {
  const { start, end } = spanOf(period);
  const zone = period.timeZone;
  const weekday = weekdayOf(options);
  const longs = unitsInside(long, start, end, zone, weekday);
  const from = Math.min(...longs.map((one) => one.start));
  const to = Math.max(...longs.map((one) => one.end));
  const top = averageOver(events, zone, longs.length === 0 ? [] : unitsInside(short, from, to, zone, weekday), options);
  const bottom = averageOver(events, zone, longs, options);
  const [numerator, denominator] = [top.value ?? 0, bottom.value ?? 0];
  return {
    value: denominator === 0 ? null : numerator / denominator,
    numerator,
    denominator,
    shortUnits: top.denominator,
    longUnits: bottom.denominator,
  };
}

/** Type 7, by the place among the gaps between the values. */
function quantileOf(values: readonly number[], p: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const h = p * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(h)] ?? Number.NaN, sorted[Math.ceil(h)] ?? Number.NaN];
  return low * (1 - (h % 1)) + high * (h % 1);
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

export function distributionOf(values: readonly number[], shares: readonly number[]) {
  return {
    count: values.length,
    mean: mean(values),
    median: quantileOf(values, 0.5),
    quantiles: shares.map((p) => ({ p, value: quantileOf(values, p) })),
  };
}

function grouped<T>(list: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups: Record<string, T[]> = {};
  for (const item of list) {
    const key = `key ${keyOf(item)}`;
    groups[key] = [...(groups[key] ?? []), item];
  }
  return Object.values(groups);
}

const dayIn = (at: number, zone: string): string => unitsMeeting('day', at, at + 1, zone)[0]?.label ?? 'none';

export function usageFrequency(events: readonly Event[], period: LabelledPeriod, of: Of, shares: readonly number[]) {
  const { start, end } = spanOf(period);
  const inside = eventsIn(events, period.timeZone, start, end);
  const customers = grouped(inside, ({ event }) => who(event, of));
  const days = customers.map((own) => new Set(own.map(({ at }) => dayIn(at, period.timeZone))).size);
  return {
    customers: customers.length,
    events: inside.length,
    activeDays: days.reduce((sum, count) => sum + count, 0),
    eventsPerCustomer: distributionOf(
      customers.map((own) => own.length),
      shares,
    ),
    activeDaysPerCustomer: distributionOf(days, shares),
  };
}

export function usageDuration(events: readonly Event[], period: LabelledPeriod, of: Of, shares: readonly number[]) {
  const { start, end } = spanOf(period);
  const inside = eventsIn(events, period.timeZone, start, end).map(({ event }) => event);
  const known = inside.filter(({ durationSeconds }) => durationSeconds !== undefined);
  const sum = (list: readonly Event[]) => list.reduce((total, { durationSeconds = 0 }) => total + durationSeconds, 0);
  const customers = grouped(known, (event) => who(event, of));
  return {
    totalSeconds: known.length === 0 ? null : sum(known),
    secondsPerEvent: distributionOf(
      known.map(({ durationSeconds = 0 }) => durationSeconds),
      shares,
    ),
    secondsPerCustomer: distributionOf(customers.map(sum), shares),
    withoutDuration: inside.length - known.length,
  };
}

export function featureAdoption(
  events: readonly Event[],
  period: LabelledPeriod,
  { of, base, shares }: { of: Of; base: number | readonly string[] | undefined; shares: readonly number[] },
) {
  const { start, end } = spanOf(period);
  const listed = typeof base === 'object' ? new Set(base) : null;
  const inside = eventsIn(events, period.timeZone, start, end)
    .map(({ event }) => event)
    .filter(({ customerId }) => listed === null || listed.has(customerId));
  const active = new Set(inside.map((event) => who(event, of))).size;
  const over = typeof base === 'number' ? base : (listed?.size ?? active);
  const before = eventsIn(events, period.timeZone, -Infinity, end);
  const names = [...new Set(before.flatMap(({ event }) => event.feature ?? []))];
  const features = names.map((feature) => {
    const uses = inside.filter((event) => event.feature === feature);
    const adopters = new Set(uses.map((event) => who(event, of))).size;
    return {
      feature,
      adopters,
      adoption: { value: over === 0 ? null : adopters / over, numerator: adopters, denominator: over },
      events: uses.length,
      eventsPerAdopter: adopters === 0 ? null : uses.length / adopters,
      firstSeen: new Date(Math.min(...before.filter(({ event }) => event.feature === feature).map(({ at }) => at))),
    };
  });
  features.sort(
    (a, b) =>
      b.adopters - a.adopters || b.events - a.events || Number(a.feature > b.feature) - Number(a.feature < b.feature),
  );
  const users = grouped(
    inside.filter(({ feature }) => feature !== undefined),
    (event) => who(event, of),
  );
  const breadths = users.map((own) => new Set(own.map(({ feature }) => feature)).size);
  const depths = users.map((own) => own.length / new Set(own.map(({ feature }) => feature)).size);
  return { base: over, features, breadth: distributionOf(breadths, shares), depth: distributionOf(depths, shares) };
}

export function featureRetention(events: readonly Event[], period: LabelledPeriod, later: LabelledPeriod, of: Of) {
  const names = (from: LabelledPeriod, feature?: string): Set<string> => {
    const { start, end } = spanOf(from);
    const inside = eventsIn(events, from.timeZone, start, end).map(({ event }) => event);
    return new Set(inside.filter((event) => feature === undefined || event.feature === feature).map((e) => who(e, of)));
  };
  const { start, end } = spanOf(period);
  const used = new Set(eventsIn(events, period.timeZone, start, end).flatMap(({ event }) => event.feature ?? []));
  const again = names(later);
  const share = (group: readonly string[]) => {
    const numerator = group.filter((name) => again.has(name)).length;
    return { value: group.length === 0 ? null : numerator / group.length, numerator, denominator: group.length };
  };
  return [...used].sort().map((feature) => {
    const with_ = names(period, feature);
    const adopters = share([...with_]);
    const nonAdopters = share([...names(period)].filter((name) => !with_.has(name)));
    const [here, there] = [adopters.value, nonAdopters.value];
    return { feature, adopters, nonAdopters, difference: here === null || there === null ? null : here - there };
  });
}

/** Every way to do the first steps in order, each step at or after the one before it: as lists of instants. */
function chains(events: readonly { event: Event; at: number }[], steps: readonly string[], from: number): number[][] {
  const [first, ...rest] = steps;
  if (first === undefined) return [[]];
  const starts = new Set(events.filter(({ event, at }) => event.feature === first && at >= from).map(({ at }) => at));
  return [[], ...[...starts].flatMap((at) => chains(events, rest, at).map((chain) => [at, ...chain]))];
}

export interface Activation {
  readonly steps: readonly string[];
  readonly withinDays: number;
  readonly asOf?: Instant;
}

/** Days to activation of who is activated, and how many are not, or not yet known to be. */
export function activations(
  signUps: readonly SignUp[],
  events: readonly Event[],
  zone: string,
  { steps, withinDays, asOf }: Activation,
) {
  const until = asOf === undefined ? Infinity : readInstant(asOf, zone);
  const days: number[] = [];
  let [missed, undecided] = [0, 0];
  for (const own of grouped(signUps, ({ customerId }) => customerId)) {
    const start = Math.min(...own.map(({ at }) => readInstant(at, zone)));
    const end = addCalendarDays(start, withinDays, zone);
    const mine = eventsIn(events, zone, start, Math.min(until, end)).filter(
      ({ event }) => event.customerId === own[0]?.customerId,
    );
    const ends = chains(mine, steps, start)
      .filter((chain) => chain.length === steps.length)
      .map((chain) => chain.at(-1) ?? Number.NaN);
    if (ends.length > 0) days.push((Math.min(...ends) - start) / DAY);
    else if (until < end) undecided += 1;
    else missed += 1;
  }
  return { days, missed, undecided };
}

export function timeToActivation(
  { days, missed, undecided }: ReturnType<typeof activations>,
  shares: readonly number[],
) {
  return { ...distributionOf(days, shares), undecided, notActivated: missed };
}

function isBetter(chain: readonly number[], best: readonly number[]): boolean {
  if (chain.length !== best.length) return chain.length > best.length;
  const differs = chain.findIndex((at, step) => at !== best[step]);
  return differs !== -1 && (chain[differs] ?? 0) < (best[differs] ?? 0);
}

export function funnel(events: readonly Event[], zone: string, steps: readonly string[], withinDays: number, of: Of) {
  const best = grouped(eventsIn(events, zone), ({ event }) => who(event, of)).map((own) => {
    let found: number[] = [];
    for (const chain of chains(own, steps, -Infinity)) {
      const end = chain[0] === undefined ? 0 : addCalendarDays(chain[0], withinDays, zone);
      if (chain.slice(1).every((at) => at < end) && isBetter(chain, found)) found = chain;
    }
    return found;
  });
  const reached = steps.map((_, step) => best.filter((chain) => chain.length > step));
  const share = (numerator: number, denominator: number) => ({
    value: denominator === 0 ? null : numerator / denominator,
    numerator,
    denominator,
  });
  return steps.map((step, index) => {
    const customers = reached[index]?.length ?? 0;
    const previous = index === 0 ? customers : (reached[index - 1]?.length ?? 0);
    const waits = (reached[index] ?? []).map((chain) => ((chain[index] ?? 0) - (chain[index - 1] ?? 0)) / DAY);
    return {
      step,
      customers,
      fromStart: share(customers, reached[0]?.length ?? 0),
      fromPrevious: share(customers, previous),
      dropOff: previous - customers,
      medianDays: index === 0 ? null : quantileOf(waits, 0.5),
      ...(events.length > 0 && !events.some(({ feature }) => feature === step) && { events: 0 }),
    };
  });
}

export interface Retention {
  readonly unit: UnitName;
  readonly periods: number;
  readonly rule: 'on' | 'onOrAfter';
  readonly asOf?: Instant;
  readonly of: Of;
}

export function usageRetention(events: readonly Event[], zone: string, options: Retention) {
  const { unit, periods, rule, of } = options;
  const known = eventsIn(
    events,
    zone,
    -Infinity,
    options.asOf === undefined ? Infinity : readInstant(options.asOf, zone),
  );
  const times = known.map(({ at }) => at);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const far = last + (periods + 2) * 31 * DAY;
  const units = known.length === 0 ? [] : unitsMeeting(unit, first, far, zone);
  const unitAt = (at: number) => units.findIndex(({ start, end }) => start <= at && at < end);
  const asOf = options.asOf === undefined ? (units[unitAt(last)]?.end ?? 0) : readInstant(options.asOf, zone);
  const customers = grouped(known, ({ event }) => who(event, of)).map((own) => {
    const active = own.map(({ at }) => unitAt(at));
    return { active: new Set(active), cohort: Math.min(...active) };
  });
  const ages = Array.from({ length: periods + 1 }, (_, age) => age);
  const cells = units.flatMap(({ label }, cohort) => {
    const members = customers.filter((customer) => customer.cohort === cohort);
    if (members.length === 0) return [];
    return ages.map((age) => {
      const isOver = (units[cohort + age]?.end ?? Infinity) <= asOf;
      const isActive = (unitOfUse: number) => (rule === 'on' ? unitOfUse === cohort + age : unitOfUse >= cohort + age);
      const count = members.filter(({ active }) => [...active].some(isActive)).length;
      const retained = isOver ? count : null;
      return {
        cohort: label,
        age,
        size: members.length,
        retained,
        retention: retained === null ? null : retained / members.length,
      };
    });
  });
  const average = ages.map((age) => {
    const known = cells.filter((cell) => cell.age === age && cell.retained !== null);
    const size = known.reduce((sum, cell) => sum + cell.size, 0);
    const retained = known.reduce((sum, cell) => sum + (cell.retained ?? 0), 0);
    return { age, cohorts: known.length, size, retained, retention: size === 0 ? null : retained / size };
  });
  return { cells, average };
}

export interface Parts {
  readonly activeDays?: number;
  readonly seconds?: number;
  readonly features?: number;
}

export function engagementScore(
  events: readonly Event[],
  period: LabelledPeriod,
  targets: Parts,
  weights: Parts,
  customers: readonly string[] | undefined,
) {
  const { start, end } = spanOf(period);
  const inside = eventsIn(events, period.timeZone, start, end);
  const ids = new Set(customers ?? inside.map(({ event }) => event.customerId));
  return [...ids].sort().map((customerId) => {
    const own = inside.filter(({ event }) => event.customerId === customerId);
    const timed = own.filter(({ event }) => event.durationSeconds !== undefined);
    const total = timed.reduce((sum, { event }) => sum + (event.durationSeconds ?? 0), 0);
    const values = {
      activeDays: new Set(own.map(({ at }) => dayIn(at, period.timeZone))).size,
      seconds: own.length > 0 && timed.length === 0 ? null : total,
      features: new Set(own.flatMap(({ event }) => event.feature ?? [])).size,
    };
    const points = (name: keyof Parts): number | null => {
      const [value, target] = [values[name], targets[name]];
      return value === null || target === undefined ? null : Math.min(100, (100 * value) / target);
    };
    let [sum, weight] = [0, 0];
    for (const name of ['activeDays', 'seconds', 'features'] as const) {
      const own = points(name);
      if (own === null) continue;
      sum += own * (weights[name] ?? 1);
      weight += weights[name] ?? 1;
    }
    return {
      customerId,
      score: weight === 0 ? null : sum / weight,
      ...values,
      frequencyPoints: points('activeDays'),
      durationPoints: points('seconds'),
      breadthPoints: points('features'),
    };
  });
}
