import { isMetricsError, type Policy } from 'tenure';
import sampleAnswers from '../../examples/data/sample-answers.csv?raw';
import sampleEvents from '../../examples/data/sample-events.csv?raw';
import sampleLedger from '../../examples/data/sample-ledger.csv?raw';
import sampleTickets from '../../examples/data/sample-tickets.csv?raw';
import { findingsOf } from '../../examples/support/findings.ts';
import { type LedgerFlags, ledgerChoices } from '../../examples/support/flags/ledger-flags.ts';
import { modelOf } from '../../examples/support/health/model-file.ts';
import { InputError } from '../../examples/support/input-error.ts';
import { inLanguage, type Language, language } from '../../examples/support/language/language.ts';
import type { Dated } from '../../examples/support/open/as-of.ts';
import { type LedgerBook, ledgerBook, underSettings } from '../../examples/support/open/ledger-book.ts';
import { csvText, excelText } from '../../examples/support/out/csv-text.ts';
import { htmlPage, sheetMarkup } from '../../examples/support/page/document.ts';
import { markdown } from '../../examples/support/page/markdown.ts';
import { svgFile } from '../../examples/support/page/svg-file.ts';
import type { FileBytes } from '../../examples/support/read/choices.ts';
import { type LedgerFile, readLedgerFile } from '../../examples/support/read/ledger/read-ledger.ts';
import { readRatesFile } from '../../examples/support/read/ledger/read-rates.ts';
import { type FileNames, filesOf, hasOwnTable, type OpenKind, type ProgramName } from './controls.ts';
import type { Answers, Ask, Customers, ExportName, FileOut, GivenFile, Open, Reply, Shown, Stage } from './messages.ts';
import { type Desk, type ProgramResults, programs } from './programs.ts';
import { rowLines, rowsName, scriptOf } from './scripts.ts';
import { type Tabular, tabular } from './tabular.ts';

interface OpenFile {
  readonly name: string;
  readonly table: Tabular['table'];
  /** No two files have the same, so that what was found out of one is known to be of it. */
  readonly version: number;
  /** The file itself, where it is small: it may be no table after all. */
  readonly given?: FileBytes | undefined;
}

interface Current {
  readonly program: ProgramName;
  readonly args: readonly string[];
  readonly language: Language;
  readonly names: FileNames;
  readonly results: ProgramResults;
}

const sampleOf = (name: string, text: string): OpenFile => {
  const file = `sample-${name}.csv`;
  return { name: file, table: { name: file, bytes: new TextEncoder().encode(text) }, version: 0 };
};
const samples: ReadonlyMap<OpenKind, OpenFile> = new Map([
  ['ledger', sampleOf('ledger', sampleLedger)],
  ['events', sampleOf('events', sampleEvents)],
  ['answers', sampleOf('answers', sampleAnswers)],
  ['tickets', sampleOf('tickets', sampleTickets)],
]);

/** More bytes than any model. */
const small = 1_000_000;

const own = new Map<OpenKind, OpenFile>();
let version = 0;
let current: Current | undefined;

const isSample = () => !hasOwnTable(namesOf(own));
const files = () => (isSample() ? samples : own);
const namesOf = (open: ReadonlyMap<OpenKind, OpenFile>): FileNames =>
  Object.fromEntries([...open].map(([kind, { name }]) => [kind, name]));

let turn: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<{ readonly id: number } & Ask>) => {
  turn = turn.then(() => reply(data));
};

async function reply({ id, ...ask }: { readonly id: number } & Ask): Promise<void> {
  const post = (message: Reply) => self.postMessage(message);
  try {
    post({ id, answer: await answerTo(ask as Ask, (stage) => post({ id, stage })) });
  } catch (error) {
    if (!(error instanceof InputError || isMetricsError(error))) console.error(error);
    post({ id, failure: error instanceof Error ? error.message : String(error) });
  }
}

