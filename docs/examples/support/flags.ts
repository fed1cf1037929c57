import { dirname, join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { isMetricsError, month } from 'tenure';
import { type FieldName, fieldNames } from './fields.ts';
import { InputError } from './input-error.ts';

const steps = ['month', 'quarter', 'year'] as const;
export type Step = (typeof steps)[number];

export interface Flags {
  readonly file: string | undefined;
  /** The column named for a field; for `interval` a column or a fixed word. */
  readonly columns: ReadonlyMap<FieldName, string>;
  readonly endInclusive: boolean;
  readonly timeZone: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly by: Step;
  readonly out: string;
  readonly html: string;
  readonly progress: boolean;
  readonly help: boolean;
}

const text = { type: 'string' } as const;
const onOff = { type: 'boolean', default: false } as const;

const options = {
  'end-inclusive': onOff,
  'time-zone': { ...text, default: 'UTC' },
  from: text,
  to: text,
  by: { ...text, default: 'month' },
  out: { ...text, default: 'retention-report.csv' },
  html: text,
  progress: onOff,
  help: { ...onOff, short: 'h' },
} as const;

/** Reads the command line; whatever is wrong with it is an `InputError`. */
export function readFlags(args: readonly string[]): Flags {
  const { values, positionals } = parsed(args);
  if (positionals.length > 1) throw new InputError(`one ledger file at a time, not ${positionals.join(' and ')}`);
  const flags = {
    file: positionals[0],
    columns: namedColumns(values),
    endInclusive: values['end-inclusive'],
    timeZone: values['time-zone'],
    from: values.from,
    to: values.to,
    by: stepOf(values.by),
    out: values.out,
    html: values.html ?? join(dirname(values.out), 'retention-report.html'),
    progress: values.progress,
    help: values.help,
  };
  checkRange(flags);
  return flags;
}

function parsed(args: readonly string[]) {
  const columnOptions = Object.fromEntries(fieldNames.map((name) => [name, text]));
  const config = { args: [...args], allowPositionals: true, options: { ...columnOptions, ...options } };
  try {
    return parseArgs(config satisfies ParseArgsConfig);
  } catch (error) {
    // Node goes on to explain how to pass a positional argument that begins with a dash, which is beside the point here.
    const [reason] = String((error as Error).message).split(/\. |\n/);
    throw new InputError(`${reason}; --help lists the flags`);
  }
}

function namedColumns(values: Readonly<Record<string, unknown>>): Map<FieldName, string> {
  const named = new Map<FieldName, string>();
  for (const name of fieldNames) {
    const value = values[name];
    if (typeof value === 'string') named.set(name, value);
  }
  return named;
}

function stepOf(value: string): Step {
  const step = steps.find((known) => known === value);
  if (step === undefined) throw new InputError(`--by must be one of ${steps.join(', ')}; received '${value}'`);
  return step;
}

function checkRange({ from, to, timeZone }: Pick<Flags, 'from' | 'to' | 'timeZone'>): void {
  checkMonth('--from', from, timeZone);
  checkMonth('--to', to, timeZone);
  if (from !== undefined && to !== undefined && to < from) {
    throw new InputError(`--to must not come before --from ${from}; received '${to}'`);
  }
}

/** Has the library check the month and the time zone, and puts the flag where its message names the parameter. */
function checkMonth(flag: string, label: string | undefined, timeZone: string): void {
  try {
    month(label ?? '2000-01', { timeZone });
  } catch (error) {
    if (!isMetricsError(error)) throw error;
    const blamed = error.code === 'INVALID_TIME_ZONE' ? '--time-zone' : flag;
    throw new InputError(`${blamed}${error.message.slice(error.path.length)}`);
  }
}
