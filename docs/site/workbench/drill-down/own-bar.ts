import { count } from '../../../examples/support/language/formats.ts';
import { csvText } from '../../../examples/support/out/csv-text.ts';
import { htmlTable } from '../../../examples/support/page/html-table.ts';
import { type TextColumn, tableOf } from '../../../examples/support/page/sheet.ts';
import type { Bar, Customers } from '../messages.ts';

const shown = 500;

/** A mark of a picture, and who makes it up, the largest first. */
export interface OwnBar extends Bar {
  readonly customers: () => Customers;
}

/** `found`: how many there are, where rows are not all there is to say. */
export function customersTable<Row extends object>(
  title: string,
  rows: readonly Row[],
  columns: readonly TextColumn<Row>[],
  found: string = count(rows.length),
): Customers {
  const table = tableOf(title, columns, rows.slice(0, shown));
  return { title: `${title}: ${found}`, count: rows.length, markup: htmlTable(table), csv: csvText(rows) };
}

/** The rows of each customer, in their order. */
export function byCustomer<Row extends { readonly customerId?: unknown }>(
  rows: readonly Row[],
  isAsked: (id: string) => boolean = () => true,
): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const id = String(row.customerId);
    if (!isAsked(id)) continue;
    const own = found.get(id);
    if (own === undefined) found.set(id, [row]);
    else own.push(row);
  }
  return found;
}
