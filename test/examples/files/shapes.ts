import { lines, utf16, windows1252 } from './open-file.ts';

export interface Shape {
  readonly name: string;
  readonly file: string | Uint8Array;
  readonly flags?: readonly string[];
  /** MRR and customers at dates. */
  readonly gives: Readonly<Record<string, readonly [mrr: number, customers: number]>>;
  readonly says?: readonly (string | RegExp)[];
}

const german = lines(
  'Kundennummer;Vertragsbeginn;Vertragsende;Preis;Turnus;Menge;Währung',
  'K-1;01.01.2025;;1.234,50 €;jährlich;1;EUR',
  'K-2;15.02.2025;31.12.2025;49,90 €;monatlich;3;EUR',
  'K-3;01.03.2025;;89,00 €;vierteljährlich;1;EUR',
  'Summe;;;1.373,40 €;;;',
);
const germanFigures = { '2025-06-01': [102.875 + 149.7 + 89 / 3, 3], '2026-01-15': [102.875 + 89 / 3, 2] } as const;

const plain = ['ada,2025-01-01,,49.99,month', 'ben,2025-02-01,2025-12-01,600,year'];
const plainFigures = { '2025-06-01': [99.99, 2], '2026-01-01': [49.99, 1] } as const;

/** Shapes of files as spreadsheets, databases and people make them; the values are invented. */
export const shapes: readonly Shape[] = [
  {
    name: 'the plain one: nothing is said of how it is written',
    file: lines('customer_id,start_date,end_date,amount,interval', ...plain),
    gives: plainFigures,
    says: [/^(?!.*Read as)/s, 'Columns: customer = customer_id, start = start_date'],
  },
  {
    name: 'with a byte order mark, as Excel saves "CSV UTF-8"',
    file: `\uFEFF${lines('customer_id,start_date,end_date,amount,interval', ...plain)}`,
    gives: plainFigures,
  },
  {
    name: 'with bare line feeds and no last one',
    file: ['customer_id,start_date,end_date,amount,interval', ...plain].join('\n'),
    gives: plainFigures,
  },
  {
    name: 'apart by tabs',
    file: lines('customer_id,start_date,end_date,amount,interval', ...plain).replaceAll(',', '\t'),
    gives: plainFigures,
    says: ['Read as: columns separated by tabs'],
  },
  {
    name: 'apart by pipes',
    file: lines('customer_id,start_date,end_date,amount,interval', ...plain).replaceAll(',', '|'),
    gives: plainFigures,
    says: ['columns separated by pipes'],
  },
  {
    name: "Excel's own first line",
    file: `sep=;\r\n${lines('customer_id,start_date,end_date,amount,interval', ...plain).replaceAll(',', ';')}`,
    gives: plainFigures,
  },
  {
    name: 'UTF-16 with tabs, as Excel saves "Unicode text"',
    file: utf16(lines('customer_id,start_date,end_date,amount,interval', ...plain).replaceAll(',', '\t')),
    gives: plainFigures,
    says: ['Read as: utf-16le, columns separated by tabs'],
  },
  {
    name: 'German Excel, Windows-1252',
    file: windows1252(german),
    gives: germanFigures,
    says: [
      'Read as: windows-1252, columns separated by semicolons, numbers like 1.234,56, dates with the day first (15.02.2025)',
      "Left out as totals: line 5 'Summe'",
      'currency = Währung',
    ],
  },
  { name: 'German Excel, UTF-8', file: german, gives: germanFigures },
  {
    name: 'German Excel, with titles above and blank lines',
    file: lines('Bestand 2026;;;;;;', ';;;;;;', ...german.split('\r\n').slice(0, -1), '', ';;;;;;'),
    gives: germanFigures,
    says: ['header on line 3'],
  },
  {
    name: 'dates with years of two digits',
    file: lines('Kunde;Beginn;Ende;Betrag;Intervall', 'ada;31.01.25;;49,99;Monat', 'ben;01.02.25;30.11.25;600;Jahr'),
    gives: plainFigures,
  },
  {
    name: 'ends that are the last day',
    file: lines(
      'Kunde;Beginn;Ende;Betrag;Intervall',
      'ada;01.01.2025;;49,99;monatlich',
      'ben;01.02.2025;31.12.2025;600,00;jährlich',
    ),
    flags: ['--end-inclusive'],
    gives: { '2025-12-31': [99.99, 2], '2026-01-01': [49.99, 1] },
  },
  {
    name: 'an American spreadsheet',
    file: lines(
      'Customer ID,Start Date,End Date,Price,Billing Period,Seats,Currency',
      'ada,1/31/2025,,"$1,188.00",Yearly,1,USD',
      'ben,2/1/2025,12/31/2025,$49.50,Monthly,2,USD',
    ),
    gives: { '2025-06-01': [198, 2], '2026-01-01': [99, 1] },
    says: ['numbers like 1,234.56', 'dates with the month first (1/31/2025)'],
  },
  {
    name: 'British dates',
    file: lines(
      'Customer,Start,End,Fee,Frequency',
      'ada,31/01/2025,,£49.99,monthly',
      'ben,01/02/2025,30/11/2025,£600.00,annually',
    ),
    gives: plainFigures,
    says: ['dates with the day first (31/01/2025)'],
  },
  {
    name: 'dates that can be both, with the flag',
    file: lines('Customer,Start,End,Fee,Frequency', 'ada,01/02/2025,,50,monthly'),
    flags: ['--dates', 'month-first'],
    gives: { '2025-01-15': [50, 1] },
  },
  {
    name: 'dates with times of the day and with names of months',
    file: lines(
      'customer,start,end,amount,interval',
      'ada,"Jan 1, 2025 9:05 AM",,10,month',
      'ben,3 March 2025,,20,month',
      'cem,2025/04/01 00:00:00,,30,month',
      'dia,20250501,,40,month',
      'eve,1. Juni 2025,,50,month',
    ),
    gives: { '2025-06-15': [150, 5], '2025-05-15': [100, 4] },
    says: ['Times without an offset (start) are read as local time in UTC'],
  },
  {
    name: 'dates and offsets that are nearly ISO 8601',
    file: lines(
      'customer,start,end,amount,interval',
      'a,2025-1-5,2025-2-5,10,month',
      'b,2025-01-05T10:00:00+0100,,20,month',
      'c,2025-01-05 10:00+01,2025-06-01T00:00:00,30,month',
      'd,2025-01-05T10:00:00.123Z,,40,month',
    ),
    gives: { '2025-01-05T09:00:00Z': [60, 3], '2025-01-05T08:59:59Z': [10, 1], '2025-07-01': [60, 2] },
  },
  {
    name: 'columns that are named, below a title',
    file: lines(
      'Export,,,',
      'Customers of 2025,,,',
      'Who,Since,What,How',
      'Product,2025-01-01,10,month',
      'Account,2025-01-01,20,month',
    ),
    flags: ['--customer', 'who', '--start', 'Since', '--amount', 'What', '--interval', 'How'],
    gives: { '2025-02-01': [30, 2] },
    says: ['header on line 3', 'customer = Who (flag)'],
  },
  {
    name: 'timestamps of a database, in Berlin',
    file: lines(
      'customer_id,started_at,ended_at,price,interval',
      'ada,2025-03-31 23:30:00+00,NULL,10,month',
      'ben,2025-03-31 23:30:00,\\N,20,month',
    ),
    flags: ['--time-zone', 'Europe/Berlin'],
    gives: { '2025-04-01': [20, 1], '2025-04-02': [30, 2] },
    says: ['as local time in Europe/Berlin'],
  },
  {
    name: 'intervals in words',
    file: lines(
      'customer,start,amount,interval',
      'a,2025-01-01,12,3 months',
      'b,2025-01-01,12,alle 6 Monate',
      'c,2025-01-01,12,halbjährlich',
      'd,2025-01-01,12,P1Y',
      'e,2025-01-01,12,per quarter',
      'f,2025-01-01,24,2 Jahre',
      'g,2025-01-01,12,12-month',
    ),
    gives: { '2025-06-01': [4 + 2 + 2 + 1 + 4 + 1 + 1, 7] },
  },
  {
    name: 'one interval for all rows, of three months',
    file: lines('customer,start,amount', 'a,2025-01-01,12'),
    flags: ['--interval', '3 months'],
    gives: { '2025-06-01': [4, 1] },
    says: ['interval = 3 months for all rows'],
  },
  {
    name: 'an interval in a column whose name is an interval',
    file: lines('customer,start,amount,month', 'a,2025-01-01,12,yearly'),
    flags: ['--interval', 'month'],
    gives: { '2025-06-01': [1, 1] },
    says: ['interval = month (flag)'],
  },
  {
    name: 'a column of whole months of revenue',
    file: lines('Kunde;Seit;MRR (EUR)', 'ada;01.01.2025;1.250,00', 'ben;13.01.2025;99,5'),
    gives: { '2025-06-01': [1349.5, 2] },
    says: ['interval = month for all rows', 'amount = MRR (EUR)'],
  },
  {
    name: 'headers in other cases, with blanks and underscores, also of optional columns',
    file: lines(
      'CUSTOMER ID,Start_Date,Ended At,Unit Price,billing interval,Quantity,CURRENCY,Trial Ends At,Plan Name',
      'ada,2025-01-01,2025-07-01,10,month,4,eur,2025-02-01,Pro',
    ),
    gives: { '2025-01-15': [0, 0], '2025-06-30': [40, 1], '2025-07-01': [0, 0] },
    says: [
      'end = Ended At',
      'quantity = Quantity',
      'currency = CURRENCY',
      'trial-end = Trial Ends At',
      'plan = Plan Name',
    ],
  },
  {
    name: 'a date of cancellation as the only end',
    file: lines(
      'Kunde;Beginn;Kündigungsdatum;Betrag;Intervall',
      'ada;01.01.2025;30.06.2025;10,00;Monat',
      'ben;13.01.2025;;20,00;Monat',
    ),
    gives: { '2025-06-29': [30, 2], '2025-06-30': [20, 1] },
    says: [
      "No other column is an end, so Kündigungsdatum is read as the first day without service; --cancel-requested 'Kündigungsdatum'",
    ],
  },
  {
    name: 'a date of cancellation beside an end',
    file: lines(
      'Kunde;Beginn;Ende;Kündigungsdatum;Betrag;Intervall',
      'ada;01.01.2025;31.08.2025;30.06.2025;10,00;Monat',
    ),
    gives: { '2025-08-30': [10, 1], '2025-08-31': [0, 0] },
    says: ['end = Ende', 'cancel-requested = Kündigungsdatum'],
  },
  {
    name: 'ends that stand for none',
    file: lines(
      'customer,start,end,amount,interval',
      'a,2025-01-01,9999-12-31,10,month',
      'b,2025-01-01,unbefristet,10,month',
      'c,2025-01-01,2099-12-31,10,month',
      'd,2025-01-01,2025-05-01,10,month',
    ),
    flags: ['--open-end', '2099-12-31'],
    gives: { '2025-02-01': [40, 4], '2025-06-01': [30, 3] },
    says: ["1 end of '9999-12-31' is read as no end", "1 end of 'unbefristet'", "1 end of '2099-12-31'"],
  },
  {
    name: 'planned ends are counted, and have not happened',
    file: lines(
      'customer,start,end,amount,interval',
      'a,2025-01-01,2027-12-31,10,month',
      'b,2026-02-01,,10,month',
      'c,2026-05-01,,10,month',
    ),
    gives: { '2026-02-01': [20, 2] },
    says: [
      'As of: 2026-02-02 (the day after 2026-02-01, the latest date that is not after today; 1 end lies later and has not happened; 1 row begins later and is left out)',
    ],
  },
  {
    name: 'cents',
    file: lines(
      'customer,start,amount,interval,currency',
      'a,2025-01-01,118800,year,USD',
      'b,2025-01-01,1200,month,JPY',
    ),
    flags: ['--amounts', 'minor', '--exchange-rates', 'rates.csv'],
    gives: { '2025-06-01': [99 + 12, 2] },
    says: ['Currencies: all in USD: 1 JPY = 0.01 USD'],
  },
  {
    name: 'several currencies, with rates of German writing by month',
    file: lines('customer,start,amount,interval,currency', 'a,2025-01-01,100,month,USD', 'b,2025-01-01,50,month,EUR'),
    flags: ['--exchange-rates', 'kurse.csv'],
    gives: { '2025-01-15': [142, 2], '2025-02-15': [140, 2] },
    says: ['Currencies: all in EUR: USD by month'],
  },
  {
    name: 'the currency in the cells alone',
    file: lines('Kunde;Beginn;Preis;Intervall', 'ada;01.01.2025;EUR 49,99;Monat', 'ben;13.01.2025;50,00 EUR;Monat'),
    gives: { '2025-06-01': [99.99, 2] },
  },
  {
    name: 'thousands by apostrophes and blanks',
    file: lines('Kunde;Beginn;Preis;Intervall', "ada;01.01.2025;CHF 1'200.00;Jahr", 'ben;13.01.2025;2 400.00;Jahr'),
    gives: { '2025-06-01': [300, 2] },
  },
  {
    name: 'thousands or decimals, with the flag',
    file: lines('customer,start,amount,interval', 'ada,2025-01-01,1.200,year'),
    flags: ['--numbers', '1.234,56'],
    gives: { '2025-06-01': [100, 1] },
  },
  {
    name: 'Canadian dollars, and a customer whose name is Total',
    file: lines(
      'customer,start,end,amount,interval,currency,plan,note',
      'Total,2025-01-01,,$10.00,month,CAD,,',
      'ada,2025-01-01,,$20.00,month,CAD,,',
      'Total,,,$30.00,,,,',
    ),
    gives: { '2025-02-01': [30, 2] },
    says: ["Left out as totals: line 4 'Total'"],
  },
  {
    name: 'a discount whose column says that it is percent',
    file: lines('Kunde;Beginn;Preis;Turnus;Rabatt %', 'ada;01.01.2025;100,00;Monat;12,5'),
    gives: { '2025-02-01': [87.5, 1] },
  },
  {
    name: 'discounts in percent',
    file: lines('customer,start,amount,interval,discount', 'ada,2025-01-01,100,month,20%', 'ben,2025-01-01,100,month,'),
    gives: { '2025-06-01': [180, 2] },
    says: ['discount-percent = discount'],
  },
  {
    name: 'statuses: what never paid is left out',
    file: lines(
      'customer,start,end,amount,interval,status',
      'a,2025-01-01,,10,month,active',
      'b,2025-01-01,2025-03-01,10,month,canceled',
      'c,2025-01-01,,10,month,incomplete_expired',
      'd,2025-01-01,,10,month,trialing',
      'e,2025-01-01,,10,month,demo',
    ),
    flags: ['--leave-out', 'demo'],
    gives: { '2025-02-01': [20, 2], '2025-04-01': [10, 1] },
    says: [
      'Left out: 1 incomplete_expired (never paid), 1 trialing (no end of the trial is given), 1 demo (--leave-out)',
    ],
  },
  {
    name: 'a column state that is one of the United States',
    file: lines('customer,state,start,amount,interval', 'a,CA,2025-01-01,10,month', 'b,NY,2025-01-01,10,month'),
    gives: { '2025-02-01': [20, 2] },
    says: ['No value of state is a known status', 'Not used: state'],
  },
  {
    name: 'pauses and times past due',
    file: lines('customer,start,amount,interval,paused at,resumed at', 'a,2025-01-01,10,month,2025-03-01,2025-05-01'),
    gives: { '2025-02-01': [10, 1], '2025-04-01': [0, 0], '2025-05-01': [10, 1] },
  },
  {
    name: 'columns and rows that a spreadsheet leaves behind',
    file: lines('customer,start,amount,interval,,', 'a,2025-01-01,10,month,,', 'b,2025-01-01,20,month', ',,,,,', ''),
    gives: { '2025-02-01': [30, 2] },
  },
  {
    name: 'two columns for one field that say the same',
    file: lines('customer,start,start_date,amount,interval', 'a,2025-01-01,2025-01-01,10,month'),
    gives: { '2025-02-01': [10, 1] },
  },
  {
    name: 'a column in doubt, with the flag that leaves it out',
    file: lines('customer,start,amount,interval,quantty', 'a,2025-01-01,10,month,4'),
    flags: ['--ignore-column', 'quantty'],
    gives: { '2025-02-01': [10, 1] },
    says: ['Not used: quantty'],
  },
  {
    name: 'cells in quotes, with line breaks and delimiters',
    file: lines('customer,note,start,amount,interval', '"Meier, Müller ""& Co""","one\r\ntwo",2025-01-01,"1,200",year'),
    flags: ['--numbers', '1,234.56'],
    gives: { '2025-02-01': [100, 1] },
  },
];
