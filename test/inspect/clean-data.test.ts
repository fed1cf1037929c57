import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { inspectEvents, inspectLedger, inspectPayments, inspectTickets } from 'tenure';
import { describe, expect, test } from 'vitest';
import { subscriptionRows } from '../../bench/rows.ts';
import { usageEvents } from '../../bench/usage-events.ts';
import { paymentScenario, ticketScenario } from '../oracle/service-arbitraries.ts';
import { usageArbitrary } from '../oracle/usage-arbitraries.ts';
import { healthBook } from '../support/health-book.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

type Inspection = ReturnType<typeof inspectEvents> | ReturnType<typeof inspectLedger>;

const kindsOf = ({ findings }: Pick<Inspection, 'findings'>) => findings.map(({ kind }) => kind);

/** The cells of a file of the examples: no cell of theirs is in quotes. */
function cellsOf(name: string): Record<string, string>[] {
  const text = readFileSync(new URL(`../../docs/examples/data/${name}`, import.meta.url), 'utf8');
  const [head = '', ...lines] = text.trim().split('\n');
  const keys = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [keys[i] as string, cell])));
}

describe('data without faults has no findings', () => {
  test('the sample ledger: trials that never paid, and nothing else', () => {
    const rows = cellsOf('sample-ledger.csv').map(
      ({ customer_id, subscription_id, start_date, end_date, ...cells }) => ({
        customerId: customer_id as string,
        subscriptionId: subscription_id,
        start: start_date as string,
        end: end_date || null,
        amount: cells.amount as string,
        interval: cells.interval as 'month',
        quantity: Number(cells.quantity),
        currency: cells.currency,
        trialEnd: cells.trial_end || null,
      }),
    );
    for (const policy of [{}, { asOf: '2026-07-01', timeZone: 'Europe/Berlin' }]) {
      const inspection = inspectLedger(rows, policy);
      expect(inspection.rows).toBe(3156);
      expect(kindsOf(inspection)).toEqual(['neverActive']);
    }
  });

  test('the sample events', () => {
    const events = cellsOf('sample-events.csv').map(({ customer_id, at, user_id, feature }) => ({
      customerId: customer_id as string,
      at: at as string,
      userId: user_id || null,
      feature: feature || null,
    }));
    expect(inspectEvents(events, { asOf: '2026-07-01' })).toMatchObject({ rows: 6863, findings: [] });
  });

  test('the books and logs of the benches', () => {
    for (const seed of [1, 2, 3]) {
      expect(kindsOf(inspectLedger(subscriptionRows(20_000, seed)))).toEqual([]);
      expect(kindsOf(inspectEvents(usageEvents(20_000, seed)))).toEqual([]);
    }
  });

  test('the books of customers whose chance of leaving is known', () => {
    for (const seed of [1, 2, 3]) {
      const { data } = healthBook(seed, 200, 6, ({ activeDays }) => 0.3 - activeDays / 100);
      expect(kindsOf(inspectLedger(data.subscriptions as never))).toEqual([]);
      expect(kindsOf(inspectEvents(data.events as never))).toEqual([]);
      expect(kindsOf(inspectTickets(data.tickets as never))).toEqual([]);
      expect(kindsOf(inspectPayments(data.payments as never))).toEqual(['untiedFailure']);
    }
  });

  /** What is no accident of a few generated rows. */
  const never = ['unusedKey', 'localMidnight', 'implausibleDate', 'openEndMarker', 'minorAmount', 'smallPercent'];
  const falseOnes = (inspection: Pick<Inspection, 'findings'>) =>
    kindsOf(inspection).filter((kind) => never.includes(kind));

  test('generated rows, in the zone that they were made in', () => {
    fc.assert(
      fc.property(scenarioArbitrary, ({ rows, policy }) => {
        expect(falseOnes(inspectLedger(rows, policy))).toEqual([]);
      }),
      propertyRuns(300),
    );
  });

  test('generated events', () => {
    fc.assert(
      fc.property(usageArbitrary, ({ events, zone }) => {
        expect(falseOnes(inspectEvents(events, { timeZone: zone }))).toEqual([]);
      }),
      propertyRuns(300),
    );
  });

  test('generated tickets and payments', () => {
    const zoneOf = (periods: readonly { readonly timeZone: string }[]) => ({ timeZone: periods[0]?.timeZone ?? 'UTC' });
    fc.assert(
      fc.property(ticketScenario, ({ rows, periods }) => {
        expect(falseOnes(inspectTickets(rows, zoneOf(periods)))).toEqual([]);
      }),
      propertyRuns(300),
    );
    fc.assert(
      fc.property(paymentScenario, ({ rows, periods }) => {
        expect(falseOnes(inspectPayments(rows, zoneOf(periods)))).toEqual([]);
      }),
      propertyRuns(300),
    );
  });
});
