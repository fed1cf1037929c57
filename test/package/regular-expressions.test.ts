import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** Every regular expression of src, with the file that it stands in. */
function expressions(): { readonly file: string; readonly pattern: RegExp }[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => {
    const found: { readonly file: string; readonly pattern: RegExp }[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        found.push({ file, pattern: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)) });
      }
      ts.forEachChild(node, visit);
    };
    const text = readFileSync(`${source}${file}`, 'utf8');
    // Parsing takes longer than all the rest, and few files have one.
    if (/[=:(!?] ?\/[^/*\n]/.test(text)) visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
    return found;
  });
}

const starts = ['', '1', '1,234', "['", '2026-03-01T'];
const repeated = ['1', '1.', ',111', '.111', '1/', 'a', 'T', ' ', '-', "['", '[1', "\\'", '.a', 'T00:00:00'];
const texts = starts.flatMap((start) =>
  repeated.flatMap((part) => ['', 'x'].map((end) => start + part.repeat(10_000 / part.length) + end)),
);

/** The least of a few times: what a text takes, and not what else the machine did. */
function millisecondsFor(pattern: RegExp, text: string): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && least > 5; run += 1) {
    const start = performance.now();
    if (pattern.global) for (const _ of text.matchAll(pattern));
    else pattern.exec(text);
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

// A pattern that tries each place of a text against all that follow takes a hundred milliseconds and more for texts of this length.
test('no regular expression backtracks over a long text', () => {
  const all = expressions();
  expect(all.length).toBeGreaterThan(20);
  const slow = new Set<string>();
  for (const { file, pattern } of all) {
    if (texts.some((text) => millisecondsFor(pattern, text) > 20)) slow.add(`${file} ${pattern}`);
  }
  expect([...slow]).toEqual([]);
});
