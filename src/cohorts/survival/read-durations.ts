import { reject } from '../../errors.ts';
import { type Id, isFiniteNumber, isMissing, isRecord, readCount, readList } from '../../read/index.ts';
import { lowerBound } from '../../table/index.ts';

/** How long one customer was observed, and how that ended; with `count`, several customers alike. */
export interface ObservedDuration {
  /** The time from the customer's start to its end, or to the end of the data; in any unit, >= 0. */
  readonly duration: number;
  /** Whether the customer left then (1), or was last seen then (0, censored). */
  readonly event: boolean | 0 | 1;
  /** The age at which the customer came under observation, for data that begins after its customers do. Default 0. */
  readonly entry?: number | null | undefined;
  /** How many customers the row stands for: a whole number. Default 1. */
  readonly count?: number | null | undefined;
  /**
   * The weight of each of these customers, if a sample stands for more customers of some kinds than of others: a number above 0. Default 1.
   */
  readonly weight?: number | null | undefined;
  /** The customer, for a Map in the option `by`. */
  readonly customerId?: Id | null | undefined;
}

/** Durations row by row, as they were given. */
export interface DurationColumns {
  readonly durations: Float64Array;
  /** 0 for those from the start. */
  readonly entries: Float64Array;
  /** 1 for an event. */
  readonly isEvent: ArrayLike<number>;
  readonly counts: Float64Array;
  readonly weights: Float64Array;
}

/** Reads the weight of a row that has one. */
export type ReadWeight = (weight: unknown, path: string) => number;

/** Refuses weights where customers are counted. */
export function unweighted(weight: unknown, path: string): number {
  return weight === 1 ? 1 : reject('INVALID_OPTION', path, 'be 1, except in weightedSurvivalCurve', weight);
}

/** The same, with times that differ by rounding alone made one. */
export function readDurations(value: unknown, readWeight: ReadWeight): DurationColumns {
  return mergeTimes(durationColumns(value, readWeight));
}

export function durationColumns(value: unknown, readWeight: ReadWeight): DurationColumns {
  const rows = readList(value, 'durations', 'be an array of durations');
  const column = () => new Float64Array(rows.length);
  const [durations, entries, isEvent, counts, weights] = [column(), column(), column(), column(), column()];
  for (const [index, row] of rows.entries()) {
    if (!isRecord(row)) reject('INVALID_TYPE', `durations[${index}]`, 'be an object { duration, event, entry? }', row);
    durations[index] = readTime(row.duration, index, 'duration');
    entries[index] = readTime(row.entry ?? 0, index, 'entry');
    isEvent[index] = readEvent(row.event, index);
    counts[index] = isMissing(row.count) ? 1 : readCount(row.count, `durations[${index}].count`);
    weights[index] = isMissing(row.weight) ? 1 : readWeight(row.weight, `durations[${index}].weight`);
  }
  return { durations, entries, isEvent, counts, weights };
}

/** The square root of the machine epsilon. */
const tolerance = 2 ** -26;

/**
 * Times that differ by rounding alone are one time; otherwise customers who left together would seem to leave one after another: sums of
 * parts of days can differ in the last digit. The rule of R's `aeqSurv`.
 */
export function mergeTimes(columns: DurationColumns): DurationColumns {
  const hasEntries = columns.entries.some((entry) => entry > 0);
  const times = distinctTimes(hasEntries ? [...columns.durations, ...columns.entries] : columns.durations);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  let merged = 0;
  const mergedTimes = times.map((time, place) => {
    const step = time - (times[place - 1] as number);
    if (!(step <= tolerance || step / mean <= tolerance)) merged = time;
    return merged;
  });
  const merge = (time: number) => (time === 0 ? 0 : (mergedTimes[lowerBound(times, time, 0, times.length)] as number));
  const durations = columns.durations.map(merge);
  const entries = columns.entries.map(merge);
  for (const [index, entry] of entries.entries()) {
    if (entry < (durations[index] as number) || entry === 0) continue;
    const rule = `be less than the duration, ${columns.durations[index]}`;
    reject('INVALID_NUMBER', `durations[${index}].entry`, rule, columns.entries[index]);
  }
  return { ...columns, durations, entries };
}

export function distinctTimes(values: Iterable<number>): Float64Array {
  const sorted = Float64Array.from(values).sort();
  return sorted.filter((time, index) => time !== sorted[index - 1]);
}

function readTime(value: unknown, index: number, field: string): number {
  if (!isFiniteNumber(value) || value < 0) {
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
