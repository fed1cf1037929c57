import type { ForecastErrors, MrrForecastPeriod } from 'tenure';
import { amount, count, decimals, periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type AsOf, asOfText } from '../open/as-of.ts';
import { definitionFact, type LedgerRead, ledgerFacts } from '../page/ledger-facts.ts';
import { type Sheet, type Table, tableOf } from '../page/sheet.ts';
import { fanPicture } from './fan-picture.ts';
import type { Outlook } from './outlook.ts';

export interface ForecastData extends LedgerRead {
  readonly outlook: Outlook;
  readonly asOf: AsOf;
  readonly timeZone: string;
  readonly findings: readonly string[];
}

export function forecastSheet(data: ForecastData): Sheet {
  const { outlook, asOf, timeZone, findings, name } = data;
  return {
    title: say('MRR forecast'),
    subject: name,
    facts: [
      ...ledgerFacts(data),
      [say('As of'), asOfText(asOf)],
      [say('Time zone'), timeZone],
      [say('Currency'), outlook.forecast.currency ?? say('none named in the ledger')],
      definitionFact(data, say('the defaults')),
    ],
    findings,
    pictures: [fanPicture(outlook)],
    tables: forecastTables(outlook),
  };
}

export function forecastTables({ forecast, backtest }: Outlook): Table[] {
  const mrr = say('MRR');
  const text = (figureOf: (row: MrrForecastPeriod) => number) => (row: MrrForecastPeriod) => amount(figureOf(row));
  const bridge = tableOf(
    say('MRR forecast'),
    [
      { title: say('Period'), left: true, text: (row) => periodText(row.period.label) },
      { group: mrr, title: say('Opening'), text: text((row) => row.opening) },
      { group: mrr, title: say('New'), text: text((row) => row.new) },
      { group: mrr, title: say('Reactiv.'), text: text((row) => row.reactivation) },
      { group: mrr, title: say('Expans.'), text: text((row) => row.expansion) },
      { group: mrr, title: say('Contract.'), text: text((row) => row.contraction) },
      { group: mrr, title: say('Churn'), text: text((row) => row.churn) },
      { group: mrr, title: say('Closing'), text: text((row) => row.closing) },
      { title: say('From'), text: text((row) => row.lower) },
      { title: say('To'), text: text((row) => row.upper) },
      { title: say('Committed'), text: text((row) => row.committed) },
      { title: say('Likely'), text: text((row) => row.likely) },
      { title: say('New business'), text: text((row) => row.newBusiness) },
    ],
    forecast.periods,
    [
      say('Closing is committed + likely + new business. From and to hold four of five simulated futures.'),
      ...(backtest === null ? [] : [heldSentence(backtest)]),
    ],
  );
  if (backtest === null) return [bridge];
  const share = (figureOf: (row: ForecastErrors) => number | null) => (row: ForecastErrors) =>
    decimals(figureOf(row), 2);
  const errors = tableOf(
    say('How far such forecasts would have been off'),
    [
      { title: say('Months ahead'), left: true, text: (row) => String(row.horizon) },
      { title: say('Forecasts'), text: (row) => String(row.forecasts) },
      { title: say('Scaled error'), text: share((row) => row.scaledError) },
      { title: say('Last value'), text: share((row) => row.naive.lastValue) },
      { title: say('Last growth'), text: share((row) => row.naive.lastGrowth) },
      { title: say('Seasonal'), text: share((row) => row.naive.seasonal) },
      { title: say('Within the interval'), text: (row) => `${row.coverage.numerator} / ${row.coverage.denominator}` },
    ],
    backtest.horizons.filter(({ forecasts }) => forecasts > 0),
    [
      say(
        '1 is how far MRR used to move away from its last value in as many months; below it the forecast was nearer.',
      ),
    ],
  );
  return [bridge, errors];
}

/** A model knows less than the future does: how often its intervals held stands beside them. */
function heldSentence({ horizons }: { readonly horizons: readonly ForecastErrors[] }): string {
  const sum = (figureOf: (row: ForecastErrors) => number) => horizons.reduce((total, row) => total + figureOf(row), 0);
  return say('Intervals of earlier forecasts held {held} of the {all} figures that came.', {
    held: count(sum(({ coverage }) => coverage.numerator)),
    all: count(sum(({ coverage }) => coverage.denominator)),
  });
}
