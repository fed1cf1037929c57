import fc from 'fast-check';
import { mrr, type Subscription } from 'tenure';
import type { StripeData, StripeOptions, StripePrice, StripeSubscription } from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { convert, notesOf } from './converted.ts';
import { at, coupon, discount, event, every, invoice, item, line, price, proration, subscription } from './objects.ts';

const yearly = price('yearly', 120_000, every('year'));
const monthly = price('monthly', 10_000);
const quarterly = price('quarterly', 30_000, every('month', 3));
const weekly = price('weekly', 1200, every('week'));

const half = (months: number, start = '2026-01-01', more: object = {}) =>
  discount('di', coupon('half', { percent_off: 50, duration: 'repeating', duration_in_months: months }), {
    start: at(start),
    ...more,
  });
const having = (own: StripePrice, one: ReturnType<typeof half>, more: Partial<StripeSubscription> = {}) =>
  subscription([item(own)], { discounts: [one], ...more });
const rowsOf = (data: StripeData, options?: StripeOptions) => convert(data, options).subscriptions;
/** MRR on each of some days. */
const on = (rows: readonly Subscription[], days: string) => days.split(' ').map((day) => mrr(rows, day));
const alone = (one: StripeSubscription, options?: StripeOptions) => rowsOf({ subscriptions: [one] }, options);

