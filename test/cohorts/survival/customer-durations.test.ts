import { customerDurations, type DurationOptions, ledger, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';

const row = (fields: Partial<Subscription>): Subscription => ({
  customerId: 'ada',
  start: '2026-01-31',
  amount: 10,
  interval: 'month',
  ...fields,
});

function durationOf(fields: Partial<Subscription>, options: DurationOptions = {}) {
  const [first] = customerDurations([row(fields)], { asOf: '2026-12-01', ...options });
  return [first?.duration, first?.event];
}

describe('a duration', () => {
  test.each([
    // Whole months end on 28 February, 31 March, 30 April; what is left is a share of the days to the next one.
    ['2026-02-28', 1],
    ['2026-03-31', 2],
    ['2026-03-14', 1 + 14 / 31],
    ['2026-02-01', 1 / 28],
    ['2027-01-31', 12],
    // Half a day of the 28 after 31 January.
    ['2026-01-31T12:00:00Z', 0.5 / 28],
  ])('in months from 31 January to %s is %d', (end, months) => {
    expect(durationOf({ end }, { asOf: '2028-01-01' })).toEqual([months, true]);
  });

  test.each([
    ['day', 59],
    ['week', 59 / 7],
    ['month', 2],
    ['quarter', 59 / 89],
    ['year', 59 / 365],
  ] as const)('in units of a %s', (unit, duration) => {
    expect(durationOf({ end: '2026-03-31' }, { unit })).toEqual([duration, true]);
  });

  test('counts the days of the zone, with their own lengths', () => {
    // From noon to noon over the night of 29 March, when Berlin loses an hour: half of one day and 11 of the other's 23 hours.
    const berlin = { timeZone: 'Europe/Berlin', unit: 'day' } as const;
    expect(durationOf({ start: '2026-03-28', end: '2026-03-30' }, berlin)).toEqual([2, true]);
    expect(durationOf({ start: '2026-03-28T11:00:00Z', end: '2026-03-29T10:00:00Z' }, berlin)).toEqual([1, true]);
    const [duration] = durationOf({ start: '2026-03-27T23:00:00Z', end: '2026-03-29T10:00:00Z' }, berlin);
    expect(duration).toBeCloseTo(1 + 11 / 23, 14);
  });

  test('runs from the first payment to the first churn', () => {
    const pauses = [{ start: '2026-03-31', end: '2026-06-01' }];
    expect(durationOf({ start: '2026-01-01', trialEnd: '2026-01-31', pauses })).toEqual([2, true]);
    expect(durationOf({ pauses }, { pauses: 'retain' })).toEqual([10 + 1 / 31, false]);
    expect(durationOf({ pauses }, { churnGraceDays: 90 })).toEqual([10 + 1 / 31, false]);
  });
});

describe('who is in', () => {
  test('a churn at asOf has not happened yet', () => {
    expect(durationOf({ end: '2026-03-31' }, { asOf: '2026-03-31' })).toEqual([2, false]);
    expect(durationOf({ end: '2026-03-31' }, { asOf: '2026-04-01' })).toEqual([2, true]);
  });

  test('nobody who first pays at asOf or later, or never', () => {
    expect(customerDurations([row({}), row({ customerId: 'ben', amount: 0 })], { asOf: '2026-01-31' })).toEqual([]);
  });

  test('by name, subscriptions apart where they are the entities', () => {
    const rows = [
      row({ customerId: 'b' }),
      row({ customerId: 'a', subscriptionId: '2', end: '2026-03-31' }),
      row({ customerId: 'a', subscriptionId: '1' }),
    ];
    expect(customerDurations(rows, { asOf: '2026-04-30' })).toEqual([
      { customerId: 'a', duration: 3, event: false },
      { customerId: 'b', duration: 3, event: false },
    ]);
    expect(customerDurations(rows, { asOf: '2026-04-30', grain: 'subscription' })).toEqual([
      { customerId: 'a', subscriptionId: '1', duration: 3, event: false },
      { customerId: 'a', subscriptionId: '2', duration: 2, event: true },
      { customerId: 'b', duration: 3, event: false },
    ]);
  });

  test('who left before the observation began is out, who paid before it comes in late', () => {
    const rows = [
      row({ customerId: 'gone', end: '2026-02-28' }),
      row({ customerId: 'old', end: '2026-03-31' }),
      row({ customerId: 'young', start: '2026-04-30' }),
    ];
    expect(customerDurations(rows, { asOf: '2026-05-30', observedFrom: '2026-02-28' })).toEqual([
      { customerId: 'old', duration: 2, event: true, entry: 1 },
      { customerId: 'young', duration: 1, event: false, entry: 0 },
    ]);
  });

  test('a ledger answers for any instant that it knows', () => {
    const rows = [row({ end: '2026-03-31' })];
    expect(customerDurations(ledger(rows), { asOf: '2026-02-28' })).toEqual(
      customerDurations(rows, { asOf: '2026-02-28' }),
    );
    expect(customerDurations(ledger(rows, { asOf: '2026-02-28' }), {})).toEqual([
      { customerId: 'ada', duration: 1, event: false },
    ]);
  });
});

test.each<[object, string, string]>([
  [{}, 'INVALID_INSTANT', 'options.asOf'],
  [{ asOf: '2026-02-30' }, 'INVALID_INSTANT', 'options.asOf'],
  [{ asOf: '2026-03-01', unit: 'decade' }, 'INVALID_OPTION', 'options.unit'],
  [{ asOf: '2026-03-01', unit: 'toString' }, 'INVALID_OPTION', 'options.unit'],
  [{ asOf: '2026-03-01', observedFrom: 'then' }, 'INVALID_INSTANT', 'options.observedFrom'],
  [{ asOf: '2026-03-01', by: 'month' }, 'UNKNOWN_KEY', 'options.by'],
])('bad options: %j', (options, code, path) => {
  expect(refusal(() => customerDurations([row({})], options))).toMatchObject({ code, path: keysOf(path) });
});
