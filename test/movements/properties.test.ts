import fc from 'fast-check';
import {
  customerChurnRate,
  customerMovements,
  customerRetentionRate,
  days,
  grossMrrChurnRate,
  grossRevenueRetention,
  type Ledger,
  ledger,
  mergeRatios,
  mrrMovements,
  mrrMovementsByCustomer,
  netMrrChurnRate,
  netRevenueRetention,
  type Ratio,
  retentionReport,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { add, ofNumber, subtract, toNumber } from '../../src/exact/index.ts';
import type { PlainRow } from '../oracle/arbitraries.ts';
import * as exact from '../oracle/rational.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { type Scenario, scenarioArbitrary } from '../support/scenarios.ts';

const check = (property: (scenario: Scenario) => void) =>
  fc.assert(fc.property(scenarioArbitrary, property), propertyRuns(100));

/** What a reader of the printed numbers would compute: their decimals, added exactly. */
function sumOf(...values: number[]): number {
  return toNumber(values.map(ofNumber).reduce(add));
}

const multiplied = <T extends object>(statement: T, factor: number): T =>
  Object.fromEntries(
    Object.entries(statement).map(([name, value]) => [name, typeof value === 'number' ? value * factor : value]),
  ) as T;

describe('mrrMovements', () => {
  test('foots to an ulp as printed, and closing is the opening of the adjacent period', () => {
    check(({ rows, periods, policy }) => {
      const statements = mrrMovements(rows, periods, policy);
      for (const [i, m] of statements.entries()) {
        const closing = sumOf(m.opening, m.new, m.reactivation, m.expansion, -m.contraction, -m.churn, m.fx);
        const largest = Math.max(m.opening, m.new, m.reactivation, m.expansion, m.contraction, m.churn, m.closing);
        expect(Math.abs(closing - m.closing)).toBeLessThanOrEqual(largest * 4 * Number.EPSILON);
        const before = statements[i - 1];
        if (before?.period.end.getTime() === m.period.start.getTime()) expect(m.opening).toBe(before.closing);
      }
    });
  });

  test('does not depend on the order of the rows, nor on the names of the customers', () => {
    check(({ rows, periods, policy }) => {
      const expected = mrrMovements(rows, periods, policy);
      expect(mrrMovements([...rows].reverse(), periods, policy)).toEqual(expected);
      const renamed = rows.map((row) => ({
        ...row,
        customerId: `${row.customerId === 'b' ? 'zz' : 'aa'}-${row.customerId}`,
      }));
      expect(mrrMovements(renamed, periods, policy)).toEqual(expected);
    });
  });

  test('of every customer 256 times over is 256 times as much: sums by instant are those of the steps', () => {
    const times = 256;
    fc.assert(
      fc.property(scenarioArbitrary, ({ rows, periods, policy }) => {
        const many = rows.flatMap((row) =>
          Array.from({ length: times }, (_, copy) => ({ ...row, customerId: `${copy} ${row.customerId}` })),
        );
        for (const movements of ['net', 'event'] as const) {
          const booked = { ...policy, movements };
          const [one, all] = [rows, many].map((given) => ledger(given, booked)) as [Ledger, Ledger];
          const customers = customerMovements(one, periods).map((statement) => multiplied(statement, times));
          expect(customerMovements(all, periods)).toEqual(customers);
          // Doubling a double is exact, so that the nearest one to 256 times a sum is 64 times the nearest one to the sum.
          const statements = mrrMovements(one, periods).map((statement) => multiplied(statement, times));
          expect(mrrMovements(all, periods)).toEqual(statements);
        }
      }),
      propertyRuns(10),
    );
  });

  test('scales with the amounts', () => {
    // By a power of two, so that doubles scale without a rounding of their own.
    const scale = (amount: number | string) =>
      typeof amount === 'number' ? exactTimes4(String(amount)) : exactTimes4(amount);
    check(({ rows, periods, policy }) => {
      const scaled = rows.map(
        (row): PlainRow => ({ ...row, amount: scale(row.amount), ...scaledDiscount(row, scale) }),
      );
      const [before, after] = [mrrMovements(rows, periods, policy), mrrMovements(scaled, periods, policy)];
      for (const [i, m] of before.entries()) {
        for (const term of [
          'opening',
          'new',
          'reactivation',
          'expansion',
          'contraction',
          'churn',
          'closing',
          'retainedNet',
        ] as const) {
          expect(after[i]?.[term]).toBe(m[term] * 4);
        }
      }
    });
  });

  test('a row split in two under one subscriptionId changes nothing', () => {
    check(({ rows, periods, policy }) => {
      const cut = periods[0]?.start as Date;
      const book = ledger(rows, policy);
      const split = rows.flatMap((row, i): PlainRow[] => {
        if (!isCutable(row, cut)) return [row];
        const subscriptionId = row.subscriptionId ?? `row${i}`;
        return [
          { ...row, subscriptionId, end: cut },
          { ...row, subscriptionId, start: cut },
        ];
      });
      expect(mrrMovements(split, periods, policy)).toEqual(mrrMovements(book, periods));
      expect(customerMovements(split, periods, policy)).toEqual(customerMovements(book, periods));
    });
  });

  test('a period more or less in the list changes no other', () => {
    check(({ rows, periods, policy }) => {
      const all = mrrMovements(rows, periods, policy);
      expect(mrrMovements(rows, periods.slice(1), policy)).toEqual(all.slice(1));
      expect(periods.map((period) => mrrMovements(rows, period, policy))).toEqual(all);
    });
  });

  test('a month is the sum of its days: closings chain, and a day added changes no other day', () => {
    const february = days('2024-02-01', '2024-02-29');
    check(({ rows }) => {
      const policy = { timeZone: 'UTC' };
      const utc = rows.filter(isInstantOnly).map(({ currency: _, replaces: __, ...row }) => row);
      const daily = mrrMovements(utc, february, policy);
      expect(mrrMovements(utc, february.slice(0, 28), policy)).toEqual(daily.slice(0, 28));
      for (const [i, m] of daily.entries()) if (i > 0) expect(m.opening).toBe(daily[i - 1]?.closing);
    });
  });

  test('customers fall apart into shards, and ratios of the shards merge to that of the whole', () => {
    check(({ rows, periods, policy }) => {
      const shards = [rows.filter((row) => row.customerId < 'b'), rows.filter((row) => row.customerId >= 'b')];
      for (const period of periods) {
        const parts = shards.map((shard) => customerRetentionRate(shard, period, policy));
        expect(mergeRatios(parts)).toEqual(customerRetentionRate(rows, period, policy));
      }
    });
  });

  test('inputs stay as they were: everything is deep-frozen', () => {
    check(({ rows, periods, policy }) => {
      const frozen = deepFreeze({ rows, periods, policy });
      const book = deepFreeze(ledger(frozen.rows, frozen.policy));
      mrrMovements(book, frozen.periods);
      retentionReport(frozen.rows, frozen.periods, frozen.policy);
      for (const period of frozen.periods) mrrMovementsByCustomer(book, period);
    });
  });
});

describe('mrrMovementsByCustomer', () => {
  test('adds up to the statement, kind by kind, exactly', () => {
    const small = scenarioArbitrary.map(({ policy: { exchangeRates: _, ...policy }, ...scenario }) => ({
      ...scenario,
      policy,
      // Whole monthly amounts: their sums are exact in doubles too.
      rows: scenario.rows.map(
        ({ discount: _, quantity: __, intervalCount: ___, currency: ____, ...row }, i): PlainRow => ({
          ...row,
          amount: (i + 1) * 10,
          interval: 'month',
        }),
      ),
    }));
    fc.assert(
      fc.property(small, ({ rows, periods, policy }) => {
        const book = ledger(rows, policy);
        for (const period of periods) {
          const statement = mrrMovements(book, period);
          const lines = mrrMovementsByCustomer(book, period);
          for (const kind of ['new', 'reactivation', 'expansion', 'contraction', 'churn'] as const) {
            const changes = lines.filter((line) => line.kind === kind).map((line) => Math.abs(line.change));
            expect(changes.reduce((a, b) => a + b, 0)).toBe(statement[kind]);
          }
          if (policy.movements === 'event') continue;
          expect(lines.reduce((sum, line) => sum + line.opening, 0)).toBe(statement.opening);
          expect(lines.reduce((sum, line) => sum + line.closing, 0)).toBe(statement.closing);
        }
      }),
      propertyRuns(100),
    );
  });
});

describe('rates', () => {
  test('NRR >= GRR, 0 <= GRR <= 1, and churn is what is missing to 1', () => {
    check(({ rows, periods, policy }) => {
      const book = ledger(rows, policy);
      for (const m of mrrMovements(book, periods)) {
        const [nrr, grr] = [netRevenueRetention(m), grossRevenueRetention(m)];
        if (nrr.value === null || grr.value === null) {
          expect(m.opening).toBe(0);
          continue;
        }
        expect(nrr.value).toBeGreaterThanOrEqual(grr.value);
        expect(grr.value).toBeGreaterThanOrEqual(0);
        expect(grr.value).toBeLessThanOrEqual(1);
        expectComplement(grossMrrChurnRate(m), grr);
        expectComplement(netMrrChurnRate(m), nrr);
        const options = { reactivation: 'include' } as const;
        expectComplement(netMrrChurnRate(m, options), netRevenueRetention(m, options));
      }
      for (const m of customerMovements(book, periods)) {
        expect(m.opening + m.new + m.reactivated - m.churned).toBe(m.closing);
        expectComplement(customerChurnRate(m), customerRetentionRate(m));
      }
    });
  });

  test('of data is that of its statement, to the last bit; the report is made of the same figures', () => {
    check(({ rows, periods, policy }) => {
      const book = ledger(rows, policy);
      const report = retentionReport(book, periods);
      const statements = mrrMovements(book, periods);
      const { reactivation = 'exclude' } = policy;
      const ofStatements = statements.map((statement) => netRevenueRetention(statement, { reactivation }));
      expect(statements.map(netRevenueRetention)).toEqual(
        statements.map((statement) => netRevenueRetention(statement)),
      );
      for (const [i, period] of periods.entries()) {
        expect(ofStatements[i]).toEqual(netRevenueRetention(rows, period, policy));
        expect(grossRevenueRetention(book, period)).toEqual(grossRevenueRetention(statements[i] as never));
        expect(report[i]).toMatchObject({
          period: period.label,
          netRevenueRetention: ofStatements[i]?.value,
          closingMrr: statements[i]?.closing,
          fx: statements[i]?.fx,
          customerChurnRate: customerChurnRate(book, period).value,
        });
      }
    });
  });
});

function expectComplement(part: Ratio, whole: Ratio): void {
  expect(part.denominator).toBe(whole.denominator);
  const missing = toNumber(subtract(ofNumber(whole.denominator), ofNumber(whole.numerator)));
  // Two doubles are rounded by half an ulp of the denominator each, and the decimals they print as, which are added here, by as much again.
  expect(Math.abs(part.numerator - missing)).toBeLessThanOrEqual(
    2 * Math.max(whole.denominator, whole.numerator) * Number.EPSILON,
  );
}

function exactTimes4(amount: string): string {
  const { n, d } = exact.parse(amount);
  return `${n * 4n}/${d}`;
}

function scaledDiscount({ discount }: PlainRow, scale: (amount: number | string) => string): Partial<PlainRow> {
  return discount !== undefined && 'amount' in discount ? { discount: { amount: scale(discount.amount) } } : {};
}

/** Whether a row runs over an instant, told from a start and an end that are no dates of some zone. */
function isCutable({ start, end, trialEnd, interval, signedAt }: PlainRow, cut: Date): boolean {
  // A half that was signed as early as the whole would take the place of the other.
  if (signedAt) return false;
  // The price of a term is for its whole length: half of it is another price.
  if (interval === 'term') return false;
  if (!(start instanceof Date) || !(end === undefined || end === null || end instanceof Date)) return false;
  return start < cut && (end === undefined || end === null || end > cut) && !trialEnd;
}

function isInstantOnly(row: PlainRow): boolean {
  return (
    row.start instanceof Date &&
    (row.end == null || row.end instanceof Date) &&
    !row.trialEnd &&
    !row.pauses &&
    !row.pastDue
  );
}
