import { type Period, readPeriod, zoneOfPeriods } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { absolute, compare, type Rational } from '../../exact/index.ts';
import {
  checkPriced,
  checkSource,
  openSource,
  optionNames,
  type Policy,
  type Subscription,
  type SubscriptionSource,
} from '../../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../../money/index.ts';
import { order } from '../../movements/open.ts';
import type { Ratio } from '../../ratio/open.ts';
import { checkKeys, readChoice, readCount } from '../../read/index.ts';
import { compareKeys, type KeyOf, readSegmentKey, type SegmentKey } from '../../table/index.ts';
import { type Figures, figuresByCustomer, figuresOf, noFigures } from '../figures.ts';
import { figuresByKey } from './figures-by-key.ts';
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
  sumOfEffects,
} from './quotients.ts';

/** The numerator and denominator of a rate in one period. */
export interface QuotientValues<M = number> {
  /** An amount in major units, or a number of customers, depending on the rate. */
  readonly numerator: M;
  /** An amount in major units, or a number of customers, depending on the rate. */
  readonly denominator: M;
}

/** The effect of a customer or a key on a rate. */
export interface PartOfChange<M = number> extends RateEffect<M> {
  /** Its part of the rate's numerator and denominator in the first period. */
  readonly from: QuotientValues<M>;
  /** Its part of the rate's numerator and denominator in the second period. */
  readonly to: QuotientValues<M>;
}

/** What one customer did to a rate. */
export interface CustomerRateChange<M = number> extends PartOfChange<M> {
  /** The customer. */
  readonly customerId: string;
}

/** What the rows of one key did to a rate. */
export interface KeyRateChange<Key extends SegmentKey = SegmentKey, M = number> extends PartOfChange<M> {
  /** The key, as the option `by` gives it. */
  readonly key: Key;
}

/** Why a rate differs between two periods. If one of the periods has no rate, the difference is null and there are no parts. */
export interface ChangeExplanation<Key extends SegmentKey = SegmentKey, M = number> extends RateEffect<M | null> {
  /** The rate that is explained. */
  readonly rate: ExplainedRate;
  /** The rate in the first period. */
  readonly before: Ratio & {
    /** The first period. */
    readonly period: Period;
  };
  /** The rate in the second period. */
  readonly after: Ratio & {
    /** The second period. */
    readonly period: Period;
  };
  /** The customers with an effect, largest first, up or down; ties by customerId. Together with `others`, they add up to the difference. */
  readonly customers: readonly CustomerRateChange<M>[];
  /** With `top`: the number of other customers with an effect, and their total effect. Null without `top`. */
  readonly others:
    | (RateEffect<M> & {
        /** The number of these customers. */
        readonly customers: number;
      })
    | null;
  /** With `by`: every key with an effect, sorted; they add up to the difference. */
  readonly keys: readonly KeyRateChange<Key, M>[];
}

/** A policy, the key to split by, and the number of customers to name. */
export type ExplainChangeOptions<Row, Key extends SegmentKey, C extends Money = 'number'> = Policy<C> & {
  /** The key of a row, such as its plan or segment: the result then has `keys`. Default: no split. */
  readonly by?: ((row: Row) => Key) | undefined;
  /** Names at most this many customers, those with the largest effects; `others` sums up the rest. Default: all. */
  readonly top?: number | undefined;
};

/**
 * Why a rate changed between two periods: NRR fell from 101.2 to 98.7, and these are the customers, plans or segments behind it, each with its
 * effect in points that add up exactly.
 *
 * Formula: n1 / d1 - n0 / d0 = (n1 - n0) (1 / d0 + 1 / d1) / 2 - (d1 - d0) (n0 + n1) / (2 d0 d1): the effect of the numerator and that of
 * the denominator, each the mean of its effects before and after the other has changed. n and d are sums over customers, and over keys; the
 * part of one customer or key follows from the same formula with its own n1 - n0 and d1 - d0.
 *
 * In: the numerators and denominators of `netRevenueRetention`, `grossRevenueRetention`, `grossMrrChurnRate`, `netMrrChurnRate`,
 * `customerChurnRate` and `arpa`. Out: customers with the same part in both periods, who have no effect.
 *
 * With `by`, a customer who moves from one key to another counts as kept under its opening key; what it pays more counts under the other.
 * If customers are counted, one with rows of several keys counts in equal parts under each.
 *
 * @param rate - The name of the rate.
 * @param source - Rows, or a ledger compiled from them.
 * @param before - The first period.
 * @param after - The second period, in the same time zone; the two may overlap.
 * @param policy - `by`, `top`, and a policy. Each option has a default; see the concepts page on policy.
 * @returns Both rates, the difference as a fraction (0.012 is 1.2 points; for ARPA, an amount), and its parts. With `money: 'fraction'`,
 * they are exact. The difference is null if one of the periods has no rate.
 * @throws MetricsError `INVALID_OPTION` for another rate; `INVALID_PERIOD` and `CONFLICTING_TIME_ZONES` for the periods; and as the function of
 * the rate does.
 *
 * Cost: O(rows), plus O(customers) per period. Source: the decomposition of a change of a quotient in variance analysis, with both orders
 * averaged (the Shapley value of two causes; L. Shapley, A value for n-person games, 1953).
 *
 * @see docs/metrics/explain-change.md
 *
 * @example
 * ```ts
 * const rows: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-01', end: '2026-04-10', amount: 50, interval: 'month' },
 *   { customerId: 'ben', start: '2026-01-01', amount: 150, interval: 'month' },
 * ];
 * const { before, after, difference, customers } = explainChange('netRevenueRetention', rows, month('2026-03'), month('2026-04'));
 * [before.value, after.value, difference]; // => [1, 0.75, -0.25]
 * customers.map(({ customerId, difference }) => [customerId, difference]); // => [['ada', -0.25]]
 * ```
 */
