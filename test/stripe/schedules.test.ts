import { mrr } from 'tenure';
import type { StripeData, StripePhase, StripeSchedule, StripeSubscription } from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { amounts, basic, convert, iso, notesOf, pro, seat } from './converted.ts';
import { at, coupon, discount, item, subscription } from './objects.ts';

const phase = (
  start: string,
  end: string,
  items: StripePhase['items'],
  more: Partial<StripePhase> = {},
): StripePhase => ({
  start_date: at(start),
  end_date: at(end),
  items,
  ...more,
});
const one = (price: string, quantity = 1) => [{ price, quantity }];
const schedule = (phases: readonly StripePhase[], more: Partial<StripeSchedule> = {}): StripeSchedule => ({
  id: 'sub_sched_1',
  customer: 'cus_1',
  status: 'active',
  subscription: 'sub_1',
  current_phase: { start_date: at('2026-01-01'), end_date: at('2026-04-01') },
  end_behavior: 'release',
  phases,
  ...more,
});
const now = phase('2026-01-01', '2026-04-01', one('basic'));
const own = (more: Partial<StripeSubscription> = {}) => subscription([item(basic)], more);
const prices = [basic, pro, seat];
const rows = (data: Partial<StripeData>) => convert({ subscriptions: [own()], prices, ...data }).subscriptions;

