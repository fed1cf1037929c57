import { add, divide, type Rational, subtract, toNumber } from '../exact/index.ts';
import { addMonths, civilDate, dayNumber } from './civil.ts';
import type { Unit } from './units.ts';
import { onDay, type Zone } from './zone.ts';

/** The instant `count` calendar units later, at the same local time of day; a month that is too short gives its last day. */
function addUnits(zone: Zone, instant: number, unit: Unit, count: number): number {
  return count === 0 ? instant : onDay(zone, instant, unit.addTo(zone.dayOf(instant), count));
}

/** How many whole units lie between two instants: the largest count that, added to the first one, does not pass the second. */
export function wholeUnits(zone: Zone, from: number, to: number, unit: Unit): number {
  // Never too small: one added at most moves into the unit that `to` is in.
  let count = unit.ordinalOf(zone.dayOf(to)) - unit.ordinalOf(zone.dayOf(from));
  while (addUnits(zone, from, unit, count) > to) count -= 1;
  return count;
}

/** The same with what is left over, as its share of the next unit, in days. */
export function elapsedUnits(zone: Zone, from: number, to: number, unit: Unit): number {
  const whole = wholeUnits(zone, from, to, unit);
  const start = addUnits(zone, from, unit, whole);
  const end = addUnits(zone, from, unit, whole + 1);
  const [startDay, endDay, day] = [zone.dayOf(start), zone.dayOf(end), zone.dayOf(to)];
  // By far the most common, and exact in one division.
  const areDays = zone.startOfDay(startDay) === start && zone.startOfDay(day) === to;
  if (areDays) return (whole * (endDay - startDay) + day - startDay) / (endDay - startDay);
  const at = (instant: number) => subtract(dayPosition(zone, instant), dayPosition(zone, start));
  return toNumber(add({ n: BigInt(whole), d: 1n }, divide(at(to), at(end))));
}

/** An instant as a number of local days: whole ones, and of the last one the share of its own length that has passed. */
function dayPosition(zone: Zone, instant: number): Rational {
  const day = zone.dayOf(instant);
  const start = zone.startOfDay(day);
  if (start === instant) return { n: BigInt(day), d: 1n };
  const length = BigInt(zone.startOfDay(day + 1) - start);
  return { n: BigInt(day) * length + BigInt(instant - start), d: length };
}

/**
 * 28 * 29 * 15 * 31, a multiple of the days of every month: positions at starts of days all have it as their denominator. Written out, as a
 * product would stay in every bundle.
 */
const daysOfEveryMonth = 377_580n;

/** An instant as a number of calendar months since the year 0: whole ones, and of the last one the share of its days that have passed. */
export function monthPosition(zone: Zone, instant: number): Rational {
  const { n, d } = dayPosition(zone, instant);
  const { year, month } = civilDate(zone.dayOf(instant));
  const first = dayNumber(year, month, 1);
  const days = addMonths(first, 1) - first;
  const whole = BigInt(year * 12 + month - 1);
  const passed = (n - BigInt(first) * d) * (daysOfEveryMonth / BigInt(days));
  return { n: whole * daysOfEveryMonth * d + passed, d: daysOfEveryMonth * d };
}
