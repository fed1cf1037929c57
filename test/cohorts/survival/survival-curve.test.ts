import fc from 'fast-check';
import { type ObservedDuration, type SurvivalIntervalType, survivalCurve } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { deepFreeze } from '../../support/deep-freeze.ts';

const left = (duration: number): ObservedDuration => ({ duration, event: true });
const running = (duration: number): ObservedDuration => ({ duration, event: false });

/** Whole numbers, so that ties between customers, and between leaving, being censored and entering, are common. */
const rowArbitrary = fc
  .record({ duration: fc.nat(12), event: fc.boolean(), late: fc.nat(12) })
  .map(({ duration, event, late }) => ({ duration, event, entry: late < duration ? late : 0 }));
const rowsArbitrary = fc.array(rowArbitrary, { minLength: 1, maxLength: 60 });

/** The estimator as it is defined, customer by customer, in exact fractions. */
function bruteForce(rows: readonly { duration: number; event: boolean; entry: number }[]) {
  let [numerator, denominator] = [1n, 1n];
  let variance = 0;
  return [...new Set(rows.map(({ duration }) => duration))]
    .sort((a, b) => a - b)
    .map((time) => {
      const atRisk = rows.filter(({ entry, duration }) => (entry < time || entry === 0) && time <= duration).length;
      const events = rows.filter(({ duration, event }) => duration === time && event).length;
      const censored = rows.filter(({ duration, event }) => duration === time && !event).length;
      numerator *= BigInt(atRisk - events);
      denominator *= BigInt(atRisk);
      if (atRisk > events) variance += events / atRisk / (atRisk - events);
      const survival = Number((numerator * 10n ** 30n) / denominator) / 1e30;
      return { time, atRisk, events, censored, survival, standardError: survival * Math.sqrt(variance) };
    });
}

