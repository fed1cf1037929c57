import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import {
  activeCustomers,
  customerEffortScore,
  customerSatisfactionScore,
  featureAdoption,
  funnel,
  month,
  months,
  netPromoterScore,
  stickiness,
  usageFrequency,
  usageRetention,
} from 'tenure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { terminal } from '../../docs/examples/support/io.ts';
import { htmlPage } from '../../docs/examples/support/page/document.ts';
import { sampleAnswersCsv, sampleEventsCsv, sampleSteps } from '../../docs/examples/support/sample/sample-usage.ts';
import { knownRows } from '../../docs/examples/support/usage/known-rows.ts';
import { openUsage } from '../../docs/examples/support/usage/open-usage.ts';
import { surveyStudy } from '../../docs/examples/support/usage/survey-study.ts';
import { readFlags } from '../../docs/examples/support/usage/usage-flags.ts';
import { usageRows } from '../../docs/examples/support/usage/usage-rows.ts';
import { type UsageData, usageSheet } from '../../docs/examples/support/usage/usage-sheet.ts';
import { usageStudy } from '../../docs/examples/support/usage/usage-study.ts';
import { usageText } from '../../docs/examples/support/usage/usage-text.ts';
import { main } from '../../docs/examples/usage.ts';
import { figuresOf, openTags, pictureOf, titles } from './markup.ts';
import { type Cells, exampleIn, root } from './run-example.ts';

const { run, csv, text } = exampleIn('usage', main);

