/**
 * Why two definitions give a CSV subscription ledger different numbers: `npm run compare -- LEDGER.csv --a standard --b chartmogul`,
 * flags with `--help`. It prints both MRR bridges of a period and what each option did, writes the customers that differ with their
 * causes as CSV, and draws the way from one closing MRR to the other into an HTML page.
 */
import { basename } from 'node:path';
import { comparePolicies, type Period } from 'tenure';
import { lastDate } from './support/as-of.ts';
import { wrapped } from './support/columns.ts';
import { type CompareFlags, periodOf, readFlags } from './support/compare/compare-flags.ts';
import { help } from './support/compare/compare-help.ts';
import { compareRows } from './support/compare/compare-rows.ts';
import { bridgeTable, causeTable, customerTable } from './support/compare/compare-table.ts';
import { idleOptions } from './support/compare/comparison.ts';
import { choicesOf } from './support/compare/sides.ts';
import { type Io, printerOf } from './support/io.ts';
import { type OpenedLedger, openLedger } from './support/open-ledger.ts';
import { programOf, start } from './support/run.ts';
import { writeCsv } from './support/write-csv.ts';
import { writeText } from './support/write-text.ts';

async function compare(flags: CompareFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const { a, b, timeZone, top } = flags;
  const opened = await openLedger(flags, io);
  const { source, known, outputs, exchange } = opened;
  const { period, reason } = chosenPeriod(opened, flags);
  const comparison = comparePolicies(known, period, { ...a.policy, ...exchange }, { ...b.policy, ...exchange });
  const idle = idleOptions(a, b, comparison);
  const differing = comparison.customers.length;

  for (const line of opened.description) print(line);
  print(`As of: ${opened.asOf.instant} (${opened.asOf.reason})`);
  print(`Period: ${period.label} (${reason}), time zone ${timeZone}`);
  for (const line of wrapped(`a: ${a.name}: `, choicesOf(a))) print(line);
  for (const line of wrapped(`b: ${b.name}: `, choicesOf(b))) print(line);
  print(`\n${bridgeTable(comparison)}`);
  if (differing > 0) {
    print(`\nWhat each option did, switched from a to b in this order:\n\n${causeTable(comparison)}`);
    print(`\nCustomers that differ: ${differing}${differing > top ? `, of which the ${top} that differ most` : ''}\n`);
    print(customerTable(comparison, top));
  }
  if (idle.length > 0) print(`\nThe definitions differ in ${idle.join(', ')}, but no row in this period is affected`);
  await writeCsv(outputs.out, compareRows(comparison));
  print(`\nEvery customer that differs, with its causes, written in full precision to ${outputs.out}`);

  // Loaded only now, so that --help and complaints do not wait for the libraries that draw.
  const { comparePage } = await import('./support/compare/compare-page.ts');
  const ledger = { name: basename(source.file), rowCount: source.rows.length };
  const page = await comparePage({ ...ledger, comparison, a, b, idle, range: `${period.label} (${reason})`, timeZone });
  await writeText('--html', outputs.html, page);
  print(`Pictures in ${outputs.html}`);
}

function chosenPeriod(opened: OpenedLedger, { period, timeZone }: CompareFlags): { period: Period; reason: string } {
  if (period !== undefined) return { period, reason: '--period' };
  const latest = lastDate(opened.asOf, timeZone);
  const reason = opened.isSample ? 'the last month of the sample' : 'the month in which the data ends';
  return { period: periodOf(latest.slice(0, 7), timeZone), reason };
}

export const main = programOf({ help, readFlags, run: compare });
await start(main, import.meta.url);
