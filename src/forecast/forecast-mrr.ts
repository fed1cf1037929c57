import type { Instant, Period } from '../calendar/open.ts';
import { readInstant } from '../calendar/open.ts';
import { toNumber } from '../exact/index.ts';
import {
  checkPriced,
  openSource,
  optionNames,
  type Policy,
  type Subscription,
  type SubscriptionSource,
} from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import type { MovementKind } from '../movements/index.ts';
import { kinds } from '../movements/open.ts';
import { checkKeys } from '../read/index.ts';
import type { SetAside } from './known/known-rows.ts';
import { type ForecastOptions, forecastNames, outlookOf, readForecast } from './outlook.ts';
import { boundsOf, meanOf } from './summary.ts';

/** All options of a policy, and which periods to forecast. */
export type MrrForecastOptions = Policy<Money> &
  ForecastOptions & {
    /** The start of the first period; only facts known before it count. */
    readonly from: Instant;
    /** The number of periods. */
    readonly periods: number;
  };

/** Two bounds that hold the share `confidence` of the simulated futures. */
export interface ForecastInterval {
  /** The lower bound, in major units. */
  readonly lower: number;
  /** The upper bound, in major units. */
  readonly upper: number;
}

/** How MRR goes from opening to closing: opening + new + reactivation + expansion - contraction - churn = closing. */
export interface ForecastBridge {
  /** MRR at the start, in major units. */
  readonly opening: number;
  /** MRR of customers who had never paid before. */
  readonly new: number;
  /** MRR of returning customers. */
  readonly reactivation: number;
  /** MRR added by customers who keep paying. */
  readonly expansion: number;
  /** MRR given up by customers who keep paying, >= 0. */
  readonly contraction: number;
  /** MRR lost from customers who leave, >= 0. */
  readonly churn: number;
  /** MRR at the end. */
  readonly closing: number;
}

/** One period: the expected bridge, its certain part, and its intervals. closing = committed + likely + newBusiness. */
export interface MrrForecastPeriod extends ForecastBridge {
  /** The period. */
  readonly period: Period;
  /** The lower bound of the closing MRR. */
  readonly lower: number;
  /** The upper bound of the closing MRR. */
  readonly upper: number;
  /** Committed MRR: the exact MRR of known contracts at the end of the period if nothing else happens. */
  readonly committed: number;
  /** The MRR that current customers are expected to add or take away, and lost customers to bring back. */
  readonly likely: number;
  /** MRR expected from new business at the end of the period. */
  readonly newBusiness: number;
  /** The bridge of committed MRR: known ends, scheduled changes, signed starts. */
  readonly certain: ForecastBridge;
  /** The bounds of each term, by name. */
  readonly intervals: { readonly [term in MovementKind]: ForecastInterval };
}

/** A forecast of MRR, and what it was made from. */
export interface MrrForecast {
  /** The currency of all amounts; null if the rows name none. */
  readonly currency: string | null;
  /** The share of simulated futures that each interval holds, 0..1. */
  readonly confidence: number;
  /** The number of simulated futures. */
  readonly simulations: number;
  /** The seed of the random numbers. */
  readonly seed: number;
  /** Customers who pay just before `from`. */
  readonly customers: number;
  /** Past periods with at least one customer who could leave. */
  readonly historyPeriods: number;
  /** Facts at or after `from` that were not known before it, and are left out. */
  readonly setAside: SetAside;
  /** The forecast, period by period. */
  readonly periods: readonly MrrForecastPeriod[];
}

const known = /* @__PURE__ */ optionNames('from', 'periods', ...forecastNames);

