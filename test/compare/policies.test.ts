import {
  customerChurnRate,
  customerCount,
  ledger,
  month,
  mrr,
  mrrMovements,
  policies,
  policyNotes,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';

describe.each(Object.keys(policies) as (keyof typeof policies)[])('the preset %s', (preset) => {
  test('is a policy', () => expect(() => ledger([], policies[preset])).not.toThrow());

  test('has a source for each choice, and for nothing else', () => {
    expect(Object.keys(policyNotes[preset].sources)).toEqual(Object.keys(policies[preset]));
  });

  test('cannot be changed, since others use it too', () => {
    expect(Object.isFrozen(policies[preset])).toBe(true);
    expect(Object.isFrozen(policyNotes[preset].notExpressed)).toBe(true);
  });
});

test('presets differ', () => {
  const texts = Object.values(policies).map((policy) => JSON.stringify(policy));
  expect(new Set(texts).size).toBe(texts.length);
});

describe('a preset does what its notes say', () => {
  const march = month('2026-03');
  const monthly = { customerId: 'ada', start: '2026-01-01', amount: 30, interval: 'month' } as const;
  const visitor: Subscription[] = [{ ...monthly, start: '2026-03-03', end: '2026-03-25' }];

  test.each([
    ['profitwell', [0, 0]],
    ['baremetrics', [30, 30]],
    ['stripe', [30, 30]],
    ['chartmogul', [30, 30]],
  ] as const)('%s: who comes and leaves within a month', (preset, expected) => {
    const { new: gained, churn } = mrrMovements(visitor, march, policies[preset]);
    expect([gained, churn]).toEqual(expected);
  });

  test.each(['stripe', 'profitwell', 'baremetrics'] as const)('%s: trials are out', (preset) => {
    expect(mrr([{ ...monthly, trialEnd: '2026-04-01' }], '2026-03-15', policies[preset])).toBe(0);
  });

  test.each([
    ['stripe', 0],
    ['profitwell', 0],
    ['chartmogul', 1],
  ] as const)('%s: %i customers on a free plan', (preset, count) => {
    expect(customerCount([{ ...monthly, amount: 0 }], march, policies[preset])).toBe(count);
  });

  test.each([
    ['stripe', 30],
    ['chartmogul', 30],
    ['recurly', 30],
    ['baremetrics', 0],
  ] as const)('%s: forty days past due, MRR %i', (preset, amount) => {
    expect(mrr([{ ...monthly, pastDue: [{ start: '2026-02-01' }] }], '2026-03-13', policies[preset])).toBe(amount);
  });

  test('recurly: a pause is zero, back after three weeks is no churn', () => {
    expect(mrr([{ ...monthly, pauses: [{ start: '2026-02-01' }] }], '2026-03-15', policies.recurly)).toBe(0);
    const back: Subscription[] = [
      { ...monthly, end: '2026-03-05' },
      { ...monthly, start: '2026-03-26' },
    ];
    expect(mrrMovements(back, march, { ...policies.recurly, movements: 'event' }).churn).toBe(0);
  });

  test('stripe: churn is divided by those who came, too', () => {
    const rows: Subscription[] = [
      { ...monthly, end: '2026-03-10' },
      { ...monthly, customerId: 'ben', start: '2026-03-10' },
    ];
    expect(customerChurnRate(rows, march, policies.stripe).value).toBe(0.5);
    expect(customerChurnRate(rows, march, policies.chartmogul).value).toBe(1);
  });
});
