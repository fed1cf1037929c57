import { addDays } from './calendar-text.ts';
import { dateOf, extremes } from './extremes.ts';
import type { OpenedLedger } from './open-ledger.ts';
import { cutOff } from './sample-customer.ts';

export interface AsOf {
  /** As the library takes it: what happens at it, or later, is not known. */
  readonly instant: string;
  /** Why then. */
  readonly reason: string;
}

/**
 * Up to when the ledger is taken to be known. Without a flag: to the end of the day of the latest start, and not of the latest end,
 * because that may be planned and lie ahead; that customers stay until then would be nothing but a hope.
 */
export function asOfOf({ source, isSample }: OpenedLedger, flag: string | undefined, timeZone: string): AsOf {
  if (flag !== undefined) return { instant: flag, reason: '--as-of' };
  if (isSample) return { instant: cutOff, reason: 'when the sample was taken' };
  const { date, dayAfter } = latestDay(
    source.rows.map(({ start }) => start),
    timeZone,
  );
  return { instant: dayAfter, reason: `the day after the latest start, ${date}; --as-of says another` };
}

/** The date of the latest of some dates and date-times, and the day after it. */
export function latestDay(texts: readonly string[], timeZone: string): { date: string; dayAfter: string } {
  const latest = extremes(texts).map(({ most }) => dateOf(most, timeZone));
  const date = latest.sort().at(-1) ?? '';
  return { date, dayAfter: addDays(date, 1) };
}
