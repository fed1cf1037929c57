export { type Amount, type Decimal, isAmount, isDecimal, readAmount, readSignedAmount } from './amount.ts';
export type { AmountColumn } from './amount-column.ts';
export { currencyCode, currencyName, refuseCurrency } from './currencies.ts';
export { type AmountReader, minorAmounts, minorUnit } from './minor-units.ts';
export { amountText, type DecimalClass, isMoney, type Money, type MoneyOf, moneyOut } from './money-out.ts';
