import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { inspectEvents, inspectLedger, inspectPayments, inspectTickets, type Subscription } from 'tenure';
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

const sample: Subscription[] = cellsOf('sample-ledger.csv').map(
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

describe('data without faults has no findings', () => {
  test('the sample ledger: trials that never paid, and nothing else', () => {
    for (const policy of [{}, { asOf: '2026-07-01', timeZone: 'Europe/Berlin' }]) {
      const inspection = inspectLedger(sample, policy);
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
      expect(kindsOf(inspectLedger(subscriptionRows(5_000, seed)))).toEqual([]);
      expect(kindsOf(inspectEvents(usageEvents(5_000, seed)))).toEqual([]);
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

describe('a fault brought into the sample ledger is found, and nothing beside it', () => {
  const hour = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', hour: 'numeric', hourCycle: 'h23' });
  const berlin = (day: unknown) => {
    const midnight = Date.parse(String(day));
    return day === null ? null : new Date(midnight - Number(hour.format(midnight)) * 3_600_000);
  };
  const nextMonth = (day: string) =>
    new Date(Date.UTC(+day.slice(0, 4), +day.slice(5, 7), 1)).toISOString().slice(0, 10);

  const faults: [string, (row: Subscription, index: number) => Subscription | Subscription[], string[]][] = [
    [
      'DATEs as a process in Berlin reads them',
      (row) => ({ ...row, start: berlin(row.start) as Date, end: berlin(row.end), trialEnd: berlin(row.trialEnd) }),
      ['localMidnight start', 'localMidnight end', 'localMidnight trialEnd'],
    ],
    ['9999-12-31 for no end', (row) => ({ ...row, end: row.end ?? '9999-12-31' }), ['openEndMarker end']],
    ['seats', ({ quantity, ...row }) => ({ ...row, seats: quantity }), ['unusedKey seats']],
    ['cents', (row) => ({ ...row, amount: Math.round(Number(row.amount) * 100) }), ['minorAmount amount']],
    ['fractions off', (row) => ({ ...row, discount: { percent: 0.2 } }), ['smallPercent discount.percent']],
    ['small letters', (row, i) => ({ ...row, currency: i % 9 ? 'EUR' : 'eur' }), ['currencySpelling currency']],
    [
      'a date nobody meant',
      (row, i) => ({ ...row, start: i === 7 ? '0203-01-01' : row.start }),
      ['implausibleDate start'],
    ],
    ['rows joined twice', (row, i) => (i % 10 ? row : [row, row]), ['duplicateRow null', 'overlap null']],
    [
      'the last second of the last day',
      (row) => ({
        ...row,
        end: row.end && `${new Date(Date.parse(String(row.end)) - 1000).toISOString().slice(0, 19)}Z`,
      }),
      ['inclusiveEnd end'],
    ],
    [
      'a row per customer and month',
      ({ subscriptionId, trialEnd, ...row }) => {
        const months: Subscription[] = [];
        const last = String(row.end ?? '2026-07-01');
        for (let day = String(row.start); day < last; day = nextMonth(day))
          months.push({ ...row, start: day, end: null });
        return months;
      },
      ['snapshotRow null'],
    ],
  ];

  test.each(faults)('%s', (_, fault, expected) => {
    const names = (rows: readonly Subscription[]) =>
      inspectLedger(rows).findings.map(({ kind, field }) => `${kind} ${field}`);
    expect(names(sample.flatMap(fault)).filter((name) => name !== 'neverActive null')).toEqual(expected);
  });
});
