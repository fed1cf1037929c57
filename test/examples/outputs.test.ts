import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { build } from 'esbuild';
import type { Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { main as compare } from '../../docs/examples/compare.ts';
import { main as report } from '../../docs/examples/report.ts';
import { excelText } from '../../docs/examples/support/out/csv-text.ts';
import { besides } from '../../docs/examples/support/out/outputs.ts';
import { markdown } from '../../docs/examples/support/page/markdown.ts';
import type { Sheet } from '../../docs/examples/support/page/sheet.ts';
import { svgFile } from '../../docs/examples/support/page/svg-file.ts';
import { reportSheet } from '../../docs/examples/support/report/report-sheet.ts';
import { openTags } from './markup.ts';
import { monthly, pageData } from './page-data.ts';
import { exampleIn, root } from './run-example.ts';

const { folder, run, text, write, complaint } = exampleIn('outputs', report);
const comparing = exampleIn('outputs-compare', compare);

const ledger = () =>
  write(
    'ledger.csv',
    'customer_id,start,end,mrr,plan,currency',
    'ada,2024-01-01,,1200.5,Basic,EUR',
    'ben,2024-01-15,2024-02-10,30,Pro,EUR',
    '=HYPERLINK(1),2024-02-01,,20,Pro,EUR',
  );

describe('every file is named after --out', () => {
  test('a name with an ending, without, and in a folder', () => {
    expect(['a.csv', 'a', 'x.y/a', 'x.y/a.b.csv'].map((out) => besides(out, '.html'))).toEqual([
      'a.html',
      'a.html',
      'x.y/a.html',
      'x.y/a.b.html',
    ]);
  });

  test('two runs write different files', async () => {
    await run(ledger(), '--out', 'one.csv', '--to', '2024-02');
    await run(ledger(), '--out', 'two.csv', '--to', '2024-02', '--by', 'plan', '--pictures', 'svg', '--html', 'none');
    const found = readdirSync(folder).filter((file) => /^(one|two)/.test(file));
    expect(found.sort()).toEqual([
      'one.csv',
      'one.html',
      'two-by-plan.csv',
      'two-customers.svg',
      'two-mrr.svg',
      'two-plan.svg',
      'two-retention.svg',
      'two-waterfall.svg',
      'two.csv',
    ]);
  });

  test.each([
    [['--pictures', 'gif'], "--pictures must be one of svg, png; received 'gif'"],
    [['--excel', 'fr'], "--excel must be one of de; received 'fr'"],
    [['--lang', 'fr'], "--lang must be one of en, de; received 'fr'"],
    [['--by', 'month,quarter'], "--by takes one length of periods and one of plan, segment; received 'month,quarter'"],
  ])('%j is refused in one line', async (args, message) => {
    expect(await complaint(...args)).toBe(message);
  });
});

describe('a picture as a file', () => {
  const rows: readonly Subscription[] = [
    monthly('ada', '2024-01-10', '2024-03-05', 1000),
    monthly('a<b>', '2024-02-01', null, 80),
  ];
  const [, waterfall] = reportSheet(pageData(rows, '2024-01', '2024-02')).pictures;

  test('needs no page: it has its own colours, its title, its legend and its caption', async () => {
    if (waterfall === undefined) throw new Error('no waterfall');
    const svg = await svgFile(waterfall);
    expect(openTags(svg)).toEqual([]);
    expect(svg).not.toMatch(/var\(|inherit/);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="[\d.]+" height="[\d.]+"/);
    for (const part of [waterfall.title, 'opening and closing MRR', 'The axis does not begin at zero.']) {
      expect(svg).toContain(part);
    }
  });

  test('as PNG it is drawn at twice its size', async () => {
    await run(ledger(), '--out', 'drawn.csv', '--to', '2024-02', '--pictures', 'png', '--html', 'none');
    const png = readFileSync(join(folder, 'drawn-waterfall.png'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(2000);
  });

  test('the bridge foots in it: each bar begins where the one above ends', () => {
    const { opening, new: won, closing } = pageData(rows, '2024-01', '2024-02').statement;
    expect([opening, won, closing]).toEqual([1000, 80, 1080]);
    expect(waterfall?.caption).toBe(
      '2024-02: from 1,000.00 EUR to 1,080.00 EUR, up 80.00 EUR. The axis does not begin at zero.',
    );
  });
});

describe('CSV for Excel', () => {
  test('semicolons, decimal commas, dates and a mark of UTF-8; a formula in a cell stays text', () => {
    const rows = [{ day: '2025-12-31', at: '2025-12-31T10:20:30Z', name: '=1+1', rate: -1234.5, ok: true, none: null }];
    expect(excelText(rows)).toBe(
      "\ufeffday;at;name;rate;ok;none\r\n31.12.2025;31.12.2025 10:20:30;'=1+1;-1234,5;true;\r\n",
    );
  });

  test('of a report', async () => {
    await run(ledger(), '--out', 'excel.csv', '--to', '2024-02', '--excel', 'de', '--html', 'none');
    const [first] = parse<Record<string, string>>(text('excel.csv'), { bom: true, columns: true, delimiter: ';' });
    expect(first).toMatchObject({ period: '2024-01', closingMrr: '1230,5', complete: 'true' });
  });
});

describe('Markdown', () => {
  test('holds facts, findings, pictures and tables, and obeys no name', () => {
    const sheet: Sheet = {
      title: 'Report',
      subject: 'a|b.csv',
      facts: [['Ledger', '<b>x</b>']],
      findings: ['2 rows: `end`'],
      pictures: [
        { name: 'mrr', title: 'MRR', description: '', caption: 'Up.', legend: [], spec: () => ({ hconcat: [] }) },
      ],
      tables: [
        {
          title: 'All',
          columns: [
            { title: 'Name', left: true },
            { title: 'NRR', group: 'Year' },
          ],
          rows: [['a|b', '100%']],
          notes: ['Note.'],
        },
      ],
    };
    expect(markdown(sheet, (name) => `x-${name}.svg`)).toBe(
      [
        '# Report: a\\|b.csv',
        '- Ledger: \\<b\\>x\\</b\\>',
        '## Before you trust these numbers',
        '- 2 rows: \\`end\\`',
        '## MRR',
        '![MRR](<x-mrr.svg>)',
        'Up.',
        '## All',
        '| Name | Year: NRR |\n| :-- | --: |\n| a\\|b | 100% |',
        'Note.\n',
      ].join('\n\n'),
    );
  });

  test('is what --out says by its ending', async () => {
    const { out } = await run(ledger(), '--out', 'report.md', '--as-of', '2024-03-01', '--by', 'plan');
    expect(out).toMatch(/Markdown: .*report\.md/);
    expect(text('report.md')).toMatch(/^# Retention report: ledger\.csv\n/);
    expect(text('report.md')).toContain('| Pro | 30.00 | 20.00 |');
    expect(existsSync(join(folder, 'report.html'))).toBe(true);
  });
});

test('compare writes an honest file where nothing differs', async () => {
  const file = comparing.write('same.csv', 'customer_id,start,mrr', 'ada,2024-01-01,12');
  const { out } = await comparing.run(file, '--b', 'standard', '--period', '2024-01');
  expect(out).toContain('The definitions are the same, so nothing differs.');
  const rows = comparing.csv('policy-comparison.csv');
  expect(rows.map(({ customerId, line, closing }) => [customerId, line, closing])).toEqual([
    ['', 'a', '12'],
    ['', 'b', '12'],
    ['', 'difference', '0'],
  ]);
});

test('pages and pictures run without Node', async () => {
  const sheets = [
    'report/report',
    'cohorts/cohort',
    'survival/survival',
    'compare/compare',
    'usage/usage',
    'health/health',
  ];
  const support = './docs/examples/support';
  const lines = [
    `export * from '${support}/page/document.ts';`,
    `export * from '${support}/page/svg-file.ts';`,
    `export * from '${support}/page/markdown.ts';`,
    ...sheets.map((sheet) => `export * from '${support}/${sheet}-sheet.ts';`),
  ];
  const { errors, metafile } = await build({
    stdin: { contents: lines.join('\n'), resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    external: ['tenure', 'vega', 'vega-lite'],
    logLevel: 'silent',
  });
  expect(errors).toEqual([]);
  const imports = Object.values(metafile.outputs).flatMap(({ imports: own }) => own.map(({ path }) => path));
  expect([...new Set(imports)].sort()).toEqual(['tenure', 'vega', 'vega-lite']);
});
