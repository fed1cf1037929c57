import type { Span } from '../../calendar/open.ts';
import { add, type Rational, subtract, zero } from '../../exact/index.ts';
import type { CompiledLedger } from '../../ledger/query.ts';
import { type Balance, mapTerms } from './balance.ts';
import { inReportingCurrency, rateInstants } from './reporting-currency.ts';
import type { MixedBalance } from './walk-mixed.ts';

/** A balance in the currency of the statements. Movements are at the opening rate; `fx` is what the rates did to the closing MRR. */
export interface ReportedBalance extends Balance<Rational> {
  readonly fx: Rational;
}

/** Adds up the balances of all currencies, and what entities have that pay in several. */
export function reportedBalance(
  ledger: CompiledLedger,
  span: Span,
  local: readonly Balance<Rational>[],
  mixed: MixedBalance,
): ReportedBalance {
  const [first] = local;
  if (ledger.currencies.length <= 1 && first !== undefined && rateIsOne(ledger)) {
    return { opening: first.opening, terms: first.terms, closing: first.closing, fx: zero };
  }
  const at = rateInstants(span);
  const level = (which: 'opening' | 'closing', instant: number) =>
    inReportingCurrency(
      ledger,
      local.map((balance, code) => add(balance[which], mixed[which][code] ?? zero)),
      instant,
    );
  const closing = level('closing', at.closing);
  const terms = (kind: number) => local.map((balance) => balance.terms[kind] as Rational);
  return {
    opening: level('opening', at.opening),
    terms: mapTerms(mixed.terms, (term, kind) => add(inReportingCurrency(ledger, terms(kind), at.opening), term)),
    closing,
    fx: subtract(closing, level('closing', at.opening)),
  };
}

function rateIsOne({ currencies, currency }: CompiledLedger): boolean {
  return (currencies[0] ?? currency) === currency;
}
