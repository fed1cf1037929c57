import fc from 'fast-check';
import { mrr, type Subscription } from 'tenure';
import type { StripeCoupon, StripeData, StripeInvoiceLine, StripeOptions, StripeSubscription } from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { convert, notesOf } from './converted.ts';
import { at, coupon, discount, invoice, item, line, modern, price, subscription } from './objects.ts';

const [a, b, c] = [price('a', 3000), price('b', 7000), price('c', 1000)];
const half = (more: Partial<StripeCoupon> = {}) => coupon('half_of_b', { percent_off: 50, ...more });
const withHalf = (own = half(), more: Partial<StripeSubscription> = {}) =>
  subscription([item(a), item(b)], {
    discounts: [discount('di_1', own)],
    current_period_end: at('2026-02-01'),
    ...more,
  });

/** A line of January with what came off it. */
const billed = (own: typeof a, off: number, more: Partial<StripeInvoiceLine> = {}) =>
  line(own, 1, '2026-01-01', '2026-02-01', {
    discount_amounts: off === 0 ? [] : [{ amount: off, discount: 'di_1' }],
    ...more,
  });
const january = (lines: readonly StripeInvoiceLine[]) => invoice('2026-01-01', lines, { discounts: ['di_1'] });
const worth = (rows: readonly Subscription[]) => mrr(rows, '2026-01-20');
const of = (data: StripeData, options?: StripeOptions) => worth(convert(data, options).subscriptions);

