import { type Ledger, ledger, months, mrrMovements, type Subscription } from 'tenure';
import { checkClose } from './check.ts';
import { columnBytes, compiledOf } from './columns.ts';
import { race, remark } from './race.ts';
import { dayCount, firstDay, firstMonth, lastMonth } from './rows.ts';

/** What a program without a library would make of its rows: columns of floats, grouped by customer. */
interface Grouped {
  readonly offsets: Uint32Array;
  /** Days since 1970-01-01. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly monthly: Float64Array;
}

/** `ledger(rows)` beside a hand-written loop that reads the same fields, checks nothing, and is not exact. */
export async function compileRace(rows: readonly Subscription[]): Promise<void> {
  const book = ledger(rows);
  checkSame(book, groupByHand(rows));
  const dated = withInstants(rows, (text) => new Date(text));
  const numbered = withInstants(rows, (text) => Date.parse(text));
  for (const others of [dated, numbered]) checkSame(ledger(others), groupByHand(rows));
  const apart = ledger(atInstantsOfTheirOwn(numbered));
  await race(rows.length, [
    { name: 'tenure: ledger(rows)', run: () => ledger(rows), bytesPerRow: columnBytes(compiledOf(book)) / rows.length },
    { name: 'by hand: parse and group', run: () => groupByHand(rows) },
    { name: 'tenure: rows with Dates', run: () => ledger(dated) },
    { name: 'tenure: rows with epoch numbers', run: () => ledger(numbered) },
  ]);
  const bytes = columnBytes(compiledOf(apart)) / rows.length;
  remark(rows.length, 'tenure: hardly two instants the same', `${bytes.toFixed(1)} bytes a row`);
}

/** Instants of the same days, spread over each. */
function atInstantsOfTheirOwn(rows: readonly Subscription[]): Subscription[] {
  const quarterDay = 21_600_000;
  return rows.map((row, i) => ({
    ...row,
    start: (row.start as number) + ((i * 7_919) % quarterDay),
    end: row.end == null ? null : (row.end as number) + 2 * quarterDay + ((i * 104_729) % quarterDay),
  }));
}

function withInstants(rows: readonly Subscription[], read: (text: string) => Date | number): Subscription[] {
  return rows.map((row) => ({
    ...row,
    start: read(row.start as string),
    end: row.end == null ? null : read(row.end as string),
  }));
}

const openEnd = 0x7fff_ffff;

function groupByHand(rows: readonly Subscription[]): Grouped {
  const count = rows.length;
  const codes = new Map<string, number>();
  const customers = new Uint32Array(count);
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  const monthly = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const row = rows[i] as Subscription;
    let code = codes.get(String(row.customerId));
    if (code === undefined) {
      code = codes.size;
      codes.set(String(row.customerId), code);
    }
    customers[i] = code;
    starts[i] = dayOf(row.start as string);
    ends[i] = row.end == null ? openEnd : dayOf(row.end as string);
    const price = (row.amount as number) * (row.quantity ?? 1);
    monthly[i] = row.interval === 'year' ? price / 12 : price;
  }
  return grouped(customers, codes.size, { starts, ends, monthly });
}

function grouped(customers: Uint32Array, customerCount: number, by: Omit<Grouped, 'offsets'>): Grouped {
  const count = customers.length;
  const offsets = new Uint32Array(customerCount + 1);
  for (let i = 0; i < count; i += 1) {
    const next = (customers[i] as number) + 1;
    offsets[next] = (offsets[next] as number) + 1;
  }
  for (let code = 0; code < customerCount; code += 1) {
    offsets[code + 1] = (offsets[code + 1] as number) + (offsets[code] as number);
  }
  const cursor = offsets.slice();
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  const monthly = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const code = customers[i] as number;
    const at = cursor[code] as number;
    cursor[code] = at + 1;
    starts[at] = by.starts[i] as number;
    ends[at] = by.ends[i] as number;
    monthly[at] = by.monthly[i] as number;
  }
  return { offsets, starts, ends, monthly };
}

/** The day number of 'YYYY-MM-DD' by the civil calendar's own arithmetic: years that begin in March end with the leap day. */
function dayOf(text: string): number {
  const month = twoDigits(text, 5);
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2) - (month <= 2 ? 1 : 0);
  const dayOfYear = (((month + 9) % 12) * 153 + 2) / 5;
  const leapDays = ((year / 4) | 0) - ((year / 100) | 0) + ((year / 400) | 0);
  return year * 365 + leapDays + (dayOfYear | 0) + twoDigits(text, 8) - 719_469;
}

function twoDigits(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;
}

/** Both know the same customers, and the same MRR at the end of every month. */
function checkSame(book: Ledger, { offsets, starts, ends, monthly }: Grouped): void {
  checkClose('customers', compiledOf(book).entities.count, offsets.length - 1, 0);
  const changes = new Float64Array(dayCount);
  for (let i = 0; i < starts.length; i += 1) {
    const start = (starts[i] as number) - firstDay;
    const end = (ends[i] as number) - firstDay;
    changes[start] = (changes[start] as number) + (monthly[i] as number);
    if (end < dayCount) changes[end] = (changes[end] as number) - (monthly[i] as number);
  }
  const levels = changes.map(running());
  for (const { period, closing } of mrrMovements(book, months(firstMonth, lastMonth))) {
    const lastDayOfIt = period.end.getTime() / 86_400_000 - 1 - firstDay;
    checkClose(`closing of ${period.label}`, closing, levels[lastDayOfIt] ?? Number.NaN, 1e-9);
  }
}

function running(): (change: number) => number {
  let sum = 0;
  return (change) => {
    sum += change;
    return sum;
  };
}
