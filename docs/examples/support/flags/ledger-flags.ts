import type { Policy } from 'tenure';
import { InputError } from '../input-error.ts';
import { type LedgerField, ledgerFieldNames } from '../read/columns/fields.ts';
import type { LedgerChoices } from '../read/ledger/read-ledger.ts';
import { type CommonFlags, choiceOf, namedColumns, readArguments } from './command-line.ts';
import { settingsOf } from './settings.ts';

export const steps = ['month', 'quarter', 'year'] as const;
export type Step = (typeof steps)[number];

/** What every example that reads a ledger is told on its command line. */
export interface LedgerFlags extends CommonFlags {
  readonly file: string | undefined;
  /** The column named for a field; for `interval` a column or a fixed word. */
  readonly columns: ReadonlyMap<LedgerField, string>;
  readonly endInclusive: boolean;
  readonly amounts: 'major' | 'minor';
  readonly openEnds: readonly string[];
  readonly leaveOut: readonly string[];
  readonly export: string | undefined;
  /** A file of exchange rates, and what they turn all amounts into. */
  readonly exchangeRates: string | undefined;
  readonly reportCurrency: string | undefined;
  /** Definitions that are not the library's defaults. */
  readonly settings: Policy;
}

export interface CommandLine<Name extends string, ListName extends string> {
  readonly ledger: LedgerFlags;
  /** The flags of the example itself, as text; only those that are given. */
  readonly own: Readonly<Partial<Record<Name, string>>>;
  /** The flags that may be given several times; none given is an empty list. */
  readonly lists: Readonly<Record<ListName, readonly string[]>>;
}

const ledgerNames = ['amounts', 'export', 'exchange-rates', 'report-currency'] as const;
const ledgerLists = ['open-end', 'leave-out', 'set'] as const;

/** Reads the command line; whatever is wrong with it is an `InputError`. */
export function readCommandLine<Name extends string, ListName extends string = never>(
  args: readonly string[],
  ownNames: readonly Name[],
  listNames: readonly ListName[] = [],
): CommandLine<Name, ListName> {
  const names = [...ledgerFieldNames, ...ledgerNames, ...ownNames];
  const ownLists: (ListName | (typeof ledgerLists)[number])[] = [...ledgerLists, ...listNames];
  const { files, common, texts: all, on, lists } = readArguments(args, names, ['end-inclusive'], ownLists);
  if (files.length > 1) throw new InputError(`one ledger file at a time, not ${files.join(' and ')}`);
  const texts: Readonly<Partial<Record<string, string>>> = all;
  const ledger: LedgerFlags = {
    ...common,
    file: files[0],
    columns: namedColumns<LedgerField>(texts, ledgerFieldNames),
    endInclusive: on['end-inclusive'],
    amounts: choiceOf('--amounts', texts.amounts ?? 'major', ['major', 'minor'] as const),
    openEnds: lists['open-end'],
    leaveOut: lists['leave-out'].flatMap((text) => text.split(',').map((word) => word.trim())),
    export: texts.export,
    exchangeRates: texts['exchange-rates'],
    reportCurrency: texts['report-currency']?.toUpperCase(),
    settings: settingsOf('--set', lists.set),
  };
  return { ledger, own: texts as Readonly<Partial<Record<Name, string>>>, lists };
}

/** The flags as the reader takes them. */
export function ledgerChoices(flags: LedgerFlags): LedgerChoices {
  const { reading, timeZone, columns, endInclusive, amounts, openEnds, leaveOut } = flags;
  return { ...reading, timeZone, columns, endInclusive, amounts, openEnds, leaveOut, export: flags.export };
}
