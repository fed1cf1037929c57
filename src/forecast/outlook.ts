import { type Unit, units } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import {
  type CompiledLedger,
  compile,
  type ExchangeTable,
  exchangeRateAt,
  type OpenedSource,
} from '../ledger/query.ts';
import { type MrrTotals, totalsOf } from '../movements/open.ts';
import { readFraction } from '../ratio/open.ts';
import { readChoice, readCount } from '../read/index.ts';
import { randomFrom } from './chances/random.ts';
import { likelyRates } from './chances/rates.ts';
import { type Simulated, simulate } from './chances/simulate.ts';
import { type Book, bookOf, sizesAt } from './known/book.ts';
import { historyOf } from './known/history.ts';
import { rowsKnownAt, type SetAside } from './known/known-rows.ts';
import { livesOf } from './known/lives.ts';
import { type Timeline, timelineFrom } from './known/timeline.ts';
import { arrivingOf, asksForNew, type NewBusiness, type NewBusinessRead, readNewBusiness } from './new-business.ts';

/** How a forecast is computed. */
export interface ForecastOptions {
  /** The length of a period. Default 'month'. */
  readonly unit?: 'month' | 'quarter' | 'year' | undefined;
  /** The MRR that new customers bring. Default: none; in a backtest, `{ likeLast: 12 }`. */
  readonly newBusiness?: NewBusiness | undefined;
  /** The number of past periods used to estimate how customers change, leave and return. Default 36. */
  readonly historyPeriods?: number | undefined;
  /** A whole number that selects the random numbers. The same seed gives the same figures. Default 1. */
  readonly seed?: number | undefined;
  /** The number of simulated futures. Default: 1,000; in a backtest, 400. */
  readonly simulations?: number | undefined;
  /** The share of futures that an interval holds, between 0 and 1. Default 0.8. */
  readonly confidence?: number | undefined;
}

export const forecastNames = ['unit', 'newBusiness', 'historyPeriods', 'seed', 'simulations', 'confidence'] as const;

export interface ForecastRules {
  readonly unit: Unit;
  readonly periods: number;
  readonly newBusiness: NewBusinessRead;
  readonly historyPeriods: number;
  readonly seed: number;
  readonly simulations: number;
  readonly confidence: number;
}

const unitNames = ['month', 'quarter', 'year'] as const;
const mostPeriods = 120;

export function readForecast(
  options: ForecastOptions,
  periods: unknown,
  standard: Partial<ForecastRules> = {},
): ForecastRules {
  const {
    unit = 'month',
    newBusiness,
    historyPeriods = 36,
    seed = 1,
    simulations = standard.simulations ?? 1000,
  } = options;
  const count = readCount(periods, 'options.periods', 1, mostPeriods);
  const confidence = readFraction(options.confidence ?? 0.8, 'options.confidence');
  if (confidence === 0 || confidence === 1)
    reject('INVALID_NUMBER', 'options.confidence', 'be between 0 and 1', confidence);
  return {
    unit: units[readChoice(unit, 'options.unit', unitNames)],
    periods: count,
    newBusiness:
      newBusiness === undefined && standard.newBusiness !== undefined
        ? standard.newBusiness
        : readNewBusiness(newBusiness, count, 'options.newBusiness'),
    historyPeriods: readCount(historyPeriods, 'options.historyPeriods', 1, 600),
    seed: readCount(seed, 'options.seed', 0, Number.MAX_SAFE_INTEGER),
    simulations: readCount(simulations, 'options.simulations', 10, 10_000),
    confidence,
  };
}

/** What a ledger says, just before an instant, of the time from it on. */
export interface Outlook {
  readonly timeline: Timeline;
  readonly book: Book;
  readonly setAside: SetAside;
  readonly historyPeriods: number;
  /** What contracts come to if nothing else happens, exactly, by period. */
  readonly committed: readonly MrrTotals[];
  readonly simulated: Simulated;
}

export function outlookOf(ledger: CompiledLedger, from: number, rules: ForecastRules, given: unknown): Outlook {
  const { unit, periods } = rules;
  const timeline = timelineFrom(ledger.rules.zone, unit, from, 'options.from', given);
  const { rows, setAside } = rowsKnownAt(ledger, from);
  const asOf = Math.min(ledger.rules.asOf, from);
  const known = compile(rows, { ...ledger.rules, asOf, exchangeRates: ratesAt(ledger, from) }, ledger.statement);
  const lives = livesOf(known, timeline);
  const end = Math.min(0, timeline.slotAt(asOf));
  const sizeOf = sizesAt(lives, 0);
  const book = bookOf(lives, periods, sizeOf);
  const history = historyOf(lives, end - rules.historyPeriods, end, sizeOf);
  const hasHistory = history.churn.chances.some((chances) => chances > 0);
  if (!hasHistory && (book.strata.length > 0 || asksForNew(rules.newBusiness))) {
    const rule =
      'include a whole period before options.from at whose start a customer paid: without one, no risk can be estimated';
    reject('NOT_IDENTIFIABLE', 'subscriptions', rule, rows);
  }
  const arriving = arrivingOf(rules.newBusiness, periods, { history, book, rows });
  const asked = { book, history, rates: likelyRates(history), arriving, periods, simulations: rules.simulations };
  return {
    timeline,
    book,
    setAside,
    historyPeriods: history.losses.filter(({ chances }) => chances.some((count) => count > 0)).length,
    committed: committedOf(known, timeline, periods),
    simulated: simulate(asked, randomFrom(rules.seed)),
  };
}

function committedOf(known: CompiledLedger, { periodAt }: Timeline, periods: number): MrrTotals[] {
  const checked = Array.from({ length: periods }, (_, slot) => periodAt(slot));
  // A bridge of expected amounts is net whatever `movements` says, and so are its certain terms.
  const opened: OpenedSource = {
    ledger: known,
    statement: { ...known.statement, movements: 'net' },
    definitions: () => '',
  };
  return totalsOf(opened, checked).map(({ mrr }) => mrr());
}

/** Nobody knows the exchange rates of the future: those just before it hold on. */
function ratesAt({ rules, currency, currencies }: CompiledLedger, from: number): ExchangeTable | null {
  const { exchangeRates, zone } = rules;
  if (exchangeRates === null) return null;
  const foreign = currencies.filter((name): name is string => name !== null && name !== currency);
  const byCurrency = new Map(foreign.map((name) => [name, exchangeRateAt(exchangeRates, name, from - 1, zone)]));
  return { ...exchangeRates, byCurrency };
}
