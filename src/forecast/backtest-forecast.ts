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

/** All options of a policy, and which past forecasts to make. */
export type ForecastBacktestOptions = Policy<Money> &
  ForecastOptions & {
    /** The start of the first period of the first forecast. */
    readonly from: Instant;
    /** The number of periods in each forecast. */
    readonly periods: number;
    /** The number of periods from one forecast to the next. Default 1. */
    readonly every?: number | undefined;
    /** The number of periods after which a season repeats. Default: a year. */
    readonly season?: number | undefined;
  };

/** One forecast of one period, and the actual figure. */
export interface ForecastBacktestRow {
  /** The label of the first period of the forecast. */
  readonly origin: string;
  /** The number of periods ahead: 1 for the first one. */
  readonly horizon: number;
  /** The period that is forecast. */
  readonly period: Period;
  /** The closing MRR that `forecastMrr` expected, in major units. */
  readonly forecast: number;
  /** The lower bound of its interval. */
  readonly lower: number;
  /** The upper bound of its interval. */
  readonly upper: number;
  /** The actual closing MRR. */
  readonly actual: number;
  /** A naive forecast: the last closing MRR before it; null if there is none. */
  readonly lastValue: number | null;
  /** A naive forecast: the last change, repeated in each period, not below 0; null without an earlier value. */
  readonly lastGrowth: number | null;
  /** A naive forecast: the closing MRR one season before; null if there is none. */
  readonly seasonal: number | null;
}

/** The errors of forecasts at one horizon; null if there was nothing to compare. */
export interface ForecastErrors {
  /** The number of periods ahead: 1 for the first one. */
  readonly horizon: number;
  /** The number of forecasts. */
  readonly forecasts: number;
  /** The mean of |forecast - actual|, in major units. */
  readonly meanAbsoluteError: number | null;
  /** The mean of forecast - actual, in major units: above 0, forecasts were too high. */
  readonly meanError: number | null;
  /** The mean absolute scaled error. Below 1, forecasts were closer, on average, than the last value was in the periods before. */
  readonly scaledError: number | null;
  /** The scaled errors of the naive forecasts. */
  readonly naive: {
    /** The error of the last closing MRR. */
    readonly lastValue: number | null;
    /** The error of the repeated last change. */
    readonly lastGrowth: number | null;
    /** The error of the closing MRR one season before. */
    readonly seasonal: number | null;
  };
  /** The share of intervals that contained the actual figure. */
  readonly coverage: Ratio;
}

/** How far forecasts were off, by horizon, and every forecast behind it. */
export interface ForecastBacktest {
  /** The currency of all amounts; null if the rows name none. */
  readonly currency: string | null;
  /** The share of futures that each interval should hold, 0..1. */
  readonly confidence: number;
  /** The errors by horizon, nearest first. */
  readonly horizons: readonly ForecastErrors[];
  /** Every forecast, sorted by origin and horizon. */
  readonly rows: readonly ForecastBacktestRow[];
}

const known = /* @__PURE__ */ optionNames('from', 'periods', 'every', 'season', ...forecastNames);
const seasons: { readonly [unit: string]: number } = { month: 12, quarter: 4, year: 1 };

/**
 * Backtest of the MRR forecast: what `forecastMrr` would have said at the start of each past period, from what was known then, compared
 * with the actual figures and with three naive forecasts.
 *
 * Formula: scaledError = mean of |forecast - actual| / scale; scale = the mean of |MRR(t + h) - MRR(t)| over the periods before the
 * forecast, with h the horizon: how far off the last value had been until then. coverage = intervals that contained the actual figure /
 * forecasts. lastValue: the last closing MRR; lastGrowth: its last change, repeated in each period, not below 0; seasonal: the closing MRR
 * one season before. In: forecasts from `from` on, of periods that end by `asOf`. Out: periods that end after `asOf`.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param options - `from`: the start of the first period of the first forecast. `periods`: the length of each forecast. `asOf` (of the policy, or the
 * ledger's): the end of the data. `every`: periods from one forecast to the next, 1 by default. `season`: in periods, a year by default. The options
 * of `forecastMrr` are accepted too, with `newBusiness: { likeLast: 12 }` and 400 `simulations` by default.
 * @returns Errors by horizon, and every forecast behind them. Errors of a horizon without forecasts are null; so are scaled errors if MRR
 * never changed before, and naive ones without an earlier value.
 * @throws MetricsError `INVALID_INSTANT` without `asOf`, or for a `from` that leaves no whole period before it; and as `forecastMrr` does.
 *
 * Cost: that of `forecastMrr` per forecast. Source: R. J. Hyndman, A. B. Koehler (2006), Another look at measures of forecast accuracy,
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
    reject('INVALID_INSTANT', 'options.asOf', 'be present: the instant the data was taken', undefined);
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
