/**
 * How long customers wait for help, from a CSV of tickets: `npm run tickets -- TICKETS.csv`, flags with `--help`. It prints the times to the
 * first response and to resolution by month and channel, writes every figure as CSV, and draws pictures into an HTML page.
 */
import { findingsBelow } from './support/findings.ts';
import { type Io, nowOf, printerOf } from './support/io.ts';
import { say } from './support/language/language.ts';
import { asOfText } from './support/open/as-of.ts';
import { writeResults } from './support/out/write-results.ts';
import { programOf, start } from './support/run.ts';
import { textTable } from './support/text/column-table.ts';
import { terminalWidth } from './support/text/terminal-width.ts';
import { openTickets } from './support/tickets/open-tickets.ts';
import { readFlags, type TicketFlags } from './support/tickets/ticket-flags.ts';
import { help } from './support/tickets/ticket-help.ts';
import { ticketResults } from './support/tickets/ticket-results.ts';

async function tickets(flags: TicketFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const opened = await openTickets(flags, io);
  const results = ticketResults(opened, flags, nowOf(io));

  for (const line of opened.description) print(line);
  print(`${say('As of')}: ${asOfText(results.study.asOf)}, ${say('time zone')} ${flags.timeZone}`);
  for (const line of findingsBelow(results.sheet.findings, terminalWidth(io.out))) print(line);
  for (const table of results.sheet.tables)
    print(['', table.title, textTable(table, terminalWidth(io.out)), ...table.notes].join('\n'));
  await writeResults(opened.outputs, results, print);
}

export const main = programOf({ help, readFlags, run: tickets });
await start(main, import.meta.url);
