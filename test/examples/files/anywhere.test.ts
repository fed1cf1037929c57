import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { readLedgerFile } from '../../../docs/examples/support/read/ledger/read-ledger.ts';
import { root } from '../run-example.ts';
import { lines } from './open-file.ts';

const start = join(root, 'docs/examples/support/read');
const entries = ['ledger/read-ledger.ts', 'ledger/read-rates.ts', 'read-list.ts', 'read-answers.ts', 'file-kind.ts'];

/** A file, and all that it imports of the examples; packages by name. */
function reached(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/^[^'`\n]* from '([^']+)';$/gm)) {
    if (from.startsWith('.')) reached(join(dirname(file), from), found);
    else found.add(from);
  }
  return found;
}

test('the reader needs no Node: it imports the library, the splitter of its own folder, the words of the programs, and no more', () => {
  const all = new Set(entries.flatMap((entry) => [...reached(join(start, entry))]));
  const packages = [...all].filter((name) => !name.startsWith('/'));
  expect(packages.sort()).toEqual(['csv-parse/browser/esm/sync', 'tenure', 'tenure/schema']);
  const outside = [...all].filter((name) => name.startsWith('/') && !name.startsWith(start));
  const words = ['language/formats.ts', 'language/german.ts', 'language/language.ts'];
  const names = outside.map((file) => relative(join(root, 'docs/examples/support'), file));
  expect(names.sort()).toEqual(['input-error.ts', ...words]);
});

test('what the programs find out, and their pages, need no Node either: the workbench of the site has them in a browser', () => {
  const results = [
    'report/report-results.ts',
    'cohorts/cohort-results.ts',
    'survival/survival-results.ts',
    'compare/compare-results.ts',
    'usage/usage-results.ts',
    'usage/usage-book.ts',
    'surveys/survey-results.ts',
    'tickets/ticket-results.ts',
    'health/health-results.ts',
    'health/health-book.ts',
  ];
  const others = ['open/ledger-book.ts', 'out/csv-text.ts', 'page/document.ts', 'page/markdown.ts', 'page/svg-file.ts'];
  const support = join(root, 'docs/examples/support');
  const all = new Set([...results, ...others].flatMap((entry) => [...reached(join(support, entry))]));
  const packages = [...all].filter((name) => !name.startsWith('/'));
  expect(packages.sort()).toEqual([
    'csv-parse/browser/esm/sync',
    'csv-stringify/browser/esm/sync',
    'tenure',
    'tenure/schema',
    'vega',
    'vega-lite',
  ]);
});

test('bytes in, rows out', () => {
  const bytes = new TextEncoder().encode(
    lines('Kunde;Beginn;Preis;Turnus', 'ada;01.01.2026;49,90;Monat', 'ben;13.01.2026;5,00;Jahr'),
  );
  const choices = {
    ignored: [],
    columns: new Map<string, string>(),
    timeZone: 'UTC',
    endInclusive: false,
    amounts: 'major',
    openEnds: [],
    leaveOut: [],
    export: undefined,
  } as const;
  const { rows, lines: places } = readLedgerFile({ name: 'bestand.csv', bytes }, choices);
  expect(rows).toEqual([
    { customerId: 'ada', start: '2026-01-01', amount: '49.90', interval: 'month' },
    { customerId: 'ben', start: '2026-01-13', amount: '5.00', interval: 'year' },
  ]);
  expect(places).toEqual([2, 3]);
});
