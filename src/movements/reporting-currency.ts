import type { Span } from '../calendar/period.ts';
import { add, multiply, one, type Rational, subtract, zero } from '../exact/index.ts';
import type { CompiledLedger } from '../ledger/compile.ts';
import { rateAt } from '../ledger/exchange-rates.ts';
import { type Balance, mapTerms } from './balance.ts';

/** A balance in the currency of the statements. Movements are at the opening rate; `fx` is what the rates did to the closing MRR. */
export interface ReportedBalance extends Balance<Rational> {
  readonly fx: Rational;
}

/** The rate of a currency, by code, in the calendar month of an instant. */
export function rateOf({ rules, currency, currencies }: CompiledLedger, code: number, instant: number): Rational {
  const name = currencies[code] ?? null;
  if (name === null || name === currency || rules.exchangeRates === null) return one;
  return rateAt(rules.exchangeRates, name, instant, rules.zone);
}

/** The sum of local amounts at the rates of an instant. A rate is asked for only where there is an amount to need it. */
export function inReportingCurrency(
  ledger: CompiledLedger,
  amounts: readonly (Rational | null)[],
  instant: number,
): Rational {
  let total = zero;
  for (const [code, amount] of amounts.entries()) {
    if (amount !== null && amount.n !== 0n) total = add(total, multiply(amount, rateOf(ledger, code, instant)));
  }
  return total;
}

/** The instants whose rates are those of the opening and of the closing of a span: the last ones before it and in it. */
export function rateInstants({ start, end }: Span): { readonly opening: number; readonly closing: number } {
  return { opening: start - 1, closing: end - 1 };
}

/** Adds up the balances of all currencies, and of the entities that have several. */
export function reportedBalance(
  ledger: CompiledLedger,
  span: Span,
  local: readonly Balance<Rational>[],
  mixed: ReportedBalance,
): ReportedBalance {
  const [first] = local;
  if (ledger.currencies.length <= 1 && first !== undefined && rateIsOne(ledger)) return { ...first, fx: zero };
  const at = rateInstants(span);
  const convert = (pick: (balance: Balance<Rational>) => Rational, instant: number) =>
    inReportingCurrency(ledger, local.map(pick), instant);
  const closing = convert((balance) => balance.closing, at.closing);
  const closingAtOpeningRate = convert((balance) => balance.closing, at.opening);
  return {
    opening: add(
      convert((balance) => balance.opening, at.opening),
      mixed.opening,
    ),
    terms: mapTerms(mixed.terms, (term, kind) =>
      add(
        convert((balance) => balance.terms[kind] as Rational, at.opening),
        term,
      ),
    ),
    closing: add(closing, mixed.closing),
    fx: add(subtract(closing, closingAtOpeningRate), mixed.fx),
  };
}

function rateIsOne({ currencies, currency }: CompiledLedger): boolean {
  return (currencies[0] ?? currency) === currency;
}
