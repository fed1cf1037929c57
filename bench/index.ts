// npm run bench -- [--rows 1e4,1e5,1e6] [--events 5e6] [--answers 1e7] [--customers 1e6] [--only movements,usage,...] [--write]
// A run of all hot paths writes docs/benchmarks.md; --write makes one of some of them do so too.
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { compileRace } from './compile.ts';
import { filesRace } from './files.ts';
import { forecastRace } from './forecast.ts';
import { fromColumnsRace, tenMillionRows } from './from-columns.ts';
import { healthRace } from './health.ts';
import { healthBook } from './health-book.ts';
import { eventMovementsRace, movementsRace } from './movements.ts';
import { partsRace } from './parts.ts';
import { heading, sections } from './race.ts';
import { walksRace } from './report-walks.ts';
import { cohortsRace, reportRace, trailingRace } from './reports.ts';
import { restatementRace } from './restatement.ts';
import { subscriptionRows } from './rows.ts';
import { schemaRace } from './schema.ts';
import { answers, surveysRace } from './surveys.ts';
import { usageRace } from './usage.ts';
import { usageColumns, usageEvents } from './usage-events.ts';
import { usageLogRace } from './usage-log.ts';
import { writeResults } from './write-results.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1e4,1e5,1e6' },
    events: { type: 'string', default: '5e6' },
    answers: { type: 'string', default: '1e7' },
    customers: { type: 'string', default: '1e6' },
    write: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const hotPaths: Readonly<Record<string, HotPath>> = {
  compile: {
    title: 'Compile plain objects with ISO dates to a ledger',
    race: (size) => compileRace(subscriptionRows(size)),
  },
  columns: {
    title: 'Columns, and a builder, to a ledger',
    race: async (size) => {
      await fromColumnsRace(subscriptionRows(size));
      if (size >= 1e6) tenMillionRows();
    },
  },
  movements: {
    title: 'MRR movements of 60 months from a compiled ledger, net',
    race: (size) => movementsRace(subscriptionRows(size)),
  },
  events: {
    title: 'MRR movements of 60 months from a compiled ledger, each change booked',
    race: (size) => eventMovementsRace(subscriptionRows(size)),
  },
  files: {
    title: 'Rows, or a file of them, to the MRR movements of 60 months: compilation or loading included',
    race: filesRace,
  },
  report: {
    title: 'Retention report of 60 months from a compiled ledger',
    race: (size) => reportRace(subscriptionRows(size)),
  },
  trailing: {
    title: 'Net revenue retention over the trailing twelve months, at 60 month ends, from a compiled ledger',
    race: (size) => trailingRace(subscriptionRows(size)),
  },
  walks: {
    title: 'Sixty trailing years beside sixty months, and the report beside the walks that it is made of',
    race: (size) => walksRace(subscriptionRows(size)),
  },
  cohorts: {
    title: 'Retention triangle of 60 monthly cohorts from a compiled ledger',
    race: (size) => cohortsRace(subscriptionRows(size)),
  },
  parts: {
    title: 'Report, cohorts and survival from plain objects: one ledger, and shards of customers merged',
    race: (size) => partsRace(subscriptionRows(size)),
  },
  forecast: {
    title: 'MRR forecast of 36 months by 1,000 simulations, beside the compilation of the rows',
    race: (size) => forecastRace(subscriptionRows(size)),
  },
  restatement: {
    title:
      'What changed in a month since it was reported: two snapshots of the rows compared, beside their compilation',
    race: (size) => restatementRace(subscriptionRows(size)),
  },
  usage: {
    title: 'Usage of a year from plain event objects with ISO date-times',
    sizes: 'events',
    race: (size) => usageRace(usageEvents(size)),
  },
  log: {
    title: 'Active customers of a year from a log of events, made of columns of integers',
    sizes: 'events',
    race: (size) => usageLogRace(usageColumns(size)),
  },
  schema: {
    title: 'Good and bad subscription rows told apart',
    race: (size) => schemaRace(subscriptionRows(size)),
  },
  surveys: {
    title: 'Net Promoter Score of answers 0 to 10',
    sizes: 'answers',
    race: (size) => surveysRace(answers(size)),
  },
  health: {
    title: 'Health scores by a model of five signals, one of which fades, and a cap',
    sizes: 'customers',
    race: (size) => healthRace(healthBook(size)),
  },
};

interface HotPath {
  readonly title: string;
  readonly sizes?: 'events' | 'answers' | 'customers';
  readonly race: (size: number) => Promise<void>;
}

const [loadBefore = 0] = loadavg();
console.log(`node ${process.version}, ${process.arch}, ${availableParallelism()} cores`);
console.log(
  'ratio: time over that of tenure in the same round, the median of the rounds; results compared before timing.',
);
const wanted = values.only?.split(',') ?? Object.keys(hotPaths);
for (const name of wanted) {
  const path = hotPaths[name];
  if (path === undefined) throw new Error(`--only must be of ${Object.keys(hotPaths).join(', ')}; received '${name}'`);
  heading(path.title);
  const option = path.sizes ?? 'rows';
  for (const size of sizesOf(option, values[option])) await path.race(size);
}
if (values.write || values.only === undefined) writeResults(sections, loadBefore);

function sizesOf(name: string, text: string): number[] {
  const list = text.split(',').map(Number);
  if (list.every((size) => Number.isInteger(size) && size >= 100)) return list;
  throw new Error(`--${name} must be whole numbers >= 100, such as 1e4,1e6; received '${text}'`);
}
