import { type Instant, readInstant } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { isKeyed, readList } from '../../read/index.ts';
import type { HealthModel } from '../score/health-model.ts';
import type { CustomerHealthScore } from '../score/health-scores.ts';
import { readModel } from '../score/read-model.ts';
import { scoreValues } from '../score/score-values.ts';
import type { HealthData, HealthSignalOptions } from '../signals/health-data.ts';
import { signalsOf } from '../signals/health-signals.ts';
import { readOptions } from '../signals/read-options.ts';
import { namingData, readRecords } from '../signals/records.ts';

/** The instants to score at, and the options of the signals. */
export type HealthHistoryOptions = HealthSignalOptions & {
  /** The instants to score at; nothing that happened at or after an instant counts for its score. */
  readonly dates: readonly Instant[];
};

/** The score of a customer just before an instant. */
export interface HealthHistoryRow extends CustomerHealthScore {
  /** The date of the score, which counts only what happened before it. */
  readonly at: Date;
}

/**
 * The history of a health score: the score of each customer at each of several dates, from the data known then.
 *
 * Formula: at each date `healthScores(healthSignals(data, date, options), model)`. In: at each date the customers who`healthSignals` has
 * then. Out: whether the scores predicted anything (`backtestHealthScore`).
 *
 * @param data - As for `healthSignals`; read once for all dates.
 * @param model - As for `healthScore`.
 * @param options - `dates`: instants, in any order; and the options of `healthSignals`.
 * @returns One row per date and customer, in the order of the dates and then by customerId: `at`, and the fields of `healthScores`. Without
 * dates or customers, the list is empty.
 * @throws MetricsError as `healthSignals` and `healthScore` do; `INVALID_TYPE` without `dates`.
 *
 * Cost: O(data + dates x customers x signals). Source: as for `healthScore`.
 *
 * @see docs/metrics/health-score-history.md
 *
 * @example
 * ```ts
 * const model: HealthModel = {
 *   signals: [{ key: 'activeDays', weight: 1, normalise: { type: 'linear', worst: 0, best: 2 } }],
 * };
 * const data: HealthData = { events: [{ customerId: 'ada', at: '2026-02-10' }, { customerId: 'ada', at: '2026-02-11' }] };
 * const history = healthScoreHistory(data, model, { dates: ['2026-02-11', '2026-03-01'] });
 * history.map(({ customerId, score }) => [customerId, score]); // => [['ada', 50], ['ada', 100]]
 * ```
 */
export function healthScoreHistory(
  data: HealthData,
  model: HealthModel,
  options: HealthHistoryOptions,
): HealthHistoryRow[] {
  return namingData(() => {
    const card = readModel(model, 'model');
    if (!isKeyed(options)) reject('INVALID_TYPE', 'options', 'be an object with dates', options);
    const { dates, ...signals } = options;
    const settings = readOptions(signals);
    const instants = readList(dates, 'options.dates', 'be a list of dates').map((date, index) =>
      readInstant(date, settings.zone, `options.dates[${index}]`),
    );
    const records = readRecords(data, settings);
    return instants.flatMap((instant) =>
      signalsOf(records, instant).map(({ customerId, values }) => {
        const at = new Date(instant);
        return { at, customerId, ...scoreValues(values, card, `values of ${customerId}`) };
      }),
    );
  });
}
