import fc from 'fast-check';
import {
  day,
  firstResponseTime,
  month,
  months,
  reopenRate,
  repeatContactRate,
  resolutionTime,
  type Ticket,
  ticketsPerCustomer,
  trailing,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';

const march = month('2026-03');

/*
 * A pencil table. March has 31 days; all instants UTC. Response and resolution in hours from the opening.
 *
 *  #  customer  opened        response  resolved  reopened  channel
 *  0  ada       1 Mar 00:00   1 h       10 h                email
 *  1  ada       8 Mar 00:00   3 h       20 h      yes       chat
 *  2  ben       10 Mar 12:00  0 h       -         2 times   chat     (was resolved, is open again)
 *  3  cem       31 Mar 23:59  5 h       48 h                chat     (resolved in April)
 *  4  dia       20 Mar 00:00  -         -                   email
 *  5  eve       1 Apr 00:00   1 h       1 h                          (on the end: April's)
 *  6  fay       28 Feb 00:00  1 h       48 h                email    (resolved on 2 March, on time: March's by resolution)
 */
const hours = (from: string, count: number) => new Date(new Date(from).getTime() + count * 3_600_000);
const ticket = (
  customerId: string,
  openedAt: string,
  response?: number,
  resolution?: number,
  more: Partial<Ticket> = {},
) =>
  ({
    customerId,
    openedAt,
    ...(response === undefined ? {} : { firstResponseAt: hours(openedAt, response) }),
    ...(resolution === undefined ? {} : { resolvedAt: hours(openedAt, resolution) }),
    ...more,
  }) as Ticket;
const tickets: Ticket[] = deepFreeze([
  ticket('ada', '2026-03-01T00:00:00Z', 1, 10, { channel: 'email' }),
  ticket('ada', '2026-03-08T00:00:00Z', 3, 20, { channel: 'chat', reopened: true }),
  ticket('ben', '2026-03-10T12:00:00Z', 0, undefined, { channel: 'chat', reopened: 2 }),
  ticket('cem', '2026-03-31T23:59:00Z', 5, 48, { channel: 'chat' }),
  ticket('dia', '2026-03-20T00:00:00Z', undefined, undefined, { channel: 'email' }),
  ticket('eve', '2026-04-01T00:00:00Z', 1, 1),
  ticket('fay', '2026-02-28T00:00:00Z', 1, 48, { channel: 'email' }),
]);

describe('firstResponseTime', () => {
  test('is 0, 1, 3, 5 hours in the pencil table: an answer at once is a time of 0, no answer is none', () => {
    // Mean 9 / 4; median between 1 and 3; p90 at place 3 x 0.9 = 2.7: 3 + 0.7 x 2.
    expect(firstResponseTime(tickets, march)).toEqual({
      ...{ count: 4, mean: 2.25, median: 2, unit: 'hour', tickets: 4, open: 1 },
      quantiles: [
        { p: 0.1, value: 0.3 },
        { p: 0.25, value: 0.75 },
        { p: 0.5, value: 2 },
        { p: 0.75, value: 3.5 },
        { p: 0.9, value: 4.4 },
      ],
    });
  });

  test('in other units', () => {
    const quantiles = [0.9];
    expect(firstResponseTime(tickets, march, { unit: 'minute', quantiles })).toMatchObject({
      ...{ mean: 135, median: 120, quantiles: [{ p: 0.9, value: 264 }] },
    });
    expect(firstResponseTime(tickets, march, { unit: 'second' })).toMatchObject({ mean: 8100, unit: 'second' });
    expect(firstResponseTime(tickets, march, { unit: 'day' })).toMatchObject({ mean: 2.25 / 24, median: 2 / 24 });
  });

  test('by response: that of cem comes in April', () => {
    const byResponse = firstResponseTime(tickets, march, { assignedBy: 'firstResponseAt' });
    expect(byResponse).toMatchObject({ mean: 4 / 3, median: 1, tickets: 3, open: 1 });
  });
});

describe('resolutionTime', () => {
  test('is 10, 20, 48 hours in the pencil table', () => {
    // Mean 78 / 3; p90 at place 2 x 0.9 = 1.8: 20 + 0.8 x 28.
    expect(resolutionTime(tickets, march, { quantiles: [0.9, 1] })).toEqual({
      ...{ count: 3, mean: 26, median: 20, unit: 'hour', tickets: 3, open: 2 },
      quantiles: [
        { p: 0.9, value: 42.4 },
        { p: 1, value: 48 },
      ],
    });
  });

  test('by resolution: without cem, with fay', () => {
    const byResolution = resolutionTime(tickets, march, { assignedBy: 'resolvedAt' });
    expect(byResolution).toMatchObject({ mean: 26, median: 20, tickets: 3, open: 2 });
    expect(resolutionTime(tickets, day('2026-03-02'), { assignedBy: 'resolvedAt' })).toMatchObject({
      mean: 48,
      open: 0,
    });
  });

  test('by channel: a list, sorted by key', () => {
    const byChannel = resolutionTime(tickets, march, { by: ({ channel }) => channel, quantiles: [0.9] });
    const p90 = (value: number) => [{ p: 0.9, value }];
    expect(byChannel).toEqual([
      { key: 'chat', count: 2, mean: 34, median: 34, quantiles: p90(45.2), unit: 'hour', tickets: 2, open: 1 },
      { key: 'email', count: 1, mean: 10, median: 10, quantiles: p90(10), unit: 'hour', tickets: 1, open: 1 },
    ]);
  });

  test('quantiles are exact, as the mean is', () => {
    // 1 ms and 2 ms in seconds; in doubles the median of these is 0.0015 only by luck, and p of 0.1 falls beside 0.0011.
    const rows = [1, 2].map((ms) => ({ customerId: 'a', openedAt: 0, resolvedAt: new Date(ms) }));
    const { median, quantiles } = resolutionTime(rows, day('1970-01-01'), {
      unit: 'second',
      quantiles: [0.1, 0.3, 0.7],
    });
    expect([median, ...quantiles.map(({ value }) => value)]).toEqual([0.0015, 0.0011, 0.0013, 0.0017]);
  });

  test('as of 2 March only the first ticket is known, and as of 1 March 10:00 it is not yet resolved', () => {
    expect(resolutionTime(tickets, march, { asOf: '2026-03-02' })).toMatchObject({ mean: 10, tickets: 1, open: 0 });
    expect(resolutionTime(tickets, march, { asOf: '2026-03-01T10:00:00Z' })).toMatchObject({
      ...{ count: 0, mean: null, median: null, tickets: 0, open: 1 },
    });
  });

  test('is elapsed time: a day on which the clocks go forward has 23 hours', () => {
    const spring = [{ customerId: 'ada', openedAt: '2026-03-29', resolvedAt: '2026-03-30' }];
    expect(resolutionTime(spring, month('2026-03', { timeZone: 'Europe/Berlin' })).mean).toBe(23);
    expect(resolutionTime(spring, march).mean).toBe(24);
  });

  test('the mean is exact where a sum of doubles is not', () => {
    // Each 2^52 + 1 ms: the plain sum of three is above 2^53 and odd, so it is no double.
    const long = 2 ** 52 + 1;
    const three = [0, 1, 2].map((at) => ({
      customerId: 'ada',
      openedAt: new Date(at),
      resolvedAt: new Date(at + long),
    }));
    const epoch = day('1970-01-01');
    expect(resolutionTime(three, epoch, { unit: 'second' }).mean).toBe(long / 1000);
    // 2^51 + 1 ms a thousand times: none is too long, but the plain sum is 745 ms off.
    const half = 2 ** 51 + 1;
    const many = Array.from({ length: 1001 }, () => ({
      customerId: 'ada',
      openedAt: new Date(0),
      resolvedAt: new Date(half),
    }));
    expect(resolutionTime(many, epoch, { unit: 'second' }).mean).toBe(half / 1000);
    const mixed = [...three, { customerId: 'ada', openedAt: new Date(0), resolvedAt: new Date(1) }];
    expect(resolutionTime(mixed, epoch, { unit: 'second' }).mean).toBe(Number((3n * BigInt(long) + 1n) / 4n) / 1000);
  });
});

describe('reopenRate', () => {
  test('is 2 of 4 in the pencil table: ben is open again, but was resolved', () => {
    expect(reopenRate(tickets, march)).toEqual({ value: 0.5, numerator: 2, denominator: 4, open: 1 });
  });

  test('by resolution: fay for cem; ben has no resolution, and stays where it was opened', () => {
    const byResolution = reopenRate(tickets, months('2026-03', '2026-04'), { assignedBy: 'resolvedAt' });
    expect(byResolution).toEqual([
      { value: 0.5, numerator: 2, denominator: 4, open: 1 },
      { value: 0, numerator: 0, denominator: 2, open: 0 },
    ]);
  });

  test('a ticket that is reopened and open again is in the rate, by its opening, and not open', () => {
    const again = [{ customerId: 'a', openedAt: '2026-03-05', reopened: true }];
    const expected = { value: 1, numerator: 1, denominator: 1, open: 0 };
    expect(reopenRate(again, march)).toEqual(expected);
    expect(reopenRate(again, march, { assignedBy: 'resolvedAt' })).toEqual(expected);
    // `reopened` has no instant: it counts as soon as the ticket is known, whatever is known of its resolution.
    const later = [{ ...again[0], customerId: 'a', openedAt: '2026-03-05', resolvedAt: '2026-04-05' }];
    expect(reopenRate(later, march, { asOf: '2026-04-01' })).toEqual(expected);
    expect(reopenRate(later, march, { asOf: '2026-03-05' })).toEqual({
      ...expected,
      value: null,
      numerator: 0,
      denominator: 0,
    });
  });

  test('true, 1 and 3 are one reopened ticket each, false and 0 none', () => {
    const rows = [true, 1, 3, false, 0].map((reopened) => ({
      ...{ customerId: 'a', openedAt: '2026-03-01', resolvedAt: '2026-03-02', reopened },
    }));
    expect(reopenRate(rows, march)).toMatchObject({ numerator: 3, denominator: 5 });
  });
});

describe('repeatContactRate', () => {
  test('ada returns after exactly 7 days: 1 of 5 within 7 days, none within 6', () => {
    expect(repeatContactRate(tickets, march)).toEqual({
      ...{ value: 0.2, numerator: 1, denominator: 5, undecided: 0, open: 0 },
    });
    expect(repeatContactRate(tickets, march, { withinDays: 6 })).toMatchObject({ value: 0, denominator: 5 });
  });

  test('by the same channel: email then chat is no repeat', () => {
    expect(repeatContactRate(tickets, march, { channel: 'same' })).toMatchObject({ numerator: 0, denominator: 5 });
    const unnamed = [1, 2].map((at) => ({ customerId: 'a', openedAt: `2026-03-0${at}` }));
    expect(repeatContactRate(unnamed, march, { channel: 'same' })).toMatchObject({ numerator: 1, denominator: 2 });
  });

  test('a repeat counts under the key of the first ticket, whatever the second one has', () => {
    const byChannel = repeatContactRate(tickets, march, { by: ({ channel }) => channel });
    expect(byChannel.map(({ key, numerator, denominator }) => [key, numerator, denominator])).toEqual([
      ['chat', 0, 3],
      ['email', 1, 2],
    ]);
  });

  test('as of 15 March 00:00 the window of 8 March is not over, one instant later it is', () => {
    // The windows of ada close at 8 and 15 March 00:00, that of ben at 17 March 12:00; a closing instant belongs to its window.
    const at = (asOf: string) => repeatContactRate(tickets, march, { asOf });
    expect(at('2026-03-15')).toMatchObject({ numerator: 1, denominator: 1, undecided: 2 });
    expect(at('2026-03-15T00:00:00.001Z')).toMatchObject({ numerator: 1, denominator: 2, undecided: 1 });
    // ada is back, but the window of 1 March is not over: counted now, early repeats would be all there is.
    expect(at('2026-03-08T00:00:00Z')).toMatchObject({ numerator: 0, denominator: 0, undecided: 1 });
  });

  test('by resolution: a ticket opened while the first is still open is none that follows it', () => {
    const rows = [
      { customerId: 'a', openedAt: '2026-03-01', resolvedAt: '2026-03-10' },
      { customerId: 'a', openedAt: '2026-03-05' },
      { customerId: 'b', openedAt: '2026-03-01', resolvedAt: '2026-03-10' },
      { customerId: 'b', openedAt: '2026-03-17' },
      { customerId: 'c', openedAt: '2026-03-01', resolvedAt: '2026-03-01' }, // at once: it does not follow itself
    ];
    expect(repeatContactRate(rows, march, { assignedBy: 'resolvedAt' })).toEqual({
      ...{ value: 1 / 3, numerator: 1, denominator: 3, undecided: 0, open: 2 },
    });
    expect(repeatContactRate(rows, march)).toMatchObject({ numerator: 1, denominator: 5 });
  });

  test('days are calendar days: 28 March to 4 April is 7 days in Berlin, in hours one less', () => {
    const rows = ['2026-03-28T11:30:00Z', '2026-04-04T10:30:00Z', '2026-04-11T10:30:00.001Z'].map((openedAt) => ({
      customerId: 'a',
      openedAt,
    }));
    const berlin = months('2026-03', '2026-04', { timeZone: 'Europe/Berlin' });
    // 12:30 in winter time and 12:30 in summer time; then a millisecond too late.
    expect(repeatContactRate(rows, berlin).map(({ numerator }) => numerator)).toEqual([1, 0]);
    const later = rows.map((row) => ({ ...row, openedAt: new Date(new Date(row.openedAt).getTime() + 1) }));
    expect(repeatContactRate([rows[0], later[1]] as Ticket[], berlin[0] ?? march).numerator).toBe(0);
  });

  test('tickets opened at one instant do not follow each other', () => {
    const twice = [ticket('a', '2026-03-01T00:00:00Z'), ticket('a', '2026-03-01T00:00:00Z')];
    expect(repeatContactRate(twice, march)).toMatchObject({ numerator: 0, denominator: 2 });
  });

  test('a customer with many tickets, in no order', () => {
    const openedAt = Array.from({ length: 100 }, (_, i) => new Date(((i * 37) % 100) * 86_400_000));
    const many = openedAt.map((at) => ({ customerId: 'a', openedAt: at }));
    expect(repeatContactRate(many, month('1970-02'), { withinDays: 1 })).toMatchObject({
      numerator: 28,
      denominator: 28,
    });
    expect(repeatContactRate(many, month('1970-04'), { withinDays: 1 })).toMatchObject({
      numerator: 9,
      denominator: 10,
    });
  });
});

describe('ticketsPerCustomer', () => {
  test('is 5 tickets over the customers given', () => {
    expect(ticketsPerCustomer(tickets, march, { customers: 4 })).toEqual({
      ...{ value: 1.25, numerator: 5, denominator: 4, others: 0 },
    });
    const customers = ['ada', 'ben', 'zoe', 'ada'];
    expect(ticketsPerCustomer(tickets, march, { customers })).toEqual({
      ...{ value: 1, numerator: 3, denominator: 3, others: 2 },
    });
  });

  test('each period has customers of its own', () => {
    const spring = months('2026-03', '2026-04');
    const rates = ticketsPerCustomer(tickets, spring, { customers: [10, ['eve', 'ada']] });
    expect(rates.map(({ value }) => value)).toEqual([0.5, 0.5]);
  });
});

describe('ids', () => {
  test('17, 17n and the text 17 are one customer', () => {
    const rows = [17, '17', 17n].map((customerId, index) => ({ customerId, openedAt: `2026-03-0${index + 1}` }));
    expect(repeatContactRate(rows, march)).toMatchObject({ numerator: 2, denominator: 3 });
    expect(ticketsPerCustomer(rows, march, { customers: [17n, '18'] })).toMatchObject({ numerator: 3, denominator: 2 });
    expect(reopenRate(rows, march, { by: ({ customerId }) => typeof customerId }).map(({ key }) => key)).toEqual([
      ...['bigint', 'number', 'string'],
    ]);
  });
});

describe('every ticket metric', () => {
  const by = ({ channel }: Ticket) => channel;
  const metrics = {
    firstResponseTime: (rows: readonly Ticket[]) => firstResponseTime(rows, march, { by, asOf: '2026-04-10' }),
    resolutionTime: (rows: readonly Ticket[]) => resolutionTime(rows, march, { by, assignedBy: 'resolvedAt' }),
    reopenRate: (rows: readonly Ticket[]) => reopenRate(rows, march, { by }),
    repeatContactRate: (rows: readonly Ticket[]) => repeatContactRate(rows, march, { by, asOf: '2026-04-01' }),
    ticketsPerCustomer: (rows: readonly Ticket[]) => ticketsPerCustomer(rows, march, { by, customers: 7 }),
  };

  test.each(Object.entries(metrics))(
    '%s: the order of the rows and the names of the customers change nothing',
    (_, metric) => {
      const expected = metric(tickets);
      fc.assert(
        fc.property(fc.shuffledSubarray(tickets, { minLength: tickets.length }), fc.boolean(), (shuffled, renamed) => {
          const rows = renamed ? shuffled.map((row) => ({ ...row, customerId: `x${row.customerId}` })) : shuffled;
          expect(metric(deepFreeze(rows))).toEqual(expected);
        }),
        propertyRuns(50),
      );
    },
  );

  test('of no tickets is null, and there is no key', () => {
    const quantiles = [0.1, 0.25, 0.5, 0.75, 0.9].map((p) => ({ p, value: null }));
    const times = { count: 0, mean: null, median: null, quantiles, unit: 'hour', tickets: 0, open: 0 };
    const none = { value: null, numerator: 0, denominator: 0 };
    expect(firstResponseTime([], march)).toEqual(times);
    expect(resolutionTime([], march, { by })).toEqual([]);
    expect(reopenRate([], march)).toEqual({ ...none, open: 0 });
    expect(repeatContactRate([], march)).toEqual({ ...none, undecided: 0, open: 0 });
    expect(ticketsPerCustomer([], march, { customers: [] })).toEqual({ ...none, others: 0 });
    expect(resolutionTime([], [])).toEqual([]);
    expect(resolutionTime(tickets, [])).toEqual([]);
  });

  test('open tickets alone have no times', () => {
    const open = [ticket('dia', '2026-03-20T00:00:00Z')];
    expect(resolutionTime(open, march)).toMatchObject({ mean: null, median: null, tickets: 0, open: 1 });
    expect(reopenRate(open, march)).toEqual({ value: null, numerator: 0, denominator: 0, open: 1 });
  });

  test('a list of periods, overlapping, apart, in any order, is each of them alone', () => {
    const periods = [
      trailing(12, 'month', '2026-04-01'),
      ...months('2026-04', '2026-05'),
      day('2026-03-08'),
      month('2026-02'),
      march,
      trailing(12, 'month', '2026-03-01'),
    ];
    expect(resolutionTime(tickets, periods, { by })).toEqual(
      periods.map((own) => resolutionTime(tickets, own, { by })),
    );
    expect(repeatContactRate(tickets, periods)).toEqual(periods.map((own) => repeatContactRate(tickets, own)));
  });

  test('keys of every plain kind are apart: 1 is not the text of 1', () => {
    const keys = [10, 2, '1', true, 'true', null, undefined, 'null', -0, 0, false];
    const rows = keys.map((key) => ({ customerId: 'a', openedAt: '2026-03-01', key }));
    const read = (list: typeof rows) => reopenRate(list, march, { by: ({ key }) => key }).map(({ key }) => key);
    // By type, then by value; undefined is null, and -0 is 0.
    expect(read(rows)).toEqual([false, true, null, 0, 2, 10, '1', 'null', 'true']);
    expect(read([...rows].reverse())).toEqual(read(rows));
  });
});
