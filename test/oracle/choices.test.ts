import { describe, expect, it } from 'vitest';
import { customerMovements, mrr, mrrMovements, mrrMovementsByCustomer } from './oracle.ts';
import { month } from './periods.ts';
import type { Policy, Row } from './types.ts';

const row = (start: string, end: string | null, more: Partial<Row> = {}): Row => ({
  customerId: 'a',
  start,
  end,
  amount: 10,
  interval: 'month',
  ...more,
});

describe('where the contract leaves room', () => {
  const gap = [row('2026-01-01', '2026-03-10'), row('2026-03-15', null)];

  it('fills a gap only when the return is known by asOf', () => {
    const at = (asOf: string): number => mrr(gap, '2026-03-12', { churnGraceDays: 6, asOf });
    expect([at('2026-03-14'), at('2026-03-15')]).toEqual([0, 10]);
  });

  it('takes a period that ends at asOf as complete, and goes by the rows after it', () => {
    expect(mrrMovements(gap, month('2026-03'), { asOf: '2026-04-01' }).complete).toBe(true);
    expect(mrrMovements(gap, month('2026-03'), { asOf: '2026-03-31T23:59:59.999Z' }).complete).toBe(false);
    expect(mrr(gap, '2026-04-01', { asOf: '2026-03-12' })).toBe(10);
  });

  it('measures grace and window by the wall clock, not by dates', () => {
    const rows = [row('2026-01-01', '2026-03-10T18:00:00Z'), row('2026-03-15T09:00:00Z', null)];
    expect(mrr(rows, '2026-03-12', { churnGraceDays: 5 })).toBe(10);
    expect(mrr(rows, '2026-03-12', { churnGraceDays: 4 })).toBe(0);
    expect(mrrMovements(rows, month('2026-04'), {}).opening).toBe(10);
    const event: Policy = { movements: 'event', reactivationWindowDays: 4 };
    expect(mrrMovements(rows, month('2026-03'), event)).toMatchObject({ new: 10, reactivation: 0 });
  });

  it('names a net return by the first one in the period', () => {
    const rows = [row('2025-01-01', '2026-01-01'), row('2026-03-02', '2026-03-10'), row('2026-03-20', null)];
    const policy: Policy = { reactivationWindowDays: 30 };
    expect(mrrMovements(rows, month('2026-03'), policy)).toMatchObject({ new: 10, reactivation: 0 });
  });

  it('counts a free customer who left and came back paying as reactivated, where free ones count', () => {
    const rows = [row('2026-01-01', '2026-02-01', { amount: 0 }), row('2026-03-05', null)];
    expect(customerMovements(rows, month('2026-03'))).toMatchObject({ new: 1, reactivated: 0 });
    const include: Policy = { freePlans: 'include' };
    expect(customerMovements(rows, month('2026-03'), include)).toMatchObject({ new: 0, reactivated: 1 });
    expect(mrrMovements(rows, month('2026-03'), include)).toMatchObject({ new: 10, reactivation: 0 });
  });

  it('does not count a paused or unconverted row as a free customer', () => {
    const rows = [row('2026-01-01', null, { pauses: [{ start: '2026-03-10' }] })];
    expect(customerMovements(rows, month('2026-03'), { freePlans: 'include' })).toMatchObject({ churned: 1 });
    const trial = [row('2026-03-01', null, { trialEnd: '2026-04-10' })];
    expect(customerMovements(trial, month('2026-03'), { freePlans: 'include' }).closing).toBe(0);
  });
});

describe('exchange rates', () => {
  const policy: Policy = { currency: 'USD', exchangeRates: { EUR: { '2026-02': 1.1, '2026-03': 1.2 } } };
  const euros = [
    row('2026-01-01', '2026-03-10', { currency: 'EUR', amount: 100 }),
    row('2026-03-10', null, { currency: 'EUR', amount: 110 }),
  ];

  it('keeps retained terms and drill-down at the opening rate', () => {
    expect(mrrMovements(euros, month('2026-03'), policy)).toMatchObject({ retainedGross: 110, retainedNet: 121 });
    expect(mrrMovementsByCustomer(euros, month('2026-03'), policy)).toEqual([
      { customerId: 'a', kind: 'expansion', opening: 110, closing: 121, change: 11 },
    ]);
  });

  it('rates an instant by its own month in the zone in force', () => {
    expect(mrr(euros, '2026-03-01T00:00:00Z', policy)).toBe(120);
    expect(mrr(euros, '2026-03-01T00:00:00Z', { ...policy, timeZone: 'America/New_York' })).toBe(110);
  });

  it('throws for a rate that is missed, and only then', () => {
    expect(() => mrrMovements(euros, month('2026-04'), policy)).toThrow();
    expect(() => mrrMovements(euros, month('2026-02'), policy)).toThrow();
    expect(mrr(euros, month('2025-11'), policy)).toBe(0);
    expect(() => mrr([...euros, row('2026-01-01', null, { currency: 'JPY' })], '2026-03-01', policy)).toThrow();
  });

  it('takes a change of currency at equal value as no movement', () => {
    const rows = [
      row('2026-01-01', '2026-03-10', { currency: 'EUR', amount: 100 }),
      row('2026-03-10', null, { currency: 'USD', amount: 110 }),
    ];
    const event: Policy = { ...policy, movements: 'event' };
    expect(mrrMovementsByCustomer(rows, month('2026-03'), event)).toMatchObject([{ kind: 'retained', change: 0 }]);
  });
});

describe('what throws', () => {
  const one = [row('2026-01-01', null)];

  it.each<[string, readonly Row[], Policy]>([
    ['end before start', [row('2026-03-02', '2026-03-01')], {}],
    ['a negative amount', [row('2026-01-01', null, { amount: -1 })], {}],
    ['an amount that is not finite', [row('2026-01-01', null, { amount: Number.NaN })], {}],
    ['an invalid date', [row('2026-01-01', null, { trialEnd: new Date(Number.NaN) })], {}],
    ['a zone beside the period', one, { timeZone: 'Europe/Berlin' }],
    ['an unknown option', one, JSON.parse('{"grace":1}')],
    ['an unknown value', one, JSON.parse('{"movements":"daily"}')],
    ['a foreign currency without rates', [row('2026-01-01', null, { currency: 'EUR' })], { currency: 'USD' }],
  ])('%s', (_, rows, policy) => expect(() => mrrMovements(rows, month('2026-03'), policy)).toThrow());
});
