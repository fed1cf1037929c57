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
    const isSlow = ({ moduleId }: TestSpecification) =>
      /propert|agreement|segments|churn|builder|exact-money/.test(moduleId);
    return [...files.filter((file) => !isSlow(file)), ...files.filter(isSlow)];
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
