import type { Rational } from './rational.ts';

const decimalPattern = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,4}))?$/;

/** The exact value that a decimal text such as '49.99', '-0.5' or '1e-7' writes; undefined when it is not one. */
export function parseDecimal(text: string): Rational | undefined {
  const match = decimalPattern.exec(text);
  if (match === null) return undefined;
  const [, sign, digits = '', exponentText] = match;
  const point = digits.indexOf('.');
  const decimals = point === -1 ? 0 : digits.length - point - 1;
  const magnitude = BigInt(digits.replace('.', ''));
  const n = sign === '-' ? -magnitude : magnitude;
  const exponent = Number(exponentText ?? 0) - decimals;
  return exponent >= 0 ? { n: n * 10n ** BigInt(exponent), d: 1n } : { n, d: 10n ** BigInt(-exponent) };
}

/** The decimal that a finite number prints as: 0.1 is one tenth, not the double nearest to it. */
export function ofNumber(value: number): Rational {
  if (Number.isSafeInteger(value)) return { n: BigInt(value), d: 1n };
  return parseDecimal(String(value)) as Rational;
}
