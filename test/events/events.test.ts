import fc from 'fast-check';
import { customerCount, ledger, month, mrr, mrrMovements, type Subscription } from 'tenure';
import { type SubscriptionEvent, subscriptionsFromEvents } from 'tenure/events';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';

const id = { customerId: 'ada', subscriptionId: 's1' };
const started = { ...id, type: 'started', at: '2026-01-01', amount: 50, interval: 'month' } as const;
const fold = (...events: SubscriptionEvent[]) => subscriptionsFromEvents(deepFreeze(events));
const rowsOf = (...events: SubscriptionEvent[]): readonly Subscription[] => {
  const { subscriptions, rejected } = fold(...events);
  expect(rejected).toEqual([]);
  return subscriptions;
};
const row = { ...id, start: '2026-01-01', amount: 50, interval: 'month' } as const;

describe('each kind of event, worked by hand', () => {
  test('started: a row that runs, with every term', () => {
    const terms = {
      amount: '49.99',
      interval: 'year',
      intervalCount: 2,
      quantity: 3,
      discount: { percent: 10 },
      currency: 'EUR',
      plan: 'pro',
      segment: 'small',
      trialEnd: '2026-01-15',
    } as const;
    expect(rowsOf({ ...id, type: 'started', at: '2026-01-01', ...terms })).toEqual([
      { ...id, start: '2026-01-01', ...terms },
    ]);
  });

  test('changed: a new row from then on; what is not named stays', () => {
    const rows = rowsOf(
      { ...started, quantity: 2, plan: 'pro' },
      { ...id, type: 'changed', at: '2026-02-10', amount: 70 },
      { ...id, type: 'changed', at: '2026-03-10', discount: { amount: 5 } },
      { ...id, type: 'changed', at: '2026-04-10', discount: null, interval: 'year' },
    );
    expect(rows).toEqual([
      { ...row, quantity: 2, plan: 'pro', end: '2026-02-10' },
      { ...row, quantity: 2, plan: 'pro', amount: 70, start: '2026-02-10', end: '2026-03-10' },
      {
        ...row,
        quantity: 2,
        plan: 'pro',
        amount: 70,
        discount: { amount: 5 },
        start: '2026-03-10',
        end: '2026-04-10',
      },
      { ...row, quantity: 2, plan: 'pro', amount: 70, interval: 'year', start: '2026-04-10' },
    ]);
  });

  test('changed to what it was makes no new row', () => {
    const same = { ...id, type: 'changed', at: '2026-02-10', amount: 50, discount: null } as const;
    expect(rowsOf(started, same)).toEqual([row]);
  });

  test('paused and resumed: a pause, also across a change, and an open one', () => {
    const rows = rowsOf(
      started,
      { ...id, type: 'paused', at: '2026-02-01' },
      { ...id, type: 'changed', at: '2026-02-10', amount: 60 },
      { ...id, type: 'resumed', at: '2026-02-20' },
      { ...id, type: 'changed', at: '2026-03-10', amount: 70 },
      { ...id, type: 'paused', at: '2026-04-01' },
    );
    const first = { start: '2026-02-01', end: '2026-02-20' };
    expect(rows).toEqual([
      { ...row, end: '2026-02-10', pauses: [first] },
      { ...row, start: '2026-02-10', end: '2026-03-10', amount: 60, pauses: [first] },
      { ...row, start: '2026-03-10', amount: 70, pauses: [{ start: '2026-04-01' }] },
    ]);
    // 50 until 1 February, nothing until the 20th, 60 until 10 March, 70 in March, paused in April.
    const at = (day: string) => mrr(rows, day);
    expect(['2026-01-31', '2026-02-01', '2026-02-15', '2026-02-20', '2026-03-10', '2026-04-01'].map(at)).toEqual([
      50, 0, 0, 60, 70, 0,
    ]);
  });

  test('pastDue and recovered', () => {
    const rows = rowsOf(
      started,
      { ...id, type: 'pastDue', at: '2026-02-01' },
      { ...id, type: 'recovered', at: '2026-02-09' },
      { ...id, type: 'pastDue', at: '2026-03-01' },
    );
    expect(rows).toEqual([{ ...row, pastDue: [{ start: '2026-02-01', end: '2026-02-09' }, { start: '2026-03-01' }] }]);
    expect(mrr(rows, '2026-03-20', { pastDueGraceDays: 14 })).toBe(0);
  });

  test('cancelRequested: the planned end counts until it is taken back', () => {
    const request = { ...id, type: 'cancelRequested', at: '2026-02-05', endsAt: '2026-03-01' } as const;
    const cause = { churnType: 'voluntary', churnReason: 'too expensive' } as const;
    expect(rowsOf(started, { ...request, ...cause })).toEqual([
      { ...row, end: '2026-03-01', cancelRequestedAt: '2026-02-05', ...cause },
    ]);
    expect(rowsOf(started, request, { ...id, type: 'uncancelled', at: '2026-02-20' })).toEqual([row]);
  });

  test('the request reaches back into the row it was made in, and not into those before', () => {
    const rows = rowsOf(
      started,
      { ...id, type: 'changed', at: '2026-02-01', amount: 60 },
      { ...id, type: 'cancelRequested', at: '2026-02-05', endsAt: '2026-04-01', churnReason: 'moved' },
      { ...id, type: 'changed', at: '2026-03-01', amount: 70 },
    );
    expect(rows).toEqual([
      { ...row, end: '2026-02-01' },
      { ...row, start: '2026-02-01', end: '2026-03-01', amount: 60, cancelRequestedAt: '2026-02-05' },
      {
        ...row,
        start: '2026-03-01',
        end: '2026-04-01',
        amount: 70,
        cancelRequestedAt: '2026-02-05',
        churnReason: 'moved',
      },
    ]);
    // Committed: 60 until the request, and nothing after it.
    expect(mrr(rows, '2026-02-04', { churnAt: 'cancelRequest' })).toBe(60);
    expect(mrr(rows, '2026-03-15', { churnAt: 'cancelRequest' })).toBe(0);
  });

  test('ended: its own reason goes before that of the request, and a late end is the end', () => {
    const rows = rowsOf(
      started,
      { ...id, type: 'cancelRequested', at: '2026-02-05', endsAt: '2026-03-01', churnReason: 'unused' },
      { ...id, type: 'ended', at: '2026-03-01T00:00:07Z', churnType: 'involuntary' },
    );
    expect(rows).toEqual([
      {
        ...row,
        end: '2026-03-01T00:00:07Z',
        cancelRequestedAt: '2026-02-05',
        churnType: 'involuntary',
        churnReason: 'unused',
      },
    ]);
  });

  test('reactivated: a row of the same subscription with the terms it had, and those that are named', () => {
    const rows = rowsOf(
      { ...started, quantity: 2, trialEnd: '2026-01-08' },
      { ...id, type: 'ended', at: '2026-02-01' },
      { ...id, type: 'reactivated', at: '2026-04-01', amount: 40 },
    );
    expect(rows).toEqual([
      { ...row, quantity: 2, trialEnd: '2026-01-08', end: '2026-02-01' },
      { ...row, start: '2026-04-01', amount: 40, quantity: 2 },
    ]);
    expect(mrrMovements(rows, month('2026-04')).reactivation).toBe(80);
  });

  test('who comes back before a trial would have been over pays at once', () => {
    const rows = rowsOf(
      { ...started, trialEnd: '2026-03-01' },
      { ...id, type: 'ended', at: '2026-02-01' },
      { ...id, type: 'reactivated', at: '2026-02-10' },
    );
    expect(mrr(rows, '2026-02-10')).toBe(50);
  });

  test('reactivated after a planned end that no event confirms', () => {
    const rows = rowsOf(
      started,
      { ...id, type: 'cancelRequested', at: '2026-01-05', endsAt: '2026-02-01' },
      { ...id, type: 'reactivated', at: '2026-02-01' },
    );
    expect(rows).toEqual([
      { ...row, end: '2026-02-01', cancelRequestedAt: '2026-01-05' },
      { ...row, start: '2026-02-01' },
    ]);
  });

  test('a trial that is prolonged, and one that is ended early', () => {
    const trial = { ...started, trialEnd: '2026-01-15' };
    const longer = rowsOf(trial, { ...id, type: 'changed', at: '2026-01-10', trialEnd: '2026-02-01' });
    expect(['2026-01-20', '2026-02-01'].map((day) => mrr(longer, day))).toEqual([0, 50]);
    const shorter = rowsOf(trial, { ...id, type: 'changed', at: '2026-01-10', trialEnd: null });
    expect(['2026-01-09', '2026-01-10'].map((day) => mrr(shorter, day))).toEqual([0, 50]);
  });

  test('an upgrade in a trial keeps the trial', () => {
    const rows = rowsOf(
      { ...started, trialEnd: '2026-01-15' },
      { ...id, type: 'changed', at: '2026-01-10', amount: 90 },
    );
    expect(['2026-01-12', '2026-01-15'].map((day) => mrr(rows, day))).toEqual([0, 90]);
  });

  test('a subscription that ends as it starts is a row that never runs', () => {
    expect(rowsOf(started, { ...id, type: 'ended', at: '2026-01-01' })).toEqual([{ ...row, end: '2026-01-01' }]);
  });
});

