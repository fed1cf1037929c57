import fc from 'fast-check';
import { assessTargets, type MetricTarget, months, retentionReport, type Subscription, trailing } from 'tenure';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';

const figures = {
  netRevenueRetention12: 1.08,
  grossRevenueRetention12: 0.88,
  customerRetentionRate12: 0.8,
  customerChurnRate: 0.2,
  ltvToCac: 3.5,
};

describe('the default targets', () => {
  test('are NRR above 1, GRR above 0.9, retention of 0.77, LTV to CAC of 3', () => {
    expect(assessTargets(figures)).toEqual([
      { metric: 'netRevenueRetention12', value: 1.08, comparison: '>', target: 1, met: true },
      { metric: 'grossRevenueRetention12', value: 0.88, comparison: '>', target: 0.9, met: false },
      { metric: 'customerRetentionRate12', value: 0.8, comparison: '>=', target: 0.77, met: true },
      { metric: 'ltvToCac', value: 3.5, comparison: '>=', target: 3, met: true },
    ]);
  });

  // Would catch: > for >=, which only the target itself tells apart.
  test('are missed by NRR 1 and GRR 0.9, and met by retention 0.77 and LTV to CAC 3', () => {
    const met = assessTargets({
      netRevenueRetention12: 1,
      grossRevenueRetention12: 0.9,
      customerRetentionRate12: 0.77,
      ltvToCac: 3,
    }).map((one) => one.met);
    expect(met).toEqual([false, false, true, true]);
  });

  test('are left out where the row has no such figure, and stand in one order', () => {
    const metrics = assessTargets({ ltvToCac: 1, customerChurnRate: 0.5, netRevenueRetention12: 1 }).map(
      ({ metric }) => metric,
    );
    expect(metrics).toEqual(['netRevenueRetention12', 'ltvToCac']);
    expect(
      assessTargets({ netRevenueRetention12: undefined, grossRevenueRetention12: 0.95 }).map(({ metric }) => metric),
    ).toEqual(['grossRevenueRetention12']);
    expect(assessTargets({})).toEqual([]);
  });

  test('are those of a row of the report, with ltvToCac beside it', () => {
    const rows: Subscription[] = [
      { customerId: 'ada', start: '2025-01-01', amount: 100, interval: 'month' },
      { customerId: 'ben', start: '2025-01-01', end: '2025-07-01', amount: 25, interval: 'month' },
    ];
    const [row] = retentionReport(rows, [trailing(12, 'month', '2026-01-02')]);
    if (row === undefined) throw new Error('one period, one row');
    const assessed = assessTargets({ ...row, ltvToCac: 2 }).map(({ metric, value, met }) => [metric, value, met]);
    expect(assessed).toEqual([
      ['netRevenueRetention12', 0.8, false],
      ['grossRevenueRetention12', 0.8, false],
      ['customerRetentionRate12', 0.5, false],
      ['ltvToCac', 2, false],
    ]);
    // The first period has no opening customers: nothing is known, and nothing was missed.
    const [first] = retentionReport(rows, months('2025-01', '2025-01'));
    expect(first && assessTargets(first).map(({ value, met }) => [value, met])).toEqual(Array(3).fill([null, null]));
  });
});

