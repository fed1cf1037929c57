import { reject } from '../../errors.ts';
import { type Id, isMissing, isRecord, readList } from '../../read/index.ts';
import { firstIndex } from '../../table/index.ts';

/** How long one customer was observed, and how that ended. */
export interface ObservedDuration {
  /** From the customer's start to its end, or to where the data ends; any unit, >= 0. */
  readonly duration: number;
  /** Whether the customer left then (1), or was only seen until then (0, censored). */
  readonly event: boolean | 0 | 1;
  /** The age at which the customer came under observation, for data that begins after its customers do. Default 0. */
  readonly entry?: number | null | undefined;
  readonly customerId?: Id | null | undefined;
}

/** The distinct sides of all durations, each in ascending order. */
export interface SortedDurations {
  readonly events: Float64Array;
  readonly censorings: Float64Array;
  /** Entries above 0: these customers are not at risk from the start. */
  readonly entries: Float64Array;
}

export function readDurations(value: unknown): SortedDurations {
  return sortedDurations(durationColumns(value));
}

/** Durations as they were given, row by row. */
export interface DurationColumns {
  readonly durations: Float64Array;
  /** 0 for those from the start. */
  readonly entries: Float64Array;
  /** 1 for an event. */
  readonly isEvent: Uint8Array;
}

export function durationColumns(value: unknown): DurationColumns {
  const rows = readList(value, 'durations', 'be an array of durations');
  const columns = {
    durations: new Float64Array(rows.length),
    entries: new Float64Array(rows.length),
    isEvent: new Uint8Array(rows.length),
  };
  for (const [index, row] of rows.entries()) {
    if (!isRecord(row)) reject('INVALID_TYPE', `durations[${index}]`, 'be an object { duration, event, entry? }', row);
    columns.durations[index] = readTime(row.duration, index, 'duration');
    columns.entries[index] = isMissing(row.entry) ? 0 : readTime(row.entry, index, 'entry');
    columns.isEvent[index] = readEvent(row.event, index);
  }
  return columns;
}

export function sortedDurations({ durations, entries, isEvent }: DurationColumns): SortedDurations {
  const merge = mergedTimes(durations, entries);
  const merged = durations.map(merge);
  const late = entries.map((entry) => (entry === 0 ? 0 : merge(entry)));
  for (const [index, entry] of late.entries()) {
    if (entry < (merged[index] as number) || entry === 0) continue;
    const rule = `be less than the duration, ${durations[index]}`;
    reject('INVALID_NUMBER', `durations[${index}].entry`, rule, entries[index]);
  }
  return {
    events: merged.filter((_, index) => isEvent[index] === 1).sort(),
    censorings: merged.filter((_, index) => isEvent[index] === 0).sort(),
    entries: late.filter((entry) => entry > 0).sort(),
  };
}

/** The square root of the machine epsilon. */
const tolerance = 2 ** -26;

/**
 * Times that differ by rounding alone are one time; otherwise customers that left together would seem to leave one after another:
 * sums of parts of days can differ in the last digit. The rule of R's `aeqSurv`.
 */
function mergedTimes(durations: Float64Array, entries: Float64Array): (time: number) => number {
  const hasEntries = entries.some((entry) => entry > 0);
  const all = Float64Array.from(hasEntries ? [...durations, ...entries] : durations).sort();
  const distinct = all.filter((time, index) => index === 0 || time !== all[index - 1]);
  const mean = distinct.reduce((sum, time) => sum + time, 0) / distinct.length;
  const isTied = (time: number, index: number) => {
    const step = time - (distinct[index - 1] as number);
    return index > 0 && (step <= tolerance || step / mean <= tolerance);
  };
  const firsts = distinct.filter((time, index) => !isTied(time, index));
  if (firsts.length === distinct.length) return (time) => time;
  return (time) => firsts[firstIndex(firsts.length, (index) => (firsts[index] as number) > time) - 1] as number;
}

function readTime(value: unknown, index: number, field: string): number {
  if (typeof value !== 'number' || !(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    reject('INVALID_NUMBER', `durations[${index}].${field}`, 'be a finite number >= 0', value);
  }
  // -0 would come out as the time of a row.
  return value + 0;
}

function readEvent(value: unknown, index: number): 0 | 1 {
  if (value === true || value === 1) return 1;
  if (value === false || value === 0) return 0;
  return reject('INVALID_TYPE', `durations[${index}].event`, 'be true, false, 1 or 0', value);
}
