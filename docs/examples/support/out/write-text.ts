import { writeFile } from 'node:fs/promises';
import { InputError } from '../input-error.ts';

/** Writes a file whose place a flag says. */
export async function writeText(flag: string, file: string, text: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new InputError(`${flag} ${file} cannot be written: ${(error as Error).message}`);
  }
}
