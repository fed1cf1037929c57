import { commonHelp, ledgerHelp } from '../flags/ledger-help.ts';
import { figureNames } from './compare-flags.ts';
import { presetNames } from './sides.ts';

export const help = `Prints the MRR bridge of a period under two definitions, what each option did, and the customers that differ most; writes
all customers that differ with their causes as CSV, and draws the way from one closing MRR to the other. Says it in sentences too, to be sent on.
With --before it compares the rows of then with those of now, with --since a rate with that of an earlier period, and with --target it
looks for the options that bring a figure nearest to what a dashboard shows.

Usage: npm run compare -- [LEDGER.csv] [flags]      without a file: the sample ledger of these examples

${ledgerHelp}
  --a PRESET, --b PRESET     ${presetNames.join(', ')}
                             (default: standard, and rows: what a sum over the rows gives, where trials and pauses count and
                             each subscription is a customer; with --set-b alone, b is a with that changed)
  --set-a OPTION=VALUE       changes one option of a side, such as --set-b pauses=retain; may be given several times. --set changes
  --set-b OPTION=VALUE       both sides
  --period PERIOD            2026-03, 2026-Q1 or 2026 (default: the last complete month before --as-of)
  --by plan|segment          also each plan or segment under both definitions; with --since what each did to the rate
  --before FILE              what --period was reported from: what happened to its rows since, and what that did (definition: a)
  --since PERIOD             why a rate is not what it was then: the customers behind it, in points
  --target FIGURE            2.8% or 603788.98: which one or two options bring the figure nearest to it, and what is left over
  --rate NAME                of --since and --target: ${Object.keys(figureNames).join(', ')}
                             (default: nrr, with --target customer-churn)
  --top NUMBER               how many customers are printed (default: 10)
  --out FILE                 where the CSV goes (default: policy-comparison.csv in the current directory, or
                             restatement.csv, rate-change.csv, nearest-options.csv); FILE.md: Markdown
  --html FILE                where the page goes (default: like the CSV, with .html); none: no page
${commonHelp}
Both sides are of the same time zone, that of the period: to see what a zone does, compare two runs.
`;