describe('targets of the caller', () => {
  test('replace the defaults, in their own order', () => {
    const metrics = assessTargets(figures, { customerChurnRate: 0.2, netRevenueRetention12: 1.1 }).map(
      ({ metric }) => metric,
    );
    expect(metrics).toEqual(['customerChurnRate', 'netRevenueRetention12']);
    expect(assessTargets(figures, {})).toEqual([]);
    expect(assessTargets(figures, { netRevenueRetention12: undefined })).toEqual([]);
  });

  // Each bound, and whether it is met just below the target, on it and just above it.
  test.each<[MetricTarget, string, boolean[]]>([
    [{ above: 5 }, '>', [false, false, true]],
    [{ atLeast: 5 }, '>=', [false, true, true]],
    [{ below: 5 }, '<', [true, false, false]],
    [{ atMost: 5 }, '<=', [true, true, false]],
    [5, '>=', [false, true, true]],
  ])('%j is %s', (target, comparison, expected) => {
    const assessed = [4, 5, 6].map((customers) => assessTargets({ customers }, { customers: target })[0]);
    expect(assessed.map((one) => one?.met)).toEqual(expected);
    expect(assessed[0]).toEqual({ metric: 'customers', value: 4, comparison, target: 5, met: expected[0] });
  });

  // Would catch: a churn of 40 % that meets a target of 15 %.
  test('of churn are upper bounds where they are bare numbers, and only those', () => {
    const row = {
      grossMrrChurnRate: 0.4,
      netMrrChurnRate: 0.4,
      customerChurnRate: 0.4,
      churn: 0.4,
      churnedCustomers: 0.4,
    };
    const bare = {
      grossMrrChurnRate: 0.15,
      netMrrChurnRate: 0.15,
      customerChurnRate: 0.15,
      churn: 0.15,
      churnedCustomers: 0.15,
    };
    expect(assessTargets(row, bare).map(({ comparison, met }) => [comparison, met])).toEqual([
      ['<=', false],
      ['<=', false],
      ['<=', false],
      ['>=', true],
      ['>=', true],
    ]);
    expect(assessTargets(row, { customerChurnRate: { atLeast: 0.15 } })).toMatchObject([
      { comparison: '>=', met: true },
    ]);
    // Net churn is negative where expansion exceeds what was lost.
    expect(assessTargets({ netMrrChurnRate: -0.05 }, { netMrrChurnRate: -0.02 })).toMatchObject([
      { comparison: '<=', met: true },
    ]);
  });

  test('of a figure that is null are neither met nor missed', () => {
    expect(assessTargets({ netRevenueRetention12: null }, { netRevenueRetention12: { below: 1 } })).toEqual([
      { metric: 'netRevenueRetention12', value: null, comparison: '<', target: 1, met: null },
    ]);
  });

  test('part all values: at least or below, at most or above', () => {
    const figure = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(figure, figure, (netRevenueRetention12, target) => {
        const met = (bound: MetricTarget) =>
          assessTargets({ netRevenueRetention12 }, { netRevenueRetention12: bound })[0]?.met;
        expect(met({ atLeast: target })).toBe(!met({ below: target }));
        expect(met({ atMost: target })).toBe(!met({ above: target }));
      }),
    );
  });
});

const number = 'must be a finite number';
const share = 'must be a fraction from 0 to 1';
const oneBound = 'must have exactly one of above, atLeast, below, atMost';
const oneRow = 'must be one object of figures, such as a row of retentionReport';
const byMetric = 'must be an object of targets by metric';
const map = new Map([['netRevenueRetention12', 1]]);

/** What is wrong, the row (null: `figures`), the targets, the code, the path, and what follows the path in the message. */
type Refusal = readonly [what: string, row: unknown, targets: unknown, code: string, path: string, rest: string];

