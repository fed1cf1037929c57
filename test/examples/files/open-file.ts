import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customerCount, mrr } from 'tenure';
import { InputError } from '../../../docs/examples/support/input-error.ts';
import { type OpenedLedger, openLedger } from '../../../docs/examples/support/open/open-ledger.ts';
import { readFlags } from '../../../docs/examples/support/report/report-flags.ts';

// Test files share their modules, so the folder outlives each of them.
const folder = mkdtempSync(join(tmpdir(), 'tenure-files-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const output = { write: () => {} };
export const today = new Date('2026-03-15T10:00:00Z');

/** A file on the disk, and its name. */
export function onDisk(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** All that `npm run report -- FILE` does before it computes. */
export function openFile(content: string | Uint8Array, ...flags: readonly string[]): Promise<OpenedLedger> {
  const file = onDisk('file.csv', content);
  return openLedger(readFlags([file, ...flags]), { out: output, err: output, now: () => today });
}

export interface Found {
  /** MRR and customers at some dates. */
  readonly figures: Readonly<Record<string, readonly [mrr: number, customers: number]>>;
  readonly says: string;
}

export async function figuresOf(
  content: string | Uint8Array,
  flags: readonly string[],
  dates: readonly string[],
): Promise<Found> {
  const { book, description, asOf } = await openFile(content, ...flags);
  return {
    figures: Object.fromEntries(dates.map((date) => [date, [mrr(book, date), customerCount(book, date)]])),
    says: [...description, `As of: ${asOf.instant} (${asOf.reason})`].join('\n').replaceAll('\n  ', ' '),
  };
}

/** The complaint, without the folder of the file. */
export async function complaintOf(content: string | Uint8Array, ...flags: readonly string[]): Promise<string> {
  try {
    await openFile(content, ...flags);
  } catch (error) {
    if (error instanceof InputError) return error.message.replaceAll(`${folder}/`, '');
    throw error;
  }
  throw new Error('nothing was complained about');
}

/** Western European letters, one byte each. */
export function windows1252(text: string): Uint8Array {
  const special: Readonly<Record<string, number>> = { '€': 0x80 };
  return Uint8Array.from([...text].map((letter) => special[letter] ?? letter.charCodeAt(0)));
}

export function utf16(text: string): Uint8Array {
  return new Uint8Array(Uint16Array.from([0xfeff, ...[...text].map((letter) => letter.charCodeAt(0))]).buffer);
}

export function lines(...all: readonly string[]): string {
  return `${all.join('\r\n')}\r\n`;
}