describe('what a schedule plans', () => {
  test('a price from April, another from July', () => {
    const phases = [
      now,
      phase('2026-04-01', '2026-07-01', one('pro')),
      phase('2026-07-01', '2027-07-01', one('pro', 2)),
    ];
    const result = rows({ schedules: [schedule(phases)] });
    expect(amounts(result)).toEqual([
      ['2026-01-01', '2026-04-01', '20', undefined],
      ['2026-04-01', '2026-07-01', '50', undefined],
      ['2026-07-01', undefined, '50', 2],
    ]);
    expect(mrr(result, '2026-03-31')).toBe(20);
  });

  test('one phase that has begun is today: nothing is planned', () => {
    expect(amounts(rows({ schedules: [schedule([now])] }))).toEqual([['2026-01-01', undefined, '20', undefined]]);
  });

  test('phases that are over change nothing', () => {
    const old = phase('2025-10-01', '2026-01-01', one('pro'));
    expect(amounts(rows({ schedules: [schedule([old, now])] }))).toEqual([['2026-01-01', undefined, '20', undefined]]);
  });

  test('an item that comes, and one that goes', () => {
    const both = [...one('basic'), ...one('seat', 3)];
    const phases = [now, phase('2026-04-01', '2026-07-01', both), phase('2026-07-01', '2026-10-01', one('seat', 3))];
    expect(amounts(rows({ schedules: [schedule(phases)] }))).toEqual([
      ['2026-01-01', '2026-07-01', '20', undefined],
      ['2026-04-01', undefined, '10', 3],
    ]);
  });

  test('the end, where the last phase cancels', () => {
    const phases = [now, phase('2026-04-01', '2026-07-01', one('pro'))];
    const result = rows({ schedules: [schedule(phases, { end_behavior: 'cancel' })] });
    expect(amounts(result)).toEqual([
      ['2026-01-01', '2026-04-01', '20', undefined],
      ['2026-04-01', '2026-07-01', '50', undefined],
    ]);
  });

  test('nothing beyond an end that the subscription has', () => {
    const phases = [now, phase('2026-04-01', '2026-07-01', one('pro'))];
    const subscriptions = [own({ cancel_at: at('2026-03-01'), canceled_at: at('2026-02-01') })];
    expect(amounts(rows({ subscriptions, schedules: [schedule(phases)] }))).toEqual([
      ['2026-01-01', '2026-03-01', '20', undefined],
    ]);
  });

  test('a schedule that is expanded on the subscription', () => {
    const phases = [now, phase('2026-04-01', '2026-07-01', one('pro'))];
    expect(rows({ subscriptions: [own({ schedule: schedule(phases) })] })).toHaveLength(2);
  });

  test('a coupon from April on for three months, by its bills', () => {
    const half = coupon('half', { percent_off: 50, duration: 'repeating', duration_in_months: 3 });
    const later = phase('2026-04-01', '2027-04-01', one('basic'), { discounts: [{ coupon: 'half', discount: null }] });
    const result = rows({ schedules: [schedule([now, later])], coupons: [half] });
    expect(['2026-03-31', '2026-04-01', '2026-06-30', '2026-07-01'].map((day) => mrr(result, day))).toEqual([
      20, 10, 10, 20,
    ]);
  });

  test('a discount of today ends with its phase, unless the next names it', () => {
    const half = discount('di', coupon('half', { percent_off: 50 }));
    const of = (named: readonly object[]) => {
      const next = phase('2026-04-01', '2027-04-01', one('basic'), { discounts: named });
      return rows({ subscriptions: [own({ discounts: [half] })], schedules: [schedule([now, next])] });
    };
    expect([mrr(of([]), '2026-03-31'), mrr(of([]), '2026-04-01')]).toEqual([10, 20]);
    expect(mrr(of([{ coupon: null, discount: 'di' }]), '2026-04-01')).toBe(10);
    expect(mrr(of([{ coupon: 'half', discount: null }]), '2026-04-01')).toBe(10);
  });

  test('a discount of the customer goes on', () => {
    const half = discount('di', coupon('half', { percent_off: 50 }));
    const next = phase('2026-04-01', '2027-04-01', one('pro'));
    const subscriptions = [own({ customer: { id: 'cus_1', discount: half } })];
    expect(mrr(rows({ subscriptions, schedules: [schedule([now, next])] }), '2026-04-01')).toBe(25);
  });

  test('a coupon on an item of a phase', () => {
    const tenth = coupon('tenth', { percent_off: 10 });
    const items = [
      { price: 'basic', quantity: 1 },
      { price: 'pro', quantity: 1, discounts: [{ coupon: 'tenth' }] },
    ];
    const next = phase('2026-04-01', '2027-04-01', items);
    expect(mrr(rows({ schedules: [schedule([now, next])], coupons: [tenth] }), '2026-04-01')).toBe(65);
  });

  test('one that starts a subscription which is not there yet', () => {
    const first = phase('2026-09-01', '2027-09-01', one('pro', 2));
    const coming = schedule([first, phase('2027-09-01', '2028-09-01', one('pro', 3))], {
      id: 'sub_sched_2',
      status: 'not_started',
      subscription: null,
      current_phase: null,
      customer: 'cus_2',
    });
    const { subscriptions, skipped, notes } = convert({ subscriptions: [], schedules: [coming], prices });
    expect(subscriptions).toMatchObject([
      {
        customerId: 'cus_2',
        subscriptionId: 'sub_sched_2',
        start: iso('2026-09-01'),
        end: iso('2027-09-01'),
        quantity: 2,
      },
      { start: iso('2027-09-01'), quantity: 3 },
    ]);
    expect([skipped, notes]).toEqual([[], []]);
  });

  test('one that is over, or whose subscription is not here, is noted', () => {
    const schedules = [
      schedule([now], { id: 'a', status: 'released' }),
      schedule([now], { id: 'b', status: 'canceled' }),
      schedule([now], { id: 'c', subscription: 'sub_9' }),
    ];
    expect(notesOf({ subscriptions: [own()], schedules })).toMatchObject({ OTHER_SCHEDULE: ['a', 'b', 'c'] });
  });

  test('a price that is not among those given is noted, and what there was goes on', () => {
    const phases = [now, phase('2026-04-01', '2026-07-01', one('secret'))];
    const data = { subscriptions: [own()], schedules: [schedule(phases)] };
    expect(notesOf(data)).toMatchObject({ PRICE_NOT_FOUND: ['secret'] });
    expect(mrr(convert(data).subscriptions, '2026-04-01')).toBe(20);
  });
});
