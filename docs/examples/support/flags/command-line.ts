import { isMetricsError, month } from 'tenure';
import { InputError } from '../input-error.ts';
import { type Language, languages } from '../language/language.ts';
import { parseArguments } from './parse-args.ts';
import { pathText } from './path-text.ts';
import { type ReadingFlags, readingFlags, readingLists, readingNames } from './reading-flags.ts';

/** What every example is told on its command line. */
export interface CommonFlags {
  readonly timeZone: string;
  /** Up to when the data is known; nothing for the latest date that is not after today. */
  readonly asOf: string | undefined;
  /** How the files are written. */
  readonly reading: ReadingFlags;
  /** Of the pages, the tables and the files of pictures; what is wrong with a call is said in English. */
  readonly language: Language;
  readonly progress: boolean;
  readonly help: boolean;
}

export interface Arguments<Name extends string, Switch extends string, ListName extends string> {
  readonly files: readonly string[];
  readonly common: CommonFlags;
  /** The flags that have a text; only those that are given. */
  readonly texts: Readonly<Partial<Record<Name, string>>>;
  /** Those that are on or off. */
  readonly on: Readonly<Record<Switch, boolean>>;
  /** Those that may be given more than once. */
  readonly lists: Readonly<Record<ListName, readonly string[]>>;
}

const text = { type: 'string' } as const;
const onOff = { type: 'boolean', default: false } as const;

const common = {
  'time-zone': { ...text, default: 'UTC' },
  'as-of': text,
  lang: { ...text, default: 'en' },
  progress: onOff,
  help: { ...onOff, short: 'h' },
} as const;

/** Reads the command line; whatever is wrong with it is an `InputError`. */
export function readArguments<Name extends string, Switch extends string = never, ListName extends string = never>(
  args: readonly string[],
  names: readonly Name[],
  switches: readonly Switch[] = [],
  listNames: readonly ListName[] = [],
): Arguments<Name, Switch, ListName> {
  const { values, positionals } = parsed(args, [...readingNames, ...names], switches, [...readingLists, ...listNames]);
  const given = values;
  const ignored = (given['ignore-column'] ?? []) as readonly string[];
  const flags = {
    timeZone: String(values['time-zone']),
    asOf: values['as-of'] as string | undefined,
    reading: readingFlags(given as Readonly<Partial<Record<string, string>>>, ignored),
    language: choiceOf('--lang', String(values.lang), languages),
    progress: values.progress === true,
    help: values.help === true,
  };
  checkTimeZone(flags.timeZone);
  const texts = names.filter((name) => typeof given[name] === 'string').map((name) => [name, given[name]]);
  return {
    files: positionals,
    common: flags,
    texts: Object.fromEntries(texts) as Partial<Record<Name, string>>,
    on: Object.fromEntries(switches.map((name) => [name, given[name] === true])) as Record<Switch, boolean>,
    lists: Object.fromEntries(listNames.map((name) => [name, given[name] ?? []])) as Record<ListName, string[]>,
  };
}

export function choiceOf<Choice extends string>(flag: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((known) => known === value);
  if (choice === undefined) throw new InputError(`${flag} must be one of ${choices.join(', ')}; received '${value}'`);
  return choice;
}

const plainNumber = /^-?\d+(\.\d+)?$/;

export function numberOf(flag: string, text: string): number {
  if (plainNumber.test(text)) return Number(text);
  throw new InputError(`${flag} must be a number such as 0.8; received '${text}'`);
}

export function wholeNumberOf(flag: string, text: string, unit: string, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return number;
  throw new InputError(`${flag} must be a whole number of ${unit} from 1 to ${most}; received '${text}'`);
}

/** Of the flags that have a text, those that name columns. */
export function namedColumns<Name extends string>(
  texts: Readonly<Partial<Record<Name, string>>>,
  names: readonly Name[],
): Map<Name, string> {
  return new Map(
    names.flatMap((name) => {
      const column = texts[name];
      return column === undefined ? [] : [[name, column] as const];
    }),
  );
}

function parsed(
  args: readonly string[],
  names: readonly string[],
  switches: readonly string[],
  listNames: readonly string[],
) {
  const texts = Object.fromEntries(names.map((name) => [name, text]));
  const offs = Object.fromEntries(switches.map((name) => [name, onOff]));
  const lists = Object.fromEntries(listNames.map((name) => [name, { ...text, multiple: true }]));
  try {
    return parseArguments(args, { ...texts, ...offs, ...lists, ...common });
  } catch (error) {
    throw new InputError(`${(error as Error).message}; --help lists the flags`);
  }
}

function checkTimeZone(timeZone: string): void {
  try {
    month('2000-01', { timeZone });
  } catch (error) {
    if (!isMetricsError(error)) throw error;
    throw new InputError(`--time-zone${error.message.slice(pathText(error).length)}`);
  }
}
