import { commonHelp, ledgerHelp } from '../flags/ledger-help.ts';

export const help = `Scores the health of customers on the first day of each month from what was known then, holds the scores against who left
afterwards, suggests weights, writes every score as CSV, and draws the bands over time and how the scores are calibrated.

Usage: npm run health -- [LEDGER.csv] [flags]      without a file: an invented book of customers, the same each time

${ledgerHelp}

What is known beside the ledger, in files of their own; without one its signals are not known:

  --events FILE              customer_id, at, and maybe user_id, feature: somebody used the product
  --tickets FILE             customer_id, opened_at, and maybe resolved_at, reopened_at
  --payments FILE            customer_id, at, status (succeeded, failed, writtenOff), and maybe invoice_id
  --answers FILE             customer_id, at, score, and maybe survey (nps, csat, ces)
  --column FILE.FIELD=NAME   a column of these files, such as answers.score=Note or tickets.opened=Eingang
  --model FILE               the health model as JSON (default: that of the example; see docs/examples/support/health)
  --horizon-days DAYS        who leaves within so many days counts as lost (default: 60)
  --months MONTHS            on the first days of how many months the scores are computed (default: 18, or all there are)
  --confidence FRACTION      of the intervals (default: 0.95)
  --out FILE                 where the CSV goes (default: health.csv in the current directory); FILE.md: Markdown
  --html FILE                where the page goes (default: like the CSV, with .html); none: no page
${commonHelp}`;
