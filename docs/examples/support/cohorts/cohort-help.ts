import { commonHelp, ledgerHelp } from '../flags/ledger-help.ts';

export const help = `Prints which share of the customers who first paid in the same month, quarter or year still pays so much later, writes
customers and MRR of every cohort and age as CSV, and draws heat maps of both and their average.

Usage: npm run cohorts -- [LEDGER.csv] [flags]      without a file: the sample ledger of these examples

${ledgerHelp}
  --by month|quarter|year    what a cohort is, and what ages are counted in (default: month)
  --ages calendar|elapsed    calendar: age 1 ends with the month after the cohort's own; elapsed: age 1 is one month after each
                             customer's own first payment (default: calendar)
  --out FILE                 where the CSV goes (default: retention-cohorts.csv in the current directory); FILE.md: Markdown
  --html FILE                where the page goes (default: like the CSV, with .html); none: no page
${commonHelp}`;
