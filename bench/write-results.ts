import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { columnNames, type Section } from './race.ts';

const here = (path: string) => new URL(path, import.meta.url);

/** Writes docs/benchmarks.md: what was run with which versions on what kind of machine, and every line that was printed. */
export function writeResults(sections: readonly Section[], loadBefore: number): void {
  const page = [
    '# Benchmarks',
    '',
    'Written by `npm run bench`: do not edit. What the numbers mean, and why the hot path is shaped as it is, stands in',
    '[performance.md](performance.md).',
    '',
    ...environment(loadBefore),
    '',
    'Every contender gave the same result before anything was timed: amounts to the last bit, save for the contenders that are inexact by design;',
    'rates to 12 digits. Contenders run in turn within one process, round after round. The ratio is the time over that of the first line of its',
    'group in the same round, the median of the rounds; the CPU ratio is the same of the time of all threads, which other work on the machine',
    'disturbs less, and in which an engine with two threads gets nothing for the second one.',
    ...sections.flatMap(({ title, lines }) => ['', `## ${title}`, '', ...table(lines)]),
    '',
  ];
  writeFileSync(here('../docs/benchmarks.md'), page.join('\n'));
}

function environment(loadBefore: number): string[] {
  const versions = { tenure: versionOf('../package.json'), ...enginesOf() };
  const memory = Math.round(totalmem() / 2 ** 30);
  const [load = 0] = loadavg();
  return [
    `- Versions: Node ${process.versions.node}, ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
    `- Kind of machine: ${process.platform} ${process.arch}, ${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${memory} GB.`,
    `- Load average of the machine before and after: ${loadBefore.toFixed(1)} and ${load.toFixed(1)}.`,
  ];
}

function versionOf(path: string): string {
  return (JSON.parse(readFileSync(here(path), 'utf8')) as { version: string }).version;
}

function enginesOf(): Record<string, string> {
  const { dependencies } = JSON.parse(readFileSync(here('package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return Object.fromEntries(Object.entries(dependencies).filter(([name]) => !name.includes('linux')));
}

function table(lines: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(columnNames),
    row(columnNames.map((_, i) => (i === 1 ? '---' : '---:'))),
    ...lines.map((cells) => row(columnNames.map((_, i) => cells[i] ?? ''))),
  ];
}
