import {
  backtestForecast,
  type ForecastBacktest,
  forecastMrr,
  isMetricsError,
  lastPeriods,
  ledger,
  type MrrForecast,
  mrr,
  periodOf,
} from 'tenure';
import { blaming } from '../flags/blaming.ts';
import { InputError } from '../input-error.ts';
import { instants } from '../open/instants.ts';
import type { LedgerBook } from '../open/ledger-book.ts';
import type { LedgerRow } from '../read/ledger/ledger-row.ts';
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

/** Ends and changes that lie ahead are what is committed; nobody has signed a trial that runs. */
function plannedRows(rows: readonly LedgerRow[], asOf: string, timeZone: string): readonly LedgerRow[] {
  const epochOf = instants(timeZone);
  return rows.filter(({ trialEnd }) => typeof trialEnd !== 'string' || epochOf(trialEnd) < epochOf(asOf));
}

function identified(forecast: () => MrrForecast): MrrForecast {
  try {
    return blaming({ 'options.newBusiness': '--new-business' }, forecast);
  } catch (error) {
    if (!isMetricsError(error) || error.code !== 'NOT_IDENTIFIABLE') throw error;
    throw new InputError(`the ledger is too young for a forecast: ${error.message}`);
  }
}

export function outlookOf(
  { source, known, asOf, policy }: Pick<LedgerBook, 'source' | 'known' | 'asOf' | 'policy'>,
  { months, newBusiness, timeZone }: Pick<ForecastFlags, 'months' | 'newBusiness' | 'timeZone'>,
): Outlook {
  const running = periodOf('month', asOf.instant, { timeZone });
  const from = new Date(asOf.instant).getTime() === running.start.getTime() ? running.start : running.end;
  const book = ledger(plannedRows(source.rows, asOf.instant, timeZone), policy);
  const forecast = identified(() =>
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

/** Every figure, for CSV files: the bridges to come, and where there was enough to look back on, each forecast that was tried. */
export function outlookRows({ forecast, backtest }: Outlook): {
  readonly forecast: readonly object[];
  readonly backtest: readonly object[];
} {
  return {
    forecast: forecast.periods.map(({ period, certain: _, intervals: __, ...row }) => ({
      period: period.label,
      ...row,
    })),
    backtest: (backtest?.rows ?? []).map((row) => ({ ...row, period: row.period.label })),
  };
}
