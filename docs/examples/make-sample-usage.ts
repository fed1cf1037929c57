/** Makes the samples of usage, of survey answers and of tickets again, always the same ones: `npx tsx docs/examples/make-sample-usage.ts`. */
import { writeFileSync } from 'node:fs';
import { sampleTicketsCsv } from './support/sample/sample-tickets.ts';
import { sampleAnswersCsv, sampleEventsCsv } from './support/sample/sample-usage.ts';

writeFileSync(new URL('data/sample-events.csv', import.meta.url), sampleEventsCsv());
writeFileSync(new URL('data/sample-answers.csv', import.meta.url), sampleAnswersCsv());
writeFileSync(new URL('data/sample-tickets.csv', import.meta.url), sampleTicketsCsv());
