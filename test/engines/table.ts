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

const head = ['Rows', 'Engine', 'By', 'Shards', 'CPU s', 'Merging, CPU s', 'Bytes per part', 'Equal to the bit'];
const isNumber = [true, false, false, true, true, true, true, false];

/** The table of docs/distributed.md; lines of another number of rows stay. */
export function writeTable(rows: number, lines: readonly Line[], absent: readonly string[]): void {
  const page = new URL('docs/distributed.md', root);
  const text = readFileSync(page, 'utf8');
  const [before = '', rest = ''] = text.split(begin);
  const [known = '', after = ''] = rest.split(end);
  const own = lines.map(({ engine, way, shards, cpu, merging, bytes, equal }) => [
    rows.toLocaleString('en'),
    engine,
    way,
    String(shards),
    cpu === null ? '' : cpu.toFixed(1),
    bytes === 0 ? '' : merging.toFixed(1),
    bytes === 0 ? '' : bytes.toLocaleString('en'),
    equal ? 'yes' : '**no**',
  ]);
  const others = known
    .split('\n')
    .filter((line) => /^\| +[\d,]+ \|/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter(([size]) => size !== rows.toLocaleString('en'));
  const sizeOf = (cells: readonly string[]) => Number(cells[0]?.replaceAll(',', ''));
  const cells = [head, ...[...others, ...own].sort((a, b) => sizeOf(a) - sizeOf(b))];
  const notes = absent.map((line) => `\nNot there: ${line}.`);
  writeFileSync(page, `${before}${begin}\n\n${[...aligned(cells), ...notes].join('\n')}\n\n${end}${after}`);
}

function aligned(cells: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, place) => Math.max(...cells.map((row) => row[place]?.length ?? 0)));
  const [first = '', ...others] = cells.map((row) => {
    const padded = row.map((cell, place) => {
      const width = widths[place] as number;
      return isNumber[place] ? cell.padStart(width) : cell.padEnd(width);
    });
    return `| ${padded.join(' | ')} |`;
  });
  const rule = widths.map((width, place) => (isNumber[place] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [first, `| ${rule.join(' | ')} |`, ...others];
}
