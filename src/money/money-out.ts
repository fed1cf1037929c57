import type { Decimal } from 'decimal.js';

/** The forms money can come out in. */
export type Money = 'number' | 'decimal' | 'fraction';

/** The type of one amount in the form `K`. */
export type MoneyOf<K extends Money> = K extends 'decimal' ? Decimal : K extends 'fraction' ? string : number;
