import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { rooms } from './rooms.ts';

// Stryker runs the tests in a worker thread, which has the time zone of its process.
process.env.TZ = 'America/New_York';
process.env.PROPERTY_RUNS ??= '0.2';

const pathTo = (file: string) => new URL(file, import.meta.url).pathname;
const tests = rooms[process.env.MUTATION_ROOM ?? ''] ?? [];

/** Worked examples first: they end most mutants within milliseconds, and only what is left meets the properties. */
class ExamplesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      /propert|periods|agreement|segments|oracle\/churn/.test(moduleId) ? 1 : 0;
    return files.sort((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

export default defineConfig({
  resolve: { alias: { tenure: pathTo('../../src/index.ts') } },
  test: {
    include: tests.map((name) => `test/${name}${name.includes('/') ? '' : '/**/*'}.test.ts`),
    exclude: ['test/ledger/million-rows.test.ts'],
    testTimeout: 60_000,
    sequence: { sequencer: ExamplesFirst },
  },
});
