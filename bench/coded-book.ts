import type { Subscription } from 'tenure';
import { dayCount, dayText, firstDay, mulberry32 } from './rows.ts';

/** A book of subscriptions as a columnar reader holds it: no object for a row was ever made. */
export interface CodedBook {
  readonly customerId: { readonly codes: Int32Array; readonly values: string[] };
  readonly start: { readonly epochs: Int32Array; readonly unit: 'day' };
  /** A missing end is 0 and not valid. */
  readonly end: { readonly epochs: Int32Array; readonly unit: 'day'; readonly valid: Uint8Array };
  readonly amount: Float64Array;
  readonly interval: { readonly codes: Int32Array; readonly values: string[] };
  readonly currency: string;
}

const prices = [9, 19.99, 49.99, 129, 299.5, 1_249] as const;

/** About 1.5 rows per customer, customer by customer or shuffled; a quarter billed by the year. */
export function codedBook(count: number, order: 'grouped' | 'shuffled', seed = 3): CodedBook {
  const random = mulberry32(seed);
  const codes = new Int32Array(count);
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  const valid = new Uint8Array(Math.ceil(count / 8));
  const amount = new Float64Array(count);
  const intervals = new Int32Array(count);
  let customers = 0;
  for (let row = 0; row < count; customers += 1) {
    let start = Math.floor(random() * dayCount);
    for (let again = true; again && row < count; row += 1) {
      const end = start + 28 + Math.floor(random() ** 2 * 1_000);
      again = random() < 0.46 && end < dayCount;
      codes[row] = customers;
      starts[row] = firstDay + start;
      if (again || (end < dayCount && random() < 0.5)) {
        ends[row] = firstDay + end;
        valid[row >> 3] = (valid[row >> 3] as number) | (1 << (row & 7));
      }
      intervals[row] = random() < 0.25 ? 1 : 0;
      const price = prices[Math.floor(random() ** 2 * prices.length)] as number;
      amount[row] = intervals[row] === 1 ? Math.round(price * 1_000) / 100 : price;
      start = random() < 0.3 ? end + 5 + Math.floor(random() * 200) : end;
      if (start >= dayCount) again = false;
    }
  }
  // Neighbours in number are not neighbours in name.
  const values = Array.from({ length: customers }, (_, i) => `cus_${(Math.imul(i, 0x9e3779b1) >>> 0).toString(36)}`);
  const book: CodedBook = {
    customerId: { codes, values },
    start: { epochs: starts, unit: 'day' },
    end: { epochs: ends, unit: 'day', valid },
    amount,
    interval: { codes: intervals, values: ['month', 'year'] },
    currency: 'EUR',
  };
  return order === 'grouped' ? book : shuffled(book, random);
}

/** The same book as a program without columns holds it: an object for each row, through JSON, so that strings are flat and each row's own. */
export function rowsOfBook({ customerId, start, end, amount, interval, currency }: CodedBook): Subscription[] {
  const rows: Subscription[] = [];
  const isValid = (row: number) => ((end.valid[row >> 3] as number) >> (row & 7)) & 1;
  while (rows.length < amount.length) {
    const length = Math.min(10_000, amount.length - rows.length);
    const part = Array.from({ length }, (_, i) => {
      const row = rows.length + i;
      return {
        customerId: customerId.values[customerId.codes[row] as number],
        start: dayText((start.epochs[row] as number) - firstDay),
        end: isValid(row) ? dayText((end.epochs[row] as number) - firstDay) : null,
        amount: amount[row],
        interval: interval.values[interval.codes[row] as number],
        currency,
      };
    });
    for (const row of JSON.parse(JSON.stringify(part)) as Subscription[]) rows.push(row);
  }
  return rows;
}

/** The same book as an array for each column, made from the rows, whose strings are each row's own. */
export function textsOfBook(book: CodedBook) {
  const rows = rowsOfBook(book);
  const column = <Name extends 'customerId' | 'start' | 'end' | 'interval' | 'currency' | 'amount'>(name: Name) =>
    rows.map((row) => row[name]);
  return {
    customerId: column('customerId'),
    start: column('start'),
    end: column('end'),
    amount: column('amount'),
    interval: column('interval'),
    currency: column('currency'),
  };
}

function shuffled(book: CodedBook, random: () => number): CodedBook {
  const order = Uint32Array.from(book.amount, (_, row) => row);
  for (let row = order.length - 1; row > 0; row -= 1) {
    const other = Math.floor(random() * (row + 1));
    [order[row], order[other]] = [order[other] as number, order[row] as number];
  }
  const taken = (column: Int32Array) => Int32Array.from(order, (row) => column[row] as number);
  const { valid } = book.end;
  const newValid = new Uint8Array(valid.length);
  for (const [row, from] of order.entries()) {
    if (((valid[from >> 3] as number) >> (from & 7)) & 1)
      newValid[row >> 3] = (newValid[row >> 3] as number) | (1 << (row & 7));
  }
  return {
    ...book,
    customerId: { ...book.customerId, codes: taken(book.customerId.codes) },
    start: { ...book.start, epochs: taken(book.start.epochs) },
    end: { ...book.end, epochs: taken(book.end.epochs), valid: newValid },
    amount: Float64Array.from(order, (row) => book.amount[row] as number),
    interval: { ...book.interval, codes: taken(book.interval.codes) },
  };
}
