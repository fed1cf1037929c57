// npm run bench -- [--rows 1e4,1e5,1e6] [--events 5e6] [--only compile|movements|schema|usage]
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { compileRace } from './compile.ts';
import { movementsRace } from './movements.ts';
import { heading } from './race.ts';
import { subscriptionRows } from './rows.ts';
import { schemaRace } from './schema.ts';
import { usageRace } from './usage.ts';
import { usageEvents } from './usage-events.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1e4,1e5,1e6' },
    events: { type: 'string', default: '5e6' },
    only: { type: 'string' },
  },
});
const [sizes, eventCounts] = [sizesOf('rows', values.rows), sizesOf('events', values.events)];
const hotPaths = { compile: compileRace, movements: movementsRace, schema: schemaRace };
const titles = {
  compile: 'Compile plain objects with ISO dates to a ledger',
  movements: 'MRR movements of 60 months from a compiled ledger',
  schema: 'Good and bad subscription rows told apart',
};

console.log(`node ${process.version}, ${process.arch}, ${availableParallelism()} cores`);
console.log(
  'ratio: time over that of tenure in the same round, the median of the rounds; results compared before timing.',
);
for (const name of ['compile', 'movements', 'schema'] as const) {
  if (values.only !== undefined && values.only !== name) continue;
  heading(titles[name]);
  for (const size of sizes) hotPaths[name](subscriptionRows(size));
}
if (values.only === undefined || values.only === 'usage') {
  heading('Usage of a year from plain event objects with ISO date-times');
  for (const size of eventCounts) usageRace(usageEvents(size));
}

function sizesOf(name: string, text: string): number[] {
  const list = text.split(',').map(Number);
  if (list.every((size) => Number.isInteger(size) && size >= 100)) return list;
  throw new Error(`--${name} must be whole numbers >= 100, such as 1e4,1e6; received '${text}'`);
}
