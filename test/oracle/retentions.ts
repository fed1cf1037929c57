import type { Instant } from './types.ts';
import type { Event, Of } from './usage.ts';
import { unitsMeeting } from './usage.ts';
import { addCalendarMonths, DAY, localDay, readInstant, startOfDayOrNext } from './zone.ts';

const HOUR = DAY / 24;
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export interface Options {
  readonly unit: 'hour' | 'day' | 'week' | 'month';
  readonly periods: number;
  readonly rule?: 'on' | 'onOrAfter';
  readonly start?: { readonly feature?: string };
  readonly feature?: string;
  readonly minimumEvents?: number;
  readonly brackets?: readonly number[];
  readonly ages?: 'calendar' | 'elapsed';
  readonly weekStart?: string;
  readonly cohorts?: readonly string[];
  readonly emptyCohorts?: 'exclude' | 'include';
  readonly asOf?: Instant;
  readonly of?: Of;
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/** The units from one instant on, as many as are asked for at most. */
function unitsFrom(first: number, far: number, { unit, weekStart = 'monday' }: Options, zone: string): Span[] {
  if (unit === 'hour') {
    const from = first - (((first % HOUR) + HOUR) % HOUR);
    return Array.from({ length: Math.ceil((far - from) / HOUR) }, (_, place) => {
      const start = from + place * HOUR;
      return { start, end: start + HOUR, label: new Date(start).toISOString().replace(':00.000Z', 'Z') };
    });
  }
  if (unit !== 'week' || weekStart === 'monday') return unitsMeeting(unit, first, far, zone);
  const isFirst = (day: number) => (((day + 3) % 7) + 7) % 7 === weekdays.indexOf(weekStart);
  let day = localDay(first, zone);
  while (!isFirst(day)) day -= 1;
  const found: Span[] = [];
  for (; startOfDayOrNext(day, zone) < far; day += 7) {
    const [start, end] = [startOfDayOrNext(day, zone), startOfDayOrNext(day + 7, zone)];
    found.push({ start, end, label: new Date(day * DAY).toISOString().slice(0, 10) });
  }
  return found;
}

export function usageRetention(events: readonly (Event & { count?: number })[], zone: string, options: Options) {
  const { unit, periods, rule = 'on', feature, minimumEvents = 1, brackets, ages = 'calendar', asOf } = options;
  const starting = options.start === undefined ? feature : options.start.feature;
  const cut = asOf === undefined ? Infinity : readInstant(asOf, zone);
  const known = events.map((event) => ({ event, at: readInstant(event.at, zone) })).filter(({ at }) => at < cut);
  const times = known.map(({ at }) => at);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const far = last + (periods + 2) * { hour: HOUR, day: DAY, week: 7 * DAY, month: 31 * DAY }[unit];
  const units = known.length === 0 ? [] : unitsFrom(first, far, options, zone);
  const unitAt = (at: number) => units.findIndex(({ start, end }) => start <= at && at < end);
  const until = asOf === undefined ? (units[unitAt(last)]?.end ?? -Infinity) : cut;
  const who = ({ customerId, userId }: Event) =>
    options.of === 'users' ? JSON.stringify([customerId, userId]) : customerId;
  const firsts = brackets ?? Array.from({ length: periods + 1 }, (_, age) => age);
  const spans = firsts.map((age, place) => ({ age, lastAge: (firsts[place + 1] ?? periods + 1) - 1 }));
  const later = (instant: number, count: number) =>
    unit === 'month'
      ? addCalendarMonths(instant, count, zone)
      : instant + count * { hour: HOUR, day: DAY, week: 7 * DAY }[unit];

  const customers = [...new Set(known.map(({ event }) => who(event)))].flatMap((name) => {
    const own = known.filter(({ event }) => who(event) === name);
    const begins = own.filter(({ event }) => starting === undefined || event.feature === starting).map(({ at }) => at);
    if (begins.length === 0) return [];
    const start = Math.min(...begins);
    const cohort = unitAt(start);
    const isEnough = (from: number, to: number) => {
      const [begin, end] =
        ages === 'elapsed'
          ? [later(start, from), later(start, to + 1)]
          : [units[cohort + from]?.start ?? Infinity, units[cohort + to]?.end ?? Infinity];
      const inside = own.filter(
        ({ event, at }) =>
          at >= start && at >= begin && at < end && (feature === undefined || event.feature === feature),
      );
      return inside.reduce((sum, { event }) => sum + (event.count ?? 1), 0) >= minimumEvents;
    };
    const on = spans.map(({ age, lastAge }) => isEnough(age, lastAge));
    const beyond = units.some((_, place) => place > periods && isEnough(place, place));
    return [
      { cohort, retained: on.map((is, place) => (rule === 'on' ? is : beyond || on.slice(place).includes(true))) },
    ];
  });

  const cohortsWith = new Set(customers.map(({ cohort }) => cohort));
  const [low, high] = [Math.min(...cohortsWith), Math.max(...cohortsWith)];
  const wanted = units
    .map((one, place) => ({ ...one, place }))
    .filter(({ label, place }) => {
      if (options.cohorts !== undefined) return options.cohorts.includes(label);
      return cohortsWith.has(place) || (options.emptyCohorts === 'include' && place >= low && place <= high);
    });
  const cells = wanted.flatMap(({ label, place: cohort, end }) => {
    const members = customers.filter((customer) => customer.cohort === cohort);
    return spans.map(({ age, lastAge }, place) => {
      const isOver =
        (ages === 'elapsed' ? later(end, lastAge + 1) : (units[cohort + lastAge]?.end ?? Infinity)) <= until;
      const retained = isOver ? members.filter((member) => member.retained[place]).length : null;
      return {
        cohort: label,
        age,
        ...(brackets && { lastAge }),
        size: members.length,
        retained,
        retention: retained === null || members.length === 0 ? null : retained / members.length,
      };
    });
  });
  const average = spans.map(({ age, lastAge }) => {
    const reached = cells.filter((cell) => cell.age === age && cell.retained !== null);
    const size = reached.reduce((sum, cell) => sum + cell.size, 0);
    const retained = reached.reduce((sum, cell) => sum + (cell.retained ?? 0), 0);
    return {
      age,
      ...(brackets && { lastAge }),
      cohorts: reached.length,
      size,
      retained,
      retention: size === 0 ? null : retained / size,
    };
  });
  return { cells, average };
}
