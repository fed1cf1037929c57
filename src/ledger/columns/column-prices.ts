import {
  type Column,
  type Columns,
  type NumberTable,
  numbersOf,
  numberTable,
  rowsToRead,
  valueReader,
} from '../../table/index.ts';
import type { RowReader } from '../rows/read-rows.ts';
import { billingIntervals, type Subscription } from '../rows/subscription.ts';
import { type EpochsByField, none } from './column-rows.ts';

/** What the prices of columns depend on besides their numbers. */
export interface PricedRows {
  /** The place of each interval among the choices, from 1. */
  readonly intervals: Uint8Array;
  readonly epochs: EpochsByField;
  readonly fill: (row: number) => Subscription;
}

/** The place of the interval whose price depends on the dates of a row. */
const term = /* @__PURE__ */ billingIntervals.indexOf('term') + 1;

/** Prices that were met before, each with the numbers that it is made of; NaN where there is none. */
export interface PriceTable {
  readonly amountOf: Float64Array;
  readonly quantityOf: Float64Array;
  readonly basisOf: Float64Array;
  readonly priceOf: Uint32Array;
  readonly numbers: NumberTable;
  readonly pairs: NumberTable;
}

const slots = 8192;
/** What leaves as many bits of a hash as there are in the number of a slot. */
const hashShift = 19;

export function priceTable(): PriceTable {
  return {
    amountOf: new Float64Array(slots).fill(Number.NaN),
    quantityOf: new Float64Array(slots),
    basisOf: new Float64Array(slots),
    priceOf: new Uint32Array(slots),
    numbers: numberTable(),
    pairs: numberTable(),
  };
}

/**
 * The code of each row's price. A small table stands in front of the list of prices, in which a price takes the place of another one; only
 * what was accepted and is made of numbers alone is in it. Throws for a row that would be refused, which is not always the first of them.
 */
export function codePrices(reader: RowReader, columns: Columns, rows: PricedRows, table: PriceTable): Uint32Array {
  const { intervals, epochs, fill } = rows;
  const { byName, length } = columns;
  const columnOf = (name: string) => (byName.get(name) ?? none) as Exclude<Column, { form: 'epochs' }>;
  const [amounts, quantities] = [numbersOf(columnOf('amount'), length), numbersOf(columnOf('quantity'), length)];
  const others = ['intervalCount', 'discount', 'discountPercent', 'discountAmount'].map((name) =>
    numbersOf(columnOf(name), length),
  );
  const currencies = codeCurrencies(reader, columnOf('currency'), length);
  const variants = codeVariants(others, table);
  const [startOf, endOf] = [epochs.get('start'), epochs.get('end')];
  const given = [amounts, quantities, intervals, currencies, variants];
  const [amountMask, quantityMask, intervalMask, currencyMask, variantMask] = given.map(maskOf) as unknown as Masks;
  const { amountOf, quantityOf, basisOf, priceOf } = table;
  const made = [amounts, quantities, ...others];
  const prices = new Uint32Array(length);

  for (let row = 0; row < length; row += 1) {
    const amount = amounts[row & amountMask] as number;
    const number = quantities[row & quantityMask] as number;
    const quantity = Number.isNaN(number) ? 1 : number;
    const interval = intervals[row & intervalMask] as number;
    const currency = currencies[row & currencyMask] as number;
    const variant = variants[row & variantMask] as number;
    const paidFor = (currency << 3) | interval;
    const basis = pairOf(variant, paidFor);
    const mixed =
      Math.imul(amount * 10_000, 0x9e37_79b1) ^
      Math.imul(quantity, 0x85eb_ca6b) ^
      Math.imul((variant << 7) ^ paidFor, 0xc2b2_ae35);
    const slot = Math.imul(mixed ^ (mixed >>> 15), 0x9e37_79b1) >>> hashShift;
    if (amountOf[slot] === amount && quantityOf[slot] === quantity && basisOf[slot] === basis) {
      prices[row] = priceOf[slot] as number;
      continue;
    }
    const start = startOf?.(row) as number;
    const end = endOf?.(row) ?? Number.POSITIVE_INFINITY;
    const price = reader.prices.priceOf(fill(row), currency, start, end, row);
    prices[row] = price;
    if (interval === term || isOther(made, row)) continue;
    amountOf[slot] = amount;
    quantityOf[slot] = quantity;
    basisOf[slot] = basis;
    priceOf[slot] = price;
  }
  return prices;
}

type Masks = readonly [number, number, number, number, number];

/** Whether a number that is made of others stands in a row. A closure in the loop would cost an object per row. */
function isOther(columns: readonly Float64Array[], row: number): boolean {
  return columns.some((numbers) => (numbers[row & maskOf(numbers)] as number) < 0);
}

/** What a row's place is cut down to: of a column that has one value for all rows, to 0. */
export function maskOf(column: ArrayLike<unknown>): number {
  return column.length === 1 ? 0 : -1;
}

/** Two codes as one exact number: there are more of either than a ledger has rows. */
function pairOf(first: number, second: number): number {
  return first * 67_108_864 + second;
}

/** A code for what each row has in several columns of numbers; one for all rows where each column has one. */
function codeVariants(columns: readonly Float64Array[], { numbers, pairs }: PriceTable): Uint32Array {
  let codes = Uint32Array.of(0);
  for (const column of columns) {
    const [before, mask, columnMask] = [codes, maskOf(codes), maskOf(column)];
    codes = new Uint32Array(Math.max(before.length, column.length)).map((_, row) => {
      const number = column[row & columnMask] as number;
      const own = Number.isNaN(number) ? 0 : numbers.codeOf(number) + 1;
      // Not 0, which stands for no column so far.
      return pairs.codeOf(pairOf(before[row & mask] as number, own)) + 1;
    });
  }
  return codes;
}

/** The ledger's code for each row's currency; throws where one is no text or cannot be added to the others. */
function codeCurrencies(reader: RowReader, column: Exclude<Column, { form: 'epochs' }>, length: number): Uint32Array {
  const valueAt = valueReader(column, undefined);
  const codes = new Uint32Array(rowsToRead(column, length));
  let last: unknown;
  for (let row = 0; row < codes.length; row += 1) {
    const value = valueAt(row);
    const isSame = row > 0 && value === last;
    codes[row] = isSame
      ? (codes[row - 1] as number)
      : reader.currencies.codeOf(value as string | null | undefined, row);
    last = value;
  }
  return codes;
}
