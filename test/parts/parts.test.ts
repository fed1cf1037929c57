import fc from 'fast-check';
import * as tenure from 'tenure';
import * as parts from 'tenure/parts';
import { describe, expect, test } from 'vitest';
import { refusal } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';
import { cutArbitrary, expectLaw, shardsOf, throughJson } from './law.ts';

const spring = tenure.months('2026-03', '2026-05');
const row = { start: '2026-01-01', amount: 100, interval: 'month' } as const;
const ada: tenure.Subscription = { customerId: 'ada', ...row };
const ben: tenure.Subscription = { customerId: 'ben', ...row, end: '2026-04-10' };
const inEuro = (own: tenure.Subscription): tenure.Subscription => ({ ...own, currency: 'EUR' });

/** Code and path of what merging one part, or giving its result, refuses. */
function refused(changed: object, from = parts.mrrMovements(spring)) {
  const part = { ...from.part([ada]), ...changed } as parts.TablePart;
  const errors = [() => from.merge([from.part([ben]), part]), () => from.result(part)].map(refusal);
  return errors.map((error) => [error?.code, error?.message.split(' ')[0]]);
}

describe('a part', () => {
  test('says what it is of, and how many rows and customers it was made of', () => {
    const { tables, ...head } = parts
      .mrr('2026-03-01')
      .part([inEuro(ada), inEuro(ben), { ...inEuro(ben), start: '2026-02-01' }]);
    expect({ ...head, definitions: JSON.parse(head.definitions).at }).toStrictEqual({
      version: 1,
      of: 'mrr',
      definitions: [Date.UTC(2026, 2, 1)],
      currency: 'EUR',
      rows: 3,
      customers: 2,
    });
    expect(tables).toStrictEqual({ states: { keys: [[0]], mrr: { over: '1', sums: ['300'] } } });
    expect(throughJson(tables)).toStrictEqual(tables);
  });

  test('has one text for equal sums, over the largest unit that they are whole numbers of', () => {
    const { part, merge } = parts.mrr('2026-03-01');
    const thirds = [1, 2].map((amount) => part([{ ...ada, customerId: amount, amount: `${amount}/3` }]));
    expect(merge(thirds).tables).toStrictEqual(part([{ ...ada, amount: 1 }]).tables);
    expect(thirds[0]?.tables.states?.mrr).toStrictEqual({ over: '3', sums: ['1'] });
  });

  test('adds sums of any length, of either sign, to the last digit', () => {
    const { part, merge } = parts.mrr('2026-03-01');
    const one = part([{ ...ada, amount: 1 }]);
    const holding = (sum: string) => ({
      ...one,
      tables: { states: { keys: [[0]], mrr: { over: '1', sums: [sum] } } },
    });
    const added = (...sums: string[]) => merge(sums.map(holding)).tables.states?.mrr;
    expect(added('9007199254740993', '-1')).toStrictEqual({ over: '1', sums: ['9007199254740992'] });
    expect(added('999999999999999', '-123456789012345')).toStrictEqual({ over: '1', sums: ['876543210987654'] });
    expect(added('-0', '000', '-7', '7')).toStrictEqual({ over: '1', sums: ['0'] });
    const large = '123456789012345678901234567890';
    expect(added(large, `-${large}`, '5')).toStrictEqual({ over: '1', sums: ['5'] });
  });

  test('of nobody is neutral, and gives what no rows give', () => {
    const { part, merge, result } = parts.retentionReport(spring);
    const one = part([inEuro(ada)]);
    expect(merge([])).toStrictEqual({ ...part([]), tables: merge([]).tables });
    expect(merge([merge([]), one, part([]), merge([])])).toStrictEqual(merge([one]));
    expect(merge([one])).toStrictEqual(one);
    expect(result(merge([]))).toStrictEqual(tenure.retentionReport([], spring));
    expect(merge(new Set([one]).values())).toStrictEqual(one);
  });

  test('is refused where it is of another version, question, definition or currency', () => {
    expect(refused({ version: 2 })).toEqual([
      ['INVALID_TYPE', 'parts[1].version'],
      ['INVALID_TYPE', 'part.version'],
    ]);
    expect(refused({ of: 'arr' })).toEqual([
      ['CONFLICTING_POLICY', 'parts[1].of'],
      ['CONFLICTING_POLICY', 'part.of'],
    ]);
    const { definitions } = parts.mrrMovements(spring, { movements: 'event' }).part([]);
    expect(refused({ definitions })).toEqual([
      ['CONFLICTING_POLICY', 'parts[1].definitions'],
      ['CONFLICTING_POLICY', 'part.definitions'],
    ]);
    const { part, merge } = parts.mrrMovements(spring);
    const currencies = [inEuro(ada), { ...ben, currency: 'USD' }, ben].map((own) => part([own]));
    for (const pair of [currencies.slice(0, 2), currencies.slice(1), [currencies[2], currencies[0]]]) {
      expect(refusal(() => merge(pair as parts.TablePart[]))).toMatchObject({
        code: 'MIXED_CURRENCIES',
        path: ['parts', 1, 'currency'],
      });
    }
  });

  test.each([
    ['rows', { rows: -1 }, 'INVALID_NUMBER', 'rows'],
    ['customers', { customers: 1.5 }, 'INVALID_NUMBER', 'customers'],
    ['currency', { currency: 5 }, 'INVALID_TYPE', 'currency'],
    ['no tables', { tables: null }, 'INVALID_TYPE', 'tables'],
    ['no table', { tables: {} }, 'INVALID_TYPE', 'tables.mrr'],
    ['no keys', { tables: { mrr: { keys: 3 } } }, 'INVALID_TYPE', 'tables.mrr.keys'],
    ['no column', { tables: { mrr: { keys: [[0]] } } }, 'INVALID_TYPE', 'tables.mrr.opening'],
    [
      'another length',
      { tables: { mrr: { keys: [[0]], opening: { over: '1', sums: [] } } } },
      'INVALID_TYPE',
      'tables.mrr.opening',
    ],
    [
      'numbers for texts',
      { tables: { mrr: { keys: [[0]], opening: { over: '1', sums: [5] } } } },
      'INVALID_TYPE',
      'tables.mrr.opening',
    ],
    ...['', '-', '+1', '1.5', '1e3', ' 1', '0x1', `${'1'.repeat(20)}n`].map(
      (text): [string, object, string, string] => [
        `'${text}' for a whole number`,
        { tables: { mrr: { keys: [[0]], opening: { over: '1', sums: [text] } } } },
        'INVALID_TYPE',
        'tables.mrr.opening',
      ],
    ),
    [
      'a unit of nothing',
      { tables: { mrr: { keys: [[0]], opening: { over: '0', sums: ['5'] } } } },
      'INVALID_TYPE',
      'tables.mrr.opening',
    ],
  ])('is refused where it is not whole: %s', (_, changed, code, path) => {
    expect(refused(changed)).toEqual([
      [code, `parts[1].${path}`],
      [code, `part.${path}`],
    ]);
  });

  test('counts alike in whatever order its keys come', () => {
    const { part, merge } = parts.survivalCurve();
    const own = Array.from({ length: 60 }, (_, at) => part([{ duration: (at * 37) % 101, event: at % 2 === 0 }]));
    const both = [merge(own.slice(0, 40)), merge(own.slice(20))];
    const shuffled = (whole: parts.TablePart, seed: number): parts.TablePart => {
      const { keys, customers } = whole.tables.durations as parts.PartTable;
      const order = keys.map((_, place) => place).sort((a, b) => ((a * seed) % 61) - ((b * seed) % 61));
      const inOrder = <T>(list: readonly T[]) => order.map((place) => list[place] as T);
      const column = inOrder(customers as readonly number[]);
      return { ...whole, tables: { durations: { keys: inOrder(keys), customers: column } } };
    };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }), (seeds) => {
        const lists = seeds.map((seed, at) => [both[at % 2] as parts.TablePart, seed] as const);
        const expected = merge(lists.map(([whole]) => whole));
        expect(merge(lists.map(([whole, seed]) => shuffled(whole, seed)))).toStrictEqual(expected);
      }),
      propertyRuns(40),
    );
  });

  test('is refused where it is none', () => {
    const { merge, result } = parts.mrr('2026-03-01');
    expect(refusal(() => merge([5 as never]))).toMatchObject({ code: 'INVALID_TYPE', path: ['parts', 0] });
    expect(refusal(() => merge(5 as never))).toMatchObject({ code: 'INVALID_TYPE', path: ['parts'] });
    expect(refusal(() => result(undefined as never))).toMatchObject({ code: 'INVALID_TYPE', path: ['part'] });
  });

  test('is not made of a ledger under other options than those of the question', () => {
    const { part } = parts.mrrMovements(spring);
    for (const policy of [{ grain: 'subscription' }, { movements: 'event' }, { asOf: '2026-04-01' }] as const) {
      expect(refusal(() => part(tenure.ledger([ada], policy)))?.code).toBe('CONFLICTING_POLICY');
    }
    const asked = parts.mrrMovements(spring, { grain: 'subscription', timeZone: 'UTC' });
    expect(asked.part(tenure.ledger([ada], { grain: 'subscription', money: 'fraction' })).rows).toBe(1);
    // Options that are left out are those of no option.
    expect(parts.mrrMovements(spring, { movements: 'net', pauses: 'churn' }).part([ada])).toStrictEqual(part([ada]));
  });

  test('a question is refused before there is a row', () => {
    const wrong = { movements: 'both' } as never;
    expect(refusal(() => parts.retentionReport(spring, wrong))).toMatchObject({ path: ['policy', 'movements'] });
    expect(refusal(() => parts.renewalRate(spring, { graceDays: -1 }))).toMatchObject({
      path: ['options', 'graceDays'],
    });
    expect(refusal(() => parts.activeCustomers(spring, { of: 'teams' as never }))).toMatchObject({
      path: ['options', 'of'],
    });
    expect(refusal(() => parts.mrr('yesterday'))).toMatchObject({ path: ['at'] });
    expect(refusal(() => parts.mrr('2026-03-01', { amounts: 'none' }))).toMatchObject({ code: 'CONFLICTING_POLICY' });
  });
});

