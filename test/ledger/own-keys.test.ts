import fc from 'fast-check';
import {
  activeCustomers,
  eventLog,
  healthSignals,
  inspectLedger,
  ledger,
  ledgerBuilder,
  ledgerFromColumns,
  month,
  mrr,
  netPromoterScore,
  paymentSuccessRate,
  resolutionTime,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { fieldNames } from '../../src/ledger/rows/fields.ts';
import { refusal } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';

const plain = { customerId: 'ada', start: '2026-01-01', amount: 10, interval: 'month' } as const;

/** What is said of the second of two rows with a key of its own, by each way in. */
function said(key: string, value: unknown) {
  const rows = [plain, { ...plain, [key]: value }] as Subscription[];
  return [() => ledger(rows), () => mrr(rows, '2026-02-01'), () => ledgerBuilder().add(rows)].map((run) =>
    refusal(run),
  );
}

describe('an own key that is a field but for case, blanks and underscores is refused', () => {
  test.each([
    ['Quantity', 'quantity'],
    ['trial_end', 'trialEnd'],
    ['Customer ID', 'customerId'],
    ['END', 'end'],
    ['cancel requested_at', 'cancelRequestedAt'],
    ['\ufeffcustomerId', 'customerId'],
    [' currency ', 'currency'],
  ])('%j: %s is meant', (key, field) => {
    for (const error of said(key, 4)) {
      expect(error?.code).toBe('UNKNOWN_KEY');
      expect(error?.path).toEqual(['subscriptions', 1, key]);
      expect(error?.received).toBe(4);
      expect(error?.message).toContain(`must be written ${field}, which it seems to mean, or have another name`);
    }
  });

  test('in columns, where it is named once', () => {
    const columns = { customerId: ['ada'], start: ['2026-01-01'], amount: [10], interval: 'month' };
    const error = refusal(() => ledgerFromColumns({ ...columns, Quantity: [4] } as never));
    expect(error?.message).toBe(
      'columns.Quantity must be written quantity, which it seems to mean, or have another name; received an array of 1',
    );
    expect(refusal(() => ledgerFromColumns({ ...columns, discount_percent: [4] } as never))?.path).toEqual([
      'columns',
      'discount_percent',
    ]);
    expect(mrr(ledgerFromColumns({ ...columns, discountPercent: [50] } as never), '2026-02-01')).toBe(5);
  });

  test('also without a value, and beside the field: who reads the row next cannot know which one counts', () => {
    for (const error of said('Quantity', null)) expect(error?.code).toBe('UNKNOWN_KEY');
    expect(refusal(() => ledger([{ ...plain, quantity: 1, Quantity: 4 } as Subscription]))?.code).toBe('UNKNOWN_KEY');
  });

  test('in the last of many rows of many shapes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(fc.string(), { maxLength: 3 }), { maxLength: 20 }),
        fc.constantFrom(...fieldNames),
        fc.constantFrom(
          (name: string) => name.toUpperCase(),
          (name: string) => `_${name}`,
          (name: string) => `${name} `,
        ),
        (shapes, field, misspell) => {
          const isNear = (key: string) =>
            fieldNames.some((name) => name.toLowerCase() === key.toLowerCase().replace(/[\s_]/g, ''));
          const rows = shapes.map((keys) => ({
            ...Object.fromEntries(keys.filter((key) => !isNear(key)).map((key) => [key, 1])),
            ...plain,
          }));
          expect(ledger(rows)).toBeDefined();
          const last = { ...plain, [misspell(field)]: 1 };
          expect(refusal(() => ledger([...rows, last]))?.path).toEqual(['subscriptions', rows.length, misspell(field)]);
        },
      ),
      propertyRuns(100),
    );
  });

  test('fields of your own stay yours: country, ended_at (a finding of inspectLedger), id', () => {
    const own = { ...plain, country: 'DE', ended_at: null, id: 7, 'trial-end': 1, start2: 1, __proto: 1 };
    expect(mrr([own], '2026-02-01')).toBe(10);
    const many = { ...plain, ...Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`key${n}`, n])) };
    expect(mrr([many], '2026-02-01')).toBe(10);
    expect(refusal(() => ledger([many, { ...many, Plan: 'a' }]))?.path).toEqual(['subscriptions', 1, 'Plan']);
  });

  test('and inspectLedger counts such rows as rows that cannot be read', () => {
    const { findings, refusals } = inspectLedger([plain, { ...plain, Quantity: 4 } as Subscription]);
    expect(findings.map(({ kind, count }) => [kind, count])).toEqual([['invalidRow', 1]]);
    expect(refusals.map(({ code, field }) => [code, field])).toEqual([['UNKNOWN_KEY', 'Quantity']]);
  });
});

describe('so it is in other rows with optional fields', () => {
  const march = month('2026-03');

  test('events', () => {
    const events = [{ customerId: 'ada', at: '2026-03-01', Feature: 'search' }];
    for (const run of [() => activeCustomers(events, march), () => eventLog(events)]) {
      expect(refusal(run)?.path).toEqual(['events', 0, 'Feature']);
    }
    const own = { customerId: 'ada', at: '2026-03-01', page: 'home' };
    expect(activeCustomers([own], march)).toBe(1);
  });

  test('answers: a CSAT of 5 would be an NPS of -100', () => {
    const answers = [{ customerId: 'ada', at: '2026-03-01', score: 5, Survey: 'csat' }];
    const path = ['responses', 0, 'Survey'];
    expect(refusal(() => netPromoterScore(answers))).toMatchObject({ code: 'UNKNOWN_KEY', path });
    expect(refusal(() => healthSignals({ responses: answers }, '2026-04-01'))).toMatchObject({
      path: ['data', ...path],
    });
  });

  test('tickets and payments', () => {
    const ticket = { customerId: 'ada', openedAt: '2026-03-01', 'Resolved At': '2026-03-02' };
    expect(refusal(() => resolutionTime([ticket], march))?.path).toEqual(['tickets', 0, 'Resolved At']);
    expect(refusal(() => resolutionTime([ticket], march))?.message).toContain('must be written resolvedAt');
    const payment = { customerId: 'ada', at: '2026-03-01', status: 'failed', invoice_id: 'i1' } as const;
    expect(refusal(() => paymentSuccessRate([payment], march))?.path).toEqual(['payments', 0, 'invoice_id']);
  });
});
