import { refuse } from '../errors.ts';

/** Codes are told apart without case. */
export function currencyCode<T extends string | null | undefined>(currency: T): T {
  return (currency?.toUpperCase() ?? currency) as T;
}

/** A currency as messages name it. */
export function currencyName(currency: string | null | undefined): string {
  return currency === null || currency === undefined ? 'none' : `'${currency}'`;
}

/** Refuses an amount in another currency than those before it; `rule` says what it had to be. */
export function refuseCurrency(
  path: string,
  rule: string,
  own: string | null | undefined,
  common: string | null | undefined,
  received: unknown = own ?? undefined,
): never {
  const rest = `must be ${rule}: ${currencyName(own)} cannot be added to ${currencyName(common)}`;
  refuse('MIXED_CURRENCIES', path, rest, received);
}