describe('together', () => {
  test('every answer is that of its function over all rows', () => {
    fc.assert(
      fc.property(scenarioArbitrary, cutArbitrary, ({ rows, periods, policy }, cut) => {
        const { asOf = (periods[0] as tenure.Period).end } = policy;
        expectLaw(
          () =>
            parts.together({
              report: parts.retentionReport(periods, policy),
              fractions: parts.mrrMovements(periods, { ...policy, money: 'fraction' }),
              plans: parts.mrrMovementsBy(periods, (own: tenure.Subscription) => own.plan, { ...policy, name: 'plan' }),
              cohorts: parts.retentionCohorts({ ...policy, asOf }),
              survival: parts.survivalCurve({ durations: { ...policy, asOf } }),
            }),
          shardsOf(rows, cut),
          cut,
          () => ({
            report: tenure.retentionReport(rows, periods, policy),
            fractions: tenure.mrrMovements(rows, periods, { ...policy, money: 'fraction' }),
            plans: tenure.mrrMovementsBy(rows, periods, (own: tenure.Subscription) => own.plan, policy),
            cohorts: tenure.retentionCohorts(rows, { ...policy, asOf }),
            survival: tenure.survivalCurve(tenure.customerDurations(rows, { ...policy, asOf })),
          }),
        );
      }),
      propertyRuns(30),
    );
  });

  test('is of one question like any other, and reads what is no question as none', () => {
    const { part, merge, result } = parts.together({ mrr: parts.mrr('2026-03-01'), arr: parts.arr('2026-03-01') });
    expect(result(merge([]))).toStrictEqual({ mrr: 0, arr: 0 });
    expect(part([ada, ben])).toMatchObject({ of: 'together', rows: 2, customers: 2, currency: null });
    const other = parts.together({ mrr: parts.mrr('2026-03-01') });
    expect(refusal(() => other.merge([part([ada]) as never]))).toMatchObject({ code: 'CONFLICTING_POLICY' });
    expect(refusal(() => parts.together({ mrr: {} as never }))).toMatchObject({ path: ['questions', 'mrr'] });
  });
});

