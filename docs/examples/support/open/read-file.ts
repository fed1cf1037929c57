import { readFile } from 'node:fs/promises';
import { InputError } from '../input-error.ts';
import type { Progress } from '../progress.ts';
import type { FileBytes, ReadFile } from '../read/choices.ts';

/** Reads a file from the disk and hands its bytes on; what becomes of them needs no disk. */
export async function readFrom<Found extends { readonly rows: readonly unknown[] }>(
  file: string,
  read: (file: FileBytes) => Found,
  progress: Progress,
): Promise<Found> {
  try {
    const bytes = await bytesOf(file);
    progress.report(0, 1);
    const found = read({ name: file, bytes });
    progress.report(found.rows.length, 1);
    return found;
  } finally {
    progress.end();
  }
}

/** Files of the disk. */
export function diskWith(progress: Progress): ReadFile {
  return (file, choices, read) => readFrom(file, (bytes) => read(bytes, choices), progress);
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new InputError(`there is no file ${file}`);
    if (code === 'EISDIR') throw new InputError(`${file} is a directory, not a CSV file`);
    if (code === 'EACCES') throw new InputError(`${file} may not be read`);
    throw error;
  }
}
