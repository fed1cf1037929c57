import fc from 'fast-check';
import { mrr } from 'tenure';
import { subscriptionsFromInvoices } from 'tenure/invoices';
import { expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { billLife, dayText, life } from './billed-lives.ts';

test('bills and credits of a life, rounded to the cent, give its price on every day; who left has none', () => {
  fc.assert(
    fc.property(life, fc.boolean(), (own, isReversed) => {
      const { lines, centsByDay, blurByDay } = billLife(own);
      const { subscriptions, rejected } = subscriptionsFromInvoices(isReversed ? [...lines].reverse() : lines, {
        serviceEnd: 'exclusive',
      });
      expect(rejected).toEqual([]);
      const days = Array.from({ length: centsByDay.length + 40 }, (_, day) => day);
      const levels = mrr(subscriptions, days.map(dayText));
      // A credit that names nothing may take the new bill for the old one, where they come to the same cent.
      const times = own.names === 'nothing' ? 3 : 1;
      const wrong = days.filter((day) => {
        const cents = (levels[day] as number) * 100 * own.months;
        const expected = centsByDay[day] ?? 0;
        const blur = expected === 0 ? 0 : (blurByDay[day] as number) * times;
        return Math.abs(cents - expected) > blur * 0.500001 + 1e-6;
      });
      expect(wrong.map(dayText)).toEqual([]);
    }),
    propertyRuns(100),
  );
});
