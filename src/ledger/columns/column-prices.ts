import { isMissing } from '../../read/index.ts';
import { badCode, type Column, type Columns, codeColumn, idTable, valueReader } from '../../table/index.ts';
import type { RowReader } from '../rows/read-rows.ts';
import { billingIntervals, type Subscription } from '../rows/subscription.ts';

/** What the prices of columns depend on besides their numbers. */
export interface PricedRows {
  /** Rows that are read elsewhere. */
  readonly isRare: Uint8Array;
  /** The place of each interval among the choices, from 1. */
  readonly intervals: Uint8Array;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly fill: (row: number) => Subscription;
}

/** The place of the interval whose price depends on the dates of a row. */
const term = /* @__PURE__ */ billingIntervals.indexOf('term') + 1;
const slotBits = 13;

/** Prices that were met before, each with the numbers that it is made of; NaN where there is none. */
export interface PriceTable {
  readonly amountOf: Float64Array;
  readonly quantityOf: Float64Array;
  readonly reductionOf: Float64Array;
  readonly countOf: Float64Array;
  readonly basisOf: Float64Array;
  readonly priceOf: Uint32Array;
}

export function priceTable(): PriceTable {
  const column = () => new Float64Array(1 << slotBits);
  return {
    amountOf: column().fill(Number.NaN),
    quantityOf: column(),
    reductionOf: column(),
    countOf: column(),
    basisOf: column(),
    priceOf: new Uint32Array(1 << slotBits),
  };
}

/**
 * The code of each row's price. A small table stands in front of the list of prices, in which a price takes the place of another one; only
 * what was accepted and is made of numbers alone is in it.
 */
export function codePrices(reader: RowReader, columns: Columns, rows: PricedRows, table: PriceTable): Uint32Array {
  const { isRare, intervals, starts, ends, fill } = rows;
  const { byName, length } = columns;
  const numbers = (name: string) => doublesOf(byName.get(name), length);
  const [amounts, quantities, counts] = [numbers('amount'), numbers('quantity'), numbers('intervalCount')];
  const [percents, reductions] = [numbers('discountPercent'), numbers('discountAmount')];
  const isReduced = discountMarks(byName.get('discount'), length);
  const currencies = codeCurrencies(reader, byName.get('currency'), length);
  const masks = [amounts, quantities, counts, percents, reductions, ends].map(maskOf) as unknown as Masks;
  const [amountMask, quantityMask, countMask, percentMask, reductionMask, endMask] = masks;

  const { amountOf, quantityOf, reductionOf, countOf, basisOf, priceOf } = table;
  const prices = new Uint32Array(length);

  for (let row = 0; row < length; row += 1) {
    if (isRare[row] === 1) continue;
    const amount = amounts[row & amountMask] as number;
    const quantity = orElse(quantities[row & quantityMask] as number, 1);
    const count = orElse(counts[row & countMask] as number, 1);
    const percent = orElse(percents[row & percentMask] as number, nothing);
    const off = orElse(reductions[row & reductionMask] as number, nothing);
    const interval = intervals[row] as number;
    const currency = currencies[row] as number;
    const isPercent = percent !== nothing;
    const reduction = isPercent ? percent : off;
    // Of these, texts can be prices too; a quantity or a count that is no number is refused, and so never met again.
    const areNumbers = amount >= 0 && reduction >= nothing;
    if (!areNumbers || interval === term || isReduced[row] === 1 || (isPercent && off !== nothing)) {
      prices[row] = priceOfRow(row, currency);
      continue;
    }
    const basis = currency * 512 + interval * 2 + Number(isPercent);
    const slot =
      Math.imul(amount * 100 + quantity * 7919 + reduction * 977 + count * 53 + basis, 0x9e37_79b1) >>> (32 - slotBits);
    const isKnown =
      amountOf[slot] === amount &&
      quantityOf[slot] === quantity &&
      reductionOf[slot] === reduction &&
      countOf[slot] === count &&
      basisOf[slot] === basis;
    if (!isKnown) {
      priceOf[slot] = priceOfRow(row, currency);
      amountOf[slot] = amount;
      quantityOf[slot] = quantity;
      reductionOf[slot] = reduction;
      countOf[slot] = count;
      basisOf[slot] = basis;
    }
    prices[row] = priceOf[slot] as number;
  }
  return prices;

  function priceOfRow(row: number, currency: number): number {
    const [start, end] = [starts[row] as number, ends[row & endMask] as number];
    return reader.prices.priceOf(fill(row), currency, start, end, reader.rows + row);
  }
}

type Masks = readonly [number, number, number, number, number, number];

/** A column without values. */
export const none: Column = { form: 'one', value: undefined };

/** What a row's place is cut down to: of a column that has one value for all rows, to 0. */
export function maskOf(column: ArrayLike<unknown>): number {
  return column.length === 1 ? 0 : -1;
}

/** Stands for a number that is missing; none that is taken is below 0. */
const nothing = -1;
/** Stands for what is no number. */
const unread = -2;

function orElse(number: number, missing: number): number {
  // What a column has below 0 is refused, and must not pass for a mark of ours.
  return number >= 0 ? number : Number.isNaN(number) ? missing : unread;
}

/** The numbers of a column, or the one of all rows: NaN where nothing stands, and what is refused or no number is below 0. */
function doublesOf(column: Column | undefined, length: number): Float64Array {
  if (column === undefined) return Float64Array.of(Number.NaN);
  if (column.form === 'one') return Float64Array.of(doubleOf(column.value));
  const isPlain = column.form === 'list' && column.values instanceof Float64Array && column.valid === undefined;
  if (isPlain) return column.values as Float64Array;
  const doubles = new Float64Array(length);
  const valueAt = valueReader(column as Exclude<Column, { form: 'epochs' }>, 'number');
  for (let row = 0; row < length; row += 1) doubles[row] = doubleOf(valueAt(row));
  return doubles;
}

function doubleOf(value: unknown): number {
  if (typeof value === 'number') return Number.isNaN(value) ? unread : value;
  return isMissing(value) ? Number.NaN : unread;
}

/** 1 for rows with a discount that is an object. */
function discountMarks(column: Column | undefined, length: number): Uint8Array {
  const marks = new Uint8Array(length);
  const valueAt = valueReader((column ?? none) as Exclude<Column, { form: 'epochs' }>, 'object');
  for (let row = 0; row < length; row += 1) if (!isMissing(valueAt(row))) marks[row] = 1;
  return marks;
}

/** The ledger's code for each row's currency; throws where one cannot be added to the others. */
function codeCurrencies(reader: RowReader, column: Column | undefined, length: number): Uint32Array {
  const texts = idTable();
  const codes = codeColumn(column, 'text', length, texts);
  // By code + 1: one that is missing has a currency too, that of the policy.
  const known: number[] = [];
  // Rare rows too: which currency came first is told to whoever mixes them.
  for (let row = 0; row < length; row += 1) {
    if (codes[row] === badCode) continue;
    const place = ((codes[row] as number) + 1) >>> 0;
    known[place] ??= reader.currencies.codeOf(texts.ids[place - 1], reader.rows + row);
    codes[row] = known[place] as number;
  }
  return codes;
}
