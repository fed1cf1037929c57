import {
  type Finding,
  inspectEvents,
  inspectLedger,
  inspectPayments,
  inspectResponses,
  inspectTickets,
  type Policy,
  type Subscription,
} from 'tenure';
import { count } from './language/formats.ts';
import { findingText, say } from './language/language.ts';
import { addDays, isDate } from './open/calendar-text.ts';
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
export function findingsOf(source: Source<Subscription>, policy: Policy): string[] {
  const { rows, lines } = source;
  const { findings } = inspectLedger(rows, policy);
  const texts = findings.map((finding) => textOf(finding, lines, cures[finding.kind]));
  return findings.some(({ kind }) => kind === 'inclusiveEnd') ? texts : [...texts, ...inclusiveEnds(rows)];
}

/** What happens to customers, by the name that the library has for the list. */
const inspections = {
  events: inspectEvents,
  tickets: inspectTickets,
  payments: inspectPayments,
  responses: inspectResponses,
} as const;

export type ActivityList = keyof typeof inspections;

/** The same in rows of what happened; one that lies ahead is left out and counted elsewhere. `survey`: what is asked where no answer says it. */
export function rowFindingsOf(
  list: ActivityList,
  { rows, lines }: Source<object>,
  timeZone: string,
  survey?: 'nps' | 'csat' | 'ces',
): string[] {
  const inspect = inspections[list] as (rows: readonly object[], options: object) => { findings: readonly Finding[] };
  const { findings } = inspect(rows, { timeZone, ...(survey !== undefined && { survey }) });
  const own = { ...cures, otherScale: survey === undefined ? undefined : '--survey csat, --survey ces' };
  return findings.map((finding) => textOf(finding, lines, own[finding.kind], list));
}

const fewestEnds = 3;

/** Contracts say until which day they run, and the library when they do not run any more. */
function inclusiveEnds(rows: readonly Subscription[]): string[] {
  let [all, inclusive, exclusive] = [0, 0, 0];
  const isWhole = (start: string, end: string) => end.endsWith('-01') || end.slice(8) === start.slice(8);
  // Many rows end on one day.
  const daysAfter = new Map<string, string>();
  for (const { start, end } of rows) {
    if (typeof start !== 'string' || typeof end !== 'string' || !isDate(start) || !isDate(end)) continue;
    const after = daysAfter.get(end) ?? addDays(end, 1);
    daysAfter.set(end, after);
    all += 1;
    if (isWhole(start, after)) inclusive += 1;
    if (isWhole(start, end)) exclusive += 1;
  }
  if (inclusive < fewestEnds || inclusive < all / 2 || inclusive < 3 * exclusive) return [];
  const text = say(
    '{count} of {all} ends are the last day of a month, or of whole months from their start, as if it still belonged to the contract. An end is the first day without service; read so, churn is a day too early, and often a month.',
    { count: count(inclusive), all: count(all) },
  );
  return [`${text} ${say('Here: {flag}.', { flag: '--end-inclusive' })}`];
}

function textOf(finding: Finding, lines: readonly number[], cure: string | undefined, list?: ActivityList): string {
  const { count: found, examples } = finding;
  const places = examples.map((index) => lines[index] ?? index + 1).join(', ');
  const values = { rows: count(found), lines: places };
  const where =
    found === 1
      ? say('1 row, on line {lines}', { lines: places })
      : found > examples.length
        ? say('{rows} rows, the first on lines {lines}', values)
        : say('{rows} rows, on lines {lines}', values);
  return `${where}: ${findingText(finding, list !== undefined)}${cure === undefined ? '' : ` ${say('Here: {flag}.', { flag: cure })}`}`;
}

/** The same for a terminal; nothing where nothing was found. */
export function findingLines(findings: readonly string[], width: number): string[] {
  if (findings.length === 0) return [];
  const items = findings.flatMap((text) =>
    wordWrapped(text, width - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`),
  );
  return [say('Before you trust these numbers'), ...items, ''];
}

/** The same below other lines, where tables bring a blank line of their own. */
export function findingsBelow(findings: readonly string[], width: number): string[] {
  return findings.length === 0 ? [] : ['', ...findingLines(findings, width).slice(0, -1)];
}
