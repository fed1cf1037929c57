// `npm run api`: updates the part of each metric page that the types write. `tsx test/docs/write-reference.ts NAME...` or `--all` adds it to
// pages without one.
import { writeFileSync } from 'node:fs';
import { filesBelow, readText } from './find-examples.ts';
import { opening, withReference } from './reference.ts';

const names = process.argv.slice(2);
for (const file of filesBelow('docs/metrics/', '.md')) {
  const page = readText(file);
  const [, name = ''] = /^# .*: `(\w+)`$/m.exec(page) ?? [];
  if (names.length > 0 ? names.includes(name) || names.includes('--all') : page.includes(opening)) {
    writeFileSync(new URL(`../../${file}`, import.meta.url), withReference(page, name));
  }
}
