import { settable } from './settings.ts';

/** How files are read, and what overrides what was found out. */
export const readingHelp = `  --delimiter SIGN           comma, semicolon, tab, pipe, or any one sign
  --encoding NAME            utf-8, windows-1252, utf-16le, utf-16be
  --numbers STYLE            1,234.56 or 1.234,56
  --dates ORDER              day-first or month-first: of dates such as 03/04/2026
  --header-line LINE         the line with the names of the columns, where titles stand above it in the first file
  --totals keep              rows such as 'Summe' and 'Total' are rows like all others; else they are left out
  --ignore-column COLUMN     a column that is not used although its name looks like a field; may be given several times`;

/** What the examples say alike of the ledger they read. */
export const ledgerHelp = `Each row of the file: a customer pays this price from its start until its end. Columns are found by their names, in English or
German, whatever their case, blanks and underscores (customer_id, Start Date, Kündigungsdatum, Währung), or named by flags:

  --customer COLUMN          --subscription COLUMN       --plan COLUMN              --segment COLUMN
  --start COLUMN             --end COLUMN                --trial-end COLUMN         --currency COLUMN
  --amount COLUMN            --quantity COLUMN           --discount-percent COLUMN  --discount-amount COLUMN
  --pause-start COLUMN       --pause-end COLUMN          --past-due-start COLUMN    --past-due-end COLUMN
  --cancel-requested COLUMN  --churn-reason COLUMN       --status COLUMN            --signed COLUMN
  --replaces COLUMN          the subscription that this one took the place of
  --interval COLUMN|WORDS    a column, or one interval for all rows, such as month, year or '3 months'
  --interval-count COLUMN    how many intervals one bill covers

How the file is written is found out and said: delimiter, letters, decimal comma, order of dates, currency signs, intervals in words. Where it
cannot be told, a flag is asked for. Exports of Stripe, Chargebee, Recurly and RevenueCat are recognised; docs/data/files.md has them all.
The end is the first day without service; blank: still running. An amount column named 'mrr' holds whole months' revenue, so neither an
interval nor a quantity is looked for.

  --end-inclusive            the end is the last day of service: the row ends where the next day begins. Ends of pauses, trials and past
                             dues stay
  --open-end DATE            an end that stands for none, as 9999-12-31 does anyway; 'none' reads all dates as dates
  --amounts minor            amounts count the smallest unit of their currency: 1990 is 19.90 euros, 1990 yen are 1990
  --leave-out STATUSES       rows with these statuses, with commas between them, are no subscriptions; incomplete, draft, failed and the like
                             never are
  --exchange-rates FILE      a CSV of currency, rate and maybe month: what one unit is worth in the currency of the report
  --report-currency CODE     that currency, where the file of rates does not tell it
  --set OPTION=VALUE         a definition that is not the library's default, such as --set trials=include; may be given several times:
                             ${settable.slice(0, 7).join(', ')},
                             ${settable.slice(7, 13).join(', ')},
                             ${settable.slice(13).join(', ')}
  --export NAME              stripe, chargebee, recurly, revenuecat, or none: read as any other file
${readingHelp}
  --time-zone ZONE           the IANA time zone of days and months, such as Europe/Berlin (default: UTC)`;

/** What they say alike of the data and of the files they write. */
export const commonHelp = `  --as-of DATE               the data is known up to here; later ends have not happened yet (default: the day after the
                             latest date in the files that is not after today)
  --lang en|de               the language of the page, its pictures and the tables, with its numbers and dates (default: en)
  --pictures svg|png         also each picture as a file of its own, beside the CSV
  --excel de                 the CSV as a German Excel opens it: semicolons, decimal commas, dates such as 31.12.2025
  --progress                 progress on stderr also where that is not a terminal
  --help                     this text
`;
