import { comparePolicies, type MrrTermValues, month, policies, type Subscription } from 'tenure';
import { beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../docs/examples/compare.ts';
import { periodOf, readFlags } from '../../docs/examples/support/compare/compare-flags.ts';
import { comparedPeriod } from '../../docs/examples/support/compare/compare-results.ts';
import { compareRows } from '../../docs/examples/support/compare/compare-rows.ts';
import { type CompareData, compareSheet } from '../../docs/examples/support/compare/compare-sheet.ts';
import { bridgeTable, causeTable, customerTable } from '../../docs/examples/support/compare/compare-table.ts';
import { byDifference, idleOptions } from '../../docs/examples/support/compare/comparison.ts';
import { choicesOf, sideOf } from '../../docs/examples/support/compare/sides.ts';
import { settable } from '../../docs/examples/support/flags/settings.ts';
import { signed } from '../../docs/examples/support/language/formats.ts';
import { htmlPage } from '../../docs/examples/support/page/document.ts';
import type { Table } from '../../docs/examples/support/page/sheet.ts';
import { textTable } from '../../docs/examples/support/text/column-table.ts';
import { elements, figuresOf, openTags, pictureOf, titles } from './markup.ts';
import { monthly } from './page-data.ts';
import { exampleIn } from './run-example.ts';
import { sample } from './sample.ts';

const { run, csv, text, write, complaint } = exampleIn('compare', main);

/** In March: one in trial, one whose pause goes on, one without a difference, one who comes and goes. */
const subscriptions: readonly Subscription[] = [
  { ...monthly('<trial>', '2026-03-05', null, 40), trialEnd: '2026-04-05' },
  { ...monthly('paused', '2026-01-01', null, 1050.5), pauses: [{ start: '2026-03-20' }] },
  monthly('same', '2026-01-01', null, 60),
  monthly('visitor', '2026-03-03', '2026-03-25', 9.9),
];
const [a, b] = [sideOf('a', 'standard', []), sideOf('b', 'rows', ['weeksPerMonth=4', 'pastDueGraceDays=null'])];
const comparison = comparePolicies(subscriptions, month('2026-03'), a.policy, b.policy);
const comparePage = (data: CompareData) => htmlPage(compareSheet(data));
const printed = (table: Table) => textTable(table, Number.POSITIVE_INFINITY);

describe('the sample ledger', () => {
  test('what is printed, and the CSV in full, is what the library says', async () => {
    const { status, out, err } = await run(
      '--b',
      'chartmogul',
      '--set-b',
      'pauses=retain',
      '--set-b',
      'trials=include',
    );
    expect([status, err]).toEqual([0, '']);
    const { rows } = await sample();
    const policy = { ...policies.chartmogul, pauses: 'retain', trials: 'include' } as const;
    const expected = comparePolicies(rows, month('2026-06'), policies.standard, policy);

    expect(out).toContain(
      'Period: 2026-06 (the month in which the data ends), time zone UTC\na: standard: the defaults\n',
    );
    expect(out).toContain('b: chartmogul, changed: grain customer, trials include, freePlans include, pauses retain,');
    for (const part of [
      bridgeTable(expected, { a, b: { name: '', policy } }),
      causeTable(expected),
      customerTable(expected, 10),
    ]) {
      expect(out).toContain(`\n${printed(part)}\n`);
    }
    expect(expected.causes.map(({ option }) => option)).toEqual(['trials', 'pauses', 'movements']);
    expect(out).toContain('The definitions also differ in freePlans, but no row in this period is affected');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(150);

    const blankable = (value: unknown) => (value === null ? '' : String(value));
    expect(csv('policy-comparison.csv')).toEqual(
      compareRows(expected).map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, blankable(value)])),
      ),
    );
    expect(figuresOf(text('policy-comparison.html'))).toHaveLength(3);
    expect(out).toMatch(/\nIn words\n2026-06: a closes at .*\nNRR: standard 99.1%, chartmogul, changed /);
  });
});

