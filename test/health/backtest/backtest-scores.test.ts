import fc from 'fast-check';
import { backtestScores, type HealthOutcome, ratioInterval } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { deepFreeze } from '../../support/deep-freeze.ts';
import { seeded } from '../../support/seeded.ts';

const outcomeArbitrary = fc.record({
  score: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 20 }).map((x) => x * 5) }, fc.constant(null)),
  churned: fc.boolean(),
  mrr: fc.integer({ min: 0, max: 300 }).map((cents) => cents / 100),
  customerId: fc.constantFrom('ada', 'ben', 'cem', 'dia', 'eva', 'fay'),
});
const outcomesArbitrary = fc.array(outcomeArbitrary, { maxLength: 40 });

const left = (score: number | null, mrr = 1): HealthOutcome => ({ score, churned: true, mrr });
const stayed = (score: number | null, mrr = 1): HealthOutcome => ({ score, churned: false, mrr });
const repeated = (times: number, outcome: HealthOutcome) => Array.from({ length: times }, () => outcome);

describe('published examples', () => {
  /**
   * Source: T. Fawcett (2006), An introduction to ROC analysis, Pattern Recognition Letters 27, 861-874, figure 3: twenty instances with
   * their class and score. At the threshold of 0.54 the point of the curve is (0.1, 0.5), with the highest accuracy, 70 %.
   */
  test("Fawcett's twenty instances", () => {
    const classes = 'ppnpppnnpnpnpnnnpnpn';
    const scores = [
      0.9, 0.8, 0.7, 0.6, 0.55, 0.54, 0.53, 0.52, 0.51, 0.505, 0.4, 0.39, 0.38, 0.37, 0.36, 0.35, 0.34, 0.33, 0.3, 0.1,
    ];
    const outcomes = scores.map((score, index) => ({ score: 100 - 100 * score, churned: classes[index] === 'p' }));
    const { auc, thresholds } = backtestScores(outcomes, { thresholds: [46.5] });
    expect(thresholds[0]).toMatchObject({
      below: 46.5,
      flagged: 6,
      truePositives: 5,
      falsePositives: 1,
      falseNegatives: 5,
      trueNegatives: 9,
    });
    expect(thresholds[0]?.recall.value).toBe(0.5);
    expect(thresholds[0]?.precision.value).toBe(5 / 6);
    // Half of all are positive.
    expect(thresholds[0]?.lift).toBe(10 / 6);
    // By hand: 0, 0, 1, 1, 1, 3, 4, 5, 8, 9 negatives stand above the ten positives: 1 - 32 / 100.
    expect(auc.value).toBe(0.68);
  });

  /**
   * Source: the worked example of the article "Sensitivity and specificity" of Wikipedia, a screening test for bowel cancer in 2030
   * people: 20 true and 180 false positives, 10 false and 1820 true negatives; sensitivity 66.7 %, positive predictive value 10 %.
   */
  test('a screening test', () => {
    const outcomes = [
      ...repeated(20, left(10)),
      ...repeated(180, stayed(10)),
      ...repeated(10, left(90)),
      ...repeated(1820, stayed(90)),
    ];
    const [red] = backtestScores(outcomes).bands;
    expect(red).toMatchObject({
      band: 'red',
      truePositives: 20,
      falsePositives: 180,
      falseNegatives: 10,
      trueNegatives: 1820,
    });
    expect(red?.recall.value).toBeCloseTo(0.667, 3);
    expect(red?.precision.value).toBe(0.1);
    expect(red?.lift).toBeCloseTo(0.1 / (30 / 2030), 14);
  });
});