describe('the size of a part', () => {
  test('a report of 60 months is at most 30 kB, whatever the number of rows', () => {
    const months = tenure.lastPeriods(60, 'month', '2026-07-01');
    const { part } = parts.retentionReport(months, { asOf: '2026-07-01', currency: 'EUR' });
    const intervals = ['day', 'week', 'month', 'quarter', 'year'] as const;
    const rows = Array.from({ length: 20_000 }, (_, index): tenure.Subscription => {
      const start = Date.UTC(2020, 0, 1) + ((index * 7_919) % 2_300) * 86_400_000;
      return {
        customerId: index % 9_000,
        start,
        end: index % 3 === 0 ? null : start + (1 + (index % 700)) * 86_400_000,
        amount: ((index * 104_729) % 10_000_000) / 100,
        quantity: 1 + (index % 97),
        interval: intervals[index % 5] as (typeof intervals)[number],
      };
    });
    const size = JSON.stringify(part(rows)).length;
    expect(size).toBeLessThan(30_000);
    // Twice the customers, and a digit more in most sums at most.
    const twice = [...rows, ...rows.map((own) => ({ ...own, customerId: `again ${own.customerId}` }))];
    expect(JSON.stringify(part(twice)).length).toBeLessThan(size + 60 * 24);
  });
});
