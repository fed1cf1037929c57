import { churnedOf, customerChurnDenominator } from '../../customers/open.ts';
import { add, divide, multiply, negated, one, type Rational, subtract, sum } from '../../exact/index.ts';
import type { StatementRules } from '../../ledger/query.ts';
import { type Ratio, ratioOf } from '../../ratio/open.ts';
import { grossRetained, netRetained } from '../../revenue/open.ts';
import type { Figures, FiguresRead } from '../figures.ts';

/** The rates that can be explained, by the names of their functions. */
export type ExplainedRate =
  | 'netRevenueRetention'
  | 'grossRevenueRetention'
  | 'grossMrrChurnRate'
  | 'netMrrChurnRate'
  | 'customerChurnRate'
  | 'arpa';

/** What a rate is divided, and by what: of all customers, or what one of them is part of in either. */
export interface Quotient {
  readonly numerator: Rational;
  readonly denominator: Rational;
}

/** How a rate comes from figures, and which of them it reads. */
interface QuotientOfFigures extends FiguresRead {
  of(figures: Figures, rules: StatementRules): Quotient;
}

/** Numerators and denominators are sums over customers: so is every part of a difference below. */
export const quotients: { readonly [rate in ExplainedRate]: QuotientOfFigures } = {
  netRevenueRetention: {
    mrr: true,
    customers: false,
    of: ({ mrr }, rules) => ({ numerator: netRetained(mrr, rules), denominator: mrr.opening }),
  },
  grossRevenueRetention: {
    mrr: true,
    customers: false,
    of: ({ mrr }) => ({ numerator: grossRetained(mrr), denominator: mrr.opening }),
  },
  grossMrrChurnRate: {
    mrr: true,
    customers: false,
    of: ({ mrr }) => ({ numerator: subtract(mrr.opening, grossRetained(mrr)), denominator: mrr.opening }),
  },
  netMrrChurnRate: {
    mrr: true,
    customers: false,
    of: ({ mrr }, rules) => ({
      numerator: subtract(mrr.opening, netRetained(mrr, rules)),
      denominator: mrr.opening,
    }),
  },
  customerChurnRate: {
    mrr: false,
    customers: true,
    of: ({ customers }, rules) => ({
      numerator: churnedOf(customers),
      denominator: customerChurnDenominator(customers, rules),
    }),
  },
  arpa: {
    mrr: true,
    customers: true,
    of: ({ mrr, customers }) => ({ numerator: mrr.closing, denominator: customers.closing }),
  },
};

export const explainedRates = /* @__PURE__ */ Object.keys(quotients) as ExplainedRate[];

export function ratioOfQuotient({ numerator, denominator }: Quotient): Ratio {
  return ratioOf(numerator, denominator);
}

export function changeOf(from: Quotient, to: Quotient): Quotient {
  return {
    numerator: subtract(to.numerator, from.numerator),
    denominator: subtract(to.denominator, from.denominator),
  };
}

/**
 * A difference of a rate and its two effects, as fractions (0.012 is 1.2 points; for ARPA, amounts): numerator + denominator = difference.
 */
export interface RateEffect<M = number> {
  /** The second value less the first, or the part of it that an entry explains: the sum of the two effects. */
  readonly difference: M;
  /** The effect of the change in the numerator. */
  readonly numerator: M;
  /** The effect of the change in the denominator. */
  readonly denominator: M;
}

/** The exact effects of a change of numerator and denominator, or of any part of it: parts add up to the whole. */
export type EffectOf = (change: Quotient) => RateEffect<Rational>;

const two: Rational = { n: 2n, d: 1n };

/**
 * How changes of numerator and denominator add up to n1 / d1 - n0 / d0: each by what it does before the other has changed and after, in
 * equal parts. Null where a side has no denominator, and so no rate.
 */
export function effectsBetween(before: Quotient, after: Quotient): EffectOf | null {
  const [d0, d1] = [before.denominator, after.denominator];
  if (d0.n === 0n || d1.n === 0n) return null;
  const ofNumerator = divide(add(divide(one, d0), divide(one, d1)), two);
  const mean = divide(add(before.numerator, after.numerator), two);
  const ofDenominator = negated(divide(mean, multiply(d0, d1)));
  return (change) => {
    const numerator = multiply(change.numerator, ofNumerator);
    const denominator = multiply(change.denominator, ofDenominator);
    return { difference: add(numerator, denominator), numerator, denominator };
  };
}

/** The effects put together. */
export function sumOfEffects(effects: readonly RateEffect<Rational>[]): RateEffect<Rational> {
  const total = (part: keyof RateEffect) => sum(effects.map((effect) => effect[part]));
  return { difference: total('difference'), numerator: total('numerator'), denominator: total('denominator') };
}

export function hasEffect({ numerator, denominator }: RateEffect<Rational>): boolean {
  return numerator.n !== 0n || denominator.n !== 0n;
}

/** Null where there is no rate to differ. */
export function printEffect<M>(effect: RateEffect<Rational>, print: (value: Rational) => M): RateEffect<M>;
export function printEffect<M>(
  effect: RateEffect<Rational> | undefined,
  print: (value: Rational) => M,
): RateEffect<M | null>;
export function printEffect<M>(effect: RateEffect<Rational> | undefined, print: (value: Rational) => M) {
  const text = (value: Rational | undefined) => (value === undefined ? null : print(value));
  return {
    difference: text(effect?.difference),
    numerator: text(effect?.numerator),
    denominator: text(effect?.denominator),
  };
}