describe('a coupon for one product, of which the answer does not say so', () => {
  test('30 and 70, half off the second: 65, by what came off the lines', () => {
    const { subscriptions, notes } = convert({
      subscriptions: [withHalf()],
      invoices: [january([billed(a, 0), billed(b, 3500)])],
    });
    expect(subscriptions.map((row) => [row.amount, row.discount])).toEqual([
      ['30', undefined],
      ['70', { percent: '50' }],
    ]);
    expect(worth(subscriptions)).toBe(65);
    expect(notes).toEqual([]);
  });

  test('the same by lines of new API versions, which name product and price by id', () => {
    const invoices = [modern(january([billed(a, 0), billed(b, 3500)]))];
    expect(of({ subscriptions: [withHalf()], invoices, prices: [a, b] })).toBe(65);
  });

  test('without invoices: taken for all, and a note names the discount', () => {
    expect(of({ subscriptions: [withHalf()] })).toBe(50);
    expect(notesOf({ subscriptions: [withHalf()] })).toMatchObject({ COUPON_SCOPE_UNKNOWN: ['di_1'] });
  });

  test('where invoices do not say what came off: the same note', () => {
    const silent = january([line(a, 1, '2026-01-01', '2026-02-01'), line(b, 1, '2026-01-01', '2026-02-01')]);
    const data = { subscriptions: [withHalf()], invoices: [silent] };
    expect(of(data)).toBe(50);
    expect(notesOf(data)).toEqual({ COUPON_SCOPE_UNKNOWN: ['di_1'] });
  });

  test('applies_to where it was expanded, without a note', () => {
    const data = { subscriptions: [withHalf(half({ applies_to: { products: ['prod_b'] } }))] };
    expect(of(data)).toBe(65);
    expect(notesOf(data)).not.toHaveProperty('COUPON_SCOPE_UNKNOWN');
  });

  test('applies_to of the coupon among the coupons given', () => {
    const coupons = [half({ applies_to: { products: ['prod_b'] } })];
    expect(of({ subscriptions: [withHalf()], coupons })).toBe(65);
    const byId = withHalf(half(), { discounts: [{ id: 'di_1', coupon: 'half_of_b', start: at('2026-01-01') }] });
    expect(of({ subscriptions: [byId], coupons })).toBe(65);
    expect(notesOf({ subscriptions: [byId], coupons })).toEqual({ HISTORY_UNKNOWN: ['sub_1'] });
  });

  test('applies_to of the same coupon on another subscription', () => {
    const other = withHalf(half({ applies_to: { products: ['prod_b'] } }), {
      id: 'sub_2',
      discounts: [discount('di_2', half({ applies_to: { products: ['prod_b'] } }))],
    });
    // 65 of each.
    expect(of({ subscriptions: [withHalf(), other] })).toBe(130);
  });

  test('what came off the invoice of another subscription with the coupon', () => {
    const other = withHalf(half(), { id: 'sub_2', discounts: [discount('di_2', half())] });
    const off = { discount_amounts: [{ amount: 3500, discount: discount('di_2', half()) }], subscription: 'sub_2' };
    const invoices = [
      invoice('2026-01-01', [billed(a, 0, { subscription: 'sub_2' }), billed(b, 0, off)], { subscription: 'sub_2' }),
    ];
    expect(of({ subscriptions: [withHalf(), other], invoices })).toBe(130);
    expect(notesOf({ subscriptions: [withHalf(), other], invoices })).not.toHaveProperty('COUPON_SCOPE_UNKNOWN');
  });

  test('one product alone: nothing is left open', () => {
    const one = subscription([item(b)], { discounts: [discount('di_1', half())] });
    expect(of({ subscriptions: [one] })).toBe(35);
    expect(notesOf({ subscriptions: [one] })).toEqual({ HISTORY_UNKNOWN: ['sub_1'] });
  });

  test('two prices of one product: nothing is left open either', () => {
    const more = price('b2', 1000, { product: 'prod_b' });
    const one = subscription([item(b), item(more)], { discounts: [discount('di_1', half())] });
    expect(of({ subscriptions: [one] })).toBe(40);
    expect(notesOf({ subscriptions: [one] })).toEqual({ HISTORY_UNKNOWN: ['sub_1'] });
  });

  test('one product for which the coupon is not, says the bill', () => {
    const one = subscription([item(a)], {
      discounts: [discount('di_1', half())],
      current_period_end: at('2026-02-01'),
    });
    expect(of({ subscriptions: [one], invoices: [january([billed(a, 0)])] })).toBe(30);
  });

  test('an item that was never billed with it is noted, and taken as meant', () => {
    const three = withHalf(half(), { items: { data: [item(a), item(b), item(c)] } });
    const data = { subscriptions: [three], invoices: [january([billed(a, 0), billed(b, 3500)])] };
    // 30 + 35 + half of 10.
    expect(of(data)).toBe(70);
    expect(notesOf(data)).toMatchObject({ COUPON_SCOPE_UNKNOWN: ['di_1'] });
  });

  test('an amount off one product is not shared with the others', () => {
    const ten = coupon('ten_off_b', { amount_off: 1000, currency: 'usd' });
    const { subscriptions } = convert({
      subscriptions: [withHalf(ten)],
      invoices: [january([billed(a, 0), billed(b, 1000)])],
    });
    expect(subscriptions.map((row) => row.discount)).toEqual([undefined, { amount: '10' }]);
    expect(worth(subscriptions)).toBe(90);
  });

  test('two coupons, each for one of two products', () => {
    const tenth = discount('di_2', coupon('tenth_of_a', { percent_off: 10 }));
    const both = withHalf(half(), { discounts: [discount('di_1', half()), tenth] });
    const lines = [
      billed(a, 0, { discount_amounts: [{ amount: 300, discount: 'di_2' }] }),
      billed(b, 0, { discount_amounts: [{ amount: 3500, discount: 'di_1' }] }),
    ];
    // 27 + 35.
    expect(of({ subscriptions: [both], invoices: [january(lines)] })).toBe(62);
  });

  test('one line with it is enough, whatever others of the product have', () => {
    const more = line(b, 1, '2026-01-20', '2026-02-01', { id: 'late', amount: 100, discount_amounts: [] });
    const invoices = [january([billed(a, 0), billed(b, 3500), { ...more, proration: true, type: 'invoiceitem' }])];
    expect(of({ subscriptions: [withHalf()], invoices })).toBe(65);
  });

  test('a line of a trial, for nothing, tells nothing', () => {
    const free = [billed(a, 0, { amount: 0 }), billed(b, 0, { amount: 0 })];
    const data = { subscriptions: [withHalf()], invoices: [january(free)] };
    expect(notesOf(data)).toMatchObject({ COUPON_SCOPE_UNKNOWN: ['di_1'] });
  });

  test('none is asked for: nothing is open', () => {
    expect(of({ subscriptions: [withHalf()] }, { discounts: 'none' })).toBe(100);
    expect(notesOf({ subscriptions: [withHalf()] }, { discounts: 'none' })).toEqual({ HISTORY_UNKNOWN: ['sub_1'] });
  });
});

