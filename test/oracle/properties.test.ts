import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import type { PlainRow } from './arbitraries.ts';
import { customerMovements, exactMovementsByCustomer, exactMrr, exactMrrMovements, imbalance } from './oracle.ts';
import { type Scenario, scenarioArbitrary } from './policies.ts';
import { compare, subtract, sum, toFraction } from './rational.ts';
import type { LabelledPeriod, Policy } from './types.ts';

// The first search of each zone is slow, and what is found is kept.
vi.setConfig({ testTimeout: 60_000 });

const currencies = ['USD', 'EUR', 'JPY'];

const each = (options: Parameters<typeof scenarioArbitrary>[0], check: (scenario: Scenario) => void): void =>
  fc.assert(fc.property(scenarioArbitrary(options), check), propertyRuns(75));

const closings = (rows: readonly PlainRow[], periods: readonly LabelledPeriod[], policy: Policy): string[] =>
  periods.map((period) => toFraction(exactMrrMovements(rows, period, policy).closing));

describe.each([
  ['one currency', {}],
  ['several currencies', { currencies }],
])('the oracle in itself, %s', (_, options) => {
  it('foots, and closing is the next opening', () =>
    each(options, ({ rows, periods, policy }) => {
      const statements = periods.map((period) => exactMrrMovements(rows, period, policy));
      statements.forEach((statement, index) => {
        expect(toFraction(imbalance(statement))).toBe('0');
        const next = statements[index + 1];
        if (next) expect(toFraction(next.opening)).toBe(toFraction(statement.closing));
        expect(toFraction(exactMrr(rows, statement.period, policy))).toBe(toFraction(statement.closing));
        expect(compare(statement.retainedGross, statement.retainedNet)).toBeLessThanOrEqual(0);
        expect(compare(statement.retainedGross, statement.opening)).toBeLessThanOrEqual(0);
      });
    }));

  it('counts foot, and both modes share opening, closing and retained', () =>
    each(options, ({ rows, periods, policy }) => {
      for (const period of periods) {
        const net = customerMovements(rows, period, { ...policy, movements: 'net' });
        const event = customerMovements(rows, period, { ...policy, movements: 'event' });
        for (const counts of [net, event]) {
          expect(counts.opening + counts.new + counts.reactivated - counts.churned).toBe(counts.closing);
        }
        expect([net.opening, net.closing, net.retained]).toEqual([event.opening, event.closing, event.retained]);
      }
    }));

  it('closings do not depend on the mode or the order of rows', () =>
    each(options, ({ rows, periods, policy }) => {
      const plain = closings(rows, periods, policy);
      expect(closings(rows, periods, { ...policy, movements: 'net' })).toEqual(plain);
      expect(closings(rows, periods, { ...policy, movements: 'event' })).toEqual(plain);
      expect(closings([...rows].reverse(), periods, policy)).toEqual(plain);
    }));

  it('drill-down adds up to the change of the statement without fx', () =>
    each(options, ({ rows, periods, policy }) => {
      for (const period of periods) {
        const { opening, closing, fx } = exactMrrMovements(rows, period, policy);
        const changes = sum(exactMovementsByCustomer(rows, period, policy).map((row) => row.change));
        expect(toFraction(changes)).toBe(toFraction(subtract(subtract(closing, opening), fx)));
      }
    }));
});
