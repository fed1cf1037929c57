import { isMissing } from '../../read/index.ts';
import { type Column, type Columns, codeColumn, idTable, valueReader } from '../../table/index.ts';
import type { RowReader } from '../rows/read-rows.ts';
import type { Subscription } from '../rows/subscription.ts';

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

const slots = 4096;
/** More intervals than any bill covers. */
const mostIntervals = 4096;
const termCode = 6;

/**
 * The code of each row's price. A small table stands in front of the list of prices, in which a price takes the place of any other with its
 * hash; only what is made of numbers alone is in it.
 */
export function codePrices(reader: RowReader, columns: Columns, rows: PricedRows): Uint32Array {
  const { isRare, intervals, starts, ends, fill } = rows;
  const { byName, length } = columns;
  const numbers = (name: string, missing: number) => doublesOf(byName.get(name), length, missing);
  const amounts = numbers('amount', Number.NaN);
  const quantities = numbers('quantity', nothing);
  const counts = numbers('intervalCount', 1);
  const percents = numbers('discountPercent', nothing);
  const reductions = numbers('discountAmount', nothing);
  const discounts = discountMarks(byName.get('discount'), length);
  // One number for all rows stands at place 0 alone.
  const [amountMask, quantityMask, countMask, percentMask, reductionMask, discountMask] = [
    amounts,
    quantities,
    counts,
    percents,
    reductions,
    discounts,
  ].map(maskOf) as unknown as Masks;
  const currencies = codeCurrencies(reader, byName.get('currency'), isRare);

  const amountOf = new Float64Array(slots).fill(Number.NaN);
  const quantityOf = new Float64Array(slots);
  const reductionOf = new Float64Array(slots);
  const basisOf = new Float64Array(slots);
  const priceOf = new Uint32Array(slots);
  const prices = new Uint32Array(length);

  for (let row = 0; row < length; row += 1) {
    if (isRare[row] === 1) continue;
    const amount = amounts[row & amountMask] as number;
    const quantity = quantities[row & quantityMask] as number;
    const count = counts[row & countMask] as number;
    const interval = intervals[row] as number;
    const percent = percents[row & percentMask] as number;
    const isPercent = percent !== nothing;
    const reduction = isPercent ? percent : (reductions[row & reductionMask] as number);
    const currency = currencies[row] as number;
    const isCounted = count >= 1 && count < mostIntervals && interval >= 1 && interval < termCode;
    const isReduced = discounts[row & discountMask] === 1 || (isPercent && reductions[row & reductionMask] !== nothing);
    if (!isCounted || isReduced || Number.isNaN(amount + quantity + reduction)) {
      prices[row] = priceOfRow(row, currency);
      continue;
    }
    const basis = ((currency * mostIntervals + count) * 8 + interval) * 2 + (isPercent ? 1 : 0);
    const slot = slotOf(amount, quantity, reduction, basis);
    const isKnown =
      amountOf[slot] === amount &&
      quantityOf[slot] === quantity &&
      reductionOf[slot] === reduction &&
      basisOf[slot] === basis;
    if (!isKnown) {
      priceOf[slot] = priceOfRow(row, currency);
      amountOf[slot] = amount;
      quantityOf[slot] = quantity;
      reductionOf[slot] = reduction;
      basisOf[slot] = basis;
    }
    prices[row] = priceOf[slot] as number;
  }
  return prices;

  function priceOfRow(row: number, currency: number): number {
    return reader.prices.priceOf(
      fill(row),
      currency,
      starts[row] as number,
      ends[row & maskOf(ends)] as number,
      reader.rows + row,
    );
  }
}

function slotOf(amount: number, quantity: number, reduction: number, basis: number): number {
  let hash = Math.imul((amount * 100) | 0, 0x9e37_79b1) ^ Math.imul((quantity * 64) | 0, 0x85eb_ca6b);
  hash = Math.imul(hash ^ ((reduction * 64) | 0) ^ Math.imul(basis | 0, 0xc2b2_ae35), 0x2c1b_3c6d);
  return (hash ^ (hash >>> 15)) & (slots - 1);
}

/** What a row's place is cut down to: of a column that has one value for all rows, to 0. */
export function maskOf(column: ArrayLike<unknown>): number {
  return column.length === 1 ? 0 : -1;
}

type Masks = readonly [number, number, number, number, number, number];

/** Stands for a number that is missing, since none that is taken is below 0. */
const nothing = -1;

/** The numbers of a column, or the one of all rows: `missing` where nothing stands, and NaN for what is refused or no number. */
function doublesOf(column: Column | undefined, length: number, missing: number): Float64Array {
  if (column === undefined) return Float64Array.of(missing);
  if (column.form === 'one') return Float64Array.of(doubleOf(column.value, missing));
  const doubles = new Float64Array(length);
  if (column.form === 'list' && column.values instanceof Float64Array && column.valid === undefined) {
    const { values } = column;
    for (let row = 0; row < length; row += 1) {
      const value = values[row] as number;
      doubles[row] = value >= 0 ? value : Number.isNaN(value) ? missing : Number.NaN;
    }
    return doubles;
  }
  const valueAt = valueReader(column as Exclude<Column, { form: 'epochs' }>, 'number');
  for (let row = 0; row < length; row += 1) doubles[row] = doubleOf(valueAt(row), missing);
  return doubles;
}

function doubleOf(value: unknown, missing: number): number {
  if (typeof value === 'number') return value >= 0 ? value : Number.NaN;
  return isMissing(value) ? missing : Number.NaN;
}

/** 1 for rows with a discount that is an object. */
function discountMarks(column: Column | undefined, length: number): Uint8Array {
  if (column === undefined) return Uint8Array.of(0);
  const marks = new Uint8Array(length);
  const valueAt = valueReader(column as Exclude<Column, { form: 'epochs' }>, 'object');
  for (let row = 0; row < length; row += 1) if (!isMissing(valueAt(row))) marks[row] = 1;
  return marks;
}

/** The ledger's code for each row's currency; throws where one cannot be added to the others. */
function codeCurrencies(reader: RowReader, column: Column | undefined, isRare: Uint8Array): Uint32Array {
  const texts = idTable();
  const codes = codeColumn(column, 'text', isRare.length, texts);
  // By code + 1: one that is missing has a currency too, that of the policy.
  const known: number[] = [];
  for (let row = 0; row < codes.length; row += 1) {
    if (isRare[row] === 1) continue;
    const place = ((codes[row] as number) + 1) >>> 0;
    known[place] ??= reader.currencies.codeOf(place === 0 ? undefined : texts.ids[place - 1], reader.rows + row);
    codes[row] = known[place] as number;
  }
  return codes;
}
