import { describe, expect, test } from 'vitest';
import { german, germanChanges } from '../../docs/examples/support/language/german.ts';
import { paidFields } from '../../src/compare/snapshots/row-texts.ts';
import { filesBelow, readText } from './find-examples.ts';

/** Each row: the English term, the page it leads to, and the German term without its abbreviation. */
const glossary = rowsOf('docs/glossary.md').flatMap(([link = '', term = '']) => {
  const [, english, page] = /^\[(.*)\]\((.*)\)$/.exec(link) ?? [];
  return english === undefined || page === undefined ? [] : [{ english, page, term: term.replace(/ \([A-Z]+\)$/, '') }];
});
const metrics = glossary.filter(({ page }) => page.startsWith('metrics/') && !page.includes('#'));
const termOf = (page: string) => metrics.find((row) => row.page === page)?.term;

function rowsOf(file: string): string[][] {
  return [...readText(file).matchAll(/^\| (.*) \|$/gm)].map(([, cells = '']) =>
    cells.split(' | ').map((cell) => cell.trim()),
  );
}

describe('the German glossary', () => {
  test.each(filesBelow('docs/metrics/', '.md'))('%s begins with its term', (file) => {
    const [, line = ''] = /^German: (.*)$/m.exec(readText(file)) ?? [];
    const term = termOf(file.replace('docs/', ''));
    expect(term).toBeDefined();
    expect(line.slice(0, term?.length)).toBe(term);
    expect(line.slice(term?.length)).toMatch(/^[,.; ]/);
  });

  test('has the terms of the index', () => {
    const indexed = rowsOf('docs/README.md').flatMap(([link = '', , term]) => {
      const [, page] = /\]\((metrics\/.*)\)/.exec(link) ?? [];
      return page === undefined ? [] : [[page, term]];
    });
    expect(indexed.length).toBeGreaterThan(90);
    expect(indexed.filter(([page = '', term]) => termOf(page) !== term)).toEqual([]);
  });

  test('has no term twice, in either language', () => {
    for (const words of [glossary.map(({ english }) => english), glossary.map(({ term }) => term)]) {
      expect(words.filter((word, place) => words.indexOf(word) !== place)).toEqual([]);
    }
  });

  test('has the words of the programs', () => {
    const said: Readonly<Record<string, string>> = german;
    const both = glossary.filter(({ english }) => Object.hasOwn(said, english));
    expect(both.length).toBeGreaterThan(15);
    const lower = (word = '') => word.charAt(0).toLowerCase() + word.slice(1);
    expect(both.filter(({ english, term }) => lower(said[english]) !== lower(term))).toEqual([]);
  });

  test('has a word for each change of a row', () => {
    expect(Object.keys(germanChanges)).toEqual(['added', 'removed', ...paidFields]);
  });
});
