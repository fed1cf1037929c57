import fc from 'fast-check';
import {
  inspectEvents,
  inspectLedger,
  inspectPayments,
  inspectResponses,
  inspectTickets,
  isMetricsError,
  ledger,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';

type Inspection = Pick<ReturnType<typeof inspectLedger>, 'rows' | 'refusals' | 'findings'>;

const unreadable = new Proxy(
  {},
  {
    get() {
      throw new Error('gone');
    },
  },
);

/** Whatever databases, files and mistakes put into a field. */
const anything = fc.oneof(
  fc.anything(),
  fc.constantFrom<unknown>(null, undefined, '', 0, -0, Number.NaN, 10n, '1/3', '0.1', 4900, '4999', unreadable),
  fc.constantFrom<unknown>(new Date(Number.NaN), '2026-02-30', 'EUR', 'eur', 'EUR ', Object.create(null), [], false),
  fc.constantFrom<unknown>({ value: '2026-01-01' }, { percent: 0.2 }, { percent: '1/5' }, { amount: 3 }),
);
const dates = fc.oneof(
  fc.constantFrom<unknown>('2026-01-01', '2026-03-01', new Date('2026-02-28T23:00:00Z'), '2026-06-30T22:00:00Z'),
  fc.constantFrom<unknown>('9999-12-31', '0001-01-01', 0, new Date(8.64e15), new Date(-8.64e15), Date.UTC(2026, 4, 1)),
  anything,
);
const keys = [
  ...['subscriptionId', 'end', 'amount', 'interval', 'intervalCount', 'quantity', 'discount', 'currency', 'trialEnd'],
  ...['pauses', 'userId', 'feature', 'count', 'durationSeconds', 'resolvedAt', 'status', 'invoiceId', 'attempt'],
  ...['score', 'survey'],
  ...['seats', 'ended_at', 'price', 'event', 'closed_at', 'Trial End', 'constructor', '__proto__', 'toString', ''],
];
const rowOf = fc
  .record({
    customerId: fc.constantFrom<unknown>('a', 'b', 7, 7n),
    at: dates,
    end: dates,
    amount: fc.constantFrom<unknown>(10, 4900, '1999', 0, '1/3', 1e300),
    interval: fc.constantFrom('month', 'year', 'term', 'day'),
    more: fc.array(fc.tuple(fc.constantFrom(...keys), anything), { maxLength: 3 }),
  })
  .map(({ customerId, at, end, amount, interval, more }) => {
    const row = {
      customerId,
      start: at,
      at,
      openedAt: at,
      end,
      resolvedAt: end,
      amount,
      interval,
      status: 'succeeded',
      score: 5,
    };
    const property = { enumerable: true, configurable: true, writable: true };
    for (const [key, value] of more) Object.defineProperty(row, key, { ...property, value });
    return row as unknown;
  });
const rowsOf = fc.oneof(
  fc.array(fc.oneof({ weight: 6, arbitrary: rowOf }, { weight: 1, arbitrary: anything }), { maxLength: 14 }),
  fc.constant(new Array<unknown>(4)),
);
const optionsOf = fc.record(
  {
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia'),
    asOf: fc.constantFrom('2026-04-01', '1800-01-01', new Date(8.64e15)),
  },
  { requiredKeys: [] },
);

const inspections = { inspectLedger, inspectEvents, inspectTickets, inspectPayments, inspectResponses };

describe.each(Object.entries(inspections))('%s of any rows at all', (_, given) => {
  const inspect = given as (rows: unknown, options: object) => Inspection;

  test('throws for none, and says the same again, in any order, and in JSON', () => {
    fc.assert(
      fc.property(rowsOf, optionsOf, (rows, options) => {
        const inspection = inspect(rows, options);
        const { findings, refusals } = inspection;
        expect(inspection.rows).toBe(rows.length);
        const refused = refusals.reduce((sum, { rows: count }) => sum + count, 0);
        expect(findings.find(({ kind }) => kind === 'invalidRow')?.count ?? 0).toBe(refused);
        expect(inspect(rows, options)).toEqual(inspection);
        expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
        for (const { kind, count, examples, values, message } of findings) {
          expect(examples, kind).toEqual([...new Set(examples)].sort((a, b) => a - b));
          expect(examples.every((place) => place >= 0 && place < rows.length)).toBe(true);
          expect([examples.length, values.length <= 5]).toEqual([Math.min(5, count), true]);
          expect(message).toMatch(/^[A-Z`].*\.$/s);
        }
        const counts = (list: Inspection) =>
          list.findings.map(({ kind, field, count }) => `${kind} ${field} ${count}`).sort();
        expect(counts(inspect([...rows].reverse(), options))).toEqual(counts(inspection));
      }),
      propertyRuns(200),
    );
  });
});

test('a ledger of any rows that compile is inspected as they are', () => {
  fc.assert(
    fc.property(rowsOf, optionsOf, (rows, options) => {
      const { findings, ...facts } = inspectLedger(rows as never, options);
      if (findings.some(({ severity }) => severity === 'error')) return;
      try {
        expect(inspectLedger(ledger(rows as never, options))).toEqual({ findings, ...facts });
      } catch (error) {
        if (!isMetricsError(error)) throw error;
        expect(error.code).toBe('MIXED_CURRENCIES');
      }
    }),
    propertyRuns(200),
  );
});
