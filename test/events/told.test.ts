import { customerMovements, ledger, month, mrr, mrrMovements, mrrMovementsByCustomer } from 'tenure';
import { type EventOptions, type SubscriptionEvent, subscriptionsFromEvents } from 'tenure/events';
import { describe, expect, test } from 'vitest';
import { refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';

type Fields = Readonly<Record<string, unknown>>;
type Line = readonly [type: string, at: string, fields?: Fields];

const id = { customerId: 'ada', subscriptionId: 's1' };
const terms = { amount: 50, interval: 'month' };

/** A case: what the log says, and by hand what the subscription is worth on each of the days from each event's on, as `day worth`. */
type Case = readonly [name: string, log: readonly Line[], worth: string, rejected?: string, notes?: number];

function fold(log: readonly Line[], options: EventOptions = {}) {
  const events = log.map(([type, at, fields]) => ({ ...id, type, at: `2026-${at}`, ...fields }));
  return subscriptionsFromEvents(deepFreeze(events as unknown as SubscriptionEvent[]), options);
}

function expectWorth(...[, log, worth, rejected = '', notes = 0]: Case): void {
  const folded = fold(log);
  const book = ledger(folded.subscriptions);
  const days = worth.split(', ').map((pair) => pair.split(' ') as [string, string]);
  expect(days.map(([day]) => `${day} ${mrr(book, `2026-${day}`)}`).join(', ')).toBe(worth);
  expect(folded.rejected.map(({ index, reason }) => `${index} ${reason}`).join(', ')).toBe(rejected);
  expect(folded.notes.map(({ code }) => code)).toEqual(Array(notes).fill('BEGINS_MIDWAY'));
}

const state = (status: string, fields: Fields = terms): Fields => ({ ...fields, status });

describe('a state, worked by hand', () => {
  test.each<Case>([
    ['begins a log', [['state', '03-10', state('active')]], '03-09 0, 03-10 50', '', 1],
    [
      'and goes back to the start that it tells',
      [['state', '03-10', state('active', { ...terms, startedAt: '2026-01-05' })]],
      '01-04 0, 01-05 50, 03-10 50',
    ],
    [
      'what follows changes it',
      [
        ['state', '03-10', state('active', { ...terms, quantity: 3 })],
        ['changed', '03-20', { quantity: 2 }],
        ['ended', '04-01'],
      ],
      '03-10 150, 03-20 100, 04-01 0',
      '',
      1,
    ],
    [
      'in a trial',
      [['state', '03-10', state('active', { ...terms, trialEnd: '2026-03-15' })]],
      '03-10 0, 03-14 0, 03-15 50',
      '',
      1,
    ],
    [
      'with a planned end, which is taken back',
      [
        ['state', '03-10', state('active', { ...terms, endsAt: '2026-04-01' })],
        ['uncancelled', '03-20'],
      ],
      '03-31 50, 04-01 50',
      '',
      1,
    ],
    [
      'with a planned end that comes',
      [['state', '03-10', state('active', { ...terms, endsAt: '2026-04-01', cancelRequestedAt: '2026-03-02' })]],
      '03-31 50, 04-01 0',
      '',
      1,
    ],
    [
      'that has no planned end any more takes the request back',
      [
        ['started', '01-01', terms],
        ['cancelRequested', '01-10', { endsAt: '2026-02-01' }],
        ['state', '01-20', state('active')],
      ],
      '01-31 50, 02-01 50',
    ],
    [
      'after a planned end says that it did not come',
      [
        ['started', '01-01', terms],
        ['cancelRequested', '01-10', { endsAt: '2026-02-01' }],
        ['state', '02-02', state('active')],
      ],
      '01-31 50, 02-01 50, 02-02 50',
    ],
    [
      'after an end that was told begins again',
      [
        ['started', '01-01', terms],
        ['ended', '02-01'],
        ['state', '03-01', state('active', { ...terms, amount: 70 })],
      ],
      '01-31 50, 02-01 0, 03-01 70',
    ],
    [
      'paused, then resumed',
      [
        ['state', '03-10', state('paused')],
        ['resumed', '03-20'],
      ],
      '03-10 0, 03-19 0, 03-20 50',
      '',
      1,
    ],
    [
      'paused, then active by another state, at another price',
      [
        ['state', '03-10', state('paused')],
        ['state', '03-20', state('active', { ...terms, amount: 60 })],
      ],
      '03-10 0, 03-19 0, 03-20 60',
      '',
      1,
    ],
    [
      'past due counts as before',
      [
        ['state', '03-10', state('pastDue')],
        ['recovered', '03-12'],
      ],
      '03-10 50, 03-12 50',
      '',
      1,
    ],
    [
      'ended is an end',
      [
        ['started', '01-01', terms],
        ['state', '02-01', { status: 'ended', churnReason: 'moved' }],
      ],
      '01-31 50, 02-01 0',
    ],
    [
      'ended, told long after the end that was planned, leaves that where it was',
      [
        ['started', '01-01', terms],
        ['cancelRequested', '01-10', { endsAt: '2026-02-01' }],
        ['state', '04-01', { status: 'ended' }],
        ['state', '04-02', { status: 'ended' }],
      ],
      '01-31 50, 02-01 0, 03-31 0, 04-02 0',
    ],
    [
      'ended tells when that was',
      [
        ['started', '01-01', terms],
        ['state', '03-10', { status: 'ended', endsAt: '2026-03-01' }],
      ],
      '02-28 50, 03-01 0',
    ],
    [
      'ended before a change that was told meanwhile',
      [
        ['started', '01-01', terms],
        ['changed', '03-05', { amount: 60 }],
        ['state', '03-10', { status: 'ended', endsAt: '2026-03-01' }],
      ],
      '02-28 50, 03-01 0, 03-05 0, 03-10 0',
    ],
    [
      'ended before it was told to have started',
      [
        ['started', '03-05', terms],
        ['state', '03-10', { status: 'ended', endsAt: '2026-03-01' }],
      ],
      '03-01 0, 03-05 0, 03-10 0',
    ],
    [
      'whose end was due shortly before',
      [
        ['started', '01-01', terms],
        ['state', '03-10', state('active', { ...terms, amount: 60, endsAt: '2026-03-09' })],
      ],
      '03-08 50, 03-09 0, 03-10 0',
    ],
    [
      'ended, with its start, is a whole life',
      [['state', '03-10', state('ended', { ...terms, startedAt: '2026-01-05' })]],
      '01-04 0, 01-05 50, 03-09 50, 03-10 0',
    ],
    ['ended, of which nothing else is known', [['state', '03-10', { status: 'ended' }]], '03-10 0', '0 NOT_STARTED'],
    [
      'ended, with terms, which hold again when it comes back',
      [
        ['state', '03-10', state('ended')],
        ['reactivated', '04-01'],
      ],
      '03-09 0, 03-10 0, 03-31 0, 04-01 50',
      '',
      1,
    ],
    [
      'what a state leaves out is not there',
      [
        ['started', '01-01', { ...terms, quantity: 3, discount: { percent: 50 } }],
        ['state', '02-01', state('active')],
      ],
      '01-31 75, 02-01 50',
    ],
    [
      'that says what is known already makes no row',
      [
        ['started', '01-01', terms],
        ['state', '01-15', state('active')],
        ['state', '02-15', state('active')],
      ],
      '01-31 50, 02-15 50',
    ],
  ])('%s', (...one) => expectWorth(...(one as unknown as Case)));

  test('a repeated state makes no second row, and a trial that is over none either', () => {
    const trial = { ...terms, trialEnd: '2026-01-05' };
    const log: Line[] = [
      ['started', '01-01', trial],
      ['state', '01-15', state('active')],
      ['renewed', '02-15'],
    ];
    expect(fold(log).subscriptions).toEqual([{ ...id, start: '2026-01-01', ...trial }]);
  });

  test('the request was made when it is said to have been made, or when it was told first', () => {
    const ends = { endsAt: '2026-04-01' };
    const requestedAt = (...log: Line[]) => fold(log).subscriptions.at(-1)?.cancelRequestedAt;
    expect(requestedAt(['state', '03-10', state('active', { ...terms, ...ends })])).toBe('2026-03-10');
    const told = { ...terms, ...ends, cancelRequestedAt: '2026-03-02' };
    expect(requestedAt(['state', '03-10', state('active', told)])).toBe('2026-03-02');
    const before: Line = ['cancelRequested', '03-05', ends];
    expect(requestedAt(['started', '01-01', terms], before, ['state', '03-10', state('active', told)])).toBe(
      '2026-03-02',
    );
    expect(
      requestedAt(['started', '01-01', terms], before, ['state', '03-10', state('active', { ...terms, ...ends })]),
    ).toBe('2026-03-05');
    const why: Line = ['cancelRequested', '03-05', { ...ends, churnReason: 'unused' }];
    const over: Line = ['state', '03-10', { status: 'ended', cancelRequestedAt: '2026-03-02' }];
    expect(fold([['started', '01-01', terms], why, over]).subscriptions).toEqual([
      {
        ...id,
        ...terms,
        start: '2026-01-01',
        end: '2026-03-10',
        cancelRequestedAt: '2026-03-02',
        churnReason: 'unused',
      },
    ]);
    const gone = fold([
      ['started', '01-01', terms],
      ['state', '03-10', { status: 'ended', cancelRequestedAt: '2026-03-02', churnReason: 'moved' }],
    ]);
    expect(gone.subscriptions[0]).toMatchObject({ end: '2026-03-10', cancelRequestedAt: '2026-03-02' });
    expect(gone.subscriptions[0]?.churnReason).toBe('moved');
  });

  test('what cannot be read by itself throws', () => {
    const bad = (fields: Fields) => refusal(() => fold([['state', '03-10', fields]]));
    expect(bad(terms)).toMatchObject({ code: 'INVALID_OPTION', path: ['events', 0, 'status'] });
    expect(bad(state('gone'))).toMatchObject({ code: 'INVALID_OPTION', path: ['events', 0, 'status'] });
    expect(bad({ status: 'active' })).toMatchObject({ code: 'INVALID_AMOUNT', path: ['events', 0, 'amount'] });
    expect(bad({ status: 'paused', amount: 5 })).toMatchObject({ path: ['events', 0, 'interval'] });
    expect(bad({ status: 'ended', amount: -5 })).toMatchObject({ code: 'INVALID_AMOUNT' });
    const late = { ...terms, startedAt: '2026-03-11' };
    expect(bad(state('active', late))).toMatchObject({ code: 'END_BEFORE_START', path: ['events', 0, 'startedAt'] });
    expect(bad(state('active', { ...terms, toCustomerId: 'ben' }))).toMatchObject({ code: 'UNKNOWN_KEY' });
  });
});

describe('a log that begins in the middle, worked by hand', () => {
  test.each<Case>([
    ['with a change that says all', [['changed', '02-01', terms]], '01-31 0, 02-01 50', '', 1],
    ['with a renewal that says all', [['renewed', '02-01', terms]], '01-31 0, 02-01 50', '', 1],
    ['with a return that says all', [['reactivated', '02-01', terms]], '01-31 0, 02-01 50', '', 1],
    [
      'with a renewal, so that it is in no pause',
      [
        ['renewed', '02-01', terms],
        ['resumed', '02-10'],
        ['uncancelled', '02-11'],
      ],
      '02-01 50, 02-10 50',
      '1 NOT_PAUSED, 2 NOT_REQUESTED',
      1,
    ],
    [
      'with a pause, and a return from an end in between',
      [
        ['paused', '02-01'],
        ['reactivated', '02-10', terms],
      ],
      '02-01 0, 02-10 50',
      '0 NOT_STARTED',
      1,
    ],
    ['with a change that says less', [['changed', '02-01', { amount: 50 }]], '02-01 0', '0 NOT_STARTED'],
    [
      'with changes that together say all',
      [
        ['changed', '02-01', { amount: 50 }],
        ['changed', '02-10', { interval: 'month' }],
      ],
      '02-09 0, 02-10 50',
      '',
      1,
    ],
    ['with an end, and no more', [['ended', '02-01']], '02-01 0', '0 NOT_STARTED'],
    [
      'with an end, and a change of what is over',
      [
        ['ended', '02-01'],
        ['changed', '02-02', terms],
      ],
      '02-02 0',
      '0 NOT_STARTED, 1 ENDED',
    ],
    [
      'with an end, and a renewal',
      [
        ['ended', '02-01'],
        ['renewed', '03-01', terms],
      ],
      '02-01 0, 03-01 50',
      '0 NOT_STARTED',
      1,
    ],
    [
      'with a pause',
      [
        ['paused', '02-01'],
        ['changed', '02-10', terms],
        ['resumed', '02-20'],
      ],
      '02-10 0, 02-19 0, 02-20 50',
      '',
      1,
    ],
    [
      'in a pause: what is over had begun before',
      [
        ['changed', '02-10', terms],
        ['resumed', '02-20'],
      ],
      '02-10 0, 02-19 0, 02-20 50',
      '',
      1,
    ],
    [
      'with a request, whose end comes',
      [
        ['cancelRequested', '02-01', { endsAt: '2026-03-01' }],
        ['changed', '02-10', terms],
      ],
      '02-10 50, 02-28 50, 03-01 0',
      '',
      1,
    ],
    [
      'with a request that was taken back',
      [
        ['uncancelled', '02-01'],
        ['changed', '02-10', terms],
      ],
      '02-01 0, 02-10 50',
      '',
      1,
    ],
    ['with a transfer alone', [['transferred', '02-01', { toCustomerId: 'ben' }]], '02-01 0', '0 NOT_STARTED'],
    [
      'and what is told before a start cannot have been',
      [
        ['changed', '02-01', terms],
        ['paused', '02-02'],
        ['started', '02-10', { ...terms, amount: 60 }],
      ],
      '02-01 0, 02-10 60',
      '0 NOT_STARTED, 1 NOT_STARTED',
    ],
    [
      'but after its end can be a start again',
      [
        ['changed', '02-01', terms],
        ['ended', '02-05'],
        ['started', '02-10', { ...terms, amount: 60 }],
      ],
      '02-01 50, 02-05 0, 02-10 60',
      '',
      1,
    ],
  ])('%s', (...one) => expectWorth(...(one as unknown as Case)));

  test('a debt that is settled had begun before', () => {
    const { subscriptions } = fold([
      ['changed', '02-10', terms],
      ['recovered', '02-20'],
    ]);
    expect(subscriptions[0]?.pastDue).toEqual([{ start: '2026-02-10', end: '2026-02-20' }]);
  });

  test('the note names the first event and the subscription', () => {
    const { notes } = fold([
      ['changed', '02-10', terms],
      ['renewed', '02-01', { ...terms, amount: 60 }],
    ]);
    expect(notes).toEqual([{ ...id, code: 'BEGINS_MIDWAY', index: 1, text: expect.any(String) }]);
  });
});

const begun: Line = ['started', '01-01', terms];
const leaves: Line = ['cancelRequested', '01-10', { endsAt: '2026-02-01' }];

describe('an end told by other words, worked by hand', () => {
  test.each<Case>([
    ['a renewal at the planned end', [begun, leaves, ['renewed', '02-01']], '01-31 50, 02-01 50, 03-01 50'],
    ['a renewal after the planned end', [begun, leaves, ['renewed', '03-01']], '01-31 50, 02-01 0, 03-01 50'],
    ['a renewal before the planned end', [begun, leaves, ['renewed', '01-20']], '01-31 50, 02-01 0'],
    [
      'a renewal after an end that was told',
      [begun, ['ended', '02-01'], ['renewed', '03-01', { amount: 60 }]],
      '02-01 0, 03-01 60',
    ],
    ['a renewal at an end', [begun, ['renewed', '02-01'], ['ended', '02-01']], '01-31 50, 02-01 50'],
    [
      'a renewal after a request without an end',
      [begun, ['cancelRequested', '01-10'], ['renewed', '02-01']],
      '02-01 50',
    ],
    ['a renewal ends a pause', [begun, ['paused', '01-10'], ['renewed', '02-01']], '01-10 0, 02-01 50'],
    [
      'a refund, and renewal on',
      [begun, ['cancelRequested', '01-20', { endsAt: '2026-01-20' }], ['renewed', '02-01']],
      '01-19 50, 01-20 0, 02-01 50',
    ],
    ['reactivated before the planned end', [begun, leaves, ['reactivated', '01-20']], '01-31 50, 02-01 50'],
    [
      'reactivated before the planned end, at another price',
      [begun, leaves, ['reactivated', '01-20', { amount: 60 }]],
      '01-19 50, 01-20 60, 02-01 60',
    ],
    ['reactivated after the planned end', [begun, leaves, ['reactivated', '02-10']], '02-01 0, 02-10 50'],
    ['started again before the planned end', [begun, leaves, ['started', '01-20', terms]], '01-31 50, 02-01 50'],
    [
      'started again after the end, at terms of its own',
      [['started', '01-01', { ...terms, quantity: 2 }], leaves, ['started', '02-10', terms]],
      '01-31 100, 02-01 0, 02-10 50',
    ],
    [
      'uncancelled seconds after the planned end',
      [begun, leaves, ['uncancelled', '02-01T00:00:03Z']],
      '01-31 50, 02-01 50',
    ],
    [
      'uncancelled after an end that was told',
      [begun, ['ended', '02-01'], ['uncancelled', '02-02']],
      '02-01 0, 02-02 0',
      '2 ENDED',
    ],
    [
      'a request that is repeated with an earlier end',
      [begun, leaves, ['cancelRequested', '01-15', { endsAt: '2026-01-20' }]],
      '01-19 50, 01-20 0',
    ],
    [
      'a request that is repeated with a later end',
      [begun, leaves, ['cancelRequested', '01-15', { endsAt: '2026-03-01' }]],
      '02-01 50, 03-01 0',
    ],
    [
      'a request that is repeated',
      [begun, leaves, ['cancelRequested', '01-15', { endsAt: '2026-02-01' }]],
      '01-31 50, 02-01 0',
      '2 ALREADY_REQUESTED',
    ],
    ['a change of what is over', [begun, leaves, ['changed', '02-02', { amount: 60 }]], '02-01 0, 02-02 0', '2 ENDED'],
    ['a renewal of an unpaid subscription', [begun, ['pastDue', '02-01'], ['renewed', '02-05']], '02-01 50, 02-05 50'],
  ])('%s', (...one) => expectWorth(...(one as unknown as Case)));

  test('a renewal settles what was due, and a request that is repeated was made when it was made first', () => {
    const { subscriptions } = fold([begun, ['pastDue', '02-01'], ['renewed', '02-05']]);
    expect(subscriptions).toEqual([
      { ...id, ...terms, start: '2026-01-01', pastDue: [{ start: '2026-02-01', end: '2026-02-05' }] },
    ]);
    const why: Line = ['cancelRequested', '01-10', { endsAt: '2026-02-01', churnReason: 'unused' }];
    const later: Line = ['cancelRequested', '01-15', { endsAt: '2026-03-01' }];
    expect(fold([begun, why, later]).subscriptions[0]?.churnReason).toBe('unused');
    const again: Line = ['cancelRequested', '01-15', { endsAt: '2026-03-01', churnReason: 'moved' }];
    expect(fold([begun, leaves, again]).subscriptions).toEqual([
      {
        ...id,
        ...terms,
        start: '2026-01-01',
        end: '2026-03-01',
        cancelRequestedAt: '2026-01-10',
        churnReason: 'moved',
      },
    ]);
  });
});

const signed = { signedAt: '2025-12-20', replaces: 's0' };
const isKnown = () => {
  try {
    return fold([['started', '01-01', { ...terms, ...signed }]]).subscriptions.length > 0;
  } catch {
    return false;
  }
};

describe.skipIf(!isKnown())('what tells of the beginning', () => {
  test('is in the first row alone, and not of a return', () => {
    const { subscriptions } = fold([
      ['started', '01-01', { ...terms, ...signed }],
      ['changed', '02-01', { amount: 60 }],
      ['transferred', '02-10', { toCustomerId: 'ben' }],
      ['ended', '03-01'],
      ['reactivated', '04-01'],
    ]);
    expect(subscriptions.map((row) => 'signedAt' in row || 'replaces' in row)).toEqual([true, false, false, false]);
    expect(subscriptions[0]).toMatchObject(signed);
  });

  test('is read like every other field', () => {
    const bad = (fields: Fields) => refusal(() => fold([['started', '01-01', { ...terms, ...fields }]]));
    expect(bad({ signedAt: 'soon' })).toMatchObject({ code: 'INVALID_INSTANT', path: ['events', 0, 'signedAt'] });
    expect(bad({ replaces: '' })).toMatchObject({ code: 'INVALID_TYPE', path: ['events', 0, 'replaces'] });
  });
});

describe('what was delivered twice counts once', () => {
  test.each<Case>([
    [
      'an end before a return at one instant',
      [begun, ['ended', '02-01'], ['reactivated', '02-01'], ['ended', '02-01']],
      '02-01 50',
      '3 DUPLICATE',
    ],
    ['a pause', [begun, ['paused', '02-01'], ['resumed', '02-01'], ['paused', '02-01']], '02-01 50', '3 DUPLICATE'],
    ['a start', [begun, begun], '01-01 50', '1 DUPLICATE'],
    [
      'a change and another',
      [
        begun,
        ['changed', '02-01', { amount: 60 }],
        ['changed', '02-01', { amount: 70 }],
        ['changed', '02-01', { amount: 60 }],
      ],
      '02-01 70',
      '3 DUPLICATE',
    ],
    [
      'a discount',
      [begun, ['changed', '02-01', { discount: { percent: 50 } }], ['changed', '02-01', { discount: { percent: 50 } }]],
      '02-01 25',
      '2 DUPLICATE',
    ],
    [
      'an instant that is written in another way',
      [begun, ['ended', '02-01'], ['ended', '02-01T00:00:00Z']],
      '02-01 0',
      '2 DUPLICATE',
    ],
  ])('%s', (...one) => expectWorth(...(one as unknown as Case)));
});

const toBen: Line = ['transferred', '03-01', { toCustomerId: 'ben' }];
const asBen = { customerId: 'ben' };

/** The name and worth of each customer's rows on a day. */
function owners(log: readonly Line[], day: string): string {
  const { subscriptions } = fold(log);
  return ['ada', 'ben', 'cal']
    .map((customerId) => [
      customerId,
      mrr(
        subscriptions.filter((row) => row.customerId === customerId),
        `2026-${day}`,
      ),
    ])
    .filter(([, worth]) => worth !== 0)
    .join(' ');
}

describe('a transfer, worked by hand', () => {
  test('the one loses it, the other is new, and it is worth what it was', () => {
    const { subscriptions, rejected, notes } = fold([begun, toBen]);
    expect({ subscriptions, rejected, notes }).toEqual({
      subscriptions: [
        { ...id, ...terms, start: '2026-01-01', end: '2026-03-01' },
        { ...id, ...asBen, ...terms, start: '2026-03-01' },
      ],
      rejected: [],
      notes: [],
    });
    expect(mrrMovements(subscriptions, month('2026-03'))).toMatchObject({
      opening: 50,
      new: 50,
      churn: 50,
      closing: 50,
    });
    expect(customerMovements(subscriptions, month('2026-03'))).toMatchObject({ new: 1, churned: 1 });
    expect(
      mrrMovementsByCustomer(subscriptions, month('2026-03')).map(({ customerId, kind }) => [customerId, kind]),
    ).toEqual([
      ['ada', 'churn'],
      ['ben', 'new'],
    ]);
  });

  test.each<[name: string, log: Line[], owner: string]>([
    [
      'what follows is told of the new customer',
      [begun, toBen, ['changed', '03-10', { ...asBen, amount: 60 }]],
      '02-28 ada 50, 03-01 ben 50, 03-10 ben 60',
    ],
    [
      'or of the old one',
      [begun, toBen, ['changed', '03-10', { amount: 60 }]],
      '02-28 ada 50, 03-01 ben 50, 03-10 ben 60',
    ],
    ['an end told of the old customer ends it', [begun, toBen, ['ended', '03-10']], '03-01 ben 50, 03-10 '],
    ['an end told of the new customer ends it', [begun, toBen, ['ended', '03-10', asBen]], '03-01 ben 50, 03-10 '],
    [
      'what came before may be told of the new customer',
      [['started', '01-01', { ...terms, ...asBen }], toBen],
      '02-28 ada 50, 03-01 ben 50',
    ],
    [
      'back again',
      [begun, toBen, ['transferred', '04-01', { ...asBen, toCustomerId: 'ada' }]],
      '03-01 ben 50, 04-01 ada 50',
    ],
    [
      'and on',
      [begun, toBen, ['transferred', '04-01', { ...asBen, toCustomerId: 'cal' }]],
      '03-31 ben 50, 04-01 cal 50',
    ],
    [
      'in the order of time, whatever that of the log',
      [['transferred', '04-01', { ...asBen, toCustomerId: 'cal' }], toBen, begun],
      '02-28 ada 50, 03-31 ben 50, 04-01 cal 50',
    ],
    [
      'in a pause, which lasts',
      [begun, ['paused', '02-15'], toBen, ['resumed', '03-15']],
      '02-14 ada 50, 03-01 , 03-15 ben 50',
    ],
    [
      'in a trial, which lasts',
      [['started', '02-20', { ...terms, trialEnd: '2026-03-06' }], toBen],
      '03-01 , 03-06 ben 50',
    ],
    [
      'with a planned end, which comes',
      [begun, ['cancelRequested', '02-10', { endsAt: '2026-03-10' }], toBen],
      '03-09 ben 50, 03-10 ',
    ],
    [
      'after its end, and it comes back to the new customer',
      [begun, ['ended', '02-01'], toBen, ['renewed', '04-01']],
      '03-01 , 04-01 ben 50',
    ],
    [
      'after a planned end that is taken back late',
      [begun, ['cancelRequested', '02-10', { endsAt: '2026-02-20' }], toBen, ['uncancelled', '03-02']],
      '02-28 ada 50, 03-02 ben 50',
    ],
    ['first of all that is known, then a state', [toBen, ['state', '03-10', state('active')]], '03-01 , 03-10 ben 50'],
    ['twice', [begun, toBen, ['transferred', '03-02', { toCustomerId: 'ben' }]], '03-01 ben 50'],
  ])('%s', (_, log, expected) => {
    const days = expected.split(', ').map((pair) => pair.slice(0, 5));
    expect(days.map((day) => `${day} ${owners(log, day).replace(',', ' ')}`).join(', ')).toBe(expected);
  });

  test('where ids are global a state under another name tells it', () => {
    const named = (customerId: string, amount = 50) => state('active', { ...terms, amount, customerId });
    const log: Line[] = [
      ['state', '01-10', named('ada')],
      ['changed', '02-10', { customerId: 'ben', amount: 60 }],
      ['state', '03-10', named('ben', 60)],
      ['ended', '04-10', { customerId: 'ada' }],
    ];
    const rowsOf = (options: EventOptions) => fold(log, options).subscriptions;
    const own = { subscriptionId: 's1', interval: 'month' };
    expect(rowsOf({ subscriptionIds: 'global' })).toEqual([
      { ...own, customerId: 'ada', amount: 50, start: '2026-01-10', end: '2026-02-10' },
      { ...own, customerId: 'ada', amount: 60, start: '2026-02-10', end: '2026-03-10' },
      { ...own, customerId: 'ben', amount: 60, start: '2026-03-10', end: '2026-04-10' },
    ]);
    expect(rowsOf({ subscriptionIds: 'perCustomer' })).toEqual([
      { ...own, customerId: 'ada', amount: 50, start: '2026-01-10', end: '2026-04-10' },
      { ...own, customerId: 'ben', amount: 60, start: '2026-03-10' },
    ]);
    expect(refusal(() => rowsOf({ subscriptionIds: 'both' as never }))).toMatchObject({ code: 'INVALID_OPTION' });
  });

  test('to whom it belongs already is said', () => {
    const rejected = (line: Line) => fold([begun, toBen, line]).rejected.map(({ index, reason }) => [index, reason]);
    expect(rejected(['transferred', '03-02', { toCustomerId: 'ben' }])).toEqual([[2, 'ALREADY_TRANSFERRED']]);
    expect(rejected(toBen)).toEqual([[2, 'DUPLICATE']]);
    expect(refusal(() => fold([begun, ['transferred', '03-02', { toCustomerId: '' }]]))).toMatchObject({
      path: ['events', 1, 'toCustomerId'],
    });
  });

  test('a subscription of the same id of a third customer is another', () => {
    const log: Line[] = [begun, ['started', '01-01', { ...terms, customerId: 'cal' }], toBen, ['ended', '03-10']];
    expect([owners(log, '02-28'), owners(log, '03-10')]).toEqual(['ada,50 cal,50', 'cal,50']);
  });
});