describe('what is not possible is rejected by its place in the log', () => {
  const event = (type: string, at: string, more: object = {}) => ({ ...id, type, at, ...more }) as SubscriptionEvent;

  test.each<[string, SubscriptionEvent[], string]>([
    ['NOT_STARTED', [event('changed', '2025-12-31', { amount: 5 })], 'changed before started'],
    ['NOT_STARTED', [{ ...event('paused', '2026-02-01'), customerId: 'bob' }], 'of another customer'],
    ['ALREADY_STARTED', [{ ...started, at: '2026-02-01' }], 'started twice'],
    ['NOT_PAUSED', [event('resumed', '2026-02-01')], 'resumed without a pause'],
    ['ALREADY_PAUSED', [event('paused', '2026-02-02'), event('paused', '2026-02-01')], 'paused twice'],
    ['NOT_PAST_DUE', [event('recovered', '2026-02-01')], 'recovered without a debt'],
    ['ALREADY_PAST_DUE', [event('pastDue', '2026-02-02'), event('pastDue', '2026-02-01')], 'past due twice'],
    ['NOT_REQUESTED', [event('uncancelled', '2026-02-01')], 'uncancelled without a request'],
    ['ALREADY_REQUESTED', [event('cancelRequested', '2026-02-02'), event('cancelRequested', '2026-02-01')], 'twice'],
    ['NOT_ENDED', [event('reactivated', '2026-02-01')], 'reactivated while running'],
    ['ENDED', [event('changed', '2026-02-02', { amount: 5 }), event('ended', '2026-02-01')], 'changed after the end'],
    ['ENDED', [event('ended', '2026-02-02'), event('ended', '2026-02-01')], 'ended twice'],
    [
      'ENDED',
      [event('paused', '2026-02-10'), event('cancelRequested', '2026-01-05', { endsAt: '2026-02-01' })],
      'paused after the planned end',
    ],
  ])('%s: %s', (reason, events) => {
    const { rejected, subscriptions } = fold(started, ...events);
    expect(rejected).toEqual([{ index: 1, reason, text: expect.any(String) }]);
    expect(subscriptions.length).toBeGreaterThan(0);
  });

  test('what an event has no use for may be there, and empty', () => {
    const end = { ...id, type: 'ended', at: '2026-02-01' } as const;
    const row = { ...end, amount: null, interval: undefined, trialEnd: null, eventId: null };
    expect(subscriptionsFromEvents([started, row as never])).toEqual(fold(started, end));
  });

  test('null is missing: what it was before a change, and what has no row field', () => {
    const terms = { intervalCount: 2, quantity: 3, currency: 'EUR', plan: 'pro', segment: 'small' };
    const none = { amount: null, interval: null, intervalCount: null, quantity: null, currency: null, plan: null };
    const change = { ...id, type: 'changed', at: '2026-02-01', ...none, segment: null, amount: 70 } as const;
    expect(rowsOf({ ...started, ...terms, trialEnd: null, discount: null }, change)).toEqual([
      { ...row, ...terms, end: '2026-02-01' },
      { ...row, ...terms, start: '2026-02-01', amount: 70 },
    ]);
    const end = { ...id, type: 'ended', at: '2026-02-01', churnType: null, churnReason: null } as const;
    const request = { ...id, type: 'cancelRequested', at: '2026-01-20', endsAt: null, churnReason: null } as const;
    expect(rowsOf({ ...started, intervalCount: null, plan: null }, request, end)).toEqual([
      { ...row, end: '2026-02-01', cancelRequestedAt: '2026-01-20' },
    ]);
  });

  test('ids are one by their text, and are texts in the rows', () => {
    const [first, , last] = [17, '17', 17n].map((customerId) => ({ customerId, subscriptionId: customerId }));
    const rows = rowsOf(
      { ...started, ...first },
      { type: 'changed', at: '2026-02-01', amount: 70, customerId: '17', subscriptionId: 17n },
      { type: 'ended', at: '2026-03-01', ...last } as SubscriptionEvent,
    );
    const own = { customerId: '17', subscriptionId: '17', interval: 'month' };
    expect(rows).toEqual([
      { ...own, start: '2026-01-01', end: '2026-02-01', amount: 50 },
      { ...own, start: '2026-02-01', end: '2026-03-01', amount: 70 },
    ]);
  });

  test('what cannot be read by itself throws, with its path', () => {
    const bad = (fields: object) =>
      refusal(() => subscriptionsFromEvents([started, { ...started, ...fields } as never]));
    const changed = (fields: object) => bad({ type: 'changed', amount: undefined, interval: undefined, ...fields });
    expect.soft(refusal(() => subscriptionsFromEvents({} as never))).toMatchObject({ path: keysOf('events') });
    expect.soft(refusal(() => subscriptionsFromEvents([null as never]))).toMatchObject({ path: keysOf('events[0]') });
    expect.soft(refusal(() => subscriptionsFromEvents(new Array(1)))).toMatchObject({ path: keysOf('events[0]') });
    const cases: [object | (() => unknown), string, string][] = [
      [{ type: 'begun' }, 'INVALID_OPTION', 'type'],
      [{ type: 'toString' }, 'INVALID_OPTION', 'type'],
      [{ customerId: '' }, 'INVALID_TYPE', 'customerId'],
      [{ customerId: 7.5 }, 'INVALID_TYPE', 'customerId'],
      [{ customerId: null }, 'INVALID_TYPE', 'customerId'],
      [{ amount: null }, 'INVALID_AMOUNT', 'amount'],
      [{ interval: null }, 'INVALID_OPTION', 'interval'],
      [{ subscriptionId: undefined }, 'INVALID_TYPE', 'subscriptionId'],
      [{ at: undefined }, 'INVALID_INSTANT', 'at'],
      [{ at: '2026-02-30' }, 'INVALID_INSTANT', 'at'],
      [{ at: '2026-02-01T10:00:00' }, 'INVALID_INSTANT', 'at'],
      [{ amount: undefined }, 'INVALID_AMOUNT', 'amount'],
      [{ amount: -1 }, 'INVALID_AMOUNT', 'amount'],
      [{ amount: '1,5' }, 'INVALID_AMOUNT', 'amount'],
      [{ interval: 'fortnight' }, 'INVALID_OPTION', 'interval'],
      [{ interval: undefined }, 'INVALID_OPTION', 'interval'],
      [{ intervalCount: 0 }, 'INVALID_NUMBER', 'intervalCount'],
      [{ intervalCount: 1.5 }, 'INVALID_NUMBER', 'intervalCount'],
      [{ quantity: -1 }, 'INVALID_NUMBER', 'quantity'],
      [{ quantity: '2' }, 'INVALID_NUMBER', 'quantity'],
      [{ discount: {} }, 'INVALID_TYPE', 'discount'],
      [{ discount: { percent: 10, amount: 5 } }, 'INVALID_TYPE', 'discount'],
      [{ discount: { percent: 101 } }, 'INVALID_AMOUNT', 'discount.percent'],
      [{ discount: { amount: -1 } }, 'INVALID_AMOUNT', 'discount.amount'],
      [{ discount: { percentage: 5 } }, 'UNKNOWN_KEY', 'discount.percentage'],
      [{ currency: '' }, 'INVALID_TYPE', 'currency'],
      [{ plan: 5 }, 'INVALID_TYPE', 'plan'],
      [{ segment: 0 }, 'INVALID_TYPE', 'segment'],
      [{ trialEnd: 'soon' }, 'INVALID_INSTANT', 'trialEnd'],
      [{ amuont: 5 }, 'UNKNOWN_KEY', 'amuont'],
      [{ churnType: 'voluntary' }, 'UNKNOWN_KEY', 'churnType'],
    ];
    for (const [fields, code, path] of cases) {
      expect.soft(bad(fields), JSON.stringify(fields)).toMatchObject({ code, path: keysOf(`events[1].${path}`) });
    }
    expect.soft(changed({ plan: null })).toMatchObject({ code: 'INVALID_TYPE', path: keysOf('events[1]') });
    expect.soft(changed({})).toMatchObject({ code: 'INVALID_TYPE', path: keysOf('events[1]') });
    const onlyEnd = (fields: object) =>
      refusal(() => subscriptionsFromEvents([started, { ...id, type: 'ended', at: '2026-02-01', ...fields } as never]));
    expect.soft(onlyEnd({ amount: 5 })).toMatchObject({ code: 'UNKNOWN_KEY', path: keysOf('events[1].amount') });
    expect.soft(onlyEnd({ discount: 0 })).toMatchObject({ code: 'UNKNOWN_KEY', path: keysOf('events[1].discount') });
    expect
      .soft(onlyEnd({ churnType: 'both' }))
      .toMatchObject({ code: 'INVALID_OPTION', path: keysOf('events[1].churnType') });
    expect
      .soft(onlyEnd({ churnReason: '' }))
      .toMatchObject({ code: 'INVALID_TYPE', path: keysOf('events[1].churnReason') });
    const request = { ...id, type: 'cancelRequested', at: '2026-02-01', endsAt: '2026-01-01' } as const;
    expect.soft(refusal(() => fold(started, request))).toMatchObject({
      code: 'END_BEFORE_START',
      path: keysOf('events[1].endsAt'),
    });
    expect.soft(refusal(() => subscriptionsFromEvents([], { timeZone: 'Mars' }))).toMatchObject({
      code: 'INVALID_TIME_ZONE',
      path: keysOf('options.timeZone'),
    });
    expect.soft(refusal(() => subscriptionsFromEvents([], { zone: 'UTC' } as never))).toMatchObject({
      code: 'UNKNOWN_KEY',
    });
  });
});

