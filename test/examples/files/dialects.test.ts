import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../../docs/examples/support/input-error.ts';
import { type LedgerChoices, readLedgerFile } from '../../../docs/examples/support/read/ledger/read-ledger.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { utf16, windows1252 } from './open-file.ts';

const choices: LedgerChoices = {
  ignored: [],
  columns: new Map(),
  timeZone: 'UTC',
  endInclusive: false,
  amounts: 'major',
  openEnds: [],
  leaveOut: [],
  export: undefined,
};

interface Row {
  readonly customer: string;
  readonly start: string;
  readonly end: string | undefined;
  readonly cents: number;
  readonly interval: string;
  readonly quantity: number;
}

const day = fc
  .integer({ min: Date.UTC(2019, 0, 1) / 864e5, max: Date.UTC(2022, 11, 31) / 864e5 })
  .map((days) => new Date(days * 864e5).toISOString().slice(0, 10));
const row: fc.Arbitrary<Row> = fc.record({
  customer: fc.constantFrom('ada', 'Müller & Söhne', 'x;y', 'a,b', 'tab\there', '4711'),
  start: day,
  end: fc.option(
    fc.integer({ min: 0, max: 800 }).map((days) => new Date(Date.UTC(2023, 0, 1 + days)).toISOString().slice(0, 10)),
    { nil: undefined },
  ),
  cents: fc.oneof(
    fc.integer({ min: 0, max: 50_000_000 }),
    fc.integer({ min: 0, max: 5000 }).map((units) => units * 100),
  ),
  interval: fc.constantFrom('month', 'quarter', 'year'),
  quantity: fc.integer({ min: 1, max: 2000 }),
});

const headers = {
  english: ['customer_id', 'start_date', 'end_date', 'amount', 'interval', 'quantity'],
  export: ['Customer ID', 'Started At', 'Ended At', 'Unit Price', 'Billing Interval', 'Seats'],
  german: ['Kundennummer', 'Vertragsbeginn', 'Vertragsende', 'Preis', 'Turnus', 'Menge'],
} as const;
const intervals: Readonly<Record<string, readonly string[]>> = {
  month: ['month', 'monatlich', '1 month', 'Monthly'],
  quarter: ['quarter', 'vierteljährlich', 'Quartal', 'quarterly'],
  year: ['year', 'jährlich', 'Jahr', 'annually'],
};
const dates: Readonly<Record<string, (year: string, month: string, day: string) => string>> = {
  iso: (year, month, date) => `${year}-${month}-${date}`,
  german: (year, month, date) => `${date}.${month}.${year}`,
  short: (year, month, date) => `${Number(date)}.${Number(month)}.${year.slice(2)}`,
  british: (year, month, date) => `${date}/${month}/${year}`,
  american: (year, month, date) => `${Number(month)}/${Number(date)}/${year}`,
  midnight: (year, month, date) => `${year}-${month}-${date} 00:00:00`,
};

const dialect = fc.record({
  header: fc.constantFrom(...(Object.keys(headers) as (keyof typeof headers)[])),
  date: fc.constantFrom(...Object.keys(dates)),
  mark: fc.constantFrom('.', ','),
  isGrouped: fc.boolean(),
  /** Whether whole amounts have no decimals. */
  isBare: fc.boolean(),
  sign: fc.constantFrom('', ' €', 'EUR '),
  word: fc.nat({ max: 3 }),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n'),
  encoding: fc.constantFrom('utf-8', 'mark', 'windows-1252', 'utf-16'),
  total: fc.boolean(),
});
type Dialect = typeof dialect extends fc.Arbitrary<infer Value> ? Value : never;

function written(rows: readonly Row[], dialect: Dialect): Uint8Array {
  const { header, delimiter, newline, total } = dialect;
  const records = rows.map((own) => [
    own.customer,
    dateIn(own.start, dialect),
    own.end === undefined ? '' : dateIn(own.end, dialect),
    amountIn(own.cents, dialect),
    intervals[own.interval]?.[dialect.word] ?? '',
    String(own.quantity),
  ]);
  const sum = [
    'Summe',
    '',
    '',
    amountIn(
      rows.reduce((all, { cents }) => all + cents, 0),
      dialect,
    ),
    '',
    '',
  ];
  const cell = (text: string) => (/[",;|\t]/.test(text) ? `"${text}"` : text);
  const lines = [headers[header], ...records, ...(total ? [sum] : [])].map((cells) => cells.map(cell).join(delimiter));
  return encoded(lines.join(newline), dialect.encoding);
}

function dateIn(iso: string, { date }: Dialect): string {
  const [year = '', month = '', own = ''] = iso.split('-');
  return dates[date]?.(year, month, own) ?? iso;
}

function amountIn(cents: number, { mark, isGrouped, isBare, sign }: Dialect): string {
  const [whole = '', fraction = ''] = (cents / 100).toFixed(2).split('.');
  const grouped = isGrouped ? whole.replace(/\B(?=(\d{3})+$)/g, mark === '.' ? ',' : '.') : whole;
  const number = isBare && fraction === '00' ? grouped : `${grouped}${mark}${fraction}`;
  return sign.startsWith(' ') ? `${number}${sign}` : `${sign}${number}`;
}

function encoded(text: string, encoding: string): Uint8Array {
  if (encoding === 'windows-1252') return windows1252(text);
  if (encoding === 'utf-16') return utf16(text);
  return new TextEncoder().encode(encoding === 'mark' ? `\uFEFF${text}` : text);
}

test('however a ledger is written, its rows are read as they are, or the program asks', () => {
  let asked = 0;
  let read = 0;
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), dialect, (rows, way) => {
      const bytes = written(rows, way);
      try {
        const { rows: found } = readLedgerFile({ name: 'file.csv', bytes }, choices);
        read += 1;
        expect(
          found.map(({ customerId, start, end, amount, interval, quantity }) => [
            customerId,
            start,
            end,
            Number(amount),
            interval,
            quantity,
          ]),
        ).toEqual(rows.map((own) => [own.customer, own.start, own.end, own.cents / 100, own.interval, own.quantity]));
      } catch (error) {
        if (!(error instanceof InputError) || !/add --(numbers|dates) /.test(error.message)) throw error;
        asked += 1;
      }
    }),
    propertyRuns(150),
  );
  // Dates with slashes and days up to the 12th, and thousands that can be decimals, are all that is asked about.
  expect(asked).toBeLessThan(read / 4);
});
