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

/** At which instants scores are asked for, and how signals are made. */
export type HealthHistoryOptions = HealthSignalOptions & {
  /** The instants to score at; what happened at or after one is not seen. */
  readonly dates: readonly Instant[];
};

/** The score of a customer just before an instant. */
export interface HealthHistoryRow extends CustomerHealthScore {
  /** The instant just before which the score holds. */
  readonly at: Date;
}

/**
 * The history of a health score: what the score of each customer was at each of some dates, from the data known then.
 *
 * Formula: at each date `healthScores(healthSignals(data, date, options), model)`. In: at each date the customers that `healthSignals` has then. Out:
 * whether the scores foretold anything (`backtestHealthScore`).
 *
 * @param data - As for `healthSignals`; read once for all dates.
 * @param model - As for `healthScore`.
 * @param options - `dates`: instants, in any order; and the options of `healthSignals`.
 * @returns A row per date and customer, by date in the order given and then by customerId: `at` and what `healthScores` gives. A list without dates,
 * or without customers, is empty.
 * @throws MetricsError as `healthSignals` and `healthScore` do; `INVALID_TYPE` without dates.
 *
 * Cost: O(data + dates x customers x signals). Source: as of `healthScore`.
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
