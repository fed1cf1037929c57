import * as fc from 'fast-check';
import { test } from 'vitest';
import { InputError } from '../../../docs/examples/support/input-error.ts';
import { readLedgerFile } from '../../../docs/examples/support/read/ledger/read-ledger.ts';
import { readRatesFile } from '../../../docs/examples/support/read/ledger/read-rates.ts';
import { readAnswersFile } from '../../../docs/examples/support/read/read-answers.ts';
import { readEventsFile, readPaymentsFile, readTicketsFile } from '../../../docs/examples/support/read/read-list.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const common = { ignored: [], columns: new Map<string, string>(), timeZone: 'Europe/Berlin' } as const;
const ledger = {
  ...common,
  endInclusive: true,
  amounts: 'minor',
  openEnds: [],
  leaveOut: [],
  export: undefined,
} as const;
const scales = { nps: [0, 10], csat: [1, 5], ces: [1, 7] } as const;
const answers = { ...common, themeSeparator: ';', scales, usual: 'nps', needsCustomer: false } as const;

const readers = {
  ledger: (bytes: Uint8Array) => readLedgerFile({ name: 'f', bytes }, ledger),
  events: (bytes: Uint8Array) => readEventsFile({ name: 'f', bytes }, common),
  tickets: (bytes: Uint8Array) => readTicketsFile({ name: 'f', bytes }, common),
  payments: (bytes: Uint8Array) => readPaymentsFile({ name: 'f', bytes }, common),
  answers: (bytes: Uint8Array) => readAnswersFile({ name: 'f', bytes }, answers),
  rates: (bytes: Uint8Array) => readRatesFile({ name: 'f', bytes }, common),
};

const headers = [
  'Kunde',
  'start',
  'end',
  'amount',
  'interval',
  'quantity',
  'status',
  'currency',
  'rate',
  'at',
  'score',
  'survey',
  'opened at',
  'discount',
  'trial end',
  'paused at',
  'interval count',
  'Total',
  '',
];
const cells = [
  '',
  'ada',
  '01.02.2025',
  '31.12.9999',
  '2025-01-01',
  '0000-00-00',
  '1.234,50 €',
  '1,5',
  '12e400',
  '-5',
  'monatlich',
  'P0M',
  '0 months',
  '99999999999 years',
  'USD',
  'Summe',
  'canceled',
  '11',
  'nps',
  '"',
  '20%',
  '2025-13-45 99:99',
  '275760-09-13',
  '1e9',
  '__proto__',
  'constructor',
];
const table = fc
  .record({
    header: fc.uniqueArray(fc.constantFrom(...headers), { minLength: 1, maxLength: 8 }),
    rows: fc.array(fc.array(fc.oneof(fc.constantFrom(...cells), fc.string({ maxLength: 8 })), { maxLength: 9 }), {
      maxLength: 5,
    }),
    delimiter: fc.constantFrom(',', ';', '\t'),
  })
  .map(({ header, rows, delimiter }) =>
    new TextEncoder().encode([header, ...rows].map((row) => row.join(delimiter)).join('\n')),
  );

test.each(Object.entries(readers))('%s: whatever the bytes are, there are rows or a complaint', (_, read) => {
  fc.assert(
    fc.property(fc.oneof(table, fc.uint8Array({ maxLength: 60 })), (bytes) => {
      try {
        read(bytes);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
      }
    }),
    propertyRuns(200),
  );
});
