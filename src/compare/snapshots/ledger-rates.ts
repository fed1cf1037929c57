import { keyedSums, type Rational } from '../../exact/index.ts';
import type { StatementRules } from '../../ledger/query.ts';
import { order } from '../../movements/open.ts';
import type { Ratio } from '../../ratio/open.ts';
import { getOrAdd } from '../../table/index.ts';
import type { Figures } from '../figures.ts';
import {
  changeOf,
  type EffectOf,
  type ExplainedRate,
  effectsBetween,
  explainedRates,
  hasEffect,
  printEffect,
  type Quotient,
  quotients,
  type RateEffect,
  ratioOfQuotient,
} from '../rates/quotients.ts';
import type { CustomerChange } from './chains.ts';

/** What happened in one way, and what it did to a rate. */
export interface LedgerRateCause<M = number> extends RateEffect<M> {
  /** What happened, as in `LedgerCause`. */
  readonly what: string;
}

/** What one customer's rows did to a rate. */
export interface CustomerRateEffect<M = number> extends RateEffect<M> {
  /** The customer. */
  readonly customerId: string;
}

/** A rate in two snapshots; the parts of the difference add up to it. All of them are null, and there are none, where a side has no rate. */
export interface LedgerRateComparison<M = number> extends RateEffect<M | null> {
  /** The rate that is compared. */
  readonly rate: ExplainedRate;
  /** The rate in the earlier snapshot. */
  readonly before: Ratio;
  /** The rate in the later snapshot. */
  readonly after: Ratio;
  /** One per kind of change; they add up to the difference. */
  readonly causes: readonly LedgerRateCause<M>[];
  /** By customerId; they add up to the difference. */
  readonly customers: readonly CustomerRateEffect<M>[];
}

/** All rates of one period. */
export function ledgerRates<M>(
  { before, after }: { readonly before: Figures; readonly after: Figures },
  changed: readonly CustomerChange[],
  rules: StatementRules,
  print: (value: Rational) => M,
): LedgerRateComparison<M>[] {
  return explainedRates.map((rate) => {
    const [from, to] = [quotients[rate].of(before, rules), quotients[rate].of(after, rules)];
    const effectOf = effectsBetween(from, to);
    return {
      rate,
      before: ratioOfQuotient(from),
      after: ratioOfQuotient(to),
      ...printEffect(effectOf?.(changeOf(from, to)), print),
      ...(effectOf === null
        ? { causes: [], customers: [] }
        : partsOf(effectOf, changed, (own) => quotients[rate].of(own, rules), print)),
    };
  });
}

function partsOf<M>(
  effectOf: EffectOf,
  changed: readonly CustomerChange[],
  quotientOf: (figures: Figures) => Quotient,
  print: (value: Rational) => M,
): Pick<LedgerRateComparison<M>, 'causes' | 'customers'> {
  const changes = new Map<string, QuotientSum>();
  const customers = changed.flatMap(({ customerId, before, after, steps }) => {
    for (const { what, from, to } of steps) {
      getOrAdd(changes, what, quotientSum).add(changeOf(quotientOf(from), quotientOf(to)));
    }
    const effect = effectOf(changeOf(quotientOf(before), quotientOf(after)));
    return hasEffect(effect) ? [{ customerId, ...printEffect(effect, print) }] : [];
  });
  const causes = [...changes]
    .sort(([a], [b]) => order(a, b))
    .map(([what, change]) => ({ what, effect: effectOf(change.get()) }))
    .filter(({ effect }) => hasEffect(effect))
    .map(({ what, effect }) => ({ what, ...printEffect(effect, print) }));
  return { causes, customers };
}

type QuotientSum = ReturnType<typeof quotientSum>;

function quotientSum() {
  const sums = keyedSums<keyof Quotient>();
  return {
    add({ numerator, denominator }: Quotient) {
      sums.add('numerator', numerator);
      sums.add('denominator', denominator);
    },
    get: (): Quotient => ({ numerator: sums.get('numerator'), denominator: sums.get('denominator') }),
  };
}
