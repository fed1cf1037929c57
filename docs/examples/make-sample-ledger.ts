/** Makes the sample ledger again, always the same one: `npx tsx docs/examples/make-sample-ledger.ts`. */
import { writeFileSync } from 'node:fs';
import { sampleLedgerCsv } from './support/sample/sample-ledger.ts';

writeFileSync(new URL('data/sample-ledger.csv', import.meta.url), sampleLedgerCsv());
