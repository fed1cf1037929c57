import { refuse } from '../errors.ts';
import { currencyName } from '../money/index.ts';

/** Refuses a side in another currency than the one it is held against; a side without rows has none that could differ. */
export function checkSameCurrency(
  own: { readonly currency: string | null; readonly currencies?: readonly unknown[] },
  other: { readonly currency: string | null; readonly currencies?: readonly unknown[] },
  path: string,
  whose: string,
): void {
  if (own.currency === other.currency || own.currencies?.length === 0 || other.currencies?.length === 0) return;
  const rule = `must be that of ${whose}, ${currencyName(other.currency)}, so that amounts can be compared; received ${currencyName(own.currency)}`;
  refuse('MIXED_CURRENCIES', path, rule, own.currency ?? undefined);
}
