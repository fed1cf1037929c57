import { type Zone, zoneOf } from '../../calendar/open.ts';
import { type DateColumn, isDay } from './date-columns.ts';
import { type Finding, finding, listed, type Places } from './finding.ts';

/** One zone of each of the clocks that many people live by, the likelier first; 09:00 UTC is no midnight, though it is one in Gambier. */
const usualZones =
  'UTC,Europe/Berlin,Europe/London,America/New_York,America/Los_Angeles,America/Chicago,America/Denver,Asia/Kolkata,Australia/Sydney,' +
  'Asia/Singapore,Asia/Tokyo,America/Sao_Paulo,Europe/Helsinki,Europe/Istanbul,Europe/Moscow,Africa/Johannesburg,Asia/Dubai,Asia/Jerusalem,' +
  'Africa/Lagos,Africa/Cairo,Africa/Nairobi,Asia/Karachi,Asia/Dhaka,Asia/Bangkok,Pacific/Auckland,America/Mexico_City,America/Bogota,' +
  'America/Puerto_Rico,America/Halifax,America/Santiago,America/Argentina/Buenos_Aires,America/Phoenix,Pacific/Honolulu,Australia/Perth,' +
  'Australia/Adelaide,Australia/Brisbane,Australia/Darwin,Africa/Casablanca,Asia/Tehran,Asia/Kathmandu,Asia/Kabul,Asia/Yangon,' +
  'America/St_Johns,America/Anchorage,America/Asuncion,America/Nuuk,Atlantic/Azores';

/** All clocks are a multiple of it apart. */
const quarterHour = 900_000;
const quartersPerDay = 96;
const noon = 48;

/** Fewer than so many instants, or days, are at one time of day by chance. */
const [fewestInstants, fewestDays] = [5, 3];
/** "Nearly all". */
const share = 0.9;

/**
 * Instants that are midnights of another zone than the one in force: what drivers make of a DATE. Linear: times of day are counted first, and
 * only of a column with hardly any are the distinct instants looked at.
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
  // One time of day all the year round is as well a job of every night; where no day moves, nothing is to be said of it.
  if (!isBefore && times.length === 1 && names[0] !== 'UTC') return null;
  const effect = isBefore
    ? 'they fall on the day before, so what belongs to the 1st counts in the previous month'
    : 'their days begin hours late';
  // UTC is what it is; any other zone stands for all that go by its clocks.
  const others = names.length > 1 ? ` (${listed(names.slice(1), 'or')})` : '';
  const which = names[0] === 'UTC' ? 'UTC' : `${names[0]} or another zone with the same clocks${others}`;
  const message = `The dates in \`${field}\` are at ${listed(times)} UTC, which is midnight in ${which}: DATE columns come out of database drivers this way. In ${zone.timeZone}, the time zone in force, ${effect}. Set \`timeZone: '${names[0]}'\`, or read the column as text ('2026-03-01').`;
  const severity = isBefore ? 'warning' : 'note';
  return finding('localMidnight', places, isFound, message, { field, values: names, severity });
}

type Counts = ReadonlyMap<number, number>;

/** How often each instant is there; null where they are at many times of day, or too few to tell. */
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
  // Summer and winter, and one more from before a zone changed its mind.
  const [a = 0, b = 0, c = 0] = times.slice().sort().reverse();
  const isNoon = (times[noon] as number) >= total * share;
  // Noon in UTC is how dates are kept that shall be the same day everywhere; in winter it is midnight in Auckland.
  if (total < fewestInstants || a + b + c < total * share || isNoon) return null;
  const counts = new Map<number, number>();
  for (let place = 0; place < epochs.length; place += 1) {
    const epoch = epochs[place] as number;
    if (isInstant(place)) counts.set(epoch, (counts.get(epoch) ?? 0) + 1);
  }
  return counts.size < fewestDays ? null : counts;
}

/** The zones in which the most of these instants are midnights; null where in none nearly all are. */
function zonesOf(counts: Counts, names: readonly string[]): readonly string[] | null {
  const shares = names.map((name) => shareAtMidnight(counts, knownZone(name)));
  const best = Math.max(0, ...shares);
  return best < share ? null : names.filter((_, place) => shares[place] === best);
}

/** How many of the instants are midnights of a zone; 0 as soon as they are not nearly all. */
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

/** Null where the engine does not know it. */
function knownZone(name: string): Zone | null {
  try {
    return zoneOf(name, '');
  } catch {
    return null;
  }
}

/** The one or two times of day that most have: '22:00', '23:00'. */
function timesOf(counts: Iterable<readonly [number, number]>): string[] {
  const byTime = new Map<string, number>();
  for (const [epoch, count] of counts) {
    const time = new Date(epoch).toISOString().slice(-13, -8);
    byTime.set(time, (byTime.get(time) ?? 0) + count);
  }
  const common = [...byTime].sort(([, a], [, b]) => b - a).slice(0, 2);
  return common.map(([time]) => time).sort();
}
