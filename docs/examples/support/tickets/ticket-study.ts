import {
  firstResponseTime,
  month,
  months,
  type Period,
  period,
  type ReopenRate,
  type RepeatContactRate,
  reopenRate,
  repeatContactRate,
  resolutionTime,
  type Ticket,
  type TicketTimes,
} from 'tenure';
import type { Place } from '../draw/picture.ts';
import { InputError } from '../input-error.ts';
import { say } from '../language/language.ts';
import { type AsOf, asOfOf } from '../open/as-of.ts';
import { describeColumns, fileLine, noteLines } from '../open/columns.ts';
import { explaining } from '../open/explain.ts';
import { dateOf, extremes } from '../open/extremes.ts';
import { instants } from '../open/instants.ts';
import { checkRange } from '../open/range.ts';
import type { ReadFile } from '../read/choices.ts';
import { type TicketField, ticketKind } from '../read/columns/fields.ts';
import { type ListFile, readTicketsFile } from '../read/read-list.ts';
import { usageCutOff } from '../sample/sample-usage.ts';
import type { TicketFlags } from './ticket-flags.ts';

type TicketRow = Ticket & { readonly openedAt: string };

export interface TicketBook {
  readonly source: ListFile<TicketField, TicketRow>;
  readonly isSample: boolean;
  /** What was read, for the person to check. */
  readonly description: readonly string[];
}

/** Tickets that belong together; times in hours. */
export interface TicketFigures {
  readonly opened: number;
  /** Null where no ticket says when it was answered. */
  readonly response: TicketTimes | null;
  readonly resolution: TicketTimes;
  /** Null where no column says it. */
  readonly reopened: ReopenRate | null;
  readonly repeated: RepeatContactRate;
}

export type MonthOfTickets = Place & TicketFigures;

export interface TicketStudy {
  readonly asOf: AsOf;
  readonly timeZone: string;
  /** The tickets opened before `asOf`. */
  readonly known: readonly TicketRow[];
  readonly periods: readonly Period[];
  readonly months: readonly MonthOfTickets[];
  readonly all: TicketFigures;
  /** By name; empty where no ticket names one. */
  readonly channels: readonly ({ readonly channel: string | null } & TicketFigures)[];
  readonly hasResponses: boolean;
  readonly hasReopens: boolean;
  readonly asked: Pick<TicketFlags, 'responseTarget' | 'target' | 'withinDays'>;
}

interface Surroundings {
  readonly read: ReadFile;
  readonly now: Date;
  readonly isSample: boolean;
}

/** Reads the tickets, and has the library check every row. */
export async function ticketBook(
  file: string,
  flags: TicketFlags,
  { read, now, isSample }: Surroundings,
): Promise<TicketBook> {
  const { reading, timeZone, columns } = flags;
  const source = (await read(file, { ...reading, timeZone, columns }, readTicketsFile)) as TicketBook['source'];
  const column = source.map.columns.get('opened')?.name ?? 'opened';
  const opened = source.rows.map(({ openedAt }) => openedAt);
  checkRange(source, column, opened, now.toISOString(), timeZone);
  explaining('tickets', source, ticketKind.fields, () => resolutionTime(source.rows, month('2000-01', { timeZone })));
  const name = isSample ? say('the sample, since no file was given') : source.file;
  const description = [
    fileLine(say('Tickets'), name, source.rows.length),
    ...describeColumns(source.map),
    ...noteLines(source.notes),
    ...(hasReopens(source) ? [] : [say('No column for reopened tickets, so their share is not known')]),
  ];
  return { source, isSample, description };
}

