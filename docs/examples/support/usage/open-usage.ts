import { fileURLToPath } from 'node:url';
import { type Io, nowOf } from '../io.ts';
import { diskWith } from '../open/read-file.ts';
import { outputsOf } from '../out/output-paths.ts';
import type { Outputs } from '../out/outputs.ts';
import { progressOn } from '../progress.ts';
import { type UsageBook, usageBook } from './usage-book.ts';
import type { UsageFlags } from './usage-flags.ts';

const sampleEvents = fileURLToPath(new URL('../../data/sample-events.csv', import.meta.url));
const sampleAnswers = fileURLToPath(new URL('../../data/sample-answers.csv', import.meta.url));

export interface OpenedUsage extends UsageBook {
  readonly outputs: Outputs;
}

/** Reads the files that the flags name, or else the samples. */
export async function openUsage(flags: UsageFlags, io: Io): Promise<OpenedUsage> {
  const { events, answers, progress } = flags;
  const isSample = events === undefined;
  const files = isSample ? { events: sampleEvents, answers: sampleAnswers } : { events, answers };
  const inputs = { 'the file of events': files.events, ...(files.answers && { 'the file of answers': files.answers }) };
  const outputs = outputsOf(inputs, flags);
  const read = diskWith(progressOn(io.err, progress));
  return { ...(await usageBook(files, flags, { read, now: nowOf(io), isSample })), outputs };
}
