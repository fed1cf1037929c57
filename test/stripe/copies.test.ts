import { mrr } from 'tenure';
import type { StripeData, StripeRow } from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { refusal } from '../support/caught.ts';
import { convert, notesOf } from './converted.ts';
import { at, coupon, discount, invoice, item, line, price, proration, subscription } from './objects.ts';

const [basic, pro] = [price('basic', 2000), price('pro', 5000)];
const half = coupon('half', { percent_off: 50, duration: 'repeating', duration_in_months: 2 });

/** As the API gives it: an upgrade on 10 March, half price for two months, and a request to cancel. */
const own = subscription([item(pro, 1, { id: 'si_1', created: at('2026-01-01') })], {
  customer: 'cus_1',
  current_period_start: at('2026-04-01'),
  current_period_end: at('2026-05-01'),
  cancel_at_period_end: true,
  canceled_at: at('2026-04-20'),
  cancellation_details: { reason: 'cancellation_requested', feedback: 'unused', comment: null },
  discounts: [discount('di_1', half)],
});
const byItem = { subscription_item: 'si_1' };
const paid = (from: string, more: object = {}) => ({
  status: 'paid',
  attempt_count: 1,
  status_transitions: { finalized_at: at(from), paid_at: at(from), marked_uncollectible_at: null, voided_at: null },
  ...more,
});
const invoices = [
  invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01', byItem)], paid('2026-01-01')),
  invoice(
    '2026-02-01',
    [line(basic, 1, '2026-02-01', '2026-03-01', byItem)],
    // Paid at the third attempt, eight days later.
    paid('2026-02-01', {
      attempt_count: 3,
      status_transitions: { finalized_at: at('2026-02-01'), paid_at: at('2026-02-09') },
    }),
  ),
  invoice('2026-03-01', [line(basic, 1, '2026-03-01', '2026-04-01', byItem)], paid('2026-03-01')),
  invoice(
    '2026-04-01',
    [
      proration(basic, 1, '2026-03-10', '2026-04-01', -1419, byItem),
      proration(pro, 1, '2026-03-10', '2026-04-01', 3548, byItem),
      line(pro, 1, '2026-04-01', '2026-05-01', byItem),
    ],
    paid('2026-04-01'),
  ),
];
const api: StripeData = { subscriptions: [own], invoices };
const expected = convert(api);

type Row = Record<string, unknown>;
/** Every instant in a row as text in UTC. */
const isoOf = (seconds: unknown) => (typeof seconds === 'number' ? new Date(seconds * 1000).toISOString() : seconds);
const instants = /^(created|start|end|.*_(at|start|end|date|anchor)|start_date)$/;
const withIso = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, instants.test(key) ? isoOf(value) : value]));
/** An object inside a row as columns of its own. */
const flat = (row: Row, key: string): Row => {
  const { [key]: part, ...rest } = row;
  const columns = Object.entries((part ?? {}) as Row).map(([name, value]) => [`${key}_${name}`, value]);
  return { ...rest, ...Object.fromEntries(columns) };
};
const asText = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    ]),
  );

test('what the API gives', () => {
  expect(expected.subscriptions.map(({ amount, start, end, discount: off }) => [amount, start, end, off])).toEqual([
    ['20', '2026-01-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z', { percent: '50' }],
    ['20', '2026-03-01T00:00:00.000Z', '2026-03-10T00:00:00.000Z', undefined],
    ['50', '2026-03-10T00:00:00.000Z', '2026-05-01T00:00:00.000Z', undefined],
  ]);
  expect(expected.subscriptions[0]?.pastDue).toEqual([
    { start: '2026-02-01T00:00:00.000Z', end: '2026-02-09T00:00:00.000Z' },
  ]);
  expect(expected.notes).toEqual([]);
});

