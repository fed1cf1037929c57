import fc from 'fast-check';
import {
  customerEffortScore,
  customerSatisfactionScore,
  feedbackThemes,
  netPromoterScore,
  type ScoreCounts,
  type SurveyScores,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { type Answer, answersArbitrary, countsOf, shuffledArbitrary } from './arbitraries.ts';

type Scored = { readonly distribution: ScoreCounts | null };
type Measure = (answers: SurveyScores, options?: object) => Scored;

const measures: [name: string, measure: Measure, highest: number][] = [
  ['NPS', (answers, options) => netPromoterScore(answers, options), 10],
  ['CSAT', (answers, options) => customerSatisfactionScore(answers, options), 5],
  ['CES', (answers, options) => customerEffortScore(answers, options), 7],
];

describe.each(measures)('%s', (_, measure, highest) => {
  test('is the same in any order, from numbers, from objects and from counts', () => {
    fc.assert(
      fc.property(shuffledArbitrary(highest), ({ answers, shuffled }) => {
        const whole = measure(answers);
        expect(measure(shuffled)).toEqual(whole);
        const scores = answers.map(({ score }) => score);
        expect(measure(scores)).toEqual(whole);
        expect(measure(Uint8Array.from(scores))).toEqual(whole);
        expect(measure(Float64Array.from(scores))).toEqual(whole);
        expect(measure(countsOf(answers))).toEqual(whole);
        expect(measure(whole.distribution ?? {})).toEqual(whole);
      }),
    );
  });

  test('the segments add up to the whole', () => {
    fc.assert(
      fc.property(answersArbitrary(highest), (answers) => {
        const by = ({ segment }: Answer) => segment;
        const parts = measure(answers, { by }) as unknown as readonly Scored[];
        const sums: Record<number, number> = {};
        for (const { distribution } of parts) {
          for (const [score, count] of Object.entries(distribution ?? {})) {
            sums[Number(score)] = (sums[Number(score)] ?? 0) + count;
          }
        }
        expect(measure(sums)).toEqual(measure(answers));
      }),
    );
  });
});

test('NPS is the mean of answers worth 100, 0 and -100; its intervals are those of that mean, in range', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 60 }), (answers) => {
      const worth = answers.map((answer): number =>
        [9, 10].includes(answer) ? 100 : [7, 8].includes(answer) ? 0 : -100,
      );
      // Quarters of an answer, to add 3/4, 3/2 and 3/4.
      const quarters = worth.flatMap((value) => [value, value, value, value]);
      const added = [...quarters, ...[100, 100, 100, 0, 0, 0, 0, 0, 0, -100, -100, -100]];
      const boundsOf = (values: readonly number[]) => {
        const n = values.length / 4;
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
        const margin = 1.959963984540054 * Math.sqrt(variance / n);
        return { lower: Math.max(-100, mean - margin), upper: Math.min(100, mean + margin) };
      };
      const nps = netPromoterScore(answers);
      const wald = netPromoterScore(answers, { intervalType: 'wald' });
      for (const [received, expected] of [
        [nps, boundsOf(added)],
        [wald, boundsOf(quarters)],
      ] as const) {
        expect(received.lower).toBeCloseTo(expected.lower, 9);
        expect(received.upper).toBeCloseTo(expected.upper, 9);
        expect(received.marginOfError).toBeCloseTo((expected.upper - expected.lower) / 2, 9);
        expect(received.confidence).toBe(0.95);
      }
      // Of answers that are all alike the closed form has no width, and the adjusted one has.
      expect(nps.upper as number).toBeGreaterThan(nps.lower as number);
      expect(nps.score).toBeCloseTo(worth.reduce((sum, value) => sum + value, 0) / worth.length, 10);
      expect({ ...nps, lower: 0, upper: 0, marginOfError: 0 }).toEqual({
        ...wald,
        lower: 0,
        upper: 0,
        marginOfError: 0,
      });
      expect(Math.abs(nps.score ?? Number.NaN)).toBeLessThanOrEqual(100);
      expect(nps.mean).toBe(answers.reduce((sum, answer) => sum + answer, 0) / answers.length);
      expect(nps.promoters + nps.passives + nps.detractors).toBe(answers.length);
    }),
  );
});

test('CSAT and CES are counted shares within their bounds, on any scale and threshold', () => {
  const survey = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 1, max: 12 })).chain(([first, width]) =>
    fc.record({
      scale: fc.constant([first, first + width] as const),
      from: fc.integer({ min: first, max: first + width }),
      answers: fc.array(fc.integer({ min: first, max: first + width }), { minLength: 1, maxLength: 40 }),
    }),
  );
  fc.assert(
    fc.property(survey, ({ scale, from, answers }) => {
      const hits = answers.filter((answer) => answer >= from).length;
      const mean = answers.reduce((sum, answer) => sum + answer, 0) / answers.length;
      const csat = customerSatisfactionScore(answers, { scale, satisfiedFrom: from });
      const ces = customerEffortScore(answers, { scale, agreeFrom: from });
      const percent = (100 * hits) / answers.length;
      expect(csat).toMatchObject({ score: percent, satisfied: hits, responses: answers.length });
      // A mean of 0 has a sign when the answers are summed one by one.
      expect(csat.mean).toBeCloseTo(mean, 12);
      expect(ces).toMatchObject({ share: percent, score: csat.mean, lower: csat.lower, upper: csat.upper });
      expect(csat.lower).toBeGreaterThanOrEqual(0);
      expect(csat.lower).toBeLessThanOrEqual(percent);
      expect(csat.upper).toBeGreaterThanOrEqual(percent);
      expect(csat.upper).toBeLessThanOrEqual(100);
    }),
  );
});

test('feedbackThemes counts what a search for each theme finds, in any order', () => {
  fc.assert(
    fc.property(shuffledArbitrary(), ({ answers, shuffled }) => {
      const found = feedbackThemes(answers);
      expect(feedbackThemes(shuffled)).toEqual(found);
      expect(found.responses).toBe(answers.length);
      expect(found.themes.map(({ theme }) => theme).sort()).toEqual(
        [...new Set(answers.flatMap((a) => a.themes))].sort(),
      );
      for (const row of found.themes) {
        const naming = answers.filter(({ themes }) => themes.includes(row.theme));
        expect(row.responses).toBe(naming.length);
        expect(row.share).toMatchObject({ numerator: naming.length, denominator: answers.length });
        const promoters = naming.filter(({ score }) => score >= 9).length;
        const detractors = naming.filter(({ score }) => score <= 6).length;
        expect(row.positive).toEqual({
          value: promoters / naming.length,
          numerator: promoters,
          denominator: naming.length,
        });
        expect(row.negative).toMatchObject({ numerator: detractors, denominator: naming.length });
      }
    }),
  );
});
