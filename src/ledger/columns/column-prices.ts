import { isMissing } from '../../read/index.ts';
import { badCode, type Column, type Columns, codeColumn, idTable, valueReader } from '../../table/index.ts';
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
/** How many slots a price can be in, from that of its hash on. */
const probes = 4;
/** More intervals than any bill covers. */
const mostIntervals = 4096;
const termCode = 6;

/** Prices that were met before, each with the numbers that it is made of; NaN where a slot is free. */
export interface PriceTable {
  readonly amountOf: Float64Array;
  readonly quantityOf: Float64Array;
  readonly reductionOf: Float64Array;
  readonly basisOf: Float64Array;
  readonly priceOf: Uint32Array;
}

export function priceTable(): PriceTable {
  const column = () => new Float64Array(slots + probes);
  return {
    amountOf: column().fill(Number.NaN),
    quantityOf: column(),
    reductionOf: column(),
    basisOf: column(),
    priceOf: new Uint32Array(slots + probes),
  };
}

/**
 * The code of each row's price. A small table stands in front of the list of prices, in which a price takes the place of another one where
 * it finds none that is free; only what is made of numbers alone is in it.
 */
export function codePrices(reader: RowReader, columns: Columns, rows: PricedRows, table: PriceTable): Uint32Array {
  const { isRare, intervals, starts, ends, fill } = rows;
  const { byName, length } = columns;
  const numbers = (name: string) => doublesOf(byName.get(name), length);
  const [amounts, quantities, counts] = [numbers('amount'), numbers('quantity'), numbers('intervalCount')];
  const [percents, reductions] = [numbers('discountPercent'), numbers('discountAmount')];
  const discounts = discountMarks(byName.get('discount'), length);
  const currencies = codeCurrencies(reader, byName.get('currency'), isRare);
  const all = [amounts, quantities, counts, percents, reductions, discounts, currencies, intervals, ends];
  const masks = all.map(maskOf) as unknown as Masks;
  const [amountMask, quantityMask, countMask, percentMask, reductionMask] = masks;
  const [, , , , , discountMask, currencyMask, intervalMask, endMask] = masks;

  const { amountOf, quantityOf, reductionOf, basisOf, priceOf } = table;
  const prices = new Uint32Array(length);

  for (let row = 0; row < length; row += 1) {
    if (isRare[row] === 1) continue;
    const amount = amounts[row & amountMask] as number;
    const quantity = orElse(quantities[row & quantityMask] as number, nothing);
    const count = orElse(counts[row & countMask] as number, 1);
    const percent = orElse(percents[row & percentMask] as number, nothing);
    const off = orElse(reductions[row & reductionMask] as number, nothing);
    const interval = intervals[row & intervalMask] as number;
    const currency = currencies[row & currencyMask] as number;
    const isPercent = percent !== nothing;
    const reduction = isPercent ? percent : off;
    const isCounted = count >= 1 && count < mostIntervals && interval >= 1 && interval < termCode;
    const isReduced = discounts[row & discountMask] === 1 || (isPercent && off !== nothing);
    if (!isCounted || isReduced || !(amount >= 0 && quantity > unread && reduction > unread)) {
      prices[row] = priceOfRow(row, currency);
      continue;
    }
    const basis = ((currency * mostIntervals + count) * 8 + interval) * 2 + (isPercent ? 1 : 0);
    const home = slotOf(amount, quantity, reduction, basis);
    let slot = home;
    for (; slot < home + probes && !Number.isNaN(amountOf[slot]); slot += 1) {
      if (amountOf[slot] !== amount || quantityOf[slot] !== quantity) continue;
      if (reductionOf[slot] === reduction && basisOf[slot] === basis) break;
    }
    if (slot === home + probes) {
      slot = home;
      amountOf[slot] = Number.NaN;
    }
    if (Number.isNaN(amountOf[slot])) {
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
    const [start, end] = [starts[row] as number, ends[row & endMask] as number];
    return reader.prices.priceOf(fill(row), currency, start, end, reader.rows + row);
  }
}

type Masks = readonly [number, number, number, number, number, number, number, number, number];

/** What a row's place is cut down to: of a column that has one value for all rows, to 0. */
export function maskOf(column: ArrayLike<unknown>): number {
  return column.length === 1 ? 0 : -1;
}

function slotOf(amount: number, quantity: number, reduction: number, basis: number): number {
  let hash = Math.imul((amount * 100) | 0, 0x9e37_79b1) ^ Math.imul((quantity * 64) | 0, 0x85eb_ca6b);
  hash = Math.imul(hash ^ ((reduction * 64) | 0) ^ Math.imul(basis | 0, 0xc2b2_ae35), 0x2c1b_3c6d);
  return (hash ^ (hash >>> 15)) & (slots - 1);
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
  if (column === undefined) return Uint8Array.of(0);
  const marks = new Uint8Array(length);
  const valueAt = valueReader(column as Exclude<Column, { form: 'epochs' }>, 'object');
  for (let row = 0; row < length; row += 1) if (!isMissing(valueAt(row))) marks[row] = 1;
  return marks;
}

/** The ledger's code for each row's currency, or the one of all; throws where one cannot be added to the others. */
function codeCurrencies(reader: RowReader, column: Column | undefined, isRare: Uint8Array): Uint32Array {
  if (column === undefined || column.form === 'one') {
    const isRead = isRare.includes(0);
    return Uint32Array.of(isRead ? reader.currencies.codeOf(column?.value as string, reader.rows) : 0);
  }
  const texts = idTable();
  const codes = codeColumn(column, 'text', isRare.length, texts);
  // By code + 1: one that is missing has a currency too, that of the policy.
  const known: number[] = [];
  // Rare rows too: which currency came first is told to whoever mixes them.
  for (let row = 0; row < codes.length; row += 1) {
    if (codes[row] === badCode) continue;
    const place = ((codes[row] as number) + 1) >>> 0;
    known[place] ??= reader.currencies.codeOf(place === 0 ? undefined : texts.ids[place - 1], reader.rows + row);
    codes[row] = known[place] as number;
  }
  return codes;
}