export function ticketStudy({ source, isSample }: TicketBook, flags: TicketFlags, now: Date): TicketStudy {
  const { timeZone, withinDays, target, responseTarget } = flags;
  const { rows } = source;
  const later = rows.flatMap(({ firstResponseAt, resolvedAt, reopenedAt }) =>
    [firstResponseAt, resolvedAt, reopenedAt].filter((time) => typeof time === 'string'),
  );
  const dated = { starts: rows.map(({ openedAt }) => openedAt), ends: later };
  const sampleCutOff = isSample ? usageCutOff : undefined;
  const asOf = asOfOf(dated, { flag: flags.asOf, timeZone, now, sampleCutOff });
  const instantOf = instants(timeZone);
  const end = instantOf(asOf.instant);
  const known = rows.filter(({ openedAt }) => instantOf(openedAt) < end);
  if (known.length === 0) throw new InputError(`nobody has asked for help before ${asOf.instant}`);
  const periods = monthsOf(known, timeZone);
  const has = {
    responses: known.some(({ firstResponseAt }) => firstResponseAt != null),
    reopens: hasReopens(source),
  };
  const whole = period((periods[0] as Period).start, (periods.at(-1) as Period).end, { timeZone });

  const times = { asOf: asOf.instant, timeZone };
  const answered = { ...times, ...(responseTarget !== undefined && { target: responseTarget }) };
  const resolved = { ...times, ...(target !== undefined && { target }) };
  const monthly = {
    response: firstResponseTime(known, periods, answered),
    resolution: resolutionTime(known, periods, resolved),
    reopened: reopenRate(known, periods, times),
    repeated: repeatContactRate(known, periods, { ...times, withinDays }),
  };
  const by = ({ channel }: TicketRow) => channel ?? null;
  // By the library, so that a repeat by another channel counts as well.
  const byChannel = {
    response: firstResponseTime(known, whole, { ...answered, by }),
    resolution: resolutionTime(known, whole, { ...resolved, by }),
    reopened: reopenRate(known, whole, { ...times, by }),
    repeated: repeatContactRate(known, whole, { ...times, withinDays, by }),
  };
  const all = {
    response: firstResponseTime(known, whole, answered),
    resolution: resolutionTime(known, whole, resolved),
    reopened: reopenRate(known, whole, times),
    repeated: repeatContactRate(known, whole, { ...times, withinDays }),
  };
  return {
    asOf,
    timeZone,
    known,
    periods,
    months: periods.map((own, place) => ({
      period: own.label,
      complete: own.end.getTime() <= end,
      ...figuresAt(monthly, place, has),
    })),
    all: figuresOf(all, has),
    channels:
      byChannel.resolution.length < 2
        ? []
        : byChannel.resolution.map(({ key }, place) => ({
            channel: key,
            ...figuresAt(byChannel, place, has),
          })),
    hasResponses: has.responses,
    hasReopens: has.reopens,
    asked: { responseTarget, target, withinDays },
  };
}

/** A file without a column for it says nothing, and not that none was. */
function hasReopens({ map }: TicketBook['source']): boolean {
  return map.columns.has('reopened') || map.columns.has('reopens');
}

interface Found extends Pick<TicketFigures, 'resolution' | 'repeated'> {
  readonly response: TicketTimes;
  readonly reopened: ReopenRate;
}

interface Has {
  readonly responses: boolean;
  readonly reopens: boolean;
}

function figuresOf(found: Found, has: Has): TicketFigures {
  const { resolution, response, reopened } = found;
  return {
    ...found,
    opened: resolution.tickets + resolution.open,
    response: has.responses ? response : null,
    reopened: has.reopens ? reopened : null,
  };
}

function figuresAt(
  lists: { readonly [name in keyof Found]: readonly Found[name][] },
  place: number,
  has: Has,
): TicketFigures {
  const { resolution, response, reopened, repeated } = lists;
  const found = {
    resolution: resolution[place],
    response: response[place],
    reopened: reopened[place],
    repeated: repeated[place],
  };
  return figuresOf(found as Found, has);
}

/** From the month of the first ticket to that of the last one. */
function monthsOf(tickets: readonly TicketRow[], timeZone: string): Period[] {
  const found = extremes(tickets.map(({ openedAt }) => openedAt)).flatMap(({ least, most }) => [least, most]);
  const labels = found.map((text) => dateOf(text, timeZone).slice(0, 7)).sort();
  const [first = '', last = ''] = [labels[0], labels.at(-1)];
  return first === last ? [month(first, { timeZone })] : months(first, last, { timeZone });
}
