import fc from 'fast-check';
import {
  customerEffortScore,
  customerSatisfactionScore,
  month,
  netPromoterScore,
  ratioInterval,
  scoreDifference,
} from 'tenure';
import * as parts from 'tenure/parts';
import { describe, expect, test } from 'vitest';
import { cutArbitrary, expectLaw, shardsOf } from '../parts/law.ts';
import { keysOf, refusal } from '../support/caught.ts';

const march = month('2026-03');
type Scores = typeof customerSatisfactionScore;

describe('weights', () => {
  /** By hand: weights 2, 1, 1: promoters 2 of 4, detractors 1, score 25; effective 16 / 6; mean (20 + 8 + 3) / 4. */
  test('by hand', () => {
    const rows = [{ score: 10, weight: 2 }, { score: 8 }, { score: 3, weight: 1 }];
    const { lower, upper, ...nps } = netPromoterScore(rows, { weights: 'field' });
    expect(nps).toMatchObject({
      ...{ score: 25, promoters: 2, passives: 1, detractors: 1, responses: 3, weight: 4, mean: 7.75 },
      ...{ effectiveResponses: 16 / 6 },
    });
    // The interval of as many answers as they tell: shares 1/2, 1/4, 1/4 of 8/3 answers, 3 more added.
    const [p, q, d] = [4 / 3 + 0.75, 2 / 3 + 1.5, 2 / 3 + 0.75];
    const n = p + q + d;
    const middle = (p - d) / n;
    const margin = 1.959963984540054 * Math.sqrt(((p + d) / n - middle ** 2) / n);
    expect(lower).toBeCloseTo(100 * (middle - margin), 10);
    expect(upper).toBeCloseTo(100 * (middle + margin), 10);
    expect(netPromoterScore(rows).responses).toBe(3);
    expect(netPromoterScore(rows, { weights: 'none' })).toEqual(netPromoterScore(rows));

    const csat = customerSatisfactionScore([{ score: 5, weight: 3 }, { score: 1 }], { weights: 'field' });
    expect(csat).toMatchObject({ score: 75, satisfied: 3, weight: 4, responses: 2, effectiveResponses: 1.6, mean: 4 });
    const ces = customerEffortScore([{ score: 7, weight: 3 }, { score: 1 }], { weights: 'field' });
    expect(ces).toMatchObject({ score: 5.5, share: 75, weight: 4, effectiveResponses: 1.6 });
    expect([ces.lower, ces.upper]).toEqual([csat.lower, csat.upper]);
  });

  const row = fc.record({
    customerId: fc.constantFrom('ada', 'ben', 'cem', 'dia'),
    score: fc.option(fc.integer({ min: 1, max: 5 })),
    weight: fc.constantFrom(undefined, null, 0, 0.1, 1 / 3, 2.5),
    at: fc.constantFrom('2026-02-10', '2026-03-01', '2026-03-31'),
    segment: fc.constantFrom('small', 'large'),
  });

  test('all weights 1 change nothing; no order changes a digit; all doubled change the weight alone', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const answered = rows.filter(({ score }) => score !== null);
        for (const call of [netPromoterScore, customerSatisfactionScore, customerEffortScore] as Scores[]) {
          const plain = call(answered);
          const ones = call(
            answered.map((answer) => ({ ...answer, weight: 1 })),
            { weights: 'field' },
          );
          expect(ones).toMatchObject({ ...plain, weight: plain.responses, effectiveResponses: plain.responses });
          const whole = call(answered, { weights: 'field' });
          expect(call([...answered].reverse(), { weights: 'field' })).toEqual(whole);
          const doubled = call(
            answered.map((answer) => ({ ...answer, weight: 2 * (answer.weight ?? 1) })),
            { weights: 'field' },
          );
          expect(doubled.weight).toBe(2 * (whole.weight ?? 0));
          if (whole.score === null) continue;
          expect(doubled.score).toBeCloseTo(whole.score, 10);
          expect(doubled.lower).toBeCloseTo(whole.lower ?? 0, 10);
        }
      }),
    );
  });

  test('what shards give is what all give, with weights, skipped answers, periods and segments', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), cutArbitrary, (rows, cut) => {
        const options = { weights: 'field', skipped: 'count', period: march } as const;
        const by = (answer: { readonly segment?: string | null }) => answer.segment;
        expectLaw(
          () => parts.customerSatisfactionScore({ ...options, by, name: 'segment' } as never) as never,
          shardsOf(rows, cut),
          cut,
          () => customerSatisfactionScore(rows, { ...options, by }),
        );
        expectLaw(
          () => parts.netPromoterScore({ skipped: 'count' }) as never,
          shardsOf(rows, cut),
          cut,
          () => netPromoterScore(rows, { skipped: 'count' }),
        );
      }),
    );
  });

  test('are refused where they cannot be, and counts cannot be weighted', () => {
    const bad = refusal(() => netPromoterScore([{ score: 9, weight: -1 }], { weights: 'field' }));
    expect(bad).toMatchObject({ code: 'INVALID_NUMBER', path: keysOf('responses[0].weight') });
    const counts = { promoters: 1, passives: 1, detractors: 1 };
    for (const options of [{ weights: 'field' }, { skipped: 'count' }] as const) {
      expect(refusal(() => netPromoterScore(counts, options))).toMatchObject({ code: 'INVALID_TYPE' });
    }
    expect(refusal(() => netPromoterScore([], { weights: true as never }))).toMatchObject({ code: 'INVALID_OPTION' });
  });
});

