/** An exact fraction; `d` is positive. Lowest terms are not kept: `reduce` where they matter. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const zero: Rational = { n: 0n, d: 1n };
export const one: Rational = { n: 1n, d: 1n };

/** Of any whole number and one that is not negative, as denominators are. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Lowest terms, however long they take. */
export function reduce({ n, d }: Rational): Rational {
  const divisor = greatestCommonDivisor(n, d);
  return { n: n / divisor, d: d / divisor };
}

/** Finding the lowest terms takes time that grows with the square of the digits: above this it costs more than it saves. */
const largestReduced = 2n ** 1024n;

function lowered(value: Rational): Rational {
  return value.d > largestReduced ? value : reduce(value);
}

export function add(a: Rational, b: Rational): Rational {
  // Most sums share the ledger's unit; without this the denominators of a long sum would grow at every step.
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  // What is no longer reduced must not grow by denominators that it holds already.
  if (a.d > largestReduced && a.d % b.d === 0n) return { n: a.n + b.n * (a.d / b.d), d: a.d };
  return lowered({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
}

export function negated({ n, d }: Rational): Rational {
  return { n: -n, d };
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negated(b));
}

export function absolute({ n, d }: Rational): Rational {
  return { n: n < 0n ? -n : n, d };
}

export function multiply(a: Rational, b: Rational): Rational {
  return lowered({ n: a.n * b.n, d: a.d * b.d });
}

export function divide(a: Rational, b: Rational): Rational {
  return b.n < 0n ? lowered({ n: -a.n * b.d, d: -a.d * b.n }) : lowered({ n: a.n * b.d, d: a.d * b.n });
}

export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
