import { dateAt } from '../open/calendar-text.ts';
import type { HealthStudy } from './health-study.ts';

/** Every customer at every date of the backtest. */
export function healthRows({ backtest, timeZone }: HealthStudy) {
  return backtest.rows.map(({ date, customerId, score, band, churned, mrr }) => ({
    date: dateAt(date, timeZone),
    customer_id: customerId,
    score,
    band,
    churned,
    mrr,
  }));
}
