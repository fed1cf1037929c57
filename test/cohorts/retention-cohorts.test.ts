import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import {
  type CohortOptions,
  customerCount,
  customerMovements,
  ledger,
  month,
  months,
  mrr,
  retentionCohorts,
  type Subscription,
} from 'tenure';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

const row = (customerId: string, start: string, end: string | null, amount = 10): Subscription => ({
  customerId,
  start,
  end,
  amount,
  interval: 'month',
});

/*
 * January: ada stays and pays 30 from March on; ben leaves on 15 January and is back on 20 March; cem leaves on 20 February. March: dia,
 * who leaves on 31 March.
 *
 * At the end of     January        February    March
 * January (3, 30)   ada cem: 20    ada: 10     ada ben: 40
 * February (0)                     -           -
 * March (1, 10)                                -: 0
 */
const rows = deepFreeze([
  row('ada', '2026-01-05', '2026-03-01'),
  row('ada', '2026-03-01', null, 30),
  row('ben', '2026-01-10', '2026-01-15'),
  row('ben', '2026-03-20', null),
  row('cem', '2026-01-31', '2026-02-20'),
  row('dia', '2026-03-01', '2026-03-31'),
]);

const gross = <M>(grossMrr: M, grossMrrRetention: number | null) => ({ grossMrr, grossMrrRetention });

/** A line a cohort: what a column of its cells holds. */
function lines<K extends 'retained' | 'mrr' | 'retention' | 'mrrRetention'>(options: CohortOptions, column: K) {
  const { cohorts, cells } = retentionCohorts(rows, options);
  return cohorts.map(({ cohort }) => cells.filter((cell) => cell.cohort === cohort).map((cell) => cell[column]));
}

describe('by calendar', () => {
  const options = { asOf: '2026-04-01' } as const;

  test('cells are the state at the end of each unit, null where it is not over', () => {
    expect(lines(options, 'retained')).toEqual([
      [2, 1, 2],
      [0, 0, null],
      [0, null, null],
    ]);
    expect(lines(options, 'mrr')).toEqual([
      [20, 10, 40],
      [0, 0, null],
      [0, null, null],
    ]);
    expect(lines({ asOf: '2026-03-31' }, 'retained')).toEqual([
      [2, 1],
      [0, null],
      [null, null],
    ]);
  });

  test('retention is of all who ever were in the cohort, and of what they paid first; of nobody it is null', () => {
    expect(lines(options, 'retention')).toEqual([
      [2 / 3, 1 / 3, 2 / 3],
      [null, null, null],
      [0, null, null],
    ]);
    expect(lines(options, 'mrrRetention')[0]).toEqual([2 / 3, 1 / 3, 4 / 3]);
  });

  test('cohorts are those from the first payment to the last, with what was paid first', () => {
    expect(retentionCohorts(rows, options).cohorts).toEqual([
      { cohort: '2026-01', period: month('2026-01'), size: 3, mrr: 30 },
      { cohort: '2026-02', period: month('2026-02'), size: 0, mrr: 0 },
      { cohort: '2026-03', period: month('2026-03'), size: 1, mrr: 10 },
    ]);
  });

  test('the average weighs cohorts by their size and leaves out the ones that are too young', () => {
    expect(retentionCohorts(rows, options).average).toEqual([
      { age: 0, cohorts: 3, size: 4, retained: 2, retention: 0.5, mrr: 20, mrrRetention: 0.5, ...gross(20, 0.5) },
      { age: 1, cohorts: 2, size: 3, retained: 1, retention: 1 / 3, mrr: 10, mrrRetention: 1 / 3, ...gross(10, 1 / 3) },
      { age: 2, cohorts: 1, size: 3, retained: 2, retention: 2 / 3, mrr: 40, mrrRetention: 4 / 3, ...gross(20, 2 / 3) },
    ]);
  });

  test('by quarter and by year', () => {
    const asOf = '2026-04-01';
    expect(lines({ asOf, unit: 'quarter' }, 'retained')).toEqual([[2]]);
    expect(retentionCohorts(rows, { asOf, unit: 'quarter' }).cohorts[0]?.cohort).toBe('2026-Q1');
    expect(lines({ asOf, unit: 'year' }, 'retained')).toEqual([[]]);
    expect(retentionCohorts(rows, { asOf, unit: 'year' }).average).toEqual([]);
  });
});

