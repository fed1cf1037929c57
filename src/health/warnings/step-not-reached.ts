import { addDays } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkKeys, checkText, readDays } from '../../read/index.ts';
import { daysBetween } from '../days-between.ts';
import { given, type ReadRule } from './rule.ts';

const keys = ['name', 'severity', 'type', 'feature', 'withinDays', 'untilDays'] as const;

export function readStepNotReached(rule: unknown, path: string): ReadRule {
  const { feature, withinDays, untilDays } = checkKeys(rule, keys, path);
  const step = checkText(feature, `${path}.feature`);
  const days = readDays(withinDays, `${path}.withinDays`);
  const until = untilDays === undefined ? Number.POSITIVE_INFINITY : readDays(untilDays, `${path}.untilDays`);
  if (until < days) reject('INVALID_NUMBER', `${path}.untilDays`, 'not be less than withinDays', untilDays);
  return {
    needs: 'events',
    findIn({ records, asOf, startOf }) {
      const events = given(records.events);
      const { zone } = records.settings;
      const code = events.features.indexOf(step);
      return (customer) => {
        const start = startOf(customer);
        if (start === Number.POSITIVE_INFINITY) return null;
        const deadline = addDays(zone, start, days);
        const observed = daysBetween(zone, start, asOf);
        if (deadline > asOf || observed > until) return null;
        if (events.rows.before(customer, asOf).some((row) => events.featureOf(row) === code)) return null;
        return { since: deadline, observed, expected: days };
      };
    },
  };
}
