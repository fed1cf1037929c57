import { monthPosition, units } from '../calendar/open.ts';
import { add, type Rational, subtract, zero } from '../exact/index.ts';
import { type CompiledLedger, placeOf, stepBefore } from '../ledger/query.ts';
import { amountsOfStep, inReportingCurrency, stepsOfEntity } from '../movements/open.ts';

/** The amount that a departed entity paid over its whole life, just before an instant; null for an entity that never paid or still pays. */
export type Accrual = (entity: number) => Rational | null;

/**
 * MRR accrues by calendar months: a whole month at 30 accrues 30, whether it has 28 days or 31, and part of a month accrues its share of
 * that month's days. Other currencies are converted at the rate of each month in which they accrue.
 */
export function accrualUntil(ledger: CompiledLedger, until: number): Accrual {
  const { instants, rules } = ledger;
  const untilPlace = placeOf(until, instants);
  const positions: (Rational | undefined)[] = [];
  const positionOf = (place: number) => {
    positions[place] ??= monthPosition(rules.zone, instants[place] as number);
    return positions[place] as Rational;
  };
  return (entity) => {
    const steps = stepsOfEntity(ledger, entity);
    const first = steps.offsets[entity] as number;
    const last = stepBefore(steps, entity, untilPlace);
    if (last < first || steps.levels[last] !== 0) return null;
    let total = zero;
    for (let step = first; step < last; step += 1) {
      if (steps.levels[step] === 0) continue;
      const [from, to] = [steps.places[step] as number, steps.places[step + 1] as number];
      const amounts = amountsOfStep(ledger, steps, entity, step);
      total = add(total, accrued(ledger, amounts, from, to, positionOf));
    }
    return total;
  };
}

function accrued(
  ledger: CompiledLedger,
  amounts: readonly (Rational | null)[],
  from: number,
  to: number,
  positionOf: (place: number) => Rational,
): Rational {
  const { instants, rules } = ledger;
  const [start, end] = [instants[from] as number, instants[to] as number];
  const over = (a: Rational, b: Rational, at: number) => {
    const amount = inReportingCurrency(ledger, amounts, at);
    const months = subtract(b, a);
    // Not reduced: the next sum usually has the same denominator.
    return { n: amount.n * months.n, d: amount.d * months.d };
  };
  if (rules.exchangeRates === null) return over(positionOf(from), positionOf(to), start);
  let total = zero;
  let [at, position] = [start, positionOf(from)];
  for (let month = units.month.ordinalOf(rules.zone.dayOf(start)) + 1; ; month += 1) {
    const next = rules.zone.startOfDay(units.month.firstDay(month));
    if (next >= end) return add(total, over(position, positionOf(to), at));
    const nextPosition = monthPosition(rules.zone, next);
    total = add(total, over(position, nextPosition, at));
    [at, position] = [next, nextPosition];
  }
}
