import fc from 'fast-check';
import {
  customerEffortScore,
  customerSatisfactionScore,
  feedbackThemes,
  latestPerCustomer,
  month,
  months,
  netPromoterScore,
  type Period,
  period,
  type SurveyResponse,
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

describe('by period', () => {
  test('each period has its answers: the start belongs to it, the end to the next one, in the zone of the periods', () => {
    fc.assert(
      fc.property(answersArbitrary(), fc.constantFrom(...Object.keys(zones)), (answers, timeZone) => {
        const offset = zones[timeZone] as (utc: number) => number;
        const periods = months('2026-01', '2026-03', { timeZone });
        const found = netPromoterScore(answers, { period: periods });
        for (const [place, one] of periods.entries()) {
          const [from, to] = [place, place + 1].map((index) => epochOf(`2026-0${index + 1}-01`, offset)) as [
            number,
            number,
          ];
          const own = answers.filter(({ at }) => epochOf(at, offset) >= from && epochOf(at, offset) < to);
          expect(found[place]).toEqual(netPromoterScore(own));
          expect(netPromoterScore(answers, { period: one })).toEqual(found[place]);
        }
      }),
    );
  });

  test('periods that overlap, touch, leave gaps, repeat and stand in any order each have all their answers', () => {
    const january = Date.UTC(2026, 0, 1);
    const bound = fc.integer({ min: 0, max: 12 }).map((place) => january + place);
    const spans = fc.array(
      fc.tuple(bound, bound).filter(([start, end]) => start < end),
      { maxLength: 6 },
    );
    const answers = fc.array(
      fc.record({
        score: fc.integer({ min: 1, max: 5 }),
        at: fc.integer({ min: -2, max: 14 }).map((at) => january + at),
        segment: fc.constantFrom('a', 'b', null),
        themes: fc.subarray(['x', 'y']),
      }),
    );
    fc.assert(
      fc.property(spans, answers, (bounds, given) => {
        const list = bounds.map(([start, end]) => period(start, end));
        const of = ([start, end]: readonly [number, number]) => given.filter(({ at }) => at >= start && at < end);
        const by = ({ segment }: SurveyResponse) => segment;
        expect(netPromoterScore(given, { period: list })).toEqual(bounds.map((one) => netPromoterScore(of(one))));
        expect(customerSatisfactionScore(given, { period: list })).toEqual(
          bounds.map((one) => customerSatisfactionScore(of(one))),
        );
        expect(customerEffortScore(given, { version: 1, period: list })).toEqual(
          bounds.map((one) => customerEffortScore(of(one), { version: 1 })),
        );
        expect(feedbackThemes(given, { period: list })).toEqual(bounds.map((one) => feedbackThemes(of(one))));
        expect(netPromoterScore(given, { period: list, by })).toEqual(
          bounds.map((one) => netPromoterScore(of(one), { by })),
        );
        expect(feedbackThemes(given, { period: list, by })).toEqual(
          bounds.map((one) => feedbackThemes(of(one), { by })),
        );
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
    expect(netPromoterScore(answers, { period: windows }).map(({ score }) => score)).toEqual([0, 100 / 3]);
  });

  test('a period without answers has nulls, and no period no results', () => {
    const answers = [{ score: 5, at: '2026-01-01' }];
    expect(netPromoterScore(answers, { period: month('2026-02') })).toMatchObject({ score: null, responses: 0 });
    expect(netPromoterScore(answers, { period: [] })).toEqual([]);
    expect(netPromoterScore(answers, { period: [], by: () => 1 })).toEqual([]);
  });

  test('a period that came through JSON does as well', () => {
    const january: Period = JSON.parse(JSON.stringify(month('2026-01')));
    expect(netPromoterScore([{ score: 10, at: '2026-01-31' }], { period: january }).score).toBe(100);
  });

  test('a refused answer is named by its place among all of them, in a period or not', () => {
    const answers = [
      { score: 9, at: '2026-01-10' },
      { score: 9, at: '2026-02-10' },
      { score: 6.5, at: '2026-02-11' },
      { score: 11, at: '2019-01-01' },
    ];
    const january = { period: months('2026-01', '2026-01') };
    const path = (rows: typeof answers) => refusal(() => netPromoterScore(rows, january))?.path;
    expect(path(answers)).toEqual(keysOf('responses[2].score'));
    expect(path(answers.filter(({ score }) => score !== 6.5))).toEqual(keysOf('responses[2].score'));
    expect(path(answers.slice(0, 2))).toBeUndefined();
  });
});

describe('by key', () => {
  test('by any key, sorted by type and value; undefined is null', () => {
    const answers = deepFreeze([
      { score: 7, segment: 'small', channel: 2 },
      { score: 3, channel: 10 },
      { score: 6, segment: 'small', channel: 10 },
    ]);
    const by = ({ channel }: { readonly channel: number }) => channel;
    const found = customerSatisfactionScore(answers, { scale: [1, 7], satisfiedFrom: 6, by });
    expect(found.map(({ key, score }) => [key, score])).toEqual([
      [2, 100],
      [10, 50],
    ]);
    const bySegment = netPromoterScore(answers, { by: (row: SurveyResponse) => row.segment });
    expect(bySegment.map(({ key, responses }) => [key, responses])).toEqual([
      [null, 1],
      ['small', 2],
    ]);
    expect(netPromoterScore([10, 3], { by: (score) => score > 8 }).map(({ key, score }) => [key, score])).toEqual([
      [false, -100],
      [true, 100],
    ]);
    expect(netPromoterScore([], { by: () => 1 })).toEqual([]);
  });

  test('a refused answer is named by its place among all of them', () => {
    const act = () => netPromoterScore([{ score: 1 }, { score: 2 }, { score: 12 }], { by: ({ score }) => score });
    expect(refusal(act)?.path).toEqual(keysOf('responses[2].score'));
  });
});

describe('latestPerCustomer', () => {
  const keep = (rows: readonly SurveyResponse[]) => rows;

  test('one answer per customer, and none that is later, in any order of the answers', () => {
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
    const found = latestPerCustomer(answers, netPromoterScore, { period: months('2026-01', '2026-03') });
    expect(found.map(({ score, responses }) => [score, responses])).toEqual([
      [100, 1],
      [-100, 1],
      [null, 0],
    ]);
    expect(latestPerCustomer(answers, netPromoterScore, { period: month('2026-01') })).toEqual(found[0]);
    const by = ({ segment }: SurveyResponse) => segment;
    const bySegment = latestPerCustomer(answers, (latest) => netPromoterScore(latest, { by }));
    expect(bySegment.map(({ key }) => key)).toEqual(['large']);
  });

  test('17, 17n and the text 17 are one customer', () => {
    const answers = [17, '17', 17n].map((customerId, index) => ({
      customerId,
      score: index,
      at: Date.UTC(2026, 0, 1) + index,
    }));
    expect(latestPerCustomer(answers, (rows) => rows.length)).toBe(1);
  });

  test('an answer that no longer counts is checked all the same', () => {
    const rows = [
      { customerId: 'ada', score: 11, at: '2026-01-05' },
      { customerId: 'ada', score: 9, at: '2026-01-20' },
    ];
    expect(refusal(() => latestPerCustomer(rows, netPromoterScore))?.path).toEqual(keysOf('responses[0].score'));
  });
});
