import {
  backtestForecast,
  type ForecastBacktest,
  forecastMrr,
  type LedgerPolicy,
  lastPeriods,
  type MrrForecast,
  mrr,
  periodOf,
} from 'tenure';
import { blaming } from '../flags/blaming.ts';
import type { OpenedLedger } from '../open/open-ledger.ts';
import type { ForecastFlags } from './forecast-flags.ts';

/** What comes, what came, and what would have been said of it. */
export interface Outlook {
  readonly forecast: MrrForecast;
  /** The MRR of the months before, oldest first. */
  readonly past: readonly { readonly period: string; readonly closing: number }[];
  /** Null where there are fewer than two years to look back on. */
  readonly backtest: ForecastBacktest | null;
}

const shownMonths = 36;
const monthsToLearnFrom = 12;

export function outlookOf(
  { book, known, asOf, policy }: Pick<OpenedLedger, 'book' | 'known' | 'asOf'> & { readonly policy: LedgerPolicy },
  { months, newBusiness, timeZone }: Pick<ForecastFlags, 'months' | 'newBusiness' | 'timeZone'>,
): Outlook {
  const running = periodOf('month', asOf.instant, { timeZone });
  const from = new Date(asOf.instant).getTime() === running.start.getTime() ? running.start : running.end;
  const forecast = blaming({ 'options.newBusiness': '--new-business' }, () =>
    forecastMrr(book, { from, periods: months, newBusiness: newBusiness ?? { likeLast: 12 } }),
  );
  const periods = lastPeriods(shownMonths, 'month', from, { timeZone });
  const closings = mrr(book, periods);
  const first = closings.findIndex((closing) => closing > 0);
  const start = periods[first + monthsToLearnFrom];
  return {
    forecast,
    past: periods.map(({ label }, place) => ({ period: label, closing: closings[place] as number })).slice(first),
    backtest:
      start === undefined || first + 2 * monthsToLearnFrom >= periods.length
        ? null
        : backtestForecast(known, { ...policy, from: start.start, periods: 12, every: 3, simulations: 200 }),
  };
}
