import { type CommonFlags, namedColumns, readArguments } from './command-line.ts';
import { type FieldName, fieldNames } from './fields.ts';
import { InputError } from './input-error.ts';

export const steps = ['month', 'quarter', 'year'] as const;
export type Step = (typeof steps)[number];

/** What every example that reads a ledger is told on its command line. */
export interface LedgerFlags extends CommonFlags {
  readonly file: string | undefined;
  /** The column named for a field; for `interval` a column or a fixed word. */
  readonly columns: ReadonlyMap<FieldName, string>;
  readonly endInclusive: boolean;
}

export interface CommandLine<Name extends string, ListName extends string> {
  readonly ledger: LedgerFlags;
  /** The flags of the example itself, as text; only those that are given. */
  readonly own: Readonly<Partial<Record<Name, string>>>;
  /** The flags that may be given several times; none given is an empty list. */
  readonly lists: Readonly<Record<ListName, readonly string[]>>;
}

/** Reads the command line; whatever is wrong with it is an `InputError`. */
export function readCommandLine<Name extends string, ListName extends string = never>(
  args: readonly string[],
  ownNames: readonly Name[],
  listNames: readonly ListName[] = [],
): CommandLine<Name, ListName> {
  const names: (FieldName | Name)[] = [...fieldNames, ...ownNames];
  const { files, common, texts, on, lists } = readArguments(args, names, ['end-inclusive'], listNames);
  if (files.length > 1) throw new InputError(`one ledger file at a time, not ${files.join(' and ')}`);
  const columns = namedColumns<FieldName>(texts as Readonly<Partial<Record<FieldName, string>>>, fieldNames);
  const ledger = { ...common, file: files[0], columns, endInclusive: on['end-inclusive'] };
  return { ledger, own: texts as Readonly<Partial<Record<Name, string>>>, lists };
}
