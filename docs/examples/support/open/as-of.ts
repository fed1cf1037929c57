import { customerDurations } from 'tenure';
import { blaming } from '../flags/blaming.ts';
import { InputError } from '../input-error.ts';
import { count, dateText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { addDays, dateAt } from './calendar-text.ts';
import { dateOf } from './extremes.ts';
import { instants } from './instants.ts';

export interface AsOf {
  /** As the library takes it: what happens at it, or later, is not known. */
  readonly instant: string;
  /** Why then, and what lies later. */
  readonly reason: string;
}

/** The dates and date-times of all files. */
export interface Dated {
  /** What happened, or is to begin: starts, events, answers. */
  readonly starts: readonly string[];
  /** What may be planned: ends of rows and of trials. */
  readonly ends: readonly string[];
  /** What was planned when the files were written, whether it lies before today or after. */
  readonly planned?: readonly string[];
  /** Ends that stand in the file as the day before, which is the last day of service. */
  readonly lastDays?: ReadonlySet<string>;
}

interface Asked {
  readonly flag: string | undefined;
  readonly timeZone: string;
  readonly now: Date;
  /** When the sample was taken, where it is what is read. */
  readonly sampleCutOff?: string | undefined;
}

/**
 * Up to when the data is taken to be known. Without a flag: to the end of the day of the latest date that is not after today, but not beyond
 * now, since what lies ahead is planned, and that it will happen is nothing but a hope.
 */
export function asOfOf(dated: Dated, { flag, timeZone, now, sampleCutOff }: Asked): AsOf {
  if (flag !== undefined) checkAsOf(flag, timeZone);
  const epochOf = instants(timeZone);
  const { instant, reason } = chosen();
  return { instant, reason: [reason, ...laterText(dated, epochOf, epochOf(instant))].join('; ') };

  function chosen(): AsOf {
    if (flag !== undefined) return { instant: flag, reason: '--as-of' };
    if (sampleCutOff !== undefined) return { instant: sampleCutOff, reason: say('when the sample was taken') };
    return latestDay(dated, epochOf, now, timeZone);
  }
}

export function checkAsOf(flag: string, timeZone: string): void {
  blaming({ 'options.asOf': '--as-of' }, () => customerDurations([], { asOf: flag, timeZone }));
}

function latestDay(
  { starts, ends, lastDays }: Dated,
  epochOf: (text: string) => number,
  now: Date,
  timeZone: string,
): AsOf {
  const texts = [...starts, ...ends];
  let latest: string | undefined;
  for (const text of new Set(texts)) {
    const epoch = epochOf(text);
    if (epoch <= now.getTime() && (latest === undefined || epoch > epochOf(latest))) latest = text;
  }
  if (latest === undefined) {
    const today = dateOf(now.toISOString(), timeZone);
    throw new InputError(
      `every date lies after today, ${today}: --as-of DATE sets the date up to which the data is known`,
    );
  }
  const date = dateOf(latest, timeZone);
  const dayAfter = addDays(date, 1);
  if (epochOf(dayAfter) > now.getTime())
    return { instant: now.toISOString(), reason: say('now; the latest date is today') };
  if (lastDays?.has(latest) && !starts.includes(latest)) {
    const values = { date: dateText(date), end: dateText(addDays(date, -1)) };
    return {
      instant: dayAfter,
      reason: say(
        'the day after {date}, the first one without service after {end}, the latest end not after today',
        values,
      ),
    };
  }
  return {
    instant: dayAfter,
    reason: say('the day after {date}, the latest date that is not after today', { date: dateText(date) }),
  };
}

function laterText({ starts, ends, planned = [] }: Dated, epochOf: (text: string) => number, asOf: number): string[] {
  const later = (texts: readonly string[]) => texts.filter((text) => epochOf(text) >= asOf).length;
  const [beginning, ending] = [later(starts), later([...ends, ...planned])];
  return [...(ending === 0 ? [] : [endsText(ending)]), ...(beginning === 0 ? [] : [rowsText(beginning)])];
}

function endsText(ends: number): string {
  return ends === 1
    ? say('1 end lies later and has not happened')
    : say('{count} ends lie later and have not happened', { count: count(ends) });
}

function rowsText(rows: number): string {
  return rows === 1
    ? say('1 row begins later and is left out')
    : say('{count} rows begin later and are left out', { count: count(rows) });
}

/** For the facts of a page. */
export function asOfText({ instant, reason }: AsOf): string {
  return `${dateText(instant)} (${reason})`;
}

/** The date of the last moment that is known. */
export function lastDate({ instant }: AsOf, timeZone: string): string {
  return dateAt(new Date(instants(timeZone)(instant) - 1), timeZone);
}
