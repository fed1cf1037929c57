import { defineConfig } from 'vitest/config';
import { LongFilesFirst } from './test/support/long-files-first.ts';

const pathTo = (file: string) => new URL(file, import.meta.url).pathname;

/** Programs run whole with their pictures, databases that are started, machines in other zones, how time grows, how often an interval holds. */
const slow = ['test/examples/**/*.test.ts', 'test/**/*.slow.test.ts'];

export default defineConfig({
  // The entries of their own first: an alias also takes what begins with it and a slash.
  resolve: {
    alias: {
      'tenure/stripe': pathTo('./src/stripe/index.ts'),
      'tenure/events': pathTo('./src/events/index.ts'),
      'tenure/invoices': pathTo('./src/invoices/index.ts'),
      'tenure/parts': pathTo('./src/parts/index.ts'),
      'tenure/schema': pathTo('./src/schema/index.ts'),
      tenure: pathTo('./src/index.ts'),
      typescript: pathTo('./test/support/typescript.ts'),
    },
  },
  test: {
    env: { TZ: 'America/New_York' },
    setupFiles: ['test/support/property-defaults.ts'],
    // Forks, because a worker thread cannot have a time zone of its own (test/zones has three more).
    pool: 'forks',
    // Most of what tests make is dropped at once: with room for more of it V8 has less to copy.
    execArgv: ['--max-semi-space-size=64'],
    // Every file in a process of its own would load the library and the runner anew, which takes as long as the tests.
    isolate: false,
    testTimeout: 60_000,
    // Vitest would leave one core of two idle.
    maxWorkers: 2,
    sequence: { sequencer: LongFilesFirst },
    reporters: ['default', './test/support/summary-reporter.ts'],
    projects: [
      { extends: true, test: { name: 'suite', include: ['test/**/*.test.ts'], exclude: slow } },
      { extends: true, test: { name: 'slow', include: slow } },
    ],
  },
});
