import { getOrAdd } from '../../table/index.ts';
import { type Finding, finding, listed, type Places } from './finding.ts';

/** The number of rows per currency, most frequent first. Codes are in upper case; null stands for rows that name none. */
export type CurrencyCounts = readonly {
  /** The code in upper case; null: rows that name none. */
  readonly currency: string | null;
  /** The rows in it. */
  readonly rows: number;
}[];

/** The currency of a row as written; null if it names none. */
export type CurrencyOf = (place: number) => string | null;

const codeOf = (currency: string | null) => currency?.toUpperCase() ?? null;

export function countCurrencies({ length }: Places, currencyOf: CurrencyOf): CurrencyCounts {
  const counts = new Map<string | null, number>();
  for (let place = 0; place < length; place += 1) {
    const code = codeOf(currencyOf(place));
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  // Ties are sorted by name, so the order of the rows does not matter.
  const byName = (a: string | null, b: string | null) => (a === null ? 1 : b === null || a < b ? -1 : 1);
  return [...counts]
    .map(([currency, rows]) => ({ currency, rows }))
    .sort((a, b) => b.rows - a.rows || byName(a.currency, b.currency));
}

/** Rows that are not in the currency of the statements, or else in the most frequent one. */
export function mixedCurrencies(
  places: Places,
  currencyOf: CurrencyOf,
  counts: CurrencyCounts,
  reporting: string | null,
  cure: string,
): Finding | null {
  const main = codeOf(reporting ?? counts[0]?.currency ?? null);
  const others = counts.flatMap(({ currency }) => (currency === main ? [] : [named(currency)]));
  const message = `These rows are in ${listed(others)}; their amounts cannot be added to those in ${named(main)}. ${cure}`;
  return finding('mixedCurrencies', places, (place) => codeOf(currencyOf(place)) !== main, message, {
    field: 'currency',
    values: others,
  });
}

function named(currency: string | null): string {
  if (currency === null) return 'no currency';
  return currency.trim() === currency ? currency : `'${currency}'`;
}

/** Rows that write their currency differently from most rows with that currency. */
export function currencySpellings({ length, index }: Places, currencyOf: CurrencyOf): Finding | null {
  const spellings = new Map<string, Map<string, number>>();
  for (let place = 0; place < length; place += 1) {
    const currency = currencyOf(place);
    if (currency === null) continue;
    const counts = getOrAdd(spellings, currency.trim().toUpperCase(), () => new Map<string, number>());
    counts.set(currency, (counts.get(currency) ?? 0) + 1);
  }
  const several = [...spellings.values()].filter((counts) => counts.size > 1);
  const usual = new Set(several.map((counts) => [...counts].sort(byCount)[0]?.[0]));
  const values = several.flatMap((counts) => [...counts.keys()]).sort();
  const written = new Set(values);
  const message = `One currency is written in several ways: ${listed(values.map((value) => `'${value}'`))}. Upper and lower case count as one currency, but your own splits by \`currency\` keep them apart, and a blank makes another currency. Write one code per currency when reading the rows.`;
  const isFound = (place: number) => {
    const currency = currencyOf(place);
    return currency !== null && written.has(currency) && !usual.has(currency);
  };
  return finding('currencySpelling', { length, index }, isFound, message, { field: 'currency', values });
}

const byCount = ([a, x]: [string, number], [b, y]: [string, number]) => y - x || (a < b ? -1 : 1);
