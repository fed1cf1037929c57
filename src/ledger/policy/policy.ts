import type { Instant } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { type Amount, isMoney, type Money } from '../../money/index.ts';
import { isText } from '../../read/index.ts';

/** Reporting units for 1 unit of each local currency: one exchange rate, or one per calendar month ('2026-03'). */
export type ExchangeRates = {
  readonly [currency: string]: Amount | { readonly [month: string]: Amount };
};

/** How rows become state. These options are compiled into a ledger; the first value of each is its default. */
export interface LedgerPolicy {
  /**
   * The zone of dates without a time: an IANA name such as 'Europe/Berlin', or an offset. Default: the period's, or 'UTC' without a period.
   *
   * @see docs/concepts/policy.md#timezone
   */
  readonly timeZone?: string | undefined;
  /**
   * The instant the data was taken: periods that end later are not complete. Default: the data is complete.
   *
   * @see docs/concepts/policy.md#asof
   */
  readonly asOf?: Instant | undefined;
  /**
   * What one line of a statement counts: the customer as a whole, or each of its subscriptions. Default 'customer'.
   *
   * @see docs/concepts/policy.md#grain
   */
  readonly grain?: 'customer' | 'subscription' | undefined;
  /**
   * Whether a trial counts as paid. 'first': it counts as unpaid only before the customer's first payment (with `grain: 'subscription'`, the
   * subscription's). Default 'exclude'.
   *
   * @see docs/concepts/policy.md#trials
   */
  readonly trials?: 'exclude' | 'first' | 'include' | undefined;
  /**
   * Whether a row at MRR 0 counts as a customer. It never changes the MRR bridge. Default 'exclude'.
   *
   * @see docs/concepts/policy.md#freeplans
   */
  readonly freePlans?: 'exclude' | 'include' | undefined;
  /**
   * Whether a pause is churn and its end a reactivation, or neither counts. Default 'churn'.
   *
   * @see docs/concepts/policy.md#pauses
   */
  readonly pauses?: 'churn' | 'retain' | undefined;
  /**
   * The number of days past due after which MRR falls to 0: a whole number. Default null: not before `end`.
   *
   * @see docs/concepts/policy.md#pastduegracedays
   */
  readonly pastDueGraceDays?: number | null | undefined;
  /**
   * Whether a cancellation counts when the service ends or when it is requested. Default 'end'.
   *
   * @see docs/concepts/policy.md#churnat
   */
  readonly churnAt?: 'end' | 'cancelRequest' | undefined;
  /**
   * Whether a row counts from its `start`, or from its `signedAt` if that is earlier (committed MRR). Default 'start'.
   *
   * @see docs/concepts/policy.md#startat
   */
  readonly startAt?: 'start' | 'signed' | undefined;
  /**
   * Whether a subscription's latest end, if at or after `asOf`, is a real end or only the date up to which it is paid, as in app
   * stores. Default 'end'.
   *
   * @see docs/concepts/policy.md#lastends
   */
  readonly lastEnds?: 'end' | 'paidThrough' | undefined;
  /**
   * Gaps shorter than this many days (a whole number) are not churn. Default 0.
   *
   * @see docs/concepts/policy.md#churngracedays
   */
  readonly churnGraceDays?: number | undefined;
  /**
   * A return after more than this many days (a whole number) is new. Default null: a return is always a reactivation.
   *
   * @see docs/concepts/policy.md#reactivationwindowdays
   */
  readonly reactivationWindowDays?: number | null | undefined;
  /**
   * Weeks in a month: '52/12' makes 52 weekly payments per year, '4' makes 48. Default '52/12'.
   *
   * @see docs/concepts/policy.md#weekspermonth-dayspermonth
   */
  readonly weeksPerMonth?: '52/12' | '4' | undefined;
  /**
   * Days in a month: '365/12' makes 365 daily payments per year, '30' makes 360. Default '365/12'.
   *
   * @see docs/concepts/policy.md#weekspermonth-dayspermonth
   */
  readonly daysPerMonth?: '365/12' | '30' | undefined;
  /**
   * How the length of a 'term' is measured. 'months': in calendar months if they are whole, otherwise in days, 365 per year. 'days': always
   * in days, 365.25 per year; 364 to 366 days count as one year. Default 'months'.
   *
   * @see docs/concepts/policy.md#termlength
   */
  readonly termLength?: 'months' | 'days' | undefined;
  /**
   * How amounts, including discounts, are given. 'major': in major units (49.99). 'minor': as whole numbers of the currency's minor unit
   * (4999; decimals by ISO 4217, or 2 if no currency is named); results are in major units. 'none': rows have no amount and no interval,
   * every row counts as paying, and only metrics that count customers are available. Default 'major'.
   *
   * @see docs/concepts/policy.md#amounts
   */
  readonly amounts?: 'major' | 'minor' | 'none' | undefined;
  /**
   * The currency of the statements, and of rows that name none: a code such as 'EUR', in upper or lower case. Default: the one that the
   * rows name.
   *
   * @see docs/concepts/policy.md#currency-exchangerates
   */
  readonly currency?: string | undefined;
  /**
   * Units of `currency` for 1 unit of another currency, to convert rows in several currencies. Default: none; rows that need a rate throw.
   *
   * @see docs/concepts/policy.md#currency-exchangerates
   */
  readonly exchangeRates?: ExchangeRates | undefined;
}

