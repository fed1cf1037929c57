export type { Amount } from './amount.ts';
export type { Money, MoneyOf } from './money-out.ts';
