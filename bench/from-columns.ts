import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  type Ledger,
  ledger,
  ledgerBuilder,
  ledgerFromColumns,
  months,
  mrrMovements,
  type Subscription,
  subscriptionColumns,
} from 'tenure';
import { type Contender, print, printTurns, race, remark, type Turn } from './race.ts';
import { firstMonth, lastMonth } from './rows.ts';

const periods = months(firstMonth, lastMonth);

/** The same rows to a ledger by every way in, beside `ledger(rows)`: with rows and columns alive in one process, and each in its own. */
export async function fromColumnsRace(rows: readonly Subscription[]): Promise<void> {
  await waysIn(rows, 'oldest first, all alive');
  const byCustomer = [...rows].sort((a, b) => (a.customerId < b.customerId ? -1 : a.customerId > b.customerId ? 1 : 0));
  await waysIn(byCustomer, 'by customer, all alive');
  const manyPrices = rows.map((row, i) => ({ ...row, amount: (10_000 + i * 7) / 100 }));
  await race(rows.length, [
    { name: 'tenure: ledger(rows), as many prices as rows', run: () => ledger(manyPrices) },
    { name: 'tenure: builder, as many prices as rows', run: () => built(manyPrices) },
    { name: 'tenure: coded columns, as many prices as rows', run: fromCoded(manyPrices) },
  ]);
  for (const order of ['grouped', 'shuffled']) processRace(rows.length, order);
  for (const order of ['grouped', 'shuffled']) for (const cells of inOwnProcess(rows.length, order)) print(cells);
}

const waysAlone = {
  objects: 'ledger(rows) of a book, alone in its process',
  builder: 'builder of the same rows, alone in its process',
  texts: 'text columns of the same, alone in theirs',
  coded: 'coded columns of the same, alone in theirs',
  new: 'coded columns, dictionary not seen before',
};
const processRounds = 3;

/** One book by each way in, each in processes where nothing else is alive, started in turn. */
function processRace(size: number, order: string): void {
  const lanes = Object.entries(waysAlone).map(([way, name]) => ({
    way,
    name: `tenure: ${name}, ${order}`,
    turns: [] as Turn[],
  }));
  const statements = new Set<string>();
  for (let round = 0; round < processRounds; round += 1) {
    for (const lane of lanes) {
      const own: { statements: string; turns: Turn[] } = JSON.parse(
        run('book-process.ts', [String(size), order, lane.way]),
      );
      statements.add(own.statements);
      lane.turns.push(...own.turns);
    }
  }
  if (statements.size !== 1) throw new Error('objects and columns of a book give different statements');
  printTurns(size, lanes);
}

/** The most memory of a process that compiles ten million rows from columns. */
export function tenMillionRows(): void {
  const told = run('coded-process.ts', ['1e7', 'grouped', 'memory']);
  remark(1e7, 'tenure: coded columns to 60 statements', `${JSON.parse(told).gigabytes.toFixed(2)} GB at most`);
}

async function waysIn(rows: readonly Subscription[], order: string): Promise<void> {
  const texts = textColumns(rows);
  const lanes: Contender[] = [
    { name: `tenure: ledger(rows), ${order}`, run: () => ledger(rows) },
    { name: `tenure: coded columns, ${order}`, run: fromCoded(rows) },
    { name: `tenure: text columns, ${order}`, run: () => ledgerFromColumns(texts as never) },
    { name: `tenure: builder, ${order}`, run: () => built(rows) },
  ];
  const statements = lanes.map((lane) => JSON.stringify(mrrMovements(lane.run() as Ledger, periods)));
  if (new Set(statements).size !== 1) throw new Error('the ways in give different statements');
  await race(rows.length, lanes);
}

function fromCoded(rows: readonly Subscription[]): () => unknown {
  const columns = subscriptionColumns(rows);
  return () => ledgerFromColumns(columns);
}

function built(rows: readonly Subscription[]): Ledger {
  return ledgerBuilder().add(rows).build();
}

function textColumns(rows: readonly Subscription[]) {
  const names = [
    'customerId',
    'subscriptionId',
    'start',
    'end',
    'amount',
    'interval',
    'quantity',
    'plan',
    'currency',
  ] as const;
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name] ?? null)]));
}

function inOwnProcess(size: number, order: string): readonly (readonly string[])[] {
  return JSON.parse(run('coded-process.ts', [String(size), order]));
}

function run(file: string, given: readonly string[]): string {
  const script = fileURLToPath(new URL(file, import.meta.url));
  const tsconfig = fileURLToPath(new URL('tsconfig.json', import.meta.url));
  const result = spawnSync(process.execPath, ['--import', 'tsx', script, ...given], {
    encoding: 'utf8',
    env: { ...process.env, TSX_TSCONFIG_PATH: tsconfig },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0) throw new Error(`${file} ${given.join(' ')} failed`);
  return result.stdout;
}
