import fc from 'fast-check';
import {
  lifetimeQuantiles,
  medianLifetime,
  type SurvivalIntervalType,
  survivalCurve,
  weightedSurvivalCurve,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { figureRows, survivalFigures } from '../../support/survival-figures.ts';

const rowArbitrary = fc
  .record({ duration: fc.nat(12), event: fc.boolean(), late: fc.nat(12) })
  .map(({ duration, event, late }) => ({ duration, event, entry: late < duration ? late : 0 }));
const rowsArbitrary = fc.array(rowArbitrary, { minLength: 1, maxLength: 60 });

describe('lifetimeQuantiles', () => {
  /** R: quantile(survfit(...)), 30 curves of 5 data sets, with ties, late entries, and curves that end early. */
  test.each(survivalFigures.quantiles)('$data, $intervalType at $confidence: as R has it', (figure) => {
    const { data, confidence, values, lower, upper } = figure;
    const intervalType = figure.intervalType as SurvivalIntervalType;
    const rows = lifetimeQuantiles(survivalCurve(figureRows(data)), {
      quantiles: survivalFigures.shares,
      confidence,
      intervalType,
    });
    expect(rows.map(({ p }) => p)).toEqual(survivalFigures.shares);
    expect(rows.map(({ value }) => value)).toEqual(values);
    expect(rows.map((row) => row.lower)).toEqual(lower);
    // This upper bound rises again at its end: R's quantile() sorts it then; R's print() takes the first time below, as here.
    const isSorted = data === 'aml' && intervalType === 'log' && confidence === 0.95;
    expect(rows.map((row) => row.upper)).toEqual(upper.map((time, index) => (isSorted && index === 2 ? 45 : time)));
  });

  test('half of them is the median', () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const curve = survivalCurve(rows);
        const [half] = lifetimeQuantiles(curve, { quantiles: [0.5] });
        expect(half?.value).toBe(medianLifetime(curve));
      }),
    );
  });

  test('after a time it is the quantile of those who stayed longer, seen from that age on', () => {
    fc.assert(
      fc.property(rowsArbitrary, fc.integer({ min: 1, max: 11 }), (rows, after) => {
        const whole = survivalCurve(rows);
        const stayed = rows.filter(({ duration }) => duration > after);
        // Where all at risk left early the curve is 0 from there, whatever comes later.
        fc.pre(whole.every(({ time, survival }) => time > after || survival > 0));
        const seen = stayed.map(({ duration, event, entry }) => ({
          duration: duration - after,
          event,
          entry: Math.max(0, entry - after),
        }));
        const options = { quantiles: [0.2, 0.5, 0.8] };
        const conditional = lifetimeQuantiles(whole, { ...options, after });
        const own = lifetimeQuantiles(survivalCurve(seen), options);
        for (const [index, { value, lower, upper }] of conditional.entries()) {
          // A share met exactly on one side of a rounding takes the middle of a while on both.
          expect(value).toBe(own[index]?.value ?? null);
          expect([lower, upper]).toEqual([own[index]?.lower ?? null, own[index]?.upper ?? null]);
        }
      }),
    );
  });

  /** By hand: 6 leave at 1 to 6. Longer than 3 stay three, who leave 1, 2 and 3 later. */
  test('by hand', () => {
    const curve = survivalCurve([1, 2, 3, 4, 5, 6].map((duration) => ({ duration, event: true })));
    expect(lifetimeQuantiles(curve, { after: 3 }).map(({ value }) => value)).toEqual([1, 1, 2, 3, 3]);
    expect(lifetimeQuantiles(curve, { quantiles: [0, 1] }).map(({ value }) => value)).toEqual([0, 6]);
    expect(lifetimeQuantiles(curve, { quantiles: [0.5], after: 6 })).toEqual([
      { p: 0.5, value: null, lower: null, upper: null },
    ]);
    expect(lifetimeQuantiles([], { quantiles: [0.5] })).toEqual([{ p: 0.5, value: null, lower: null, upper: null }]);
  });

  test('a curve from elsewhere has values, and no bounds; one of weights has none after a time', () => {
    const points = [
      { time: 0, survival: 1 },
      { time: 4, survival: 0.4 },
    ];
    expect(lifetimeQuantiles(points, { quantiles: [0.5] })).toEqual([{ p: 0.5, value: 4, lower: null, upper: null }]);
    const weighted = weightedSurvivalCurve(
      [1, 2, 3, 4, 5, 6].map((duration) => ({ duration, event: true, weight: 1 + (duration % 2) })),
    );
    expect(lifetimeQuantiles(weighted, { quantiles: [0.5] })[0]?.lower).not.toBeNull();
    expect(lifetimeQuantiles(weighted, { quantiles: [0.5], after: 1 })[0]).toMatchObject({ lower: null, upper: null });
  });

  test.each<[object, string, string]>([
    [{ quantiles: [2] }, 'INVALID_NUMBER', 'options.quantiles[0]'],
    [{ quantiles: 0.5 }, 'INVALID_TYPE', 'options.quantiles'],
    [{ after: -1 }, 'INVALID_NUMBER', 'options.after'],
    [{ confidence: 95 }, 'INVALID_NUMBER', 'options.confidence'],
    [{ intervalType: 'wald' }, 'INVALID_OPTION', 'options.intervalType'],
    [{ probs: [0.5] }, 'UNKNOWN_KEY', 'options.probs'],
  ])('%o is %s', (options, code, path) => {
    expect(refusal(() => lifetimeQuantiles([], options))).toMatchObject({ code, path: keysOf(path) });
  });
});