describe('by elapsed time', () => {
  test('ages are counted from each first payment, and end just before', () => {
    // A month after 5 and 10 January and after 31 January, which is 28 February: ada. Two months: ada again, ben is back on the 20th only.
    const options = { asOf: '2026-05-01', ages: 'elapsed' } as const;
    expect(lines(options, 'retained')).toEqual([
      [3, 1, 1, 2],
      [0, 0, 0, null],
      [1, 0, null, null],
    ]);
    expect(lines(options, 'mrr')[0]).toEqual([30, 10, 30, 40]);
  });

  test('who stays exactly that long has stayed', () => {
    const exact = [row('a', '2026-01-31', '2026-02-28'), row('b', '2026-01-31', '2026-02-27')];
    const { cells } = retentionCohorts(exact, { asOf: '2026-04-01', ages: 'elapsed' });
    expect(cells.map(({ retained }) => retained)).toEqual([2, 1, 0]);
  });

  test('a cell is null until the last of the cohort is that old', () => {
    const at = (asOf: string) =>
      retentionCohorts(rows, { asOf, ages: 'elapsed' }).cells.filter(({ age }) => age === 1)[0];
    expect(at('2026-02-28')).toBeUndefined();
    expect(at('2026-03-01')?.retained).toBe(1);
  });
});

describe('what is known', () => {
  test('is what was at hand before asOf: later first payments are in no cohort', () => {
    expect(retentionCohorts(rows, { asOf: '2026-03-01' }).cohorts.map(({ cohort }) => cohort)).toEqual(['2026-01']);
    expect(retentionCohorts(rows, { asOf: '2026-01-05' })).toEqual({ cohorts: [], cells: [], average: [] });
    expect(retentionCohorts([], { asOf: '2026-01-05' })).toEqual({ cohorts: [], cells: [], average: [] });
  });

  test('is up to the asOf of the ledger, or to an earlier one', () => {
    const book = ledger(rows, { asOf: '2026-04-01' });
    expect(retentionCohorts(book, {})).toEqual(retentionCohorts(rows, { asOf: '2026-04-01' }));
    expect(retentionCohorts(book, { asOf: '2026-03-01' })).toEqual(retentionCohorts(rows, { asOf: '2026-03-01' }));
    expect(refusal(() => retentionCohorts(book, { asOf: '2026-04-02' }))).toMatchObject({
      code: 'CONFLICTING_POLICY',
      path: keysOf('options.asOf'),
    });
  });

  test.each<[object | undefined, string, string]>([
    [{}, 'INVALID_INSTANT', 'options.asOf'],
    [{ asOf: 'soon' }, 'INVALID_INSTANT', 'options.asOf'],
    [{ asOf: '2026-01-01', unit: 'week' }, 'INVALID_OPTION', 'options.unit'],
    [{ asOf: '2026-01-01', ages: 'both' }, 'INVALID_OPTION', 'options.ages'],
    [{ asOf: '2026-01-01', by: 'month' }, 'INVALID_TYPE', 'options.by'],
    [{ asOf: '2026-01-01', pauses: 'zero' }, 'INVALID_OPTION', 'options.pauses'],
    [undefined, 'INVALID_TYPE', 'options'],
  ])('bad options: %j', (options, code, path) => {
    expect(refusal(() => retentionCohorts(rows, options as never))).toMatchObject({ code, path: keysOf(path) });
  });
});

