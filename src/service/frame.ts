import { type Instant, readInstant, readPeriod, sameZone, type Zone, zoneOf, zoneOfPeriods } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { checkKeys } from '../read/index.ts';
import { type InstantReader, instantReader } from './instants.ts';
import { type Timeline, timeline } from './timeline.ts';

/** The options of every service metric. */
export interface ServiceOptions {
  /** The period's, if given. */
  readonly timeZone?: string | undefined;
  /** When the data was taken: what happens at or after it is not known yet. Default: the data is complete. */
  readonly asOf?: Instant | undefined;
}

/** What a call is about, checked: which periods, in which time zone, known up to when. */
export interface Frame {
  readonly isList: boolean;
  readonly zone: Zone;
  /** Epoch milliseconds; Infinity when the data is complete. */
  readonly asOf: number;
  readonly timeline: Timeline;
  readonly readInstant: InstantReader;
}

const frameKeys = ['timeZone', 'asOf'];

/** Checks periods and options; `keys` are the options that the metric has beside those of every metric. */
export function readFrame(periods: unknown, options: unknown, keys: readonly string[] = []): Frame {
  const { timeZone, asOf } = checkKeys(options, [...frameKeys, ...keys], 'options');
  const isList = Array.isArray(periods);
  const spans = isList
    ? Array.from(periods, (period, index) => readPeriod(period, `periods[${index}]`))
    : [readPeriod(periods, 'period')];
  const zone = zoneInForce(timeZone, zoneOfPeriods(spans));
  return {
    isList,
    zone,
    asOf: asOf === undefined ? Number.POSITIVE_INFINITY : readInstant(asOf, zone, 'options.asOf'),
    timeline: timeline(spans),
    readInstant: instantReader(zone),
  };
}

function zoneInForce(timeZone: unknown, periodZone: Zone | undefined): Zone {
  if (timeZone === undefined) return periodZone ?? zoneOf('UTC', 'options.timeZone');
  const zone = zoneOf(timeZone, 'options.timeZone');
  if (periodZone !== undefined && !sameZone(zone, periodZone)) {
    reject('CONFLICTING_TIME_ZONES', 'options.timeZone', `be the period's, '${periodZone.timeZone}'`, timeZone);
  }
  return zone;
}