/** How state becomes statements and rates. These options are set on the ledger or per call; the call wins. */
export interface StatementPolicy<K extends Money = 'number'> {
  /**
   * Whether a customer's changes in a period are netted into one movement, or each is booked. Default 'net'.
   *
   * @see docs/concepts/policy.md#movements
   */
  readonly movements?: 'net' | 'event' | undefined;
  /**
   * With `movements: 'event'`: within a period, changes at most this many seconds after the first are booked together with it. Default 0.
   *
   * @see docs/concepts/policy.md#mergewithinseconds
   */
  readonly mergeWithinSeconds?: number | undefined;
  /**
   * Whether reactivated MRR adds to NRR (and so reduces net churn). Default 'exclude'.
   *
   * @see docs/concepts/policy.md#reactivation
   */
  readonly reactivation?: 'exclude' | 'include' | undefined;
  /**
   * What lost customers are divided by: opening customers, opening plus new ones, or the mean of opening and closing. Default 'opening'.
   *
   * @see docs/concepts/policy.md#churndenominator
   */
  readonly churnDenominator?: 'opening' | 'openingPlusNew' | 'average' | undefined;
  /**
   * How retained customers are counted. 'cohort': opening customers still there over opening customers. 'headcount': closing over opening
   * customers. Default 'cohort'.
   *
   * @see docs/concepts/policy.md#retentionmethod
   */
  readonly retentionMethod?: 'cohort' | 'headcount' | undefined;
  /**
   * The form of amounts in statements: 'number', 'fraction' ('25/3'), or a class of Decimals. Default 'number'.
   *
   * @see docs/concepts/policy.md#money
   */
  readonly money?: K | undefined;
}

/** Every definition that the industry disagrees on, as an option with a default. */
export type Policy<K extends Money = 'number'> = LedgerPolicy & StatementPolicy<K>;

/** What an option may be: one of a few words, of which the first is the default; or what `read` does not refuse. */
export type Option = readonly [string, ...string[]] | ReadOption;

interface ReadOption {
  readonly standard: unknown;
  readonly read: (value: unknown, path: string) => void;
}

function checkCount(value: unknown, path: string, rule: string): void {
  if (!Number.isInteger(value) || (value as number) < 0) reject('INVALID_NUMBER', path, rule, value);
}

function wholeNumberOf(unit: string): ReadOption {
  return { standard: 0, read: (value, path) => checkCount(value, path, `be a whole number of ${unit} >= 0`) };
}

const daysOrNull: ReadOption = {
  standard: null,
  read: (value, path) => value === null || checkCount(value, path, 'be a whole number of days >= 0, or null'),
};
const currencyOption: ReadOption = {
  standard: null,
  read: (value, path) => isText(value) || reject('INVALID_TYPE', path, "be a currency code such as 'EUR'", value),
};
const moneyForm: ReadOption = {
  standard: 'number',
  read: (value, path) =>
    isMoney(value) || reject('INVALID_OPTION', path, "be 'number', 'fraction' or a class of Decimals", value),
};
/** Read with the time zone in force, or with the currency, and not alone. */
const readTogether: ReadOption = { standard: undefined, read: () => undefined };

// The one list of options, from which readers, rules and schemas come; in the documented order.
export const ledgerOptions: { readonly [key in keyof Required<LedgerPolicy>]: Option } = {
  timeZone: readTogether,
  asOf: readTogether,
  grain: ['customer', 'subscription'],
  trials: ['exclude', 'first', 'include'],
  freePlans: ['exclude', 'include'],
  pauses: ['churn', 'retain'],
  pastDueGraceDays: daysOrNull,
  churnAt: ['end', 'cancelRequest'],
  startAt: ['start', 'signed'],
  lastEnds: ['end', 'paidThrough'],
  churnGraceDays: /* @__PURE__ */ wholeNumberOf('days'),
  reactivationWindowDays: daysOrNull,
  weeksPerMonth: ['52/12', '4'],
  daysPerMonth: ['365/12', '30'],
  termLength: ['months', 'days'],
  amounts: ['major', 'minor', 'none'],
  currency: currencyOption,
  exchangeRates: readTogether,
};

export const statementOptions: { readonly [key in keyof Required<StatementPolicy>]: Option } = {
  movements: ['net', 'event'],
  mergeWithinSeconds: /* @__PURE__ */ wholeNumberOf('seconds'),
  reactivation: ['exclude', 'include'],
  churnDenominator: ['opening', 'openingPlusNew', 'average'],
  retentionMethod: ['cohort', 'headcount'],
  money: moneyForm,
};