describe('the tables', () => {
  test('both bridges, with what is kept', () => {
    expect(printed(bridgeTable(comparison, { a, b })).split('\n')).toEqual([
      'MRR                  a         b      b - a',
      '-------------------------------------------',
      'Opening       1,110.50  1,110.50       0.00',
      'New               0.00     49.90     +49.90',
      'Reactivation      0.00      0.00       0.00',
      'Expansion         0.00      0.00       0.00',
      'Contraction       0.00      0.00       0.00',
      'Churn         1,050.50      9.90  -1,040.60',
      'Closing          60.00  1,150.50  +1,090.50',
      'Kept, net        60.00  1,110.50  +1,050.50',
      'Kept, gross      60.00  1,110.50  +1,050.50',
      'NRR               5.4%    100.0%   +94.6 pp',
      'GRR               5.4%    100.0%   +94.6 pp',
    ]);
  });

  test('a line an option, in the order of switching; together they are the difference', () => {
    expect(printed(causeTable(comparison)).split('\n').slice(2)).toEqual([
      'trials        0.00  +40.00          0.00       0.00         0.00       0.00     +40.00',
      'pauses        0.00    0.00          0.00       0.00         0.00  -1,050.50  +1,050.50',
      'movements     0.00   +9.90          0.00       0.00         0.00      +9.90       0.00',
      'Together      0.00  +49.90          0.00       0.00         0.00  -1,040.60  +1,090.50',
    ]);
  });

  test('customers by how much they differ; movements decide where the closing MRR does not differ', () => {
    expect(printed(customerTable(comparison, 9)).split('\n').slice(2)).toEqual([
      'paused          0.00    1,050.50  +1,050.50  pauses (churn -1,050.50, closing +1,050.50)',
      '<trial>         0.00       40.00     +40.00  trials (new +40.00, closing +40.00)',
      'visitor         0.00        0.00       0.00  movements (new +9.90, churn +9.90)',
    ]);
    expect(customerTable(comparison, 1).rows).toHaveLength(1);
  });
});

test('the lines of a customer in the CSV add up', () => {
  const rows = compareRows(comparison) as ({ customerId: string; line: string } & MrrTermValues)[];
  expect(rows.map(({ customerId, line }) => `${customerId} ${line}`)).toEqual([
    ...['a', 'b', 'difference', 'cause', 'cause', 'cause'].map((line) => `null ${line}`),
    ...['paused', '<trial>', 'visitor'].flatMap((id) =>
      ['a', 'b', 'difference', 'cause'].map((line) => `${id} ${line}`),
    ),
  ]);
  for (const { customerId } of byDifference(comparison)) {
    const churn = (line: string) => rows.find((row) => row.customerId === customerId && row.line === line)?.churn ?? 0;
    expect(churn('b') - churn('a')).toBe(churn('difference'));
    expect(churn('cause')).toBe(churn('difference'));
  }
});

test('options that differ and did nothing are named; those that say the default in words do not differ', () => {
  expect(idleOptions(a, b, comparison)).toEqual(['grain', 'weeksPerMonth']);
});

