export { type Amount, type Decimal, isAmount, isDecimal, readAmount, readSignedAmount } from './amount.ts';
export type { AmountColumn } from './amount-column.ts';
export { currencyCode, currencyName, refuseCurrency } from './currencies.ts';
export { type AmountReader, minorAmounts } from './minor-units.ts';
export { type DecimalClass, isMoney, type Money, type MoneyOf, moneyOut } from './money-out.ts';