describe('order', () => {
  test('at one instant events are taken so that they fit', () => {
    const at = '2026-02-01';
    const together: SubscriptionEvent[] = [
      { ...id, type: 'reactivated', at, amount: 20 },
      { ...id, type: 'ended', at },
      { ...id, type: 'paused', at: '2026-01-10' },
      { ...id, type: 'resumed', at },
      started,
    ];
    expect(rowsOf(...together)).toEqual([
      { ...row, end: at, pauses: [{ start: '2026-01-10', end: at }] },
      { ...row, start: at, amount: 20 },
    ]);
  });

  test('dates are days of the zone that is given', () => {
    // 1 February begins in Berlin at 23:00Z of 31 January, so the change by date comes first there, and second in UTC.
    const changes: SubscriptionEvent[] = [
      started,
      { ...id, type: 'changed', at: '2026-01-31T23:30:00Z', amount: 60 },
      { ...id, type: 'changed', at: '2026-02-01', amount: 70 },
    ];
    const amounts = (timeZone: string) =>
      subscriptionsFromEvents(changes, { timeZone }).subscriptions.map(({ amount }) => amount);
    expect(amounts('UTC')).toEqual([50, 60, 70]);
    expect(amounts('Europe/Berlin')).toEqual([50, 70, 60]);
  });
});

