import { appendFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** What a file of tests measured; `npm run docs:test` says it when all have ended. */
export const said: string[] = [];

afterAll(() => {
  if (said.length === 0) return;
  const folder = fileURLToPath(new URL('../reports/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  appendFileSync(`${folder}said.txt`, said.map((line) => `${line}\n`).join(''));
});
