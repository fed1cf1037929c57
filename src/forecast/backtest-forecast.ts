import { type Instant, type Period, readInstant } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { toNumber } from '../exact/index.ts';
import {
  checkPriced,
  openSource,
  optionNames,
  type Policy,
  type Subscription,
  type SubscriptionSource,
} from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { totalsOf } from '../movements/open.ts';
import { type Ratio, ratio } from '../ratio/open.ts';
import { checkKeys, readCount } from '../read/index.ts';
import { timelineFrom } from './known/timeline.ts';
import { naiveError, naiveForecasts } from './naive.ts';
import { type ForecastOptions, forecastNames, outlookOf, readForecast } from './outlook.ts';
import { boundsOf, meanOf } from './summary.ts';

/** The whole policy, and which forecasts are to be made up for. */
export type ForecastBacktestOptions = Policy<Money> &
  ForecastOptions & {
    /** The start of the first period of the first forecast. */
    readonly from: Instant;
    /** How many periods each forecast looks ahead. */
    readonly periods: number;
    /** A forecast for each so many periods. Default 1. */
    readonly every?: number | undefined;
    /** After how many periods a season comes back. Default: a year. */
    readonly season?: number | undefined;
  };

/** One forecast of one period, and what came. */
export interface ForecastBacktestRow {
  /** The first period of the forecast, by its label. */
  readonly origin: string;
  /** How many periods ahead: 1 for the first one. */
  readonly horizon: number;
  /** The period forecast. */
  readonly period: Period;
  /** The closing MRR that `forecastMrr` expected, in major units. */
  readonly forecast: number;
  /** The lower bound of its interval. */
  readonly lower: number;
  /** The upper bound of its interval. */
  readonly upper: number;
  /** The closing MRR that came. */
  readonly actual: number;
  /** A naive forecast: the last closing MRR before; null where there is none. */
  readonly lastValue: number | null;
  /** A naive forecast: the last change once more per period, not below 0; null where there is no earlier value. */
  readonly lastGrowth: number | null;
  /** A naive forecast: the closing MRR one season before; null where there is none. */
  readonly seasonal: number | null;
}

/** How far forecasts were off, so many periods ahead. Null where there was nothing to compare. */
export interface ForecastErrors {
  /** How many periods ahead: 1 for the first one. */
  readonly horizon: number;
  /** How many forecasts. */
  readonly forecasts: number;
  /** The mean of |forecast - actual|, in major units. */
  readonly meanAbsoluteError: number | null;
  /** The mean of forecast - actual, in major units: above 0, forecasts were too high. */
  readonly meanError: number | null;
  /** The mean absolute scaled error: below 1 it is better than the last value was on average before the forecast. */
  readonly scaledError: number | null;
  /** The scaled errors of the naive forecasts. */
  readonly naive: {
    /** Of the last closing MRR. */
    readonly lastValue: number | null;
    /** Of the last change repeated. */
    readonly lastGrowth: number | null;
    /** Of the closing MRR one season before. */
    readonly seasonal: number | null;
  };
  /** How many intervals held what came. */
  readonly coverage: Ratio;
}

/** How far forecasts were off, by horizon, and every forecast behind it. */
export interface ForecastBacktest {
  /** Of all amounts; null where the rows name none. */
  readonly currency: string | null;
  /** The share of futures that each interval was to hold, 0..1. */
  readonly confidence: number;
  /** The errors by horizon, nearest first. */
  readonly horizons: readonly ForecastErrors[];
  /** Every forecast, by origin and horizon. */
  readonly rows: readonly ForecastBacktestRow[];
}

const known = /* @__PURE__ */ optionNames('from', 'periods', 'every', 'season', ...forecastNames);
const seasons: { readonly [unit: string]: number } = { month: 12, quarter: 4, year: 1 };

/**
 * Backtest of the MRR forecast: what `forecastMrr` would have said at the start of each period of the past, from what was known then, beside what
 * came and beside three naive forecasts.
 *
 * Formula: scaledError = mean of |forecast - actual| / scale; scale = the mean of |MRR(t + h) - MRR(t)| over the periods before the forecast, with h
 * the horizon: how far the last value was off until then. coverage = intervals that held what came / forecasts. lastValue: the last closing MRR;
 * lastGrowth: its last change once more for each period, not below 0; seasonal: the closing MRR a season before. In: forecasts from `from` on,
 * as far as `asOf` says what came. Out: periods that end after `asOf`.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param options - `from`: the start of the first period of the first forecast. `periods`: the length of each forecast. `asOf` (of the policy, or
 * the ledger's): the end of the data. `every`: periods between forecasts, 1 by default. `season`: in periods, a year by
 * default. And those of `forecastMrr`, with `newBusiness: { likeLast: 12 }` and 400 `simulations` by default.
 * @returns Errors by horizon and every forecast behind them. Null: errors of a horizon without forecasts; scaled ones too where the MRR never
 * changed before, and naive ones where there is no earlier value.
 * @throws MetricsError `INVALID_INSTANT` without `asOf`, or for a `from` that leaves no whole period before it; and as `forecastMrr` does.
 *
 * Cost: that of `forecastMrr` for each forecast. Source: R. J. Hyndman, A. B. Koehler (2006), Another look at measures of forecast accuracy,
 * International Journal of Forecasting 22(4), 679-688, with the scale taken at each horizon.
 *
 * @see docs/metrics/backtest-forecast.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2025-01-01', amount: 100, interval: 'month' },
 *   { customerId: 'ben', start: '2025-02-01', end: '2025-04-01', amount: 20, interval: 'month' },
 *   { customerId: 'cem', start: '2025-03-01', amount: 40, interval: 'month' },
 * ];
 * const { rows, horizons } = backtestForecast(subscriptions, { from: '2025-04-01', periods: 1, asOf: '2025-06-01' });
 * rows.map(({ origin, actual, lastValue }) => [origin, actual, lastValue]); // => [['2025-04', 140, 160], ['2025-05', 140, 140]]
 * horizons[0].forecasts; // => 2
 * horizons[0].naive.lastValue; // => 0.3333333333333333
 * ```
 */
