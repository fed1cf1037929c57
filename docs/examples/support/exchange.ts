import type { LedgerPolicy } from 'tenure';
import { InputError } from './input-error.ts';
import type { LedgerFlags } from './ledger-flags.ts';
import type { Progress } from './progress.ts';
import type { LedgerRow } from './read/ledger/ledger-row.ts';
import { type Rates, readRatesFile } from './read/ledger/read-rates.ts';
import { readFrom } from './read-file.ts';

export interface Exchange {
  /** The part of a policy that turns currencies into one. */
  readonly policy: Pick<LedgerPolicy, 'currency' | 'exchangeRates'>;
  readonly description: readonly string[];
}

/** Rates of the file that the flags name. Amounts in several currencies without rates are not added. */
export async function exchangeOf(
  rows: readonly LedgerRow[],
  flags: LedgerFlags,
  progress: Progress,
): Promise<Exchange> {
  const counts = new Map<string, number>();
  for (const { currency } of rows) if (currency != null) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  const { exchangeRates: file, reportCurrency } = flags;
  if (file === undefined) {
    if (counts.size > 1 || (reportCurrency !== undefined && counts.size === 1 && !counts.has(reportCurrency))) {
      const list = [...counts].map(([code, count]) => `${code} ${count} rows`).join(', ');
      throw new InputError(
        `amounts are in ${[...counts.keys()].join(' and ')} (${list}), which cannot be added: --exchange-rates FILE (columns currency, rate, and maybe month) turns them into one currency`,
      );
    }
    return { policy: reportCurrency === undefined ? {} : { currency: reportCurrency }, description: [] };
  }
  const reading = { ...flags.reading, timeZone: flags.timeZone, columns: new Map<string, string>() };
  const { rates } = await readFrom(file, (bytes) => ({ rates: readRatesFile(bytes, reading), rows: [] }), progress);
  const currency = reportCurrency ?? reportingOf(file, [...counts.keys()], rates);
  const missing = [...counts.keys()].filter((code) => code !== currency && rates[code] === undefined);
  if (missing.length > 0) throw new InputError(`${file} has no rate for ${missing.join(', ')} into ${currency}`);
  const used = Object.entries(rates).filter(([code]) => code !== currency && counts.has(code));
  const words = used.map(([code, rate]) => {
    return typeof rate === 'string'
      ? `1 ${code} = ${rate} ${currency}`
      : `${code} by month, ${Object.keys(rate).length} months`;
  });
  return {
    policy: { currency, exchangeRates: Object.fromEntries(used) },
    description: [`Currencies: all in ${currency}: ${words.join(', ')}`],
  };
}

/** The one currency of the rows that needs no rate, or that is worth 1. */
function reportingOf(file: string, currencies: readonly string[], rates: Rates): string {
  const without = currencies.filter((code) => rates[code] === undefined || rates[code] === '1');
  const [only] = without;
  if (only !== undefined && without.length === 1) return only;
  throw new InputError(
    `${file} does not tell which currency the rates turn into: say it with --report-currency EUR, for example`,
  );
}
