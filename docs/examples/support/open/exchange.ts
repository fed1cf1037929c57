import type { LedgerPolicy } from 'tenure';
import type { LedgerFlags } from '../flags/ledger-flags.ts';
import { InputError } from '../input-error.ts';
import { say } from '../language/language.ts';
import type { LedgerRow } from '../read/ledger/ledger-row.ts';
import type { Rates } from '../read/ledger/read-rates.ts';
import { dateOf } from './extremes.ts';
import { monthLabel, monthNumber } from './range.ts';

export interface Exchange {
  /** The part of a policy that says what amounts are, and turns currencies into one. */
  readonly policy: Pick<LedgerPolicy, 'amounts' | 'currency' | 'exchangeRates'>;
  readonly description: readonly string[];
}

type Asked = Pick<LedgerFlags, 'amounts' | 'exchangeRates' | 'reportCurrency' | 'timeZone'>;

/** `rates`: of the file that the flags name. Amounts in several currencies without rates are not added. */
export function exchangeOf(rows: readonly LedgerRow[], lastDay: string, flags: Asked, rates: Rates = {}): Exchange {
  const { exchangeRates: file, reportCurrency, timeZone } = flags;
  const units = flags.amounts === 'minor' ? ({ amounts: 'minor' } as const) : {};
  const counts = countsOf(rows);
  if (file === undefined) {
    checkOne(counts, reportCurrency);
    const policy = reportCurrency === undefined ? units : { ...units, currency: reportCurrency };
    return { policy, description: [] };
  }
  const currency = reportCurrency ?? reportingOf(file, [...counts.keys()], rates);
  const missing = [...counts.keys()].filter((code) => code !== currency && rates[code] === undefined);
  if (missing.length > 0) throw new InputError(`${file} has no rate for ${missing.join(', ')} into ${currency}`);
  const used = Object.entries(rates).filter(([code]) => code !== currency && counts.has(code));
  const filled = used.map(([code, rate]) => {
    if (typeof rate === 'string') return { code, rate, words: `1 ${code} = ${rate} ${currency}` };
    const starts = rows.filter((row) => row.currency === code).map(({ start }) => dateOf(start, timeZone));
    return { code, ...completed(file, code, rate, starts, lastDay) };
  });
  return {
    policy: { ...units, currency, exchangeRates: Object.fromEntries(filled.map(({ code, rate }) => [code, rate])) },
    description: [
      `${say('Currencies')}: ${say('all in {currency}: {rates}', { currency, rates: filled.map(({ words }) => words).join(', ') })}`,
    ],
  };
}

function countsOf(rows: readonly LedgerRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { currency } of rows) if (currency != null) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return counts;
}

function checkOne(counts: ReadonlyMap<string, number>, asked: string | undefined): void {
  const codes = [...counts.keys()];
  if (codes.length <= 1 && (asked === undefined || codes.length === 0 || counts.has(asked))) return;
  const list = [...counts].map(([code, count]) => `${code} ${count} rows`).join(', ');
  const both =
    codes.length > 1 ? `${codes.join(' and ')} (${list}), which cannot be added` : `${codes[0]}, not ${asked}`;
  throw new InputError(
    `amounts are in ${both}: --exchange-rates FILE (columns currency, rate and optionally month) converts them into one currency`,
  );
}

/** The one currency of the rows that needs no rate, or that is worth 1. */
function reportingOf(file: string, currencies: readonly string[], rates: Rates): string {
  const without = currencies.filter((code) => rates[code] === undefined || rates[code] === '1');
  const [only] = without;
  if (only !== undefined && without.length === 1) return only;
  throw new InputError(
    `${file} does not say which currency the rates convert to: name it, for example with --report-currency EUR`,
  );
}

/** A year before the first row, and the month before that: so far back a rate over twelve months looks. */
const monthsBefore = 13;

/** All months that lack a rate at once. Before the first row of a currency its first rate holds: there is nothing that it turns into more. */
function completed(
  file: string,
  code: string,
  rates: Readonly<Record<string, string>>,
  starts: readonly string[],
  lastDay: string,
): { rate: Readonly<Record<string, string>>; words: string } {
  const first = starts.map(monthNumber).reduce((least, month) => Math.min(least, month), Number.POSITIVE_INFINITY);
  const last = monthNumber(lastDay);
  const months = Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => monthLabel(first + place));
  const missing = months.filter((month) => rates[month] === undefined);
  if (missing.length > 0) {
    const more = missing.length > 6 ? ` and ${missing.length - 6} more months` : '';
    throw new InputError(`${file} has no rate for ${code} in ${missing.slice(0, 6).join(', ')}${more}`);
  }
  const earliest = months[0] === undefined ? undefined : rates[months[0]];
  const before = Array.from({ length: monthsBefore }, (_, place) => monthLabel(first - 1 - place));
  const lacking = earliest === undefined ? [] : before.filter((month) => rates[month] === undefined);
  const filled = Object.fromEntries(lacking.map((month) => [month, earliest as string]));
  const [month = ''] = months;
  const note =
    lacking.length === 0
      ? ''
      : ` (${say('before {month}, when nothing was in {code}, that of {month}', { month, code })})`;
  const words = say('{code} by month, {count} months', { code, count: months.length });
  return { rate: { ...filled, ...rates }, words: `${words}${note}` };
}
