import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { Decimal } from 'decimal.js';
import * as tenure from 'tenure';
import { describe, expect, test } from 'vitest';
import { docPages, filesBelow, pages, readText, splitPage } from './find-examples.ts';
import { opening, withReference } from './reference.ts';
import { modules } from './run-example.ts';

const root = new URL('../../', import.meta.url);
const metricPages = filesBelow('docs/metrics/', '.md');
const conceptPages = filesBelow('docs/concepts/', '.md');
const dataPages = filesBelow('docs/data/', '.md');

function proseOf(file: string): string {
  return splitPage(readText(file)).prose;
}

function linksOf(file: string): string[] {
  const targets = [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:|^#/.test(target)).map((target) => target.replace(/#.*$/, ''));
}

function errorFrom(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('links', () => {
  test.each(pages())('%s leads to files that exist', (file) => {
    const dead = linksOf(file).filter((target) => !existsSync(new URL(join(dirname(file), target), root)));
    expect(dead).toEqual([]);
  });

  test('the index has every page', () => {
    const indexed = linksOf('docs/README.md').map((target) => join('docs', target));
    const others = docPages().filter((file) => file !== 'docs/README.md');
    expect(others.filter((file) => !indexed.includes(file))).toEqual([]);
  });
});

describe('the recipes of CONTRIBUTING.md', () => {
  test('name files and folders that exist', () => {
    const named = [...proseOf('docs/CONTRIBUTING.md').matchAll(/`((?:src|test|docs|bench)\/[\w./-]*)`/g)];
    expect(named.length).toBeGreaterThan(30);
    expect(named.map(([, path = '']) => path).filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  });

  test('name scripts that exist', () => {
    const { scripts } = JSON.parse(readText('package.json'));
    const named = [...readText('docs/CONTRIBUTING.md').matchAll(/npm run ([\w-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

describe('every public function has its place in the docs', () => {
  const functions = Object.values(modules)
    .flatMap((module) => Object.entries(module))
    .filter(([, value]) => typeof value === 'function');
  const words = new Set(
    [...metricPages, ...conceptPages, ...dataPages].flatMap((file) => readText(file).match(/\w+/g) ?? []),
  );

  test.each(functions.map(([name]) => name))('%s', (name) => {
    // A matcher would print all the text that it looked through.
    expect(words.has(name), `no page of docs/ names ${name}`).toBe(true);
  });
});

describe('metric pages', () => {
  const answers = ['When to use it', 'How to read it', 'What is usual'];
  const headings = ['Definition', 'Formula', 'Worked example', 'Variants', 'When it is null', 'Pitfalls', 'Sources'];

  test.each(metricPages)('%s is built like the others, and named after its function', (file) => {
    const text = proseOf(file);
    const [, name = ''] = /^# .*: `(\w+)`$/m.exec(text) ?? [];
    expect(typeof (tenure as Record<string, unknown>)[name]).toBe('function');
    expect(file).toBe(`docs/metrics/${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.md`);
    expect(text).toMatch(/^German: /m);
    const found = [...text.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
    expect(found.slice(-headings.length)).toEqual(headings);
    const before = found.slice(0, -headings.length);
    const own = before.filter((heading) => answers.includes(heading));
    expect(own).toEqual(answers.filter((heading) => own.includes(heading)));
    // What the types write stands above them.
    const [first, ...rest] = before.slice(0, before.length - own.length);
    if (text.includes(opening)) expect([first, rest.at(-1)]).toEqual(['Signature', 'Result']);
    else expect(first).toBeUndefined();
  });

  test.each(metricPages.filter((file) => readText(file).includes(opening)))('%s says what the types say', (file) => {
    const text = readText(file);
    const [, name = ''] = /^# .*: `(\w+)`$/m.exec(text) ?? [];
    // Else: `npm run api`.
    expect(withReference(text, name)).toBe(text);
  });
});

describe('options', () => {
  const [, known = ''] =
    /expected one of (.*)$/.exec(String(errorFrom(() => tenure.ledger([], { '': 0 } as object)))) ?? [];
  const options = known.split(', ');
  const literal = `'[^'\`]*'|null|\\d+|{[^\`]*}|Decimal`;
  const option = new RegExp(`\`(${options.join('|')}): (${literal})\``, 'g');

  function mentionsIn(file: string) {
    return [...proseOf(file).matchAll(option)].map(([, key = '', value = '']) => ({ key, value }));
  }

  test('all stand on the policy page', () => {
    const named = new Set(mentionsIn('docs/concepts/policy.md').map(({ key }) => key));
    expect(options.filter((key) => !named.has(key))).toEqual([]);
  });

  test('each has an example of its own on the policy page, in which it is given', () => {
    const { blocks } = splitPage(readText('docs/concepts/policy.md'));
    const shown = options.filter((key) =>
      blocks.some(({ name, code }) => name.includes(`\`${key}\``) && code.includes(`${key}: `)),
    );
    expect(shown).toEqual(options);
  });

  test.each(pages())('%s names values that are accepted', (file) => {
    for (const { key, value } of mentionsIn(file)) {
      const policy = new Function('Decimal', `return { asOf: '2026-04-01', ${key}: ${value} }`)(Decimal);
      expect(() => tenure.ledger([], policy), `${key}: ${value}`).not.toThrow();
    }
  });
});

describe('the table of errors', () => {
  const [table = '', calls = ''] = readText('docs/concepts/errors.md').split('## The calls behind the table');
  const rows = [...table.matchAll(/^\| `([A-Z_]+)` *\|.*\| `(.+)` *\|$/gm)].map(([, code, message]) => [code, message]);

  test('has every code', () => {
    const [, type = ''] = /MetricsErrorCode =([^;]+);/.exec(readText('src/errors.ts')) ?? [];
    expect(rows.map(([code]) => code)).toEqual([...type.matchAll(/'([A-Z_]+)'/g)].map(([, code]) => code));
  });

  test.each(rows)('has the message of a call that is run: %s', (code, message) => {
    expect(calls).toContain(`// throws ${code}: ${message}\n`);
  });
});
