import { type CommonFlags, namedColumns, numberOf, readArguments, wholeNumberOf } from '../flags/command-line.ts';
import { InputError } from '../input-error.ts';
import { type Outputs, outputFlags, outputNames } from '../out/outputs.ts';
import { type TicketField, ticketNames } from '../read/columns/fields.ts';

export interface TicketFlags extends CommonFlags, Outputs {
  readonly file: string | undefined;
  readonly columns: ReadonlyMap<TicketField, string>;
  /** Hours that were promised; nothing where none were. */
  readonly responseTarget: number | undefined;
  readonly target: number | undefined;
  /** How soon another ticket of the customer counts as a repeat. */
  readonly withinDays: number;
}

const own = ['response-target', 'target', 'within-days', ...outputNames] as const;

export function readFlags(args: readonly string[]): TicketFlags {
  const { files, common, texts } = readArguments(args, [...ticketNames, ...own]);
  const [file, ...more] = files;
  if (more.length > 0) throw new InputError(`one file of tickets at a time; received also ${more[0]}`);
  return {
    ...common,
    file,
    columns: namedColumns<TicketField>(texts, ticketNames),
    responseTarget: hoursOf('--response-target', texts['response-target']),
    target: hoursOf('--target', texts.target),
    withinDays: wholeNumberOf('--within-days', texts['within-days'] ?? '7', 'days', 366),
    ...outputFlags(texts, 'tickets.csv'),
  };
}

function hoursOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const hours = numberOf(flag, text);
  if (hours > 0) return hours;
  throw new InputError(`${flag} must be a number of hours above 0; received '${text}'`);
}
