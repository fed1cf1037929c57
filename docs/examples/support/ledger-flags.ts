import { type ParseArgsConfig, parseArgs } from 'node:util';
import { isMetricsError, month } from 'tenure';
import { type FieldName, fieldNames } from './fields.ts';
import { InputError } from './input-error.ts';

export const steps = ['month', 'quarter', 'year'] as const;
export type Step = (typeof steps)[number];

/** What every example that reads a ledger is told on its command line. */
export interface LedgerFlags {
  readonly file: string | undefined;
  /** The column named for a field; for `interval` a column or a fixed word. */
  readonly columns: ReadonlyMap<FieldName, string>;
  readonly endInclusive: boolean;
  readonly timeZone: string;
  readonly progress: boolean;
  readonly help: boolean;
}

const text = { type: 'string' } as const;
const onOff = { type: 'boolean', default: false } as const;

const common = {
  'end-inclusive': onOff,
  'time-zone': { ...text, default: 'UTC' },
  progress: onOff,
  help: { ...onOff, short: 'h' },
} as const;

export interface CommandLine<Name extends string> {
  readonly ledger: LedgerFlags;
  /** The flags of the example itself, as text; only those that are given. */
  readonly own: Readonly<Partial<Record<Name, string>>>;
}

/** Reads the command line; whatever is wrong with it is an `InputError`. */
export function readCommandLine<Name extends string>(
  args: readonly string[],
  ownNames: readonly Name[],
): CommandLine<Name> {
  const { values, positionals } = parsed(args, ownNames);
  if (positionals.length > 1) throw new InputError(`one ledger file at a time, not ${positionals.join(' and ')}`);
  const ledger = {
    file: positionals[0],
    columns: namedColumns(values),
    endInclusive: values['end-inclusive'],
    timeZone: values['time-zone'],
    progress: values.progress,
    help: values.help,
  };
  checkTimeZone(ledger.timeZone);
  return { ledger, own: textsOf(values, ownNames) };
}

export function choiceOf<Choice extends string>(flag: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((known) => known === value);
  if (choice === undefined) throw new InputError(`${flag} must be one of ${choices.join(', ')}; received '${value}'`);
  return choice;
}

function parsed(args: readonly string[], ownNames: readonly string[]) {
  const textOptions = Object.fromEntries([...fieldNames, ...ownNames].map((name) => [name, text]));
  const config = { args: [...args], allowPositionals: true, options: { ...textOptions, ...common } };
  try {
    return parseArgs(config satisfies ParseArgsConfig);
  } catch (error) {
    // Node goes on to explain how to pass a positional argument that begins with a dash, which is beside the point here.
    const [reason] = String((error as Error).message).split(/\. |\n/);
    throw new InputError(`${reason}; --help lists the flags`);
  }
}

function namedColumns(values: Readonly<Record<string, unknown>>): Map<FieldName, string> {
  return new Map(Object.entries(textsOf(values, fieldNames)) as [FieldName, string][]);
}

function textsOf<Name extends string>(values: Readonly<Record<string, unknown>>, names: readonly Name[]) {
  const given = names.filter((name) => typeof values[name] === 'string');
  return Object.fromEntries(given.map((name) => [name, values[name]])) as Partial<Record<Name, string>>;
}

function checkTimeZone(timeZone: string): void {
  try {
    month('2000-01', { timeZone });
  } catch (error) {
    if (!isMetricsError(error)) throw error;
    throw new InputError(`--time-zone${error.message.slice(error.path.length)}`);
  }
}