describe('by hand', () => {
  /**
   * Red: 10 (left, 0.10), 39.9 (stayed). Yellow: 40 (left, 0.20), 69 (stayed). Green: 70 (stayed), 100 (left, 0.05). Without a score: one
   * left (0.15), one stayed. Four of eight left, with 0.50 between them.
   */
  const outcomes = [
    left(10, 0.1),
    stayed(39.9, 7),
    left(40, 0.2),
    stayed(69, 7),
    stayed(70, 7),
    left(100, 0.05),
    left(null, 0.15),
    stayed(null, 7),
  ];

  test('bands: who is without a score is flagged by none, and counts among all', () => {
    const { bands, ...rest } = backtestScores(outcomes);
    expect(rest).toMatchObject({
      observations: 8,
      churned: 4,
      churnRate: { value: 0.5, numerator: 4, denominator: 8 },
      unscored: { observations: 2, churned: 1 },
      churnedMrrFlagged: { value: 0.2, numerator: 0.1, denominator: 0.5 },
    });
    expect(bands.map(({ band, from, to }) => [band, from, to])).toEqual([
      ['red', 0, 40],
      ['yellow', 40, 70],
      ['green', 70, 100],
    ]);
    expect(bands[0]).toMatchObject({
      flagged: 2,
      truePositives: 1,
      falsePositives: 1,
      falseNegatives: 3,
      trueNegatives: 3,
      precision: { value: 0.5, numerator: 1, denominator: 2 },
      recall: { value: 0.25, numerator: 1, denominator: 4 },
      lift: 1,
    });
    expect(bands.map(({ churnedMrr }) => churnedMrr.numerator)).toEqual([0.1, 0.2, 0.05]);
    expect(bands[2]).toMatchObject({ flagged: 2, truePositives: 1 });
  });

  test('thresholds: below, not at; by default where the bands begin, and in order', () => {
    const { thresholds } = backtestScores(outcomes);
    expect(thresholds.map(({ below, flagged, truePositives }) => [below, flagged, truePositives])).toEqual([
      [40, 2, 1],
      [70, 4, 2],
    ]);
    // 0.1 + 0.2 is 0.3 exactly, not 0.30000000000000004.
    expect(thresholds[1]?.churnedMrr).toEqual({ value: 0.6, numerator: 0.3, denominator: 0.5 });
    const own = backtestScores(outcomes, { thresholds: [100, 0, 100] }).thresholds;
    expect(own.map(({ below, flagged }) => [below, flagged])).toEqual([
      [0, 0],
      [100, 5],
    ]);
    expect(own[0]).toMatchObject({ precision: { value: null }, lower: null, upper: null, lift: null });
  });

  test('the calibration: bins of equal width, a score on a border in the upper one, 100 in the last', () => {
    const { calibration } = backtestScores(outcomes, { bins: 5 });
    expect(calibration.map(({ from, to, observations, churned }) => [from, to, observations, churned])).toEqual([
      [0, 20, 1, 1],
      [20, 40, 1, 0],
      [40, 60, 1, 1],
      [60, 80, 2, 0],
      [80, 100, 1, 1],
    ]);
    expect(calibration[3]).toMatchObject({ meanScore: 69.5, expected: null, churnRate: { value: 0 } });
    // Wilson, 0 of 2: z^2 / (2 + z^2) with z^2 = 3.841458820694124.
    expect(calibration[3]?.lower).toBe(0);
    expect(calibration[3]?.upper).toBeCloseTo(3.841458820694124 / 5.841458820694124, 14);
    expect(backtestScores([], { bins: 1 }).calibration).toEqual([
      {
        from: 0,
        to: 100,
        observations: 0,
        churned: 0,
        churnRate: { value: null, numerator: 0, denominator: 0 },
        lower: null,
        upper: null,
        confidence: 0.95,
        meanScore: null,
        expected: null,
      },
    ]);
  });

  /**
   * Earlier: at 20 one of 2 left, at 60 none of 2: chances 1/2 below 60, 0 from there on, 1/4 of all. Now 10 (left), 59 (stayed), 80
   * (left), and one without a score: (1/4 + 1/4 + 1) / 3 = 1/2, against (9/16 + 1/16 + 9/16) / 3 = 19/48; skill 1 - 24/19.
   */
  test('the Brier score, by what earlier outcomes say a score stands for', () => {
    const earlier = [left(20), stayed(20), stayed(60), stayed(60), left(null)];
    const { brier, calibration } = backtestScores([left(10), stayed(59), left(80), left(null)], {
      calibrateOn: earlier,
      bins: 2,
    });
    expect(brier).toMatchObject({ value: 0.5, observations: 3 });
    expect(brier?.reference).toBeCloseTo(19 / 48, 15);
    expect(brier?.skill).toBeCloseTo(1 - 24 / 19, 14);
    expect(calibration.map(({ expected }) => expected)).toEqual([0.5, 0.25]);
  });

  test('without earlier outcomes, or none with a score, there is no Brier score; of certain ones no skill', () => {
    expect(backtestScores([left(10)]).brier).toBeNull();
    expect(backtestScores([left(10)], { calibrateOn: [] }).brier).toBeNull();
    expect(backtestScores([left(10)], { calibrateOn: [left(null)] }).brier).toBeNull();
    expect(backtestScores([left(null)], { calibrateOn: [left(10)] }).brier).toBeNull();
    expect(backtestScores([left(10)], { calibrateOn: [left(10)] }).brier).toEqual({
      value: 0,
      reference: 0,
      skill: null,
      observations: 1,
    });
  });

  test('of nothing all rates are null', () => {
    expect(backtestScores([])).toMatchObject({
      observations: 0,
      churned: 0,
      churnRate: { value: null },
      auc: { value: null, standardError: null, lower: null, upper: null },
      brier: null,
      churnedMrrFlagged: { value: null, numerator: 0, denominator: 0 },
    });
    expect(backtestScores([stayed(10)]).bands[0]).toMatchObject({ recall: { value: null }, lift: null });
    expect(backtestScores([{ score: 1, churned: 1 }]).churnedMrrFlagged.value).toBeNull();
  });
});

