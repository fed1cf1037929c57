import { month, mrr, mrrMovements, type Policy } from 'tenure';
import type { StripeData, StripeInvoice, StripeSubscription } from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { basic, convert, iso, notesOf } from './converted.ts';
import { at, event, invoice, item, line, subscription } from './objects.ts';

const own = (more: Partial<StripeSubscription> = {}) =>
  subscription([item(basic)], {
    collection_method: 'send_invoice',
    current_period_end: at('2026-04-01'),
    ...more,
  } as never);
const sent = (from: string, to: string, due: string, more: Partial<StripeInvoice> = {}) =>
  invoice(from, [line(basic, 1, from, to)], {
    collection_method: 'send_invoice',
    status: 'open',
    due_date: at(due),
    attempt_count: 0,
    status_transitions: { finalized_at: at(from), paid_at: null },
    ...more,
  });
const paid = (on: string) => ({
  status: 'paid',
  status_transitions: { finalized_at: at('2026-01-01'), paid_at: at(on) },
});
const quarter = [
  sent('2026-01-01', '2026-02-01', '2026-01-15'),
  sent('2026-02-01', '2026-03-01', '2026-02-15'),
  sent('2026-03-01', '2026-04-01', '2026-03-15'),
];
const pastDueOf = (data: StripeData) => convert(data).subscriptions[0]?.pastDue;
const on = (data: StripeData, policy: Policy, days: string) =>
  days.split(' ').map((day) => mrr(convert(data).subscriptions, day, policy));

describe('sent invoices that are not paid', () => {
  test('are past due from their due date: with 30 days of grace nothing is left on 14 February', () => {
    const data = { subscriptions: [own()], invoices: quarter };
    expect(pastDueOf(data)).toEqual([{ start: iso('2026-01-15') }]);
    expect(on(data, { pastDueGraceDays: 30 }, '2026-01-15 2026-02-13 2026-02-14 2026-03-31')).toEqual([20, 20, 0, 0]);
    const { subscriptions, notes } = convert(data);
    expect(mrrMovements(subscriptions, month('2026-02'), { pastDueGraceDays: 30 }).churn).toBe(20);
    expect(notes).toEqual([]);
  });

  test('count without a limit where there is none', () => {
    expect(on({ subscriptions: [own()], invoices: quarter }, {}, '2026-02-14 2026-03-31')).toEqual([20, 20]);
  });

  test.each(['active', 'past_due', 'canceled'])('whatever the status of the subscription: %s', (status) => {
    const ended = status === 'canceled' ? { ended_at: at('2026-04-01') } : {};
    expect(pastDueOf({ subscriptions: [own({ status, ...ended })], invoices: quarter })).toEqual([
      { start: iso('2026-01-15') },
    ]);
  });

  test('the first paid late, the others in time: past due in between alone', () => {
    const invoices = [
      { ...quarter[0], ...paid('2026-02-20') },
      { ...quarter[1], ...paid('2026-02-10') },
      { ...quarter[2], ...paid('2026-03-10') },
    ] as StripeInvoice[];
    const data = { subscriptions: [own()], invoices };
    expect(pastDueOf(data)).toEqual([{ start: iso('2026-01-15'), end: iso('2026-02-20') }]);
    expect(on(data, { pastDueGraceDays: 30 }, '2026-02-13 2026-02-14 2026-02-19 2026-02-20')).toEqual([20, 0, 0, 20]);
  });

  test('the last alone: past due from its own date', () => {
    const invoices = [
      { ...quarter[0], ...paid('2026-01-10') },
      { ...quarter[1], ...paid('2026-02-15') },
      quarter[2],
    ] as StripeInvoice[];
    expect(pastDueOf({ subscriptions: [own()], invoices })).toEqual([{ start: iso('2026-03-15') }]);
  });

  test('told by the field of old, or by the due date that only sent ones have', () => {
    const [first] = quarter as [StripeInvoice];
    const old = { ...first, collection_method: undefined, billing: 'send_invoice' };
    const bare = { ...first, collection_method: undefined };
    const charged = { ...bare, due_date: null };
    const of = (one: StripeInvoice) => pastDueOf({ subscriptions: [own()], invoices: [one] });
    expect([of(old), of(bare), of(charged)]).toEqual([
      [{ start: iso('2026-01-15') }],
      [{ start: iso('2026-01-15') }],
      undefined,
    ]);
  });

  test('for nothing: no debt', () => {
    const invoices = quarter.map((one) => ({ ...one, amount_due: 0 }));
    expect(pastDueOf({ subscriptions: [own()], invoices })).toBeUndefined();
  });

  test('drafts are none yet; voided and given up ones end with that', () => {
    expect(
      pastDueOf({ subscriptions: [own()], invoices: quarter.map((one) => ({ ...one, status: 'draft' })) }),
    ).toBeUndefined();
    const given = (key: string, status: string) => ({
      ...quarter[0],
      status,
      status_transitions: { finalized_at: at('2026-01-01'), [key]: at('2026-03-01') },
    });
    for (const [key, status] of [
      ['voided_at', 'void'],
      ['marked_uncollectible_at', 'uncollectible'],
    ] as const) {
      const data = { subscriptions: [own()], invoices: [given(key, status) as StripeInvoice] };
      expect(pastDueOf(data)).toEqual([{ start: iso('2026-01-15'), end: iso('2026-03-01') }]);
    }
  });

  test('those that are charged are as they were: open, with a subscription in good standing, no debt', () => {
    const charged = quarter.map((one) => ({ ...one, collection_method: 'charge_automatically', attempt_count: 3 }));
    expect(pastDueOf({ subscriptions: [own()], invoices: charged })).toBeUndefined();
  });
});

