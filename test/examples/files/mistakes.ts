import { lines } from './open-file.ts';

export interface Mistake {
  readonly name: string;
  readonly file: string | Uint8Array;
  readonly flags?: readonly string[];
  /** The whole complaint, or what it has to say. */
  readonly says: string | readonly RegExp[];
}

const header = 'customer_id,start_date,end_date,amount,interval';
const workbook = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00]);

/** What beginners do, and the message that names the fault and the cure. */
export const mistakes: readonly Mistake[] = [
  {
    name: 'the workbook itself',
    file: workbook,
    says: 'file.csv is a workbook or an archive, not a CSV file: open it there and save it as "CSV UTF-8"',
  },
  {
    name: 'a web page, from behind a log-in',
    file: '<!DOCTYPE html><html><body>Sign in</body></html>',
    says: [/is a web page or XML, not CSV: did the download need a log-in\?/],
  },
  { name: 'JSON', file: '[{"customerId":"ada"}]', says: [/is JSON, not CSV: give its rows to the library/] },
  { name: 'nothing', file: '', says: 'file.csv is empty' },
  {
    name: 'a quote that is never closed',
    file: lines(header, 'ada,2025-01-01,,"10,month', 'ben,2025-01-01,,10,month'),
    says: 'file.csv line 2: a cell begins with a quote that is never closed',
  },
  {
    name: 'many faults, which are all named at once, by column',
    file: lines(
      'Kunde;Beginn;Preis;Turnus',
      'a;01.13.2025;49,90;monatlich',
      'b;31.02.2025;k. A.;monatlich',
      ';01.03.2025;zehn;jährlich',
      'd;45678;1,5,0;gelegentlich',
      'e;;10,00;einmalig',
      'f;01.05.2025;-5,00;jährlich',
    ),
    says: [
      'file.csv: 11 faults on 6 of 6 lines, and nothing was computed',
      "  column Beginn, 2 times: must be a date with the day first, or in ISO 8601: line 2 '01.13.2025', line 3 '31.02.2025'",
      '  column Preis, once: must not be blank: line 3',
      '  column Kunde, once: must not be blank: line 4',
      "  column Preis, 2 times: must be a number written like 1.234,56: line 4 'zehn', line 5 '1,5,0'",
    ].map((text) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))),
  },
  {
    name: 'a name of a column that is misspelt',
    file: lines(`${header},quantitiy,curency`, 'a,2025-01-01,,10,month,4,EUR'),
    says: [
      /^file\.csv: 2 columns are in doubt\n/,
      / {2}column quantitiy is almost a name of the quantity: --quantity 'quantitiy' takes it, --ignore-column 'quantitiy' leaves it out/,
      /column curency is almost a name of the currency/,
    ],
  },
  {
    name: 'two prices',
    file: lines('customer,start,amount,unit price,interval', 'a,2025-01-01,100,10,month'),
    says: "file.csv: column unit price could be the amount instead of amount: --amount 'unit price' takes it, --ignore-column 'unit price' leaves it out",
  },
  {
    name: 'dates that can be both',
    file: lines('customer,start,amount,interval', 'a,01/02/2025,100,month', 'b,03/04/2025,100,month'),
    says: "file.csv: '01/02/2025' can have the day or the month first, and no other date decides: add --dates day-first or --dates month-first",
  },
  {
    name: 'numbers that can be both',
    file: lines('customer,start,amount,interval', 'a,2025-01-01,1.200,month', 'b,2025-01-01,3.400,month'),
    says: "file.csv: '1.200' can be 1.2 or 1200, and no other number decides: add --numbers 1,234.56 or --numbers 1.234,56",
  },
  {
    name: 'dollars and euros',
    file: lines(`${header},currency`, 'a,2025-01-01,,10,month,usd', 'b,2025-01-01,,10,month,EUR'),
    says: [/^amounts are in USD and EUR \(USD 1 rows, EUR 1 rows\), which cannot be added: --exchange-rates FILE/],
  },
  {
    name: 'rates for some currencies and some months',
    file: lines(
      `${header},currency`,
      'a,2025-01-15,,10,month,USD',
      'b,2025-01-01,,10,month,EUR',
      'c,2025-01-01,,10,month,GBP',
    ),
    flags: ['--exchange-rates', 'dollar.csv', '--report-currency', 'EUR'],
    says: 'dollar.csv has no rate for GBP into EUR',
  },
  {
    name: 'rates with holes',
    file: lines(`${header},currency`, 'a,2025-01-15,,10,month,USD', 'b,2025-01-01,,10,month,EUR'),
    flags: ['--exchange-rates', 'dollar.csv', '--as-of', '2025-11-01'],
    says: 'dollar.csv has no rate for USD in 2025-02, 2025-04, 2025-05, 2025-06, 2025-07, 2025-08 and 2 more months',
  },
  {
    name: 'euros in a row of dollars',
    file: lines(`${header},currency`, 'a,2025-01-01,,€10.00,month,USD'),
    says: "file.csv line 2, column amount: must be in the currency of its row, USD; received '€10.00'",
  },
  {
    name: 'a currency in some rows only',
    file: lines(`${header},currency`, 'a,2025-01-01,,10,month,EUR', 'b,2025-01-01,,10,month,'),
    says: 'file.csv line 3, column currency: must name a currency, because other rows do',
  },
  {
    name: 'a decimal comma in a file that is apart by commas',
    file: lines(header, 'a,2025-01-01,,49,99,month'),
    says: 'file.csv line 2: the row has 6 cells, but the header has 5 (a comma inside a cell that is not in quotes?)',
  },
  {
    name: 'no price',
    file: lines('customer,start,monthly', 'a,2025-01-01,10'),
    says: 'no column for the amount (amount, price, mrr): name one with --amount COLUMN; the columns are customer, start, monthly',
  },
  {
    name: 'a status that says over, and no end',
    file: lines(
      'customer,start,amount,interval,status',
      'a,2025-01-01,10,month,canceled',
      'b,2025-01-01,10,month,paused',
    ),
    says: [
      /column status, once: has no end and would run forever: --end COLUMN names it, --leave-out 'canceled' leaves such rows out: line 2/,
      /column status, once: does not say since when: --pause-start COLUMN names the start, --leave-out 'paused' leaves such rows out: line 3/,
    ],
  },
  {
    name: 'cents with decimals',
    file: lines(header, 'a,2025-01-01,,49.99,month'),
    flags: ['--amounts', 'minor'],
    says: [/^file\.csv line 2, column amount: must be a whole number, because --amounts minor means/],
  },
  {
    name: 'a discount that is percent or an amount',
    file: lines(`${header},discount`, 'a,2025-01-01,,100,month,20'),
    says: [
      /^file\.csv: column discount can be percent or an amount: --discount-percent 'discount' or --discount-amount 'discount'/,
    ],
  },
  {
    name: 'the year 1: a range of thousands of months',
    file: lines(header, 'a,2025-01-01,,10,month', 'b,0001-01-01,,10,month'),
    says: "file.csv line 3, column start_date: from '0001-01-01' to 2025-01 are 24,289 months, and 1,200 are the most: mend the date, or leave the row out",
  },
  {
    name: 'ends in the year 9999, and a report up to there',
    file: lines(header, 'a,2025-01-01,9999-12-31,10,month'),
    flags: ['--open-end', 'none', '--as-of', '9999-12-31'],
    says: [/file\.csv line 2, column start_date: from '2025-01-01' to 9999-12 are 95,700 months/],
  },
  {
    name: 'seconds since 1970',
    file: lines(header, 'a,1735689600,,10,month'),
    says: [
      /^file\.csv line 2, column start_date: must be .* \(seconds since 1970\? Write dates instead\); received '1735689600'$/,
    ],
  },
  {
    name: 'an end before its start',
    file: lines(header, 'a,2025-03-01,2025-02-01,10,month'),
    says: "file.csv line 2, column end_date: must not come before its start; received '2025-02-01'",
  },
  {
    name: 'a header alone',
    file: lines(header),
    says: 'file.csv has a header, but no rows',
  },
  {
    name: 'everything lies ahead',
    file: lines(header, 'a,2027-01-01,,10,month'),
    says: 'every date lies after today, 2026-03-15: --as-of DATE sets the date up to which the data is known',
  },
];