describe('money and bounds', () => {
  test('amounts come out in the form asked for', () => {
    const book = ledger([{ ...row('ada', '2026-01-05', null), amount: 100, interval: 'year' }], {
      money: 'fraction',
    } as const);
    const { cohorts, cells, average } = retentionCohorts(book, { asOf: '2026-02-01' });
    expect(cohorts[0]?.mrr).toBe('25/3');
    expect(cells).toEqual([
      {
        cohort: '2026-01',
        age: 0,
        size: 1,
        retained: 1,
        retention: 1,
        mrr: '25/3',
        mrrRetention: 1,
        ...gross('25/3', 1),
      },
    ]);
    expect(average[0]?.mrr).toBe('25/3');
    const decimals = retentionCohorts(book, { asOf: '2026-02-01', money: Decimal });
    expect(decimals.average[0]?.mrr.toFixed(4)).toBe('8.3333');
    expectTypeOf(decimals.cells[0]?.mrr).toEqualTypeOf<Decimal | null | undefined>();
    expectTypeOf(cells[0]?.mrr).toEqualTypeOf<string | null | undefined>();
  });

  // Half a milliard cells, before: the process ran out of memory.
  test('a start in the year 1 is refused at once, by year too', () => {
    const far = [row('ada', '0001-01-01', null), row('ben', '2026-01-05', null)];
    expect(refusal(() => retentionCohorts(far, { asOf: '2026-04-01' }))).toMatchObject({
      code: 'INVALID_OPTION',
      path: keysOf('options.unit'),
      message:
        "options.unit must be longer, or the first payments later: from 0001-01 on there are 24301 cohorts of 24303 ages; received 'month'",
    });
    expect(refusal(() => retentionCohorts(far, { asOf: '2026-04-01', unit: 'year' }))).toMatchObject({
      path: keysOf('options.unit'),
    });
    expect(retentionCohorts(far.slice(1), { asOf: '2026-04-01' }).cells).toHaveLength(3);
  });
});

describe('properties', () => {
  test('cohorts sum to the new customers of each month, and cells to customers and MRR at its end', () => {
    fc.assert(
      fc.property(scenarioArbitrary, ({ rows: book, policy: { asOf: _, lastEnds: __, ...policy } }) => {
        const paid = { ...policy, freePlans: 'exclude', reactivationWindowDays: null, mergeWithinSeconds: 0 } as const;
        const asOf = '2029-01-01';
        const { cohorts, cells } = retentionCohorts(book, { ...paid, asOf });
        if (cohorts.length === 0) return;
        const list = months(cohorts[0]?.cohort as string, '2028-12', { timeZone: paid.timeZone });
        const movements = customerMovements(book, list, { ...paid, movements: 'event' });
        for (const [i, { new: arrivals, period }] of movements.entries()) {
          expect(cohorts[i]?.size ?? 0).toBe(arrivals);
          const column = cells.filter((cell, at) => {
            const ages = cells.length / cohorts.length;
            return Math.floor(at / ages) + cell.age === i;
          });
          const sum = (values: (number | null)[]) =>
            values.reduce<number>((total, value) => total + (value as number), 0);
          expect(sum(column.map(({ retained }) => retained))).toBe(customerCount(book, period, paid));
          const whole = mrr(book, period, paid);
          // Each cell is rounded once.
          expect(Math.abs(sum(column.map((cell) => cell.mrr)) - whole)).toBeLessThanOrEqual(whole * 1e-12);
        }
      }),
      propertyRuns(20),
    );
  });

  test('of hundreds of cohorts each age is averaged over those that reach it', () => {
    const rows = [row('ada', '2000-01-01', '2000-02-01'), row('ben', '2026-01-01', null)];
    const { cohorts, average } = retentionCohorts(rows, { asOf: '2026-05-01' });
    expect([cohorts.length, average.length]).toEqual([313, 316]);
    expect(average.map(({ age, cohorts: known }) => [age, known])).toEqual(
      Array.from({ length: 316 }, (_, age) => [age, Math.min(313, 316 - age)]),
    );
  });

  test('shuffling and renaming change nothing', () => {
    const options = fc.constantFrom<CohortOptions>(
      { unit: 'month' },
      { unit: 'quarter', ages: 'elapsed' },
      { unit: 'year' },
    );
    fc.assert(
      fc.property(scenarioArbitrary, options, fc.nat(), ({ rows: book, policy }, own, turn) => {
        const all = { ...policy, ...own, asOf: '2027-01-01' };
        const at = turn % (book.length + 1);
        const other = [...book.slice(at), ...book.slice(0, at)].map((entry) => ({
          ...entry,
          customerId: `x${entry.customerId}`,
        }));
        expect(retentionCohorts(other, all)).toEqual(retentionCohorts(book, all));
      }),
      propertyRuns(20),
    );
  });
});
