import { dayLabel, type Zone } from '../../calendar/open.ts';
import { pathTo, refuse, reject } from '../../errors.ts';
import { type Rational, reduce, toNumber } from '../../exact/index.ts';
import { currencyCode, isDecimal, readAmount } from '../../money/index.ts';
import { isKeyed } from '../../read/index.ts';

/** Reporting units per local unit, by currency: one exchange rate, or one for each calendar month. */
export interface ExchangeTable {
  readonly byCurrency: ReadonlyMap<string, Rational | ReadonlyMap<string, Rational>>;
  /** The key of each currency as it was given, for paths. */
  readonly keys: ReadonlyMap<string, string>;
  /** What was given, exactly, to tell one table from another. */
  readonly text: string;
}

/** Where a table was given, as far as a compiled ledger can tell. */
const tablePath = 'policy.exchangeRates';

export function readExchangeRates(value: unknown, path: string): ExchangeTable {
  if (!isKeyed(value)) reject('INVALID_TYPE', path, 'be an object of exchange rates by currency', value);
  const byCurrency = new Map<string, Rational | ReadonlyMap<string, Rational>>();
  const keys = new Map<string, string>();
  for (const [currency, given] of Object.entries(value)) {
    const place = pathTo(path, currency);
    const isDated = isKeyed(given) && !isDecimal(given);
    const code = currencyCode(currency);
    if (byCurrency.has(code)) reject('INVALID_OPTION', place, 'not repeat an earlier one in another case', currency);
    keys.set(code, currency);
    byCurrency.set(code, isDated ? readMonths(given, place) : readExchangeRate(given, place));
  }
  return { byCurrency, keys, text: textOf(byCurrency) };
}

function readMonths(value: Record<string, unknown>, path: string): ReadonlyMap<string, Rational> {
  const months = new Map<string, Rational>();
  for (const [month, exchangeRate] of Object.entries(value)) {
    const place = pathTo(path, month);
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
      reject('INVALID_PERIOD', place, "be a calendar month like '2026-03'", month);
    }
    months.set(month, readExchangeRate(exchangeRate, place));
  }
  return months;
}

function readExchangeRate(value: unknown, path: string): Rational {
  const exchangeRate = readAmount(value, path);
  if (exchangeRate.n === 0n) reject('INVALID_AMOUNT', path, 'be above 0', value);
  return reduce(exchangeRate);
}

function textOf(byCurrency: ExchangeTable['byCurrency']): string {
  const lines = [...byCurrency].flatMap(([currency, exchangeRate]) =>
    'n' in exchangeRate
      ? [`${currency} ${exchangeRate.n}/${exchangeRate.d}`]
      : [...exchangeRate].map(([month, { n, d }]) => `${currency} ${month} ${n}/${d}`),
  );
  return lines.sort().join('\n');
}

/** One unit of the reporting currency is one of itself: another exchange rate for it can only be a misunderstanding. */
export function checkOwnExchangeRate(table: ExchangeTable | null, reporting: string | null, path = tablePath): void {
  if (reporting === null) return;
  const own = table?.byCurrency.get(reporting);
  if (own === undefined || ('n' in own && own.n === own.d)) return;
  reject(
    'INVALID_AMOUNT',
    pathTo(path, table?.keys.get(reporting) ?? reporting),
    'be 1, or be left out: it is the currency of the statements',
    'n' in own ? toNumber(own) : 'exchange rates by month',
  );
}

/** The exchange rate of a currency in the calendar month of an instant. */
export function exchangeRateAt(
  { byCurrency, keys }: ExchangeTable,
  currency: string,
  instant: number,
  zone: Zone,
): Rational {
  const exchangeRate = byCurrency.get(currency) as Rational | ReadonlyMap<string, Rational>;
  if ('n' in exchangeRate) return exchangeRate;
  const month = dayLabel(zone.dayOf(instant)).slice(0, 7);
  const dated = exchangeRate.get(month);
  if (dated !== undefined) return dated;
  const path = pathTo(pathTo(tablePath, keys.get(currency) ?? currency), month);
  refuse('MISSING_EXCHANGE_RATE', path, `is required: an amount in ${currency} needs it`, undefined);
}
