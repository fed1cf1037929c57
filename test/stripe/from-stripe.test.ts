import { mrr, type Subscription } from 'tenure';
import { fromStripe, type StripeData, type StripeOptions, type StripeSubscription } from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/deep-freeze.ts';
import {
  at,
  coupon,
  discount,
  event,
  every,
  invoice,
  item,
  line,
  modern,
  price,
  proration,
  subscription,
} from './objects.ts';

const iso = (text: string) => new Date(at(text) * 1000).toISOString();
const basic = price('basic', 2000);
const pro = price('pro', 5000);
const seat = price('seat', 1000);

const convert = (data: StripeData, options?: StripeOptions) => fromStripe(deepFreeze(data), deepFreeze(options));
const rowsOf = (one: StripeSubscription, options?: StripeOptions): Subscription[] => {
  const { subscriptions, skipped } = convert({ subscriptions: [one] }, options);
  expect(skipped).toEqual([]);
  return subscriptions;
};
const rowOf = (one: StripeSubscription, options?: StripeOptions) => rowsOf(one, options)[0];
const notesOf = (data: StripeData, options?: StripeOptions) =>
  Object.fromEntries(convert(data, options).notes.map(({ code, ids }) => [code, ids]));

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

  test('repeating: until its end, by the object or by its months', () => {
    const repeating = { duration: 'repeating', duration_in_months: 3 };
    const stated = { ...percent('d', 50, repeating), end: at('2026-03-15') };
    const counted = { ...percent('d', 50, repeating), start: at('2026-01-31'), end: null };
    const ends = (one: ReturnType<typeof percent>) =>
      rowsOf(subscription([item(pro)], { discounts: [one] })).map(({ end, discount: own }) => [end, own]);
    expect(ends(stated)).toEqual([
      [iso('2026-03-15'), { percent: '50' }],
      [undefined, undefined],
    ]);
    // From 31 January, three months: 30 April.
    expect(ends(counted)).toEqual([
      [iso('2026-01-31'), undefined],
      [iso('2026-04-30'), { percent: '50' }],
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

describe('the life of a subscription', () => {
  const own = (more: Partial<StripeSubscription>) => subscription([item(basic)], more);
  const lifeOf = (more: Partial<StripeSubscription>) => {
    const { start, end, trialEnd, cancelRequestedAt, churnType, churnReason } = rowOf(own(more)) ?? {};
    return { start, end, trialEnd, cancelRequestedAt, churnType, churnReason };
  };

  test('a backdated start is the start', () => {
    expect(lifeOf({ start_date: at('2025-06-01') }).start).toBe(iso('2025-06-01'));
  });

  test.each<[string, Partial<StripeSubscription>, string | undefined, string | undefined]>([
    [
      'ended at once',
      { status: 'canceled', ended_at: at('2026-03-05'), canceled_at: at('2026-03-05') },
      '2026-03-05',
      '2026-03-05',
    ],
    [
      'ended at the end of its period, asked for before',
      { status: 'canceled', cancel_at_period_end: true, ended_at: at('2026-04-01'), canceled_at: at('2026-03-05') },
      '2026-04-01',
      '2026-03-05',
    ],
    [
      'ended, says an old object, by canceled_at alone',
      { status: 'canceled', canceled_at: at('2026-03-05') },
      '2026-03-05',
      '2026-03-05',
    ],
    ['will end', { cancel_at: at('2026-09-01'), canceled_at: at('2026-03-05') }, '2026-09-01', '2026-03-05'],
    [
      'will end with its period, which stands on the subscription',
      { cancel_at_period_end: true, canceled_at: at('2026-03-05'), current_period_end: at('2026-04-01') },
      '2026-04-01',
      '2026-03-05',
    ],
    [
      'will end with its period, which stands on the item',
      {
        cancel_at_period_end: true,
        canceled_at: at('2026-03-05'),
        items: {
          data: [item(basic, 1, { current_period_start: at('2026-03-01'), current_period_end: at('2026-04-01') })],
        },
      },
      '2026-04-01',
      '2026-03-05',
    ],
    ['runs', {}, undefined, undefined],
  ])('%s', (_, more, end, request) => {
    expect(lifeOf(more)).toMatchObject({
      end: end && iso(end),
      cancelRequestedAt: request && iso(request),
    });
  });

  test.each([
    ['cancellation_requested', 'too_expensive', 'no budget', 'voluntary', 'too_expensive'],
    ['cancellation_requested', null, 'no budget', 'voluntary', 'no budget'],
    ['cancellation_requested', null, '', 'voluntary', 'cancellation_requested'],
    ['payment_failed', null, null, 'involuntary', 'payment_failed'],
    ['payment_disputed', null, null, 'involuntary', 'payment_disputed'],
    ['canceled_by_retention_policy', null, null, 'involuntary', 'canceled_by_retention_policy'],
    [null, null, null, undefined, undefined],
  ])('reason %s, feedback %s, comment %s: %s, %s', (reason, feedback, comment, churnType, churnReason) => {
    const cancellation_details = { reason, feedback, comment };
    expect(lifeOf({ status: 'canceled', ended_at: at('2026-03-05'), cancellation_details })).toMatchObject({
      churnType,
      churnReason,
    });
  });

  test('the reason stands on the last rows alone', () => {
    const repeating = discount('d', coupon('c', { percent_off: 50, duration: 'repeating' }), { end: at('2026-02-01') });
    const rows = rowsOf(
      own({
        status: 'canceled',
        discounts: [repeating],
        ended_at: at('2026-03-05'),
        canceled_at: at('2026-02-20'),
        cancellation_details: { reason: 'cancellation_requested' },
      }),
    );
    expect(rows.map(({ churnType, cancelRequestedAt }) => [churnType, cancelRequestedAt])).toEqual([
      [undefined, undefined],
      ['voluntary', iso('2026-02-20')],
    ]);
  });

  test('a trial from the start, one that runs, and one that came later', () => {
    const trial = { trial_start: at('2026-01-01'), trial_end: at('2026-01-15') };
    expect(lifeOf(trial).trialEnd).toBe(iso('2026-01-15'));
    expect(lifeOf({ ...trial, status: 'trialing' }).trialEnd).toBe(iso('2026-01-15'));
    const later = rowsOf(own({ trial_start: at('2026-03-01'), trial_end: at('2026-04-01') }));
    expect(later.map(({ start, end, trialEnd }) => [start, end, trialEnd])).toEqual([
      [iso('2026-01-01'), iso('2026-03-01'), undefined],
      [iso('2026-03-01'), undefined, iso('2026-04-01')],
    ]);
    expect(['2026-02-28', '2026-03-01', '2026-04-01'].map((day) => mrr(later, day))).toEqual([20, 0, 20]);
  });

  test('statuses that lead to no row', () => {
    const subscriptions = [
      own({ id: 'a', status: 'incomplete' }),
      own({ id: 'b', status: 'incomplete_expired', ended_at: at('2026-01-02') }),
      own({ id: 'c', status: 'frozen' }),
      own({ id: 'd', livemode: false }),
      own({ id: 'e', status: 'canceled', ended_at: at('2025-01-01') }),
      own({ id: 'f' }),
      own({ id: 'f' }),
      own({ id: 'g', status: 'unpaid', current_period_start: at('2026-01-01') }),
    ];
    const result = convert({ subscriptions });
    expect(result.skipped.map(({ id, reason }) => [id, reason])).toEqual([
      ['a', 'INCOMPLETE'],
      ['b', 'INCOMPLETE_EXPIRED'],
      ['c', 'UNKNOWN_STATUS'],
      ['d', 'TEST_MODE'],
      ['e', 'ENDS_BEFORE_START'],
      ['f', 'DUPLICATE'],
      ['g', 'NEVER_PAID'],
    ]);
    expect(result.subscriptions.map(({ subscriptionId }) => subscriptionId)).toEqual(['f']);
    const test = convert({ subscriptions: [own({ livemode: false })] }, { testMode: 'include' });
    expect(test.subscriptions).toHaveLength(1);
  });

  test('one that ended as it started has a row that never runs', () => {
    expect(lifeOf({ status: 'canceled', ended_at: at('2026-01-01') })).toMatchObject({ end: iso('2026-01-01') });
  });

  test('customers whole, also deleted ones', () => {
    expect(rowOf(own({ customer: { id: 'cus_9', deleted: true } as never }))?.customerId).toBe('cus_9');
  });
});

describe('pauses, debts and what is given up', () => {
  const period = { current_period_start: at('2026-03-01'), current_period_end: at('2026-04-01') };
  const own = (more: Partial<StripeSubscription>) => subscription([item(basic)], { ...period, ...more });
  const hour = (text: string | null) => (text === null ? null : at(`2026-03-01T${text}:00Z`));
  const times = (uncollectible: string | null, paid: string | null) => ({
    finalized_at: at('2026-03-01'),
    marked_uncollectible_at: hour(uncollectible),
    paid_at: hour(paid),
  });
  const debt = (end: string) => ({ start: iso('2026-03-01'), end: iso(`2026-03-01T${end}:00Z`) });
  const start = iso('2026-03-01');

  test('the pause of today begins at an unknown time', () => {
    const paused = own({ pause_collection: { behavior: 'mark_uncollectible', resumes_at: at('2026-05-01') } });
    expect(rowOf(paused)?.pauses).toEqual([{ start, end: iso('2026-05-01') }]);
    expect(rowOf(own({ pause_collection: { behavior: 'void' } }))?.pauses).toEqual([{ start }]);
    expect(notesOf({ subscriptions: [paused] })).toMatchObject({ PAUSE_START_UNKNOWN: ['sub_1'] });
  });

  test('the status paused: since its transition, or since the trial that ended without a card', () => {
    const since = { status_details: { paused: { transitioned_at: at('2026-03-07') } } };
    expect(rowOf(own({ status: 'paused', ...since }))?.pauses).toEqual([{ start: iso('2026-03-07') }]);
    const trial = { trial_start: at('2026-03-01'), trial_end: at('2026-03-15'), start_date: at('2026-03-01') };
    const rows = rowsOf(own({ status: 'paused', ...trial }));
    expect(rows[0]?.pauses).toEqual([{ start: iso('2026-03-15') }]);
    expect(mrr(rows, '2026-04-01')).toBe(0);
    expect(rowOf(own({ status: 'paused' }))?.pauses).toEqual([{ start }]);
  });

  test('past due: since the failed invoice, else since an unknown time', () => {
    expect(rowOf(own({ status: 'past_due' }))?.pastDue).toEqual([{ start }]);
    expect(notesOf({ subscriptions: [own({ status: 'past_due' })] })).toMatchObject({
      PAST_DUE_START_UNKNOWN: ['sub_1'],
    });
    const owing = invoice('2026-03-01', [line(basic, 1, '2026-03-01', '2026-04-01')], {
      status: 'open',
      attempt_count: 2,
      status_transitions: { finalized_at: at('2026-03-01T01:00:00Z'), paid_at: null },
    });
    const { subscriptions, notes } = convert({ subscriptions: [own({ status: 'past_due' })], invoices: [owing] });
    expect(subscriptions[0]?.pastDue).toEqual([{ start: iso('2026-03-01T01:00:00Z') }]);
    expect(notes.map(({ code }) => code)).toEqual(['HISTORY_INCOMPLETE']);
  });

  test.each<[string, Parameters<typeof invoice>[2], unknown]>([
    [
      'paid at the first attempt, an hour later',
      { attempt_count: 1, status_transitions: times(null, '01:00') },
      undefined,
    ],
    ['paid at the second', { attempt_count: 2, status_transitions: times(null, '01:00') }, [debt('01:00')]],
    ['given up', { status: 'uncollectible', status_transitions: times('05:00', null) }, [debt('05:00')]],
    [
      'open, though the subscription is in good standing',
      { status: 'open', status_transitions: times(null, null) },
      undefined,
    ],
    ['for nothing', { status: 'open', amount_due: 0, attempt_count: 2 }, undefined],
    ['a draft', { status: 'draft', attempt_count: 2, status_transitions: {} }, undefined],
  ])('an invoice %s', (_, more, pastDue) => {
    const one = invoice('2026-03-01', [line(basic, 1, '2026-03-01', '2026-04-01')], more);
    const { subscriptions } = convert({ subscriptions: [own({ start_date: at('2026-03-01') })], invoices: [one] });
    expect(subscriptions[0]?.pastDue).toEqual(pastDue);
  });

  test('debts that overlap are one', () => {
    const late = (from: string, to: string, paid: string) =>
      invoice(from, [line(basic, 1, from, to)], {
        attempt_count: 3,
        status_transitions: { finalized_at: at(from), paid_at: at(paid) },
      });
    const invoices = [late('2026-01-01', '2026-02-01', '2026-02-10'), late('2026-02-01', '2026-03-01', '2026-02-05')];
    const { subscriptions } = convert({ subscriptions: [own({})], invoices });
    expect(subscriptions[0]?.pastDue).toEqual([{ start: iso('2026-01-01'), end: iso('2026-02-10') }]);
  });

  test('an invoice that is sent is late after its due date', () => {
    const sent = (paid: string) =>
      invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01')], {
        collection_method: 'send_invoice',
        due_date: at('2026-01-15'),
        status_transitions: { finalized_at: at('2026-01-01'), paid_at: at(paid) },
      });
    const pastDueOf = (paid: string) =>
      convert({ subscriptions: [own({})], invoices: [sent(paid)] }).subscriptions[0]?.pastDue;
    expect(pastDueOf('2026-01-20')).toEqual([{ start: iso('2026-01-15'), end: iso('2026-01-20') }]);
    expect(pastDueOf('2026-01-15')).toBeUndefined();
  });

  test('unpaid: no row from when Stripe gave up; at an unknown time, from the current period', () => {
    const rows = rowsOf(own({ status: 'unpaid' }));
    expect(rows.map(({ end, churnType }) => [end, churnType])).toEqual([[start, 'involuntary']]);
    expect(notesOf({ subscriptions: [own({ status: 'unpaid' })] })).toMatchObject({ UNPAID_START_UNKNOWN: ['sub_1'] });
  });

  test('events date all of it', () => {
    const state = (status: string, more: Partial<StripeSubscription> = {}) => own({ status, ...more });
    const { subscriptions, notes } = convert({
      subscriptions: [state('active')],
      events: [
        event('2026-01-01', state('active'), undefined, 'customer.subscription.created'),
        event('2026-02-01', state('past_due'), { status: 'active' }),
        event('2026-02-15', state('unpaid'), { status: 'past_due' }),
        event('2026-03-03', state('active'), { status: 'unpaid' }),
        event('2026-03-10', state('paused'), { status: 'active' }, 'customer.subscription.paused'),
        event('2026-03-20', state('active'), { status: 'paused' }, 'customer.subscription.resumed'),
      ],
    });
    expect(notes).toEqual([]);
    const pastDue = [{ start: iso('2026-02-01'), end: iso('2026-02-15') }];
    expect(subscriptions).toMatchObject([
      { start: iso('2026-01-01'), end: iso('2026-02-15'), pastDue, churnType: 'involuntary' },
      { start: iso('2026-03-03'), pauses: [{ start: iso('2026-03-10'), end: iso('2026-03-20') }] },
    ]);
    expect(
      ['2026-02-14', '2026-02-15', '2026-03-03', '2026-03-10', '2026-03-20'].map((day) => mrr(subscriptions, day)),
    ).toEqual([20, 0, 20, 0, 20]);
  });
});

describe('history', () => {
  const one = (own: Parameters<typeof item>[0], quantity = 1) => item(own, quantity, { id: 'si_1' });
  const amounts = (rows: readonly Subscription[]) =>
    rows.map(({ start, end, amount, quantity }) => [
      String(start).slice(0, 10),
      end && String(end).slice(0, 10),
      amount,
      quantity,
    ]);

  test('events: each change on its day, and what was before the first', () => {
    const then = subscription([one(basic)]);
    const now = subscription([one(pro, 2)]);
    const { subscriptions, notes } = convert({
      subscriptions: [now],
      events: [
        event('2026-03-10', subscription([one(pro)]), { items: { data: then.items.data } }),
        event('2026-03-20', now, { items: { data: [one(pro)] }, quantity: 1 }),
      ],
    });
    expect(amounts(subscriptions)).toEqual([
      ['2026-01-01', '2026-03-10', '20', undefined],
      ['2026-03-10', '2026-03-20', '50', undefined],
      ['2026-03-20', undefined, '50', 2],
    ]);
    // Stripe keeps events for 30 days: what was before the first is not certain.
    expect(notes).toMatchObject([{ code: 'HISTORY_INCOMPLETE', ids: ['sub_1'] }]);
  });

  test('events of old tell the change by plan and quantity alone', () => {
    const plan = (id: string, amount: number) => ({
      id,
      currency: 'usd',
      amount,
      interval: 'month',
      interval_count: 1,
    });
    const old = (id: string, amount: number, quantity: number) =>
      subscription([{ id: 'si_1', plan: plan(id, amount), quantity }]);
    const { subscriptions } = convert({
      subscriptions: [old('b', 5000, 2)],
      events: [event('2026-03-10', old('b', 5000, 2), { plan: { id: 'a', amount: 2000 }, quantity: 1 })],
    });
    expect(amounts(subscriptions)).toEqual([
      ['2026-01-01', '2026-03-10', '20', undefined],
      ['2026-03-10', undefined, '50', 2],
    ]);
  });

  test('invoices tell the time before the first event', () => {
    const now = subscription([one(seat, 5)], { current_period_end: at('2026-03-01') });
    const { subscriptions, notes } = convert({
      subscriptions: [now],
      invoices: [
        invoice('2026-01-01', [line(seat, 1, '2026-01-01', '2026-02-01')]),
        invoice('2026-02-01', [line(seat, 3, '2026-02-01', '2026-03-01')]),
      ],
      events: [event('2026-02-20', now, { items: { data: [one(seat, 3)] } })],
    });
    expect(amounts(subscriptions)).toEqual([
      ['2026-01-01', '2026-02-01', '10', undefined],
      ['2026-02-01', '2026-02-20', '10', 3],
      ['2026-02-20', undefined, '10', 5],
    ]);
    expect(notes).toEqual([]);
  });

  test('a change since the last invoice is put at that invoice, and noted', () => {
    const now = subscription([one(pro)], { current_period_end: at('2026-03-01') });
    const { subscriptions, notes } = convert({
      subscriptions: [now],
      invoices: [
        invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01')]),
        invoice('2026-02-01T01:00:00Z', [line(basic, 1, '2026-02-01', '2026-03-01')]),
      ],
    });
    expect(subscriptions.map(({ start, amount }) => [start, amount])).toEqual([
      [iso('2026-01-01'), '20'],
      [iso('2026-02-01T01:00:00Z'), '50'],
    ]);
    expect(notes).toMatchObject([{ code: 'CHANGE_NOT_DATED', ids: ['sub_1'] }]);
  });

  test('where invoices stop early today’s items go on from there, and it is noted', () => {
    const now = subscription([one(pro)], { current_period_end: at('2026-06-01') });
    const { subscriptions, notes } = convert({
      subscriptions: [now],
      invoices: [invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01')])],
    });
    expect(amounts(subscriptions)).toEqual([
      ['2026-01-01', '2026-02-01', '20', undefined],
      ['2026-02-01', undefined, '50', undefined],
    ]);
    expect(notes).toMatchObject([{ code: 'HISTORY_INCOMPLETE' }]);
  });

  test('a missing invoice in between: the terms before it are held, and it is noted', () => {
    const now = subscription([one(pro)], { current_period_end: at('2026-05-01') });
    const { subscriptions, notes } = convert({
      subscriptions: [now],
      invoices: [
        invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01')]),
        invoice('2026-04-01', [line(pro, 1, '2026-04-01', '2026-05-01')]),
      ],
    });
    expect(amounts(subscriptions)).toEqual([
      ['2026-01-01', '2026-04-01', '20', undefined],
      ['2026-04-01', undefined, '50', undefined],
    ]);
    expect(notes).toMatchObject([{ code: 'HISTORY_INCOMPLETE' }]);
  });

  test('in another currency than the price’s own the full lines tell what a unit costs', () => {
    const own = price('p', 2000);
    const now = subscription([item(own, 2)], { currency: 'eur', current_period_end: at('2026-03-01') });
    const inEuro = { currency: 'eur', amount: 3701 };
    const { subscriptions, notes } = convert({
      subscriptions: [now],
      invoices: [
        invoice('2026-01-01', [line(own, 2, '2026-01-01', '2026-01-15', { currency: 'eur', amount: 0 })]),
        invoice('2026-01-15', [line(own, 2, '2026-01-15', '2026-02-01', inEuro)]),
        invoice('2026-02-01', [
          line(own, 2, '2026-02-01', '2026-03-01', inEuro),
          proration(own, 1, '2026-01-20', '2026-02-01', -900, { currency: 'eur' }),
          proration(own, 2, '2026-01-20', '2026-02-01', 1800, { currency: 'eur' }),
        ]),
      ],
    });
    expect(subscriptions).toMatchObject([{ amount: '18.505', quantity: 2, currency: 'EUR' }]);
    expect(notes).toEqual([]);
  });

  test('an upgrade in a trial, where nothing is given back and nothing is billed', () => {
    const now = subscription([one(pro)], {
      trial_start: at('2026-01-01'),
      trial_end: at('2026-01-31'),
      current_period_end: at('2026-02-28'),
    });
    const byItem = { subscription_item: 'si_1' };
    const { subscriptions, notes } = convert({
      subscriptions: [now],
      invoices: [
        invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-01-31', { amount: 0, ...byItem })]),
        invoice('2026-01-31', [
          proration(pro, 1, '2026-01-10', '2026-01-31', 0, byItem),
          proration(basic, 1, '2026-01-10', '2026-01-31', 0, byItem),
          line(pro, 1, '2026-01-31', '2026-02-28', byItem),
        ]),
      ],
    });
    expect(amounts(subscriptions)).toEqual([
      ['2026-01-01', '2026-01-10', '20', undefined],
      ['2026-01-10', undefined, '50', undefined],
    ]);
    expect(notes).toEqual([]);
  });

  test('a discount of an item comes off where a proration does not name the item', () => {
    const tenth = discount('d', coupon('c', { percent_off: 10 }), { subscription_item: 'si_seat' });
    const now = subscription([item(seat, 4, { discounts: [tenth] })], { current_period_end: at('2026-03-01') });
    const { subscriptions } = convert({
      subscriptions: [now],
      invoices: [
        invoice('2026-01-01', [line(seat, 1, '2026-01-01', '2026-02-01')]),
        invoice('2026-02-01', [
          proration(seat, 1, '2026-01-10', '2026-02-01', -700),
          proration(seat, 4, '2026-01-10', '2026-02-01', 2800),
          line(seat, 4, '2026-02-01', '2026-03-01'),
        ]),
      ].map(modern),
    });
    expect(subscriptions.map((row) => [row.quantity, row.discount])).toEqual([
      [undefined, { percent: '10' }],
      [4, { percent: '10' }],
    ]);
  });

  test('two changes at one instant, their lines the other way round', () => {
    const byItem = { subscription_item: 'si_1' };
    const now = subscription([one(seat, 4)], { current_period_end: at('2026-03-01') });
    const { subscriptions, notes } = convert({
      subscriptions: [now],
      invoices: [
        invoice('2026-01-01', [line(seat, 3, '2026-01-01', '2026-02-01', byItem)]),
        invoice('2026-02-01', [
          proration(seat, 4, '2026-01-10', '2026-02-01', 2800, byItem),
          proration(seat, 5, '2026-01-10', '2026-02-01', 3500, byItem),
          proration(seat, 3, '2026-01-10', '2026-02-01', -2100, byItem),
          proration(seat, 5, '2026-01-10', '2026-02-01', -3500, byItem),
          line(seat, 4, '2026-02-01', '2026-03-01', byItem),
        ]),
      ],
    });
    expect(amounts(subscriptions)).toEqual([
      ['2026-01-01', '2026-01-10', '10', 3],
      ['2026-01-10', undefined, '10', 4],
    ]);
    expect(notes).toEqual([]);
  });

  test('a change in a pause stands on an invoice that was voided', () => {
    const byItem = { subscription_item: 'si_1' };
    const now = subscription([one(pro)], { current_period_end: at('2026-03-01') });
    const { subscriptions, notes } = convert({
      subscriptions: [now],
      invoices: [
        invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01', byItem)]),
        invoice(
          '2026-02-01',
          [
            proration(basic, 1, '2026-01-10', '2026-02-01', -1400, byItem),
            proration(pro, 1, '2026-01-10', '2026-02-01', 3500, byItem),
            line(pro, 1, '2026-02-01', '2026-03-01', byItem),
          ],
          { status: 'void' },
        ),
      ],
    });
    expect(amounts(subscriptions)).toEqual([
      ['2026-01-01', '2026-01-10', '20', undefined],
      ['2026-01-10', undefined, '50', undefined],
    ]);
    expect(notes).toEqual([]);
  });

  test('events that stop early: invoices tell the rest, and it is noted', () => {
    const byItem = { subscription_item: 'si_1' };
    const now = subscription([one(pro)], { current_period_end: at('2026-04-01') });
    const { subscriptions, notes } = convert({
      subscriptions: [now],
      invoices: [
        invoice('2026-01-01', [line(seat, 1, '2026-01-01', '2026-02-01', byItem)]),
        invoice('2026-02-01', [line(basic, 1, '2026-02-01', '2026-03-01', byItem)]),
        invoice('2026-03-01', [line(pro, 1, '2026-03-01', '2026-04-01', byItem)]),
      ],
      events: [
        event('2026-01-01', subscription([one(seat)]), undefined, 'customer.subscription.created'),
        event('2026-01-15', subscription([one(basic)]), { items: { data: [one(seat)] } }),
      ],
    });
    expect(amounts(subscriptions)).toEqual([
      ['2026-01-01', '2026-01-15', '10', undefined],
      ['2026-01-15', '2026-03-01', '20', undefined],
      ['2026-03-01', undefined, '50', undefined],
    ]);
    expect(notes).toMatchObject([{ code: 'HISTORY_INCOMPLETE' }]);
  });

  test('an update that was never paid is no history: its invoice was voided', () => {
    const now = subscription([one(basic)], { current_period_end: at('2026-02-01') });
    const byItem = { subscription_item: 'si_1' };
    const { subscriptions, notes } = convert({
      subscriptions: [now],
      invoices: [
        invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01', byItem)]),
        invoice('2026-01-10', [proration(pro, 1, '2026-01-10', '2026-02-01', 3000, byItem)], {
          status: 'void',
          billing_reason: 'subscription_update',
        }),
      ],
    });
    expect(amounts(subscriptions)).toEqual([['2026-01-01', undefined, '20', undefined]]);
    expect(notes).toMatchObject([{ code: 'OTHER_INVOICE', ids: ['in_2026-01-10'] }]);
  });

  test('an item that came later than the subscription counts from then on, even without a history', () => {
    const rows = rowsOf(
      subscription([
        item(pro, 1, { created: at('2026-01-01T00:00:01Z') }),
        item(seat, 2, { created: at('2026-02-10') }),
      ]),
    );
    expect(amounts(rows)).toEqual([
      ['2026-01-01', undefined, '50', undefined],
      ['2026-02-10', undefined, '10', 2],
    ]);
    const replaced = rowsOf(subscription([item(pro, 1, { created: at('2026-02-10') })]));
    expect(amounts(replaced)).toEqual([['2026-01-01', undefined, '50', undefined]]);
  });

  test('metered from the start, and a fixed price that came in March, is no fixed price in January', () => {
    const metered = price('metered', 5, { recurring: { interval: 'month', usage_type: 'metered' } });
    const now = subscription([item(metered), item(basic)], { current_period_end: at('2026-04-01') });
    const used = (from: string, to: string) => line(metered, 40, from, to);
    const { subscriptions, notes } = convert({
      subscriptions: [now],
      invoices: [
        invoice('2026-01-01', [line(metered, 0, '2026-01-01', '2026-01-01')]),
        invoice('2026-02-01', [used('2026-01-01', '2026-02-01')]),
        invoice('2026-03-01', [used('2026-02-01', '2026-03-01'), line(basic, 1, '2026-03-01', '2026-04-01')]),
      ],
    });
    expect(amounts(subscriptions)).toEqual([['2026-03-01', undefined, '20', undefined]]);
    expect(notes.map(({ code }) => code)).toEqual(['METERED_ITEM']);
  });

  test('what was made a second after the subscription was made with it', () => {
    const late = at('2026-01-01T00:00:01Z');
    const tenth = discount('d', coupon('c', { percent_off: 10 }), { start: late });
    const rows = rowsOf(
      subscription([item(basic)], { discounts: [tenth], trial_start: late, trial_end: at('2026-01-15') }),
    );
    expect(rows).toMatchObject([{ discount: { percent: '10' }, trialEnd: iso('2026-01-15') }]);
  });

  test('what is given back a second before the end is no end of its own', () => {
    const { subscriptions, notes } = convert({
      subscriptions: [
        subscription([item(basic)], {
          status: 'canceled',
          ended_at: at('2026-01-20T10:00:02Z'),
          cancellation_details: { reason: 'payment_failed' },
        }),
      ],
      invoices: [
        invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01')]),
        invoice('2026-01-20', [proration(basic, 1, '2026-01-20T10:00:00Z', '2026-02-01', -774)]),
      ],
    });
    expect(subscriptions).toMatchObject([{ end: '2026-01-20T10:00:02.000Z', churnType: 'involuntary' }]);
    expect(notes).toEqual([]);
  });

  test('invoices, lines, prices and events that belong to nothing are noted', () => {
    const now = subscription([one(basic)], { current_period_end: at('2026-02-01') });
    const lines = [line(basic, 1, '2026-01-01', '2026-02-01')];
    const setup = line(price('setup', 9900, { type: 'one_time', recurring: null }), 1, '2026-01-01', '2026-01-01', {
      id: 'il_setup',
      type: 'invoiceitem',
    });
    const unknown = {
      ...line(basic, 1, '2026-01-01', '2026-02-01'),
      price: null,
      pricing: { price_details: { price: 'gone' } },
    };
    expect(
      notesOf({
        subscriptions: [now],
        invoices: [
          invoice('2026-01-01', [...lines, setup, unknown], {
            lines: { data: [...lines, setup, unknown], has_more: true },
          }),
          invoice(
            '2026-01-02',
            lines.map((own) => ({ ...own, subscription: 'sub_9' })),
            { subscription: 'sub_9' },
          ),
          invoice('2026-02-01', [line(basic, 1, '2026-02-01', '2026-03-01')], {
            id: undefined,
            billing_reason: 'upcoming',
          }),
        ],
        events: [
          event('2026-01-02', subscription([one(basic)], { id: 'sub_9' }), {}),
          { id: 'evt_other', type: 'charge.succeeded', created: 1, data: { object: {} } },
        ],
      }),
    ).toEqual({
      ONE_TIME_ITEM: ['il_setup'],
      HISTORY_INCOMPLETE: ['sub_1'],
      PRICE_NOT_FOUND: ['gone'],
      LIST_NOT_COMPLETE: ['in_2026-01-01'],
      OTHER_INVOICE: ['a preview', 'in_2026-01-02'],
      OTHER_EVENT: ['evt_2026-01-02', 'evt_other'],
    });
  });

  test('events of one second are put in the order in which each follows from the other', () => {
    const states = [1, 2, 3, 4].map((quantity) => subscription([one(seat, quantity)]));
    const [first, ...others] = states as [StripeSubscription, ...StripeSubscription[]];
    const changes = others.map((state, i) => ({
      ...event('2026-02-01', state, { items: { data: states[i]?.items.data } }),
      // Ids that sort the other way round.
      id: `evt_${9 - i}`,
    }));
    const created = event('2026-01-01', first, undefined, 'customer.subscription.created');
    const last = others.at(-1) as StripeSubscription;
    const { subscriptions, notes } = convert({ subscriptions: [last], events: [...changes, created] });
    expect(amounts(subscriptions)).toEqual([
      ['2026-01-01', '2026-02-01', '10', undefined],
      ['2026-02-01', undefined, '10', 4],
    ]);
    expect(notes).toEqual([]);
  });
});
