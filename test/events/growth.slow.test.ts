import { type SubscriptionEvent, subscriptionsFromEvents } from 'tenure/events';
import { describe, expect, test } from 'vitest';
import { growth } from '../support/growth.ts';

const id = { customerId: 'ada', subscriptionId: 's1' };
const started = { ...id, type: 'started', amount: 50, interval: 'month' } as const;

describe('a log of sixteen times as many events takes some sixteen times as long', () => {
  const first = Date.UTC(2026, 0, 1);
  const change = (i: number): SubscriptionEvent => ({ ...id, type: 'changed', at: first + i * 1000, amount: i });
  const other = (i: number): SubscriptionEvent => ({
    ...id,
    type: i % 2 === 0 ? 'resumed' : 'paused',
    at: first + i * 1000,
  });
  const shapes: [name: string, eventAt: (i: number) => SubscriptionEvent][] = [
    ['one subscription that changes', change],
    ['pauses across changes', (i) => (i % 3 === 0 ? change(i) : other(i - (i % 3 === 2 ? 1 : 0)))],
    [
      'states',
      (i) => ({
        ...id,
        type: 'state',
        at: first + i * 1000,
        amount: i,
        interval: 'month',
        status: i % 3 ? 'active' : 'paused',
      }),
    ],
    [
      'a subscription that is handed on and on',
      (i) => ({ ...id, type: 'transferred', at: first + i * 1000, customerId: `c${i - 1}`, toCustomerId: `c${i}` }),
    ],
    [
      'the same, told backwards',
      (i) => ({ ...id, type: 'transferred', at: first - i * 1000, customerId: `c${i}`, toCustomerId: `c${i - 1}` }),
    ],
    ['one event that is delivered again and again', () => change(7)],
    ['what is told before the terms', (i) => other(i)],
    ['all at one instant', (i) => ({ ...(i % 2 === 0 ? change(i) : other(i >> 1)), at: first })],
  ];

  test.each(shapes)('%s', (_, eventAt) => {
    const logOf = (count: number) => [
      { ...started, at: first },
      ...Array.from({ length: count }, (_, i) => eventAt(i + 1)),
    ];
    const prepare = (count: number) => {
      const log = logOf(count);
      return () => subscriptionsFromEvents(log);
    };
    expect(growth(prepare, 500)).toBeLessThan(1.5);
  });
});
