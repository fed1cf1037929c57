import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../run-example.ts';
import { openFile } from './open-file.ts';

const page = readFileSync(join(root, 'docs/data/files.md'), 'utf8');
const [, file = ''] = /```csv\n([\s\S]*?)```/.exec(page) ?? [];
const [, printed = ''] = /```text\n([\s\S]*?)```/.exec(page) ?? [];

test('the page "From a spreadsheet or an export" shows what is printed of its file', async () => {
  const { description, asOf } = await openFile(file, '--end-inclusive');
  const said = [...description.slice(1), `As of: ${asOf.instant} (${asOf.reason})`];
  expect(`${said.join('\n')}\n`).toBe(printed);
});
