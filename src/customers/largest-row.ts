import { compare, multiply, type Rational, zero } from '../exact/index.ts';
import type { CompiledLedger } from '../ledger/query.ts';
import { exchangeRateOf } from '../movements/open.ts';

/** Of spans that run at once, the one with the highest price; ties go to the row that started last, then to the last one in the data. */
export function largestSpan(
  ledger: CompiledLedger,
  running: readonly number[],
  exchangeInstant: number,
): number | undefined {
  const { spans, prices } = ledger;
  // A free row is worth nothing at any exchange rate, and needs none.
  const worth = (span: number): Rational => {
    const price = spans.price[span] as number;
    const value = prices.values[price] as Rational;
    return value.n === 0n
      ? zero
      : multiply(value, exchangeRateOf(ledger, prices.currencies[price] as number, exchangeInstant));
  };
  const [largest] = [...running].sort(
    (a, b) => compare(worth(b), worth(a)) || (spans.rowStart[b] as number) - (spans.rowStart[a] as number) || b - a,
  );
  return largest;
}
