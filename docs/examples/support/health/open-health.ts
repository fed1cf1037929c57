import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type HealthData, type HealthModel, healthScore, isMetricsError } from 'tenure';
import { findingsOf } from '../findings.ts';
import { InputError } from '../input-error.ts';
import type { Io } from '../io.ts';
import { count } from '../language/formats.ts';
import { say, sayName } from '../language/language.ts';
import { type AsOf, checkAsOf, type Dated } from '../open/as-of.ts';
import { describeColumns, noteLines } from '../open/columns.ts';
import { type OpenedLedger, openLedger } from '../open/open-ledger.ts';
import { outputsOf } from '../out/output-paths.ts';
import type { Outputs } from '../out/outputs.ts';
import { ledgerFacts, ledgerRead } from '../page/ledger-facts.ts';
import { progressOn } from '../progress.ts';
import { readListFile } from './health-files.ts';
import { type HealthFlags, type List, lists } from './health-flags.ts';
import { healthCutOff, sampleHealth } from './sample-health.ts';
import { sampleModel } from './sample-model.ts';

export interface OpenedHealth {
  readonly data: HealthData & { readonly subscriptions: NonNullable<HealthData['subscriptions']> };
  readonly model: HealthModel;
  readonly asOf: AsOf;
  readonly exchange: OpenedLedger['exchange'];
  readonly outputs: Outputs;
  /** Of the ledger. */
  readonly findings: readonly string[];
  /** What it is, for the person to check. */
  readonly description: readonly string[];
  /** The same for the page, by name. */
  readonly facts: readonly (readonly [string, string])[];
}

export async function openHealth(flags: HealthFlags, io: Io): Promise<OpenedHealth> {
  const { model, name } = await readModel(flags.model);
  const opened = flags.file === undefined ? openSample(flags) : await openFiles(flags, io);
  const { described, lines } = opened;
  return {
    ...opened,
    model,
    description: [...lines, `${say('Model')}: ${name}`],
    facts: [...described, [say('Model'), name]],
  };
}

type Described = readonly (readonly [string, string])[];

function openSample(flags: HealthFlags) {
  const data = sampleHealth();
  const rows = Object.entries(data).map(([list, own]) => `${count(own.length)} ${sayName(list)}`);
  const described: Described = [
    [say('Data'), say('an invented book, since no file was given: {rows}', { rows: rows.join(', ') })],
  ];
  if (flags.asOf !== undefined) checkAsOf(flags.asOf, flags.timeZone);
  const asOf = {
    instant: flags.asOf ?? healthCutOff,
    reason: flags.asOf === undefined ? say('when the sample was taken') : '--as-of',
  };
  const lines = described.map((fact) => fact.join(': '));
  return { data, asOf, exchange: {}, outputs: outputsOf({}, flags), described, lines, findings: [] };
}

async function openFiles(flags: HealthFlags, io: Io) {
  const { files } = flags;
  const progress = progressOn(io.err, flags.progress);
  const inputs = Object.entries(files).map(([list, path]) => [`the file of ${list}`, path]);
  const outputs = outputsOf({ 'the ledger': flags.file ?? '', ...Object.fromEntries(inputs) }, flags);
  let data: HealthData = {};
  const beside: (readonly [string, string])[] = [];
  const lines: string[] = [];
  for (const list of lists) {
    const path = files[list];
    if (path === undefined) continue;
    const { data: read, source } = await readListFile(list, path, flags, progress);
    data = { ...data, ...read };
    const fact = [
      titleOf(list),
      say('{name}, {rows} rows', { name: basename(path), rows: count(source.rows.length) }),
    ] as const;
    beside.push(fact);
    lines.push(fact.join(': '), ...describeColumns(source.map), ...noteLines(source.notes));
  }
  const { source, known, asOf, policy, exchange, description } = await openLedger(flags, io, datesOf(data));
  const described: Described = [...ledgerFacts(ledgerRead(source)), ...beside];
  const findings = findingsOf(source, policy);
  const all = [...description, ...lines];
  return { data: { ...data, subscriptions: known }, asOf, exchange, outputs, described, lines: all, findings };
}

const times = ['at', 'openedAt', 'resolvedAt', 'reopenedAt'];

/** Everything that stands beside the ledger has happened. */
function datesOf(data: HealthData): Dated {
  const rows = Object.values(data).flat() as Readonly<Record<string, unknown>>[];
  const found = rows.flatMap((row) => times.map((field) => row[field]));
  return { starts: found.filter((time) => typeof time === 'string'), ends: [] };
}

function titleOf(list: List): string {
  return { events: say('Events'), tickets: say('Tickets'), payments: say('Payments'), answers: say('Answers') }[list];
}

async function readModel(file: string | undefined): Promise<{ model: HealthModel; name: string }> {
  if (file === undefined) return { model: sampleModel, name: say('that of the example') };
  try {
    const model = JSON.parse(await readFile(file, 'utf8')) as HealthModel;
    healthScore({}, model);
    return { model, name: basename(file) };
  } catch (error) {
    if (isMetricsError(error)) throw new InputError(`--model ${file}: ${error.message}`);
    if (error instanceof SyntaxError) throw new InputError(`--model ${file} is not JSON: ${error.message}`);
    throw new InputError(`--model ${file} cannot be read: ${(error as Error).message}`);
  }
}
