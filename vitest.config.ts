import { defineConfig } from 'vitest/config';
import { LongFilesFirst } from './test/support/long-files-first.ts';

const timeZones = ['Pacific/Apia', 'America/Havana', 'Australia/Lord_Howe'];

const pathTo = (file: string) => new URL(file, import.meta.url).pathname;

// Forks, because a worker thread cannot have a time zone of its own.
// Every file in a process of its own would load the library and the runner anew, which takes as long as the tests.
const shared = { pool: 'forks', isolate: false, testTimeout: 60_000 } as const;

export default defineConfig({
  // The entries of their own first: an alias also takes what begins with it and a slash.
  resolve: {
    alias: {
      'tenure/stripe': pathTo('./src/stripe/index.ts'),
      'tenure/events': pathTo('./src/events/index.ts'),
      'tenure/invoices': pathTo('./src/invoices/index.ts'),
      'tenure/schema': pathTo('./src/schema/index.ts'),
      tenure: pathTo('./src/index.ts'),
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: { ...shared, name: 'suite', include: ['test/**/*.test.ts'], env: { TZ: 'America/New_York' } },
      },
      ...timeZones.map((TZ) => ({
        extends: true as const,
        test: {
          ...shared,
          name: TZ,
          // Of the ledger what turns instants into local days, or counts days. test/package/imports.test.ts holds the rest of src
          // off the machine's clock.
          include: [
            'test/calendar/**/*.test.ts',
            'test/ledger/{rows,levels}/**/*.test.ts',
            'test/ledger/open-until.test.ts',
          ],
          exclude: ['**/{row-store,price-list,common-denominator}.test.ts'],
          // What hangs on the machine's zone shows at once or never.
          env: { TZ, PROPERTY_RUNS: process.env.PROPERTY_RUNS ?? '0.1' },
        },
      })),
    ],
    // Vitest would leave one core of two idle.
    maxWorkers: 2,
    sequence: { sequencer: LongFilesFirst },
    reporters: ['default', './test/support/summary-reporter.ts'],
  },
});
