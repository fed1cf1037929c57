import { reject } from '../../errors.ts';
import { isRecord } from '../../read/index.ts';

/** How long one customer was observed, and how that ended. */
export interface ObservedDuration {
  /** From the customer's start to its end, or to where the data ends; any unit, >= 0. */
  readonly duration: number;
  /** Whether the customer left then (1), or was only seen until then (0, censored). */
  readonly event: boolean | 0 | 1;
  /** The age at which the customer came under observation, for data that begins after its customers do. Default 0. */
  readonly entry?: number | undefined;
  readonly customerId?: string | undefined;
}

/** The distinct sides of all durations, each in ascending order. */
export interface SortedDurations {
  readonly events: Float64Array;
  readonly censorings: Float64Array;
  /** Entries above 0: these customers are not at risk from the start. */
  readonly entries: Float64Array;
}

export function readDurations(durations: unknown): SortedDurations {
  if (!Array.isArray(durations) || durations.length === 0) {
    reject('INVALID_TYPE', 'durations', 'be an array of one duration or more', durations);
  }
  const events = new Float64Array(durations.length);
  const censorings = new Float64Array(durations.length);
  const entries = new Float64Array(durations.length);
  let left = 0;
  let running = 0;
  let late = 0;
  for (let index = 0; index < durations.length; index += 1) {
    const row: unknown = durations[index];
    if (!isRecord(row)) reject('INVALID_TYPE', `durations[${index}]`, 'be an object { duration, event, entry? }', row);
    const duration = readTime(row.duration, index, 'duration');
    const entry = row.entry === undefined ? 0 : readTime(row.entry, index, 'entry');
    if (entry >= duration && entry > 0) {
      reject('INVALID_NUMBER', `durations[${index}].entry`, `be less than the duration, ${duration}`, entry);
    }
    if (entry > 0) {
      entries[late] = entry;
      late += 1;
    }
    if (isEvent(row.event, index)) {
      events[left] = duration;
      left += 1;
    } else {
      censorings[running] = duration;
      running += 1;
    }
  }
  return {
    events: events.subarray(0, left).sort(),
    censorings: censorings.subarray(0, running).sort(),
    entries: entries.subarray(0, late).sort(),
  };
}

function readTime(value: unknown, index: number, field: string): number {
  if (typeof value !== 'number' || !(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    reject('INVALID_NUMBER', `durations[${index}].${field}`, 'be a finite number >= 0', value);
  }
  // -0 would come out as the time of a row.
  return value + 0;
}

function isEvent(value: unknown, index: number): boolean {
  if (value === true || value === 1) return true;
  if (value === false || value === 0) return false;
  return reject('INVALID_TYPE', `durations[${index}].event`, 'be true, false, 1 or 0', value);
}
