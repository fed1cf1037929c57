import { readFileSync } from 'node:fs';
import * as tenure from 'tenure';
import * as parts from 'tenure/parts';
import { expect, test } from 'vitest';

const page = readFileSync(new URL('../../docs/parts.md', import.meta.url), 'utf8');
const [, tables = ''] = page.split('## Which results have parts');
const [withParts = '', withoutParts = ''] = tables.split('These functions have no part:');
const functionsOf = (module: object) =>
  Object.entries(module).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
const namedIn = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);

test('the page has every function with parts, and each is one of the main entry', () => {
  const own = functionsOf(parts).filter((name) => name !== 'together');
  const [table = ''] = withParts.split('`latestPerCustomer`');
  expect(namedIn(table).sort()).toEqual(own.sort());
  expect(own.filter((name) => !functionsOf(tenure).includes(name))).toEqual([]);
});

test('the page has no function among those without parts that has some', () => {
  const named = namedIn(withoutParts.split('## ')[0] as string);
  expect(named.length).toBeGreaterThan(10);
  const all = functionsOf(tenure);
  expect(
    named.filter((name) => all.includes(name) && functionsOf(parts).includes(name) && name !== 'backtestScores'),
  ).toEqual([]);
  expect(named.filter((name) => !all.includes(name))).toEqual([]);
});
