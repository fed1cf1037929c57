import { isMissing } from '../../read/index.ts';
import { type Column, type Columns, valueReader } from '../../table/index.ts';

/** The price of a row of columns that was met before, found by numbers alone. */
export interface PriceCache {
  /** The code of the row's price, or -1 where it is not known. */
  priceOf(row: number, currency: number): number;
  /** Says what the row that was asked for last turned out to have. */
  keep(price: number): void;
}

const slots = 4096;
/** More intervals than any bill covers. */
const mostIntervals = 4096;
const termCode = 6;

/**
 * A small table in front of the list of prices, in which a price takes the place of any other with its hash. Only prices made of numbers
 * are in it; `intervals` has the place of each row's interval among the choices, from 1.
 */
export function priceCache({ byName, length }: Columns, intervals: Uint8Array): PriceCache {
  const numbers = (name: string, missing: number) => doublesOf(byName.get(name), length, missing);
  const amounts = numbers('amount', Number.NaN);
  const quantities = numbers('quantity', -1);
  const counts = numbers('intervalCount', 1);
  const percents = numbers('discountPercent', -1);
  const reductions = numbers('discountAmount', -1);
  const discount = byName.get('discount');
  const discountAt = discount === undefined ? undefined : valueReader(discount as ListColumn, 'object');

  const amountOf = new Float64Array(slots).fill(Number.NaN);
  const quantityOf = new Float64Array(slots);
  const reductionOf = new Float64Array(slots);
  const basisOf = new Float64Array(slots);
  const priceOf = new Uint32Array(slots);
  let slot = -1;
  let [amount, quantity, reduction, basis] = [0, 0, 0, 0];

  return {
    priceOf(row, currency) {
      slot = -1;
      amount = amounts[row] as number;
      quantity = quantities[row] as number;
      const count = counts[row] as number;
      const interval = intervals[row] as number;
      const [percent, off] = [percents[row] as number, reductions[row] as number];
      reduction = percent === -1 ? off : percent;
      const isCounted = count >= 1 && count < mostIntervals && interval >= 1 && interval < termCode;
      const isReadable = isCounted && !Number.isNaN(amount + quantity + reduction);
      if (!isReadable || (percent !== -1 && off !== -1)) return -1;
      if (discountAt !== undefined && !isMissing(discountAt(row))) return -1;
      const kind = percent === -1 ? 0 : 1;
      basis = ((currency * mostIntervals + count) * 8 + interval) * 2 + kind;
      slot = slotOf(amount, quantity, reduction, basis);
      const isKnown =
        amountOf[slot] === amount &&
        quantityOf[slot] === quantity &&
        reductionOf[slot] === reduction &&
        basisOf[slot] === basis;
      return isKnown ? (priceOf[slot] as number) : -1;
    },
    keep(price) {
      if (slot < 0) return;
      amountOf[slot] = amount;
      quantityOf[slot] = quantity;
      reductionOf[slot] = reduction;
      basisOf[slot] = basis;
      priceOf[slot] = price;
    },
  };
}

type ListColumn = Exclude<Column, { form: 'epochs' }>;

function slotOf(amount: number, quantity: number, reduction: number, basis: number): number {
  let hash = Math.imul((amount * 100) | 0, 0x9e37_79b1) ^ Math.imul((quantity * 64) | 0, 0x85eb_ca6b);
  hash = Math.imul(hash ^ ((reduction * 64) | 0) ^ Math.imul(basis | 0, 0xc2b2_ae35), 0x2c1b_3c6d);
  return (hash ^ (hash >>> 15)) & (slots - 1);
}

/** The numbers of a column; `missing` where nothing stands, and NaN for what is no number. */
function doublesOf(column: Column | undefined, length: number, missing: number): Float64Array {
  const doubles = new Float64Array(length);
  if (column === undefined) return doubles.fill(missing);
  if (column.form === 'one') return doubles.fill(doubleOf(column.value, missing));
  const valueAt = valueReader(column as ListColumn, 'number');
  for (let row = 0; row < length; row += 1) doubles[row] = doubleOf(valueAt(row), missing);
  return doubles;
}

function doubleOf(value: unknown, missing: number): number {
  // What is below 0 is refused, and must not pass for the mark of what is missing.
  if (typeof value === 'number') return value >= 0 ? value : Number.NaN;
  return isMissing(value) ? missing : Number.NaN;
}
