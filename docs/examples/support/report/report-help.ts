import { commonHelp, ledgerHelp } from '../flags/ledger-help.ts';

export const help = `Prints the retention report of a subscription ledger, one row per period, and writes it as CSV in full precision
and as a page of pictures.

Usage: npm run report -- [LEDGER.csv] [flags]      without a file: the sample ledger of these examples

${ledgerHelp}
  --from YYYY-MM             first month (default: the month of the earliest start)
  --to YYYY-MM               last month (default: the month in which the data ends, by --as-of)
  --by month|quarter|year    length of a period (default: month); whole quarters and years, from the one --from lies in
  --by plan|segment          also each plan or segment by itself; both with a comma: --by quarter,plan
  --before THEN.csv          what the last complete period was reported from: also what changed since, and what that did to its MRR
                             and rates. A file saved after the period; columns as those of LEDGER.csv
  --forecast MONTHS          also the MRR of the next so many months after --as-of, 60 at most, and how far off earlier forecasts
                             would have been
  --out FILE                 where the CSV goes (default: retention-report.csv in the current directory); FILE.md: Markdown
  --html FILE                where the page goes (default: like the CSV, with .html); none: no page
${commonHelp}`;
