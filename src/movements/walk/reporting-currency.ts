import type { CheckedPeriod } from '../../calendar/open.ts';
import { add, multiply, one, type Rational, zero } from '../../exact/index.ts';
import { type CompiledLedger, type ExchangeTable, exchangeRateAt } from '../../ledger/query.ts';

/** The exchange rate of a currency, by code, in the calendar month of an instant. */
export function exchangeRateOf(
  { rules, currency, currencies }: CompiledLedger,
  code: number,
  instant: number,
): Rational {
  const name = currencies[code] as string;
  // A ledger accepts other currencies only with exchange rates for them.
  return name === currency ? one : exchangeRateAt(rules.exchangeRates as ExchangeTable, name, instant, rules.zone);
}

/** The sum of local amounts at the exchange rates of an instant. A rate is looked up only if there is an amount that needs it. */
export function inReportingCurrency(
  ledger: CompiledLedger,
  amounts: readonly (Rational | null)[],
  instant: number,
): Rational {
  let total = zero;
  for (let code = 0; code < amounts.length; code += 1) {
    const amount = amounts[code];
    if (!amount) continue;
    const exchangeRate = amount.n === 0n ? one : exchangeRateOf(ledger, code, instant);
    const worth = exchangeRate === one ? amount : multiply(amount, exchangeRate);
    // An empty sum keeps the unit of the others, so adding to it needs no common denominator.
    total = total.n === 0n ? worth : worth.n === 0n ? total : add(total, worth);
  }
  return total;
}

/** The instants whose exchange rates apply to the opening and closing of a period: the last ones before it and in it. */
export function exchangeInstants({ start, end }: CheckedPeriod): {
  readonly opening: number;
  readonly closing: number;
} {
  return { opening: start - 1, closing: end - 1 };
}

/** Whether all rows are in the currency of the statements. */
export function isOneCurrency({ currencies, currency }: CompiledLedger): boolean {
  return currencies.length <= 1 && (currencies[0] ?? currency) === currency;
}
