import { type HealthData, healthSignals } from 'tenure';
import { readAnswers, usualScales } from '../open/answers.ts';
import { explaining } from '../open/explain.ts';
import type { Choices, FileBytes, ReadFile } from '../read/choices.ts';
import { answerKind, eventKind, type Fields, paymentKind, ticketKind } from '../read/columns/fields.ts';
import { type ListFile, readEventsFile, readPaymentsFile, readTicketsFile } from '../read/read-list.ts';
import type { HealthFlags, List } from './health-flags.ts';

type AnyFile = ListFile<string, object>;
type Reader = (file: FileBytes, choices: Choices) => AnyFile;

/** What the library calls the rows of each file. */
const files = {
  events: { list: 'events', fields: eventKind.fields, read: readEventsFile },
  tickets: { list: 'tickets', fields: ticketKind.fields, read: readTicketsFile },
  payments: { list: 'payments', fields: paymentKind.fields, read: readPaymentsFile },
  answers: { list: 'responses', fields: answerKind.fields },
} as const;

/** Fields of answers whose flags have longer names, since the ledger has flags of the short ones. */
const longNames: Readonly<Record<string, string>> = {
  'answers.customer': 'survey-customer',
  'answers.at': 'survey-at',
  'answers.survey': 'survey-column',
};

/** Reads one file, and has the library check its rows. */
export async function readListFile(
  name: List,
  path: string,
  flags: HealthFlags,
  read: ReadFile,
): Promise<{ data: HealthData; source: AnyFile }> {
  const { reading, timeZone } = flags;
  const own = { columns: columnsOf(name, flags), flagFor: flagOf(name) };
  const kind = files[name];
  const answers = { themeSeparator: ';', scales: usualScales, usual: 'nps', needsCustomer: true } as const;
  const source: AnyFile =
    'read' in kind
      ? await read(path, { ...reading, headerLine: undefined, timeZone, ...own }, kind.read as Reader)
      : await readAnswers(path, flags, { ...own, ...answers }, read);
  const data = { [kind.list]: source.rows } as HealthData;
  explaining(kind.list, source, kind.fields as Fields<string>, () => healthSignals(data, '2000-01-01', { timeZone }));
  return { data, source };
}

function columnsOf(name: List, { listColumns }: HealthFlags): Map<string, string> {
  const own = listColumns.filter(({ list }) => list === name);
  return new Map(own.map(({ field, column }) => [longNames[`${name}.${field}`] ?? field, column]));
}

function flagOf(name: List) {
  return (field: string, column: string) => {
    const [long] = Object.entries(longNames).find(([key, own]) => own === field && key.startsWith(name)) ?? [];
    return `--column ${long ?? `${name}.${field}`}=${column}`;
  };
}
