import type { BySegment } from '../../activity/open.ts';
import type { Instant } from '../../calendar/open.ts';
import {
  type CohortFrame,
  type CohortOptions,
  type CohortSums,
  checkCells,
  cohortSums,
  cohortsOf,
  type RetentionCohorts,
  readCohortOptions,
  unitsFrom,
} from '../../cohorts/open.ts';
import { toNumber, zero } from '../../exact/index.ts';
import type { Policy, Subscription, SubscriptionSource } from '../../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../../money/index.ts';
import { sortedCounted } from '../../statistics/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import type { RealizedLifetimeValue } from '../../value/index.ts';
import { realizedOf, realizedValues } from '../../value/open.ts';
import { nameOfSplit } from '../activity/row-question.ts';
import type { Named } from '../activity/tickets.ts';
import { fractionOf, fractionText } from '../frame/counted.ts';
import { type AnySource, lifeQuestion } from '../frame/ledger-question.ts';
import type { InParts, PartKey, TablePart } from '../frame/part.ts';
import type { Tally } from '../frame/tally.ts';

/**
 * `retentionCohorts` in parts: how many customers of a month, quarter or year still pay, and how much.
 *
 * A part has one row per cohort, and one per cohort and age with paying customers.
 *
 * @param options - Those of `retentionCohorts`; `by` also needs `name`. `asOf` is required.
 * @throws MetricsError as `retentionCohorts` does; `CONFLICTING_POLICY` for a ledger or a part under other options,
 * `MIXED_CURRENCIES` for parts in several currencies.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.retentionCohorts({ asOf: '2026-03-01' });
 * const ada = part([{ customerId: 'ada', start: '2026-01-10', amount: 100, interval: 'month' }]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-20', end: '2026-02-20', amount: 100, interval: 'month' }]);
 * result(merge([ada, ben])).cells.map(({ retention }) => retention); // => [1, 0.5]
 * ```
 */
export function retentionCohorts<
  C extends Money = 'number',
  Row extends Subscription = Subscription,
  Key extends SegmentKey = never,
>(
  options: Named<CohortOptions<C, Row, Key>> & { readonly asOf: Instant },
): InParts<SubscriptionSource<Row, Money>, TablePart, BySegment<Key, RetentionCohorts<MoneyOf<C>>>> {
  const { name, ...own } = options as { readonly by?: unknown; readonly name?: unknown };
  const { asOf, policy, unit, isElapsed, by } = readCohortOptions(own);
  const split = nameOfSplit({ by, name });
  return lifeQuestion<unknown>({
    of: 'retentionCohorts',
    asOf,
    policy,
    options: { unit: unit.name, ages: isElapsed ? 'elapsed' : 'calendar', by: split },
    path: 'options.asOf',
    bag: 'options',
    isPriced: true,
    shape: { cohorts: { size: 'count', mrr: 'sum' }, cells: { retained: 'count', mrr: 'sum', gross: 'sum' } },
    book(tally, { ledger, until }) {
      const sums = cohortSums(ledger, { unit, zone: ledger.rules.zone, until }, isElapsed, by);
      if (sums === null) return;
      if ('cohorts' in sums) bookCohorts(tally, [], sums);
      else for (const { key, ...ofKey } of sums) bookCohorts(tally, [key ?? null], ofKey);
    },
    answer(tally, { rules, statement, until }) {
      const frame = { unit, zone: rules.zone, until };
      const resultOf = (at: PartKey) => cohortsOf(cohortsIn(tally, at, frame), frame, moneyOut(statement.money));
      if (split === undefined) return resultOf([]);
      const keys = new Set(tally.rows('cohorts').map(({ key }) => key[0] as PartKey[number]));
      return Array.from(keys, (key) => ({ key, ...resultOf([key]) }));
    },
  }) as never;
}

function bookCohorts(tally: Tally, at: PartKey, { first, ages, cohorts, cells }: CohortSums): void {
  for (const [place, { size, mrr }] of cohorts.entries())
    if (size > 0) tally.add('cohorts', [...at, first + place], { size, mrr });
  for (const [index, cell] of cells.entries()) {
    if (cell === null || cell.retained === 0) continue;
    tally.add('cells', [...at, first + Math.floor(index / ages), index % ages], { ...cell });
  }
}

function cohortsIn(tally: Tally, at: PartKey, frame: CohortFrame): CohortSums | null {
  const found = tally.rows('cohorts', at);
  const [first, last] = [found[0], found.at(-1)].map((row) => row?.key.at(-1) as number | undefined);
  if (first === undefined || last === undefined) return null;
  const grid = unitsFrom(first, last, frame);
  checkCells(grid, frame);
  const { ages } = grid;
  const cohorts = Array.from({ length: grid.cohorts }, (_, place) => {
    const { count, sum } = tally.row('cohorts', [...at, first + place]);
    return { size: count('size'), mrr: sum('mrr') };
  });
  const cells = Array.from({ length: grid.cohorts * ages }, (_, index) => {
    const [cohort, age] = [Math.floor(index / ages), index % ages];
    if (grid.endOf(cohort + age) > frame.until) return null;
    const { count, sum } = tally.row('cells', [...at, first + cohort, age]);
    return { retained: count('retained'), mrr: sum('mrr'), gross: sum('gross') };
  });
  return { first, ages, cohorts, cells };
}

/**
 * `realizedLifetimeValue` in parts: what former customers paid over their whole lives.
 *
 * A part counts the customers with each value, which medians and quantiles need; its size grows with the number of different values.
 *
 * @param asOf - The instant up to which MRR accrues.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `realizedLifetimeValue` does; `CONFLICTING_POLICY` for a ledger or a part under other options,
 * `MIXED_CURRENCIES` for parts in several currencies.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.realizedLifetimeValue('2026-06-01');
 * const ada = part([{ customerId: 'ada', start: '2026-01-01', end: '2026-03-01', amount: 30, interval: 'month' }]);
 * const cem = part([{ customerId: 'cem', start: '2026-02-01', end: '2026-03-01', amount: 120, interval: 'month' }]);
 * result(merge([ada, cem])).median; // => 90
 * ```
 */
export function realizedLifetimeValue<C extends Money = 'number'>(
  asOf: Instant,
  policy?: Policy<C>,
): InParts<AnySource, TablePart, RealizedLifetimeValue<MoneyOf<C>>> {
  return lifeQuestion<unknown>({
    of: 'realizedLifetimeValue',
    asOf,
    policy,
    options: undefined,
    path: 'asOf',
    bag: 'policy',
    isPriced: true,
    shape: { total: { amount: 'sum' }, values: { customers: 'count' } },
    book(tally, { ledger, until }) {
      for (const value of realizedValues(ledger, until)) {
        tally.add('total', [], { amount: value });
        tally.add('values', [fractionText(value)], { customers: 1 });
      }
    },
    answer(tally, { statement }) {
      const values = tally.rows('values').map(({ key, count }) => {
        const exact = fractionOf(key[0] as string);
        return { exact, double: toNumber(exact), count: count('customers') };
      });
      const total = tally.rows('total')[0]?.sum('amount') ?? zero;
      return realizedOf(sortedCounted(values), total, moneyOut(statement.money));
    },
  }) as never;
}
