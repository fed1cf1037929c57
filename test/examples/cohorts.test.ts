import fc from 'fast-check';
import { retentionCohorts, type Subscription } from 'tenure';
import { beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../docs/examples/cohorts.ts';
import { readFlags } from '../../docs/examples/support/cohorts/cohort-flags.ts';
import { cohortSheet } from '../../docs/examples/support/cohorts/cohort-sheet.ts';
import { bandOf, grownScale, keptScale } from '../../docs/examples/support/cohorts/heat-scale.ts';
import { shownAges, strideNote } from '../../docs/examples/support/cohorts/shown-ages.ts';
import type { Triangle } from '../../docs/examples/support/cohorts/triangle.ts';
import { triangleTable } from '../../docs/examples/support/cohorts/triangle-table.ts';
import { customProperties } from '../../docs/examples/support/draw/colours.ts';
import { htmlPage } from '../../docs/examples/support/page/document.ts';
import { elements, figuresOf, openTags, pictureOf, titles } from './markup.ts';
import { monthly } from './page-data.ts';
import { exampleIn } from './run-example.ts';
import { sample } from './sample.ts';

const { run, csv, text, write, complaint } = exampleIn('cohorts', main);

/** January keeps one of two and then none; nobody begins in February; March begins, and is one month old. */
const subscriptions: readonly Subscription[] = [
  monthly('ada', '2024-01-10', '2024-03-20', 100),
  monthly('ben', '2024-01-20', '2024-02-20', 100),
  monthly('cem', '2024-03-05', null, 50),
  monthly('cem', '2024-04-05', null, 450),
];

const triangle: Triangle = {
  ...retentionCohorts(subscriptions, { asOf: '2024-05-01' }),
  by: 'month',
  ages: 'calendar',
};

describe('the sample ledger', () => {
  test('the printed triangle, and the CSV in full, are what the library says', async () => {
    const { status, out, err } = await run('--by', 'quarter', '--ages', 'elapsed');
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('As of: 2026-07-01 (when the sample was taken; ');
    const { book } = await sample();
    const { cohorts, cells, average } = retentionCohorts(book, {
      asOf: '2026-07-01',
      unit: 'quarter',
      ages: 'elapsed',
    });

    const lines = new Map(out.split('\n').map((line) => [line.split(/ {2,}/)[0], line.split(/ {2,}/).slice(1)]));
    const whole = (share: number | null) => `${((share ?? Number.NaN) * 100).toFixed(0)}%`;
    for (const { cohort, size } of cohorts) {
      const known = cells.filter((cell) => cell.cohort === cohort && cell.retained !== null);
      expect(lines.get(cohort)).toEqual([String(size), ...known.map((cell) => whole(cell.retention))]);
    }
    expect(lines.get('All')).toEqual(['1,358', ...average.map((row) => whole(row.retention))]);
    expect(lines.get('All, MRR')).toEqual(average.map((row) => whole(row.mrrRetention)));
    expect(lines.get('All, gross')).toEqual(average.map((row) => whole(row.grossMrrRetention)));
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(150);

    const blankable = (value: unknown) => (value === null ? '' : String(value));
    expect(csv('retention-cohorts.csv')).toEqual(
      cells.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, blankable(value)]))),
    );
    expect(figuresOf(text('retention-cohorts.html'))).toHaveLength(3);
  });

  test('by month 42 ages do not fit a line: even ones are printed, and it says so', async () => {
    const { book } = await sample();
    const found = retentionCohorts(book, { asOf: '2026-07-01' });
    const table = triangleTable({ ...found, by: 'month', ages: 'calendar' }, 120);
    expect(table).toMatch(/^Cohort +Customers +0 +3 +6 +9 .* 36 +39\n/);
    expect(table).toContain('one age in 3');
    const grid = table.split('\n\n')[0] ?? '';
    expect(Math.max(...grid.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});

test('the table: 0% for nobody left, blank for not that old yet, a dash for nobody to be kept', () => {
  expect(triangleTable(triangle, 120).split('\n').slice(0, 9)).toEqual([
    'Cohort      Customers     0     1     2     3',
    '---------------------------------------------',
    '2024-01             2  100%   50%    0%    0%',
    '2024-02             0     -     -     -',
    '2024-03             1  100%  100%',
    '---------------------------------------------',
    'All                 3  100%   67%    0%    0%',
    'All, MRR               100%  240%    0%    0%',
    // 100 of 200, and 50 of the 500 that the 50 of March have become.
    'All, gross             100%   60%    0%    0%',
  ]);
});

describe('the page', () => {
  let html = '';
  const data = { name: 'a<b>.csv', rowCount: 4, notes: [], triangle, timeZone: 'UTC', currency: 'EUR', findings: [] };

  beforeAll(async () => {
    html = await htmlPage(cohortSheet({ ...data, asOf: { instant: '2024-05-01', reason: '--as-of' } }));
  });

  test('closes what it opens, needs nothing beside itself, and does not obey a file name', () => {
    expect(openTags(html)).toEqual([]);
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\bhref="(?!#)|\bsrc=|https?:/i);
    expect(html).toContain('a&lt;b&gt;.csv, 4 rows');
  });

  test.each(['narrow', 'medium', 'wide'])('%s: a cell for each known age, also for 0, and none for null', (size) => {
    const [customers = '', mrr = ''] = figuresOf(html).map((figure) => pictureOf(figure, size));
    const known = triangle.cells.filter((row) => row.retained !== null);
    const note = (share: number | null) => (share === null ? '-' : `${(share * 100).toFixed(1)}%`);
    const expected = (field: 'retention' | 'mrrRetention') =>
      known.map((row) => `${row.cohort}, age ${row.age}: ${note(row[field])}`);
    expect(titles(customers, 'rect')).toEqual(expected('retention'));
    expect(titles(mrr, 'rect')).toEqual(expected('mrrRetention'));
    expect(known).toHaveLength(9);
    expect(titles(customers, 'rect')).toContain('2024-01, age 2: 0.0%');
    expect(titles(customers, 'rect').join()).not.toContain('2024-03, age 2');
    expect(numbersIn(customers)).toEqual(['100', '50', '0', '0', '-', '-', '-', '100', '100']);
    expect(numbersIn(mrr)).toEqual(['100', '50', '0', '0', '-', '-', '-', '100', '10×']);
  });

  test('the colour of a cell is that of its legend, and the cell of a cohort without customers has none', () => {
    const picture = pictureOf(figuresOf(html)[0] ?? '', 'wide');
    const fillOf = (title: string) => new RegExp(`fill="([^"]*)"[^>]*><title>${title}`).exec(picture)?.[1];
    expect(fillOf('2024-01, age 1')).toBe('var(--kept-5)');
    expect(fillOf('2024-01, age 2')).toBe('var(--kept-0)');
    expect(fillOf('2024-02, age 0')).toBeUndefined();
    expect(picture).toContain('stroke="var(--grid)"><title>2024-02, age 0');
  });

  test('the average is drawn with how many cohorts it rests on', () => {
    const points = titles(pictureOf(figuresOf(html)[2] ?? '', 'wide'), 'symbol');
    expect(points).toContain('age 1, customers kept: 66.7% (3 cohorts)');
    expect(points).toContain('age 3, MRR kept: 0.0% (1 cohort)');
    expect(points).toHaveLength(8);
  });

  test('the tables have every age; not that old yet is empty', () => {
    const rows = elements(elements(html, 'tbody')[0] ?? '', 'tr').map((row) => elements(row, 'td'));
    expect(rows).toEqual([
      ['2', '100.0', '50.0', '0.0', '0.0'],
      ['0', '-', '-', '-', ''],
      ['1', '100.0', '100.0', '', ''],
      ['3', '100.0', '66.7', '0.0', '0.0'],
    ]);
  });
});

function numbersIn(picture: string): string[] {
  const [group = ''] = /<g class="mark-text role-mark (?:[\w-]*numbers[\w-]*|[^"]*)".*?<\/g>/s.exec(picture) ?? [];
  return elements(group, 'text');
}

