import { months, mrr, mrrMovements, type Policy, type Subscription } from 'tenure';
import { fromStripe, type StripeData, type StripeInvoice, type StripePrice } from 'tenure/stripe';
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

const basic = price('basic', 2000);
const pro = price('pro', 5000);
const seat = price('seat', 1000);
const yearly = price('yearly', 120_000, every('year'));
const monthly = price('monthly', 12_000);

const isoDay = (date: string) => new Date(at(date) * 1000).toISOString();
const row = (own: StripePrice, amount: string, start: string, end?: string, more: Partial<Subscription> = {}) => ({
  customerId: 'cus_1',
  subscriptionId: 'sub_1',
  start: isoDay(start),
  ...(end && { end: isoDay(end) }),
  amount,
  interval: 'month',
  currency: own.currency.toUpperCase(),
  plan: own.id,
  ...more,
});

/** Opening, new, reactivation, expansion, contraction, churn and closing of each month from January on. */
function statements(rows: readonly Subscription[], count: number, policy: Policy = {}) {
  return mrrMovements(rows, months('2026-01', '2026-12').slice(0, count), policy).map((one) => [
    one.opening,
    one.new,
    one.reactivation,
    one.expansion,
    one.contraction,
    one.churn,
    one.closing,
  ]);
}

const convert = (data: StripeData) => fromStripe(deepFreeze(data));

const forms: [name: string, form: (one: StripeInvoice) => StripeInvoice][] = [
  ['invoices as before 2025', (one) => one],
  ['invoices as since 2025', modern],
];
const prices = [basic, pro, seat, yearly, monthly];

