import fc from 'fast-check';
import { fitShiftedBetaGeometric, type ObservedDuration, survivalCurve, survivorsOf } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { fittedTo } from '../../support/fitted-to.ts';

const life = (duration: number, event: boolean): ObservedDuration => ({ duration, event });

describe('survivorsOf', () => {
  test('a renewal counts when it was made, and as lost when its customer is known to have left', () => {
    const cases = [
      [life(2.5, false), [1, 1, 1]],
      [life(3, false), [1, 1, 1]],
      [life(3, true), [1, 1, 1, 0]],
      [life(3.1, false), [1, 1, 1, 1]],
      [life(3 + 1e-10, false), [1, 1, 1]],
      [life(3 + 1e-10, true), [1, 1, 1, 0]],
      [life(0.4, true), [1, 0]],
      [life(0, true), [1, 0]],
      [life(0.4, false), [1]],
      [life(0, false), [1]],
    ] as const;
    for (const [only, survivors] of cases) expect(survivorsOf([only])).toEqual([survivors]);
    expect(survivorsOf([life(24, true), life(13, false)], { every: 12 })).toEqual([
      [1, 1],
      [1, 1, 0],
    ]);
    expect(survivorsOf([life(1.2, true), life(1.9, true), life(2.5, false)])).toEqual([[3, 3, 1]]);
    expect(survivorsOf([{ ...life(1.2, true), count: 5 }])).toEqual([[5, 5, 0]]);
    expect(survivorsOf([])).toEqual([]);
  });

  /** Source: P. S. Fader and B. G. S. Hardie (2007), How to project customer retention, the "high end" customers' first 7 years. */
  test('give the model of the cohort that they are', () => {
    const survivors = [1000, 869, 743, 653, 593, 551, 517, 491];
    const lives = survivors.map((count, age) => {
      const isLast = age === survivors.length - 1;
      return { ...life(isLast ? 7.5 : age + 1, !isLast), count: isLast ? count : count - (survivors[age + 1] ?? 0) };
    });
    const model = fittedTo(survivorsOf(lives));
    const expected = fittedTo(survivors);
    expect(model.alpha).toBeCloseTo(expected.alpha, 9);
    expect(model.beta).toBeCloseTo(expected.beta, 9);
    expect(model.logLikelihood).toBeCloseTo(expected.logLikelihood, 6);
  });

  test('add up to the customers; of lives whose renewals are all decided lost and kept are those of the survival curve', () => {
    const lives = fc.array(fc.record({ age: fc.nat(6), event: fc.boolean() }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(lives, (ages) => {
        const rows = ages.map(({ age, event }) => life(event ? age + 1 : age + 0.5, event));
        const survivors = survivorsOf(rows);
        expect(survivors.reduce((sum, [first = 0]) => sum + first, 0)).toBe(rows.length);
        for (const { time, atRisk, events } of survivalCurve(rows).filter((row) => row.events > 0)) {
          const started = survivors.reduce(
            (sum, cohort) => sum + (cohort.length > time ? (cohort[time - 1] ?? 0) : 0),
            0,
          );
          const kept = survivors.reduce((sum, cohort) => sum + (cohort[time] ?? 0), 0);
          expect([started, started - kept]).toEqual([atRisk, events]);
        }
      }),
    );
    expect(fitShiftedBetaGeometric(survivorsOf([1, 1, 1, 2, 2, 3].map((age) => life(age, true))))).toMatchObject({
      model: 'geometric',
      churnRate: 6 / 10,
    });
  });

  test.each<[unknown, unknown, string, string]>([
    [[{ ...life(3, true), entry: 1 }], {}, 'INVALID_NUMBER', 'durations[0].entry'],
    [[{ ...life(3, true), weight: 1.5 }], {}, 'INVALID_OPTION', 'durations[0].weight'],
    [[life(5001, true)], {}, 'INVALID_NUMBER', 'durations[0].duration'],
    [[], { every: 0 }, 'INVALID_NUMBER', 'options.every'],
    [[], { periods: 12 }, 'UNKNOWN_KEY', 'options.periods'],
    [{}, {}, 'INVALID_TYPE', 'durations'],
  ])('%o, %o is %s', (rows, options, code, path) => {
    expect(refusal(() => survivorsOf(rows as [], options as object))).toMatchObject({ code, path: keysOf(path) });
  });
});
