import { inspectLedger, type Policy, type Subscription } from 'tenure';
import { count } from './language/formats.ts';
import { findingText, say } from './language/language.ts';
import { wordWrapped } from './text/wrap.ts';

interface Source {
  readonly rows: readonly Subscription[];
  /** On which line of the file each row begins. */
  readonly lines: readonly number[];
}

/** The flag of these programs that puts it right, where there is one. */
const cures: Readonly<Record<string, string>> = { inclusiveEnd: '--end-inclusive' };

/** What the library finds in the rows that changes what the numbers mean, in words. */
export function findingsOf({ rows, lines }: Source, policy: Policy): string[] {
  return inspectLedger(rows, policy).findings.map((finding) => {
    const { kind, count: found, examples } = finding;
    const places = examples.map((index) => lines[index] ?? index + 1).join(', ');
    const values = { rows: count(found), lines: places };
    const where =
      found === 1
        ? say('1 row, on line {lines}', { lines: places })
        : found > examples.length
          ? say('{rows} rows, the first on lines {lines}', values)
          : say('{rows} rows, on lines {lines}', values);
    const cure = cures[kind];
    return `${where}: ${findingText(finding)}${cure === undefined ? '' : ` ${say('Here: {flag}.', { flag: cure })}`}`;
  });
}

/** The same for a terminal; nothing where nothing was found. */
export function findingLines(findings: readonly string[], width: number): string[] {
  if (findings.length === 0) return [];
  const items = findings.flatMap((text) =>
    wordWrapped(text, width - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`),
  );
  return [say('Before you trust these numbers'), ...items, ''];
}
