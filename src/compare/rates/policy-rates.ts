import type { CheckedPeriod, Zone } from '../../calendar/open.ts';
import { multiply, one, type Rational } from '../../exact/index.ts';
import {
  ledgerRules,
  openSource,
  type Policy,
  policyNames,
  type StatementRules,
  type Subscription,
  statementRules,
} from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import type { Ratio } from '../../ratio/open.ts';
import { getOrAdd } from '../../table/index.ts';
import { type Figures, figuresOf } from '../figures.ts';
import {
  changeOf,
  type ExplainedRate,
  effectsBetween,
  explainedRates,
  hasEffect,
  printEffect,
  type Quotient,
  quotients,
  type RateEffect,
  ratioOfQuotient,
  sumOfEffects,
} from './quotients.ts';

/** The effect of switching one option on a rate. */
export interface PolicyRateCause<M = number> extends RateEffect<M> {
  /** The option; 'currency' stands for `currency` and `exchangeRates` together, and 'lastEnds' also for `asOf` if both differ. */
  readonly option: keyof Policy;
}

/**
 * A rate under two policies; its causes add up to the difference. If a side has no rate, the difference is null and there are no causes.
 */
export interface PolicyRateComparison<M = number> extends RateEffect<M | null> {
  /** The rate that is compared. */
  readonly rate: ExplainedRate;
  /** The rate under policy `a`. */
  readonly a: Ratio;
  /** The rate under policy `b`. */
  readonly b: Ratio;
  /** The options responsible, in the order of the policy. */
  readonly causes: readonly PolicyRateCause<M>[];
}

/** Up to so many options that differ every order of switching counts: twice as many sets of them for each one more. */
const mostOptions = 8;

/** The rates of one period. */
export function policyRates<M>(
  rows: readonly Subscription[],
  span: CheckedPeriod,
  zone: Zone | undefined,
  [a, b]: readonly [Policy<Money>, Policy<Money>],
  print: (value: Rational) => M,
): PolicyRateComparison<M>[] {
  const options = differing(a, b, zone);
  const all = 2 ** options.length - 1;
  const switched = switchedRates(rows, span, zone, [a, b], options);
  return explainedRates.map((rate) => {
    const [from, to] = [switched(rate, 0), switched(rate, all)];
    const hasRates = from.denominator.n !== 0n && to.denominator.n !== 0n;
    // A set of options under which there is no rate counts as none of them.
    const quotient = (set: number) => {
      const own = switched(rate, set);
      return own.denominator.n === 0n ? from : own;
    };
    const causes = !hasRates ? [] : options.map((_, at) => effectOfOption(quotient, at, options.length));
    return {
      rate,
      a: ratioOfQuotient(from),
      b: ratioOfQuotient(to),
      // How much of it is the numerator's depends on the way from a to b, and is that of the causes.
      ...printEffect(hasRates ? sumOfEffects(causes) : undefined, print),
      causes: causes.flatMap((effect, at) => {
        return hasEffect(effect) ? [{ option: (options[at] as Option)[0], ...printEffect(effect, print) }] : [];
      }),
    };
  });
}

type Option = readonly [keyof Policy, ...(keyof Policy)[]];

/** The options that differ and that a rate can depend on, in the documented order; those that no policy may have apart are one. */
function differing(a: Policy<Money>, b: Policy<Money>, zone: Zone | undefined): Option[] {
  const valuesOf = (policy: Policy<Money>): { readonly [name: string]: unknown } => {
    const { exchangeRates, ...rules } = ledgerRules(policy, zone);
    return { ...rules, exchangeRates: exchangeRates?.text, ...statementRules(policy) };
  };
  const [from, to] = [valuesOf(a), valuesOf(b)];
  const differs = (name: string) => from[name] !== to[name];
  const isApart = differs('lastEnds') && differs('asOf');
  const names = policyNames.filter((name) => !['timeZone', 'exchangeRates', 'retentionMethod', 'money'].includes(name));
  return (names as (keyof Policy)[]).flatMap((name): Option[] => {
    if (name === 'currency') return differs(name) || differs('exchangeRates') ? [[name, 'exchangeRates']] : [];
    if (!differs(name) || (name === 'asOf' && isApart)) return [];
    return [name === 'lastEnds' && isApart ? [name, 'asOf'] : [name]];
  });
}

/** What a rate is with a set of the options, as bits, as in b, and the others as in a. */
function switchedRates(
  rows: readonly Subscription[],
  span: CheckedPeriod,
  zone: Zone | undefined,
  [a, b]: readonly [Policy<Money>, Policy<Money>],
  options: readonly Option[],
): (rate: ExplainedRate, set: number) => Quotient {
  const ledgers = new Map<string, ReturnType<typeof openSource>>();
  const known = new Map<number, { readonly figures: Figures; readonly rules: StatementRules }>();
  const at = (set: number) =>
    getOrAdd(known, set, () => {
      const names = options.flatMap((own, bit) => ((set >> bit) & 1 ? own : []));
      const policy = { ...a, ...Object.fromEntries(names.map((name) => [name, b[name]])) };
      const rules = statementRules(policy);
      // Options of statements leave the ledger as it is.
      const compiled = names.filter((name) => !(name in rules)).join();
      const { ledger } = getOrAdd(ledgers, compiled, () => openSource(rows, policy, zone));
      return { figures: figuresOf({ ledger, statement: rules, definitions: () => '' }, [span])[0] as Figures, rules };
    });
  return (rate, set) => quotients[rate].of(at(set).figures, at(set).rules);
}

/** The mean over all orders of switching of what an option does when its turn comes; of many options what it does in their order. */
function effectOfOption(quotient: (set: number) => Quotient, option: number, options: number): RateEffect<Rational> {
  const bit = 1 << option;
  const effectAfter = (set: number, weight: Rational) => {
    const [from, to] = [quotient(set), quotient(set | bit)];
    const effect = effectsBetween(from, to)?.(changeOf(from, to));
    if (effect === undefined || !hasEffect(effect)) return [];
    return [
      {
        difference: multiply(effect.difference, weight),
        numerator: multiply(effect.numerator, weight),
        denominator: multiply(effect.denominator, weight),
      },
    ];
  };
  if (options > mostOptions) return sumOfEffects(effectAfter(bit - 1, one));
  const sets = Array.from({ length: 2 ** options }, (_, set) => set).filter((set) => (set & bit) === 0);
  return sumOfEffects(sets.flatMap((set) => effectAfter(set, shareOfOrders(sizeOf(set), options))));
}

/** The share of all orders in which exactly a given set of so many options comes before one of them. */
function shareOfOrders(before: number, options: number): Rational {
  return { n: factorial(before) * factorial(options - before - 1), d: factorial(options) };
}

function factorial(n: number): bigint {
  return n < 2 ? 1n : BigInt(n) * factorial(n - 1);
}

function sizeOf(set: number): number {
  return set === 0 ? 0 : (set & 1) + sizeOf(set >> 1);
}