describe('a copy gives the same rows', () => {
  /** Tables with ids for objects and columns for what is nested, as Fivetran and Sigma keep them. */
  const tables = (): { [name in keyof StripeData]: Row[] } => {
    const { items, discounts, customer, ...rest } = own as unknown as Row;
    const lines = invoices.flatMap((one) => one.lines.data.map((own) => ({ ...own, invoice_id: one.id })));
    return {
      subscriptions: [withIso(flat({ ...rest, customer_id: 'cus_1' }, 'cancellation_details'))],
      subscriptionItems: [
        { id: 'si_1', subscription_id: 'sub_1', price_id: 'pro', quantity: 1, created: isoOf(at('2026-01-01')) },
      ],
      discounts: [
        withIso({ id: 'di_1', subscription_id: 'sub_1', coupon_id: 'half', start: at('2026-01-01'), end: null }),
      ],
      coupons: [{ ...half }],
      prices: [basic, pro].map((one) => {
        const { product, ...others } = flat({ ...one }, 'recurring');
        return { ...others, product_id: product };
      }),
      invoices: invoices.map((one) => {
        const { lines: _, subscription: owner, ...others } = one as unknown as Row;
        return withIso(flat({ ...others, subscription_id: owner }, 'status_transitions'));
      }),
      invoiceLines: lines.map((one) => {
        const { price: named, subscription: owner, subscription_item, ...others } = one as unknown as Row;
        const ids = { price_id: (named as Row).id, subscription_id: owner, subscription_item_id: subscription_item };
        return withIso(flat({ ...others, ...ids }, 'period'));
      }),
    };
  };
  const same = (data: unknown) => {
    const { subscriptions, skipped, notes } = convert(data as StripeData);
    expect(subscriptions).toEqual(expected.subscriptions);
    expect([skipped, notes]).toEqual([[], []]);
  };

  test('Fivetran: tables, ids, columns, timestamps', () => same(tables()));

  test('Fivetran, its prices as plans by plan_id', () => {
    const { prices, subscriptionItems, invoiceLines, ...rest } = tables();
    const asPlan = ({ price_id, ...row }: Row) => ({ ...row, plan_id: price_id });
    const plans = [basic, pro].map(({ id, currency, unit_amount }) => ({
      ...{ id, currency, amount: unit_amount, interval: 'month', interval_count: 1, usage_type: 'licensed' },
      product_id: `prod_${id}`,
    }));
    same({
      ...rest,
      prices: plans,
      subscriptionItems: subscriptionItems?.map(asPlan),
      invoiceLines: invoiceLines?.map(asPlan),
    });
  });

  test('Sigma: the one discount as columns of the subscription, all values as text', () => {
    const { discounts, ...rest } = tables();
    const [first] = rest.subscriptions ?? [];
    const all = {
      ...rest,
      subscriptions: [
        { ...first, discount_coupon_id: 'half', discount_start: '2026-01-01 00:00:00.000 UTC', discount_end: '' },
      ],
    };
    const texts = Object.entries(all).map(([name, rows]) => [
      name,
      rows?.map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value == null ? '' : String(value)])),
      ),
    ]);
    same(Object.fromEntries(texts));
  });

  test('Airbyte: the fields of the API, objects as JSON in text, lines in a table', () => {
    const lines = invoices.flatMap((one) => one.lines.data.map((own) => asText({ ...own, invoice_id: one.id })));
    same({
      subscriptions: [asText({ ...own })],
      invoices: invoices.map(({ lines: _, ...rest }) => asText({ ...rest })),
      invoiceLines: lines,
    });
  });

  test('Airbyte: items in a stream of their own', () => {
    const { items, ...rest } = own;
    const subscriptionItems = items.data.map((one) => asText({ ...one, subscription: 'sub_1' }));
    same({ subscriptions: [asText({ ...rest })], subscriptionItems, invoices });
  });

  test('dj-stripe: stripe_data, as an object or as text', () => {
    same({
      subscriptions: [JSON.stringify(own)].map((stripe_data) => ({ stripe_data })).map((row) => row.stripe_data),
      invoices,
    });
    same({
      subscriptions: [JSON.parse(JSON.stringify(own))],
      invoices: invoices.map((one) => JSON.parse(JSON.stringify(one))),
    });
  });

  test('stripe-sync-engine: jsonb for lists, ids for objects, bigints as the driver gives them', () => {
    same({
      subscriptions: [{ ...own, customer: 'cus_1', schedule: null, plan: null }],
      invoices: invoices.map((one) => ({
        ...one,
        created: one.created,
        amount_due: String(one.amount_due),
        total: 0n,
      })),
    });
    same({
      subscriptions: [{ ...own, start_date: BigInt(own.start_date ?? 0), created: String(own.created) }],
      invoices: invoices.map((one) => ({ ...one, created: BigInt(one.created) })),
    });
  });

  test('dates of a driver', () => {
    const dated = (row: Row): Row =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          instants.test(key) && typeof value === 'string' ? new Date(value) : value,
        ]),
      );
    const all = Object.entries(tables()).map(([name, rows]) => [name, rows?.map(dated)]);
    same(Object.fromEntries(all));
    const { subscriptions = [], ...rest } = tables();
    same({ ...rest, subscriptions: subscriptions.map((row) => ({ ...row, created: { value: row.created } })) });
  });
});