describe('ages where not all fit', () => {
  test('are even, begin at 0, and fit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom('month', 'quarter', 'year'),
        (count, most, by) => {
          const ages = shownAges(count, most, by);
          expect(ages[0]).toBe(0);
          expect(ages.length).toBeLessThanOrEqual(most);
          expect(ages.every((age, index) => age === index * (ages[1] ?? 0) && age < count)).toBe(true);
        },
      ),
    );
    expect(shownAges(13, 13, 'month')).toHaveLength(13);
    expect(shownAges(42, 10, 'month')).toEqual([0, 6, 12, 18, 24, 30, 36]);
  });

  test('are told in words', () => {
    expect([[0, 1], [0], [0, 2], [0, 3], [0, 12]].map(strideNote)).toEqual([
      undefined,
      undefined,
      'one age in 2',
      'one age in 3',
      'one age in 12',
    ]);
  });
});

test('a band holds what its label says, as it is printed', () => {
  expect([0, 9, 10, 69, 99, 100].map((percent) => bandOf(percent, keptScale()).label)).toEqual([
    '0–9%',
    '0–9%',
    '10–19%',
    '60–69%',
    '90–100%',
    '90–100%',
  ]);
  expect([0, 49, 50, 94, 95, 105, 106, 150, 151, 4000].map((percent) => bandOf(percent, grownScale()).label)).toEqual([
    'below 50%',
    'below 50%',
    '50–69%',
    '85–94%',
    '95–105%',
    '95–105%',
    '106–115%',
    '131–150%',
    'above 150%',
    'above 150%',
  ]);
});

