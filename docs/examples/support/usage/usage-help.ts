import { commonHelp, readingHelp } from '../flags/ledger-help.ts';

export const help = `Prints how customers use a product (active customers, stickiness, features, retention, a funnel) and what they answer to a
survey (NPS, CSAT or CES, by month and segment, and their themes), writes every figure as CSV, and draws a page.

Usage: npm run usage -- [EVENTS.csv [ANSWERS.csv]] [flags]      without files: the samples of these examples

Each row of the first file: a customer used the product. Each row of the second: a customer answered. Columns are found by their names, in
English or German (customer_id, at, user_id, feature, duration_seconds, count; score, survey, segment, themes; or nps, csat and ces), or named
by flags:

  --customer COLUMN          --at COLUMN                 --user COLUMN              --feature COLUMN
  --duration COLUMN          of an event, in seconds; blank: not known
  --count COLUMN             how many events a row stands for
  --survey-customer COLUMN   --survey-at COLUMN          --score COLUMN             --segment COLUMN
  --survey-column COLUMN     what was asked: nps, csat or ces; blank: nps
  --themes COLUMN            what an answer is about, several ones with a separator between them
  --theme-separator TEXT     (default: ;)

How the files are written is found out and said; docs/data/files.md says how.

${readingHelp}

  --survey nps|csat|ces      whose answers are measured (default: nps); others are counted. CSAT is asked from 1 to 5, CES from 1 to 7, or else:
  --scale LOW-HIGH           the lowest and the highest score of CSAT or CES, such as 1-7
  --good-from SCORE          the lowest score of a satisfied customer, or of one for whom it was easy
  --confidence FRACTION      of the intervals around the scores (default: 0.95)
  --steps A,B,C              a funnel of these features, in this order (of the sample: signup,import,report,invite)
  --within-days DAYS         how long a customer may take for all steps (default: 30)
  --time-zone ZONE           the IANA time zone of days and months, such as Europe/Berlin (default: UTC)
  --out FILE                 where the CSV goes (default: usage.csv in the current directory); FILE.md: Markdown
  --html FILE                where the page goes (default: like the CSV, with .html); none: no page
${commonHelp}`;
