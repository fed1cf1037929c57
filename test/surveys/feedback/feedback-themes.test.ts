import { feedbackThemeChanges, feedbackThemes, month } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { deepFreeze } from '../../support/deep-freeze.ts';

/**
 * | at     | score | themes          |        January (4 answers): price 2 of 4, both detractors' 1 and passive 1;
 * | 5 Jan  | 3     | price           |        support 1 of 4, a promoter.
 * | 9 Jan  | 8     | price, price    |        February (5 answers): price 1 of 5, a detractor; support 3 of 5, of them
 * | 20 Jan | 10    | support         |        two promoters and one detractor; speed 1 of 5, a passive.
 * | 31 Jan | 9     |                 |
 * | 1 Feb  | 0     | support, price  |
 * | 2 Feb  | 9     | support         |
 * | 3 Feb  | 10    | support         |
 * | 4 Feb  | 7     | speed           |
 * | 5 Feb  | 7     | (left out)      |
 */
const answers = deepFreeze([
  { score: 3, at: '2026-01-05', themes: ['price'] },
  { score: 8, at: '2026-01-09', themes: ['price', 'price'] },
  { score: 10, at: '2026-01-20', themes: ['support'] },
  { score: 9, at: '2026-01-31', themes: [] },
  { score: 0, at: '2026-02-01', themes: ['support', 'price'] },
  { score: 9, at: '2026-02-02', themes: ['support'] },
  { score: 10, at: '2026-02-03', themes: ['support'] },
  { score: 7, at: '2026-02-04', themes: ['speed'] },
  { score: 7, at: '2026-02-05' },
]);
const of = (numerator: number, denominator: number) => ({
  value: denominator === 0 ? null : numerator / denominator,
  numerator,
  denominator,
});

describe('feedbackThemes', () => {
  test('the table by hand: a theme named twice in an answer counts once', () => {
    expect(feedbackThemes(answers)).toEqual({
      responses: 9,
      themes: [
        { theme: 'support', responses: 4, share: of(4, 9), positive: of(3, 4), negative: of(1, 4) },
        { theme: 'price', responses: 3, share: of(3, 9), positive: of(0, 3), negative: of(2, 3) },
        { theme: 'speed', responses: 1, share: of(1, 9), positive: of(0, 1), negative: of(0, 1) },
      ],
    });
  });

  test('another scale, with its thresholds', () => {
    const rows = [5, 4, 3, 2].map((score) => ({ score, themes: ['price'] }));
    const [price] = feedbackThemes(rows, { scale: [1, 5], positiveFrom: 4, negativeTo: 2 }).themes;
    expect(price).toMatchObject({ positive: of(2, 4), negative: of(1, 4) });
    expect(feedbackThemes([{ score: 8, themes: ['a'] }], { positiveFrom: 8 }).themes[0]?.positive).toEqual(of(1, 1));
  });

  test('texts that are names of built-in properties are themes like others', () => {
    const themes = ['__proto__', 'constructor', 'toString'];
    expect(feedbackThemes([{ score: 1, themes }]).themes.map(({ theme }) => theme)).toEqual([...themes].sort());
  });

  test('of nobody there is nothing', () => {
    expect(feedbackThemes([])).toEqual({ responses: 0, themes: [] });
  });
});

describe('feedbackThemeChanges', () => {
  const changes = feedbackThemeChanges(answers, month('2026-01'), month('2026-02'));

  /** Shares: support 1/4 -> 3/5, +0.35; price 2/4 -> 1/5, -0.3; speed 0/4 -> 1/5, +0.2. */
  test('the table by hand, the largest change of a share first', () => {
    expect(changes.map(({ theme, change }) => [theme, change])).toEqual([
      ['support', { responses: 2, share: 7 / 20, positive: -1 / 3, negative: 1 / 3 }],
      ['price', { responses: -1, share: -6 / 20, positive: 0, negative: 0.5 }],
      ['speed', { responses: 1, share: 0.2, positive: null, negative: null }],
    ]);
    expect(changes[0]?.before).toEqual({
      theme: 'support',
      responses: 1,
      share: of(1, 4),
      positive: of(1, 1),
      negative: of(0, 1),
    });
    expect(changes[2]?.before).toMatchObject({ responses: 0, share: of(0, 4), positive: of(0, 0) });
  });

  test('the other way round is the change with the other sign', () => {
    const back = feedbackThemeChanges(answers, month('2026-02'), month('2026-01'));
    const flip = (value: number | null) => (value === null ? null : 0 - value);
    expect(back.map(({ theme, change }) => [theme, flip(change.responses), flip(change.share)])).toEqual(
      changes.map(({ theme, change }) => [theme, change.responses, change.share]),
    );
  });

  test('against a period without answers there is no change of shares, only of counts', () => {
    const [first, ...others] = feedbackThemeChanges(answers, month('2025-12'), month('2026-01'));
    expect(first).toMatchObject({
      theme: 'price',
      change: { responses: 2, share: null, positive: null, negative: null },
    });
    expect(others.map(({ theme }) => theme)).toEqual(['support']);
  });

  test('takes the options of feedbackThemes', () => {
    const [support] = feedbackThemeChanges(answers, month('2026-01'), month('2026-02'), { positiveFrom: 10 });
    expect(support?.change.positive).toBe(-2 / 3);
  });
});

const [march, april] = [month('2026-03'), month('2026-04')];

test.each<[string, () => unknown, string, string]>([
  ['before', () => feedbackThemeChanges([], [march] as never, april), 'INVALID_PERIOD', 'before'],
  ['after', () => feedbackThemeChanges([], march, '2026-04' as never), 'INVALID_PERIOD', 'after'],
  ['by', () => feedbackThemeChanges([], march, april, { by: () => 1 } as never), 'UNKNOWN_KEY', 'options.by'],
  ['period', () => feedbackThemeChanges([], march, april, { period: march } as never), 'UNKNOWN_KEY', 'options.period'],
  ['no options', () => feedbackThemeChanges([], march, april, null as never), 'INVALID_TYPE', 'options'],
])('changes refuse %s by its own name', (_, action, code, path) => {
  expect(refusal(action)).toMatchObject({ code, path: keysOf(path) });
});
