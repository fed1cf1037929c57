import fc from 'fast-check';
import {
  customerSatisfactionScore,
  latestPerCustomer,
  months,
  netPromoterScore,
  type Period,
  period,
  type SurveyResponse,
  surveyByPeriod,
  surveyBySegment,
  trailing,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { type Answer, answersArbitrary, shuffledArbitrary } from './arbitraries.ts';

/** An instant read without the library: '...Z' by the engine, a date alone as its midnight in a zone with these offsets in winter and summer. */
function epochOf(at: string, offset: (utc: number) => number): number {
  const utc = Date.parse(at);
  return at.length > 10 ? utc : utc - offset(utc) * 3_600_000;
}

/** Hours ahead of UTC on the midnights that the answers are dated to; the clocks changed in March 2026 on the 8th and on the 29th. */
const zones: { readonly [timeZone: string]: (utc: number) => number } = {
  UTC: () => 0,
  'Europe/Berlin': (utc) => (utc >= Date.UTC(2026, 2, 30) ? 2 : 1),
  'America/New_York': (utc) => (utc >= Date.UTC(2026, 2, 9) ? -4 : -5),
};

describe('surveyByPeriod', () => {
  test('each period has its answers: the start belongs to it, the end to the next one, in the zone of the periods', () => {
    fc.assert(
      fc.property(answersArbitrary(), fc.constantFrom(...Object.keys(zones)), (answers, timeZone) => {
        const offset = zones[timeZone] as (utc: number) => number;
        const periods = months('2026-01', '2026-03', { timeZone });
        const rows = surveyByPeriod(answers, periods, netPromoterScore);
        for (const [place, month] of periods.entries()) {
          const [from, to] = [place, place + 1].map((index) => epochOf(`2026-0${index + 1}-01`, offset)) as [
            number,
            number,
          ];
          const own = answers.filter(({ at }) => epochOf(at, offset) >= from && epochOf(at, offset) < to);
          expect(rows[place]).toEqual({ period: month, ...netPromoterScore(own) });
        }
      }),
    );
  });

  test('periods that overlap, touch, leave gaps, repeat and stand in any order each have all their answers', () => {
    const bound = fc.integer({ min: 0, max: 12 });
    const spans = fc.array(
      fc.tuple(bound, bound).filter(([start, end]) => start < end),
      { maxLength: 6 },
    );
    const answers = fc.array(
      fc.record({ score: fc.integer({ min: 0, max: 10 }), at: fc.integer({ min: -2, max: 14 }) }),
    );
    fc.assert(
      fc.property(spans, answers, (bounds, given) => {
        const periods = bounds.map(([start, end]) => period(start, end));
        const rows = surveyByPeriod(given, periods, netPromoterScore);
        const expected = bounds.map(([start, end], place) => ({
          period: periods[place],
          ...netPromoterScore(given.filter(({ at }) => at >= start && at < end)),
        }));
        expect(rows).toEqual(expected);
      }),
    );
  });

  test('trailing windows: a moving score', () => {
    const answers = deepFreeze([
      { score: 10, at: '2026-01-10' },
      { score: 0, at: '2026-02-10' },
      { score: 10, at: '2026-03-10' },
      { score: 9, at: '2026-03-11' },
    ]);
    const windows = ['2026-03-01', '2026-04-01'].map((end) => trailing(2, 'month', end));
    expect(surveyByPeriod(answers, windows, netPromoterScore).map(({ score }) => score)).toEqual([0, 100 / 3]);
  });

  test('a period without answers has nulls, and no period no rows', () => {
    const [row] = surveyByPeriod([{ score: 5, at: '2026-01-01' }], months('2026-02', '2026-02'), netPromoterScore);
    expect(row).toMatchObject({ score: null, responses: 0 });
    expect(surveyByPeriod([{ score: 5, at: '2026-01-01' }], [], netPromoterScore)).toEqual([]);
  });

  test('a refused answer is named by its place among all of them, in a period or not', () => {
    const answers = [
      { score: 9, at: '2026-01-10' },
      { score: 9, at: '2026-02-10' },
      { score: 6.5, at: '2026-02-11' },
      { score: 11, at: '2019-01-01' },
    ];
    const january = months('2026-01', '2026-01');
    const path = (rows: typeof answers) => refusal(() => surveyByPeriod(rows, january, netPromoterScore))?.path;
    expect(path(answers)).toBe('responses[2].score');
    expect(path(answers.filter(({ score }) => score !== 6.5))).toBe('responses[2].score');
    expect(path(answers.slice(0, 2))).toBeUndefined();
  });
});

describe('surveyBySegment', () => {
  test('by any key, with a measure of its own', () => {
    const answers = deepFreeze([
      { score: 7, segment: 'small', channel: 1 },
      { score: 3, channel: 2 },
      { score: 6, segment: 'small', channel: 2 },
    ]);
    const byChannel = surveyBySegment(
      answers,
      ({ channel }) => channel,
      (part) => customerSatisfactionScore(part, { scale: [1, 7], satisfiedFrom: 6 }),
    );
    expect([...byChannel].map(([key, { score }]) => [key, score])).toEqual([
      [1, 100],
      [2, 50],
    ]);
    expect([...surveyBySegment(answers, ({ segment }: SurveyResponse) => segment, netPromoterScore).keys()]).toEqual([
      'small',
      undefined,
    ]);
    expect(surveyBySegment([], () => 1, netPromoterScore).size).toBe(0);
  });

  test('a refused answer is named by its place among all of them', () => {
    const act = () =>
      surveyBySegment([{ score: 1 }, { score: 2 }, { score: 12 }], ({ score }) => score, netPromoterScore);
    expect(refusal(act)?.path).toEqual(keysOf('responses[2].score'));
  });
});

describe('latestPerCustomer', () => {
  const keep = (rows: readonly SurveyResponse[]) => rows;

  test('one answer a customer, and none that is later, in any order of the answers', () => {
    fc.assert(
      fc.property(shuffledArbitrary(), fc.constantFrom(...Object.keys(zones)), ({ answers, shuffled }, timeZone) => {
        const offset = zones[timeZone] as (utc: number) => number;
        const kept = latestPerCustomer<Answer, readonly Answer[]>(answers, (rows) => rows, { timeZone });
        expect(new Set(kept.map(({ customerId }) => customerId)).size).toBe(kept.length);
        expect(kept.length).toBe(new Set(answers.map(({ customerId }) => customerId)).size);
        for (const own of kept) {
          const others = answers.filter(({ customerId }) => customerId === own.customerId);
          const last = Math.max(...others.map(({ at }) => epochOf(at, offset)));
          expect(epochOf(own.at, offset)).toBe(last);
          const lowest = others.filter(({ at }) => epochOf(at, offset) === last).map(({ score }) => score);
          expect(own.score).toBe(Math.min(...lowest));
        }
        const content = (rows: readonly SurveyResponse[]) =>
          rows
            .map(({ customerId, score, segment, themes }) => JSON.stringify([customerId, score, segment, themes]))
            .sort();
        expect(content(latestPerCustomer(shuffled, keep, { timeZone }))).toEqual(content(kept));
      }),
    );
  });

  test('the zone decides whether a date comes before a date-time of the same day', () => {
    const answers = deepFreeze([
      { customerId: 'ada', score: 10, at: '2026-03-02' },
      { customerId: 'ada', score: 0, at: '2026-03-01T23:30:00Z' },
    ]);
    expect(latestPerCustomer(answers, netPromoterScore).score).toBe(100);
    expect(latestPerCustomer(answers, netPromoterScore, { timeZone: 'Europe/Berlin' }).score).toBe(-100);
  });

  test('within each period, and by segment of the latest answer', () => {
    const answers = deepFreeze([
      { customerId: 'ada', score: 0, at: '2026-01-05', segment: 'small' },
      { customerId: 'ada', score: 9, at: '2026-01-20', segment: 'large' },
      { customerId: 'ada', score: 3, at: '2026-02-20', segment: 'large' },
    ]);
    const latest = (rows: readonly SurveyResponse[]) => latestPerCustomer(rows, netPromoterScore);
    const rows = surveyByPeriod(answers, months('2026-01', '2026-02'), latest);
    expect(rows.map(({ score, responses }) => [score, responses])).toEqual([
      [100, 1],
      [-100, 1],
    ]);
    const bySegment = latestPerCustomer(answers, (part) =>
      surveyBySegment(part, (row) => row.segment, netPromoterScore),
    );
    expect([...bySegment.keys()]).toEqual(['large']);
  });

  test('an answer that no longer counts is checked all the same', () => {
    const rows = [
      { customerId: 'ada', score: 11, at: '2026-01-05' },
      { customerId: 'ada', score: 9, at: '2026-01-20' },
    ];
    expect(refusal(() => latestPerCustomer(rows, netPromoterScore))?.path).toEqual(keysOf('responses[0].score'));
  });
});

test('the period of a row is the very one that was given', () => {
  const [first] = months('2026-01', '2026-01') as [Period];
  expect(surveyByPeriod([], [first], netPromoterScore)[0]?.period).toBe(first);
});
