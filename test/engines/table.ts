import { readFileSync, writeFileSync } from 'node:fs';
import { root } from './engine.ts';

export interface Line {
  readonly engine: string;
  readonly way: string;
  readonly shards: number;
  /** Seconds of all processes, null where the system does not tell. */
  readonly cpu: number | null;
  readonly merging: number;
  /** Of a part, on the average. */
  readonly bytes: number;
  readonly equal: boolean;
}

const [begin, end] = ['<!-- written by npm run engines -- --write -->', '<!-- end -->'];

/** The table of docs/distributed.md. */
export function writeTable(rows: number, lines: readonly Line[], absent: readonly string[]): void {
  const page = new URL('docs/distributed.md', root);
  const text = readFileSync(page, 'utf8');
  const [before = '', rest = ''] = text.split(begin);
  const [, after = ''] = rest.split(end);
  const cells = lines.map(({ engine, way, shards, cpu, merging, bytes, equal }) => [
    engine,
    way,
    String(shards),
    cpu === null ? '' : cpu.toFixed(1),
    bytes === 0 ? '' : merging.toFixed(1),
    bytes === 0 ? '' : bytes.toLocaleString('en'),
    equal ? 'yes' : '**no**',
  ]);
  const head = ['Engine', 'By', 'Shards', 'CPU s', 'Merging, CPU s', 'Bytes per part', 'Equal to the bit'];
  const table = [head, ['---', '---', '---:', '---:', '---:', '---:', '---'], ...cells].map(
    (row) => `| ${row.join(' | ')} |`,
  );
  const notes = absent.map((line) => `\nNot there: ${line}.`);
  const own = [`${rows.toLocaleString('en')} rows, 60 months.`, '', ...table, ...notes].join('\n');
  writeFileSync(page, `${before}${begin}\n\n${own}\n\n${end}${after}`);
}