const unknownMetrics: Refusal[] = [
  [
    'no such figure',
    null,
    { quickRatio: 4 },
    'UNKNOWN_KEY',
    'targets.quickRatio',
    'is not a figure of the row, which has netRevenueRetention12, grossRevenueRetention12',
  ],
  [
    'a misspelling, before all else',
    { netRevenueRetention12: '' },
    { netRevenueRetention12: 1, nnr: 1 },
    'UNKNOWN_KEY',
    'targets.nnr',
    'is not a figure of the row',
  ],
  [
    'a figure that is undefined',
    { netRevenueRetention12: undefined },
    { netRevenueRetention12: 1 },
    'UNKNOWN_KEY',
    'targets.netRevenueRetention12',
    'is not a figure of the row',
  ],
  [
    'a key that every object has',
    null,
    { toString: 1 },
    'UNKNOWN_KEY',
    'targets.toString',
    'is not a figure of the row',
  ],
  [
    'an unknown bound',
    null,
    { netRevenueRetention12: { over: 1 } },
    'UNKNOWN_KEY',
    'targets.netRevenueRetention12.over',
    'is not a known key; expected one of above, ',
  ],
];
const badTargets: Refusal[] = [
  [
    'two bounds',
    null,
    { netRevenueRetention12: { above: 1, below: 2 } },
    'INVALID_TYPE',
    'targets.netRevenueRetention12',
    `${oneBound}; received an object`,
  ],
  ['no bound', null, { netRevenueRetention12: {} }, 'INVALID_TYPE', 'targets.netRevenueRetention12', oneBound],
  [
    'an undefined bound',
    null,
    { netRevenueRetention12: { above: undefined } },
    'INVALID_TYPE',
    'targets.netRevenueRetention12',
    oneBound,
  ],
  [
    'NaN',
    null,
    { netRevenueRetention12: Number.NaN },
    'INVALID_NUMBER',
    'targets.netRevenueRetention12',
    `${number}; received NaN`,
  ],
  [
    'Infinity',
    null,
    { netRevenueRetention12: { below: 1 / 0 } },
    'INVALID_NUMBER',
    'targets.netRevenueRetention12.below',
    `${number}; received Infinity`,
  ],
  [
    'text',
    null,
    { netRevenueRetention12: '1' },
    'INVALID_NUMBER',
    'targets.netRevenueRetention12',
    `${number}; received '1'`,
  ],
  [
    'null',
    null,
    { netRevenueRetention12: null },
    'INVALID_NUMBER',
    'targets.netRevenueRetention12',
    `${number}; received null`,
  ],
  [
    'a list',
    null,
    { netRevenueRetention12: [1] },
    'INVALID_NUMBER',
    'targets.netRevenueRetention12',
    `${number}; received an array of 1`,
  ],
  [
    'a percentage',
    null,
    { grossRevenueRetention12: 90 },
    'INVALID_NUMBER',
    'targets.grossRevenueRetention12',
    `${share} (for 90 % give 0.9); received 90`,
  ],
  [
    'a percentage as a bound',
    null,
    { customerChurnRate: { atMost: 5 } },
    'INVALID_NUMBER',
    'targets.customerChurnRate.atMost',
    'must be a fraction from 0 to 2 (for 5 % give 0.05); received 5',
  ],
  ['a number for targets', null, 1.1, 'INVALID_TYPE', 'targets', `${byMetric}; received 1.1`],
  ['null for targets', null, null, 'INVALID_TYPE', 'targets', `${byMetric}; received null`],
  ['a Map of targets', null, map, 'INVALID_TYPE', 'targets', byMetric],
];
const badRows: Refusal[] = [
  [
    'a figure NaN',
    { netRevenueRetention12: Number.NaN },
    undefined,
    'INVALID_NUMBER',
    'row.netRevenueRetention12',
    `${number}, or null; received NaN`,
  ],
  [
    'a figure as text',
    { netRevenueRetention12: '1.1' },
    undefined,
    'INVALID_NUMBER',
    'row.netRevenueRetention12',
    `${number}, or null; received '1.1'`,
  ],
  [
    'a ratio',
    { netRevenueRetention12: { value: 1 } },
    undefined,
    'INVALID_NUMBER',
    'row.netRevenueRetention12',
    `${number}, or null; received an object`,
  ],
  [
    'a percentage',
    { grossRevenueRetention12: 93 },
    undefined,
    'INVALID_NUMBER',
    'row.grossRevenueRetention12',
    `${share}, or null (for 93 % give 0.93); received 93`,
  ],
  [
    'a negative share',
    { grossRevenueRetention12: -0.1 },
    undefined,
    'INVALID_NUMBER',
    'row.grossRevenueRetention12',
    `${share}, or null; received -0.1`,
  ],
  ['a label', { period: '2026' }, { period: 1 }, 'INVALID_NUMBER', 'row.period', `${number}, or null; received '2026'`],
  ['a whole report', [figures], undefined, 'INVALID_TYPE', 'row', `${oneRow}; received an array of 1`],
  ['no row', undefined, undefined, 'INVALID_TYPE', 'row', `${oneRow}; received undefined`],
  ['a Map', map, undefined, 'INVALID_TYPE', 'row', oneRow],
  ['a Date', new Date(0), undefined, 'INVALID_TYPE', 'row', oneRow],
];

describe('what is refused', () => {
  test.each([...unknownMetrics, ...badTargets, ...badRows])('%s', (_, row, targets, code, path, rest) => {
    const error = refusal(() => assessTargets((row === null ? figures : row) as object, targets as never));
    expect(error).toMatchObject({ code, path: keysOf(path) });
    expect(error?.message.startsWith(`${path} ${rest}`), error?.message).toBe(true);
  });

  test('is nothing that has no target: labels, flags and figures that nobody asked about', () => {
    const row = {
      period: '2026-03',
      complete: false,
      arpa: Number.NaN,
      grossRevenueRetention12: 93,
      netRevenueRetention12: 2,
    };
    expect(assessTargets(row, { netRevenueRetention12: 1 })).toMatchObject([{ met: true }]);
    // By headcount more customers can be there at the end than were at the start.
    expect(assessTargets({ customerRetentionRate12: 1.2 }, { customerRetentionRate12: 1.1 })).toMatchObject([
      { met: true },
    ]);
  });
});

test('inputs are not changed', () => {
  expect(assessTargets(deepFreeze({ ...figures }), deepFreeze({ netRevenueRetention12: { above: 1 } }))).toHaveLength(
    1,
  );
});

test('targets are typed by the row', () => {
  const row = { period: '2026-03', complete: true, netRevenueRetention12: 1 as number | null };
  expectTypeOf(assessTargets(row, { netRevenueRetention12: { above: 1 } })[0]?.met).toEqualTypeOf<
    boolean | null | undefined
  >();
  // @ts-expect-error: a label has no target
  expect(() => assessTargets(row, { period: 1 })).toThrow();
  // @ts-expect-error: the row has no such metric
  expect(() => assessTargets(row, { nnr: 1 })).toThrow();
  // @ts-expect-error: one bound, not two
  expect(() => assessTargets(row, { netRevenueRetention12: { above: 1, atMost: 2 } })).toThrow();
  const byName: { [metric: string]: number | null } = { netRevenueRetention12: 1 };
  expect(assessTargets(byName, { netRevenueRetention12: 1 })).toMatchObject([{ met: true }]);
});
