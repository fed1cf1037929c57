import { type Finding, finding, type Places } from './finding.ts';

/** The unit price of each row: as given, and approximately per month. */
export interface Prices {
  readonly field: string;
  readonly given: (place: number) => unknown;
  readonly months: (place: number) => number;
  readonly currency: (place: number) => string | null;
}

/** Currencies whose unit buys roughly as much as a euro; in yen or rupees, 4,900 is an ordinary price. */
const dearCurrencies = /^(EUR|USD|GBP|CHF|CAD|AUD|NZD|SGD)$/i;

const [fewestPrices, smallestWhole, usualMonthly] = [3, 100, 500];

/**
 * Amounts that look like cents: all are whole with at least three digits, half are as large as few monthly prices are, and half end as
 * prices in cents do (4900, 1990, 999).
 */
export function minorAmounts(places: Places, { field, given, months, currency }: Prices): Finding | null {
  const isPriced = (place: number) => String(given(place) ?? 0) !== '0';
  let [priced, charming, large] = [0, 0, 0];
  for (let place = 0; place < places.length; place += 1) {
    if (!isPriced(place)) continue;
    const amount = wholeOf(given(place));
    if (!(amount >= smallestWhole) || !dearCurrencies.test(currency(place) ?? 'EUR')) return null;
    priced += 1;
    if (amount >= usualMonthly * months(place)) large += 1;
    if ([90, 95, 99].includes(amount % 100) || amount % 1000 === 900) charming += 1;
  }
  if (priced < fewestPrices || large * 2 < priced || charming * 2 < priced) return null;
  const message = `All amounts in \`${field}\` are whole numbers with the endings of prices in cents (4900, 1990, 999), so they look like minor units. tenure reads them as major units: 4900 is 4,900.00. If 49.00 is meant, all money is 100 times too high: set \`amounts: 'minor'\`, or divide by 100 when reading the rows.`;
  return finding('minorAmount', places, isPriced, message, { field, given });
}

/** NaN if it has decimals or is a fraction. */
function wholeOf(amount: unknown): number {
  const text = String(amount);
  return typeof amount === 'number'
    ? Number.isInteger(amount)
      ? amount
      : Number.NaN
    : /^\d+$/.test(text)
      ? +text
      : Number.NaN;
}