describe('the page', () => {
  let html = '';
  const data = {
    name: 'a<b>.csv',
    rowCount: 4,
    notes: [],
    a,
    b,
    range: '2026-03 (--period)',
    timeZone: 'UTC',
    findings: [],
    split: undefined,
  };

  beforeAll(async () => {
    html = await comparePage({ ...data, comparison, idle: idleOptions(a, b, comparison) });
  });

  test('closes what it opens, needs nothing beside itself, and obeys neither a file name nor a customer', () => {
    expect(openTags(html)).toEqual([]);
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\bhref="(?!#)|\bsrc=|https?:|<trial>/i);
    expect(html).toContain('a&lt;b&gt;.csv, 4 rows');
    expect(html).toContain(
      'The definitions also differ in grain, weeksPerMonth, but no row in this period is affected.',
    );
  });

  test.each(['narrow', 'medium', 'wide'])('%s: the way from a to b, and a panel a term that differs', (size) => {
    const [way = '', terms = ''] = figuresOf(html).map((figure) => pictureOf(figure, size));
    expect(titles(way, 'rect')).toEqual([
      'a closes at: 60.00 EUR',
      'trials: +40.00',
      'pauses: +1,050.50',
      'movements: 0.00',
      'b closes at: 1,150.50 EUR',
    ]);
    expect(titles(terms, 'rect')).toEqual([
      'New +49.90, trials: +40.00',
      'New +49.90, movements: +9.90',
      'Churn -1,040.60, pauses: -1,050.50',
      'Churn -1,040.60, movements: +9.90',
      'Closing +1,090.50, trials: +40.00',
      'Closing +1,090.50, pauses: +1,050.50',
    ]);
  });

  test('a bar begins where the one above it ends, and is as long as its amount', () => {
    const way = pictureOf(figuresOf(html)[0] ?? '', 'wide');
    const [start, trials, pauses, movements, end] = ['a closes at', 'trials', 'pauses', 'movements', 'b closes at'].map(
      (title) => sidesOf(way, title),
    ) as [Sides, Sides, Sides, Sides, Sides];
    expect(trials.left).toBeCloseTo(start.left, 1);
    expect(pauses.left).toBeCloseTo(trials.right, 1);
    expect(movements.right).toBeCloseTo(pauses.right, 1);
    expect(end.right).toBeCloseTo(pauses.right, 1);
    expect((pauses.right - pauses.left) / (trials.right - trials.left)).toBeCloseTo(1050.5 / 40, 1);
  });

  test('losses go to the left of the line, gains to the right, in their colours', () => {
    const terms = pictureOf(figuresOf(html)[1] ?? '', 'wide');
    const [less, more] = [sidesOf(terms, 'Churn -1,040.60, pauses'), sidesOf(terms, 'Churn -1,040.60, movements')];
    expect(less.right).toBeCloseTo(more.left, 1);
    const fillOf = (title: string) => new RegExp(`fill="([^"]*)"[^>]*><title>${title}`).exec(terms)?.[1];
    expect(fillOf('Churn -1,040.60, pauses')).toBe('var(--lower)');
    expect(fillOf('Churn -1,040.60, movements')).toBe('var(--higher)');
  });

  test('without a difference there is nothing to draw, and both bridges are still there', async () => {
    const none = await comparePage({
      ...data,
      b: a,
      comparison: comparePolicies(subscriptions, month('2026-03'), {}, {}),
      idle: [],
    });
    expect([figuresOf(none).length, openTags(none)]).toEqual([0, []]);
    expect(elements(none, 'h2')).toEqual(['Both bridges']);
    expect(none).toContain('The definitions are the same, so nothing differs.');
  });
});

interface Sides {
  readonly left: number;
  readonly right: number;
}

function sidesOf(picture: string, title: string): Sides {
  const escaped = title.replaceAll(/[.+]/g, '\\$&');
  const path = new RegExp(`<path d="M([\\d.-]+),[\\d.-]+h([\\d.-]+)v[^>]*><title>${escaped}:`).exec(picture);
  const [left, width] = [Number(path?.[1]), Number(path?.[2])];
  return { left, right: left + width };
}

