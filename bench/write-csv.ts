import { closeSync, openSync, writeSync } from 'node:fs';
import { scratchFile } from './scratch.ts';

const chunk = 20_000;

/** Writes one line an item and gives back the path. Values have no commas and no quotes. */
export function writeCsv<T>(name: string, header: string, items: ArrayLike<T>, lineOf: (item: T) => string): string {
  const path = scratchFile(name);
  const file = openSync(path, 'w');
  writeSync(file, `${header}\n`);
  for (let from = 0; from < items.length; from += chunk) {
    let text = '';
    for (let i = from; i < Math.min(from + chunk, items.length); i += 1) text += `${lineOf(items[i] as T)}\n`;
    writeSync(file, text);
  }
  closeSync(file);
  return path;
}
