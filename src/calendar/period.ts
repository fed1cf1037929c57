import { isDate, reject } from '../errors.ts';
import { isKeyed } from '../read/index.ts';
import { dayLabel } from './civil.ts';
import { parseDateTime } from './instant.ts';
import type { Zone } from './zone.ts';
import { sameZone, zoneOf } from './zone.ts';

/** A half-open span of time: an event at `start` belongs to it, an event at `end` to the next one. */
export interface Period {
  /** Its first instant. */
  readonly start: Date;
  /** Exclusive: the first instant of the next period. */
  readonly end: Date;
  /** The zone that its bounds were computed in: an IANA name or an offset. */
  readonly timeZone: string;
  /** Its name in results: '2026-03', '2026-Q1', '2026-W11'. */
  readonly label: string;
}

/** The options of every calendar function: the time zone, an IANA name or an offset such as '+02:00', 'UTC' by default. */
export interface CalendarOptions {
  /** An IANA name such as 'Europe/Berlin', or an offset such as '+02:00'. Default 'UTC'. */
  readonly timeZone?: string | undefined;
}

export function makePeriod(start: number, end: number, zone: Zone, label: string): Period {
  return Object.freeze({ start: new Date(start), end: new Date(end), timeZone: zone.timeZone, label });
}

/** The period from the start of one day to the start of another. */
export function periodOfDays(first: number, next: number, zone: Zone, label: string): Period {
  return makePeriod(zone.startOfDay(first), zone.startOfDay(next), zone, label);
}

/** An ISO 8601 interval: dates where the bounds are starts of days, instants elsewhere. */
export function intervalLabel(start: number, end: number, zone: Zone): string {
  const days = [start, end].map((instant) => zone.dayOf(instant));
  const wholeDays = zone.startOfDay(days[0] as number) === start && zone.startOfDay(days[1] as number) === end;
  return (wholeDays ? days.map(dayLabel) : [start, end].map((instant) => new Date(instant).toISOString())).join('/');
}

/** A period that a caller gave, checked, in the numbers that the library computes with. */
export interface CheckedPeriod {
  readonly start: number;
  readonly end: number;
  readonly period: Period;
}

/** One result for a period, a list for a list. */
export type PerPeriod<P, Result> = P extends readonly unknown[] ? Result[] : Result;

/** The periods that a call asks about, one or a list of them. */
export interface PeriodsAsked {
  readonly isList: boolean;
  readonly periods: readonly CheckedPeriod[];
  /** Of all of them; undefined for an empty list. */
  readonly zone: Zone | undefined;
}

/** `path` where they are not the parameter `period` or `periods`, but an option. */
export function readPeriods(value: unknown, path?: string): PeriodsAsked {
  const isList = Array.isArray(value);
  const list = path ?? 'periods';
  // Not `map`, which would leave out the holes of a sparse array.
  const periods = isList
    ? Array.from(value, (period, index) => readPeriod(period, `${list}[${index}]`))
    : [readPeriod(value, path ?? 'period')];
  return { isList, periods, zone: zoneOfPeriods(periods, list) };
}

/** The results of the periods in the shape of the question. */
export function inShape<P, Result>(
  { isList }: Pick<PeriodsAsked, 'isList'>,
  results: readonly Result[],
): PerPeriod<P, Result> {
  return (isList ? results : results[0]) as PerPeriod<P, Result>;
}

/** A Period, possibly one from JSON, with its dates as text. */
export function readPeriod(value: unknown, path: string): CheckedPeriod {
  if (!isKeyed(value) || !['start', 'end', 'timeZone', 'label'].every((key) => key in value)) {
    const one = Array.isArray(value) ? 'one Period, not a list' : 'a Period';
    reject('INVALID_PERIOD', path, `be ${one}, as month('2026-03') or period(start, end) makes one`, value);
  }
  const start = readBound(value.start, `${path}.start`);
  const end = readBound(value.end, `${path}.end`);
  if (end <= start) reject('END_BEFORE_START', `${path}.end`, 'be after the start', value.end);
  const { timeZone, label } = value;
  if (typeof label !== 'string') reject('INVALID_PERIOD', `${path}.label`, 'be a string', label);
  const zone = zoneOf(timeZone, `${path}.timeZone`);
  const isThawed = isDate(value.start) && isDate(value.end);
  return { start, end, period: isThawed ? (value as unknown as Period) : makePeriod(start, end, zone, label) };
}

function readBound(value: unknown, path: string): number {
  const epoch = isDate(value) ? value.getTime() : typeof value === 'string' ? parseDateTime(value) : Number.NaN;
  if (Number.isNaN(epoch))
    reject('INVALID_PERIOD', path, "be a valid Date; make periods with month('2026-03') or period(start, end)", value);
  return epoch;
}

/** The one time zone of all these periods; undefined when there are none. */
export function zoneOfPeriods(periods: readonly CheckedPeriod[], list = 'periods'): Zone | undefined {
  const [first] = periods;
  if (first === undefined) return undefined;
  const zone = zoneOf(first.period.timeZone, list);
  for (const [index, { period }] of periods.entries()) {
    if (sameZone(zoneOf(period.timeZone, list), zone)) continue;
    const rule = `be that of the other periods, '${zone.timeZone}'`;
    reject('CONFLICTING_TIME_ZONES', `${list}[${index}].timeZone`, rule, period.timeZone);
  }
  return zone;
}

/** The zone that a call is in: the one given at `path`, which must then be that of its periods, or theirs, or UTC. */
export function zoneInForce(timeZone: unknown, periodZone: Zone | undefined, path: string): Zone {
  const zone = timeZone === undefined ? (periodZone ?? zoneOf('UTC', path)) : zoneOf(timeZone, path);
  if (periodZone !== undefined && !sameZone(zone, periodZone)) {
    reject('CONFLICTING_TIME_ZONES', path, `be the period's, '${periodZone.timeZone}'`, timeZone);
  }
  return zone;
}