describe('flags', () => {
  test('b is what a dashboard on the rows would say, or a with the options set', () => {
    const { name, ...b } = readFlags([]).b;
    expect([name, ...choicesOf({ name, ...b })].join(', ')).toBe(
      'rows, grain subscription, trials include, pauses retain, movements event',
    );
    expect(readFlags(['--a', 'recurly', '--set-b', 'churnGraceDays=0']).b.policy).toEqual({
      ...policies.recurly,
      churnGraceDays: 0,
    });
    expect(readFlags(['--set-b', 'pastDueGraceDays=14', '--set-b', 'pastDueGraceDays=null']).b.policy).toEqual({
      pastDueGraceDays: null,
    });
  });

  test('every option that can be set is one a bridge depends on, and each of the presets is a side', () => {
    for (const name of Object.keys(policies)) expect(readFlags(['--b', name]).b.name).toBe(name);
    for (const option of settable)
      expect(() => readFlags(['--set-a', `${option}=nonsense`])).toThrow(`--set-a ${option} must`);
  });

  test('a month, a quarter or a year', () => {
    expect(['2026-03', '2026-Q1', '2026'].map((label) => periodOf(label, 'Europe/Berlin').label)).toEqual([
      '2026-03',
      '2026-Q1',
      '2026',
    ]);
  });

  test.each([
    [['--a', 'toString'], '--a must be one of standard, stripe, chartmogul,'],
    [['--set-b', 'denominator=opening'], '--set-b must be OPTION=VALUE, with one of grain, trials,'],
    [['--set-b', 'pauses'], "received 'pauses'"],
    [['--set-b', 'pauses=never'], "--set-b pauses must be one of 'churn', 'retain'; received 'never'"],
    [['--set-a', 'churnGraceDays=-3'], "--set-a churnGraceDays must be a whole number of days >= 0; received '-3'"],
    [['--period', '2026-13'], "--period must be a calendar month like '2026-03'; received '2026-13'"],
    [['--top', 'all'], "--top must be a number of customers such as 10; received 'all'"],
  ])('%j is refused in one line', (args, message) => {
    expect(() => readFlags(args)).toThrow(message);
  });
});

test('requests to leave and unpaid bills are read; a wrong one is named by its line and column', async () => {
  const header = 'customer_id,start,mrr,end,cancel_requested_at,past_due_start,past_due_end';
  const rows = ['ada,2026-01-01,50,2026-05-01,2026-03-20,,', 'ben,2026-01-01,30,,,2026-01-10,'];
  const file = write('asked.csv', header, ...rows);
  const { out } = await run(
    file,
    '--set-b',
    'churnAt=cancelRequest',
    '--set-b',
    'pastDueGraceDays=30',
    '--period',
    '2026-03',
  );
  expect(out).toMatch(/cancel-requested = cancel_requested_at,\s+past-due-start = past_due_start, past-due-end = /);
  expect(out).toMatch(/^churnAt .* -50\.00$/m);
  expect(out).toMatch(/^pastDueGraceDays .* -30\.00$/m);
  expect(await complaint(write('bad.csv', header, 'ada,2026-01-01,50,,,2026-02-30,'))).toMatch(
    /^bad\.csv line 2, column past_due_start: must be .*; received '2026-02-30'$/,
  );
});

test('amounts with a sign; what is printed as zero has none', () => {
  expect([1234.5, -0.05, 0, 0.001, -0.001].map(signed)).toEqual(['+1,234.50', '-0.05', '0.00', '0.00', '0.00']);
});

describe('the period that is compared', () => {
  const known = [monthly('ada', '2026-02-03', null, 10), monthly('ben', '2026-03-02', null, 10)];
  const asked = (instant: string, period?: string, rows = known) =>
    comparedPeriod(
      { asOf: { instant, reason: '' }, known: rows as never },
      { period: period === undefined ? undefined : periodOf(period, 'UTC'), timeZone: 'UTC' },
    ).range;

  test.each([
    ['2026-04-01', undefined, '2026-03 (the month in which the data ends)'],
    ['2026-04-02', undefined, '2026-03 (the last complete month)'],
    ['2026-03-31T23:59:59Z', undefined, '2026-02 (the last complete month)'],
    ['2026-02-20', undefined, '2026-02 (the month in which the data ends; incomplete)'],
    ['2026-04-01', '2026-Q1', '2026-Q1 (--period)'],
    ['2026-03-31', '2026-Q1', '2026-Q1 (--period; incomplete)'],
  ])('data up to %s, asked for %s', (instant, period, range) => {
    const rows = instant.startsWith('2026-02') ? known.slice(0, 1) : known;
    expect(asked(instant, period, rows)).toBe(range);
  });
});
