import type { Period, PerPeriod } from '../../calendar/open.ts';
import * as customers from '../../customers/index.ts';
import type { Policy } from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import type { Ratio } from '../../ratio/open.ts';
import * as revenue from '../../revenue/index.ts';
import type { AnySource } from '../frame/ledger-question.ts';
import type { InParts, TablePart } from '../frame/part.ts';
import { customerQuestion, mrrQuestion } from './movements.ts';

// Each is the rate of the merged statement, which has its exact terms, and so, to the last bit, that of all rows.

/**
 * `netRevenueRetention` in parts: the share of opening MRR that the same customers pay at the end.
 *
 * @param period - A period, or a list of periods, as for `netRevenueRetention` of data.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `mrrMovements` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.netRevenueRetention(month('2026-03'));
 * const ada = part([
 *   { customerId: 'ada', start: '2026-01-01', end: '2026-03-10', amount: 100, interval: 'month' },
 *   { customerId: 'ada', start: '2026-03-10', amount: 150, interval: 'month' },
 * ]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', end: '2026-03-20', amount: 100, interval: 'month' }]);
 * result(merge([ada, ben])).value; // => 0.75
 * ```
 */
export function netRevenueRetention<P extends Period | readonly Period[]>(
  period: P,
  policy?: Policy<Money>,
): InParts<AnySource, TablePart, PerPeriod<P, Ratio>> {
  return mrrQuestion('netRevenueRetention', period, policy, (terms) =>
    revenue.netRevenueRetention(terms, policy ?? {}),
  );
}

/**
 * `grossRevenueRetention` in parts: the share of opening MRR kept, without upgrades.
 *
 * @param period - A period, or a list of periods, as for `grossRevenueRetention` of data.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `mrrMovements` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.grossRevenueRetention(month('2026-03'));
 * const ada = part([
 *   { customerId: 'ada', start: '2026-01-01', end: '2026-03-10', amount: 100, interval: 'month' },
 *   { customerId: 'ada', start: '2026-03-10', amount: 150, interval: 'month' },
 * ]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', end: '2026-03-20', amount: 100, interval: 'month' }]);
 * result(merge([ada, ben])).value; // => 0.5
 * ```
 */
export function grossRevenueRetention<P extends Period | readonly Period[]>(
  period: P,
  policy?: Policy<Money>,
): InParts<AnySource, TablePart, PerPeriod<P, Ratio>> {
  return mrrQuestion('grossRevenueRetention', period, policy, (terms) => revenue.grossRevenueRetention(terms));
}

/**
 * `grossMrrChurnRate` in parts: the share of opening MRR that was lost.
 *
 * @param period - A period, or a list of periods, as for `grossMrrChurnRate` of data.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `mrrMovements` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.grossMrrChurnRate(month('2026-03'));
 * const ada = part([
 *   { customerId: 'ada', start: '2026-01-01', end: '2026-03-10', amount: 100, interval: 'month' },
 *   { customerId: 'ada', start: '2026-03-10', amount: 150, interval: 'month' },
 * ]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', end: '2026-03-20', amount: 100, interval: 'month' }]);
 * result(merge([ada, ben])).value; // => 0.5
 * ```
 */
export function grossMrrChurnRate<P extends Period | readonly Period[]>(
  period: P,
  policy?: Policy<Money>,
): InParts<AnySource, TablePart, PerPeriod<P, Ratio>> {
  return mrrQuestion('grossMrrChurnRate', period, policy, (terms) => revenue.grossMrrChurnRate(terms));
}

/**
 * `netMrrChurnRate` in parts: the share of opening MRR lost, net of upgrades.
 *
 * @param period - A period, or a list of periods, as for `netMrrChurnRate` of data.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `mrrMovements` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.netMrrChurnRate(month('2026-03'));
 * const ada = part([
 *   { customerId: 'ada', start: '2026-01-01', end: '2026-03-10', amount: 100, interval: 'month' },
 *   { customerId: 'ada', start: '2026-03-10', amount: 150, interval: 'month' },
 * ]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', end: '2026-03-20', amount: 100, interval: 'month' }]);
 * result(merge([ada, ben])).value; // => 0.25
 * ```
 */
export function netMrrChurnRate<P extends Period | readonly Period[]>(
  period: P,
  policy?: Policy<Money>,
): InParts<AnySource, TablePart, PerPeriod<P, Ratio>> {
  return mrrQuestion('netMrrChurnRate', period, policy, (terms) => revenue.netMrrChurnRate(terms, policy ?? {}));
}

/**
 * `expansionRate` in parts: the MRR added by opening customers, over opening MRR.
 *
 * @param period - A period, or a list of periods, as for `expansionRate` of data.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `mrrMovements` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.expansionRate(month('2026-03'));
 * const ada = part([
 *   { customerId: 'ada', start: '2026-01-01', end: '2026-03-10', amount: 100, interval: 'month' },
 *   { customerId: 'ada', start: '2026-03-10', amount: 150, interval: 'month' },
 * ]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', end: '2026-03-20', amount: 100, interval: 'month' }]);
 * result(merge([ada, ben])).value; // => 0.25
 * ```
 */