describe('a discount lasts by the bills it comes off', () => {
  test('half for 4 months on 1,200 a year: 50 for the year, for the one bill of 1 January has it', () => {
    const rows = alone(having(yearly, half(4)));
    expect(on(rows, '2026-01-01 2026-04-30 2026-05-01 2026-12-31 2027-01-01')).toEqual([50, 50, 50, 50, 100]);
  });

  test('half for 12 months on a year: 50 for one year, not two', () => {
    expect(on(alone(having(yearly, half(12))), '2026-12-31 2027-01-01')).toEqual([50, 100]);
  });

  test('half for 13 months on a year: two bills, 50 for two years', () => {
    expect(on(alone(having(yearly, half(13))), '2027-12-31 2028-01-01')).toEqual([50, 100]);
  });

  test('half for 4 months each month: four bills, as by the clock', () => {
    expect(on(alone(having(monthly, half(4))), '2026-04-30 2026-05-01')).toEqual([50, 100]);
  });

  test('half for 4 months each quarter: two bills, 50 for six months', () => {
    expect(on(alone(having(quarterly, half(4))), '2026-06-30 2026-07-01')).toEqual([50, 100]);
  });

  test('half for a month each week: five bills of 12, the last on 29 January', () => {
    // 12 a week are 52 a month. From 1 January to 1 February: 1, 8, 15, 22 and 29 January, which is paid until 5 February.
    const rows = alone(having(weekly, half(1)));
    expect(on(rows, '2026-02-04 2026-02-05')).toEqual([26, 52]);
  });

  test('given in the middle of a year it comes off the next bill, if there is one in its time', () => {
    const period = { current_period_end: at('2027-01-01') };
    expect(on(alone(having(yearly, half(4, '2026-06-10'), period)), '2026-06-09 2026-06-10 2027-01-01')).toEqual([
      100, 100, 100,
    ]);
    expect(
      on(alone(having(yearly, half(8, '2026-06-10'), period)), '2026-12-31 2027-01-01 2027-12-31 2028-01-01'),
    ).toEqual([100, 50, 50, 100]);
  });

  test('bills fall due by the anchor that the object names, on the 31st or the last day', () => {
    const anchored = {
      start_date: at('2026-01-31'),
      billing_cycle_anchor: at('2026-01-31'),
      current_period_end: at('2026-02-28'),
    };
    // Bills of 31 January, 28 February and 31 March; from 31 January, two months: until 31 March.
    const rows = alone(having(monthly, half(2, '2026-01-31'), anchored));
    expect(on(rows, '2026-02-28 2026-03-30 2026-03-31')).toEqual([50, 50, 100]);
  });

  test('after a trial: the bills of 15 January, February and March', () => {
    const trial = { trial_start: at('2026-01-01'), trial_end: at('2026-01-15') };
    const rows = alone(having(monthly, half(3), trial));
    expect(on(rows, '2026-01-14 2026-01-15 2026-04-14 2026-04-15')).toEqual([0, 50, 50, 100]);
  });

  test('a second of difference between subscription and discount is no bill more', () => {
    const late = half(4, '2026-01-01T00:00:01Z');
    expect(on(alone(having(monthly, late)), '2026-01-01 2026-04-30 2026-05-01')).toEqual([50, 50, 100]);
  });

  test('bills are those of the invoices, also where the year began elsewhere', () => {
    // Yearly since 1 March 2025; today's period is that of 2026.
    const own = having(yearly, half(4, '2026-02-10'), {
      start_date: at('2025-03-01'),
      current_period_end: at('2027-03-01'),
    });
    const invoices = [
      invoice('2025-03-01', [line(yearly, 1, '2025-03-01', '2026-03-01')]),
      invoice('2026-03-01', [line(yearly, 1, '2026-03-01', '2027-03-01')]),
    ];
    const rows = rowsOf({ subscriptions: [own], invoices });
    expect(on(rows, '2026-02-28 2026-03-01 2027-02-28 2027-03-01')).toEqual([100, 50, 50, 100]);
  });

  test('the start of a line is a bill, wherever the object has its anchor', () => {
    const own = having(monthly, half(1, '2026-02-10'), { billing_cycle_anchor: at('2026-01-15') });
    const invoices = [invoice('2026-02-10', [line(monthly, 1, '2026-02-10', '2026-03-10')])];
    expect(on(rowsOf({ subscriptions: [own], invoices }), '2026-02-09 2026-02-10 2026-03-09 2026-03-10')).toEqual([
      100, 50, 50, 100,
    ]);
  });

  test('from a year to months on 10 April: off the year that was billed, then off no month after its end', () => {
    const own = subscription([item(monthly, 1, { id: 'si_1' })], {
      discounts: [half(4)],
      billing_cycle_anchor: at('2026-04-10'),
      current_period_end: at('2026-06-10'),
    });
    const byItem = { subscription_item: 'si_1' };
    const invoices = [
      invoice('2026-01-01', [line(yearly, 1, '2026-01-01', '2027-01-01', byItem)]),
      invoice('2026-04-10', [
        proration(yearly, 1, '2026-04-10', '2027-01-01', -43_726, byItem),
        line(monthly, 1, '2026-04-10', '2026-05-10', byItem),
      ]),
      invoice('2026-05-10', [line(monthly, 1, '2026-05-10', '2026-06-10', byItem)]),
    ];
    // The discount ends on 1 May: the bill of 10 April still has it, that of 10 May does not.
    expect(on(rowsOf({ subscriptions: [own], invoices }), '2026-04-09 2026-04-10 2026-05-09 2026-05-10')).toEqual([
      50, 50, 50, 100,
    ]);
  });

  test('the years before a change to months began with the subscription, say events without invoices', () => {
    const byYear = having(yearly, half(5), { items: { data: [item(yearly, 1, { id: 'si_1' })] } });
    const byMonth = {
      ...byYear,
      items: { data: [item(monthly, 1, { id: 'si_1' })] },
      billing_cycle_anchor: at('2026-09-10'),
      current_period_end: at('2026-10-10'),
    };
    const events = [
      event('2026-01-01', byYear, undefined, 'customer.subscription.created'),
      event('2026-09-10', byMonth, { items: byYear.items }),
    ];
    // Not until 10 September by the anchor of today: half off the year, as long as there was one.
    const rows = rowsOf({ subscriptions: [byMonth], events });
    expect(on(rows, '2026-06-01 2026-09-09 2026-09-10')).toEqual([50, 50, 100]);
  });

  test('on two items each by its own bills', () => {
    const both = subscription([item(yearly), item(monthly)], { discounts: [half(4)] });
    const same = { ...both, items: { data: [item(yearly), item({ ...monthly, product: 'prod_yearly' })] } };
    // 50 + 50 until May, then 50 + 100 until the next year, then 100 + 100.
    expect(on(alone(same), '2026-04-30 2026-05-01 2026-12-31 2027-01-01')).toEqual([100, 150, 150, 200]);
  });

  test('without an end it goes on', () => {
    const forever = discount('di', coupon('half', { percent_off: 50 }));
    expect(on(alone(having(yearly, forever)), '2026-01-01 2036-01-01')).toEqual([50, 50]);
  });
});

