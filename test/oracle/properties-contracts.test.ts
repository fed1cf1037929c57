import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { exactAccruals } from './accrual.ts';
import { instantArbitrary, type PlainRow, zoneArbitrary } from './arbitraries.ts';
import { exactCohorts } from './cohorts.ts';
import { askedArbitrary, type ContractScenario, contractsArbitrary } from './contracts.ts';
import { exactCustomerDurations, unitsBetween } from './durations.ts';
import { customerCount, exactMrr } from './oracle.ts';
import { compare, subtract, sum, toFraction } from './rational.ts';
import { exactRevenueRenewal, renewalRate } from './renewals.ts';
import { trialConversionRate } from './trials.ts';
import { addUnits, type CohortUnit, calendarUnit, type Unit, unitNumber } from './units.ts';
import { readInstant } from './zone.ts';

vi.setConfig({ testTimeout: 60_000 });

const currencies = ['USD', 'EUR', 'JPY'];
const runs = propertyRuns(30);
const units: readonly Unit[] = ['day', 'week', 'month', 'quarter', 'year'];

/** Some rows of a subscription in two that meet: nothing but a change of hands. */
function split(rows: readonly PlainRow[], shares: readonly number[]): PlainRow[] {
  return rows.flatMap((row, index) => {
    const share = shares[index % shares.length] ?? 0;
    const [start, end] = [Number(row.start), row.end === null ? Number(row.start) + 1e10 : Number(row.end)];
    const middle = new Date(Math.floor(start + share * (end - start)));
    if (row.interval === 'term' || row.subscriptionId === undefined || share === 0) return [row];
    return [
      { ...row, end: middle },
      { ...row, start: middle },
    ];
  });
}

const sharesArbitrary = fc.array(fc.constantFrom(0, 0.1, 0.5, 0.9), { minLength: 1, maxLength: 6 });

describe.each<[string, fc.Arbitrary<ContractScenario>]>([
  ['one currency', contractsArbitrary()],
  ['several currencies', contractsArbitrary({ currencies })],
])('renewals in themselves, %s', (_, scenarios) => {
  it('a row in two, and rows in another order, change nothing', () => {
    fc.assert(
      fc.property(scenarios, askedArbitrary, sharesArbitrary, ({ rows, periods, policy, moment }, asked, shares) => {
        const all = { ...policy, ...asked };
        for (const other of [split(rows, shares), [...rows].reverse()]) {
          for (const period of periods) {
            expect(renewalRate(other, period, all)).toEqual(renewalRate(rows, period, all));
            expect(exactRevenueRenewal(other, period, all)).toEqual(exactRevenueRenewal(rows, period, all));
            expect(trialConversionRate(other, period, policy)).toEqual(trialConversionRate(rows, period, policy));
          }
          const taken = { ...policy, asOf: moment, unit: 'month' as const };
          const found = exactCustomerDurations(other, taken).map(({ duration }) => toFraction(duration));
          const wanted = exactCustomerDurations(rows, taken).map(({ duration }) => toFraction(duration));
          expect(found.sort()).toEqual(wanted.sort());
        }
      }),
      runs,
    );
  });

  it('gross is within what was due and what was renewed, and both rates see the same opportunities', () => {
    fc.assert(
      fc.property(scenarios, askedArbitrary, ({ rows, periods, policy }, asked) => {
        for (const period of periods) {
          const options = { ...policy, ...asked };
          const { due, gross, net, undecided } = exactRevenueRenewal(rows, period, options);
          expect(compare(gross, due)).toBeLessThanOrEqual(0);
          expect(compare(gross, net)).toBeLessThanOrEqual(0);
          const counted = renewalRate(rows, period, { ...options, weightedBy: 'opportunities' });
          expect(counted.undecided).toBe(undecided);
          expect(counted.denominator > 0).toBe(due.n > 0n);
          expect(renewalRate(rows, period, options).denominator).toBeLessThanOrEqual(counted.denominator);
        }
      }),
      runs,
    );
  });
});