describe('properties', () => {
  test('area, confusion counts, rates and sums by brute force', () => {
    fc.assert(
      fc.property(outcomesArbitrary, (outcomes) => {
        const found = backtestScores(outcomes);
        const pairs = outcomes
          .filter(({ churned, score }) => churned && score !== null)
          .flatMap((a) =>
            outcomes.filter(({ churned, score }) => !churned && score !== null).map((b) => [a, b] as const),
          );
        const wins = pairs.map(([a, b]) =>
          (a.score as number) < (b.score as number) ? 1 : a.score === b.score ? 0.5 : 0,
        );
        const area = wins.reduce<number>((sum, win) => sum + win, 0) / pairs.length;
        if (pairs.length === 0) expect(found.auc.value).toBeNull();
        else expect(found.auc.value).toBeCloseTo(area, 14);

        const cents = (list: typeof outcomes) => list.reduce((sum, { mrr }) => sum + Math.round(mrr * 100), 0);
        const gone = outcomes.filter(({ churned }) => churned);
        for (const { below, ...flag } of found.thresholds) {
          const flagged = outcomes.filter(({ score }) => score !== null && score < below);
          const hits = flagged.filter(({ churned }) => churned);
          expect(flag).toMatchObject({
            flagged: flagged.length,
            truePositives: hits.length,
            falsePositives: flagged.length - hits.length,
            falseNegatives: gone.length - hits.length,
            trueNegatives: outcomes.length - flagged.length - (gone.length - hits.length),
          });
          expect(flag.churnedMrr).toMatchObject({ numerator: cents(hits) / 100, denominator: cents(gone) / 100 });
          if (flagged.length > 0 && gone.length > 0) {
            const base = gone.length / outcomes.length;
            expect(flag.lift).toBeCloseTo(hits.length / flagged.length / base, 12);
          }
        }
        const total = (pick: 'flagged' | 'truePositives') => found.bands.reduce((sum, band) => sum + band[pick], 0);
        expect(total('flagged') + found.unscored.observations).toBe(outcomes.length);
        expect(total('truePositives') + found.unscored.churned).toBe(gone.length);
        expect(found.calibration.reduce((sum, { observations }) => sum + observations, 0)).toBe(total('flagged'));
      }),
    );
  });

  test('neither the order of the outcomes nor the names of the customers change a digit', () => {
    fc.assert(
      fc.property(outcomesArbitrary, outcomesArbitrary, fc.integer(), (outcomes, earlier, seed) => {
        const { shuffled } = seeded(seed);
        const renamed = shuffled(outcomes).map((row) => ({
          ...row,
          customerId: `${row.customerId.length}${row.customerId}`,
        }));
        expect(backtestScores(renamed, { calibrateOn: shuffled(earlier) })).toEqual(
          backtestScores(outcomes, { calibrateOn: earlier }),
        );
      }),
    );
  });

  test('scores bent so that their order stays have the same area and the same Brier score', () => {
    const bend = (score: number | null) => (score === null ? null : 100 * (score / 100) ** 3);
    const bent = (list: readonly HealthOutcome[]) => list.map((row) => ({ ...row, score: bend(row.score) }));
    fc.assert(
      fc.property(outcomesArbitrary, outcomesArbitrary, (outcomes, earlier) => {
        const before = backtestScores(outcomes, { calibrateOn: earlier });
        const after = backtestScores(bent(outcomes), { calibrateOn: bent(earlier) });
        expect(after.auc).toEqual(before.auc);
        expect(after.brier).toEqual(before.brier);
      }),
    );
  });

  test('inputs may be frozen', () => {
    const outcomes = deepFreeze([left(10), stayed(50)]);
    expect(backtestScores(outcomes, deepFreeze({ calibrateOn: outcomes, thresholds: [60, 20] })).observations).toBe(2);
  });
});