describe('skipped answers', () => {
  test('are counted apart, or refused', () => {
    const rows = [{ score: 10 }, { score: null }, {}, null, 3];
    expect(netPromoterScore(rows, { skipped: 'count' })).toEqual({ ...netPromoterScore([10, 3]), skipped: 3 });
    expect(customerSatisfactionScore([null, 5], { skipped: 'count' })).toMatchObject({ score: 100, skipped: 1 });
    expect(netPromoterScore([null], { skipped: 'count' })).toMatchObject({ score: null, responses: 0, skipped: 1 });
    expect(refusal(() => netPromoterScore(rows))).toMatchObject({ path: keysOf('responses[1].score') });
    expect(refusal(() => netPromoterScore([{ score: 12 }], { skipped: 'count' }))).toMatchObject({
      code: 'INVALID_NUMBER',
      path: keysOf('responses[0].score'),
    });
    expect(refusal(() => netPromoterScore([], { skipped: true as never }))).toMatchObject({ code: 'INVALID_OPTION' });
  });
});

describe('thresholds of promoters', () => {
  test('of ones own', () => {
    const answers = [10, 9, 8, 7, 6, 5];
    expect(netPromoterScore(answers, { promotersFrom: 8, passivesFrom: 6 })).toMatchObject({
      ...{ promoters: 3, passives: 2, detractors: 1, mean: 7.5 },
    });
    expect(netPromoterScore(answers, { promotersFrom: 9, passivesFrom: 7 })).toEqual(netPromoterScore(answers));
    const bad = refusal(() => netPromoterScore(answers, { promotersFrom: 6 }));
    expect(bad).toMatchObject({ code: 'INVALID_OPTION', path: keysOf('options.passivesFrom') });
  });
});

describe('scoreDifference', () => {
  /** Source: R. G. Newcombe (1998), Statistics in Medicine 17, table II, method 10: 56/70 and 48/80. */
  test('of satisfaction scores it is the published interval of Newcombe', () => {
    const first = customerSatisfactionScore({ 5: 48, 1: 32 });
    const second = customerSatisfactionScore({ 5: 56, 1: 14 });
    const { value, lower, upper } = scoreDifference(first, second);
    expect(value).toBeCloseTo(20, 10);
    expect(lower).toBeCloseTo(5.24, 2);
    expect(upper).toBeCloseTo(33.39, 2);
  });

  test('is the other way round with the sign turned; effort scores by their share', () => {
    const [a, b] = [netPromoterScore([10, 9, 3]), netPromoterScore([9, 7, 7, 2])];
    const [there, back] = [scoreDifference(a, b), scoreDifference(b, a)];
    expect(there.value).toBeCloseTo(-(back.value ?? 0), 12);
    expect(there.lower).toBeCloseTo(-(back.upper ?? 0), 12);
    const effort = scoreDifference(customerEffortScore([7, 6, 2]), customerEffortScore([7, 1]));
    expect(effort.value).toBeCloseTo(50 - 200 / 3, 10);
    expect(scoreDifference(a, netPromoterScore([]))).toEqual({
      value: null,
      lower: null,
      upper: null,
      confidence: 0.95,
    });
  });

  test('refuses what does not go together', () => {
    const a = netPromoterScore([10, 9, 3]);
    const others: [unknown, string, string][] = [
      [netPromoterScore([9], { confidence: 0.9 }), 'CONFLICTING_POLICY', 'second.confidence'],
      [customerEffortScore([7]), 'CONFLICTING_POLICY', 'second'],
      [5, 'INVALID_TYPE', 'second'],
      [{ ...a, lower: '200' }, 'INVALID_NUMBER', 'second.lower'],
      [{ ...a, upper: Number.NaN }, 'INVALID_NUMBER', 'second.upper'],
      [{ ...a, score: '5' }, 'INVALID_NUMBER', 'second.score'],
      [{ ...a, confidence: null }, 'INVALID_NUMBER', 'second.confidence'],
    ];
    for (const [second, code, path] of others) {
      expect(refusal(() => scoreDifference(a, second as never))).toMatchObject({ code, path: keysOf(path) });
    }
    expect(ratioInterval({ value: 0.5, numerator: 1, denominator: 2 }).confidence).toBe(0.95);
  });
});
