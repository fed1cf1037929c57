import { mrr } from 'tenure';
import type { StripeSubscription } from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { basic, convert, iso, notesOf, rowOf, rowsOf } from './converted.ts';
import { at, event, invoice, item, line, subscription } from './objects.ts';

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

  test('of two versions of an open invoice the one that failed, in either order', () => {
    const open = (attempt_count: number) =>
      invoice('2026-03-01', [line(basic, 1, '2026-03-01', '2026-04-01')], {
        status: 'open',
        attempt_count,
        status_transitions: { finalized_at: at('2026-03-01T01:00:00Z'), paid_at: null },
      });
    for (const invoices of [
      [open(0), open(2)],
      [open(2), open(0)],
    ]) {
      const { subscriptions } = convert({ subscriptions: [own({ status: 'past_due' })], invoices });
      expect(subscriptions[0]?.pastDue).toEqual([{ start: iso('2026-03-01T01:00:00Z') }]);
    }
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