describe.each(['light', 'dark'] as const)('the colours of the %s scheme', (scheme) => {
  const colors = colorsOf(scheme);
  const luminanceOf = (variable: string) => luminance(colors.get(variable.slice('var('.length, -1)) ?? '');
  const contrast = (a: string, b: string) => {
    const [low = 0, high = 0] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  test('numbers can be read on every one of them (WCAG 2: 4.5 to 1)', () => {
    for (const { kind, ink } of [...keptScale(), ...grownScale()]) {
      expect([kind, contrast(`var(--${kind})`, ink) >= 4.5]).toEqual([kind, true]);
    }
  });

  test('what is kept only grows darker, or lighter, so that no hue need be seen', () => {
    const steps = keptScale().map(({ kind }) => luminanceOf(`var(--${kind})`));
    const sorted = [...steps].sort((a, b) => (scheme === 'light' ? b - a : a - b));
    expect(steps).toEqual(sorted);
    expect(new Set(steps).size).toBe(steps.length);
  });
});

function colorsOf(scheme: 'light' | 'dark'): Map<string, string> {
  return new Map([...customProperties(scheme).matchAll(/(--[\w-]+): (#\w{6})/g)].map(([, a = '', b = '']) => [a, b]));
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('what is wrong is one line', () => {
  test.each([
    [['--by', 'week'], "--by must be one of month, quarter, year; received 'week'"],
    [['--ages', 'both'], "--ages must be one of calendar, elapsed; received 'both'"],
    [['--from', '2024-01'], "Unknown option '--from'; --help lists the flags"],
    [
      ['--time-zone', 'Mars'],
      "--time-zone must be an IANA time zone like 'Europe/Berlin' or an offset like '+02:00'; received 'Mars'",
    ],
  ])('%j', (args, message) => {
    expect(() => readFlags(args)).toThrow(message);
  });

  test('of the ledger, of the instant, and of where the results go', async () => {
    const file = write('small.csv', 'customer_id,start,mrr', 'ada,2024-01-10,12.5');
    expect(await complaint(file, '--as-of', 'today')).toMatch(/^--as-of must be .*; received 'today'$/);
    expect(await complaint(file, '--as-of', '2024-01-10')).toBe('no customer has paid before 2024-01-10');
    expect(await complaint(file)).toBe(
      'no month of first payment has ended by 2024-01-11: there is no age to show yet',
    );
    expect(await complaint(file, '--html', file)).toMatch(/^--html .*small\.csv is the ledger itself$/);
    expect(text(file)).toContain('ada,2024-01-10,12.5');
  });
});
