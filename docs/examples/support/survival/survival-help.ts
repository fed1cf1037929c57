import { commonHelp, ledgerHelp } from '../flags/ledger-help.ts';

export const help = `Prints how long customers stay and what they are worth, writes their survival curve as CSV, and draws it with a projection
of the shifted-beta-geometric model.

Usage: npm run survival -- [LEDGER.csv] [flags]      without a file: the sample ledger of these examples

${ledgerHelp}
  --contracts LENGTH|all     only customers whose first contract has this length: month, quarter, year, ... (default: the
                             commonest). The model needs customers who decide at the same intervals; all takes months
  --by plan|segment          also a curve for each, by the first plan or segment of a customer
  --confidence FRACTION      of the interval around the curve (default: 0.95)
  --horizon MONTHS           how far the projection goes (default: twice as far as was observed)
  --margin FRACTION          gross margin, for lifetime values (default: 1, which is revenue)
  --discount-rate FRACTION   per year, for lifetime values (default: 0.1)
  --out FILE                 where the CSV goes (default: survival-curve.csv in the current directory); FILE.md: Markdown
  --html FILE                where the page goes (default: like the CSV, with .html); none: no page
${commonHelp}`;
