import { isMetricsError } from 'tenure';
import sampleText from '../../examples/data/sample-ledger.csv?raw';
import { findingsOf } from '../../examples/support/findings.ts';
import type { LedgerFlags } from '../../examples/support/flags/ledger-flags.ts';
import { InputError } from '../../examples/support/input-error.ts';
import { inLanguage, type Language } from '../../examples/support/language/language.ts';
import { type LedgerBook, ledgerBook } from '../../examples/support/open/ledger-book.ts';
import { csvText, excelText } from '../../examples/support/out/csv-text.ts';
import { htmlPage, sheetMarkup } from '../../examples/support/page/document.ts';
import { markdown } from '../../examples/support/page/markdown.ts';
import { svgFile } from '../../examples/support/page/svg-file.ts';
import { readRatesFile } from '../../examples/support/read/ledger/read-rates.ts';
import type { ProgramName } from './controls.ts';
import { comparisonBars, customersOf, reportBars } from './drill-down.ts';
import type {
  Answers,
  Ask,
  Customers,
  Drill,
  ExportName,
  FileOut,
  GivenFile,
  Reply,
  Shown,
  Stage,
} from './messages.ts';
import { type ProgramResults, programOf } from './programs.ts';
import { readAny } from './read-any.ts';
import { rowLines, rowsName, scriptOf } from './script.ts';

const sample: GivenFile = { name: 'sample-ledger.csv', bytes: new TextEncoder().encode(sampleText) };

interface Current {
  readonly program: ProgramName;
  readonly args: readonly string[];
  readonly language: Language;
  readonly opened: LedgerBook;
  readonly results: ProgramResults;
}

let file: GivenFile | undefined;
let rates: GivenFile | undefined;
/** What was read last, by the flags that it was read with. */
let known:
  | { readonly key: string; readonly opened: LedgerBook; readonly findings: Map<Language, string[]> }
  | undefined;
let current: Current | undefined;

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
  if (ask.ask === 'open') return open(ask);
  if (ask.ask === 'show') return inLanguage(ask.language, () => show(ask, at));
  if (current === undefined) throw new InputError('nothing is open');
  const shown = current;
  return inLanguage(shown.language, async () =>
    ask.ask === 'customers' ? drill(ask.of, shown) : exported(ask.what, shown),
  );
}

function open(given: { readonly file: GivenFile | undefined; readonly rates: GivenFile | undefined }): undefined {
  ({ file, rates } = given);
  known = undefined;
  current = undefined;
}

async function show({ program, args, language }: Ask & { ask: 'show' }, at: (stage: Stage) => void): Promise<Shown> {
  const { flags, run } = programOf(program, args);
  const { opened, findings } = await openWith(flags, at);
  at('computing');
  const results = run(opened, findings);
  current = { program, args, language, opened, results };
  at('drawing');
  const { sheet, report = [], comparison } = results;
  return {
    description: opened.description,
    markup: await sheetMarkup(sheet),
    rowCount: opened.source.rows.length,
    periods: report.map(({ period }) => period),
    bars: comparison === undefined ? reportBars(report) : comparisonBars(comparison),
    pictures: sheet.pictures.map(({ name, title }) => ({ name, title })),
  };
}

/** Reads the file anew only where a flag changes what is read. */
async function openWith(
  flags: LedgerFlags,
  at: (stage: Stage) => void,
): Promise<{ opened: LedgerBook; findings: string[] }> {
  const { columns, endInclusive, amounts, openEnds, leaveOut, timeZone, asOf, reading, reportCurrency } = flags;
  const key = JSON.stringify([
    [...columns],
    endInclusive,
    amounts,
    openEnds,
    leaveOut,
    flags.export,
    timeZone,
    asOf,
    reading,
    reportCurrency,
  ]);
  if (known?.key !== key) {
    known = undefined;
    at('reading');
    const source = await readAny(file ?? sample, flags);
    at('checking');
    const opened = ledgerBook(
      source,
      { ...flags, exchangeRates: rates?.name },
      { now: new Date(), isSample: file === undefined, rates: ratesFor(flags) },
    );
    known = { key, opened, findings: new Map() };
  }
  const { opened, findings } = known;
  const own = findings.get(flags.language) ?? findingsOf(opened.source, opened.policy);
  findings.set(flags.language, own);
  return { opened, findings: own };
}

function ratesFor({ reading, timeZone }: LedgerFlags) {
  return rates === undefined ? undefined : readRatesFile(rates, { ...reading, timeZone, columns: new Map() });
}

function drill(of: Drill, { opened, results }: Current): Customers {
  return customersOf(of, opened, results.comparison);
}

async function exported(what: ExportName, { program, args, language, opened, results }: Current): Promise<FileOut> {
  const { rows, sheet } = results;
  const name = `${program}-${opened.source.file.replace(/\.\w+$/, '')}`;
  if (typeof what === 'object') {
    const picture = sheet.pictures.find((one) => one.name === what.picture);
    if (picture === undefined) throw new InputError(`there is no picture ${what.picture}`);
    return { name: `${name}-${picture.name}.svg`, type: 'image/svg+xml', text: await svgFile(picture) };
  }
  switch (what) {
    case 'csv':
      return { name: `${name}.csv`, type: 'text/csv', text: language === 'de' ? excelText(rows) : csvText(rows) };
    case 'markdown':
      return { name: `${name}.md`, type: 'text/markdown', text: markdown(sheet, () => undefined) };
    case 'html':
      return { name: `${name}.html`, type: 'text/html', text: await htmlPage(sheet) };
    case 'rows':
      return { name: rowsName(opened), type: 'application/jsonl', text: rowLines(results) };
    case 'script':
      return { name: `${program}.mjs`, type: 'text/javascript', text: scriptOf(program, args, opened, results) };
  }
}
