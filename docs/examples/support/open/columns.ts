import { count } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { Columns } from '../read/columns/header.ts';
import { wordWrapped } from '../text/wrap.ts';

/** What a file is, and how long. */
export function fileLine(kind: string, name: string, rows: number): string {
  return `${kind}: ${rows === 1 ? say('{name}: 1 row', { name }) : say('{name}: {count} rows', { name, count: count(rows) })}`;
}

/** What was taken, for the person to check; `more` stands beside the columns. */
export function describeColumns({ columns, unused }: Columns<string>, more: readonly string[] = []): string[] {
  const entries = [...columns].map(([field, { name, byFlag }]) => `${field} = ${name}${byFlag ? ' (flag)' : ''}`);
  return [
    ...wrapped(`${say('Columns')}: `, [...entries, ...more]),
    ...(unused.length === 0 ? [] : wrapped(`${say('Not used')}: `, unused)),
  ];
}

const lineWidth = 140;

/** Entries in lines of a readable length. */
export function wrapped(heading: string, entries: readonly string[]): string[] {
  const lines: string[] = [];
  let line = heading;
  for (const [index, entry] of entries.entries()) {
    const text = index === entries.length - 1 ? entry : `${entry}, `;
    if (line.length + text.trimEnd().length > lineWidth && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = ' '.repeat(heading.length);
    }
    line += text;
  }
  return [...lines, line];
}

/** Sentences in lines of the same length. */
export function noteLines(notes: readonly string[]): string[] {
  return notes.flatMap((note) =>
    wordWrapped(note, lineWidth - 2).map((line, place) => (place === 0 ? line : `  ${line}`)),
  );
}