/**
 * MRR forecast: an expected MRR bridge for each of the next periods, with intervals, from what is certain, what is likely and what you
 * state about new business.
 *
 * Formula: opening + new + reactivation + expansion - contraction - churn = closing, in each simulated future and so in their mean; closing
 * of a period is opening of the next; closing = committed + likely + newBusiness. Committed: the MRR of the rows known just before `from`
 * if nothing else happens. Likely: chances of leaving, of paying more or less and of coming back, by billing cycle (on and off a due date),
 * age and size, from the periods before `from`. In: contracts with known ends, scheduled changes, signed starts; today's customers and
 * those who left up to 24 periods before. Out: running trials; anything unknown before `from`; seasons, and changes in the market.
 *
 * Rows taken no later than `from` (`asOf`) count as they are. Of rows taken later, only facts dated before `from` count: starts by
 * `signedAt`; ends by `cancelRequestedAt`, by the term of a price, or by a signed row that follows. The rest is left out and counted in
 * `setAside`.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param options - `from`: the start of the first period. `periods`: their number, up to 120. `unit`: 'month' by default, 'quarter' or
 * 'year'. `newBusiness`: the MRR that new customers bring per period, one amount or a list; `{ likeLast: 12 }`: as much as in one of the
 * last 12 periods, drawn anew for each; none by default. `historyPeriods`: 36 by default. `seed`: 1 by default. `simulations`: 10 to
 * 10,000, 1,000 by default. `confidence`: 0.8 by default. All options of a policy are accepted too; movements are net whatever `movements`
 * says, and exchange rates remain those of the month before `from`.
 * @returns Amounts in major currency units, as numbers. `lower` and `upper` are the bounds of the closing MRR, and `intervals` has the bounds of each
 * term; `certain` is the exact bridge of committed MRR alone. The same rows and options give the same figures, in any order of the rows.
 * @throws MetricsError `NOT_IDENTIFIABLE` if customers could leave and no whole period before `from` says how likely that is, or if nothing
 * says what a new customer pays; `INVALID_INSTANT` for a `from` at which no period starts; `INVALID_NUMBER`, `INVALID_OPTION`,
 * `INVALID_AMOUNT`, `UNKNOWN_KEY` for an option; and as `mrr` does.
 *
 * Cost: O(rows + customers x history), plus up to 400 strata x periods x simulations: similar customers are simulated as counts. Source:
 * committed MRR as in Bessemer's 10 Laws of Cloud (2010); beta-binomial estimates with empirical Bayes, B. Efron (2010), Large-scale
 * inference, ch. 1; random numbers by xoshiro128**, D. Blackman and S. Vigna (2021), ACM TOMS 47(4), 36.
 *
 * @see docs/metrics/forecast-mrr.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2025-01-01', end: '2026-03-01', amount: 100, interval: 'month' },
 *   { customerId: 'ben', start: '2025-06-01', end: '2026-06-01', amount: 1200, interval: 'year' },
 *   { customerId: 'cem', signedAt: '2025-12-10', start: '2026-02-01', end: '2027-02-01', amount: 50, interval: 'month' },
 * ];
 * const { periods } = forecastMrr(subscriptions, { from: '2026-01-01', periods: 3, asOf: '2026-01-01' });
 * periods.map(({ committed }) => committed); // => [200, 250, 150]
 * periods.map(({ closing }) => closing); // => [200, 250, 150]
 * [periods[1].new, periods[2].churn]; // => [50, 100]
 * ```
 */
export function forecastMrr(source: SubscriptionSource<Subscription, Money>, options: MrrForecastOptions): MrrForecast {
  const given = checkKeys(options, known, 'options') as unknown as MrrForecastOptions;
  const { from, periods, unit, newBusiness, historyPeriods, seed, simulations, confidence, ...policy } = given;
  const rules = readForecast({ unit, newBusiness, historyPeriods, seed, simulations, confidence }, periods);
  const { ledger } = openSource(source, policy, undefined, 'options');
  checkPriced(ledger);
  const start = readInstant(from, ledger.rules.zone, 'options.from');
  const outlook = outlookOf(ledger, start, rules, from);
  const { simulated, committed, timeline } = outlook;
  const rows: MrrForecastPeriod[] = [];
  let opening = committed[0] === undefined ? 0 : toNumber(committed[0].opening);
  for (let slot = 0; slot < rules.periods; slot += 1) {
    const drawn = (column: Float64Array) => column.subarray(slot * rules.simulations, (slot + 1) * rules.simulations);
    const term = (name: MovementKind) => meanOf(drawn(simulated[name]));
    const terms = {
      new: term('new'),
      reactivation: term('reactivation'),
      expansion: term('expansion'),
      contraction: term('contraction'),
      churn: term('churn'),
    };
    const foot = opening + terms.new + terms.reactivation + terms.expansion - terms.contraction - terms.churn;
    // What is left of rounding, where everybody has gone.
    const closing = Math.abs(foot) < opening * 1e-12 ? 0 : foot;
    const certain = committed[slot] as (typeof committed)[number];
    const business = meanOf(drawn(simulated.newBusiness));
    rows.push({
      period: timeline.periodAt(slot).period,
      opening,
      ...terms,
      closing,
      ...boundsOf(drawn(simulated.closing), rules.confidence),
      committed: toNumber(certain.closing),
      likely: closing - business - toNumber(certain.closing),
      newBusiness: business,
      certain: {
        opening: toNumber(certain.opening),
        new: toNumber(certain.new),
        reactivation: toNumber(certain.reactivation),
        expansion: toNumber(certain.expansion),
        contraction: toNumber(certain.contraction),
        churn: toNumber(certain.churn),
        closing: toNumber(certain.closing),
      },
      intervals: Object.fromEntries(
        kinds.map((name) => [name, boundsOf(drawn(simulated[name]), rules.confidence)]),
      ) as MrrForecastPeriod['intervals'],
    });
    opening = closing;
  }
  return {
    currency: ledger.currency,
    confidence: rules.confidence,
    simulations: rules.simulations,
    seed: rules.seed,
    customers: outlook.book.customers,
    historyPeriods: outlook.historyPeriods,
    setAside: outlook.setAside,
    periods: rows,
  };
}
