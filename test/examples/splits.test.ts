import { ledger, months, mrrMovements, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { main } from '../../docs/examples/report.ts';
import { htmlPage } from '../../docs/examples/support/page/document.ts';
import { htmlTable } from '../../docs/examples/support/page/html-table.ts';
import type { Table } from '../../docs/examples/support/page/sheet.ts';
import type { LedgerRow } from '../../docs/examples/support/read/ledger/ledger-row.ts';
import { ratesPicture } from '../../docs/examples/support/report/rates-picture.ts';
import { reportSheet } from '../../docs/examples/support/report/report-sheet.ts';
import { splitReport, splitRows, splitTable } from '../../docs/examples/support/report/split-report.ts';
import { splitSurvival, splitSurvivalTable } from '../../docs/examples/support/survival/split-survival.ts';
import { textTable } from '../../docs/examples/support/text/column-table.ts';
import { elements, figuresOf, openTags, pictureOf } from './markup.ts';
import { monthly, pageData } from './page-data.ts';
import { exampleIn } from './run-example.ts';

const { run, csv, text, write, complaint } = exampleIn('splits', main);

const row = (customerId: string, plan: string | undefined, start: string, end: string | undefined, amount: string) =>
  ({ customerId, plan, start, end, amount, interval: 'month' }) satisfies LedgerRow;

/** ada moves from Basic to Pro in March and pays more; nobody knows the plan of cem. */
const rows: readonly LedgerRow[] = [
  row('ada', 'Basic', '2023-01-01', '2024-03-10', '100'),
  row('ada', 'Pro', '2024-03-10', undefined, '130'),
  row('ben', 'Basic', '2023-02-01', '2024-02-10', '50'),
  row('cem', undefined, '2024-02-01', undefined, '10'),
];

describe('a report by plan', () => {
  const periods = months('2024-01', '2024-03');
  const book = ledger(rows);
  const split = splitReport(book, periods, { split: 'plan', by: 'month', timeZone: 'UTC' });

  test('adds up to the whole, a customer who changes plan being no churn', () => {
    for (const [index, { parts }] of split.periods.entries()) {
      const whole = mrrMovements(book, periods[index] as (typeof periods)[number]);
      for (const term of ['opening', 'new', 'expansion', 'churn', 'closing'] as const) {
        expect(parts.reduce((sum, part) => sum + part[term], 0)).toBe(whole[term]);
      }
    }
    const table = splitTable(split);
    expect(table.title).toBe('Plan, 2024-03');
    expect(
      table.rows.map(([name, opening, , , expansion, into, , churn, out, closing]) => [
        name,
        opening,
        expansion,
        into,
        churn,
        out,
        closing,
      ]),
    ).toEqual([
      ['(none)', '10.00', '0.00', '0.00', '0.00', '0.00', '10.00'],
      ['Basic', '100.00', '0.00', '0.00', '0.00', '100.00', '0.00'],
      ['Pro', '0.00', '30.00', '100.00', '0.00', '0.00', '130.00'],
    ]);
    expect(splitRows(split)).toHaveLength(9);
  });

  test('is printed, written, and drawn', async () => {
    const file = write('plans.csv', 'customer_id,start,mrr,plan', 'ada,2024-01-01,12,A', 'ben,2024-02-01,3,<B>');
    const { out } = await run(file, '--by', 'quarter,plan', '--out', 'plans-report.csv');
    expect(out).toContain('by quarter, time zone UTC');
    expect(out).toMatch(/^<B> +0\.00 +3\.00 /m);
    expect(csv('plans-report-by-plan.csv').map(({ period, plan, closing }) => [period, plan, closing])).toEqual([
      ['2024-Q1', '<B>', '3'],
      ['2024-Q1', 'A', '12'],
    ]);
    expect(figuresOf(text('plans-report.html'))).toHaveLength(5);
    expect(openTags(text('plans-report.html'))).toEqual([]);
  });

  test('by what no row names is refused, with the way out', async () => {
    const file = write('none.csv', 'customer_id,start,mrr', 'ada,2024-01-01,12');
    expect(await complaint(file, '--by', 'segment')).toBe(
      '--by segment: no row of the ledger names a segment; name its column with --segment COLUMN',
    );
  });
});

test('survival by plan goes by the first one of a customer', () => {
  const durations = [
    { customerId: 'ada', duration: 14.5, event: false },
    { customerId: 'ben', duration: 12, event: true },
    { customerId: 'cem', duration: 1, event: false },
  ];
  const split = splitSurvival(rows, durations, { split: 'plan', confidence: 0.95, timeZone: 'UTC' });
  expect(split.parts.map(({ key, customers, left }) => [key, customers, left])).toEqual([
    ['Basic', 2, 1],
    [null, 1, 0],
  ]);
  expect(splitSurvivalTable(split).rows.map((cells) => cells.slice(0, 5))).toEqual([
    ['Basic', '2', '1', '12.0', '50.0%'],
    ['(none)', '1', '0', '-', '-'],
  ]);
});

describe('targets of a year', () => {
  const subscriptions: readonly Subscription[] = [
    monthly('ada', '2023-01-01', null, 100),
    monthly('ben', '2023-01-01', '2024-01-20', 50),
  ];
  const rulesIn = async (data: ReturnType<typeof pageData>) => {
    const figure = figuresOf(await htmlPage(reportSheet(data)))[2] ?? '';
    const panels = pictureOf(figure, 'wide').split('mark-group role-scope').slice(1);
    return panels.map((panel) => panel.match(/stroke-dasharray="1\.5,4"/g)?.length ?? 0);
  };

  test('stand beside figures of a year, and not beside those of a month', async () => {
    const data = pageData(subscriptions, '2023-12', '2024-03');
    expect(ratesPicture(data).caption).toBe(
      '2024-03: over 12 months NRR 66.7%, GRR 66.7%, customers 50.0%; in the period NRR 100.0%, GRR 100.0%, customers 100.0%. ' +
        'Yearly targets: NRR > 100% missed, GRR > 90% missed, Customers kept ≥ 77% missed.',
    );
    const [years, ...periods] = await rulesIn(data);
    expect(years).toBeGreaterThan(0);
    expect(periods.reduce((sum, count) => sum + count, 0)).toBe(0);
  });

  test('are not drawn where no year is over', async () => {
    const data = pageData(subscriptions, '2023-01', '2023-06');
    expect(ratesPicture(data).caption).toContain('so no target is drawn');
    expect((await rulesIn(data)).reduce((sum, count) => sum + count, 0)).toBe(0);
  });
});

describe('tables', () => {
  const table: Table = {
    title: 'Wide',
    columns: [
      { title: 'Cohort', left: true },
      { title: 'Customers' },
      ...Array.from({ length: 40 }, (_, age) => ({ title: String(age), group: age < 20 ? 'Early' : 'Late' })),
    ],
    rows: [
      ['old', '5', ...Array.from({ length: 40 }, (_, age) => `${age}.0`)],
      ['new', '6', '100.0', ...Array.from({ length: 39 }, () => '')],
    ],
    notes: [],
  };

  test('on a page are cut into parts that fit on paper, each with the names of its rows', () => {
    const html = htmlTable(table);
    expect(openTags(html)).toEqual([]);
    const parts = elements(html, 'table');
    expect(parts.map((part) => elements(part, 'th').filter((text) => /^\d+$/.test(text)).length)).toEqual([20, 20]);
    expect(parts.map((part) => elements(elements(part, 'tbody')[0] ?? '', 'tr').length)).toEqual([2, 1]);
    expect(parts.every((part) => part.includes('Customers'))).toBe(true);
  });

  test('in a terminal are cut between groups of columns', () => {
    expect(textTable(table, 500).split('\n\n')).toHaveLength(1);
    const [early = '', late = ''] = textTable(table, 150).split('\n\n');
    expect(early).toMatch(/^ +Early -+\nCohort +Customers +0 +1 /);
    expect(late).toMatch(/^ +Late -+\nCohort +Customers +20 +21 /);
  });
});

test('findings stand before the numbers, with their lines in the file', async () => {
  const file = write(
    'findings.csv',
    'customer_id,subscription_id,start,end,mrr',
    'ada,s1,2024-01-01,,12',
    'ada,s1,2024-01-01,,12',
    'ben,s2,2024-01-01,2024-01-01,5',
  );
  const { out } = await run(file, '--out', 'findings-report.csv');
  const [before = '', numbers] = out.split(/^Period +/m);
  expect(numbers).toBeDefined();
  expect(before).toContain('Before you trust these numbers');
  expect(before).toMatch(/ {2}- 1 row, on line 4: These rows are never paid/);
  expect(before).toMatch(/ {2}- 1 row, on line 3: These rows repeat an earlier one/);
  expect(text('findings-report.html')).toMatch(/<aside class="findings">[\s\S]*on line 4: These rows are never paid/);
});