describe('Wilson of shares, with several rows a customer', () => {
  const shareOf = (rows: readonly HealthOutcome[]) => {
    const [bin] = backtestScores(rows, { bins: 1 }).calibration;
    return { lower: bin?.lower as number, upper: bin?.upper as number, share: bin?.churnRate.value as number };
  };
  const rowsOf = (customerId: string, ...left: readonly boolean[]) =>
    left.map((churned): HealthOutcome => ({ customerId, churned, score: 50 }));

  test('rows that only repeat a customer add nothing', () => {
    const one = [rowsOf('a', true), rowsOf('b', false), rowsOf('c', true), rowsOf('d', false)].flat();
    const three = [...one, ...one, ...one];
    expect(shareOf(three).lower).toBeCloseTo(shareOf(one).lower, 14);
    expect(shareOf(three).upper).toBeCloseTo(shareOf(one).upper, 14);
    const nobody = [...rowsOf('a', false, false), ...rowsOf('b', false, false)];
    expect(shareOf(nobody)).toEqual(shareOf([...rowsOf('a', false), ...rowsOf('b', false)]));
  });

  /** Of ada's 2 rows both left, of ben's 2 none, of cem's 2 one: n 6, left 3, deviations (2 x 6 - 3 x 2)^2 = 36, 36, 0: m = 9 x 36 / 72 = 4.5. */
  test('by hand', () => {
    const rows = [...rowsOf('a', true, true), ...rowsOf('b', false, false), ...rowsOf('c', true, false)];
    const [z, m] = [1.959963984540054, 4.5];
    const half = (z * Math.sqrt(0.25 / m + (z * z) / (4 * m * m))) / (1 + (z * z) / m);
    expect(shareOf(rows).lower).toBeCloseTo(0.5 - half, 14);
    expect(shareOf(rows).upper).toBeCloseTo(0.5 + half, 14);
    expect(shareOf(rows.slice().reverse())).toEqual(shareOf(rows));
  });

  test('rows of one customer each, or of none that is named, are those of ratioInterval', () => {
    const rows = [true, false, false, true, false].map((churned) => ({ churned, score: 50 }));
    const { lower, upper } = ratioInterval({ value: null, numerator: 2, denominator: 5 });
    expect(shareOf(rows)).toEqual({ lower, upper, share: 0.4 });
    expect(shareOf(rows.map((row, customerId) => ({ ...row, customerId })))).toEqual({ lower, upper, share: 0.4 });
  });
});

