// What tests import as 'vitest', as far as the tests of the mutated rooms use it: tests are gathered, and run one by one until the first fails.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
// Packages of Vitest's own, which stand beside it.
const beside = (name) => import(join(dirname(require.resolve('vitest/package.json')), '..', name));
const [chai, matchers, spies, types] = await Promise.all([
  beside('chai/index.js'),
  beside('@vitest/expect/dist/index.js'),
  beside('@vitest/spy/dist/index.js'),
  beside('expect-type/dist/index.js'),
]);
for (const plugin of [matchers.JestExtend, matchers.JestChaiExpect, matchers.JestAsymmetricMatchers]) chai.use(plugin);
chai.expect.extend(chai.expect, matchers.customMatchers);
// A counterexample is enough; nobody reads the smallest.
require('fast-check').configureGlobal({ endOnFailure: true });

/** The suite that is being gathered. */
let gathering;

const suite = () => ({ beforeAll: [], beforeEach: [], afterEach: [], items: [] });
const hook = (name) => (body) => void gathering[name].push(body);
/** Rows are taken apart where all are lists. */
const cases = (rows, body) => rows.map((row) => () => (rows.every(Array.isArray) ? body(...row) : body(row)));

function describe(_name, body) {
  const [own, outer] = [suite(), gathering];
  outer.items.push(own);
  gathering = own;
  body();
  gathering = outer;
}
function test(name, body) {
  gathering.items.push({ name, body });
}
for (const declare of [describe, test]) {
  declare.each = (rows) => (name, body) => {
    for (const own of cases(rows, body)) declare(name, own);
  };
  declare.skipIf = (isSkipped) => (isSkipped ? () => undefined : declare);
}

export const api = {
  describe,
  test,
  it: test,
  expect: chai.expect,
  expectTypeOf: types.expectTypeOf,
  beforeAll: hook('beforeAll'),
  beforeEach: hook('beforeEach'),
  afterEach: hook('afterEach'),
  vi: { setConfig: () => undefined, spyOn: spies.spyOn, restoreAllMocks: spies.restoreAllMocks },
};

const sizeOf = ({ items }) => items.reduce((size, item) => size + (item.items ? sizeOf(item) : 1), 0);

/**
 * Runs the tests of a file that have the numbers wanted, or all of them; the first that fails throws. `enter` is told each number before its
 * test, and -1 before what is of no test alone.
 */
export async function runFile(open, wanted, enter) {
  const top = suite();
  gathering = top;
  enter(-1);
  await open();
  let number = 0;
  const isWanted = (own) => wanted === undefined || wanted.includes(own);
  const runSuite = async ({ beforeAll, beforeEach, afterEach, items }, before, after) => {
    const numbers = Array.from({ length: sizeOf({ items }) }, (_, i) => number + i);
    if (!numbers.some(isWanted)) {
      number += numbers.length;
      return;
    }
    enter(-1);
    for (const body of beforeAll) await body();
    const [first, last] = [
      [...before, ...beforeEach],
      [...afterEach, ...after],
    ];
    for (const item of items) {
      if (item.items) {
        await runSuite(item, first, last);
        continue;
      }
      const own = number;
      number += 1;
      if (!isWanted(own)) continue;
      enter(own);
      try {
        for (const body of [...first, item.body]) await body();
      } catch (error) {
        throw new Error(`${item.name}: ${error?.message ?? error}`);
      } finally {
        for (const body of last) await body();
      }
    }
  };
  await runSuite(top, [], []);
}