describe('opportunities', () => {
  it('of a period are those of its parts', () => {
    fc.assert(
      fc.property(contractsArbitrary(), askedArbitrary, ({ rows, periods, policy }, asked) => {
        const count = (period: ContractScenario['periods'][number]): number[] => {
          const { numerator, denominator, undecided } = renewalRate(rows, period, {
            ...{ ...policy, ...asked, weightedBy: 'opportunities', trialConversions: 'include', due: 'any' },
          });
          return [numerator, denominator, undecided];
        };
        for (const whole of periods) {
          for (const { start } of periods) {
            if (start <= whole.start || whole.end <= start) continue;
            const [first, second] = [count({ ...whole, end: start }), count({ ...whole, start })];
            expect(first.map((number, index) => number + (second[index] ?? 0))).toEqual(count(whole));
          }
        }
      }),
      runs,
    );
  });
});

describe('units between instants', () => {
  it('are whole where whole units were added, and grow', () => {
    fc.assert(
      fc.property(
        zoneArbitrary.chain((zone) => fc.tuple(fc.constant(zone), instantArbitrary(zone))),
        fc.constantFrom(...units),
        fc.integer({ min: 0, max: 30 }),
        fc.array(fc.integer({ min: 0, max: 40 * 86_400_000 }), { minLength: 1, maxLength: 4 }),
        ([zone, text], unit, count, later) => {
          const from = readInstant(text, zone);
          const to = addUnits(from, count, unit, zone);
          expect(toFraction(unitsBetween(from, to, unit, zone))).toBe(String(count));
          const lengths = later.sort((a, b) => a - b).map((more) => unitsBetween(from, to + more, unit, zone));
          lengths.forEach((length, index) => {
            const before = lengths[index - 1];
            if (before) expect(compare(before, length)).toBeLessThanOrEqual(0);
          });
        },
      ),
      runs,
    );
  });
});

describe.each<[string, fc.Arbitrary<ContractScenario>]>([
  ['one currency', contractsArbitrary({ customerIds: ['a', 'b', 'c', 'd'] })],
  ['several currencies', contractsArbitrary({ customerIds: ['a', 'b', 'c', 'd'], currencies })],
])('cohorts in themselves, %s', (_, scenarios) => {
  it('together are all customers and all MRR at the end of each unit', () => {
    fc.assert(
      fc.property(scenarios, fc.constantFrom<CohortUnit>('month', 'quarter', 'year'), (scenario, by) => {
        const { rows, moment, zone } = scenario;
        const policy = { ...scenario.policy, asOf: moment, freePlans: 'exclude' as const };
        const cohorts = exactCohorts(rows, { ...policy, unit: by, ages: 'calendar' });
        const [first] = cohorts;
        first?.cells.forEach((_cell, age) => {
          const unit = unitNumber(first.period.start.getTime(), by, zone) + age;
          const then = cohorts.flatMap(({ cells }, index) => cells[age - index] ?? []);
          const period = calendarUnit(unit, by, zone);
          expect(then.reduce((total, { customers }) => total + customers, 0)).toBe(customerCount(rows, period, policy));
          expect(toFraction(sum(then.map(({ mrr }) => mrr)))).toBe(toFraction(exactMrr(rows, period, policy)));
        });
      }),
      runs,
    );
  });

  it('and durations and accruals are about the same entities', () => {
    fc.assert(
      fc.property(scenarios, fc.constantFrom('calendar' as const, 'elapsed' as const), (scenario, ages) => {
        const policy = { ...scenario.policy, asOf: scenario.moment };
        const cohorts = exactCohorts(scenario.rows, { ...policy, unit: 'month', ages });
        const durations = exactCustomerDurations(scenario.rows, { ...policy, unit: 'month' });
        const accruals = exactAccruals(scenario.rows, scenario.moment, policy);
        expect(cohorts.reduce((total, { customers }) => total + customers, 0)).toBe(durations.length);
        expect(accruals.length).toBe(durations.length);
        // Whoever never churned has not left; what was paid grows with time.
        durations.forEach(({ event }, index) => {
          if (!event) expect(accruals[index]?.left).toBe(false);
        });
        const later = new Date(scenario.moment.getTime() + 1e8);
        const more = exactAccruals(scenario.rows, later, { ...policy, asOf: later, churnGraceDays: 0 });
        const less = exactAccruals(scenario.rows, scenario.moment, { ...policy, churnGraceDays: 0 });
        const gained = subtract(sum(more.map((each) => each.accrued)), sum(less.map((each) => each.accrued)));
        expect(gained.n >= 0n).toBe(true);
      }),
      runs,
    );
  });
});
