import type { CodedBook } from './coded-book.ts';
import { dayCount, firstDay } from './rows.ts';

interface Grouped {
  readonly offsets: Uint32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly monthly: Float64Array;
}

const openEnd = 0x7fff_ffff;

/** The rows of each customer brought together, and nothing else. */
export function groupCodes(book: CodedBook): Grouped {
  const { codes, values } = book.customerId;
  const { epochs: endDays, valid } = book.end;
  const offsets = new Uint32Array(values.length + 1);
  for (let row = 0; row < codes.length; row += 1) {
    const next = (codes[row] as number) + 1;
    offsets[next] = (offsets[next] as number) + 1;
  }
  for (let code = 0; code < values.length; code += 1) {
    offsets[code + 1] = (offsets[code + 1] as number) + (offsets[code] as number);
  }
  const cursor = offsets.slice();
  const starts = new Int32Array(codes.length);
  const ends = new Int32Array(codes.length);
  const monthly = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] as number;
    const at = cursor[code] as number;
    cursor[code] = at + 1;
    starts[at] = book.start.epochs[row] as number;
    ends[at] = ((valid[row >> 3] as number) >> (row & 7)) & 1 ? (endDays[row] as number) : openEnd;
    const amount = book.amount[row] as number;
    monthly[at] = book.interval.codes[row] === 1 ? amount / 12 : amount;
  }
  return { offsets, starts, ends, monthly };
}

/** New and churned MRR of each month in floats, of the grouped rows: group, walk each customer's rows in order, net by month. */
export function netByMonth(book: CodedBook, monthStarts: Int32Array): { readonly closing: Float64Array } {
  const { offsets, starts, ends, monthly } = groupCodes(book);
  const monthOf = new Uint8Array(dayCount + 1);
  for (let day = 0, month = 0; day <= dayCount; day += 1) {
    while (month + 1 < monthStarts.length && (monthStarts[month + 1] as number) <= firstDay + day) month += 1;
    monthOf[day] = month;
  }
  const months = monthStarts.length - 1;
  const terms = {
    new: new Float64Array(months + 1),
    churn: new Float64Array(months + 1),
    change: new Float64Array(months + 1),
  };
  const levels = new Float64Array(months + 1);
  for (let customer = 0; customer + 1 < offsets.length; customer += 1) {
    const from = offsets[customer] as number;
    const to = offsets[customer + 1] as number;
    for (let i = from + 1; i < to; i += 1) {
      // Few rows per customer: an insertion sort by start.
      for (let j = i; j > from && (starts[j - 1] as number) > (starts[j] as number); j -= 1) swap(j, j - 1);
    }
    let [month, level, opening] = [-1, 0, 0];
    let [open, end] = [from, from];
    while (open < to || end < to) {
      const startDay = open < to ? (starts[open] as number) : openEnd;
      const endDay = end < to ? (ends[end] as number) : openEnd;
      const day = Math.min(startDay, endDay);
      if (day === openEnd || day - firstDay >= dayCount) break;
      const now = monthOf[day - firstDay] as number;
      if (now !== month) {
        if (month >= 0) close(month, opening, level);
        [month, opening] = [now, level];
      }
      if (endDay <= startDay) {
        level -= monthly[end] as number;
        end += 1;
      } else {
        level += monthly[open] as number;
        open += 1;
      }
    }
    if (month >= 0) close(month, opening, level);
  }
  for (let month = 0, sum = 0; month <= months; month += 1) {
    sum += (terms.new[month] as number) + (terms.change[month] as number) - (terms.churn[month] as number);
    levels[month] = sum;
  }
  return { closing: levels };

  function close(month: number, opening: number, level: number): void {
    const term = opening === 0 ? terms.new : level < 1e-9 ? terms.churn : terms.change;
    const amount = term === terms.churn ? opening - level : level - opening;
    term[month] = (term[month] as number) + amount;
  }

  function swap(a: number, b: number): void {
    for (const column of [starts, ends, monthly]) [column[a], column[b]] = [column[b] as number, column[a] as number];
  }
}
