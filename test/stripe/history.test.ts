import type { StripeSubscription } from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { amounts, basic, convert, iso, notesOf, one, pro, rowsOf, seat } from './converted.ts';
import { at, event, invoice, item, line, price, proration, subscription } from './objects.ts';

describe('what events tell, and what is known without them', () => {
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

  test('invoices, lines, prices and events that belong to nothing are noted', () => {
    const now = subscription([one(basic)], { current_period_end: at('2026-02-01') });
    const lines = [line(basic, 1, '2026-01-01', '2026-02-01')];
    const setup = line(price('setup', 9900, { type: 'one_time', recurring: null }), 1, '2026-01-01', '2026-01-01', {
      id: 'il_setup',
      type: 'invoiceitem',
    });
    const unknown = {
      ...proration(basic, 1, '2026-01-10', '2026-02-01', 700),
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
