import { addDays, type Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import {
  absolute,
  compare,
  divide,
  multiply,
  ofNumber,
  type Rational,
  subtract,
  sum,
  toNumber,
} from '../../exact/index.ts';
import {
  checkKeys,
  isFiniteNumber,
  readCount,
  readDays,
  readNumberAboveZero,
  readOptionalChoice,
} from '../../read/index.ts';
import { medianOf } from '../../statistics/open.ts';
import type { EventRecords } from '../signals/usage-facts.ts';
import { activeDaysOf, distinct } from '../signals/usage-facts.ts';
import { given, type ReadRule } from './rule.ts';

/** Each is looked at for each customer. */
const mostWindows = 1000;
const measures = ['events', 'activeDays', 'activeUsers'] as const;
const keys = ['name', 'severity', 'type', 'measure', 'windowDays', 'baselineWindows', 'drop', 'zScore'] as const;

export function readUsageDrop(rule: unknown, path: string): ReadRule {
  const { measure, windowDays = 7, baselineWindows = 8, drop, zScore } = checkKeys(rule, keys, path);
  const measured = readOptionalChoice(measure, `${path}.measure`, measures);
  const days = readDays(windowDays, `${path}.windowDays`);
  const windows = readCount(baselineWindows, `${path}.baselineWindows`, 1, mostWindows);
  const left = drop === undefined ? null : subtract(one, readDrop(drop, `${path}.drop`));
  const deviations = zScore === undefined ? null : ofNumber(readNumberAboveZero(zScore, `${path}.zScore`));
  if (left === null && deviations === null) reject('INVALID_OPTION', path, 'have drop or zScore', rule);
  return {
    needs: 'events',
    findIn({ records, asOf, startOf }) {
      const events = given(records.events);
      const { zone } = records.settings;
      // Newest first: the last window, and those of the baseline behind it.
      const bounds = Array.from({ length: windows + 2 }, (_, window) => addDays(zone, asOf, -window * days));
      return (customer) => {
        if (startOf(customer) > (bounds.at(-1) as number)) return null;
        const counts = bounds.slice(1).map((start, window) => {
          const rows = events.rows.within(customer, start, bounds[window] as number);
          return ofNumber(count(events, rows, measured, zone));
        });
        const [observed, ...baseline] = counts as [Rational, ...Rational[]];
        const expected = medianOf(baseline) as Rational;
        if (compare(observed, expected) >= 0) return null;
        if (left !== null && compare(observed, multiply(expected, left)) > 0) return null;
        if (deviations !== null && !isFarBelow(observed, expected, baseline, deviations)) return null;
        return { since: bounds[1] as number, observed: toNumber(observed), expected: toNumber(expected) };
      };
    },
  };
}

const one: Rational = { n: 1n, d: 1n };
/** What makes the median absolute deviation, and the mean one, of normal values their standard deviation (B. Iglewicz, D. Hoaglin, 1993). */
const medianFactor: Rational = { n: 10_000n, d: 6_745n };
const meanFactor: Rational = { n: 1_253_314n, d: 1_000_000n };

/** Whether a count lies so many robust standard deviations below the median. If all baseline counts are equal, any lower count does. */
function isFarBelow(
  observed: Rational,
  expected: Rational,
  baseline: readonly Rational[],
  deviations: Rational,
): boolean {
  const distances = baseline.map((value) => absolute(subtract(value, expected)));
  const median = medianOf(distances) as Rational;
  // If more than half of the counts are equal, the others still say how far apart counts are.
  const mean = () => divide(sum(distances), ofNumber(distances.length));
  const deviation = median.n === 0n ? multiply(mean(), meanFactor) : multiply(median, medianFactor);
  return compare(subtract(expected, observed), multiply(deviation, deviations)) >= 0;
}

function count(events: EventRecords, rows: Uint32Array, measure: (typeof measures)[number], zone: Zone): number {
  if (measure === 'events') return events.count(rows);
  return measure === 'activeDays' ? activeDaysOf(events, rows, zone).length : distinct(rows, events.userOf);
}

function readDrop(value: unknown, path: string): Rational {
  if (!isFiniteNumber(value) || value <= 0 || value > 1) {
    const hint = isFiniteNumber(value) && value > 1 && value <= 100 ? ` (for ${value} % give ${value / 100})` : '';
    reject('INVALID_NUMBER', path, `be a fraction above 0, at most 1${hint}`, value);
  }
  return ofNumber(value);
}
