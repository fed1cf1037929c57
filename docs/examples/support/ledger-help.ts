/** What the examples say alike of the file they read. */
export const ledgerHelp = `Each row of the file: a customer pays this price from its start until its end. Its columns are taken by well-known names
(customer_id, subscription_id, start_date, end_date, amount, interval, ...) or named by flags:

  --customer COLUMN          --subscription COLUMN       --plan COLUMN              --segment COLUMN
  --start COLUMN             --end COLUMN                --trial-end COLUMN         --currency COLUMN
  --amount COLUMN            --quantity COLUMN           --pause-start COLUMN       --pause-end COLUMN
  --cancel-requested COLUMN  --past-due-start COLUMN     --past-due-end COLUMN
  --interval COLUMN|WORD     a column, or one of day, week, month, quarter, year for all rows
  --interval-count COLUMN    how many intervals one bill covers

Dates are 'YYYY-MM-DD', or date-times with an offset or Z. The end is the first day without service; blank: still running.
Amounts are decimals such as 49.99, in major currency units. An amount column named 'mrr' holds whole months' revenue, so
neither an interval nor a quantity is looked for. All rows are of one currency: exchange rates have no flag.

  --end-inclusive            the end is the last day of service. Dates move on by a day; date-times are instants and stay,
                             and so do the ends of pauses, trials and past dues
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