export function backtestForecast(
  source: SubscriptionSource<Subscription, Money>,
  options: ForecastBacktestOptions,
): ForecastBacktest {
  const given = checkKeys(options, known, 'options') as unknown as ForecastBacktestOptions;
  const { from, periods, every, season, unit, newBusiness, historyPeriods, seed, simulations, confidence, ...policy } =
    given;
  const asked = { unit, newBusiness, historyPeriods, seed, simulations, confidence };
  const rules = readForecast(asked, periods, { newBusiness: { likeLast: 12 }, simulations: 400 });
  const step = every === undefined ? 1 : readCount(every, 'options.every');
  const seasonal = season === undefined ? (seasons[rules.unit.name] as number) : readCount(season, 'options.season');
  const opened = openSource(source, policy, undefined, 'options');
  const { ledger } = opened;
  checkPriced(ledger);
  const { zone, asOf } = ledger.rules;
  if (asOf === Number.POSITIVE_INFINITY) {
    reject('INVALID_INSTANT', 'options.asOf', 'be present: up to when the data says what came', undefined);
  }
  const start = readInstant(from, zone, 'options.from');
  const timeline = timelineFrom(zone, rules.unit, start, 'options.from', from);
  const end = timeline.slotAt(asOf);
  if (end < 1) reject('INVALID_INSTANT', 'options.from', 'come at least one whole period before asOf', from);
  const first = Math.min(0, ledger.instants.length === 0 ? 0 : timeline.slotAt(ledger.instants[0] as number));
  const checked = Array.from({ length: end - first }, (_, index) => timeline.periodAt(first + index));
  const closings = totalsOf(opened, checked).map(({ mrr }) => toNumber(mrr().closing));

  const rows: ForecastBacktestRow[] = [];
  const scales: (number | null)[] = [];
  for (let origin = 0; origin < end; origin += step) {
    const { start: at, period: originPeriod } = timeline.periodAt(origin);
    const ahead = Math.min(rules.periods, end - origin);
    const { simulated } = outlookOf(
      ledger,
      at,
      { ...rules, periods: ahead, newBusiness: newBusinessUpTo(rules.newBusiness, ahead) },
      from,
    );
    const before = closings.slice(0, origin - first);
    for (let slot = 0; slot < ahead; slot += 1) {
      const drawn = simulated.closing.subarray(slot * rules.simulations, (slot + 1) * rules.simulations);
      rows.push({
        origin: originPeriod.label,
        horizon: slot + 1,
        period: timeline.periodAt(origin + slot).period,
        forecast: meanOf(drawn),
        ...boundsOf(drawn, rules.confidence),
        actual: closings[origin - first + slot] as number,
        ...naiveForecasts(before, slot + 1, seasonal),
      });
      scales.push(naiveError(before, slot + 1));
    }
  }
  const horizons = Array.from({ length: rules.periods }, (_, slot) => errorsAt(slot + 1, rows, scales));
  return { currency: ledger.currency, confidence: rules.confidence, horizons, rows };
}

function newBusinessUpTo(given: ReturnType<typeof readForecast>['newBusiness'], periods: number) {
  return given.mrr === undefined ? given : { mrr: given.mrr.slice(0, periods) };
}

function errorsAt(
  horizon: number,
  rows: readonly ForecastBacktestRow[],
  scales: readonly (number | null)[],
): ForecastErrors {
  const own = rows.flatMap((row, index) =>
    row.horizon === horizon ? [{ row, scale: scales[index] as number | null }] : [],
  );
  const mean = (values: readonly number[]) =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  const scaled = (figureOf: (row: ForecastBacktestRow) => number | null) =>
    mean(
      own.flatMap(({ row, scale }) => {
        const value = figureOf(row);
        return value === null || scale === null ? [] : [Math.abs(value - row.actual) / scale];
      }),
    );
  const held = own.filter(({ row }) => row.lower <= row.actual && row.actual <= row.upper).length;
  return {
    horizon,
    forecasts: own.length,
    meanAbsoluteError: mean(own.map(({ row }) => Math.abs(row.forecast - row.actual))),
    meanError: mean(own.map(({ row }) => row.forecast - row.actual)),
    scaledError: scaled((row) => row.forecast),
    naive: {
      lastValue: scaled((row) => row.lastValue),
      lastGrowth: scaled((row) => row.lastGrowth),
      seasonal: scaled((row) => row.seasonal),
    },
    coverage: ratio(held, own.length),
  };
}