describe('bad input', () => {
  const fine = [left(10), stayed(50)];
  test.each<[unknown, unknown, string, string]>([
    [null, {}, 'INVALID_TYPE', 'outcomes'],
    [{}, {}, 'INVALID_TYPE', 'outcomes'],
    [[left(1), null], {}, 'INVALID_TYPE', 'outcomes[1]'],
    [[[1, true]], {}, 'INVALID_TYPE', 'outcomes[0]'],
    [[{ churned: true }], {}, 'INVALID_NUMBER', 'outcomes[0].score'],
    [[left(101)], {}, 'INVALID_NUMBER', 'outcomes[0].score'],
    [[left(-1)], {}, 'INVALID_NUMBER', 'outcomes[0].score'],
    [[left(Number.NaN)], {}, 'INVALID_NUMBER', 'outcomes[0].score'],
    [[{ score: '50', churned: true }], {}, 'INVALID_NUMBER', 'outcomes[0].score'],
    [[{ score: 50 }], {}, 'INVALID_TYPE', 'outcomes[0].churned'],
    [[{ score: 50, churned: 'yes' }], {}, 'INVALID_TYPE', 'outcomes[0].churned'],
    [[{ score: 50, churned: null }], {}, 'INVALID_TYPE', 'outcomes[0].churned'],
    [[left(1), { score: 50, churned: false }], {}, 'INVALID_AMOUNT', 'outcomes[1].mrr'],
    [[{ score: 50, churned: false }, left(1)], {}, 'INVALID_AMOUNT', 'outcomes[1].mrr'],
    [[left(1, -1)], {}, 'INVALID_AMOUNT', 'outcomes[0].mrr'],
    [[{ ...left(1), customerId: '' }], {}, 'INVALID_TYPE', 'outcomes[0].customerId'],
    [[{ ...left(1), customerId: 7.5 }], {}, 'INVALID_TYPE', 'outcomes[0].customerId'],
    [fine, null, 'INVALID_TYPE', 'options'],
    [fine, { band: [] }, 'UNKNOWN_KEY', 'options.band'],
    [fine, { bands: [] }, 'EMPTY', 'options.bands'],
    [fine, { bands: [{ name: 'red', from: 10 }] }, 'INVALID_NUMBER', 'options.bands[0].from'],
    [fine, { thresholds: 40 }, 'INVALID_TYPE', 'options.thresholds'],
    [fine, { thresholds: [40, 140] }, 'INVALID_NUMBER', 'options.thresholds[1]'],
    [fine, { thresholds: [Number.NaN] }, 'INVALID_NUMBER', 'options.thresholds[0]'],
    [fine, { bins: 0 }, 'INVALID_NUMBER', 'options.bins'],
    [fine, { bins: 2.5 }, 'INVALID_NUMBER', 'options.bins'],
    [fine, { bins: 101 }, 'INVALID_NUMBER', 'options.bins'],
    [fine, { bins: '5' }, 'INVALID_NUMBER', 'options.bins'],
    [fine, { confidence: 95 }, 'INVALID_NUMBER', 'options.confidence'],
    [fine, { calibrateOn: 5 }, 'INVALID_TYPE', 'options.calibrateOn'],
    [fine, { calibrateOn: [left(200)] }, 'INVALID_NUMBER', 'options.calibrateOn[0].score'],
  ])('%o, %o is %s at %s', (outcomes, options, code, path) => {
    expect(refusal(() => backtestScores(outcomes as [], options as object))).toMatchObject({
      code,
      path: keysOf(path),
    });
  });
});

test.each([
  { score: 50, churned: false },
  { score: 50, churned: false, mrr: null },
])('an MRR that some outcomes lack is asked for by name', (without) => {
  expect(refusal(() => backtestScores([left(1), without]))?.message).toMatch(
    /^outcomes\[1\]\.mrr must be present in all outcomes or in none; received /,
  );
});
