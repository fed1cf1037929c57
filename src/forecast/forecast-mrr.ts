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
import { checkKeys } from '../read/index.ts';
import type { Bridges } from './book.ts';
import { type ForecastOptions, forecastNames, outlookOf, readForecast } from './model.ts';
import { kindNames } from './simulate.ts';
import { boundsOf, meanOf } from './summary.ts';

/** The whole policy, and what is to be forecast. */
export type MrrForecastOptions = Policy<Money> &
  ForecastOptions & {
    /** The start of the first period; nothing that was not known before it counts. */
    readonly from: Instant;
    /** How many periods. */
    readonly periods: number;
  };

/** Two bounds that hold the share `confidence` of the simulated futures. */
export interface ForecastInterval {
  readonly lower: number;
  readonly upper: number;
}

/** How MRR goes from opening to closing: opening + new + reactivation + expansion - contraction - churn = closing. */
export interface ForecastBridge {
  readonly opening: number;
  readonly new: number;
  readonly reactivation: number;
  readonly expansion: number;
  readonly contraction: number;
  readonly churn: number;
  readonly closing: number;
}

/** One period: the expected bridge, what of it is certain, and how far it can be off. closing = committed + likely + newBusiness. */
export interface MrrForecastPeriod extends ForecastBridge {
  readonly period: Period;
  /** Of the closing MRR. */
  readonly lower: number;
  readonly upper: number;
  /** What contracts come to at the end of the period if nothing else happens: committed MRR, exactly. */
  readonly committed: number;
  /** What customers of today, and those that left, are expected to add to it or take from it. */
  readonly likely: number;
  /** What customers of new business are expected to pay at the end of the period. */
  readonly newBusiness: number;
  /** The bridge of what is committed: known ends, scheduled changes, signed starts. */
  readonly certain: ForecastBridge;
  readonly intervals: { readonly [term in keyof Bridges]: ForecastInterval };
}

export interface MrrForecast {
  readonly currency: string | null;
  readonly confidence: number;
  readonly simulations: number;
  readonly seed: number;
  /** Customers that pay just before `from`. */
  readonly customers: number;
  /** How many periods of the past had somebody who could leave. */
  readonly historyPeriods: number;
  /** What the rows say of the time from `from` on that nobody knew before, and so was left out. */
  readonly setAside: { readonly starts: number; readonly ends: number; readonly trials: number };
  readonly periods: readonly MrrForecastPeriod[];
}

const known = /* @__PURE__ */ optionNames('from', 'periods', ...forecastNames);

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
    const term = (name: keyof Bridges) => meanOf(drawn(simulated[name]));
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
        kindNames.map((name) => [name, boundsOf(drawn(simulated[name]), rules.confidence)]),
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
