import { month, months, type Period } from 'tenure';
import type { Place } from '../draw/picture.ts';
import { InputError } from '../input-error.ts';
import { type AsOf, asOfOf } from '../open/as-of.ts';
import { dateOf, extremes } from '../open/extremes.ts';
import { instants } from '../open/instants.ts';
import { usageCutOff } from '../sample/sample-usage.ts';
import type { AnswerRow, EventRow } from './usage-book.ts';

/** The rows up to when the data is known, and the months that they lie in. */
export interface KnownRows {
  readonly events: readonly EventRow[];
  /** Nothing where no file of answers was given. */
  readonly answers: readonly AnswerRow[] | undefined;
  readonly asOf: AsOf;
  readonly leftOut: number;
  readonly months: readonly KnownMonth[];
}

export interface KnownMonth {
  readonly period: Period;
  /** Whether it had ended when the data was taken. */
  readonly complete: boolean;
  readonly events: readonly EventRow[];
}

export function placeOf({ period, complete }: Pick<KnownMonth, 'period' | 'complete'>): Place {
  return { period: period.label, complete };
}

interface Files {
  readonly events?: { readonly rows: readonly EventRow[] } | undefined;
  readonly answers?: { readonly rows: readonly AnswerRow[] } | undefined;
  readonly isSample: boolean;
}

export function knownRows(opened: Files, flag: string | undefined, timeZone: string, now: Date): KnownRows {
  const rows = { events: opened.events?.rows ?? [], answers: opened.answers?.rows };
  const all = [...rows.events, ...(rows.answers ?? [])].map(({ at }) => at);
  const sampleCutOff = opened.isSample ? usageCutOff : undefined;
  const asOf = asOfOf({ starts: all, ends: [] }, { flag, timeZone, now, sampleCutOff });
  const instantOf = instants(timeZone);
  const end = instantOf(asOf.instant);
  const isKnown = ({ at }: { readonly at: string }) => instantOf(at) < end;
  const events = rows.events.filter(isKnown);
  const answers = rows.answers?.filter(isKnown);
  if (opened.events !== undefined && events.length === 0)
    throw new InputError(`nobody has used the product before ${asOf.instant}`);
  if (opened.events === undefined && answers?.length === 0)
    throw new InputError(`nobody has answered before ${asOf.instant}`);
  const known = [...events, ...(answers ?? [])].map(({ at }) => at);
  return {
    events,
    answers,
    asOf,
    leftOut: all.length - known.length,
    months: monthsOf(known, timeZone).map((period) => ({
      period,
      complete: period.end.getTime() <= end,
      events: events.filter(({ at }) => isIn(instantOf(at), period)),
    })),
  };
}

/** From the month of the first row to that of the last one. */
function monthsOf(times: readonly string[], timeZone: string): Period[] {
  const found = extremes(times).flatMap(({ least, most }) => [least, most]);
  const labels = found.map((text) => dateOf(text, timeZone).slice(0, 7)).sort();
  const [first = '', last = ''] = [labels[0], labels.at(-1)];
  return first === last ? [month(first, { timeZone })] : months(first, last, { timeZone });
}

function isIn(instant: number, { start, end }: Period): boolean {
  return instant >= start.getTime() && instant < end.getTime();
}
