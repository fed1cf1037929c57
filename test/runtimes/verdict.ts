import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from './compare.ts';
import { output } from './paths.ts';
import type { Outcome } from './run-program.ts';

/** What came of one program in one runtime: a word for the table, and lines on what is wrong, if anything is. */
export interface Verdict {
  readonly word: string;
  readonly complaints: readonly string[];
  /** Numbers that are the same to 12 digits only. */
  readonly close: number;
}

export const none: Verdict = { word: '-', complaints: [], close: 0 };
const mostLines = 12;

/** Holds an answer against the first one; both are kept to be looked at where they differ. */
export function judgeAnswer(title: string, outcome: Outcome, first: Outcome): Verdict {
  if (outcome.failure !== undefined) return failed([outcome.failure]);
  if (first.failure !== undefined) return failed(['there is no first answer to compare with']);
  const { close, differences } = compare(first.text, outcome.text);
  if (differences.length === 0) return { word: 'same', complaints: [], close };
  const files = keep({ first: first.text, [title]: outcome.text });
  const more = differences.length > mostLines ? [`... and ${differences.length - mostLines} more`] : [];
  return failed([...differences.slice(0, mostLines), ...more, `the answers: ${files.join(', ')}`], 'differs');
}

/** What crossed from one module format to the other. */
export function judgeCrossings(outcome: Outcome): Verdict {
  if (outcome.failure !== undefined) return failed([outcome.failure]);
  const ways = Object.entries(JSON.parse(outcome.text) as Record<string, Record<string, string>>);
  const complaints = ways.flatMap(([way, results]) =>
    Object.entries(results).flatMap(([name, result]) => (result === 'works' ? [] : [`${way}, ${name}: ${result}`])),
  );
  return complaints.length === 0 ? { word: 'works', complaints, close: 0 } : failed(complaints);
}

const failed = (complaints: readonly string[], word = 'fails'): Verdict => ({ word, complaints, close: 0 });

function keep(texts: Readonly<Record<string, string>>): string[] {
  mkdirSync(output, { recursive: true });
  return Object.entries(texts).map(([title, text]) => {
    const file = join(output, `${title.toLowerCase().replaceAll(/\W+/g, '-')}.json`);
    writeFileSync(file, text);
    return file;
  });
}