describe('what copies get wrong is refused, or noted', () => {
  const row = (more: Row): StripeRow => ({
    id: 'sub_1',
    customer_id: 'cus_1',
    status: 'active',
    start_date: '2026-01-01T00:00:00Z',
    price_id: 'basic',
    quantity: '2',
    ...more,
  });

  test('one price and quantity on the subscription itself', () => {
    expect(convert({ subscriptions: [row({})], prices: [basic] }).subscriptions).toMatchObject([
      { amount: '20', quantity: 2, plan: 'basic' },
    ]);
  });

  test.each([
    ['2026-01-01 00:00:00', 'no offset'],
    ['01/02/2026', 'no ISO text'],
    [1_767_225_600_000, 'milliseconds'],
    ['1767225600000', 'milliseconds as text'],
    ['2026-02-30T00:00:00Z', 'no day'],
  ])('%s: %s', (start_date, _) => {
    expect(refusal(() => convert({ subscriptions: [row({ start_date })], prices: [basic] }))).toMatchObject({
      code: 'INVALID_INSTANT',
    });
  });

  test.each([
    ['true', true],
    ['t', true],
    ['1', true],
    [1, true],
    ['false', false],
    ['f', false],
    [0, false],
    ['', false],
  ])('a flag %o', (flag, isSet) => {
    const data = {
      subscriptions: [row({ cancel_at_period_end: flag, current_period_end: 1_777_593_600 })],
      prices: [basic],
    };
    expect('end' in (convert(data).subscriptions[0] ?? {})).toBe(isSet);
  });

  test('a test-mode row by text', () => {
    expect(convert({ subscriptions: [row({ livemode: 'false' })], prices: [basic] }).skipped).toMatchObject([
      { reason: 'TEST_MODE' },
    ]);
  });

  test('a price that no table has is noted, and nobody is lost in silence', () => {
    const data = { subscriptions: [row({})] };
    expect(convert(data).skipped).toMatchObject([{ id: 'sub_1', reason: 'NOT_RECURRING' }]);
    expect(notesOf(data)).toMatchObject({ PRICE_NOT_FOUND: ['basic'] });
  });

  test('no item in the table of items: skipped, not an error for all the others', () => {
    const data = { subscriptions: [row({ price_id: null })], subscriptionItems: [] };
    expect(convert(data).skipped).toMatchObject([{ id: 'sub_1', reason: 'NOT_RECURRING' }]);
  });

  test('errors name the table and the row', () => {
    const items = [{ id: 'si_1', subscription_id: 'sub_1', price_id: 'basic', quantity: 'many' }];
    expect(
      refusal(() => convert({ subscriptions: [row({ price_id: null })], subscriptionItems: items, prices: [basic] })),
    ).toMatchObject({ path: ['data', 'subscriptionItems', 0, 'quantity'] });
  });

  test('tiers and packages from JSON in text, and from columns', () => {
    const tiers = JSON.stringify([
      { up_to: 5, unit_amount: 700 },
      { up_to: null, unit_amount: 650 },
    ]);
    const common = { id: 'basic', currency: 'usd', recurring_interval: 'month', recurring_usage_type: 'licensed' };
    const tiered = { ...common, billing_scheme: 'tiered', tiers_mode: 'volume', tiers };
    const packed = {
      ...common,
      unit_amount: '1000',
      transform_quantity_divide_by: '4',
      transform_quantity_round: 'up',
    };
    const worth = (own: Row) =>
      mrr(convert({ subscriptions: [row({ quantity: 6 })], prices: [own] }).subscriptions, '2026-02-01');
    expect([worth(tiered), worth(packed)]).toEqual([39, 20]);
  });

  test('a price by the amounts of lines alone, where the table of prices is not there', () => {
    const data = (start: string, end: string, amount: number, quantity = 2) => ({
      subscriptions: [row({ quantity, current_period_end: end })],
      invoices: [{ id: 'in_1', created: start, status: 'paid', subscription_id: 'sub_1' }],
      invoiceLines: [
        {
          id: 'il_1',
          invoice_id: 'in_1',
          amount,
          currency: 'usd',
          quantity,
          price_id: 'basic',
          period_start: start,
          period_end: end,
        },
      ],
    });
    const of = (...values: Parameters<typeof data>) =>
      convert(data(...values)).subscriptions.map(({ amount, interval, intervalCount }) => [
        amount,
        interval,
        intervalCount,
      ]);
    expect(of('2026-01-01', '2026-02-01', 4000)).toEqual([['20', 'month', undefined]]);
    expect(of('2026-01-01', '2026-04-01', 12_000)).toEqual([['60', 'month', 3]]);
    expect(of('2026-01-01', '2027-01-01', 24_000)).toEqual([['120', 'year', undefined]]);
    expect(of('2026-01-01', '2028-01-01', 24_000)).toEqual([['120', 'year', 2]]);
    expect(of('2026-01-01', '2026-01-08', 1000)).toEqual([['5', 'week', undefined]]);
    expect(of('2026-01-03', '2026-01-31', 1000)).toEqual([['5', 'week', 4]]);
    expect(of('2026-01-01', '2026-01-11', 1000)).toEqual([['5', 'day', 10]]);
    // Billed on the 31st: February is short, and March is whole again.
    expect(of('2026-01-31', '2026-02-28', 1000)).toEqual([['5', 'month', undefined]]);
    expect(of('2026-02-28', '2026-03-31', 1000)).toEqual([['5', 'month', undefined]]);
    expect(notesOf(data('2026-01-01', '2026-02-01', 4000))).toMatchObject({ PRICE_FROM_LINE: ['basic'] });
  });

  test('a line that names no price at all', () => {
    const bare = (amount: number, from: string, to: string) =>
      line(basic, 1, from, to, { price: null, amount, subscription_item: 'si_1' });
    const now = subscription([item(pro, 1, { id: 'si_1' })], { current_period_end: at('2026-03-01') });
    const data = {
      subscriptions: [now],
      invoices: [
        invoice('2026-01-01', [bare(2000, '2026-01-01', '2026-02-01')]),
        invoice('2026-02-01', [bare(5000, '2026-02-01', '2026-03-01')]),
      ],
    };
    const { subscriptions, notes } = convert(data);
    expect(notes).toEqual([]);
    expect(subscriptions.map(({ amount, start, plan }) => [amount, String(start).slice(0, 10), plan])).toEqual([
      ['20', '2026-01-01', 'si_1'],
      ['50', '2026-02-01', 'pro'],
    ]);
  });
});
