import { type Finding, inspectEvents, inspectLedger, type Policy, type Subscription, type UsageEvent } from 'tenure';
import { count } from './language/formats.ts';
import { findingText, say } from './language/language.ts';
import { wordWrapped } from './text/wrap.ts';

interface Source<Row> {
  readonly rows: readonly Row[];
  /** On which line of the file each row begins. */
  readonly lines: readonly number[];
}

/** The flag of these programs that puts it right, where there is one. */
const cures: Readonly<Partial<Record<Finding['kind'], string>>> = {
  inclusiveEnd: '--end-inclusive',
  localMidnight: '--time-zone ZONE',
  minorAmount: '--amounts minor',
  mixedCurrencies: '--exchange-rates FILE',
  openEndMarker: '--open-end DATE',
};

/** What the library finds in the rows that changes what the numbers mean, in words. */
export function findingsOf({ rows, lines }: Source<Subscription>, policy: Policy): string[] {
  return inspectLedger(rows, policy).findings.map((finding) => textOf(finding, lines));
}

/** The same in events of usage; a row that lies ahead is left out and counted elsewhere. */
export function eventFindingsOf({ rows, lines }: Source<UsageEvent>, timeZone: string): string[] {
  return inspectEvents(rows, { timeZone }).findings.map((finding) => textOf(finding, lines));
}

function textOf(finding: Finding, lines: readonly number[]): string {
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
}

/** The same for a terminal; nothing where nothing was found. */
export function findingLines(findings: readonly string[], width: number): string[] {
  if (findings.length === 0) return [];
  const items = findings.flatMap((text) =>
    wordWrapped(text, width - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`),
  );
  return [say('Before you trust these numbers'), ...items, ''];
}
