import { isMissing, isOptionalText } from '../../read/index.ts';
import {
  badCode,
  type Column,
  type Columns,
  decimalsOf,
  isPresent,
  type NumberTable,
  numberTable,
  valueReader,
} from '../../table/index.ts';
import type { RowReader } from '../rows/read-rows.ts';
import { billingIntervals, type Subscription } from '../rows/subscription.ts';
import { type EpochsByField, none } from './column-rows.ts';

/** What the prices of columns depend on besides their numbers. */
export interface PricedRows {
  /** Rows that are read elsewhere. */
  readonly isRare: Uint8Array;
  /** The place of each interval among the choices, from 1. */
  readonly intervals: Uint8Array;
  readonly epochs: EpochsByField;
  readonly fill: (row: number) => Subscription;
}

/** The place of the interval whose price depends on the dates of a row. */
const term = /* @__PURE__ */ billingIntervals.indexOf('term') + 1;
const slotBits = 13;
// What a price is for is one number of 31 bits: the interval, the currency, and the variant that count and discounts make of both. That of
// `badCode` has a bit more.
const intervalBits = 3;
const currencyBits = 10;
const mostVariants = 2 ** (31 - intervalBits - currencyBits);

/** Prices that were met before, each with the numbers that it is made of; NaN where there is none. */
export interface PriceTable {
  readonly amountOf: Float64Array;
  readonly quantityOf: Float64Array;
  readonly basisOf: Int32Array;
  readonly priceOf: Uint32Array;
  /** Codes for intervalCount and the discounts of a row, one number after the other. */
  readonly numbers: NumberTable;
  readonly pairs: NumberTable;
}

export function priceTable(): PriceTable {
  const slots = 1 << slotBits;
  return {
    amountOf: new Float64Array(slots).fill(Number.NaN),
    quantityOf: new Float64Array(slots),
    basisOf: new Int32Array(slots),
    priceOf: new Uint32Array(slots),
    numbers: numberTable(),
    pairs: numberTable(),
  };
}

/**
 * The code of each row's price. A small table stands in front of the list of prices, in which a price takes the place of another one; only
 * what was accepted and is made of numbers alone is in it.
 */
export function codePrices(reader: RowReader, columns: Columns, rows: PricedRows, table: PriceTable): Uint32Array {
  const { isRare, intervals, epochs, fill } = rows;
  const { byName, length } = columns;
  const amounts = doublesOf(byName.get('amount'), length);
  const quantities = doublesOf(byName.get('quantity'), length);
  const currencies = codeCurrencies(reader, byName.get('currency'), length);
  const areFew = reader.currencies.names.length <= 1 << currencyBits;
  const variants = areFew ? codeVariants(columns, table) : Uint32Array.of(badCode);
  const given = [amounts, quantities, intervals, currencies, variants];
  const [amountMask, quantityMask, intervalMask, currencyMask, variantMask] = given.map(maskOf) as unknown as Masks;
  const [startOf, endOf] = [epochs.get('start'), epochs.get('end')];
  // Halves of doubles, as whole numbers to choose a slot by.
  const halves = new Int32Array(amounts.buffer, amounts.byteOffset, amounts.length * 2);
  const { amountOf, quantityOf, basisOf, priceOf } = table;
  const prices = new Uint32Array(length);

  for (let row = 0; row < length; row += 1) {
    const at = row & amountMask;
    const amount = amounts[at] as number;
    const number = quantities[row & quantityMask] as number;
    const quantity = Number.isNaN(number) ? 1 : number;
    const interval = intervals[row & intervalMask] as number;
    const currency = currencies[row & currencyMask] as number;
    const variant = variants[row & variantMask] as number;
    const basis = (((variant << currencyBits) | currency) << intervalBits) | interval;
    const mixed =
      (halves[2 * at] as number) ^ (halves[2 * at + 1] as number) ^ Math.imul(quantity, 0x85eb_ca6b) ^ basis;
    const slot = Math.imul(mixed ^ (mixed >>> 15), 0x9e37_79b1) >>> (32 - slotBits);
    if (amountOf[slot] === amount && quantityOf[slot] === quantity && basisOf[slot] === basis) {
      prices[row] = priceOf[slot] as number;
      continue;
    }
    if (isRare[row] === 1) continue;
    const start = startOf?.(row) as number;
    const end = endOf?.(row) ?? Number.POSITIVE_INFINITY;
    const price = reader.prices.priceOf(fill(row), currency, start, end, reader.rows + row);
    prices[row] = price;
    // Of these, texts can be prices too; a quantity that is no number is refused, and so never met again.
    if (!(amount >= 0) || interval >= term || variant === badCode) continue;
    amountOf[slot] = amount;
    quantityOf[slot] = quantity;
    basisOf[slot] = basis;
    priceOf[slot] = price;
  }
  return prices;
}

