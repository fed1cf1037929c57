import { fileURLToPath } from 'node:url';
import { type Io, nowOf } from '../io.ts';
import { diskWith } from '../open/read-file.ts';
import { outputsOf } from '../out/output-paths.ts';
import type { Outputs } from '../out/outputs.ts';
import { progressOn } from '../progress.ts';
import type { TicketFlags } from './ticket-flags.ts';
import { type TicketBook, ticketBook } from './ticket-study.ts';

const sample = fileURLToPath(new URL('../../data/sample-tickets.csv', import.meta.url));

/** Reads the file that the flags name, or else the sample. */
export async function openTickets(flags: TicketFlags, io: Io): Promise<TicketBook & { readonly outputs: Outputs }> {
  const file = flags.file ?? sample;
  const outputs = outputsOf({ 'the file of tickets': file }, flags);
  const read = diskWith(progressOn(io.err, flags.progress));
  return { ...(await ticketBook(file, flags, { read, now: nowOf(io), isSample: flags.file === undefined })), outputs };
}