describe('an end that the object does not tell', () => {
  const leaving = { cancel_at_period_end: true, canceled_at: at('2026-03-05'), current_period_end: undefined };
  const code = 'CANCELLATION_END_UNKNOWN';
  const requested = iso('2026-03-05');

  test('a pending cancellation without a period: the request, no end, and a note', () => {
    const data = { subscriptions: [subscription([item(basic)], leaving)] };
    expect(convert(data).subscriptions).toMatchObject([{ cancelRequestedAt: requested }]);
    expect(convert(data).subscriptions[0]).not.toHaveProperty('end');
    expect(notesOf(data)).toMatchObject({ [code]: ['sub_1'] });
    expect(on(data, { churnAt: 'cancelRequest' }, '2026-03-04 2026-03-05')).toEqual([20, 0]);
    expect(on(data, {}, '2026-03-05 2026-05-01')).toEqual([20, 20]);
  });

  test('the end of the period that was billed at the request', () => {
    const invoices = [
      invoice('2026-02-01', [line(basic, 1, '2026-02-01', '2026-03-01')]),
      invoice('2026-03-01', [line(basic, 1, '2026-03-01', '2026-04-01')]),
    ];
    const data = { subscriptions: [subscription([item(basic)], leaving)], invoices };
    expect(convert(data).subscriptions).toMatchObject([{ end: iso('2026-04-01'), cancelRequestedAt: requested }]);
    expect(notesOf(data)).not.toHaveProperty(code);
  });

  test('bills that stop before the request do not tell', () => {
    const invoices = [invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01')])];
    const data = { subscriptions: [subscription([item(basic)], leaving)], invoices };
    expect(convert(data).subscriptions).toMatchObject([{ cancelRequestedAt: requested }]);
    expect(notesOf(data)).toHaveProperty(code);
  });

  test('with a period it is the end of that, as before', () => {
    const known = subscription([item(basic)], { ...leaving, current_period_end: at('2026-04-01') });
    expect(convert({ subscriptions: [known] }).subscriptions).toMatchObject([{ end: iso('2026-04-01') }]);
  });

  test('a request that was taken back leaves nothing', () => {
    const back = subscription([item(basic)], { cancel_at_period_end: false, canceled_at: at('2026-03-05') });
    expect(convert({ subscriptions: [back] }).subscriptions[0]).not.toHaveProperty('cancelRequestedAt');
  });

  test('canceled, and nothing says when: the end of what was billed, and a note', () => {
    const gone = subscription([item(basic)], { status: 'canceled' });
    const invoices = [invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01')])];
    expect(convert({ subscriptions: [gone], invoices }).subscriptions).toMatchObject([{ end: iso('2026-02-01') }]);
    expect(notesOf({ subscriptions: [gone], invoices })).toMatchObject({ END_UNKNOWN: ['sub_1'] });
    const period = subscription([item(basic)], { status: 'canceled', current_period_end: at('2026-03-01') });
    expect(convert({ subscriptions: [period] }).subscriptions).toMatchObject([{ end: iso('2026-03-01') }]);
    expect(convert({ subscriptions: [gone] })).toMatchObject({
      subscriptions: [],
      skipped: [{ reason: 'END_UNKNOWN' }],
    });
  });

  test('an object that was fetched before the event that ended it', () => {
    const stale = subscription([item(basic)]);
    const ended = { ...stale, status: 'canceled', canceled_at: at('2026-03-05'), ended_at: at('2026-03-05') };
    const told = event('2026-03-05', ended, undefined, 'customer.subscription.deleted');
    for (const object of [ended, { ...ended, ended_at: null, status: 'active' }]) {
      const data = { subscriptions: [stale], events: [{ ...told, data: { object } }] };
      expect(convert(data).subscriptions).toMatchObject([{ end: iso('2026-03-05') }]);
    }
  });
});

describe('a pause, by the renewals that were not collected in it', () => {
  const period = { current_period_start: at('2026-05-01'), current_period_end: at('2026-06-01') };
  const paused = (behavior: string, more: object = {}) =>
    subscription([item(basic)], { ...period, pause_collection: { behavior, resumes_at: null, ...more } });
  const renewal = (m: number, status: string, more: Partial<StripeInvoice> = {}) =>
    invoice(`2026-0${m}-01`, [line(basic, 1, `2026-0${m}-01`, `2026-0${m + 1}-01`)], { status, ...more });
  const pausesOf = (data: StripeData) => convert(data).subscriptions[0]?.pauses;

  test.each([
    ['void', 'void'],
    ['keep_as_draft', 'draft'],
    ['mark_uncollectible', 'uncollectible'],
  ])('%s: from the first of the renewals that are %s', (behavior, status) => {
    const invoices = [
      renewal(1, 'paid'),
      renewal(2, 'paid'),
      renewal(3, status),
      renewal(4, status),
      renewal(5, status),
    ];
    const data = { subscriptions: [paused(behavior)], invoices };
    expect(pausesOf(data)).toEqual([{ start: iso('2026-03-01') }]);
    expect(notesOf(data)).not.toHaveProperty('PAUSE_START_UNKNOWN');
    expect(on(data, {}, '2026-02-28 2026-03-01 2026-05-31')).toEqual([20, 0, 0]);
  });

  test('one that was paid in between ends the search', () => {
    const invoices = [renewal(2, 'void'), renewal(3, 'paid'), renewal(4, 'void'), renewal(5, 'void')];
    expect(pausesOf({ subscriptions: [paused('void')], invoices })).toEqual([{ start: iso('2026-04-01') }]);
  });

  test('with its end, where it has one', () => {
    const data = { subscriptions: [paused('void', { resumes_at: at('2026-07-01') })], invoices: [renewal(5, 'void')] };
    expect(pausesOf(data)).toEqual([{ start: iso('2026-05-01'), end: iso('2026-07-01') }]);
  });

  test('none yet: the start of the current period, and a note', () => {
    const data = { subscriptions: [paused('void')], invoices: [renewal(4, 'paid'), renewal(5, 'paid')] };
    expect(pausesOf(data)).toEqual([{ start: iso('2026-05-01') }]);
    expect(notesOf(data)).toMatchObject({ PAUSE_START_UNKNOWN: ['sub_1'] });
  });

  test('a voided correction is no renewal', () => {
    const invoices = [renewal(4, 'paid'), renewal(5, 'void', { billing_reason: 'manual' })];
    expect(notesOf({ subscriptions: [paused('void')], invoices })).toHaveProperty('PAUSE_START_UNKNOWN');
  });

  test('events say it to the second, and go before', () => {
    const now = paused('void');
    const data = {
      subscriptions: [now],
      invoices: [renewal(4, 'paid'), renewal(5, 'void')],
      events: [event('2026-04-12', now, { pause_collection: null })],
    };
    expect(pausesOf(data)).toEqual([{ start: iso('2026-04-12') }]);
  });

  test('one that runs and is not paused has none', () => {
    const invoices = [renewal(4, 'void'), renewal(5, 'void')];
    expect(pausesOf({ subscriptions: [subscription([item(basic)], period)], invoices })).toBeUndefined();
  });
});
