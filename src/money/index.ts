export { type Amount, isAmount, isDecimal, readAmount, readSignedAmount } from './amount.ts';
export { type Money, type MoneyOf, moneyOut } from './money-out.ts';
