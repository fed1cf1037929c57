import { type Amounts, type CompiledLedger, levelFrom, type Steps, stepBefore } from '../../ledger/query.ts';

/** The columns that hold an entity's steps. */
export function stepsOfEntity({ scaled, rational }: CompiledLedger, entity: number): Steps {
  const { offsets } = rational;
  return (offsets[entity + 1] ?? 0) > (offsets[entity] ?? 0) ? rational : scaled;
}

/** The exact amounts that an entity pays from a step on, by currency code. `steps` hold that step. */
export function amountsOfStep(
  { scaled, rational, unit, currencyOf }: CompiledLedger,
  steps: Steps,
  entity: number,
  step: number,
): Amounts {
  if (steps === rational) return levelFrom(rational, entity, step);
  const amount = { n: BigInt(scaled.levels[step] as number), d: unit };
  const currency = currencyOf?.[entity] ?? 0;
  return Array.from({ length: currency + 1 }, (_, code) => (code === currency ? amount : null));
}

/** The level of an entity just before a place. Like all levels, only its being 0 or not has a meaning here. */
export function levelBefore(ledger: CompiledLedger, entity: number, place: number): number {
  const steps = stepsOfEntity(ledger, entity);
  const step = stepBefore(steps, entity, place);
  return step < (steps.offsets[entity] as number) ? 0 : (steps.levels[step] as number);
}
