import { customerDurations, type DurationOptions, ledger, type Policy, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';

const rows: Subscription[] = [
  { customerId: 'ada', start: '2026-01-01', end: '2026-03-01', amount: 10, interval: 'month' },
  { customerId: 'ada', start: '2026-03-11', amount: 10, interval: 'month' },
];
const asked = (source: Parameters<typeof customerDurations>[0], options: DurationOptions) =>
  customerDurations(source, { unit: 'day', ...options }).map(({ duration, event }) => [duration, event]);
const refusal = (source: Parameters<typeof customerDurations>[0], options: DurationOptions) =>
  caught(() => asked(source, options)) as Error & { code: string; path: string; received: unknown };

describe('the instant up to which lives are known', () => {
  test('of rows is the one that the call names, and a gap is filled as it looks then', () => {
    expect(asked(rows, { asOf: '2026-02-01' })).toEqual([[31, false]]);
    expect(asked(rows, { asOf: '2026-04-01' })).toEqual([[59, true]]);
    // A gap that is still open is a churn, whatever comes after.
    expect(asked(rows, { asOf: '2026-03-05', churnGraceDays: 30 })).toEqual([[59, true]]);
    expect(asked(rows, { asOf: '2026-04-01', churnGraceDays: 30 })).toEqual([[90, false]]);
    expect(asked(rows, { asOf: '2026-04-01', churnGraceDays: 5 })).toEqual([[59, true]]);
  });

  test('of a ledger is its own, or an earlier one', () => {
    const known = ledger(rows, { asOf: '2026-03-05' });
    expect(asked(known, {})).toEqual([[59, true]]);
    expect(asked(known, { asOf: '2026-03-05' })).toEqual([[59, true]]);
    expect(asked(known, { asOf: '2026-02-01' })).toEqual([[31, false]]);
    const { code, path, received, message } = refusal(known, { asOf: '2026-03-06' });
    expect([code, path, received]).toEqual(['CONFLICTING_POLICY', keysOf('options.asOf'), '2026-03-06']);
    expect(message).toContain(
      "agree with the ledger's asOf, 2026-03-05T00:00:00.000Z: no later, and with churnGraceDays the same",
    );
  });

  test('of a ledger that has none is any, as long as it fills no gaps', () => {
    expect(asked(ledger(rows), { asOf: '2026-04-01' })).toEqual([[59, true]]);
    const policy: Policy = { churnGraceDays: 30 };
    const { code, message } = refusal(ledger(rows, policy), { asOf: '2026-04-01' });
    expect(code).toBe('CONFLICTING_POLICY');
    expect(message).toContain('be compiled into a ledger with churnGraceDays, as its asOf');
    const known = ledger(rows, { ...policy, asOf: '2026-04-01' });
    expect(asked(known, { asOf: '2026-04-01' })).toEqual([[90, false]]);
    expect(refusal(known, { asOf: '2026-03-01' }).code).toBe('CONFLICTING_POLICY');
  });

  test.each([
    ['rows', rows],
    ['a ledger', ledger(rows)],
  ])('of %s without any is missing', (_, source) => {
    const { code, path, message } = refusal(source, {});
    expect([code, path]).toEqual(['INVALID_INSTANT', keysOf('options.asOf')]);
    expect(message).toContain('be present, here or in the policy of the ledger: the instant the data was taken');
  });

  test('is asked of what is no data at all only after that', () => {
    const nothing = { rows } as unknown as readonly Subscription[];
    expect(refusal(nothing, { asOf: '2026-04-01' })).toMatchObject({
      code: 'INVALID_TYPE',
      path: keysOf('subscriptions'),
    });
  });
});
