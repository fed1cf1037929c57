export { type Amount, type Decimal, isAmount, isDecimal, readAmount, readSignedAmount } from './amount.ts';
export type { AmountColumn } from './amount-column.ts';
export { currencyName, refuseCurrency } from './currencies.ts';
export { type DecimalClass, isMoney, type Money, type MoneyOf, moneyOut } from './money-out.ts';
