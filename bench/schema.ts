import type { Subscription } from 'tenure';
import { type ParseSubscriptionsOptions, parseSubscriptions, subscriptionSchema } from 'tenure/schema';
import { z } from 'zod';
import { race } from './race.ts';

const list = z.array(subscriptionSchema);
const cellOptions: ParseSubscriptionsOptions = { numberFormat: '1.234,56', dateOrder: 'dayFirst', missing: [''] };
const cellList = z.array(z.preprocess((cells) => rowOf(cells as ReturnType<typeof cellsOf>), subscriptionSchema));

/** `parseSubscriptions` beside zod alone: on rows as the functions take them, on cells of a file, and with a bad row in a hundred. */
export async function schemaRace(rows: readonly Subscription[]): Promise<void> {
  const cells = rows.map(cellsOf);
  const someBad = rows.map((row, index) => (index % 100 === 0 ? { ...row, amount: -1 } : row));
  checkSame(parseSubscriptions(rows).rows, list.parse(rows));
  checkSame(parseSubscriptions(cells, cellOptions).rows, cellList.parse(cells));
  const bad = parseSubscriptions(someBad).rejected.flatMap(({ index, issues }) => issues.map(() => index));
  checkSame(bad, list.safeParse(someBad).error?.issues.map(({ path }) => path[0]) ?? []);

  await race(rows.length, [
    { name: 'tenure: parseSubscriptions', run: () => parseSubscriptions(rows) },
    { name: 'zod: z.array(schema)', run: () => list.safeParse(rows) },
  ]);
  await race(rows.length, [
    { name: 'tenure: cells of a file', run: () => parseSubscriptions(cells, cellOptions) },
    { name: 'zod: z.preprocess by hand', run: () => cellList.safeParse(cells) },
  ]);
  await race(rows.length, [
    { name: 'tenure: 1 row in 100 is bad', run: () => parseSubscriptions(someBad) },
    { name: 'zod: issues, and no rows', run: () => list.safeParse(someBad) },
    { name: 'zod: row by row', run: () => byRow(someBad) },
  ]);
}

/** What a program does that wants the good rows beside the issues of the bad ones. */
function byRow(rows: readonly unknown[]) {
  const good: Subscription[] = [];
  const bad: { readonly index: number; readonly issues: readonly z.core.$ZodIssue[] }[] = [];
  for (const [index, row] of rows.entries()) {
    const { success, data, error } = subscriptionSchema.safeParse(row);
    if (success) good.push(data);
    else bad.push({ index, issues: error.issues });
  }
  return { good, bad };
}

/** The row as a file in German has it. */
function cellsOf({ start, end, amount, quantity, ...rest }: Subscription) {
  const german = (date: unknown) => String(date).split('-').reverse().join('.');
  return {
    ...rest,
    start: german(start),
    end: end == null ? '' : german(end),
    amount: String(amount).replace('.', ','),
    quantity: quantity === undefined ? '' : String(quantity),
  };
}

/** The row again, by code that believes the file. */
function rowOf({ start, end, amount, quantity, ...rest }: ReturnType<typeof cellsOf>) {
  return {
    ...rest,
    start: isoDay(start),
    end: end === '' ? undefined : isoDay(end),
    amount: amount.replaceAll('.', '').replace(',', '.'),
    quantity: quantity === '' ? undefined : Number(quantity),
  };
}

function isoDay(cell: string): string {
  return cell.replace(/^(\d\d)\.(\d\d)\.(\d{4})$/, '$3-$2-$1');
}

/** By text: what is missing in one and undefined in the other is the same row. */
function checkSame(ours: readonly unknown[], theirs: readonly unknown[]): void {
  const text = (value: unknown) => JSON.stringify(value, (_, inner) => (isRecord(inner) ? sorted(inner) : inner));
  if (ours.length !== theirs.length) throw new Error(`${ours.length} by tenure, ${theirs.length} by zod`);
  for (const [index, own] of ours.entries()) {
    if (text(own) !== text(theirs[index]))
      throw new Error(`${index}: ${text(own)} by tenure, ${text(theirs[index])} by zod`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