async function answerTo(ask: Ask, at: (stage: Stage) => void): Promise<Answers[keyof Answers]> {
  switch (ask.ask) {
    case 'open':
      return open(ask.file, ask.kind, at);
    case 'close':
      own.delete(ask.kind);
      return opened(undefined);
    case 'take':
      return take(ask.kind, ask.as);
    case 'show':
      return inLanguage(ask.language, () => show(ask, at));
  }
  if (current === undefined) throw new InputError('nothing is open');
  const shown = current;
  return inLanguage(shown.language, async () =>
    ask.ask === 'customers' ? customersAt(ask.bar, shown) : exported(ask.what, shown),
  );
}

function opened(kind: OpenKind | undefined): Open {
  current = undefined;
  return { names: namesOf(own), kind };
}

/** A file that does not say what it is is a ledger, whose reader says what it lacks. */
async function open(file: GivenFile, asked: OpenKind | undefined, at: (stage: Stage) => void): Promise<Open> {
  at('reading');
  const found = await tabular(file);
  const kind = asked ?? found.kind ?? 'ledger';
  version += 1;
  const isTaken = [...own].some(([other, { name }]) => other !== kind && name === file.name);
  const name = isTaken ? file.name.replace(/(?=\.\w+$)|$/, ` (${version})`) : file.name;
  const table = typeof found.table === 'function' ? found.table : { ...found.table, name };
  const given = file.bytes.length <= small ? { ...file, name } : undefined;
  own.set(kind, { name, table, version, given });
  return opened(kind);
}

function take(kind: OpenKind, as: OpenKind): Open {
  const file = own.get(kind);
  own.delete(kind);
  if (file !== undefined) own.set(as, file);
  return opened(as);
}

async function show({ program, args, language }: Ask & { ask: 'show' }, at: (stage: Stage) => void): Promise<Shown> {
  const names = namesOf(own);
  const results = await programs[program]([...filesOf(program, names), ...args], deskFor(at));
  current = { program, args, language, names, results };
  at('drawing');
  const { sheet, bars, description, rowCount, script, model } = results;
  return {
    description,
    markup: await sheetMarkup(sheet),
    rowCount,
    bars: bars.map(({ customers: _, ...bar }) => bar),
    pictures: sheet.pictures.map(({ name, title }) => ({ name, title })),
    lists: Object.keys(script.lists),
    hasModel: model !== undefined,
  };
}

/** What was found out last of each kind, by all that it depends on. */
const known = new Map<string, { readonly key: string; readonly value: unknown }>();

async function kept<Value>(slot: string, depends: unknown, make: () => Value | Promise<Value>): Promise<Value> {
  const key = JSON.stringify(depends, (_, value) => (value instanceof Map ? [...value] : value));
  const found = known.get(slot);
  if (found?.key === key) return found.value as Value;
  // Two of a large file would need twice the memory.
  known.delete(slot);
  const value = await make();
  known.set(slot, { key, value });
  return value;
}

function deskFor(at: (stage: Stage) => void): Desk {
  return {
    names: namesOf(files()),
    isSample: isSample(),
    now: new Date(),
    at,
    read(name, choices, read) {
      const [kind, file] = [...files()].find(([, open]) => open.name === name) ?? [];
      if (file === undefined) throw new InputError(`there is no file ${name}`);
      return kept(`rows of ${kind}`, [file.version, choices, language()], () => {
        at('reading');
        return read(textOf(file), choices);
      });
    },
    readModel(name) {
      const { given } = own.get('model') ?? {};
      if (given?.name !== name) throw new InputError(`there is no model ${name}`);
      return modelOf(name, given.bytes);
    },
    openBook: (flags, beside) => openBook(flags, beside, at),
    findingsOf: (book, flags) => findings(book, flags),
  };
}

function textOf({ name, table }: OpenFile): FileBytes {
  if (typeof table === 'function') throw new InputError(`${name} is a ledger of Stripe`);
  return table;
}