export function explainChange<
  Row extends Subscription,
  Key extends SegmentKey = never,
  K extends Money = 'number',
  C extends Money = K,
>(
  rate: ExplainedRate,
  source: SubscriptionSource<Row, K>,
  before: Period,
  after: Period,
  policy?: ExplainChangeOptions<Row, Key, C>,
): ChangeExplanation<KeyOf<Key>, MoneyOf<C>>;
export function explainChange(
  rate: ExplainedRate,
  source: SubscriptionSource<Subscription, Money>,
  before: Period,
  after: Period,
  policy: ExplainChangeOptions<Subscription, SegmentKey, Money> = {},
): ChangeExplanation<SegmentKey, MoneyOf<Money>> {
  readChoice(rate, 'rate', explainedRates);
  checkSource(source);
  const periods = [readPeriod(before, 'before'), readPeriod(after, 'after')] as const;
  const { by, top, ...given } = checkKeys(policy, optionNames('by', 'top'), 'policy');
  if (by !== undefined && typeof by !== 'function') {
    reject('INVALID_TYPE', 'policy.by', 'be a function from a row to its key', by);
  }
  const most = top === undefined ? Number.POSITIVE_INFINITY : readCount(top, 'policy.top');
  const opened = openSource(source, given, zoneOfPeriods(periods));
  const quotient = quotients[rate];
  if (quotient.mrr) checkPriced(opened.ledger);
  const print = moneyOut(opened.statement.money);
  const quotientOf = (figures: Figures | undefined) => quotient.of(figures ?? noFigures, opened.statement);
  const [from, to] = figuresOf(opened, periods, quotient).map(quotientOf) as [Quotient, Quotient];
  const effectOf = effectsBetween(from, to);
  const result = {
    rate,
    before: { ...ratioOfQuotient(from), period: periods[0].period },
    after: { ...ratioOfQuotient(to), period: periods[1].period },
    ...printEffect(effectOf?.(changeOf(from, to)), print),
  };
  if (effectOf === null) return { ...result, customers: [], others: null, keys: [] };

  const byCustomer = periods.map((checked) => figuresByCustomer(opened, checked, quotient));
  const customers = partsOf(byCustomer, quotientOf, effectOf).sort(
    (a, b) => compare(absolute(b.effect.difference), absolute(a.effect.difference)) || order(a.key, b.key),
  );
  const others = customers.slice(most);
  const byKey =
    by === undefined
      ? null
      : figuresByKey(
          { ...opened, isList: true, periods, zone: opened.ledger.rules.zone },
          (row) => readSegmentKey((by as (row: Subscription) => SegmentKey)(row), 'by(row)'),
          quotient,
        );
  const keys = byKey === null ? [] : partsOf(byKey, quotientOf, effectOf);
  return {
    ...result,
    customers: customers.slice(0, most).map(({ key, ...part }) => ({ customerId: key, ...printPart(part, print) })),
    others:
      top === undefined
        ? null
        : { customers: others.length, ...printEffect(sumOfEffects(others.map(({ effect }) => effect)), print) },
    keys: keys
      .sort((a, b) => compareKeys(a.key, b.key))
      .map(({ key, ...part }) => ({ key, ...printPart(part, print) })),
  };
}

interface Part {
  readonly from: Quotient;
  readonly to: Quotient;
  readonly effect: RateEffect<Rational>;
}

/** Those that have an effect. */
function partsOf<Key>(
  [before, after]: readonly ReadonlyMap<Key, Figures>[],
  quotientOf: (figures: Figures | undefined) => Quotient,
  effectOf: EffectOf,
): (Part & { readonly key: Key })[] {
  const keys = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...keys].flatMap((key) => {
    const [from, to] = [quotientOf(before?.get(key)), quotientOf(after?.get(key))];
    const effect = effectOf(changeOf(from, to));
    return hasEffect(effect) ? [{ key, from, to, effect }] : [];
  });
}

function printPart<M>({ from, to, effect }: Part, print: (value: Rational) => M): PartOfChange<M> {
  const values = ({ numerator, denominator }: Quotient) => ({
    numerator: print(numerator),
    denominator: print(denominator),
  });
  return { ...printEffect(effect, print), from: values(from), to: values(to) };
}