/** What a subscription can do next, told as simply as possible: the whole state is an amount and two switches. */
interface State {
  readonly amount: number;
  readonly isRunning: boolean;
  readonly isPaused: boolean;
}

const actionArbitrary = fc.record({
  gap: fc.integer({ min: 1, max: 40 }),
  kind: fc.constantFrom('change', 'pause', 'end', 'wrong'),
  amount: fc.integer({ min: 1, max: 500 }),
});

/** A log of one subscription with the state on each of its days, and how many of its events cannot happen. */
const logArbitrary = fc
  .record({
    customer: fc.integer({ min: 0, max: 3 }),
    first: fc.integer({ min: 0, max: 60 }),
    amount: fc.integer({ min: 1, max: 500 }),
    actions: fc.array(actionArbitrary, { maxLength: 8 }),
  })
  .map(({ customer, first, amount, actions }) => ({ customer: `c${customer}`, first, amount, actions }));

const dayText = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);

function play(log: typeof logArbitrary extends fc.Arbitrary<infer T> ? T : never, subscriptionId: string) {
  const own = { customerId: log.customer, subscriptionId };
  const events: SubscriptionEvent[] = [
    { ...own, type: 'started', at: dayText(log.first), amount: log.amount, interval: 'month' },
  ];
  let state: State = { amount: log.amount, isRunning: true, isPaused: false };
  const states: [day: number, state: State][] = [[log.first, state]];
  let day = log.first;
  let wrong = 0;
  for (const { gap, kind, amount } of log.actions) {
    day += gap;
    const at = dayText(day);
    const simple = (type: 'paused' | 'resumed' | 'ended') => events.push({ ...own, type, at });
    if (kind === 'wrong') {
      wrong += 1;
      if (!state.isRunning) simple('paused');
      else simple(state.isPaused ? 'paused' : 'resumed');
    } else if (!state.isRunning) {
      events.push({ ...own, type: 'reactivated', at, amount });
      state = { amount, isRunning: true, isPaused: false };
    } else if (kind === 'change') {
      events.push({ ...own, type: 'changed', at, amount });
      state = { ...state, amount };
    } else if (kind === 'pause') {
      simple(state.isPaused ? 'resumed' : 'paused');
      state = { ...state, isPaused: !state.isPaused };
    } else {
      simple('ended');
      state = { ...state, isRunning: false };
    }
    states.push([day, state]);
  }
  const mrrOn = (when: number) => {
    const [, now] = states.filter(([from]) => from <= when).at(-1) ?? [];
    return now?.isRunning && !now.isPaused ? now.amount : 0;
  };
  return { events, wrong, last: day, mrrOn, customerId: log.customer };
}

