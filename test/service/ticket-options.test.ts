import {
  firstResponseTime,
  healthSignals,
  month,
  reopenRate,
  repeatContactRate,
  resolutionTime,
  type Ticket,
  ticketsPerCustomer,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';

const march = month('2026-03');
const opened = { customerId: 'ada', openedAt: '2026-03-02T09:00:00Z' };

describe('time on hold', () => {
  /** By hand: 10 hours, on hold 10:00 to 12:00 and 11:00 to 13:00 (3 hours together), and from 18:00 on (1 hour until 19:00). */
  const rows: Ticket[] = deepFreeze([
    {
      ...opened,
      firstResponseAt: '2026-03-02T11:00:00Z',
      resolvedAt: '2026-03-02T19:00:00Z',
      onHold: [
        { start: '2026-03-02T18:00:00Z', end: null },
        { start: '2026-03-02T10:00:00Z', end: '2026-03-02T12:00:00Z' },
        { start: '2026-03-02T11:00:00Z', end: '2026-03-02T13:00:00Z' },
        { start: '2026-03-01T00:00:00Z', end: '2026-03-01T05:00:00Z' },
      ],
    },
  ]);

  test('counts by default, and is taken off once where it overlaps', () => {
    expect(resolutionTime(rows, march).mean).toBe(10);
    expect(resolutionTime(rows, march, { onHold: 'include' })).toEqual(resolutionTime(rows, march));
    expect(resolutionTime(rows, march, { onHold: 'exclude' }).mean).toBe(6);
    expect(firstResponseTime(rows, march, { onHold: 'exclude' }).mean).toBe(1);
  });

  test('with working hours only the time at work on hold is taken off', () => {
    const workingHours = { monday: ['09:00-12:00', '12:30-17:00'] };
    // 3 + 4.5 hours at work until 19:00, of which 10:00 to 12:00 and 12:30 to 13:00 on hold.
    expect(resolutionTime(rows, march, { workingHours }).mean).toBe(7.5);
    expect(resolutionTime(rows, march, { workingHours, onHold: 'exclude' }).mean).toBe(5);
  });

  test.each<[unknown, string, string]>([
    ['yes', 'INVALID_TYPE', 'tickets[0].onHold'],
    [[5], 'INVALID_TYPE', 'tickets[0].onHold[0]'],
    [[{ start: 'noon' }], 'INVALID_INSTANT', 'tickets[0].onHold[0].start'],
    [[{ start: '2026-03-02', end: '2026-03-01' }], 'END_BEFORE_START', 'tickets[0].onHold[0].end'],
  ])('of %o is %s, also where it is not asked for', (onHold, code, path) => {
    for (const call of [resolutionTime, firstResponseTime, reopenRate, repeatContactRate]) {
      expect(refusal(() => call([{ ...opened, onHold } as Ticket], march))).toMatchObject({ code, path: keysOf(path) });
    }
    expect(refusal(() => resolutionTime([], march, { onHold: true as never }))).toMatchObject({
      code: 'INVALID_OPTION',
    });
  });
});

describe('the share within a target', () => {
  /** Answered after 1, 2 and 5 hours; not yet, since 9:00 and since 13:00; as of 15:00. Target 4 hours: 2 in time, late are 5 and the 6 so far. */
  const rows: Ticket[] = [
    { ...opened, firstResponseAt: '2026-03-02T10:00:00Z' },
    { ...opened, firstResponseAt: '2026-03-02T11:00:00Z' },
    { ...opened, firstResponseAt: '2026-03-02T14:00:00Z' },
    opened,
    { ...opened, openedAt: '2026-03-02T13:00:00Z' },
  ];

  test('open tickets past the target are late, the others are not decided', () => {
    const asOf = '2026-03-02T15:00:00Z';
    expect(firstResponseTime(rows, march, { target: 4, asOf }).within).toEqual({
      ...{ value: 0.5, numerator: 2, denominator: 4, undecided: 1 },
    });
    expect(firstResponseTime(rows, march, { target: 4 }).within).toEqual({
      ...{ value: 2 / 3, numerator: 2, denominator: 3, undecided: 2 },
    });
    expect(firstResponseTime(rows, march, { target: 120, unit: 'minute' }).within?.numerator).toBe(2);
    expect(firstResponseTime(rows, march, { target: 119, unit: 'minute' }).within?.numerator).toBe(1);
    expect(firstResponseTime([], march, { target: 1 }).within).toEqual({
      ...{ value: null, numerator: 0, denominator: 0, undecided: 0 },
    });
    expect(firstResponseTime(rows, march)).not.toHaveProperty('within');
  });

  test('at work, a ticket of Friday evening has its target on Monday', () => {
    const friday = { customerId: 'ben', openedAt: '2026-03-06T16:00:00Z', firstResponseAt: '2026-03-09T10:00:00Z' };
    const hours = ['09:00-17:00'];
    const workingHours = { monday: hours, friday: hours };
    expect(firstResponseTime([friday], march, { target: 2, workingHours }).within?.value).toBe(1);
    expect(firstResponseTime([friday], march, { target: 1.99, workingHours }).within?.value).toBe(0);
    const waiting = { customerId: 'ben', openedAt: friday.openedAt };
    const at = (asOf: string) => firstResponseTime([waiting], march, { target: 2, workingHours, asOf }).within;
    expect(at('2026-03-09T10:00:00Z')).toMatchObject({ denominator: 0, undecided: 1 });
    expect(at('2026-03-09T10:01:00Z')).toMatchObject({ value: 0, denominator: 1, undecided: 0 });
  });

  test.each([-1, Number.NaN, '4'])('of %o throws', (target) => {
    const bad = refusal(() => resolutionTime([], march, { target: target as number }));
    expect(bad).toMatchObject({ code: 'INVALID_NUMBER', path: keysOf('options.target') });
  });
});

describe('tickets reopened after the resolution that the row has', () => {
  const again: Ticket = { ...opened, resolvedAt: '2026-03-03T09:00:00Z', reopenedAt: '2026-03-05T09:00:00Z' };

  test('are open again, in every room, from the reopening on', () => {
    expect(resolutionTime([again], march)).toMatchObject({ tickets: 0, open: 1 });
    expect(resolutionTime([again], march, { asOf: '2026-03-04' })).toMatchObject({ mean: 24, open: 0 });
    expect(reopenRate([again], march)).toMatchObject({ numerator: 1, denominator: 1, open: 0 });
    expect(reopenRate([again], march, { asOf: '2026-03-04' })).toMatchObject({ numerator: 0, denominator: 1 });
    const open = (asOf: string) => healthSignals({ tickets: [again] }, asOf)[0]?.values.openTickets;
    expect([open('2026-03-03'), open('2026-03-04'), open('2026-03-06')]).toEqual([1, 0, 1]);
  });

  test('have the figures of the same ticket without its resolution', () => {
    const { resolvedAt: _, ...without } = again;
    const options = { customers: 1 };
    for (const call of [resolutionTime, firstResponseTime, reopenRate, repeatContactRate]) {
      expect(call([again], march)).toEqual(call([without], march));
    }
    expect(ticketsPerCustomer([again], march, options)).toEqual(ticketsPerCustomer([without], march, options));
  });
});

describe('first response after a reopening', () => {
  const rows: Ticket[] = [
    { ...opened, reopenedAt: '2026-03-05T09:00:00Z', reopenedResponseAt: '2026-03-05T12:00:00Z' },
    { ...opened, reopenedAt: '2026-04-01T09:00:00Z', reopenedResponseAt: '2026-04-01T10:00:00Z' },
    { ...opened, reopenedAt: '2026-03-06T09:00:00Z' },
    { ...opened, firstResponseAt: '2026-03-02T10:00:00Z', reopened: true },
  ];

  test('is the time from the one to the other, of tickets reopened in the period', () => {
    expect(firstResponseTime(rows, march, { since: 'reopened' })).toMatchObject({ mean: 3, tickets: 1, open: 1 });
    expect(firstResponseTime(rows, month('2026-04'), { since: 'reopened' })).toMatchObject({ mean: 1, tickets: 1 });
    expect(firstResponseTime(rows, march, { since: 'opened' })).toEqual(firstResponseTime(rows, march));
    const target = { since: 'reopened', target: 2, asOf: '2026-03-07' } as const;
    expect(firstResponseTime(rows, march, target).within).toMatchObject({ numerator: 0, denominator: 2, undecided: 0 });
  });

  test('cannot come before it, nor without it; and resolutions know no such option', () => {
    const { reopenedAt: _, ...without } = rows[0] as Ticket;
    for (const row of [without, { ...without, reopenedAt: '2026-03-06' }]) {
      expect(refusal(() => firstResponseTime([row as Ticket], march))).toMatchObject({
        code: 'END_BEFORE_START',
        path: keysOf('tickets[0].reopenedResponseAt'),
      });
    }
    const unknown = refusal(() => resolutionTime([], march, { since: 'reopened' } as object));
    expect(unknown).toMatchObject({ code: 'UNKNOWN_KEY', path: keysOf('options.since') });
  });
});

describe('clocks that differ', () => {
  const rows: Ticket[] = [
    { ...opened, firstResponseAt: '2026-03-02T08:59:59.996Z', resolvedAt: '2026-03-02T10:00:00Z', channel: 'chat' },
    { ...opened, firstResponseAt: '2026-03-02T10:00:00Z', resolvedAt: '2026-03-02T11:00:00Z' },
  ];

  test('an instant a little too early is taken as at the one before, and counted; further off it throws', () => {
    const options = { clockSkewSeconds: 0.004 };
    expect(firstResponseTime(rows, march, options)).toMatchObject({ mean: 0.5, tickets: 2, skewed: 1 });
    expect(resolutionTime(rows, march, options)).toMatchObject({ mean: 1.5, skewed: 1 });
    expect(reopenRate(rows, march, options)).toMatchObject({ denominator: 2, skewed: 1 });
    const byChannel = resolutionTime(rows, march, { ...options, by: (row) => row.channel });
    expect(byChannel.map(({ key, skewed }) => [key, skewed])).toEqual([
      [null, 0],
      ['chat', 1],
    ]);
    const early = { code: 'END_BEFORE_START', path: keysOf('tickets[0].firstResponseAt') };
    expect(refusal(() => firstResponseTime(rows, march, { clockSkewSeconds: 0.003 }))).toMatchObject(early);
    expect(refusal(() => firstResponseTime(rows, march))).toMatchObject(early);
    expect(firstResponseTime(rows.slice(1), march)).not.toHaveProperty('skewed');
  });

  test.each([-1, Number.NaN, '1', Number.POSITIVE_INFINITY])('by %o throw', (clockSkewSeconds) => {
    const bad = refusal(() => reopenRate([], march, { clockSkewSeconds: clockSkewSeconds as number }));
    expect(bad).toMatchObject({ code: 'INVALID_NUMBER', path: keysOf('options.clockSkewSeconds') });
  });
});

test('by a Map from customers', () => {
  const rows = [opened, { ...opened, customerId: 17, firstResponseAt: '2026-03-02T10:00:00Z' }];
  const bySize = firstResponseTime(rows, march, { by: new Map([['17', 'large']]) });
  expect(bySize.map(({ key, tickets, open }) => [key, tickets, open])).toEqual([
    [null, 0, 1],
    ['large', 1, 0],
  ]);
});