describe.each(forms)('twelve histories, worked by hand: %s', (_, form) => {
  const convertAll = (data: StripeData) => {
    const invoices = (data.invoices as readonly StripeInvoice[] | undefined)?.map(form);
    return convert({ prices, ...data, ...(invoices && { invoices }) });
  };

  test('1. an upgrade on 10 March, billed with the invoice of April', () => {
    const data = {
      subscriptions: [subscription([item(pro, 1, { id: 'si_1' })], { current_period_end: at('2026-05-01') })],
      invoices: [
        invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01', { subscription_item: 'si_1' })]),
        invoice('2026-02-01', [line(basic, 1, '2026-02-01', '2026-03-01', { subscription_item: 'si_1' })]),
        invoice('2026-03-01', [line(basic, 1, '2026-03-01', '2026-04-01', { subscription_item: 'si_1' })]),
        invoice('2026-04-01', [
          proration(basic, 1, '2026-03-10', '2026-04-01', -1419, { subscription_item: 'si_1' }),
          proration(pro, 1, '2026-03-10', '2026-04-01', 3548, { subscription_item: 'si_1' }),
          line(pro, 1, '2026-04-01', '2026-05-01', { subscription_item: 'si_1' }),
        ]),
      ],
    };
    const { subscriptions, skipped, notes } = convertAll(data);
    expect(subscriptions).toEqual([row(basic, '20', '2026-01-01', '2026-03-10'), row(pro, '50', '2026-03-10')]);
    expect([skipped, notes]).toEqual([[], []]);
    expect(statements(subscriptions, 4)).toEqual([
      [0, 20, 0, 0, 0, 0, 20],
      [20, 0, 0, 0, 0, 0, 20],
      [20, 0, 0, 30, 0, 0, 50],
      [50, 0, 0, 0, 0, 0, 50],
    ]);
    // Without invoices the price of today would be taken for all time, and the result says so.
    const blind = convert({ subscriptions: data.subscriptions });
    expect(mrr(blind.subscriptions, '2026-01-15')).toBe(50);
    expect(blind.notes).toMatchObject([{ code: 'HISTORY_UNKNOWN', ids: ['sub_1'] }]);
  });

  test('2. a downgrade without proration, from the next period on', () => {
    const { subscriptions, notes } = convertAll({
      subscriptions: [subscription([item(basic, 1, { id: 'si_1' })], { current_period_end: at('2026-04-01') })],
      invoices: [
        invoice('2026-01-01', [line(pro, 1, '2026-01-01', '2026-02-01', { subscription_item: 'si_1' })]),
        invoice('2026-02-01', [line(pro, 1, '2026-02-01', '2026-03-01', { subscription_item: 'si_1' })]),
        invoice('2026-03-01', [line(basic, 1, '2026-03-01', '2026-04-01', { subscription_item: 'si_1' })]),
      ],
    });
    expect(subscriptions).toEqual([row(pro, '50', '2026-01-01', '2026-03-01'), row(basic, '20', '2026-03-01')]);
    expect(notes).toEqual([]);
    expect(statements(subscriptions, 3)).toEqual([
      [0, 50, 0, 0, 0, 0, 50],
      [50, 0, 0, 0, 0, 0, 50],
      [50, 0, 0, 0, 30, 0, 20],
    ]);
  });

  test('3. prorations: 3 seats, 5 from 16 January, 4 from 20 January, all on the invoice of February', () => {
    const { subscriptions, notes } = convertAll({
      subscriptions: [subscription([item(seat, 4)], { current_period_end: at('2026-03-01') })],
      invoices: [
        invoice('2026-01-01', [line(seat, 3, '2026-01-01', '2026-02-01')]),
        invoice('2026-02-01', [
          proration(seat, 5, '2026-01-20', '2026-02-01', -1935),
          proration(seat, 4, '2026-01-20', '2026-02-01', 1548),
          proration(seat, 3, '2026-01-16', '2026-02-01', -1548),
          proration(seat, 5, '2026-01-16', '2026-02-01', 2581),
          line(seat, 4, '2026-02-01', '2026-03-01'),
        ]),
      ],
    });
    expect(subscriptions).toEqual([
      row(seat, '10', '2026-01-01', '2026-01-16', { quantity: 3 }),
      row(seat, '10', '2026-01-16', '2026-01-20', { quantity: 5 }),
      row(seat, '10', '2026-01-20', undefined, { quantity: 4 }),
    ]);
    expect(notes).toEqual([]);
    expect(statements(subscriptions, 2, { movements: 'event' })).toEqual([
      [0, 30, 0, 20, 10, 0, 40],
      [40, 0, 0, 0, 0, 0, 40],
    ]);
  });

  test('4. half price for three months, which ends on 1 April', () => {
    const half = discount('di_1', coupon('half', { percent_off: 50, duration: 'repeating' }), {
      end: at('2026-04-01'),
    });
    const billed = (from: string, to: string, discounts: StripeInvoice['discounts']) =>
      invoice(from, [line(pro, 1, from, to)], { discounts });
    const { subscriptions, notes } = convertAll({
      subscriptions: [subscription([item(pro)], { current_period_end: at('2026-05-01') })],
      invoices: [
        billed('2026-01-01', '2026-02-01', [half]),
        billed('2026-02-01', '2026-03-01', ['di_1']),
        billed('2026-03-01', '2026-04-01', ['di_1']),
        billed('2026-04-01', '2026-05-01', []),
      ],
    });
    expect(subscriptions).toEqual([
      row(pro, '50', '2026-01-01', '2026-04-01', { discount: { percent: '50' } }),
      row(pro, '50', '2026-04-01'),
    ]);
    expect(notes).toEqual([]);
    expect(statements(subscriptions, 4)).toEqual([
      [0, 25, 0, 0, 0, 0, 25],
      [25, 0, 0, 0, 0, 0, 25],
      [25, 0, 0, 0, 0, 0, 25],
      [25, 0, 0, 25, 0, 0, 50],
    ]);
  });

  test('5. a pause from 10 February to 10 March', () => {
    const paused = { behavior: 'void', resumes_at: null };
    const own = subscription([item(basic)], { current_period_end: at('2026-05-01') });
    const { subscriptions, notes } = convertAll({
      subscriptions: [own],
      invoices: [
        invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01')]),
        invoice('2026-02-01', [line(basic, 1, '2026-02-01', '2026-03-01')]),
        invoice('2026-03-01', [line(basic, 1, '2026-03-01', '2026-04-01')], { status: 'void' }),
        invoice('2026-04-01', [line(basic, 1, '2026-04-01', '2026-05-01')]),
      ],
      events: [
        event('2026-02-10', { ...own, pause_collection: paused }, { pause_collection: null }),
        event('2026-03-10', own, { pause_collection: paused }),
      ],
    });
    const pauses = [{ start: isoDay('2026-02-10'), end: isoDay('2026-03-10') }];
    expect(subscriptions).toEqual([row(basic, '20', '2026-01-01', undefined, { pauses })]);
    expect(notes).toEqual([]);
    expect(statements(subscriptions, 4)).toEqual([
      [0, 20, 0, 0, 0, 0, 20],
      [20, 0, 0, 0, 0, 20, 0],
      [0, 0, 20, 0, 0, 0, 20],
      [20, 0, 0, 0, 0, 0, 20],
    ]);
    expect(statements(subscriptions, 4, { pauses: 'retain' })[1]).toEqual([20, 0, 0, 0, 0, 0, 20]);
  });

  test('6. past due from 1 February, recovered on the 9th', () => {
    const { subscriptions, notes } = convertAll({
      subscriptions: [subscription([item(basic)], { current_period_end: at('2026-04-01') })],
      invoices: [
        invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01')]),
        invoice('2026-02-01', [line(basic, 1, '2026-02-01', '2026-03-01')], {
          attempt_count: 3,
          status_transitions: { finalized_at: at('2026-02-01'), paid_at: at('2026-02-09') },
        }),
        invoice('2026-03-01', [line(basic, 1, '2026-03-01', '2026-04-01')]),
      ],
    });
    const pastDue = [{ start: isoDay('2026-02-01'), end: isoDay('2026-02-09') }];
    expect(subscriptions).toEqual([row(basic, '20', '2026-01-01', undefined, { pastDue })]);
    expect(notes).toEqual([]);
    expect(statements(subscriptions, 3, { movements: 'event' })[1]).toEqual([20, 0, 0, 0, 0, 0, 20]);
    // Five days of grace are over on 6 February, three days before the payment.
    const strict = { movements: 'event', pastDueGraceDays: 5 } as const;
    expect(statements(subscriptions, 3, strict)[1]).toEqual([20, 0, 20, 0, 0, 20, 20]);
  });

  test('7. cancelled for the end of the period, and taken back', () => {
    const own = subscription([item(basic)], { current_period_end: at('2026-04-01') });
    const leaving = { ...own, cancel_at_period_end: true, canceled_at: at('2026-02-05'), cancel_at: at('2026-03-01') };
    const invoices = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']
      .map((from, i, all) => [from, all[i + 1]] as const)
      .slice(0, 3)
      .map(([from, to]) => invoice(from, [line(basic, 1, from, to ?? from)]));
    const events = [
      event('2026-02-05', leaving, { cancel_at_period_end: false, canceled_at: null, cancel_at: null }),
      event('2026-02-20', own, {
        cancel_at_period_end: true,
        canceled_at: at('2026-02-05'),
        cancel_at: at('2026-03-01'),
      }),
    ];
    const { subscriptions, notes } = convertAll({ subscriptions: [own], invoices, events });
    expect(subscriptions).toEqual([row(basic, '20', '2026-01-01')]);
    expect(notes).toEqual([]);
    expect(statements(subscriptions, 3, { churnAt: 'cancelRequest' })[2]).toEqual([20, 0, 0, 0, 0, 0, 20]);

    // In between it was to end on 1 March.
    const between = convertAll({
      subscriptions: [leaving],
      invoices: invoices.slice(0, 2),
      events: events.slice(0, 1),
    });
    const cancelRequestedAt = isoDay('2026-02-05');
    expect(between.subscriptions).toEqual([row(basic, '20', '2026-01-01', '2026-03-01', { cancelRequestedAt })]);
    expect(statements(between.subscriptions, 3).map(([, , , , , churn]) => churn)).toEqual([0, 0, 20]);
    const committed = statements(between.subscriptions, 3, { churnAt: 'cancelRequest' });
    expect(committed.map(([, , , , , churn]) => churn)).toEqual([0, 20, 0]);
  });

  test('8. from yearly to monthly on 10 April, billed at once', () => {
    const { subscriptions, notes } = convertAll({
      subscriptions: [subscription([item(monthly, 1, { id: 'si_1' })], { current_period_end: at('2026-05-10') })],
      invoices: [
        invoice('2026-01-01', [line(yearly, 1, '2026-01-01', '2027-01-01', { subscription_item: 'si_1' })]),
        invoice(
          '2026-04-10',
          [
            proration(yearly, 1, '2026-04-10', '2027-01-01', -87_452, { subscription_item: 'si_1' }),
            line(monthly, 1, '2026-04-10', '2026-05-10', { subscription_item: 'si_1' }),
          ],
          { billing_reason: 'subscription_update' },
        ),
      ],
    });
    expect(subscriptions).toEqual([
      row(yearly, '1200', '2026-01-01', '2026-04-10', { interval: 'year' }),
      row(monthly, '120', '2026-04-10'),
    ]);
    expect(notes).toEqual([]);
    // 1,200 a year are 100 a month.
    expect(statements(subscriptions, 4).slice(2)).toEqual([
      [100, 0, 0, 0, 0, 0, 100],
      [100, 0, 0, 20, 0, 0, 120],
    ]);
  });

  test('9. two items, one added on 16 January and removed on 15 March', () => {
    const { subscriptions, notes } = convertAll({
      subscriptions: [subscription([item(pro)], { current_period_end: at('2026-05-01') })],
      invoices: [
        invoice('2026-01-01', [line(pro, 1, '2026-01-01', '2026-02-01')]),
        invoice('2026-02-01', [
          proration(seat, 3, '2026-01-16', '2026-02-01', 1548),
          line(pro, 1, '2026-02-01', '2026-03-01'),
          line(seat, 3, '2026-02-01', '2026-03-01'),
        ]),
        invoice('2026-03-01', [line(pro, 1, '2026-03-01', '2026-04-01'), line(seat, 3, '2026-03-01', '2026-04-01')]),
        invoice('2026-04-01', [
          proration(seat, 3, '2026-03-15', '2026-04-01', -1645),
          line(pro, 1, '2026-04-01', '2026-05-01'),
        ]),
      ],
    });
    expect(subscriptions).toEqual([
      row(pro, '50', '2026-01-01'),
      row(seat, '10', '2026-01-16', '2026-03-15', { quantity: 3 }),
    ]);
    expect(notes).toEqual([]);
    expect(statements(subscriptions, 4, { movements: 'event' })).toEqual([
      [0, 50, 0, 30, 0, 0, 80],
      [80, 0, 0, 0, 0, 0, 80],
      [80, 0, 0, 0, 30, 0, 50],
      [50, 0, 0, 0, 0, 0, 50],
    ]);
  });

  test('10. yen, which have no decimals', () => {
    const [small, large] = [price('small', 500, { currency: 'jpy' }), price('large', 1200, { currency: 'jpy' })];
    const { subscriptions, notes } = convertAll({
      prices: [small, large],
      subscriptions: [
        subscription([item(large, 1, { id: 'si_1' })], { currency: 'jpy', current_period_end: at('2026-03-01') }),
      ],
      invoices: [
        invoice('2026-01-01', [line(small, 1, '2026-01-01', '2026-02-01', { subscription_item: 'si_1' })]),
        invoice('2026-02-01', [line(large, 1, '2026-02-01', '2026-03-01', { subscription_item: 'si_1' })]),
      ],
    });
    expect(subscriptions).toEqual([row(small, '500', '2026-01-01', '2026-02-01'), row(large, '1200', '2026-02-01')]);
    expect(notes).toEqual([]);
    expect(statements(subscriptions, 2)).toEqual([
      [0, 500, 0, 0, 0, 0, 500],
      [500, 0, 0, 700, 0, 0, 1200],
    ]);
  });

  test('11. a trial until 15 January, then paid', () => {
    const { subscriptions, notes } = convertAll({
      subscriptions: [
        subscription([item(basic)], {
          trial_start: at('2026-01-01'),
          trial_end: at('2026-01-15'),
          current_period_end: at('2026-03-15'),
        }),
      ],
      invoices: [
        invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-01-15', { amount: 0 })]),
        invoice('2026-01-15', [line(basic, 1, '2026-01-15', '2026-02-15')]),
        invoice('2026-02-15', [line(basic, 1, '2026-02-15', '2026-03-15')]),
      ],
    });
    expect(subscriptions).toEqual([row(basic, '20', '2026-01-01', undefined, { trialEnd: isoDay('2026-01-15') })]);
    expect(notes).toEqual([]);
    expect([mrr(subscriptions, '2026-01-14'), mrr(subscriptions, '2026-01-15')]).toEqual([0, 20]);
    expect(statements(subscriptions, 2)).toEqual([
      [0, 20, 0, 0, 0, 0, 20],
      [20, 0, 0, 0, 0, 0, 20],
    ]);
  });

  test('12. a refund changes no MRR; the end it goes with does', () => {
    const { subscriptions, notes } = convertAll({
      subscriptions: [
        subscription([item(basic)], {
          status: 'canceled',
          ended_at: at('2026-02-03'),
          canceled_at: at('2026-02-03'),
          current_period_end: at('2026-03-01'),
          cancellation_details: { reason: 'cancellation_requested', feedback: 'unused', comment: 'not for us' },
        }),
      ],
      invoices: [
        invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01')]),
        // Refunded through a credit note: the invoice stays paid, with its lines.
        invoice('2026-02-01', [line(basic, 1, '2026-02-01', '2026-03-01')]),
        invoice('2026-02-03', [proration(basic, 1, '2026-02-03', '2026-03-01', -1857)], { billing_reason: 'manual' }),
      ],
    });
    const request = { cancelRequestedAt: isoDay('2026-02-03') };
    const why = { churnType: 'voluntary', churnReason: 'unused' } as const;
    expect(subscriptions).toEqual([row(basic, '20', '2026-01-01', '2026-02-03', { ...request, ...why })]);
    expect(notes).toEqual([]);
    expect(statements(subscriptions, 2)).toEqual([
      [0, 20, 0, 0, 0, 0, 20],
      [20, 0, 0, 0, 0, 20, 0],
    ]);
  });
});