describe('survivalCurve', () => {
  /**
   * By hand: 5 customers. At 2 one of 5 leaves: 4/5. At 3 one of 4, and one more is last seen: 4/5 x 3/4 = 3/5. At 5 one of the 2 left:
   * 3/10. At 7 the last one is last seen. Greenwood at 3: 3/5 sqrt(1/(5x4) + 1/(4x3)) = 3/5 sqrt(2/15).
   */
  test('a curve worked by hand', () => {
    const curve = survivalCurve([left(3), running(7), left(2), running(3), left(5)]);
    expect(curve.map(({ time, atRisk, events, censored }) => [time, atRisk, events, censored])).toEqual([
      [0, 5, 0, 0],
      [2, 5, 1, 0],
      [3, 4, 1, 1],
      [5, 2, 1, 0],
      [7, 1, 0, 1],
    ]);
    expect(curve.map(({ survival }) => survival)).toEqual([1, 0.8, 0.6, 0.3, 0.3]);
    expect(curve[2]?.standardError).toBeCloseTo(0.6 * Math.sqrt(2 / 15), 15);
    expect(curve[4]?.standardError).toBe(curve[3]?.standardError);
  });

  test('the bounds by hand: S +- z error, S exp(+- z error / S), S^exp(+- z error / (S ln S))', () => {
    const rows = [left(1), running(2)];
    // S = 1/2, error = 1/2 sqrt(1/(2 x 1)) = sqrt(1/8); at 50 % confidence z = 0.6744897501960817.
    const reach = 0.6744897501960817 * Math.SQRT1_2;
    const at = (intervalType: SurvivalIntervalType) => survivalCurve(rows, { confidence: 0.5, intervalType })[1];
    expect(at('plain')?.lower).toBeCloseTo(0.5 - reach / 2, 14);
    expect(at('plain')?.upper).toBeCloseTo(0.5 + reach / 2, 14);
    expect(at('log')?.lower).toBeCloseTo(0.5 * Math.exp(-reach), 14);
    expect(at('log')?.upper).toBeCloseTo(0.5 * Math.exp(reach), 14);
    expect(at('log-log')?.lower).toBeCloseTo(0.5 ** Math.exp(reach / Math.LN2), 14);
    expect(at('log-log')?.upper).toBeCloseTo(0.5 ** Math.exp(-reach / Math.LN2), 14);
    expect(survivalCurve(rows)).toEqual(survivalCurve(rows, { confidence: 0.95, intervalType: 'log-log' }));
  });

  test('bounds stay within 0..1; where all have left, and where none has, there are none', () => {
    const rows = [running(1), left(2), left(3), left(4)];
    for (const intervalType of ['plain', 'log', 'log-log'] as const) {
      const [, nobody, one, two, all] = survivalCurve(rows, { intervalType });
      expect(nobody).toMatchObject({ survival: 1, standardError: 0, lower: null, upper: null });
      expect(all).toMatchObject({ survival: 0, standardError: null, lower: null, upper: null });
      for (const row of [one, two]) {
        expect(row?.lower).toBeGreaterThanOrEqual(0);
        expect(row?.upper).toBeLessThanOrEqual(1);
      }
    }
    expect(survivalCurve(rows, { intervalType: 'plain' })[3]?.lower).toBe(0);
    expect(survivalCurve(rows, { intervalType: 'log' })[2]?.upper).toBe(1);
  });

  test('at time 0: who is last seen there stands in the first row, who leaves there in a second one', () => {
    expect(survivalCurve([running(0), left(1)])).toMatchObject([
      { time: 0, atRisk: 2, events: 0, censored: 1, survival: 1 },
      { time: 1, atRisk: 1, events: 1, survival: 0 },
    ]);
    expect(survivalCurve([left(0), running(0), left(1), left(2)])).toMatchObject([
      { time: 0, atRisk: 4, events: 0, censored: 0, survival: 1, standardError: 0, lower: null, upper: null },
      { time: 0, atRisk: 4, events: 1, censored: 1, survival: 0.75 },
      { time: 1, atRisk: 2, survival: 0.375 },
      { time: 2, atRisk: 1, survival: 0 },
    ]);
    expect(Object.is(survivalCurve([left(-0)])[1]?.time, 0)).toBe(true);
  });

  test('who enters late is at risk from after the entry on; an entry of 0 is none', () => {
    const rows = [left(2), { ...left(4), entry: 2 }, { ...left(5), entry: 3 }, { ...left(9), entry: 0 }];
    expect(survivalCurve(rows).map(({ time, atRisk }) => [time, atRisk])).toEqual([
      [0, 2],
      [2, 2],
      [4, 3],
      [5, 2],
      [9, 1],
    ]);
    expect(survivalCurve([{ ...left(0), entry: 0 }])).toEqual(survivalCurve([left(0)]));
  });

  test('is the estimator as it is defined, with ties, censoring and late entries', () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const curve = survivalCurve(rows);
        const expected = bruteForce(rows);
        const steps = curve.slice(curve.length - expected.length);
        for (const [index, { survival, standardError, ...counts }] of expected.entries()) {
          const row = steps[index];
          const seen = row?.time === 0 && row.events === 0 ? rows.filter(({ entry }) => entry === 0).length : 0;
          expect(row).toMatchObject(seen > 0 ? { ...counts, atRisk: seen } : counts);
          expect(row?.survival).toBeCloseTo(survival, 13);
          if (survival > 0) expect(row?.standardError).toBeCloseTo(standardError, 13);
        }
      }),
    );
  });

  test('starts at 1 and never rises; the counts add up to the customers; no order matters', () => {
    fc.assert(
      fc.property(rowsArbitrary, fc.infiniteStream(fc.nat()), (rows, keys) => {
        const curve = survivalCurve(rows);
        expect(curve[0]).toMatchObject({ time: 0, survival: 1, standardError: 0 });
        for (const [index, { survival, lower, upper }] of curve.entries()) {
          expect(survival).toBeLessThanOrEqual(curve[index - 1]?.survival ?? 1);
          expect([lower === null, upper === null]).toEqual([survival % 1 === 0, survival % 1 === 0]);
          if (lower === null || upper === null) continue;
          expect(lower).toBeLessThan(survival);
          expect(upper).toBeGreaterThan(survival);
        }
        expect(curve.reduce((sum, { events, censored }) => sum + events + censored, 0)).toBe(rows.length);
        const shuffled = rows.map((row) => ({ row, key: keys.next().value })).sort((a, b) => a.key - b.key);
        expect(survivalCurve(shuffled.map(({ row }) => row))).toEqual(curve);
      }),
    );
  });

  test('with nobody censored it is the plain share to the last bit, and the error that of a share', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 200 }), (durations) => {
        for (const { time, survival, standardError } of survivalCurve(durations.map(left))) {
          const share = durations.filter((duration) => duration > time).length / durations.length;
          expect(survival).toBe(share);
          if (share > 0) expect(standardError).toBeCloseTo(Math.sqrt((share * (1 - share)) / durations.length), 14);
        }
      }),
    );
  });

  test('the share is exact up to the first time at which someone is censored', () => {
    const rows = [...Array.from({ length: 48 }, (_, index) => left(index + 1)), running(50)];
    const curve = survivalCurve(rows);
    for (const { time, survival } of curve.slice(0, 49)) expect(survival).toBe((49 - time) / 49);
  });

  test('of nothing is nothing', () => {
    expect(survivalCurve([])).toEqual([]);
  });

  test('an entry of null is none', () => {
    expect(survivalCurve([{ ...left(2), entry: null, customerId: null }])).toEqual(survivalCurve([left(2)]));
  });

  /*
   * R 4.3, survival 3.5-7: with(summary(survfit(Surv(c(0.1 + 0.2, 0.3, 1), c(1, 1, 1)) ~ 1)), cbind(time, n.event)) has two times, 0.3
   * with two events; so do 1 and 1 + 1e-8, which differ by less than 1.49e-8, and 1000 and 1000.00001, by 1e-8 of their mean. 1 and
   * 1 + 2e-8 have two.
   */
  test.each<[string, number[], number[]]>([
    ['a rounding apart', [0.3, 0.1 + 0.2, 1], [0.3, 1]],
    ['less than the tolerance apart', [1, 1 + 1e-8], [1]],
    ['more than the tolerance apart', [1, 1 + 2e-8], [1, 1 + 2e-8]],
    ['apart by less than the tolerance of the mean', [1000, 1000.00001], [1000]],
    ['a chain, each tied to the one before', [1, 1 + 1e-8, 1 + 2e-8, 2], [1, 2]],
    ['near 0', [1e-9, 2e-9, 1], [1e-9, 1]],
  ])('times that differ by rounding alone are one: %s', (_, durations, expected) => {
    const curve = survivalCurve(durations.map(left));
    expect(curve.slice(1).map(({ time }) => time)).toEqual(expected);
    expect(curve.reduce((sum, { events }) => sum + events, 0)).toBe(durations.length);
  });

  test('who enters a rounding before a time is not at risk at it, as who enters at it', () => {
    const at = (entry: number) => survivalCurve([left(0.3), left(1), { ...left(2), entry }])[1];
    expect(at(0.1 + 0.2)).toMatchObject({ time: 0.3, atRisk: 2, survival: 0.5 });
    expect(at(0.3 - 1e-9)).toMatchObject({ atRisk: 2 });
    expect(at(0.2)).toMatchObject({ atRisk: 3 });
  });

  test('one customer after another a rounding apart leave at once, not one by one', () => {
    const [, only] = survivalCurve([left(0.3), left(0.1 + 0.2), running(1)]);
    expect(only).toMatchObject({ time: 0.3, atRisk: 3, events: 2, survival: 1 / 3 });
  });

  test('reads frozen rows with other fields, and 1 and 0 for true and false', () => {
    const rows = deepFreeze([
      { customerId: 'ada', duration: 3, event: 1 as const, unit: 'month' },
      { customerId: 'ben', duration: 5, event: 0 as const, unit: 'month' },
    ]);
    expect(survivalCurve(rows, deepFreeze({ intervalType: 'log' as const }))).toEqual(
      survivalCurve([left(3), running(5)], { intervalType: 'log' }),
    );
  });

  test.each<[unknown, unknown, string, string]>([
    [[], { confidence: 2 }, 'INVALID_NUMBER', 'options.confidence'],
    [{}, {}, 'INVALID_TYPE', 'durations'],
    [undefined, {}, 'INVALID_TYPE', 'durations'],
    [[left(1), null], {}, 'INVALID_TYPE', 'durations[1]'],
    [new Array(1), {}, 'INVALID_TYPE', 'durations[0]'],
    [[[1, true]], {}, 'INVALID_TYPE', 'durations[0]'],
    [[left(1), left(-1)], {}, 'INVALID_NUMBER', 'durations[1].duration'],
    [[left(Number.NaN)], {}, 'INVALID_NUMBER', 'durations[0].duration'],
    [[left(Number.POSITIVE_INFINITY)], {}, 'INVALID_NUMBER', 'durations[0].duration'],
    [[{ duration: '3', event: true }], {}, 'INVALID_NUMBER', 'durations[0].duration'],
    [[{ duration: 3 }], {}, 'INVALID_TYPE', 'durations[0].event'],
    [[{ duration: 3, event: 2 }], {}, 'INVALID_TYPE', 'durations[0].event'],
    [[{ duration: 3, event: '1' }], {}, 'INVALID_TYPE', 'durations[0].event'],
    [[{ ...left(3), count: 0 }], {}, 'INVALID_NUMBER', 'durations[0].count'],
    [[{ ...left(3), count: 1.5 }], {}, 'INVALID_NUMBER', 'durations[0].count'],
    [[{ ...left(3), weight: 2 }], {}, 'INVALID_OPTION', 'durations[0].weight'],
    [[{ ...left(3), weight: '1' }], {}, 'INVALID_OPTION', 'durations[0].weight'],
    [[left(3)], { by: 'plan' }, 'INVALID_TYPE', 'options.by'],
    [[left(3)], { by: () => ({}) }, 'INVALID_TYPE', 'options.by(row 0)'],
    [[{ ...left(3), entry: 3 }], {}, 'INVALID_NUMBER', 'durations[0].entry'],
    [[{ ...left(0), entry: 1 }], {}, 'INVALID_NUMBER', 'durations[0].entry'],
    [[{ ...left(3), entry: -1 }], {}, 'INVALID_NUMBER', 'durations[0].entry'],
    [[{ ...left(3), entry: '1' }], {}, 'INVALID_NUMBER', 'durations[0].entry'],
    [[{ ...left(0.1 + 0.2), entry: 0.3 }], {}, 'INVALID_NUMBER', 'durations[0].entry'],
    [[left(3)], { confidence: 95 }, 'INVALID_NUMBER', 'options.confidence'],
    [[left(3)], { confidence: 1 }, 'INVALID_NUMBER', 'options.confidence'],
    [[left(3)], { confidence: null }, 'INVALID_NUMBER', 'options.confidence'],
    [[left(3)], { intervalType: 'loglog' }, 'INVALID_OPTION', 'options.intervalType'],
    [[left(3)], { intervalType: 'toString' }, 'INVALID_OPTION', 'options.intervalType'],
    [[left(3)], { intervalType: Object.create(null) }, 'INVALID_OPTION', 'options.intervalType'],
    [[left(3)], { interval: 'log' }, 'UNKNOWN_KEY', 'options.interval'],
    [[left(3)], null, 'INVALID_TYPE', 'options'],
  ])('%o, %o is %s', (durations, options, code, path) => {
    expect(refusal(() => survivalCurve(durations as [], options as object))).toMatchObject({
      code,
      path: keysOf(path),
    });
  });

  test('a count is so many customers, a weight of 1 is none, and null is neither', () => {
    const counted = fc.array(fc.tuple(rowArbitrary, fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(counted, (rows) => {
        const spread = rows.flatMap(([row, count]) => new Array<typeof row>(count).fill(row));
        expect(survivalCurve(rows.map(([row, count]) => ({ ...row, count, weight: 1 })))).toEqual(
          survivalCurve(spread),
        );
      }),
    );
    expect(survivalCurve([{ ...left(2), count: null, weight: null }])).toEqual(survivalCurve([left(2)]));
  });

  test('by segment: the curve of the rows of each, in one list', () => {
    const group = fc.constantFrom('a', 'b', null, 3);
    fc.assert(
      fc.property(fc.array(fc.record({ row: rowArbitrary, group }), { maxLength: 40 }), (given) => {
        const rows = given.map(({ row, group }) => ({ ...row, group }));
        const curves = survivalCurve(rows, { by: (row) => row.group, confidence: 0.8 });
        const expected = [null, 3, 'a', 'b'].flatMap((key) => {
          const own = survivalCurve(
            rows.filter((row) => row.group === key),
            { confidence: 0.8 },
          );
          return own.map((row) => ({ key, ...row }));
        });
        expect(curves).toEqual(expected);
      }),
    );
    const ofCustomers = survivalCurve([{ ...left(2), customerId: 17 }, left(3)], { by: new Map([['17', 'pro']]) });
    expect(ofCustomers.map(({ key, time }) => [key, time])).toEqual([
      [null, 0],
      [null, 3],
      ['pro', 0],
      ['pro', 2],
    ]);
  });
});
