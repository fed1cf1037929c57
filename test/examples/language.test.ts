import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { retentionCohorts, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { cohortSheet } from '../../docs/examples/support/cohorts/cohort-sheet.ts';
import {
  amount,
  dateText,
  decimals,
  grouped,
  percent,
  periodText,
  shortPercent,
  signed,
} from '../../docs/examples/support/language/formats.ts';
import { german } from '../../docs/examples/support/language/german.ts';
import { inLanguage, type Language, language, say, sayName } from '../../docs/examples/support/language/language.ts';
import { htmlPage } from '../../docs/examples/support/page/document.ts';
import { reportSheet } from '../../docs/examples/support/report/report-sheet.ts';
import { openTags } from './markup.ts';
import { monthly, pageData } from './page-data.ts';
import { root } from './run-example.ts';

const inBoth = async <Result>(run: () => Result) =>
  Promise.all((['en', 'de'] as const).map((own: Language) => inLanguage(own, async () => run())));

describe('the dictionary', () => {
  const sources = ['docs/examples', 'docs/site/workbench']
    .map((folder) => join(root, folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('german.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const names = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

  test('fills in German what is filled in English', () => {
    for (const [text, translated] of Object.entries(german))
      expect([text, names(translated)]).toEqual([text, names(text)]);
  });

  test('has no text that nobody says', () => {
    // Names of bands, which a model gives, and not the pages.
    const ofModels = ['red', 'yellow', 'green'];
    const unsaid = Object.keys(german).filter(
      (text) => !sources.includes(`'${text}'`) && !sources.includes(`"${text}"`) && !ofModels.includes(text),
    );
    expect(unsaid).toEqual([]);
  });
});

describe('numbers and dates', () => {
  test('are written as the language writes them', async () => {
    const written = () => [
      amount(1_234_567.8),
      signed(-1234.5),
      decimals(0.05, 3),
      grouped('1000'),
      percent(0.123),
      shortPercent(0.9),
      shortPercent(0.975),
      dateText('2026-03-31'),
      dateText('2026-03-31T10:00:00Z'),
      periodText('2026-03'),
      periodText('2026-Q1'),
      periodText('2026'),
    ];
    expect(await inBoth(written)).toEqual([
      [
        '1,234,567.80',
        '-1,234.50',
        '0.050',
        '1,000',
        '12.3%',
        '90%',
        '97.5%',
        '2026-03-31',
        '2026-03-31T10:00:00Z',
        '2026-03',
        '2026-Q1',
        '2026',
      ],
      [
        '1.234.567,80',
        '-1.234,50',
        '0,050',
        '1.000',
        '12,3\u00a0%',
        '90\u00a0%',
        '97,5\u00a0%',
        '31.03.2026',
        '2026-03-31T10:00:00Z',
        '03/2026',
        'Q1/2026',
        '2026',
      ],
    ]);
  });
});

test('a text is filled, a name that is no word stays, and the language ends with the run', async () => {
  const said = () => [say('{count} customers', { count: 3 }), sayName('red'), sayName('Gold'), language()];
  expect([await inLanguage('de', async () => said()), said()]).toEqual([
    ['3 Kunden', 'rot', 'Gold', 'de'],
    ['3 customers', 'red', 'Gold', 'en'],
  ]);
  await expect(inLanguage('de', () => Promise.reject(new Error('stop')))).rejects.toThrow('stop');
  expect(language()).toBe('en');
});

describe('a German page', () => {
  const rows: readonly Subscription[] = [
    monthly('ada', '2022-01-10', '2024-03-05', 1000),
    monthly('ben', '2022-05-01', null, 24_000.5),
    monthly('cem', '2024-02-01', null, 80),
  ];
  /** Whole texts of the dictionary, which no German page may hold. */
  const english = Object.entries(german)
    .filter(([text, translated]) => text !== translated && text.length > 12 && !text.includes('{'))
    .map(([text]) => text);

  test.each([
    ['report', () => reportSheet(pageData(rows, '2023-12', '2024-03', { asOf: '2024-03-15' }))],
    [
      'cohorts',
      () =>
        cohortSheet({
          name: 'a.csv',
          rowCount: 3,
          notes: [],
          triangle: { ...retentionCohorts(rows, { asOf: '2024-04-01', unit: 'year' }), by: 'year', ages: 'elapsed' },
          asOf: { instant: '2024-04-01', reason: '--as-of' },
          timeZone: 'UTC',
          currency: 'EUR',
          findings: [],
        }),
    ],
  ])('%s: says nothing in English, and closes what it opens', async (_, sheetOf) => {
    const html = await inLanguage('de', () => htmlPage(sheetOf()));
    expect(html).toContain('<html lang="de">');
    expect(openTags(html)).toEqual([]);
    expect(english.filter((text) => html.includes(`>${text}<`))).toEqual([]);
  });

  test('has German numbers also on its axes', async () => {
    const html = await inLanguage('de', () => htmlPage(reportSheet(pageData(rows, '2023-12', '2024-03'))));
    expect(html).toMatch(/>25 T</);
    expect(html).toMatch(/>01\/2024</);
    expect(html).toContain('25.080,50 EUR');
    expect(html).not.toMatch(/\d%</);
  });
});