/** Reads the file anew only where a flag changes what is read, and compiles it anew only where a definition changes. */
async function openBook(
  flags: LedgerFlags,
  beside: Dated | undefined,
  at: (stage: Stage) => void,
): Promise<LedgerBook> {
  const open = files();
  const [file, rates] = [open.get('ledger'), open.get('rates')];
  if (file === undefined) throw new InputError('no ledger is open');
  const choices = ledgerChoices(flags);
  // What is found out of a file is said in words.
  const reads = [file.version, choices, language()];
  const { asOf, timeZone, amounts, reportCurrency, settings } = flags;
  const takes = [reads, rates?.version, asOf, timeZone, amounts, reportCurrency];
  const slot = beside === undefined ? '' : ' of health';
  const book = await kept(`ledger${slot}`, [takes, beside], async () => {
    const source = await kept('rows of ledger', reads, () => {
      at('reading');
      return sourceOf(file, choices);
    });
    at('checking');
    return ledgerBook(
      source,
      { ...flags, exchangeRates: rates?.name, settings: {} },
      {
        now: new Date(),
        isSample: isSample(),
        beside,
        rates:
          rates === undefined
            ? undefined
            : readRatesFile(textOf(rates), { ...flags.reading, timeZone, columns: new Map() }),
      },
    );
  });
  if (Object.keys(settings).length === 0) return book;
  return kept(`definitions${slot}`, [takes, beside, settings], () => {
    at('computing');
    return underSettings(book, settings);
  });
}

function sourceOf({ table }: OpenFile, choices: ReturnType<typeof ledgerChoices>): LedgerFile {
  return typeof table === 'function' ? table() : readLedgerFile(table, choices);
}

/** The definitions that say which rows count, and so what can be wrong with them. */
const inspected = ['trials', 'freePlans', 'pauses', 'pastDueGraceDays', 'churnAt', 'startAt'] as const;
const found = new WeakMap<LedgerFile, Map<string, string[]>>();

function findings({ source, policy }: LedgerBook, { language }: LedgerFlags): string[] {
  const { timeZone, asOf, amounts, currency, exchangeRates } = policy;
  const settings: Policy = Object.fromEntries(inspected.map((option) => [option, policy[option]]));
  const key = JSON.stringify([language, timeZone, asOf, amounts, currency, exchangeRates, settings]);
  const all = found.get(source) ?? new Map<string, string[]>();
  found.set(source, all);
  const texts = all.get(key) ?? findingsOf(source, policy);
  all.set(key, texts);
  return texts;
}

function customersAt(bar: number, { results }: Current): Customers {
  const asked = results.bars[bar];
  if (asked === undefined) throw new InputError('there is no such bar');
  return asked.customers();
}

async function exported(what: ExportName, { program, args, language, names, results }: Current): Promise<FileOut> {
  const { rows, sheet, file, script, model } = results;
  const name = `${program}-${file.replace(/\.\w+$/, '')}`;
  if (typeof what === 'object' && 'picture' in what) {
    const picture = sheet.pictures.find((one) => one.name === what.picture);
    if (picture === undefined) throw new InputError(`there is no picture ${what.picture}`);
    return { name: `${name}-${picture.name}.svg`, type: 'image/svg+xml', text: await svgFile(picture) };
  }
  if (typeof what === 'object') {
    return {
      name: rowsName(file, what.rows),
      type: 'application/jsonl',
      text: rowLines(script.lists[what.rows] ?? []),
    };
  }
  switch (what) {
    case 'csv':
      return { name: `${name}.csv`, type: 'text/csv', text: language === 'de' ? excelText(rows) : csvText(rows) };
    case 'markdown':
      return { name: `${name}.md`, type: 'text/markdown', text: markdown(sheet, () => undefined) };
    case 'html':
      return { name: `${name}.html`, type: 'text/html', text: await htmlPage(sheet) };
    case 'model':
      return { name: 'health-model.json', type: 'application/json', text: `${JSON.stringify(model, null, 2)}\n` };
    case 'script':
      return {
        name: `${program}.mjs`,
        type: 'text/javascript',
        text: scriptOf({ program, args, names, file }, script),
      };
  }
}