export function expansionRate<P extends Period | readonly Period[]>(
  period: P,
  policy?: Policy<Money>,
): InParts<AnySource, TablePart, PerPeriod<P, Ratio>> {
  return mrrQuestion('expansionRate', period, policy, (terms) => revenue.expansionRate(terms));
}

/**
 * `contractionRate` in parts: the MRR lost to downgrades, over opening MRR.
 *
 * @param period - A period, or a list of periods, as for `contractionRate` of data.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `mrrMovements` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.contractionRate(month('2026-03'));
 * const ada = part([
 *   { customerId: 'ada', start: '2026-01-01', end: '2026-03-10', amount: 100, interval: 'month' },
 *   { customerId: 'ada', start: '2026-03-10', amount: 150, interval: 'month' },
 * ]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', end: '2026-03-20', amount: 100, interval: 'month' }]);
 * result(merge([ada, ben])).value; // => 0
 * ```
 */
export function contractionRate<P extends Period | readonly Period[]>(
  period: P,
  policy?: Policy<Money>,
): InParts<AnySource, TablePart, PerPeriod<P, Ratio>> {
  return mrrQuestion('contractionRate', period, policy, (terms) => revenue.contractionRate(terms));
}

/**
 * `mrrGrowthRate` in parts: the change in MRR over opening MRR.
 *
 * @param period - A period, or a list of periods, as for `mrrGrowthRate` of data.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `mrrMovements` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.mrrGrowthRate(month('2026-03'));
 * const ada = part([
 *   { customerId: 'ada', start: '2026-01-01', end: '2026-03-10', amount: 100, interval: 'month' },
 *   { customerId: 'ada', start: '2026-03-10', amount: 150, interval: 'month' },
 * ]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', end: '2026-03-20', amount: 100, interval: 'month' }]);
 * result(merge([ada, ben])).value; // => -0.25
 * ```
 */
export function mrrGrowthRate<P extends Period | readonly Period[]>(
  period: P,
  policy?: Policy<Money>,
): InParts<AnySource, TablePart, PerPeriod<P, Ratio>> {
  return mrrQuestion('mrrGrowthRate', period, policy, (terms) => revenue.mrrGrowthRate(terms));
}

/**
 * `quickRatio` in parts: MRR gained per unit of MRR lost.
 *
 * @param period - A period, or a list of periods, as for `quickRatio` of data.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `mrrMovements` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.quickRatio(month('2026-03'));
 * const ada = part([
 *   { customerId: 'ada', start: '2026-01-01', end: '2026-03-10', amount: 100, interval: 'month' },
 *   { customerId: 'ada', start: '2026-03-10', amount: 150, interval: 'month' },
 * ]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', end: '2026-03-20', amount: 100, interval: 'month' }]);
 * result(merge([ada, ben])).value; // => 0.5
 * ```
 */
export function quickRatio<P extends Period | readonly Period[]>(
  period: P,
  policy?: Policy<Money>,
): InParts<AnySource, TablePart, PerPeriod<P, Ratio>> {
  return mrrQuestion('quickRatio', period, policy, (terms) => revenue.quickRatio(terms));
}

/**
 * `customerRetentionRate` in parts: the share of opening customers who are still there.
 *
 * @param period - A period, or a list of periods, as for `customerRetentionRate` of data.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `customerMovements` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.customerRetentionRate(month('2026-03'));
 * const ada = part([{ customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'month' }]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', end: '2026-03-20', amount: 100, interval: 'month' }]);
 * result(merge([ada, ben])).value; // => 0.5
 * ```
 */
export function customerRetentionRate<P extends Period | readonly Period[]>(
  period: P,
  policy?: Policy<Money>,
): InParts<AnySource, TablePart, PerPeriod<P, Ratio>> {
  return customerQuestion('customerRetentionRate', period, policy, (terms) =>
    customers.customerRetentionRate(terms, policy ?? {}),
  );
}

/**
 * `customerChurnRate` in parts: the share of opening customers who left.
 *
 * @param period - A period, or a list of periods, as for `customerChurnRate` of data.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `customerMovements` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.customerChurnRate(month('2026-03'));
 * const ada = part([{ customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'month' }]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', end: '2026-03-20', amount: 100, interval: 'month' }]);
 * result(merge([ada, ben])).value; // => 0.5
 * ```
 */
export function customerChurnRate<P extends Period | readonly Period[]>(
  period: P,
  policy?: Policy<Money>,
): InParts<AnySource, TablePart, PerPeriod<P, Ratio>> {
  return customerQuestion('customerChurnRate', period, policy, (terms) =>
    customers.customerChurnRate(terms, policy ?? {}),
  );
}