describe('properties', () => {
  const logs = fc.array(logArbitrary, { minLength: 1, maxLength: 5 });

  test('on every day the rows are worth what the log says; what cannot happen is rejected, and nothing else', () => {
    fc.assert(
      fc.property(logs, (list) => {
        const played = list.map((log, i) => play(log, `s${i}`));
        const { subscriptions, rejected } = fold(...played.flatMap(({ events }) => events));
        expect(rejected).toHaveLength(played.reduce((sum, { wrong }) => sum + wrong, 0));
        const book = ledger(subscriptions);
        const last = Math.max(...played.map((one) => one.last));
        const ofDays = <T>(of: (day: string, worth: readonly number[]) => T) =>
          Array.from({ length: last + 2 }, (_, day) => {
            const worth = played.map((one) => one.mrrOn(day));
            return [dayText(day), of(dayText(day), worth)];
          });
        expect(ofDays((day) => mrr(book, day))).toEqual(ofDays((_, worth) => worth.reduce((sum, own) => sum + own, 0)));
        const payers = (worth: readonly number[]) =>
          new Set(played.filter((_, i) => (worth[i] ?? 0) > 0).map(({ customerId }) => customerId)).size;
        expect(ofDays((day) => customerCount(book, day))).toEqual(ofDays((_, worth) => payers(worth)));
      }),
      propertyRuns(60),
    );
  });

  test('rows told as a log come back as they were', () => {
    const phase = fc.record({
      days: fc.integer({ min: 3, max: 90 }),
      step: fc.integer({ min: 1, max: 9 }),
      isPaused: fc.boolean(),
    });
    const cause = fc.record({
      churnType: fc.constantFrom('voluntary', 'involuntary'),
      churnReason: fc.constant('unused'),
    });
    const life = fc.record({
      phases: fc.array(phase, { minLength: 1, maxLength: 4 }),
      gap: fc.integer({ min: 1, max: 50 }),
      cause: fc.option(cause, { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(life, { minLength: 1, maxLength: 3 }), fc.boolean(), (lives, isRunning) => {
        const rows: Subscription[] = [];
        const log: SubscriptionEvent[] = [];
        let [day, amount] = [0, 10];
        for (const [i, { phases, gap, cause: why }] of lives.entries()) {
          const isOpen = isRunning && i === lives.length - 1;
          for (const [j, { days, step, isPaused }] of phases.entries()) {
            amount += step;
            const start = dayText(day);
            const pause = { start: dayText(day + 1), end: dayText(day + 2) };
            const end = dayText(day + days);
            const isLast = j === phases.length - 1;
            rows.push({
              ...id,
              start,
              ...(!(isLast && isOpen) && { end }),
              amount,
              interval: 'month',
              ...(isPaused && { pauses: [pause] }),
              ...(isLast && !isOpen && why),
            });
            if (j > 0) log.push({ ...id, type: 'changed', at: start, amount });
            else if (i > 0) log.push({ ...id, type: 'reactivated', at: start, amount });
            else log.push({ ...id, type: 'started', at: start, amount, interval: 'month' });
            if (isPaused)
              log.push({ ...id, type: 'paused', at: pause.start }, { ...id, type: 'resumed', at: pause.end });
            if (isLast && !isOpen) log.push({ ...id, type: 'ended', at: end, ...why });
            day += days;
          }
          day += gap;
        }
        expect(rowsOf(...log)).toEqual(rows);
      }),
      propertyRuns(100),
    );
  });

  test('the order of the log changes nothing but the places of the rejected', () => {
    const shuffled = logs.chain((list) => {
      const events = list.flatMap((log, i) => play(log, `s${i}`).events);
      return fc.record({
        events: fc.constant(events),
        other: fc.shuffledSubarray(events, { minLength: events.length }),
      });
    });
    fc.assert(
      fc.property(shuffled, ({ events, other }) => {
        const [a, b] = [fold(...events), fold(...other)];
        expect(b.subscriptions).toEqual(a.subscriptions);
        const named = (list: SubscriptionEvent[], { rejected }: typeof a) =>
          rejected.map(({ index, reason }) => `${JSON.stringify(list[index])} ${reason}`).sort();
        expect(named(other, b)).toEqual(named(events, a));
      }),
      propertyRuns(100),
    );
  });
});