const folder = mkdtempSync(join(tmpdir(), 'tenure-usage-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, ...lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  return path;
}

const usagePage = (data: UsageData) => htmlPage(usageSheet(data));

const now = new Date('2026-11-01');

/** All that the program does before it writes. */
async function found(...args: readonly string[]) {
  const flags = readFlags(args);
  const opened = await openUsage(flags, terminal);
  const known = knownRows(opened, flags.asOf, flags.timeZone, now);
  return {
    known,
    study: usageStudy(known, flags),
    survey: surveyStudy(known, flags.survey, flags.timeZone),
    description: opened.description,
  };
}

const percent = (share: number | null) => (share === null ? '-' : `${(share * 100).toFixed(1)}%`);
const dataFile = (name: string) =>
  readFileSync(join(root, `docs/examples/data/${name}`), 'utf8').replaceAll('\r\n', '\n');

describe('the sample', () => {
  test('is what the generator makes', () => {
    const [events, answers] = [dataFile('sample-events.csv'), dataFile('sample-answers.csv')];
    expect(events === sampleEventsCsv()).toBe(true);
    expect(answers === sampleAnswersCsv()).toBe(true);
    expect(events.length + answers.length).toBeLessThan(300_000);
  });

  test('what is printed, written and drawn is what the library says', async () => {
    const { status, out, err } = await run();
    expect([status, err]).toEqual([0, '']);
    const cells = (name: string) => parse<Cells>(dataFile(name), { columns: true });
    const events = cells('sample-events.csv').map(({ customer_id = '', at = '', user_id, feature }) => {
      return { customerId: customer_id, at, userId: user_id, feature };
    });
    const lines = new Map(out.split('\n').map((line) => [line.split(/ {2,}/)[0], line.split(/ {2,}/).slice(1)]));
    const written = csv('usage.csv');
    const cell = (figure: string, period: string, of = '') =>
      Number(written.find((row) => row.figure === figure && row.period === period && row.of === of)?.value);

    for (const period of months('2025-07', '2026-06')) {
      const { label } = period;
      const sticky = stickiness(events, period);
      const { eventsPerCustomer } = usageFrequency(events, period);
      const users = activeCustomers(events, period, { of: 'users' });
      const shares = `${(sticky.numerator).toFixed(1)} +${percent(sticky.value)}`;
      expect(out).toMatch(new RegExp(`^${label} +${sticky.denominator} +${users} +${shares} `, 'm'));
      expect(cell('active customers', label)).toBe(sticky.denominator);
      expect(cell('stickiness', label)).toBe(sticky.value);
      expect(cell('events per customer median', label)).toBe(eventsPerCustomer.median);
    }
    for (const { feature, adopters, adoption } of featureAdoption(events, month('2026-06')).features) {
      expect(out).toMatch(new RegExp(`^${feature} +${adopters} +${percent(adoption.value)} `, 'm'));
      expect(cell('feature adoption', '2026-06', feature)).toBe(adoption.value);
    }
    const { average } = usageRetention(events, { unit: 'month', periods: 11, asOf: '2026-07-01' });
    expect(cell('usage retention', '', '3')).toBe(average[3]?.retention);
    const rows = funnel(events, { steps: [...sampleSteps], withinDays: 30 });
    expect(rows.at(-1)?.customers).toBeGreaterThan(50);
    for (const { step, fromStart } of rows) expect(cell('funnel from the first step', '', step)).toBe(fromStart.value);
    const scores = cells('sample-answers.csv').map(({ nps }) => Number(nps));
    const { score, lower, upper } = netPromoterScore(scores);
    expect(lines.get('All')).toContain(score?.toFixed(1));
    expect(cell('nps', '')).toBe(score);
    expect(written.find(({ figure, period, of }) => `${figure}${period}${of}` === 'nps')).toMatchObject({
      lower: String(lower),
      upper: String(upper),
      denominator: String(scores.length),
    });

    const html = text('usage.html');
    expect(figuresOf(html)).toHaveLength(5);
    const [activity = '', , , steps = '', nps = ''] = figuresOf(html).map((figure) => pictureOf(figure, 'wide'));
    expect(titles(activity, 'symbol')).toHaveLength(36);
    expect(titles(steps, 'rect')[0]).toBe(`signup: ${rows[0]?.customers} customers`);
    const answered = months('2025-07', '2026-06').filter(({ label }) =>
      cells('sample-answers.csv').some(({ at }) => at?.startsWith(label)),
    );
    // A point for each month, and one for each of the four quarters.
    expect(titles(nps, 'symbol')).toHaveLength(answered.length + 4);
  });

  test('holds the answers to all three questions', async () => {
    const scores = (name: 'csat' | 'ces') =>
      parse<Cells>(dataFile('sample-answers.csv'), { columns: true }).map((row) => Number(row[name]));
    const csat = await found('--survey', 'csat');
    expect(csat.survey?.all).toMatchObject(customerSatisfactionScore(scores('csat')));
    const { share, score } = customerEffortScore(scores('ces'));
    const ces = await found('--survey', 'ces');
    expect(ces.survey?.all).toMatchObject({ score: share, mean: score });
    expect(usageText(ces.study, ces.survey, 120)).toContain(`CES: percent who agree that it was easy`);
  });
});

/** In March the data ends on the 20th; nobody is active in February. */
const events = [
  'who,when,action,seconds',
  'ada,2024-01-10,<b>,60',
  'ada,2024-01-11T23:30:00-05:00,go,',
  'ben,2024-01-31,<b>,120',
  'ada,2024-03-01,go,30',
  'cem,2024-03-20,<b>,',
];

const answers = ['date,score,segment,theme', '2024-01-10,10,a<i>,x|y', '2024-01-11,0,a<i>,', '2024-03-01,9,,x | x'];
const named = ['--customer', 'who', '--at', 'when', '--duration', 'seconds', '--theme-separator', '|'];

describe('files of one\u2019s own', () => {
  let own: Awaited<ReturnType<typeof found>>;
  let html = '';

  beforeAll(async () => {
    own = await found(file('e.csv', ...events), file('a.csv', ...answers), ...named, '--steps', '<b>,go');
    const { known, study, survey } = own;
    const sources = [
      { name: 'e<b>.csv', rowCount: 5 },
      { name: 'a.csv', rowCount: 3 },
    ];
    html = await usagePage({ sources, findings: [], study, survey, asOf: known.asOf, leftOut: 0, timeZone: 'UTC' });
  });

  test('months reach from the first row to the last, and a month that is not over has no stickiness', () => {
    expect(own.known.asOf.instant).toBe('2024-03-21');
    const table = own.study.months.map(({ period, complete, active, activePerDay }) => [
      period,
      complete,
      active,
      activePerDay,
    ]);
    expect(table).toEqual([
      ['2024-01', true, 2, 3 / 31],
      ['2024-02', true, 0, 0],
      ['2024-03', false, 2, null],
    ]);
    expect(own.study.months.map(({ users, stickiness }) => [users, stickiness?.value])).toEqual([
      [null, 3 / 62],
      [null, null],
      [null, undefined],
    ]);
    expect(own.study.months[0]?.duration).toMatchObject({ totalSeconds: 180, withoutDuration: 1 });
  });

  test('features are those of the last whole month in which anything was used', () => {
    expect(own.study.featureMonth).toEqual({ period: '2024-01', complete: true });
    expect(own.study.adoption.features.map(({ feature, adopters }) => [feature, adopters])).toEqual([
      ['<b>', 2],
      ['go', 1],
    ]);
    expect(own.study.funnel?.map(({ customers }) => customers)).toEqual([3, 1]);
  });

  test('retention has a cell for each age that is over, and blanks for the others', () => {
    const { cohorts, rows } = own.study.retention;
    expect(cohorts).toEqual([
      { cohort: '2024-01', customers: 2 },
      { cohort: '2024-03', customers: 1 },
    ]);
    expect(rows.map(({ retention }) => retention)).toEqual([1, 0, null, null, null, null]);
    const table = usageText(own.study, own.survey, 120);
    expect(table).toMatch(/^2024-01 +2 +100% +0%\n2024-03 +1\n-+\nAll +3 +100% +0% +-$/m);
    expect(table).toMatch(/^2024-03 \(incomplete\) +2 +- +- +2 /m);
  });

  test('answers by month and segment, themes once an answer', () => {
    const { months: byMonth, all, latest, segments, themes } = own.survey ?? { months: [] };
    expect(byMonth.map(({ score, responses }) => [score, responses])).toEqual([
      [0, 2],
      [null, 0],
      [100, 1],
    ]);
    expect(all?.score).toBeCloseTo(100 / 3, 9);
    expect(latest).toBeUndefined();
    expect(segments?.map(({ segment, score }) => [segment, score])).toEqual([
      ['(none)', 100],
      ['a<i>', 0],
    ]);
    expect(themes?.themes.map(({ theme, responses }) => [theme, responses])).toEqual([
      ['x', 2],
      ['y', 1],
    ]);
  });

  test('every figure is written, with what it is made of', () => {
    const rows = usageRows(own.study, own.survey);
    const find = (figure: string, period: string, of: string) =>
      rows.find((row) => row.figure === figure && row.period === period && row.of === of);
    expect(find('feature adoption', '2024-01', 'go')).toMatchObject({ value: 0.5, numerator: 1, denominator: 2 });
    expect(find('usage retention', '2024-01', '1')).toMatchObject({ value: 0, numerator: 0, denominator: 2 });
    expect(find('usage retention', '2024-03', '0')).toMatchObject({ value: null, complete: false });
    expect(find('stickiness', '2024-03', '')).toMatchObject({ value: null, complete: false });
    expect(find('nps', '', '(none)')).toMatchObject({ value: 100, denominator: 1 });
    expect(find('theme share', '', 'x')).toMatchObject({ numerator: 2, denominator: 3 });
  });

  test('the page closes what it opens, needs nothing beside itself, and obeys no name', () => {
    expect(openTags(html)).toEqual([]);
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\bhref="(?!#)|\bsrc=|https?:|<b>|<i>/i);
    expect(html).toContain('e&lt;b&gt;.csv, 5 rows');
    expect(html).toContain('<th scope="row">a&lt;i&gt;</th>');
  });

  test.each(['narrow', 'medium', 'wide'])('%s: a mark for each figure that there is', (size) => {
    const [activity = '', heat = '', bars = '', steps = '', nps = ''] = figuresOf(html).map((figure) =>
      pictureOf(figure, size),
    );
    expect(titles(activity, 'symbol').sort()).toEqual([
      '2024-01 active customers per day: 0.1',
      '2024-01 active customers: 2',
      '2024-01 stickiness: 4.8%',
      '2024-02 active customers per day: 0.0',
      '2024-02 active customers: 0',
      '2024-03 active customers: 2',
    ]);
    expect(titles(heat, 'rect')).toEqual(['2024-01, age 0: 100.0%', '2024-01, age 1: 0.0%']);
    expect(titles(bars, 'rect')).toEqual(['&lt;b&gt;: 100.0%, 2 of 2', 'go: 50.0%, 1 of 2']);
    expect(titles(steps, 'rect')[1]).toMatch(
      /^go: 1 customer, 33.3% of the first step, 33.3% of the one before, after/,
    );
    expect(titles(nps, 'symbol')).toEqual([
      '2024-01 NPS: 0.0 (-73.3 to 73.3), 2 answers',
      '2024-03 NPS: 100.0 (-48.5 to 98.5), 1 answer',
      expect.stringMatching(/^2024-Q1 NPS: 33\.3 \(.*\), 3 answers$/),
    ]);
    expect(rangesIn(nps)).toBe(3);
    expect(rangesIn(activity)).toBe(0);
  });

  test('without answers, features and steps there is nothing of them', async () => {
    const plain = await found(file('plain.csv', 'customer_id,at', 'ada,2024-01-10'), '--as-of', '2024-02-01');
    const sources = [{ name: 'plain.csv', rowCount: 1 }];
    const { known, study, survey } = plain;
    const page = await usagePage({
      sources,
      findings: [],
      study,
      survey,
      asOf: known.asOf,
      leftOut: 0,
      timeZone: 'UTC',
    });
    expect(figuresOf(page)).toHaveLength(2);
    expect(openTags(page)).toEqual([]);
    const table = usageText(study, survey, 120);
    expect(table).not.toMatch(/Feature|Funnel|NPS|Users/);
    expect(table).toMatch(/^2024-01 +1 +0\.0 +3\.2% +1 /m);
    expect(table).not.toContain('Minutes');
    expect(plain.description.at(-1)).toBe('Answers: none, since no second file was given');
    // Nothing is known of how long it was used, which is not 0 seconds.
    expect(usageRows(study, survey).filter(({ figure }) => figure.includes('seconds'))).toEqual([]);
  });

  test('rows from --as-of on are left out and counted, in the time zone', async () => {
    const args = [file('late.csv', ...events), ...named.slice(0, 6)];
    const { known } = await found(...args, '--as-of', '2024-03-01');
    expect([known.leftOut, known.events.length, known.months.length]).toEqual([2, 3, 1]);
    const east = await found(...args, '--as-of', '2024-01-12', '--time-zone', 'Asia/Tokyo');
    expect([east.known.leftOut, east.known.events.length]).toEqual([4, 1]);
  });
});

/** How many intervals are drawn. */
function rangesIn(picture: string): number {
  const groups = picture.match(/<g class="mark-rule[^"]*ranges.*?<\/g>/gs) ?? [];
  return groups.join('').match(/<line/g)?.length ?? 0;
}

