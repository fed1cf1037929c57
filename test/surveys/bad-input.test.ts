import {
  customerEffortScore,
  customerSatisfactionScore,
  feedbackThemeChanges,
  feedbackThemes,
  latestPerCustomer,
  month,
  months,
  netPromoterScore,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';

/** Anything may come in: what counts here is what the functions make of it at run time. */
type Loose = (...args: unknown[]) => unknown;
const nps = netPromoterScore as Loose;
const csat = customerSatisfactionScore as Loose;
const ces = customerEffortScore as Loose;
const themes = feedbackThemes as Loose;
const latest = latestPerCustomer as Loose;

type Case = [what: string, action: () => unknown, code: string, path: string];

const wrongScores: [text: string, score: unknown][] = [
  ['6.5', 6.5],
  ['12', 12],
  ['-1', -1],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ["'5'", '5'],
  ['5n', 5n],
  ['null', null],
  ['undefined', undefined],
  ['true', true],
  ['[5]', [5]],
];
const wrongCounts = [6.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '5', 5n, null, true, [5]];
const scored: [name: string, measure: Loose, good: number][] = [
  ['NPS', nps, 9],
  ['CSAT', csat, 5],
  ['CES', ces, 7],
];

describe.each(scored)('the answers of %s', (_, measure, good) => {
  test.each(wrongScores)('%s is refused, by its place', (_text, score) => {
    expect(refusal(() => measure([good, good, score]))).toMatchObject({
      code: 'INVALID_NUMBER',
      path: keysOf('responses[2]'),
    });
    const path = 'responses[1].score';
    expect(refusal(() => measure([{ score: good }, { score }]))).toMatchObject({
      code: 'INVALID_NUMBER',
      path: keysOf(path),
    });
  });

  test.each(wrongCounts)('a count of %s is refused', (count) => {
    const path = `responses.${good}`;
    expect(refusal(() => measure({ [good]: count }))).toMatchObject({ code: 'INVALID_NUMBER', path: keysOf(path) });
  });

  test.each<Case>([
    ['a hole', () => measure(Object.assign(new Array(3), { 0: good, 2: good })), 'INVALID_NUMBER', 'responses[1]'],
    ['a number object', () => measure([Object(good)]), 'INVALID_NUMBER', 'responses[0].score'],
    ['an object without a score', () => measure([{ value: good }]), 'INVALID_NUMBER', 'responses[0].score'],
    ['nothing', () => measure(undefined), 'INVALID_TYPE', 'responses'],
    ['null', () => measure(null), 'INVALID_TYPE', 'responses'],
    ['a text', () => measure('9'), 'INVALID_TYPE', 'responses'],
    ['a number', () => measure(9), 'INVALID_TYPE', 'responses'],
    [
      'a typed array with a score that there is not',
      () => measure(Uint8Array.of(good, 99)),
      'INVALID_NUMBER',
      'responses[1]',
    ],
    ['a typed array of halves', () => measure(Float64Array.of(good, 4.5)), 'INVALID_NUMBER', 'responses[1]'],
    ['a DataView', () => measure(new DataView(new ArrayBuffer(1))), 'INVALID_TYPE', 'responses'],
    ['a Map', () => measure(new Map([[9, 1]])), 'INVALID_TYPE', 'responses'],
    ['a Promise', () => measure(Promise.resolve([9])), 'INVALID_TYPE', 'responses'],
    ['counts of a score that there is not', () => measure({ 12: 1 }), 'UNKNOWN_KEY', 'responses.12'],
    ['counts of half a score', () => measure({ 4.5: 1 }), 'UNKNOWN_KEY', "responses['4.5']"],
    ['a misspelt group', () => measure({ promotors: 1 }), 'UNKNOWN_KEY', 'responses.promotors'],
    ['an unknown option', () => measure([], { confidenc: 0.9 }), 'UNKNOWN_KEY', 'options.confidenc'],
    ['options that are none', () => measure([], 0), 'INVALID_TYPE', 'options'],
    ['a confidence of 0', () => measure([], { confidence: 0 }), 'INVALID_NUMBER', 'options.confidence'],
    ['a confidence of 1', () => measure([], { confidence: 1 }), 'INVALID_NUMBER', 'options.confidence'],
    ['a confidence in percent', () => measure([], { confidence: 95 }), 'INVALID_NUMBER', 'options.confidence'],
    ['a confidence as text', () => measure([], { confidence: '0.9' }), 'INVALID_NUMBER', 'options.confidence'],
  ])('%s', (_name, action, code, path) => {
    expect(refusal(action)).toMatchObject({ code, path: keysOf(path) });
  });
});

describe('groups', () => {
  test.each<Case>([
    ['one missing', () => nps({ promoters: 1, detractors: 1 }), 'INVALID_NUMBER', 'responses.passives'],
    ['a half', () => nps({ promoters: 0.5, passives: 0, detractors: 0 }), 'INVALID_NUMBER', 'responses.promoters'],
    ['a text', () => nps({ promoters: 1, passives: '2', detractors: 0 }), 'INVALID_NUMBER', 'responses.passives'],
    ['with scores', () => nps({ promoters: 1, passives: 2, detractors: 0, 9: 1 }), 'UNKNOWN_KEY', 'responses.9'],
    ['of CES, one missing', () => ces({ disagree: 1, agree: 1 }), 'INVALID_NUMBER', 'responses.neutral'],
    [
      'of CES in version 1, where nobody agrees',
      () => ces({ disagree: 1, neutral: 1, agree: 1 }, { version: 1 }),
      'UNKNOWN_KEY',
      'responses.disagree',
    ],
    ['of NPS for CSAT', () => csat({ promoters: 1, passives: 2, detractors: 0 }), 'UNKNOWN_KEY', 'responses.promoters'],
  ])('%s', (_name, action, code, path) => {
    expect(refusal(action)).toMatchObject({ code, path: keysOf(path) });
  });
});

describe('scales and thresholds', () => {
  const wrongScales: unknown[] = [
    [5, 1],
    [1, 1],
    [1],
    [1, 5, 7],
    [1, 5.5],
    ['1', '5'],
    [1, Number.NaN],
    '1-5',
    null,
    5,
    [0, 1e6],
    {},
  ];
  test.each(wrongScales)('the scale %j', (scale) => {
    const expected = { code: 'INVALID_OPTION', path: keysOf('options.scale') };
    expect(refusal(() => csat([], { scale, satisfiedFrom: 4 }))).toMatchObject(expected);
    expect(refusal(() => ces([], { scale, agreeFrom: 4 }))).toMatchObject(expected);
    expect(refusal(() => themes([], { scale, positiveFrom: 4, negativeTo: 2 }))).toMatchObject(expected);
  });

  test.each([0, 6, 4.5, '4', Number.NaN, null, true].filter((value) => value !== null))(
    'the threshold %j',
    (threshold) => {
      const scale = [1, 5];
      const code = 'INVALID_OPTION';
      const path = 'options.satisfiedFrom';
      expect(refusal(() => csat([], { satisfiedFrom: threshold }))).toMatchObject({ code, path: keysOf(path) });
      expect(refusal(() => ces([], { scale, agreeFrom: threshold }))).toMatchObject({
        code,
        path: keysOf('options.agreeFrom'),
      });
      const positive = () => themes([], { scale, positiveFrom: threshold, negativeTo: 1 });
      expect(refusal(positive)).toMatchObject({ code, path: keysOf('options.positiveFrom') });
      const negative = () => themes([], { scale, positiveFrom: 5, negativeTo: threshold });
      expect(refusal(negative)).toMatchObject({ code, path: keysOf('options.negativeTo') });
    },
  );

  test.each<Case>([
    [
      'CSAT on another scale without its threshold',
      () => csat([], { scale: [1, 7] }),
      'INVALID_OPTION',
      'options.satisfiedFrom',
    ],
    [
      'CES on another scale without its threshold',
      () => ces([], { scale: [1, 5] }),
      'INVALID_OPTION',
      'options.agreeFrom',
    ],
    ['themes on another scale', () => themes([], { scale: [1, 5] }), 'INVALID_OPTION', 'options.positiveFrom'],
    ['thresholds that meet', () => themes([], { positiveFrom: 6 }), 'INVALID_OPTION', 'options.negativeTo'],
    ['an unknown version', () => ces([], { version: 3 }), 'INVALID_OPTION', 'options.version'],
    ['a version as text', () => ces([], { version: '2' }), 'INVALID_OPTION', 'options.version'],
    ['a version and a scale', () => ces([], { version: 2, scale: [1, 7] }), 'INVALID_OPTION', 'options.version'],
    ['a version and a threshold', () => ces([], { version: 1, agreeFrom: 5 }), 'INVALID_OPTION', 'options.version'],
    ['an answer of 0 where the scale starts at 1', () => csat([5, 0]), 'INVALID_NUMBER', 'responses[1]'],
    ['an answer of 6 in version 1', () => ces([6], { version: 1 }), 'INVALID_NUMBER', 'responses[0]'],
    ['an option of another survey', () => nps([], { scale: [0, 10] }), 'UNKNOWN_KEY', 'options.scale'],
  ])('%s', (_name, action, code, path) => {
    expect(refusal(action)).toMatchObject({ code, path: keysOf(path) });
  });
});

describe('themes', () => {
  const one = (fields: object) => () => themes([{ score: 5 }, { score: 5, ...fields }]);
  test.each<Case>([
    ['no array', () => themes({ 5: 1 }), 'INVALID_TYPE', 'responses'],
    ['plain numbers', () => themes([5]), 'INVALID_TYPE', 'responses[0]'],
    ['a hole', () => themes(new Array(1)), 'INVALID_TYPE', 'responses[0]'],
    ['a score of 11', one({ score: 11 }), 'INVALID_NUMBER', 'responses[1].score'],
    ['a score of 6.5', one({ score: 6.5 }), 'INVALID_NUMBER', 'responses[1].score'],
    ['a text for a score', one({ score: '5' }), 'INVALID_NUMBER', 'responses[1].score'],
    ['one text', one({ themes: 'price' }), 'INVALID_TYPE', 'responses[1].themes'],
    ['a number', one({ themes: 5 }), 'INVALID_TYPE', 'responses[1].themes'],
    ['a number in the list', one({ themes: ['price', 5] }), 'INVALID_TYPE', 'responses[1].themes[1]'],
    ['an empty text', one({ themes: [''] }), 'INVALID_TYPE', 'responses[1].themes[0]'],
    ['a hole in the list', one({ themes: new Array(1) }), 'INVALID_TYPE', 'responses[1].themes[0]'],
    ['an unknown option', () => themes([], { positive: 9 }), 'UNKNOWN_KEY', 'options.positive'],
    [
      'an answer without a date, where two periods are compared',
      () => feedbackThemeChanges([{ score: 5 }], month('2026-01'), month('2026-02')),
      'INVALID_INSTANT',
      'responses[0].at',
    ],
    [
      'a bad theme outside of both periods',
      () => feedbackThemeChanges([{ score: 5, at: 0, themes: [''] }], month('2026-01'), month('2026-02')),
      'INVALID_TYPE',
      'responses[0].themes[0]',
    ],
  ])('%s', (_name, action, code, path) => {
    expect(refusal(action)).toMatchObject({ code, path: keysOf(path) });
  });
});

describe('parts of a survey', () => {
  const good = { customerId: 'ada', score: 9, at: '2026-01-10' };
  const spring = months('2026-03', '2026-05');
  const dated = (fields: object) => () => nps([good, { ...good, ...fields }], { period: spring });
  const own = (fields: object) => () => latest([good, { ...good, ...fields }], netPromoterScore);
  test.each<Case>([
    ['by period: counts', () => nps({ 9: 1 }, { period: spring }), 'INVALID_TYPE', 'responses'],
    [
      'by period: counts by group',
      () => nps({ promoters: 1, passives: 1, detractors: 1 }, { period: spring }),
      'INVALID_TYPE',
      'responses',
    ],
    ['by period: numbers', () => nps([9], { period: spring }), 'INVALID_TYPE', 'responses[0]'],
    ['by period: themes of no list', () => themes({ 9: 1 }, { period: spring }), 'INVALID_TYPE', 'responses'],
    ['by period: a label', () => nps([], { period: '2026-03' }), 'INVALID_PERIOD', 'options.period'],
    ['by period: a label in a list', () => nps([], { period: ['2026-03'] }), 'INVALID_PERIOD', 'options.period[0]'],
    ['by period: a hole', () => nps([], { period: new Array(1) }), 'INVALID_PERIOD', 'options.period[0]'],
    ['by period: null', () => nps([], { period: null }), 'INVALID_PERIOD', 'options.period'],
    [
      'by period: two zones',
      () => nps([], { period: [month('2026-03'), month('2026-04', { timeZone: 'Europe/Berlin' })] }),
      'CONFLICTING_TIME_ZONES',
      'options.period[1].timeZone',
    ],
    [
      'by period: another zone beside it',
      () => nps([], { period: spring, timeZone: 'Europe/Berlin' }),
      'CONFLICTING_TIME_ZONES',
      'options.timeZone',
    ],
    ['by period: no date', dated({ at: undefined }), 'INVALID_INSTANT', 'responses[1].at'],
    ['by period: null for a date', dated({ at: null }), 'INVALID_INSTANT', 'responses[1].at'],
    ['by period: an invalid date', dated({ at: new Date(Number.NaN) }), 'INVALID_INSTANT', 'responses[1].at'],
    ['by period: a day that is none', dated({ at: '2026-02-30' }), 'INVALID_INSTANT', 'responses[1].at'],
    [
      'by period: a date-time without an offset',
      dated({ at: '2026-03-01T09:30:00' }),
      'INVALID_INSTANT',
      'responses[1].at',
    ],
    [
      'by period: a day that the zone skipped',
      () =>
        ces([{ score: 5, at: '2011-12-30' }], { period: months('2011-12', '2011-12', { timeZone: 'Pacific/Apia' }) }),
      'SKIPPED_DAY',
      'responses[0].at',
    ],
    ['by key: no answers', () => csat({ 5: 1 }, { by: String }), 'INVALID_TYPE', 'responses'],
    ['by key: a name for a key', () => nps([], { by: 'segment' }), 'INVALID_TYPE', 'options.by'],
    ['by key: an object for a key', () => nps([9, 9], { by: Object }), 'INVALID_TYPE', 'options.by(row 0)'],
    ['by key: themes', () => themes([good], { by: () => Number.NaN }), 'INVALID_TYPE', 'options.by(row 0)'],
    ['the latest: no answers', () => latest({ 9: 1 }, netPromoterScore), 'INVALID_TYPE', 'responses'],
    ['the latest: numbers', () => latest([9], netPromoterScore), 'INVALID_TYPE', 'responses[0]'],
    ['the latest: no measure', () => latest([]), 'INVALID_TYPE', 'measure'],
    ['the latest: no customer', own({ customerId: undefined }), 'INVALID_TYPE', 'responses[1].customerId'],
    ['the latest: a customer without a name', own({ customerId: '' }), 'INVALID_TYPE', 'responses[1].customerId'],
    ['the latest: half a number for a customer', own({ customerId: 5.5 }), 'INVALID_TYPE', 'responses[1].customerId'],
    ['the latest: no date', own({ at: undefined }), 'INVALID_INSTANT', 'responses[1].at'],
    ['the latest: a date that is none', own({ at: '01.03.2026' }), 'INVALID_INSTANT', 'responses[1].at'],
    [
      'the latest: no such zone',
      () => latest([], netPromoterScore, { timeZone: 'Europe/Munich' }),
      'INVALID_TIME_ZONE',
      'options.timeZone',
    ],
    [
      'the latest: an unknown option',
      () => latest([], netPromoterScore, { zone: 'UTC' }),
      'UNKNOWN_KEY',
      'options.zone',
    ],
  ])('%s', (_name, action, code, path) => {
    expect(refusal(action)).toMatchObject({ code, path: keysOf(path) });
  });
});

test('null is missing', () => {
  const plain = { score: 5 };
  const sparse = { score: 5, customerId: null, at: null, segment: null, themes: null };
  expect(themes([sparse])).toEqual(themes([plain]));
  expect(csat([sparse])).toEqual(csat([plain]));
});

test('a message says where, what is asked for and what came', () => {
  const message = (action: () => unknown) => refusal(action)?.message;
  expect(message(() => nps([{ score: 9 }, { score: '10' }]))).toBe(
    "responses[1].score must be a whole number from 0 to 10; received '10'",
  );
  expect(message(() => csat([], { scale: [1, 7] }))).toBe(
    'options.satisfiedFrom must be a whole number from 1 to 7, a score of the scale; received undefined',
  );
});
