import type { HealthData, HealthModel, Policy } from 'tenure';
import { findingsOf, rowFindingsOf } from '../findings.ts';
import { count } from '../language/formats.ts';
import { say, sayName } from '../language/language.ts';
import { type AsOf, checkAsOf, type Dated } from '../open/as-of.ts';
import { describeColumns, noteLines } from '../open/columns.ts';
import type { LedgerBook } from '../open/ledger-book.ts';
import { ledgerFacts, ledgerRead } from '../page/ledger-facts.ts';
import type { Facts } from '../page/sheet.ts';
import type { ReadFile } from '../read/choices.ts';
import { readListFile } from './health-files.ts';
import { type HealthFlags, type List, lists } from './health-flags.ts';
import { healthCutOff, sampleHealth } from './sample-health.ts';

/** Customers, and all that is known of them. */
export interface HealthBook {
  /** What it is about: the name of a file. */
  readonly name: string;
  readonly data: HealthData & { readonly subscriptions: NonNullable<HealthData['subscriptions']> };
  readonly model: HealthModel;
  readonly asOf: AsOf;
  /** What rows mean, but for when they were taken. */
  readonly policy: Policy;
  /** Of the ledger. */
  readonly findings: readonly string[];
  /** What it is, for the person to check. */
  readonly description: readonly string[];
  /** The same for the page, by name. */
  readonly facts: Facts;
}

export interface NamedModel {
  readonly model: HealthModel;
  readonly name: string;
}

/** An invented book, the same each time. */
export function sampleHealthBook(flags: HealthFlags, { model, name }: NamedModel): HealthBook {
  const { asOf, timeZone, settings } = flags;
  const data = sampleHealth();
  const rows = Object.entries(data).map(([list, own]) => `${count(own.length)} ${sayName(list)}`);
  const facts: Facts = [
    [say('Data'), say('an invented book, since no file was given: {rows}', { rows: rows.join(', ') })],
    [say('Model'), name],
  ];
  if (asOf !== undefined) checkAsOf(asOf, timeZone);
  const reason = asOf === undefined ? say('when the sample was taken') : '--as-of';
  return {
    name: say('an invented book'),
    data,
    model,
    asOf: { instant: asOf ?? healthCutOff, reason },
    policy: { timeZone, ...settings },
    findings: [],
    description: facts.map((fact) => fact.join(': ')),
    facts,
  };
}

interface Surroundings {
  readonly read: ReadFile;
  /** The ledger, taken as known when all files are. */
  readonly openBook: (beside: Dated) => Promise<LedgerBook>;
}

/** A ledger with what is known beside it, each file checked by the library. */
export async function healthBook(
  flags: HealthFlags,
  { model, name }: NamedModel,
  { read, openBook }: Surroundings,
): Promise<HealthBook> {
  let data: HealthData = {};
  const beside: Facts[number][] = [];
  const lines: string[] = [];
  const found: string[] = [];
  for (const list of lists) {
    const path = flags.files[list];
    if (path === undefined) continue;
    const { data: own, source } = await readListFile(list, path, flags, read);
    data = { ...data, ...own };
    const rows = list === 'answers' ? 'responses' : list;
    found.push(...rowFindingsOf(rows, source, flags.timeZone).map((text) => `${titleOf(list)}: ${text}`));
    const file = path.split(/[\\/]/).at(-1) ?? '';
    const fact = [titleOf(list), say('{name}, {rows} rows', { name: file, rows: count(source.rows.length) })] as const;
    beside.push(fact);
    lines.push(fact.join(': '), ...describeColumns(source.map), ...noteLines(source.notes));
  }
  const { source, known, asOf, policy, settings, description } = await openBook(datesOf(data));
  const { asOf: _, ...options } = policy;
  const ledger = ledgerRead(source, settings);
  return {
    name: ledger.name,
    data: { ...data, subscriptions: known },
    model,
    asOf,
    policy: options,
    findings: [...findingsOf(source, policy), ...found],
    description: [...description, ...lines, `${say('Model')}: ${name}`],
    facts: [...ledgerFacts(ledger), ...beside, [say('Model'), name]],
  };
}

const times = ['at', 'openedAt', 'resolvedAt', 'reopenedAt'];

/** Everything that stands beside the ledger has happened. */
function datesOf(data: HealthData): Dated {
  const rows = Object.values(data).flat() as Readonly<Record<string, unknown>>[];
  const found = rows.flatMap((row) => times.map((field) => row[field]));
  return { starts: found.filter((time) => typeof time === 'string'), ends: [] };
}

export function titleOf(list: List): string {
  return { events: say('Events'), tickets: say('Tickets'), payments: say('Payments'), answers: say('Answers') }[list];
}
