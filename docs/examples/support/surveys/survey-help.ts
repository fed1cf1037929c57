import { commonHelp, readingHelp } from '../flags/ledger-help.ts';

export const help = `Prints what customers answer to surveys (NPS, CSAT and CES, by month, quarter and segment, and the themes of the answers), writes
every figure as CSV, and draws a page.

Usage: npm run surveys -- [ANSWERS.csv] [flags]      without a file: the sample of these examples

Each row of the file: a customer answered. Columns are found by their names, in English or German (customer_id, at, score, survey, segment,
themes; or nps, csat and ces), or named by flags:

  --survey-customer COLUMN   --survey-at COLUMN          --score COLUMN             --segment COLUMN
  --survey-column COLUMN     what was asked: nps, csat or ces; blank: nps
  --themes COLUMN            what an answer is about, several ones with a separator between them
  --theme-separator TEXT     (default: ;)

${readingHelp}

  --survey nps|csat|ces      only this one (default: all that there are answers to). CSAT is asked from 1 to 5, CES from 1 to 7, or else:
  --scale LOW-HIGH           the lowest and the highest score of CSAT or CES, such as 1-7
  --good-from SCORE          the lowest score of a satisfied customer, or of one for whom it was easy
  --confidence FRACTION      of the intervals around the scores (default: 0.95)
  --time-zone ZONE           the IANA time zone of days and months, such as Europe/Berlin (default: UTC)
  --out FILE                 where the CSV goes (default: surveys.csv in the current directory); FILE.md: Markdown
  --html FILE                where the page goes (default: like the CSV, with .html); none: no page
${commonHelp}`;
