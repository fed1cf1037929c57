import { commonHelp, readingHelp } from '../flags/ledger-help.ts';

export const help = `Prints how long customers wait for help (first response and resolution, by month and channel), how often tickets are reopened and
followed by another, writes every figure as CSV, and draws a page.

Usage: npm run tickets -- [TICKETS.csv] [flags]      without a file: the sample of these examples

Each row of the file: a customer asked for help. Columns are found by their names, in English or German (customer_id, opened_at,
first_response_at, resolved_at, reopened_at, reopens, channel), or named by flags:

  --customer COLUMN          --opened COLUMN             --first-response COLUMN    --resolved COLUMN
  --reopened COLUMN          when it was opened again, the last time
  --reopens COLUMN           how often it was opened again
  --channel COLUMN           how the customer asked

${readingHelp}

  --response-target HOURS    also the share answered within so many hours
  --target HOURS             also the share resolved within so many hours
  --within-days DAYS         another ticket of the customer within so many days is a repeat (default: 7)
  --time-zone ZONE           the IANA time zone of days and months, such as Europe/Berlin (default: UTC)
  --out FILE                 where the CSV goes (default: tickets.csv in the current directory); FILE.md: Markdown
  --html FILE                where the page goes (default: like the CSV, with .html); none: no page
${commonHelp}`;
