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
import { type Contender, print, race, remark } from './race.ts';
import { firstMonth, lastMonth } from './rows.ts';

const periods = months(firstMonth, lastMonth);

/** The same rows to a ledger by every way in, beside `ledger(rows)`. */
export async function fromColumnsRace(rows: readonly Subscription[]): Promise<void> {
  await waysIn(rows, 'oldest first');
  const byCustomer = [...rows].sort((a, b) => (a.customerId < b.customerId ? -1 : a.customerId > b.customerId ? 1 : 0));
  await waysIn(byCustomer, 'by customer');
  const manyPrices = rows.map((row, i) => ({ ...row, amount: (10_000 + i * 7) / 100 }));
  await race(rows.length, [
    { name: 'tenure: ledger(rows), as many prices as rows', run: () => ledger(manyPrices) },
    { name: 'tenure: builder, as many prices as rows', run: () => built(manyPrices) },
    { name: 'tenure: coded columns, as many prices as rows', run: fromCoded(manyPrices) },
  ]);
  for (const order of ['grouped', 'shuffled']) for (const cells of inOwnProcess(rows.length, order)) print(cells);
}

/** The most memory of a process that compiles ten million rows from columns. */
export function tenMillionRows(): void {
  const { stdout } = run(['1e7', 'grouped', 'memory']);
  remark(1e7, 'tenure: coded columns to 60 statements', `${JSON.parse(stdout).gigabytes.toFixed(2)} GB at most`);
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
  return JSON.parse(run([String(size), order]).stdout);
}

function run(given: readonly string[]) {
  const script = fileURLToPath(new URL('coded-process.ts', import.meta.url));
  const tsconfig = fileURLToPath(new URL('tsconfig.json', import.meta.url));
  const result = spawnSync(process.execPath, ['--import', 'tsx', script, ...given], {
    encoding: 'utf8',
    env: { ...process.env, TSX_TSCONFIG_PATH: tsconfig },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0) throw new Error(`coded-process.ts ${given.join(' ')} failed`);
  return result;
}
