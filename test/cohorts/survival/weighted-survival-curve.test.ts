import fc from 'fast-check';
import { survivalCurve, weightedSurvivalCurve } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { figureRows, survivalFigures } from '../../support/survival-figures.ts';

const rowArbitrary = fc
  .record({ duration: fc.nat(12), event: fc.boolean(), late: fc.nat(12) })
  .map(({ duration, event, late }) => ({ duration, event, entry: late < duration ? late : 0 }));

describe('weightedSurvivalCurve', () => {
  /** R: survfit with weights, robust = TRUE and an id for each row. */
  test.each(survivalFigures.weighted)('weights: $data as R has it, with robust errors', (figure) => {
    const curve = weightedSurvivalCurve(figureRows(figure.data, figure.weights)).slice(1);
    expect(curve.map(({ time }) => time)).toEqual(figure.time);
    const near = (received: number | null | undefined, expected: number | null | undefined) => {
      if (expected === null || expected === undefined) return;
      expect(Math.abs((received ?? Number.NaN) - expected)).toBeLessThanOrEqual(
        1e-11 * Math.max(1, Math.abs(expected)),
      );
    };
    for (const [index, row] of curve.entries()) {
      near(row.atRisk, figure.atRisk[index]);
      near(row.events, figure.events[index]);
      near(row.survival, figure.survival[index]);
      if (row.survival === 0 || row.survival === 1) continue;
      near(row.standardError, figure.standardError[index]);
      near(row.lower, figure.lower[index]);
      near(row.upper, figure.upper[index]);
    }
  });

  test('weights: no order of rows changes a digit, and all weights doubled change nothing but the sums', () => {
    const weighted = fc.array(
      fc.record({
        row: rowArbitrary,
        weight: fc.constantFrom(0.1, 0.7, 1.3, 1 / 3),
        count: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(weighted, (given) => {
        const rows = given.map(({ row, ...sizes }) => ({ ...row, ...sizes }));
        const curve = weightedSurvivalCurve(rows);
        expect(weightedSurvivalCurve([...rows].reverse())).toEqual(curve);
        const spread = rows.flatMap(({ count, ...row }) => new Array<typeof row>(count).fill(row));
        expect(weightedSurvivalCurve(spread)).toEqual(curve);
        const doubled = weightedSurvivalCurve(rows.map((row) => ({ ...row, weight: row.weight * 2 })));
        for (const [index, { survival, standardError }] of doubled.entries()) {
          expect(survival).toBeCloseTo(curve[index]?.survival ?? Number.NaN, 12);
          if (standardError !== null) expect(standardError).toBeCloseTo(curve[index]?.standardError ?? Number.NaN, 12);
        }
      }),
    );
  });

  test.each([0, -1, Number.NaN, '2'])('a weight of %s is refused', (weight) => {
    const rows = [{ duration: 3, event: true, weight: weight as number }];
    expect(refusal(() => weightedSurvivalCurve(rows))).toMatchObject({
      code: 'INVALID_NUMBER',
      path: ['durations', 0, 'weight'],
    });
  });

  test('without weights the robust error is that of Greenwood', () => {
    const whole = survivalCurve(figureRows('lung'));
    const same = weightedSurvivalCurve(figureRows('lung').map((row) => ({ ...row, weight: 2 })));
    for (const [index, { standardError }] of same.entries()) {
      expect(standardError ?? 0).toBeCloseTo(whole[index]?.standardError ?? 0, 12);
    }
  });

  test('by segment, and refusals', () => {
    const rows = [
      { duration: 2, event: true, weight: 2, plan: 'a' },
      { duration: 3, event: true, plan: 'b' },
    ];
    const curves = weightedSurvivalCurve(rows, { by: (row) => row.plan });
    expect(curves.map(({ key, time, atRisk }) => [key, time, atRisk])).toEqual([
      ['a', 0, 2],
      ['a', 2, 2],
      ['b', 0, 1],
      ['b', 3, 1],
    ]);
    expect(weightedSurvivalCurve([])).toEqual([]);
    const bad = refusal(() => weightedSurvivalCurve([{ duration: 1, event: true, weight: -1 }]));
    expect(bad).toMatchObject({ code: 'INVALID_NUMBER', path: keysOf('durations[0].weight') });
  });
});
