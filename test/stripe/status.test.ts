import { mrr } from 'tenure';
import type { StripeSubscription } from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { basic, convert, iso, rowOf, rowsOf } from './converted.ts';
import { at, coupon, discount, item, subscription } from './objects.ts';

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
