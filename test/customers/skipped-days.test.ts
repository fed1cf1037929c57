import { day, days, renewalRate, revenueRenewalRate, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';

const each = { weightedBy: 'opportunities' } as const;

describe('a day that the zone skipped is no due date of its own', () => {
  test.each<[string, string, string, string]>([
    ['Pacific/Apia', '2011-12-20', '2011-12-29', '2012-01-01'],
    ['Pacific/Kwajalein', '1993-08-10', '1993-08-19', '1993-08-24'],
    ['Pacific/Kiritimati', '1994-12-20', '1994-12-29', '1995-01-03'],
  ])('%s', (timeZone, start, first, last) => {
    for (const time of ['', 'T12:00:00Z']) {
      const rows: Subscription[] = [{ customerId: 'ada', start: start + time, amount: 1, interval: 'day' }];
      const list = days(first, last, { timeZone });
      // One due date a day that there was, and as many in the days together.
      const due = renewalRate(rows, list, each).map(({ denominator }) => denominator);
      expect(due).toEqual(list.map(() => 1));
      const revenue = revenueRenewalRate(rows, list).map(({ net }) => net.denominator > 0);
      expect(revenue).toEqual(list.map(() => true));
    }
  });

  test('nor does a term begin on it', () => {
    const timeZone = 'Pacific/Apia';
    const rows: Subscription[] = [
      { customerId: 'ada', start: '2011-12-20', end: '2011-12-31', amount: 1, interval: 'day' },
      { customerId: 'ada', start: '2011-12-29T12:00:00Z', amount: 1, interval: 'day' },
    ];
    // The other one was first paid within the term that ends on the 31st, which began on the 29th.
    expect(revenueRenewalRate(rows, day('2011-12-31', { timeZone })).net.value).toBe(1);
  });
});
