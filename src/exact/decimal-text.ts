import type { Rational } from './rational.ts';

const decimalPattern = /^(?=[+-]?\.?\d)([+-]?\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/** The exact value that a decimal text such as '49.99', '-0.5' or '1e-7' writes; undefined when it is not one. */
export function parseDecimal(text: string): Rational | undefined {
  const match = decimalPattern.exec(text);
  if (match === null) return undefined;
  const [, whole = '', decimals = '', exponentText = '0'] = match;
  const n = BigInt(whole + decimals);
  const exponent = Number(exponentText) - decimals.length;
  return exponent >= 0 ? { n: n * 10n ** BigInt(exponent), d: 1n } : { n, d: 10n ** BigInt(-exponent) };
}

/** The decimal that a finite number prints as: 0.1 is one tenth, not the double nearest to it. */
export function ofNumber(value: number): Rational {
  if (Number.isSafeInteger(value)) return { n: BigInt(value), d: 1n };
  return parseDecimal(String(value)) as Rational;
}
