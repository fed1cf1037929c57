import type { MaskedColumn, ScaledNumbers } from '../table/index.ts';
import type { Amount } from './amount.ts';

/** Amounts one by one, or as whole numbers with a scale, as in databases: 4999 with scale 2 is 49.99. */
export type AmountColumn =
  | ArrayLike<Amount | null | undefined>
  | Float64Array
  | ScaledNumbers
  | MaskedColumn<ArrayLike<Amount | null | undefined>>;