test('coupons for whatever products come to what the invoice asks for', () => {
  const scopes = fc.array(
    fc.record({
      percent: fc.constantFrom(10, 20, 50),
      products: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const units = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(units, scopes, (hundreds, coupons) => {
      // In whole tens of dollars each tenth of a tenth of a tenth is a whole cent.
      const prices = hundreds.map((own, i) => price(`p${i}`, own * 1000));
      const left = prices.map(({ unit_amount }) => unit_amount ?? 0);
      const lines = prices.map((own, i) => {
        const off = coupons.flatMap(({ percent, products }, k) => {
          const amount = products[i] === true ? ((left[i] ?? 0) * percent) / 100 : 0;
          left[i] = (left[i] ?? 0) - amount;
          return amount === 0 ? [] : [{ amount, discount: `di_${k}` }];
        });
        return line(own, 1, '2026-01-01', '2026-02-01', { discount_amounts: off });
      });
      const discounts = coupons.map(({ percent }, k) => discount(`di_${k}`, coupon(`c${k}`, { percent_off: percent })));
      const own = subscription(
        prices.map((one) => item(one)),
        { discounts, current_period_end: at('2026-02-01') },
      );
      const named = coupons.map((_, k) => `di_${k}`);
      const { subscriptions, notes } = convert({
        subscriptions: [own],
        invoices: [invoice('2026-01-01', lines, { discounts: named })],
      });
      expect(Math.round(worth(subscriptions) * 100)).toBe(left.reduce((sum, cents) => sum + cents, 0));
      expect(notes).toEqual([]);
    }),
    propertyRuns(150),
  );
});

describe('the discount of a customer that is an id alone', () => {
  const byId = (more: Partial<StripeSubscription> = {}) =>
    subscription([item(b)], { customer: 'cus_1', current_period_end: at('2026-02-01'), ...more });
  const tenth = discount('di_c', coupon('tenth', { percent_off: 10 }));
  const code = 'CUSTOMER_DISCOUNT_UNKNOWN';

  test('is noted', () => {
    expect(notesOf({ subscriptions: [byId()] })).toEqual({ HISTORY_UNKNOWN: ['sub_1'], [code]: ['sub_1'] });
  });

  test('is known where the customer is whole, or among the customers', () => {
    const whole = byId({ customer: { id: 'cus_1', discount: tenth } });
    expect(of({ subscriptions: [whole] })).toBe(63);
    const data = { subscriptions: [byId()], customers: [{ id: 'cus_1', discount: tenth }] };
    expect(of(data)).toBe(63);
    expect(notesOf(data)).not.toHaveProperty(code);
    expect(notesOf({ ...data, customers: [{ id: 'cus_2' }] })).toHaveProperty(code);
  });

  test('may be for another product: noted, unless an invoice or applies_to tells', () => {
    const whole = byId({ customer: { id: 'cus_1', discount: tenth } });
    expect(notesOf({ subscriptions: [whole] })).toMatchObject({ COUPON_SCOPE_UNKNOWN: ['di_c'] });
    const of = (off: number) =>
      line(b, 1, '2026-01-01', '2026-02-01', {
        discount_amounts: off === 0 ? [] : [{ amount: off, discount: 'di_c' }],
      });
    const invoices = (off: number) => [invoice('2026-01-01', [of(off)], { discounts: ['di_c'] })];
    const worthOf = (off: number) => worth(convert({ subscriptions: [whole], invoices: invoices(off) }).subscriptions);
    expect([worthOf(700), worthOf(0)]).toEqual([63, 70]);
    expect(notesOf({ subscriptions: [whole], invoices: invoices(0) })).toEqual({});
    const other = coupon('tenth', { percent_off: 10, applies_to: { products: ['prod_a'] } });
    expect(worth(convert({ subscriptions: [whole], coupons: [other] }).subscriptions)).toBe(70);
  });

  test('matters not where the subscription has one of its own, or where discounts do not count', () => {
    expect(notesOf({ subscriptions: [byId({ discounts: [tenth] })] })).not.toHaveProperty(code);
    expect(notesOf({ subscriptions: [byId()] }, { discounts: 'none' })).not.toHaveProperty(code);
  });

  test.each<[string, Parameters<typeof invoice>[2], StripeInvoiceLine, number, boolean]>([
    ['was billed in full', {}, line(b, 1, '2026-01-01', '2026-02-01'), 70, false],
    ['has an empty list', { discounts: [], amount_due: 8400 }, line(b, 1, '2026-01-01', '2026-02-01'), 70, false],
    ['has it', { discounts: [tenth], amount_due: 6300 }, line(b, 1, '2026-01-01', '2026-02-01'), 63, false],
    [
      'has it on its line',
      { amount_due: 6300 },
      line(b, 1, '2026-01-01', '2026-02-01', { discount_amounts: [{ amount: 700, discount: tenth }] }),
      63,
      false,
    ],
    ['was billed less, and says no more', { amount_due: 6300 }, line(b, 1, '2026-01-01', '2026-02-01'), 70, true],
  ])('the invoice %s', (_, more, one, expected, isNoted) => {
    const data = { subscriptions: [byId()], invoices: [invoice('2026-01-01', [one], more)] };
    expect(of(data)).toBe(expected);
    expect(code in notesOf(data)).toBe(isNoted);
  });
});
