import { addDays } from '../../calendar/open.ts';
import type { Rational } from '../../exact/index.ts';
import { type CompiledLedger, placeOf, type Steps, stepBefore } from '../../ledger/query.ts';
import { amountsOfStep, inReportingCurrency, stepsOfEntity } from '../../movements/open.ts';

/** A customer who paid at a date, and its outcome. */
export interface CustomerAtRisk {
  readonly customerId: string;
  /** Just before the date, at the exchange rates of then. */
  readonly mrr: Rational;
  /** Whether its MRR was 0 at any time from the date up to just before the end of the horizon. */
  readonly churned: boolean;
}

export interface RiskAt {
  /** Those with a known outcome. */
  readonly customers: readonly CustomerAtRisk[];
  /** How many others paid then. */
  readonly undecided: number;
}

/**
 * The customers who pay just before a date, and whether they leave within the horizon that begins with it: the opening customers of a
 * period, and its churn. So the horizons of dates that follow each other share no churn and lose none.
 */
export function riskAt(ledger: CompiledLedger, date: number, horizonEnd: number): RiskAt {
  const { instants, entities, rules } = ledger;
  const [now, later] = [placeOf(date, instants), placeOf(horizonEnd, instants)];
  const isKnown = horizonEnd <= rules.asOf;
  const isPaying = payingAt(ledger, now);
  const customers: CustomerAtRisk[] = [];
  let undecided = 0;
  for (let entity = 0; entity < entities.count; entity += 1) {
    const steps = stepsOfEntity(ledger, entity);
    const step = stepBefore(steps, entity, now);
    const isOpen = step >= (steps.offsets[entity] as number) && steps.levels[step] !== 0;
    if (!isOpen || !isPaying(entity)) continue;
    const last = stepBefore(steps, entity, later);
    let end = step + 1;
    while (end <= last && steps.levels[end] !== 0) end += 1;
    const churned = end <= last;
    if (!isKnown || (churned && mayReturn(ledger, steps, entity, end))) {
      undecided += 1;
      continue;
    }
    const mrr = inReportingCurrency(ledger, amountsOfStep(ledger, steps, entity, step), date - 1);
    customers.push({ customerId: entities.customerIds()[entity] as string, mrr, churned });
  }
  return { customers, undecided };
}

/**
 * Whether an entity really pays just before a place. In a gap that `churnGraceDays` fills it does not: that the gap is to be filled is
 * known only later.
 */
function payingAt({ spans, prices, rules, entities }: CompiledLedger, place: number): (entity: number) => boolean {
  if (rules.churnGraceDays === 0) return () => true;
  const isPaying = new Uint8Array(entities.count);
  for (let entity = 0; entity < isPaying.length; entity += 1) {
    const end = spans.offsets[entity + 1] as number;
    for (let span = spans.offsets[entity] as number; span < end; span += 1) {
      const runs = (spans.start[span] as number) < place && (spans.end[span] as number) >= place;
      if (runs && prices.values[spans.price[span] as number]?.n !== 0n) isPaying[entity] = 1;
    }
  }
  return (entity) => isPaying[entity] === 1;
}

/** Whether a customer who left at a step was still in its grace, and not back, when the data was taken. */
function mayReturn(
  { instants, rules }: CompiledLedger,
  { offsets, places }: Steps,
  entity: number,
  end: number,
): boolean {
  if (rules.churnGraceDays === 0) return false;
  const at = (step: number) => instants[places[step] as number] as number;
  const isBack = end + 1 < (offsets[entity + 1] as number) && at(end + 1) <= rules.asOf;
  return !isBack && addDays(rules.zone, at(end), rules.churnGraceDays) > rules.asOf;
}
