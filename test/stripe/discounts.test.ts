import { mrr } from 'tenure';
import type { StripeOptions, StripeSubscription } from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { basic, convert, iso, notesOf, pro, rowsOf, seat } from './converted.ts';
import { at, coupon, discount, event, every, item, price, subscription } from './objects.ts';

describe('coupons', () => {
  const percent = (id: string, percent_off: number, more: object = {}) =>
    discount(id, coupon(`c_${id}`, { percent_off, ...more }));
  const off = (id: string, amount_off: number, more: object = {}) =>
    discount(id, coupon(`c_${id}`, { amount_off, currency: 'usd', ...more }));
  const discountsOf = (one: StripeSubscription, options?: StripeOptions) =>
    rowsOf(one, options).map((row) => row.discount);

  test('forever: a percent, also with decimals', () => {
    expect(discountsOf(subscription([item(pro), item(seat, 3)], { discounts: [percent('d', 12.5)] }))).toEqual([
      { percent: '12.5' },
      { percent: '12.5' },
    ]);
  });

  test('repeating: on the bills until its end, by the object or by its months', () => {
    const repeating = { duration: 'repeating', duration_in_months: 3 };
    const stated = { ...percent('d', 50, repeating), end: at('2026-03-15') };
    const counted = { ...percent('d', 50, repeating), start: at('2026-01-31'), end: null };
    const ends = (one: ReturnType<typeof percent>) =>
      rowsOf(subscription([item(pro)], { discounts: [one] })).map(({ end, discount: own }) => [end, own]);
    // Billed on the 1st: the bill of 1 March still has it, and is for all of March.
    expect(ends(stated)).toEqual([
      [iso('2026-04-01'), { percent: '50' }],
      [undefined, undefined],
    ]);
    // From 31 January, three months: until 30 April. It comes off the bills of February, March and April.
    expect(ends(counted)).toEqual([
      [iso('2026-02-01'), undefined],
      [iso('2026-05-01'), { percent: '50' }],
      [undefined, undefined],
    ]);
  });

  test('once: nothing comes off, and it is noted', () => {
    const own = subscription([item(pro)], { discounts: [percent('d', 50, { duration: 'once' })] });
    expect(discountsOf(own)).toEqual([undefined]);
    expect(notesOf({ subscriptions: [own] })).toMatchObject({ ONE_TIME_DISCOUNT: ['d'] });
  });

  test('an amount off the whole is shared in proportion, exactly', () => {
    // 10 off 50 + 3 x 10 = 80: 50/80 of it are 6.25, 30/80 are 3.75. 10 off 20 + 10: 20/3 and 10/3.
    const own = (items: StripeSubscription['items']['data']) => subscription(items, { discounts: [off('d', 1000)] });
    expect(discountsOf(own([item(pro), item(seat, 3)]))).toEqual([{ amount: '6.25' }, { amount: '3.75' }]);
    const thirds = own([item(basic), item(seat)]);
    expect(discountsOf(thirds)).toEqual([{ amount: '20/3' }, { amount: '10/3' }]);
    expect(mrr(rowsOf(thirds), '2026-02-01')).toBe(20);
    expect(discountsOf(own([item(price('cheap', 300)), item(price('free', 0))]))).toEqual([{ amount: '3' }, undefined]);
    expect(mrr(rowsOf(own([item(price('cheap', 300))])), '2026-02-01')).toBe(0);
  });

  test('items first, then the subscription, each off what is left', () => {
    // Seats: 100, 20 % off: 80. With the base of 20 that is 100, of which 10 come off: 8 and 2. Then half of the rest.
    const seats = item(seat, 10, { discounts: [percent('a', 20)] });
    const own = subscription([seats, item(basic)], { discounts: [off('b', 1000), percent('c', 50)] });
    // 100 - 20 - 8 = 72, half is 36: 64 off. 20 - 2 = 18, half is 9: 11 off.
    expect(discountsOf(own)).toEqual([{ amount: '64' }, { amount: '11' }]);
    expect(mrr(rowsOf(own), '2026-02-01')).toBe(45);
  });

  test('for some products only', () => {
    const own = subscription([item(pro), item(seat)], {
      discounts: [percent('d', 10, { applies_to: { products: ['prod_seat'] } })],
    });
    expect(discountsOf(own)).toEqual([undefined, { percent: '10' }]);
  });

  test('the discount of old, the customer’s own, and one named twice', () => {
    const legacy = { coupon: coupon('c', { percent_off: 10 }), start: at('2025-01-01'), end: null };
    expect(discountsOf(subscription([item(pro)], { discount: legacy }))).toEqual([{ percent: '10' }]);
    const customer = { id: 'cus_1', discount: legacy };
    expect(discountsOf(subscription([item(pro)], { customer }))).toEqual([{ percent: '10' }]);
    const own = percent('d', 20);
    expect(discountsOf(subscription([item(pro)], { customer, discounts: [own] }))).toEqual([{ percent: '20' }]);
    expect(discountsOf(subscription([item(pro)], { discount: own, discounts: ['d'] }))).toEqual([{ percent: '20' }]);
  });

  test('the coupon under source, as since 2025', () => {
    const { coupon: own, ...rest } = percent('d', 10);
    const modern = { ...rest, source: { coupon: own ?? null } };
    expect(discountsOf(subscription([item(pro)], { discounts: [modern] }))).toEqual([{ percent: '10' }]);
    const bare = subscription([item(pro)], { discounts: [{ ...rest, source: { coupon: 'c_d' } }] });
    expect(notesOf({ subscriptions: [bare] })).toMatchObject({ DISCOUNT_NOT_EXPANDED: ['d'] });
  });

  test('one by id alone is looked for elsewhere, else noted', () => {
    const bare = subscription([item(pro)], { discounts: ['d'] });
    expect(discountsOf(bare)).toEqual([undefined]);
    expect(notesOf({ subscriptions: [bare] })).toMatchObject({ DISCOUNT_NOT_EXPANDED: ['d'] });
    const other = subscription([item(pro)], { id: 'sub_2', discounts: [percent('d', 10)] });
    const both = convert({ subscriptions: [bare, other] });
    expect(both.subscriptions.map((row) => row.discount)).toEqual([{ percent: '10' }, { percent: '10' }]);
  });

  test('an amount in another currency', () => {
    const options = { currency_options: { eur: { amount_off: 900 } } };
    const inEuro = (own: object) =>
      subscription([item(price('p', 5000, { currency: 'eur' }))], {
        currency: 'eur',
        discounts: [off('d', 1000, own)],
      });
    expect(discountsOf(inEuro(options))).toEqual([{ amount: '9' }]);
    expect(discountsOf(inEuro({}))).toEqual([undefined]);
    expect(notesOf({ subscriptions: [inEuro({})] })).toMatchObject({ DISCOUNT_IN_OTHER_CURRENCY: ['d'] });
  });

  test('an amount over items of several intervals is noted', () => {
    const own = subscription([item(pro), item(price('y', 5000, every('year')))], { discounts: [off('d', 1000)] });
    expect(discountsOf(own)).toEqual([{ amount: '5' }, { amount: '5' }]);
    expect(notesOf({ subscriptions: [own] })).toMatchObject({ DISCOUNT_OVER_INTERVALS: ['d'] });
  });

  test('as in Stripe’s own MRR those without an end alone, or none', () => {
    const repeating = { ...percent('a', 50, { duration: 'repeating' }), end: at('2026-06-01') };
    const own = subscription([item(pro)], { discounts: [repeating, percent('b', 10)] });
    expect(discountsOf(own, { discounts: 'forever' })).toEqual([{ percent: '10' }]);
    expect(discountsOf(own, { discounts: 'none' })).toEqual([undefined]);
    // 50 less a half, less a tenth of that.
    expect(discountsOf(own, { discounts: 'recurring' })).toEqual([{ amount: '27.5' }, { percent: '10' }]);
  });

  test('one that was taken away comes off until the event that shows it gone', () => {
    const had = subscription([item(pro)], { discounts: [percent('d', 10)] });
    const now = subscription([item(pro)]);
    const { subscriptions } = convert({
      subscriptions: [now],
      events: [
        event('2026-01-01', had, undefined, 'customer.subscription.created'),
        event('2026-02-14', now, { discounts: [percent('d', 10)] }),
      ],
    });
    expect(subscriptions.map(({ end, discount: own }) => [end, own])).toEqual([
      [iso('2026-02-14'), { percent: '10' }],
      [undefined, undefined],
    ]);
  });
});
