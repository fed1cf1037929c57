import { dayLabel, type Zone } from '../../calendar/open.ts';
import { refuse, reject } from '../../errors.ts';
import { type Rational, reduce, toNumber } from '../../exact/index.ts';
import { isDecimal, readAmount } from '../../money/index.ts';
import { isKeyed } from '../../read/index.ts';

/** Reporting units per local unit, by currency: one rate, or one for each calendar month. */
export interface ExchangeTable {
  readonly rates: ReadonlyMap<string, Rational | ReadonlyMap<string, Rational>>;
  /** What was given, exactly, to tell one table from another. */
  readonly text: string;
}

export function readExchangeRates(value: unknown, path: string): ExchangeTable {
  if (!isKeyed(value)) reject('INVALID_TYPE', path, 'be an object of exchange rates by currency', value);
  const rates = new Map<string, Rational | ReadonlyMap<string, Rational>>();
  for (const [currency, given] of Object.entries(value)) {
    const place = `${path}.${currency}`;
    const isDated = isKeyed(given) && !isDecimal(given);
    rates.set(currency, isDated ? readMonths(given, place) : readRate(given, place));
  }
  return { rates, text: textOf(rates) };
}

function readMonths(value: Record<string, unknown>, path: string): ReadonlyMap<string, Rational> {
  const months = new Map<string, Rational>();
  for (const [month, rate] of Object.entries(value)) {
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
      reject('INVALID_PERIOD', `${path}.${month}`, "be a calendar month like '2026-03'", month);
    }
    months.set(month, readRate(rate, `${path}.${month}`));
  }
  return months;
}

function readRate(value: unknown, path: string): Rational {
  const rate = readAmount(value, path);
  if (rate.n === 0n) reject('INVALID_AMOUNT', path, 'be above 0', value);
  return reduce(rate);
}

function textOf(rates: ExchangeTable['rates']): string {
  const lines = [...rates].flatMap(([currency, rate]) =>
    'n' in rate
      ? [`${currency} ${rate.n}/${rate.d}`]
      : [...rate].map(([month, { n, d }]) => `${currency} ${month} ${n}/${d}`),
  );
  return lines.sort().join('\n');
}

/** One unit of the reporting currency is one of itself: another rate for it can only be a misunderstanding. */
export function checkOwnExchangeRate(table: ExchangeTable | null, reporting: string | null): void {
  const own = reporting === null ? undefined : table?.rates.get(reporting);
  if (own === undefined || ('n' in own && own.n === own.d)) return;
  reject(
    'INVALID_AMOUNT',
    `policy.exchangeRates.${reporting}`,
    'be 1, or be left out: it is the currency of the statements',
    'n' in own ? toNumber(own) : 'exchange rates by month',
  );
}

/** The rate of a currency in the calendar month of an instant. */
export function exchangeRateAt({ rates }: ExchangeTable, currency: string, instant: number, zone: Zone): Rational {
  const rate = rates.get(currency) as Rational | ReadonlyMap<string, Rational>;
  if ('n' in rate) return rate;
  const month = dayLabel(zone.dayOf(instant)).slice(0, 7);
  const dated = rate.get(month);
  if (dated !== undefined) return dated;
  const path = `policy.exchangeRates.${currency}.${month}`;
  refuse('MISSING_EXCHANGE_RATE', path, `is required: an amount in ${currency} needs it`, undefined);
}
