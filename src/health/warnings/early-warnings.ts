import { type Instant, readInstant } from '../../calendar/open.ts';
import { refuse } from '../../errors.ts';
import type { HealthData, HealthSignalOptions } from '../signals/health-data.ts';
import { readOptions } from '../signals/read-options.ts';
import { namingData, readRecords } from '../signals/records.ts';
import { type HealthView, viewAt } from '../signals/signals-at.ts';
import { type NamedRule, readRules } from './read-rules.ts';
import type { WarningRule, WarningSeverity, WarningType } from './warning-rules.ts';

/** A warning: one expectation that a customer does not meet. */
export interface HealthWarning {
  /** The customer. */
  readonly customerId: string;
  /** The name of the rule. */
  readonly rule: string;
  /** The type of the rule. */
  readonly type: WarningType;
  /**
   * When the problem began, by type of rule: the start of the window with the drop, the last event, the deadline of the step, the answer,
   * the first failure, or the first day on which the renewal was near.
   */
  readonly since: Date;
  /**
   * The observed value, by type of rule: the count in the window; the days of silence, since the sign-up or since the failure; the latest
   * answer; the score.
   */
  readonly observed: number;
  /**
   * The expected value, by type of rule: the median of the windows before; the days allowed, or the usual gap in days; the answer before;
   * the score that would suffice.
   */
  readonly expected: number;
  /** The severity of the rule. */
  readonly severity: WarningSeverity;
}

/**
 * Early warnings: the expectations that customers do not meet, by rules that are plain data.
 *
 * Formula: by type of rule. `usageDrop`: the count of the last window <= (1 - drop) x the median of the windows before it, and median -
 * count >= zScore x MAD / 0.6745 (MAD: the median absolute deviation; if it is 0, 1.253314 x the mean absolute deviation replaces MAD /
 * 0.6745). `silence`: days since the last event >= days, and >= factor x the median gap between active days. `stepNotReached`: no event
 * with the feature, and withinDays have passed since the sign-up. `fallingScore`: the answer before - the latest >= points.
 * `failedPayment`: an invoice that failed at least `days` days ago, neither collected nor written off. `renewalAtRisk`: due within
 * withinDays, with the score in the band or a lower one. In: the customers and data that `healthSignals` uses. Out: everything that
 * happened at `asOf` or later, as there.
 *
 * @param data - As for `healthSignals`.
 * @param rules - Rules, each with a unique `name`, a `type` and a `severity`: 'low', 'medium' or 'high'.
 * @param asOf - The instant to look back from.
 * @param options - As for `healthSignals`.
 * @returns At most one warning per customer and rule, sorted by customerId (by code unit, regardless of locale), then in the order of the
 * rules. `observed` and `expected` are never null: a rule that cannot be evaluated gives no warning.
 * @throws MetricsError as `healthSignals` and `healthScore` do, with paths such as `rules[2].withinDays`; `INVALID_TYPE` if a
 * rule needs a missing list, `INVALID_OPTION` for a name used twice.
 *
 * Cost: O(rows), plus sorting them by time, plus O(customers x rules). Source: B. Iglewicz, D. C. Hoaglin, How to Detect and Handle
 * Outliers (1993), for the robust z-score.
 *
 * @see docs/metrics/early-warnings.md
 *
 * @example
 * ```ts
 * const rules: WarningRule[] = [
 *   { name: 'gone quiet', type: 'silence', days: 14, severity: 'medium' },
 *   { name: 'unpaid', type: 'failedPayment', days: 3, severity: 'high' },
 * ];
 * const data: HealthData = {
 *   events: [{ customerId: 'ada', at: '2026-03-01' }, { customerId: 'ben', at: '2026-03-14' }],
 *   payments: [{ customerId: 'ben', at: '2026-03-10', status: 'failed', invoiceId: 'B1' }],
 * };
 * const [quiet, unpaid] = earlyWarnings(data, rules, '2026-03-15');
 * [quiet.customerId, quiet.rule, quiet.observed, quiet.expected]; // => ['ada', 'gone quiet', 14, 14]
 * quiet.since.toISOString(); // => '2026-03-01T00:00:00.000Z'
 * [unpaid.customerId, unpaid.severity, unpaid.observed]; // => ['ben', 'high', 5]
 * ```
 */
export function earlyWarnings(
  data: HealthData,
  rules: readonly WarningRule[],
  asOf: Instant,
  options: HealthSignalOptions = {},
): HealthWarning[] {
  return namingData(() => {
    const settings = readOptions(options);
    const named = readRules(rules);
    const instant = readInstant(asOf, settings.zone, 'asOf');
    const records = readRecords(data, settings);
    for (const [index, { needs, type }] of named.entries()) {
      if (records[needs] !== null) continue;
      refuse(
        'INVALID_TYPE',
        `data.${needs}`,
        `is required by rules[${index}] (type '${type}'); received undefined`,
        undefined,
      );
    }
    return warningsIn(viewAt(records, instant), named);
  });
}

function warningsIn(view: HealthView, rules: readonly NamedRule[]): HealthWarning[] {
  const watched = rules.map((rule) => ({ rule, findingOf: rule.findIn(view) }));
  return view.customers.flatMap((customer) =>
    watched.flatMap(({ rule: { name, type, severity }, findingOf }): HealthWarning[] => {
      const finding = findingOf(customer);
      if (finding === null) return [];
      const { since, observed, expected } = finding;
      const customerId = view.records.customerIds[customer] as string;
      return [{ customerId, rule: name, type, since: new Date(since), observed, expected, severity }];
    }),
  );
}
