import { writeFile } from 'node:fs/promises';
import { InputError } from '../input-error.ts';
import { type PageData, page } from './page.ts';

export async function writePage(file: string, data: PageData): Promise<void> {
  const text = await page(data);
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new InputError(`--html ${file} cannot be written: ${(error as Error).message}`);
  }
}
