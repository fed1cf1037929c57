import { commonHelp, ledgerHelp } from '../flags/ledger-help.ts';

export const help = `Forecasts the MRR of a subscription ledger by month: what is committed, what is likely, what new business may bring; says how
far such forecasts would have been off in the past, writes all of it as CSV, and draws it.

Usage: npm run forecast -- [LEDGER.csv] [flags]      without a file: the sample ledger of these examples

${ledgerHelp}
  --months COUNT             how far (default: 12)
  --new-business AMOUNT      MRR of new customers per month (default: as in one of the last 12 months)
  --out FILE                 where the CSV goes (default: mrr-forecast.csv in the current directory); FILE.md: Markdown
  --html FILE                where the page goes (default: like the CSV, with .html); none: no page
${commonHelp}`;
