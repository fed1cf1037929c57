import { type Rational, reduce } from '../../exact/index.ts';

/** An exact amount as text: '49.99' where its decimals end, else a fraction such as '25/3'. */
export function amountText(amount: Rational): string {
  const { n, d } = reduce(amount);
  let scale = 1n;
  let decimals = 0;
  for (const prime of [2n, 5n]) {
    let power = 0;
    for (let rest = d; rest % prime === 0n; rest /= prime) power += 1;
    decimals = Math.max(decimals, power);
  }
  scale = 10n ** BigInt(decimals);
  if (scale % d !== 0n) return `${n}/${d}`;
  const digits = String((n * scale) / d).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
