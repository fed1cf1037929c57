import { mrr } from 'tenure';
import { describe, expect, test } from 'vitest';
import { basic, convert, iso, notesOf, pro, rowOf, rowsOf, seat } from './converted.ts';
import { every, item, price, subscription } from './objects.ts';

describe('amounts', () => {
  test('items and quantities are rows of one subscription', () => {
    expect(rowsOf(subscription([item(pro), item(seat, 7)]))).toEqual([
      {
        customerId: 'cus_1',
        subscriptionId: 'sub_1',
        start: '2026-01-01T00:00:00.000Z',
        amount: '50',
        interval: 'month',
        currency: 'USD',
        plan: 'pro',
      },
      {
        customerId: 'cus_1',
        subscriptionId: 'sub_1',
        start: '2026-01-01T00:00:00.000Z',
        amount: '10',
        interval: 'month',
        quantity: 7,
        currency: 'USD',
        plan: 'seat',
      },
    ]);
  });

  test.each([
    ['usd', 1999, '19.99'],
    ['usd', 5, '0.05'],
    ['usd', 0, '0'],
    ['eur', 100, '1'],
    // docs.stripe.com/currencies: zero-decimal, three-decimal, and two that are counted in hundredths all the same.
    ['jpy', 500, '500'],
    ['krw', 9900, '9900'],
    ['clp', 1, '1'],
    ['kwd', 5120, '5.12'],
    ['tnd', 1, '0.001'],
    ['isk', 500, '5'],
    ['ugx', 500, '5'],
  ])('%s %i is %s', (currency, minor, major) => {
    expect(rowOf(subscription([item(price('p', minor, { currency }))], { currency }))?.amount).toBe(major);
  });

  test('the decimals of a currency can be told', () => {
    const own = subscription([item(price('p', 500, { currency: 'ugx' }))], { currency: 'ugx' });
    expect(rowOf(own, { minorUnits: { UGX: 0 } })?.amount).toBe('500');
  });

  test.each([
    ['0.5', '0.005'],
    ['1999.999999999999', '19.99999999999999'],
    [{ toString: (): string => '12.5' }, '0.125'],
  ])('parts of a cent are exact: %s', (unit_amount_decimal, amount) => {
    expect(rowOf(subscription([item(price('p', null, { unit_amount_decimal }))]))?.amount).toBe(amount);
  });

  test('intervals', () => {
    const own = (interval: string, count: number, cents: number) =>
      rowsOf(subscription([item(price('p', cents, every(interval, count)))]));
    expect(mrr(own('month', 3, 3000), '2026-02-01')).toBe(10);
    expect(mrr(own('year', 2, 24_000), '2026-02-01')).toBe(10);
    expect(mrr(own('week', 1, 1200), '2026-02-01')).toBe(52);
    expect(mrr(own('day', 1, 1200), '2026-02-01')).toBe(365);
    expect(own('month', 1, 5)[0]).not.toHaveProperty('intervalCount');
  });

  test('packages: 25 seats at 10 a package', () => {
    const packed = (round: string) => price('p', 1000, { transform_quantity: { divide_by: 10, round } });
    expect(rowOf(subscription([item(packed('up'), 25)]))?.quantity).toBe(3);
    expect(rowOf(subscription([item(packed('down'), 25)]))?.quantity).toBe(2);
  });

  test('a plan of old goes for a price, also without items', () => {
    const plan = { id: 'gold', currency: 'usd', amount: 2000, interval: 'month', interval_count: 1 };
    const expected = { amount: '20', interval: 'month', plan: 'gold', quantity: 2 };
    expect(rowOf(subscription([{ id: 'si_1', plan, quantity: 2 }]))).toMatchObject(expected);
    const { items, currency, start_date, ...old } = subscription([]);
    expect(rowOf({ ...old, plan, quantity: 2 } as never)).toMatchObject({
      ...expected,
      currency: 'USD',
      start: iso('2026-01-01'),
    });
  });

  test('a price in several currencies is that of the subscription', () => {
    const own = price('p', 2000, { currency_options: { eur: { unit_amount: 1850 } } });
    expect(rowOf(subscription([item(own)], { currency: 'eur' }))).toMatchObject({ amount: '18.5', currency: 'EUR' });
    const bare = subscription([item(price('p', 2000)), item(price('q', 500, { currency: 'eur' }))], {
      currency: 'eur',
    });
    expect(rowsOf(bare)).toHaveLength(1);
    expect(notesOf({ subscriptions: [bare] })).toMatchObject({ CURRENCY_NOT_EXPANDED: ['si_p'] });
  });

  test('plan is the price, the product or the nickname', () => {
    const own = subscription([item(price('p', 1, { product: { id: 'prod_7' }, nickname: 'Gold' })), item(seat)]);
    const plans = (plan: 'price' | 'product' | 'nickname') => rowsOf(own, { plan }).map((row) => row.plan);
    expect(plans('price')).toEqual(['p', 'seat']);
    expect(plans('product')).toEqual(['prod_7', 'prod_seat']);
    expect(plans('nickname')).toEqual(['Gold', 'seat']);
  });

  test('what is not MRR is noted, and a subscription without anything else is skipped', () => {
    const metered = price('metered', 5, { recurring: { interval: 'month', usage_type: 'metered' } });
    const tiered = price('tiered', null, { billing_scheme: 'tiered' });
    const once = price('once', 500, { type: 'one_time', recurring: null });
    const open = price('open', null);
    const oldMetered = { id: 'old', currency: 'usd', amount: 5, interval: 'month', usage_type: 'metered' };
    const others = [item(metered), item(tiered), item(once), item(open), { id: 'si_old', plan: oldMetered }];
    const mixed = subscription([item(basic), ...others]);
    const none = subscription(others, { id: 'sub_2' });
    const result = convert({ subscriptions: [mixed, none] });
    expect(result.subscriptions.map(({ subscriptionId, plan }) => [subscriptionId, plan])).toEqual([
      ['sub_1', 'basic'],
    ]);
    expect(result.skipped).toEqual([{ id: 'sub_2', reason: 'NOT_RECURRING', text: expect.any(String) }]);
    expect(notesOf({ subscriptions: [mixed, none] })).toEqual({
      METERED_ITEM: ['si_metered', 'si_old'],
      TIERED_ITEM: ['si_tiered'],
      ONE_TIME_ITEM: ['si_once'],
      NO_UNIT_AMOUNT: ['si_open'],
      HISTORY_UNKNOWN: ['sub_1'],
    });
  });

  test('tax in the price, trial offers and pages of lists are noted', () => {
    const own = item(price('p', 1190, { tax_behavior: 'inclusive' }), 1, { current_trial: { end_date: 1 } } as object);
    const one = subscription([own], { items: { data: [own], has_more: true } });
    expect(notesOf({ subscriptions: { data: [one], has_more: true } })).toEqual({
      TAX_INCLUSIVE: ['p'],
      TRIAL_OFFER: ['si_p'],
      HISTORY_UNKNOWN: ['sub_1'],
      LIST_NOT_COMPLETE: ['sub_1', 'subscriptions'],
    });
  });
});