type Masks = readonly [number, number, number, number, number];

/** What a row's place is cut down to: of a column that has one value for all rows, to 0. */
export function maskOf(column: ArrayLike<unknown>): number {
  return column.length === 1 ? 0 : -1;
}

/** Stands for what is no number, or refused. */
const unread = -2;

/** The numbers of a column, or the one of all rows: NaN where nothing stands, and what is refused or no number is below 0. */
function doublesOf(column: Column | undefined, length: number): Float64Array {
  if (column === undefined) return Float64Array.of(Number.NaN);
  if (column.form === 'one') return Float64Array.of(doubleOf(column.value));
  if (column.form === 'scaled') {
    const decimals = decimalsOf(column);
    for (let row = 0; row < length; row += 1) {
      if (!isPresent(column.valid, row)) decimals[row] = Number.NaN;
      else if (!((decimals[row] as number) >= 0)) decimals[row] = unread;
    }
    return decimals;
  }
  const doubles = new Float64Array(length);
  if (column.form === 'list') {
    const { values, valid } = column;
    if (values instanceof Float64Array && valid === undefined) return values;
    if (Array.isArray(values) && valid === undefined) {
      for (let row = 0; row < length; row += 1) doubles[row] = doubleOf(values[row]);
      return doubles;
    }
    if (values instanceof Int32Array) {
      for (let row = 0; row < length; row += 1)
        doubles[row] = isPresent(valid, row) ? (values[row] as number) : Number.NaN;
      return doubles;
    }
  }
  const valueAt = valueReader(column as Exclude<Column, { form: 'epochs' }>, 'number');
  for (let row = 0; row < length; row += 1) doubles[row] = doubleOf(valueAt(row));
  return doubles;
}

function doubleOf(value: unknown): number {
  if (typeof value === 'number') return Number.isNaN(value) ? unread : value;
  return isMissing(value) ? Number.NaN : unread;
}

/** A code for the count and the discounts of each row, 0 where no row has any; `badCode` where one is not of numbers alone. */
function codeVariants({ byName, length }: Columns, { numbers, pairs }: PriceTable): Uint32Array {
  const given = ['intervalCount', 'discountPercent', 'discountAmount'].map((name) => byName.get(name));
  const discount = byName.get('discount');
  if (discount === undefined && given.every((column) => column === undefined)) return Uint32Array.of(0);
  const columns = given.map((column) => doublesOf(column, length));
  const isReduced = valueReader((discount ?? none) as Exclude<Column, { form: 'epochs' }>, 'object');
  const variants = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) {
    let variant = 0;
    let isPlain = isMissing(isReduced(row));
    for (const column of columns) {
      const number = column[row & maskOf(column)] as number;
      if (number < 0) isPlain = false;
      // More of either than a ledger has rows, and few enough that two are one exact number.
      variant = pairs.codeOf(variant * 67_108_864 + numbers.codeOf(Number.isNaN(number) ? -1 : number)) + 1;
    }
    variants[row] = isPlain && variant < mostVariants ? variant : badCode;
  }
  return variants;
}

/** The ledger's code for each row's currency; throws where one cannot be added to the others. `badCode` for what is no text. */
function codeCurrencies(reader: RowReader, column: Column | undefined, length: number): Uint32Array {
  const isOne = column === undefined || column.form === 'one';
  const codes = new Uint32Array(isOne ? Math.min(1, length) : length);
  const valueAt = valueReader((column ?? none) as Exclude<Column, { form: 'epochs' }>, 'text');
  let last: unknown;
  let code = -1;
  // Rare rows too: which currency came first is told to whoever mixes them.
  for (let row = 0; row < codes.length; row += 1) {
    const value = valueAt(row);
    if (value !== last || code < 0) {
      last = value;
      // One that is missing is one too, that of the policy.
      code = isOptionalText(value) ? reader.currencies.codeOf(value as string | undefined, reader.rows + row) : badCode;
    }
    codes[row] = code;
  }
  return codes;
}
