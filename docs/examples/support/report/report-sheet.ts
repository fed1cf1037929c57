import type { MrrMovements } from 'tenure';
import type { PictureData } from '../draw/picture.ts';
import { fanPicture } from '../forecast/fan-picture.ts';
import { forecastTables } from '../forecast/forecast-sheet.ts';
import type { Outlook } from '../forecast/outlook.ts';
import { say } from '../language/language.ts';
import { type AsOf, asOfText } from '../open/as-of.ts';
import { definitionFact, type LedgerRead, ledgerFacts } from '../page/ledger-facts.ts';
import { type Facts, type Sheet, type Table, tableOf } from '../page/sheet.ts';
import { customersPicture } from './customers-picture.ts';
import { mrrPicture } from './mrr-picture.ts';
import { ratesPicture } from './rates-picture.ts';
import { reportColumns } from './report-columns.ts';
import { type Restated, restatedFacts, restatedPictures, restatedTables } from './restated.ts';
import { type SplitReport, splitPicture, splitTable } from './split-report.ts';
import { waterfallPicture } from './waterfall-picture.ts';

export interface ReportData extends PictureData, LedgerRead {
  /** From when to when, and why. */
  readonly range: string;
  readonly asOf: AsOf;
  readonly timeZone: string;
  readonly findings: readonly string[];
  /** Of the latest period that is complete, if any is. */
  readonly statement: MrrMovements;
  readonly split: SplitReport | undefined;
  /** Where the file of the rows of then is given. */
  readonly restated?: Restated | undefined;
  readonly outlook?: Outlook | undefined;
}

/** All that the report has to say. */
export function reportSheet(data: ReportData): Sheet {
  const { rows, statement, split, findings, name, restated, outlook } = data;
  return {
    title: say('Retention report'),
    subject: name,
    facts: factsOf(data),
    findings,
    pictures: [
      mrrPicture(data),
      waterfallPicture(statement),
      ratesPicture(data),
      customersPicture(data),
      ...(split === undefined ? [] : [splitPicture(split)]),
      ...(restated === undefined ? [] : restatedPictures(restated)),
      ...(outlook === undefined ? [] : [fanPicture(outlook)]),
    ],
    tables: [
      ...(split === undefined ? [] : [splitTable(split)]),
      ...(restated === undefined ? [] : restatedTables(restated)),
      ...(outlook === undefined ? [] : forecastTables(outlook)),
      allFigures(data, rows),
    ],
  };
}

function factsOf(data: ReportData): Facts {
  const { range, asOf, by, timeZone, currency, restated } = data;
  return [
    ...ledgerFacts(data),
    [say('Periods'), `${range}, ${byText(by)}`],
    ...(restated === undefined ? [] : restatedFacts(restated)),
    [say('As of'), asOfText(asOf)],
    [say('Time zone'), timeZone],
    [say('Currency'), currency ?? say('none named in the ledger')],
    definitionFact(
      data,
      say(
        'the defaults of the library: one net movement per customer and period; trials and free plans do not count; a pause is churn, and its end a reactivation; NRR leaves reactivations out',
      ),
    ),
  ];
}

export function byText(by: ReportData['by']): string {
  return { month: say('by month'), quarter: say('by quarter'), year: say('by year') }[by];
}

export function allFigures({ currency }: Pick<ReportData, 'currency'>, rows: ReportData['rows']): Table {
  return tableOf(say('All figures'), reportColumns(), rows, [
    ...(currency === null ? [] : [say('Amounts in {currency}.', { currency })]),
    say(
      'A dash: nothing to divide by, or 12 months before it there was nothing. Each number is rounded by itself, so a sum may miss by the last digit.',
    ),
  ]);
}