test('on each day a price has the discount exactly if the bill of that day has it', () => {
  const after = (day: number, months: number, days = 0) => Date.UTC(2026, months, day + days) / 1000;
  const story = fc.record({
    day: fc.integer({ min: 1, max: 28 }),
    each: fc.constantFrom(1, 2, 3, 6, 12),
    given: fc.nat({ max: 500 }),
    months: fc.integer({ min: 1, max: 14 }),
    asked: fc.array(fc.nat({ max: 1400 }), { minLength: 5, maxLength: 5 }),
    from: fc.constantFrom('anchor', 'period', 'start', 'invoices'),
  });
  fc.assert(
    fc.property(story, ({ day, each, given, months, asked, from }) => {
      const own = price('own', each * 10_000, every('month', each));
      const start = after(day, 0);
      const first = new Date(after(day, 0, given) * 1000);
      const last = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months, 1) / 1000;
      const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months + 1, 0)).getUTCDate();
      const end = last + (Math.min(first.getUTCDate(), days) - 1) * 86_400;
      const bills = Array.from({ length: Math.ceil(72 / each) }, (_, k) => after(day, k * each));
      const one = half(months, first.toISOString().slice(0, 10));
      const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
      const having = subscription([item(own)], {
        start_date: start,
        discounts: [one],
        ...(from === 'anchor' && { billing_cycle_anchor: start }),
        ...(from === 'period' && { current_period_end: bills[3] }),
      });
      const invoices = bills
        .slice(0, -1)
        .map((bill, k) => invoice(iso(bill), [line(own, 1, iso(bill), iso(bills[k + 1] ?? bill))], { id: `in_${k}` }));
      const rows = rowsOf({ subscriptions: [having], ...(from === 'invoices' && { invoices }) });
      for (const add of asked) {
        const now = after(day, 0, add);
        const bill = bills.filter((own) => own <= now).at(-1) ?? start;
        const has = bill >= first.getTime() / 1000 && bill < end;
        expect(mrr(rows, iso(now)), `${iso(now)}`).toBe(has ? 50 : 100);
      }
    }),
    propertyRuns(200),
  );
});

describe('which discounts count', () => {
  const once = discount('once', coupon('once', { percent_off: 20, duration: 'once' }));
  const limited = discount(
    'limited',
    coupon('limited', { percent_off: 50, duration: 'repeating', duration_in_months: 3 }),
  );
  const forever = discount('forever', coupon('forever', { percent_off: 10 }));
  const own = subscription([item(monthly)], { discounts: [once, limited, forever] });
  const days = '2026-01-15 2026-02-15 2026-04-15';

  test.each<[StripeOptions['discounts'], number[]]>([
    // 100 less half is 50, less a tenth 45.
    ['recurring', [45, 45, 90]],
    [undefined, [45, 45, 90]],
    ['forever', [90, 90, 90]],
    // In January a fifth comes off first: 80, 40, 36.
    ['all', [36, 45, 90]],
    ['none', [100, 100, 100]],
  ])('%s', (discounts, expected) => {
    expect(on(alone(own, { discounts }), days)).toEqual(expected);
  });

  test('that of one bill lasts for the time of it: a year, where that is billed', () => {
    const rows = alone(having(yearly, once), { discounts: 'all' });
    expect(on(rows, '2026-01-01 2026-12-31 2027-01-01')).toEqual([80, 80, 100]);
  });

  test('that of one bill is noted where it does not count', () => {
    expect(notesOf({ subscriptions: [own] })).toMatchObject({ ONE_TIME_DISCOUNT: ['once'] });
    expect(notesOf({ subscriptions: [own] }, { discounts: 'all' })).not.toHaveProperty('ONE_TIME_DISCOUNT');
  });

  test('that of a bill that was long ago is found on its invoice', () => {
    const now = subscription([item(monthly)], { current_period_end: at('2026-04-01') });
    const invoices = [
      invoice('2026-01-01', [line(monthly, 1, '2026-01-01', '2026-02-01')]),
      invoice('2026-02-01', [line(monthly, 1, '2026-02-01', '2026-03-01')], { discounts: [once] }),
      invoice('2026-03-01', [line(monthly, 1, '2026-03-01', '2026-04-01')]),
    ];
    const data = { subscriptions: [now], invoices };
    expect(on(rowsOf(data, { discounts: 'all' }), '2026-01-15 2026-02-15 2026-03-15')).toEqual([100, 80, 100]);
    expect(on(rowsOf(data), '2026-01-15 2026-02-15 2026-03-15')).toEqual([100, 100, 100]);
  });
});
