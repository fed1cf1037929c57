import { type Zone, zoneOf } from '../../calendar/open.ts';
import { type DateColumn, isDay } from './date-columns.ts';
import { type Finding, finding, listed, type Places } from './finding.ts';

/**
 * One zone for each of the clocks of many people, the likelier first. 09:00 UTC is not counted as a midnight, though it is one in Gambier.
 */
const usualZones =
  'UTC,Europe/Berlin,Europe/London,America/New_York,America/Los_Angeles,America/Chicago,America/Denver,Asia/Kolkata,Australia/Sydney,' +
  'Asia/Singapore,Asia/Tokyo,America/Sao_Paulo,Europe/Helsinki,Europe/Istanbul,Europe/Moscow,Africa/Johannesburg,Asia/Dubai,Asia/Jerusalem,' +
  'Africa/Lagos,Africa/Cairo,Africa/Nairobi,Asia/Karachi,Asia/Dhaka,Asia/Bangkok,Pacific/Auckland,America/Mexico_City,America/Bogota,' +
  'America/Puerto_Rico,America/Halifax,America/Santiago,America/Argentina/Buenos_Aires,America/Phoenix,Pacific/Honolulu,Australia/Perth,' +
  'Australia/Adelaide,Australia/Brisbane,Australia/Darwin,Africa/Casablanca,Asia/Tehran,Asia/Kathmandu,Asia/Kabul,Asia/Yangon,' +
  'America/St_Johns,America/Anchorage,America/Asuncion,America/Nuuk,Atlantic/Azores';

/** All clocks differ by a multiple of it. */
const quarterHour = 900_000;
const quartersPerDay = 96;
const noon = 48;

/** Fewer instants, or days, may share a time of day by chance. */
const [fewestInstants, fewestDays] = [5, 3];
/** "Nearly all". */
const share = 0.9;

/**
 * Instants that are midnights of a zone other than the one in force, as drivers make them from a DATE. Linear: times of day are counted
 * first, and distinct instants are examined only in a column with hardly any times of day.
 */
export function localMidnights(places: Places, { field, epochs, given }: DateColumn, zone: Zone): Finding | null {
  const isInstant = (place: number) => !Number.isNaN(epochs[place]) && !isDay(given(place));
  const counts = countInstants(epochs, isInstant);
  if (counts === null || shareAtMidnight(counts, zone) >= share) return null;
  const names = zonesOf(counts, usualZones.split(','));
  if (names === null) return null;
  const own = knownZone(names[0] as string) as Zone;
  const isFound = (place: number) => isInstant(place) && isMidnight(epochs[place] as number, own);
  const isBefore = [...counts.keys()].some((at) => isMidnight(at, own) && zone.dayOf(at) < own.dayOf(at));
  const times = timesOf([...counts].filter(([at]) => isMidnight(at, own)));
  // One time of day all year round may also be a nightly job; if no day moves, there is nothing to report.
  if (!isBefore && times.length === 1 && names[0] !== 'UTC') return null;
  const effect = isBefore
    ? 'they fall on the day before, so what belongs to the 1st counts in the previous month'
    : 'their days begin hours late';
  // UTC stands for itself; any other zone stands for all zones with its clocks.
  const others = names.length > 1 ? ` (${listed(names.slice(1), 'or')})` : '';
  const which = names[0] === 'UTC' ? 'UTC' : `${names[0]} or another zone with the same clocks${others}`;
  const message = `The dates in \`${field}\` are at ${listed(times)} UTC, which is midnight in ${which}: DATE columns come out of database drivers this way. In ${zone.timeZone}, the time zone in force, ${effect}. Set \`timeZone: '${names[0]}'\`, or read the column as text ('2026-03-01').`;
  const severity = isBefore ? 'warning' : 'note';
  return finding('localMidnight', places, isFound, message, { field, values: names, severity });
}

type Counts = ReadonlyMap<number, number>;

/** The frequency of each instant; null if they have many times of day, or are too few to judge. */
function countInstants(epochs: Float64Array, isInstant: (place: number) => boolean): Counts | null {
  const times = new Uint32Array(quartersPerDay);
  let total = 0;
  for (let place = 0; place < epochs.length; place += 1) {
    if (!isInstant(place)) continue;
    total += 1;
    const quarter = (epochs[place] as number) / quarterHour;
    if (!Number.isInteger(quarter)) continue;
    const time = quarter - Math.floor(quarter / quartersPerDay) * quartersPerDay;
    times[time] = (times[time] as number) + 1;
  }
  // Summer and winter, and one more from before a zone changed its rules.
  const [a = 0, b = 0, c = 0] = times.slice().sort().reverse();
  const isNoon = (times[noon] as number) >= total * share;
  // Noon in UTC is a common way to store a date that is the same day everywhere; in winter it is midnight in Auckland.
  if (total < fewestInstants || a + b + c < total * share || isNoon) return null;
  const counts = new Map<number, number>();
  for (let place = 0; place < epochs.length; place += 1) {
    const epoch = epochs[place] as number;
    if (isInstant(place)) counts.set(epoch, (counts.get(epoch) ?? 0) + 1);
  }
  return counts.size < fewestDays ? null : counts;
}

/** The zones with the most midnights among these instants; null if nearly all are midnights in none. */
function zonesOf(counts: Counts, names: readonly string[]): readonly string[] | null {
  const shares = names.map((name) => shareAtMidnight(counts, knownZone(name)));
  const best = Math.max(0, ...shares);
  return best < share ? null : names.filter((_, place) => shares[place] === best);
}

/** The number of instants that are midnights of a zone; 0 as soon as they cannot be nearly all. */
function shareAtMidnight(counts: Counts, zone: Zone | null): number {
  if (zone === null) return 0;
  let total = 0;
  for (const count of counts.values()) total += count;
  let others = 0;
  for (const [epoch, count] of counts) {
    if (!isMidnight(epoch, zone)) others += count;
    if (others > total * (1 - share)) return 0;
  }
  return 1 - others / total;
}

function isMidnight(epoch: number, zone: Zone): boolean {
  return zone.startOfDay(zone.dayOf(epoch)) === epoch;
}

/** Null if the engine does not know the zone. */
function knownZone(name: string): Zone | null {
  try {
    return zoneOf(name, '');
  } catch {
    return null;
  }
}

/** The one or two most common times of day: '22:00', '23:00'. */
function timesOf(counts: Iterable<readonly [number, number]>): string[] {
  const byTime = new Map<string, number>();
  for (const [epoch, count] of counts) {
    const time = new Date(epoch).toISOString().slice(-13, -8);
    byTime.set(time, (byTime.get(time) ?? 0) + count);
  }
  const common = [...byTime].sort(([, a], [, b]) => b - a).slice(0, 2);
  return common.map(([time]) => time).sort();
}
