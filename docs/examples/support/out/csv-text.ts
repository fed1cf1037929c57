import { stringify } from 'csv-stringify/browser/esm/sync';

/** Numbers are written as they print, so they read back as the same doubles; null is blank. */
export function csvText(rows: readonly object[]): string {
  return stringify([...rows], { header: true, cast: { boolean: String } });
}

/** What Excel opens by a double click where commas are decimal. Full precision is kept; the cell's format rounds. */
export function excelText(rows: readonly object[]): string {
  return stringify([...rows], {
    header: true,
    bom: true,
    delimiter: ';',
    record_delimiter: 'windows',
    cast: { boolean: String, number: (number) => String(number).replace('.', ','), string: excelString },
  });
}

/** Dates as Excel reads them; text that it would take for a formula gets an apostrophe. */
function excelString(text: string): string {
  const date = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.0+)?Z)?$/.exec(text);
  if (date !== null) {
    const [, year, month, day, time] = date;
    return `${day}.${month}.${year}${time === undefined ? '' : ` ${time}`}`;
  }
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
