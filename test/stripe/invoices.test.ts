import { describe, expect, test } from 'vitest';
import { amounts, basic, convert, iso, one, pro, rowsOf, seat } from './converted.ts';
import { at, coupon, discount, event, invoice, item, line, modern, price, proration, subscription } from './objects.ts';

describe('what invoices tell', () => {
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
});
