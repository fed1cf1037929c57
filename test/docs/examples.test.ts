import { describe, expect, test } from 'vitest';
import { countTags, type Example, filesBelow, pageExamples, pages, sourceExamples } from './find-examples.ts';
import { modules, runExample } from './run-example.ts';

const sources = filesBelow('src/', '.ts').map((file) => ({ file, ...sourceExamples(file) }));
const documented = sources.flatMap(({ examples }) => examples);
// Those of databases run beside a server, in test/sql.
const plain = pages().filter((file) => file !== 'docs/data/sql.md');
const examples: Example[] = [...plain.flatMap(pageExamples), ...documented];

/** Several examples under one heading are told apart by number. */
function titled(list: readonly Example[]): [string, Example][] {
  const seen = new Map<string, number>();
  return list.map((example) => {
    const title = `${example.file}: ${example.name}`;
    const count = (seen.get(title) ?? 0) + 1;
    seen.set(title, count);
    return [count === 1 ? title : `${title} (${count})`, example];
  });
}

describe('examples', () => {
  test.each(titled(examples))('%s', (_, { code, files }) => runExample(code, files));

  test('are all found: each @example has a block of code and stands above a declaration', () => {
    expect(sources.flatMap(({ undocumented }) => undocumented)).toEqual([]);
    for (const { file, examples: own } of sources) expect(own.length, file).toBeGreaterThanOrEqual(countTags(file));
  });
});

describe('every public function has an example', () => {
  const functions = Object.values(modules)
    .flatMap((module) => Object.entries(module))
    .filter(([, value]) => typeof value === 'function');

  test.each(functions.map(([name]) => name))('%s', (name) => {
    expect(documented.some((example) => example.name === name)).toBe(true);
  });
});

describe('the runner of examples', () => {
  test.each([
    ['a wrong value', 'convertRate(0, { from: "day", to: "day" }) // => 1'],
    ['a value that is not close', '0.123 // => 0.124 (to 3 digits)'],
    ['a missing claim', 'const rate = 1'],
    ['a claim behind a declaration', 'const rate = 1 // => 1'],
    ['a claim that is never reached', 'if (false) {\n  1 // => 1\n}'],
    ['a call that does not throw', 'month("2026-01") // throws INVALID_PERIOD'],
    ['another code', 'month("2026-13") // throws INVALID_OPTION'],
    ['another message', 'month("2026-13") // throws INVALID_PERIOD: no'],
    ['an error that is not of tenure', 'missing() // throws INVALID_PERIOD'],
    ['an unknown import', 'import { monthly } from "tenure"\n1 // => 1'],
    ['an import of another entry', 'import { month } from "tenure/events"\n1 // => 1'],
    ['an import from elsewhere', 'import { month } from "elsewhere"\n1 // => 1'],
    ['a default export that is none', 'import tenure from "tenure"\ntenure // => 1'],
    ['a promise for its value', 'Promise.resolve(1) // => 1'],
    ['a wrong value after a wait', 'await null\n1 // => 2'],
  ])('refuses %s', async (_, code) => {
    await expect(runExample(code)).rejects.toThrow();
  });

  test.each([
    ['a bracket after a line without a semicolon', 'const a = 1\n[a, 2] // => [1, 2]\n(a) // => 1'],
    ['a list over several lines', 'const list = [\n  [1, 2],\n  [3, 4],\n]\nlist.flat() // => [1, 2, 3, 4]'],
    ['a claim on the next line', 'month("2026-13")\n// throws INVALID_PERIOD'],
    ['types', 'import { type Ratio } from "tenure"\nconst whole: Ratio["value"] = 1\nwhole // => 1'],
    ['a name of its own for a value', 'const period = month("2026-03")\nperiod.label // => "2026-03"'],
    ['digits', '0.12345 // => 0.1234 (to 3 digits)'],
    ['a value to wait for', 'await Promise.resolve(1) // => 1'],
    ['a name of its own for an import', 'import { month as m } from "tenure"\nm("2026-03").label // => "2026-03"'],
    ['classes of other packages', 'import { Utf8 } from "apache-arrow"\nnew Utf8().toString() // => "Utf8"'],
    ['a whole entry', 'import * as parts from "tenure/parts"\nparts.mrr("2026-03-01").part([]).rows // => 0'],
    ['a default export', 'import v8 from "node:v8"\nv8.deserialize(v8.serialize(1)) // => 1'],
  ])('accepts %s', async (_, code) => {
    await runExample(code);
  });

  test('has the files of a page beside its examples, with tenure in them', async () => {
    const code = `
      import { parentPort } from 'node:worker_threads';
      import { month } from 'tenure';
      const label: string = month('2026-03').label;
      parentPort?.postMessage(label);`;
    const starts = `
      import { once } from 'node:events';
      import { Worker } from 'node:worker_threads';
      await once(new Worker('./answer.js'), 'message') // => ['2026-03']`;
    await runExample(starts, [{ name: 'answer.js', code }]);
  });
});
