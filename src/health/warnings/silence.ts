import { reject } from '../../errors.ts';
import { compare, multiply, ofNumber, type Rational, toNumber } from '../../exact/index.ts';
import { checkKeys, readCount, readDays, readNumberAboveZero } from '../../read/index.ts';
import { medianOf } from '../../statistics/open.ts';
import { daysBetween } from '../days-between.ts';
import { activeDaysOf } from '../signals/usage-facts.ts';
import { given, type ReadRule } from './rule.ts';

const keys = ['name', 'severity', 'type', 'days', 'factor', 'minimumGaps'] as const;

export function readSilence(rule: unknown, path: string): ReadRule {
  const { days, factor, minimumGaps } = checkKeys(rule, keys, path);
  const limit = days === undefined ? null : readDays(days, `${path}.days`);
  const times = factor === undefined ? null : ofNumber(readNumberAboveZero(factor, `${path}.factor`));
  if (limit === null && times === null) reject('INVALID_OPTION', path, 'have days or factor', rule);
  const fewestGaps = readMinimumGaps(minimumGaps, times !== null, `${path}.minimumGaps`);
  return {
    needs: 'events',
    findIn({ records, asOf, startOf }) {
      const events = given(records.events);
      const { zone } = records.settings;
      return (customer) => {
        const used = events.rows.before(customer, asOf);
        const last = used.at(-1);
        const since = last === undefined ? startOf(customer) : (events.at[last] as number);
        if (since === Number.POSITIVE_INFINITY) return null;
        const observed = daysBetween(zone, since, asOf);
        if (limit !== null && observed < limit) return null;
        if (times === null) return { since, observed, expected: limit as number };
        const usual = usualGap(activeDaysOf(events, used, zone), fewestGaps);
        if (usual === null || compare(ofNumber(observed), multiply(usual, times)) < 0) return null;
        return { since, observed, expected: toNumber(usual) };
      };
    },
  };
}

/** The median of the days from one active day to the next; null where there are too few of them to tell. */
function usualGap(activeDays: readonly number[], fewest: number): Rational | null {
  const gaps = activeDays.slice(1).map((day, index) => ofNumber(day - (activeDays[index] as number)));
  return gaps.length < fewest ? null : medianOf(gaps);
}

function readMinimumGaps(value: unknown, hasFactor: boolean, path: string): number {
  if (value === undefined) return 3;
  if (!hasFactor) reject('INVALID_NUMBER', path, 'be left out without factor', value);
  return readCount(value, path);
}
