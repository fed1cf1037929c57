/**
 * Rows as JSON lines in, parts as JSON lines out; the fields of a row are those of a `Subscription`.
 *
 *     node part.js            each line is a row, all of them are one shard: one part, at the end
 *     node part.js --arrays   each line is a shard, as an array of its rows: one part per line, at once
 *     node part.js --pool     the same behind ClickHouse's chunk headers, lines that say how many lines follow
 */
import { parseArgs } from 'node:util';
import type { Subscription } from 'tenure';
import { linesOf, start } from './lines.ts';
import { question } from './question.ts';

function print(rows: readonly Subscription[]): void {
  process.stdout.write(`${JSON.stringify(question.part(rows))}\n`);
}

void start(async () => {
  const { values } = parseArgs({ options: { arrays: { type: 'boolean' }, pool: { type: 'boolean' } } });
  const isHeaded = values.pool === true;
  const rows: Subscription[] = [];
  let expected = 0;
  for await (const lines of linesOf(process.stdin)) {
    for (const line of lines) {
      if (isHeaded && expected === 0) expected = Number(line);
      else if (isHeaded || values.arrays === true) {
        print(JSON.parse(line));
        expected -= 1;
      } else rows.push(JSON.parse(line));
    }
  }
  if (!isHeaded && values.arrays !== true) print(rows);
});
