import type { Rational } from '../../exact/index.ts';
import type { CompiledLedger, Steps } from '../../ledger/query.ts';

/** What an entity pays from a step on, exactly, by currency code. `steps` are those that it stands in. */
export function amountsOfStep(
  { scaled, odd, mixed, unit, currencyOf }: CompiledLedger,
  steps: Steps,
  entity: number,
  step: number,
): readonly (Rational | null)[] {
  if (steps === mixed) return mixed.exact[step] ?? [];
  const amount =
    steps === scaled
      ? { n: BigInt(scaled.levels[step] as number), d: unit }
      : { n: odd.exact[step] as bigint, d: odd.denominators.get(entity) as bigint };
  const currency = currencyOf?.[entity] ?? 0;
  return Array.from({ length: currency + 1 }, (_, code) => (code === currency ? amount : null));
}
