import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { customerEffortScore, customerSatisfactionScore, netPromoterScore } from 'tenure';
import { describe, expect, test } from 'vitest';

const folder = new URL('../../../shared/conformance/nps/', import.meta.url);
const absent = !existsSync(folder);
const unlessAbsent = absent ? ' (skipped: ../shared/conformance is absent)' : '';

/** How many of the 1,000 answers in the test data of the CRAN package NPS 1.1 have each score. */
const cranAnswers = { 0: 74, 1: 10, 2: 22, 3: 35, 4: 40, 5: 140, 6: 41, 7: 57, 8: 119, 9: 227, 10: 235 };

const close = (received: number | null, expected: number) =>
  expect(Math.abs((received ?? Number.NaN) - expected), `${received} is not ${expected}`).toBeLessThan(5e-12);

/** The interval of the sources, which add no answers. */
const wald = { intervalType: 'wald' } as const;

describe('published surveys', () => {
  /** Source: help.delighted.com, article 240, "How is CSAT calculated": 74 of 107, displayed as 69. */
  test('Delighted: CSAT 69.16 of 107 answers', () => {
    const csat = customerSatisfactionScore({ 5: 42, 4: 32, 3: 10, 2: 9, 1: 14 });
    expect(csat).toMatchObject({ satisfied: 74, responses: 107 });
    expect(csat.score?.toFixed(2)).toBe('69.16');
  });

  /** Source: help.delighted.com, article 249, "How is CES calculated": 5 disagree, 5 neutral, 10 agree. */
  test('Delighted: CES 50, by group and on either scale', () => {
    expect(customerEffortScore({ disagree: 5, neutral: 5, agree: 10 })).toMatchObject({ share: 50, responses: 20 });
    expect(customerEffortScore({ 1: 5, 3: 5, 4: 6, 5: 4 }, { scale: [1, 5], agreeFrom: 4 }).share).toBe(50);
    expect(customerEffortScore({ 2: 5, 4: 5, 5: 6, 7: 4 }).share).toBe(50);
  });

  /**
   * Source: support.cys.group, solution 3000095528, prints a mean effort of 2.82 of 1,000 answers. Its counts add up to 1,010, and
   * 190 + 480 + 330 + 1320 + 700 = 3,020 over 1,010 is 2.990: the printed figure is wrong.
   */
  test('CYS: the mean of its counts is 2.990, not the 2.82 that it prints', () => {
    const { score, responses } = customerEffortScore({ 1: 190, 2: 240, 3: 110, 4: 330, 5: 140 }, { version: 1 });
    expect(responses).toBe(1010);
    expect(score).toBe(3020 / 1010);
  });

  /** Source: talkstats.com, thread 58500, displayed as -9 with a margin of 4.4; all digits by the CRAN package NPS 1.1. */
  test('talkstats: NPS -8.95 with a margin of 4.39', () => {
    const nps = netPromoterScore({ promoters: 291, passives: 476, detractors: 395 }, wald);
    expect(nps.responses).toBe(1162);
    close(nps.score, -8.95008605851979);
    close(nps.marginOfError, 4.38770534874398);
    close(nps.lower, -13.3377914072638);
    close(nps.upper, -4.56238070977582);
  });

  /** Source: stats.stackexchange.com, question 18603: a sixth, a third and a half of 324; digits by the CRAN package NPS 1.1. */
  test('Cross Validated: NPS 33.3 with a margin of 8.1', () => {
    const nps = netPromoterScore({ promoters: 162, passives: 108, detractors: 54 }, wald);
    close(nps.score, 33.3333333333333);
    close(nps.marginOfError, 8.11594944978316);
  });

  /** Source: the test data of the CRAN package NPS 1.1, 1,000 answers, counted by score, and its results on them. */
  test('CRAN NPS: 10.0 with a margin of 5.592', () => {
    const nps = netPromoterScore(cranAnswers, wald);
    expect(nps).toMatchObject({ score: 10, promoters: 462, passives: 176, detractors: 362, responses: 1000 });
    close(nps.marginOfError, 5.59191155155821);
    close(nps.lower, 4.40808844844179);
    close(nps.upper, 15.5919115515582);
  });

  test.skipIf(absent)(`CRAN NPS: the same from its 1,000 rows${unlessAbsent}`, () => {
    const rows = parse<Record<string, string>>(readFileSync(new URL('nps_testdata.csv', folder)), { columns: true });
    const nps = netPromoterScore(rows.map((cells) => ({ score: Number(cells.REC) })));
    expect(nps).toEqual(netPromoterScore(cranAnswers));
  });
});