describe('what is wrong is one line', () => {
  test.each([
    [['a.csv', 'b.csv', 'c.csv'], 'a file of events and a file of answers, and nothing else; received c.csv'],
    [['--survey', 'poll'], "--survey must be one of nps, csat, ces; received 'poll'"],
    [['--scale', '1-7'], '--scale is for --survey csat and ces: NPS is asked from 0 to 10'],
    [['--survey', 'csat', '--scale', '1-7'], '--scale needs --good-from: the lowest score of a good answer'],
    [
      ['--survey', 'csat', '--scale', '7'],
      "--scale must be the lowest and the highest score, such as 1-5; received '7'",
    ],
    [['--survey', 'csat', '--scale', '5-1', '--good-from', '4'], '--scale must be two whole numbers'],
    [['--survey', 'csat', '--good-from', '6'], '--good-from must be a whole number from 1 to 5'],
    [['--survey', 'ces', '--good-from', '1'], '--good-from must be'],
    [['--confidence', '95'], '--confidence must be between 0 and 1; received 95'],
    [['--steps', 'a'], "--steps must be two features or more, each once, such as signup,import; received 'a'"],
    [['--steps', 'a,a'], '--steps must be two features or more'],
    [['--within-days', '0'], "--within-days must be a whole number of days from 1 to 3650; received '0'"],
    [['e.csv', '--score', 'x'], '--score is for a file of answers, and no second file was given'],
    [
      ['--time-zone', 'Mars'],
      "--time-zone must be an IANA time zone like 'Europe/Berlin' or an offset like '+02:00'; received 'Mars'",
    ],
  ])('%j', (args, message) => {
    expect(() => readFlags(args)).toThrow(message);
  });

  const good = () => file('good.csv', 'customer,date,feature', 'ada,2024-01-10,go');

  test.each([
    ['customer,date', 'ada,', /bad\.csv line 2, column date: must not be blank$/],
    ['customer,date', ',2024-01-10', /bad\.csv line 2, column customer: must not be blank/],
    [
      'customer,date,duration',
      'ada,2024-01-10,5 min',
      /line 2, column duration: must be a number written like 1,234.56; received '5 min'$/,
    ],
    ['customer,date,duration', 'ada,2024-01-10,-5', /line 2, column duration: must be a number of seconds from 0/],
    [
      'customer,day',
      'ada,2024-01-10',
      /^no column for the time of an event \(at, .*: name one with --at COLUMN; the columns are/,
    ],
  ])('an event: %s / %s', async (header, row, message) => {
    await expect(found(file('bad.csv', header, row))).rejects.toThrow(message);
  });

  test.each([
    ['date,score', '2024-01-10,11', /line 2, column score: must be a whole number from 0 to 10; received '11'$/],
    ['date,score', '2024-01-10,', /line 2, column score: must not be blank$/],
    ['date,score', '10.13.2024,9', /line 2, column date: must be a date with the .* first/],
    ['score', '9', /^no column for the time of an answer \(at, .*: name one with --survey-at COLUMN/],
    ['date,stars', '2024-01-10,9', /^no column for the score \(score, nps\): name one with --score COLUMN/],
  ])('an answer: %s / %s', async (header, row, message) => {
    await expect(found(good(), file('bad.csv', header, row))).rejects.toThrow(message);
  });

  test('steps, instants and places', async () => {
    await expect(found(good(), '--steps', 'go,stop')).rejects.toThrow(
      "--steps: no event has the feature 'stop'; there are go",
    );
    await expect(found(good(), '--as-of', 'today')).rejects.toThrow(/^--as-of must be .*; received 'today'$/);
    await expect(found(good(), '--as-of', '2024-01-10')).rejects.toThrow(
      'no customer has used the product before 2024-01-10',
    );
    await expect(found(good(), '--out', good())).rejects.toThrow(/good\.csv is the file of events itself$/);
  });
});
