export {
  backtestForecast,
  type ForecastBacktest,
  type ForecastBacktestOptions,
  type ForecastBacktestRow,
  type ForecastErrors,
} from './backtest-forecast.ts';
export {
  type ForecastBridge,
  type ForecastInterval,
  forecastMrr,
  type MrrForecast,
  type MrrForecastOptions,
  type MrrForecastPeriod,
} from './forecast-mrr.ts';
export type { SetAside } from './known/known-rows.ts';
export type { NewBusiness } from './new-business.ts';
export type { ForecastOptions } from './outlook.ts';
