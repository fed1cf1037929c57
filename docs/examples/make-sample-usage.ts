/** Makes the samples of usage and of survey answers again, always the same ones: `npx tsx docs/examples/make-sample-usage.ts`. */
import { writeFileSync } from 'node:fs';
import { sampleAnswersCsv, sampleEventsCsv } from './support/sample/sample-usage.ts';

writeFileSync(new URL('data/sample-events.csv', import.meta.url), sampleEventsCsv());
writeFileSync(new URL('data/sample-answers.csv', import.meta.url), sampleAnswersCsv());
