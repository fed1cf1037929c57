import type { LedgerRules, StatementRules } from '../policy/read-policy.ts';
import type { Entities } from '../rows/entities.ts';
import { sortInstants } from '../rows/instant-codes.ts';
import type { Prices } from '../rows/price-list.ts';
import { type ReadRows, readRows } from '../rows/read-rows.ts';
import type { Subscription } from '../rows/subscription.ts';
import type { Trial } from '../rows/unsettled.ts';
import { gapRules, rationalWithGaps, scaledWithGaps } from './churn-grace.ts';
import { chooseUnit, rationalGroup } from './common-denominator.ts';
import { countedLevels } from './free-customers.ts';
import type { RationalSteps, Steps } from './levels.ts';
import { type PaidSpans, placeSpans } from './paid-spans.ts';
import { rationalSteps } from './rational-steps.ts';
import { scaledSteps } from './scaled-steps.ts';

/** What a ledger holds. Typed arrays throughout: the parts that grow with the rows are columns. */
export interface CompiledLedger {
  readonly rules: LedgerRules;
  readonly statement: StatementRules;
  readonly entities: Entities;
  /** The currency of the statements. */
  readonly currency: string | null;
  /** The currencies of the rows, by code. */
  readonly currencies: readonly (string | null)[];
  /** The currency of each entity; null where all are in the first one. Entities with several have a place of no meaning here. */
  readonly currencyOf: Uint32Array | null;
  /** Distinct instants at which anything changes, in order, as epoch milliseconds. */
  readonly instants: Float64Array;
  /** Levels of `scaled` are multiples of 1/unit. */
  readonly unit: bigint;
  /** Each price in units; NaN for one that is not a whole number of them, which entities in `scaled` do not have. */
  readonly priceUnits: Float64Array;
  readonly scaled: Steps;
  readonly rational: RationalSteps;
  /** For questions about rows: the rows to hand back, their subscriptions, when each was paid, and the prices of those times. */
  readonly rowAt: (row: number) => Subscription;
  /** Not a getter: objects with one of their own outlive young garbage collections, and programs make many small ledgers. */
  readonly subscriptionIds: () => readonly (string | undefined)[];
  readonly spans: PaidSpans;
  readonly trials: readonly Trial[];
  readonly prices: Prices;
  /** Who counts as a customer, where that is more than having MRR; else null. */
  readonly counted: Steps | null;
}

/** Reads rows and brings them to columns. */
export function compile(given: readonly Subscription[], rules: LedgerRules, statement: StatementRules): CompiledLedger {
  const rows = given.slice();
  return compileRead(readRows(rows, rules), rules, statement, (row) => rows[row] as Subscription);
}

/** Brings what was read to columns; `rowAt` gives a row back to questions about rows. */
export function compileRead(
  read: ReadRows,
  rules: LedgerRules,
  statement: StatementRules,
  rowAt: (row: number) => Subscription,
): CompiledLedger {
  const { entities, trials, prices, currencies } = read;
  const { instants, places } = sortInstants(read.instants);
  const spans = placeSpans(read.spans, places, entities.count);
  const exact = chooseUnit(spans, prices.values);
  const currencyOf = currencies.names.length > 1 ? entityCurrencies(spans, prices, exact.group) : null;
  const gaps = gapRules(instants, rules);

  const scaled = scaledWithGaps(scaledSteps(spans, exact), gaps);
  const rational = rationalWithGaps(rationalSteps(spans, prices, exact.group), gaps);
  const counted = rules.freePlans === 'include' ? countedLevels(spans, [scaled, rational]) : null;
  return {
    rules,
    statement,
    entities,
    currency: currencies.reporting(),
    currencies: currencies.names,
    currencyOf,
    instants,
    unit: exact.unit,
    priceUnits: exact.priceUnits,
    scaled,
    rational,
    rowAt,
    subscriptionIds: read.subscriptionIds,
    spans,
    trials,
    prices,
    // Who counts as a customer in a gap was seen from the filled levels.
    counted: counted && scaledWithGaps(counted, { ...gaps, isFilled: null }),
  };
}

/** The currency of each entity; entities with rows in several are kept as fractions. */
function entityCurrencies(spans: PaidSpans, prices: Prices, group: Uint8Array): Uint32Array {
  const none = 0xffff_ffff;
  const currencyOf = new Uint32Array(group.length).fill(none);
  for (let entity = 0; entity < group.length; entity += 1) {
    for (const price of spans.price.subarray(spans.offsets[entity], spans.offsets[entity + 1])) {
      const currency = prices.currencies[price] as number;
      if (currencyOf[entity] === none) currencyOf[entity] = currency;
      else if (currencyOf[entity] !== currency) group[entity] = rationalGroup;
    }
  }
  return currencyOf.map((currency) => (currency === none ? 0 : currency));
}
