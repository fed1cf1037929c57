import { type AreaUnderCurve, areaDifference } from '../../statistics/open.ts';
import type { HealthBacktestRow } from '../backtest/assessment.ts';

/** The area of one model's scores less that of another's, over the rows that have a score in both; the rows are of the same customers. */
export function aucGain(
  given: readonly HealthBacktestRow[],
  suggested: readonly HealthBacktestRow[],
  confidence: number,
): AreaUnderCurve {
  const both = given.flatMap(({ customerId, churned, score }, index) => {
    const other = suggested[index]?.score ?? null;
    return score === null || other === null ? [] : [{ customerId, churned, score, other }];
  });
  const owners = new Map([...new Set(both.map(({ customerId }) => customerId))].map((id, code) => [id, code]));
  const outcomes = {
    values: both.map(({ other }) => -other),
    isPositive: both.map(({ churned }) => (churned ? 1 : 0)),
    owners: both.map(({ customerId }) => owners.get(customerId) as number),
    ownerCount: owners.size,
  };
  return areaDifference(
    outcomes,
    both.map(({ score }) => -score),
    confidence,
  );
}

/** Whether all of an interval lies above a value; null where there is none. */
export function isAbove({ lower }: AreaUnderCurve, value: number): boolean | null {
  return lower === null ? null : lower > value;
}
