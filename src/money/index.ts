export { type Amount, readAmount, readSignedAmount } from './amount.ts';
export type { Money, MoneyOf } from './money-out.ts';
