import type { LedgerBook } from '../../examples/support/open/ledger-book.ts';
import { commandOf, type ProgramName } from './controls.ts';
import type { ProgramResults } from './programs.ts';

/** The rows that a script reads: a line of JSON each. */
export function rowLines({ script }: ProgramResults): string {
  return script.rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** A program for Node that computes the same figures from the same rows, with tenure alone. */
export function scriptOf(
  program: ProgramName,
  args: readonly string[],
  opened: LedgerBook,
  results: ProgramResults,
): string {
  const { policy, source, isSample } = opened;
  const { imports, code } = results.script;
  const rows = rowsName(opened);
  return `// The figures of the workbench, computed in Node: npm install tenure, then node ${program}.mjs ${rows}
// The rows are those that the workbench read from ${source.file}, saved by its button for rows.
// From the file itself, in the repository of tenure: ${commandOf(program, isSample ? undefined : source.file, args)}
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { ${imports.join(', ')} } from 'tenure';

const policy = ${JSON.stringify(policy, null, 2)};
const rows = [];
for await (const line of createInterface({ input: createReadStream(process.argv[2] ?? '${rows}') })) rows.push(JSON.parse(line));

${code}
`;
}

export function rowsName({ source }: LedgerBook): string {
  return `${source.file.replace(/\.\w+$/, '')}-rows.jsonl`;
}
