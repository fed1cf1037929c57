import {
  backtestHealthScore,
  customerDurations,
  type HealthBacktest,
  type HealthBandCount,
  healthBands,
  healthScores,
  healthSignals,
  isMetricsError,
  months,
  type SuggestedWeights,
  suggestWeights,
} from 'tenure';
import type { Place } from '../draw/picture.ts';
import { blaming } from '../flags/blaming.ts';
import { InputError } from '../input-error.ts';
import { say } from '../language/language.ts';
import { addDays, dateAt } from '../open/calendar-text.ts';
import { instants } from '../open/instants.ts';
import { type AtRisk, atRiskOf } from './at-risk.ts';
import type { HealthBook } from './health-book.ts';
import type { HealthFlags } from './health-flags.ts';

/** The customers on the first day of a month, by band. */
export interface MonthOfBands extends Place {
  readonly customers: number;
  readonly bands: readonly HealthBandCount[];
}

export interface HealthStudy {
  readonly months: readonly MonthOfBands[];
  readonly backtest: HealthBacktest;
  /** Or why there is none. */
  readonly suggestion: SuggestedWeights | { readonly reason: string };
  /** When the data was taken. */
  readonly atRisk: readonly AtRisk[];
  readonly horizonDays: number;
  readonly confidence: number;
  readonly timeZone: string;
}

type Asked = Pick<HealthFlags, 'horizonDays' | 'months' | 'confidence' | 'timeZone'>;

type Known = Pick<HealthBook, 'asOf' | 'data' | 'model' | 'policy'>;

export function healthStudy({ data, model, asOf, policy }: Known, asked: Asked): HealthStudy {
  const { horizonDays, confidence, timeZone } = asked;
  const starts = datesOf(data.subscriptions, asOf.instant, asked);
  const options = policy;
  const settings = { horizonDays, confidence, asOf: asOf.instant, ...options };
  const backtest = blaming({ 'options.asOf': '--as-of' }, () =>
    backtestHealthScore(data, model, { ...settings, dates: starts }),
  );
  const decided = backtest.dates.filter(({ observations }) => observations > 0).map(({ date }) => date);
  return {
    months: starts.map((start) => {
      const scores = healthScores(healthSignals(data, start, options), model);
      return {
        period: dateAt(start, timeZone).slice(0, 7),
        complete: true,
        customers: scores.length,
        bands: healthBands(scores, model),
      };
    }),
    backtest,
    suggestion: suggestionOf(decided, horizonDays + (policy.churnGraceDays ?? 0), timeZone, (fit, test) =>
      suggestWeights(data, model, { ...settings, fit, test }),
    ),
    atRisk: atRiskOf(data, model, asOf.instant, options),
    horizonDays,
    confidence,
    timeZone,
  };
}

/** The first days of months on which there were customers and the data was known. */
function datesOf(
  rows: HealthBook['data']['subscriptions'],
  asOf: string,
  { months: most, timeZone }: Pick<Asked, 'months' | 'timeZone'>,
): Date[] {
  const first = rows.map(({ start }) => String(start).slice(0, 7)).sort()[0] ?? '';
  // Asked of the library first, so that it says what is wrong with it.
  blaming({ 'options.asOf': '--as-of' }, () => customerDurations([], { asOf, timeZone }));
  const last = dateAt(new Date(instants(timeZone)(asOf)), timeZone).slice(0, 7);
  const known = first < last ? months(first, last, { timeZone }) : [];
  // In the first month nobody was there on its first day.
  const starts = known.slice(1).map(({ start }) => start);
  if (starts.length === 0)
    throw new InputError(`no month begins between ${first} and ${asOf}: there is nothing to score`);
  return starts.slice(-most);
}

type Suggest = (fit: readonly Date[], test: readonly Date[]) => SuggestedWeights;

/** Fitted on the first half of the dates, and tested on those that begin after these are decided. */
function suggestionOf(
  dates: readonly Date[],
  decidedAfterDays: number,
  timeZone: string,
  suggest: Suggest,
): HealthStudy['suggestion'] {
  const fit = dates.slice(0, Math.ceil(dates.length / 2));
  const lastFit = fit.at(-1);
  const end = lastFit === undefined ? '' : addDays(dateAt(lastFit, timeZone), decidedAfterDays);
  const test = dates.slice(fit.length).filter((date) => dateAt(date, timeZone) >= end);
  if (test.length === 0)
    return { reason: say('the data is too short to fit weights on one part and test them on a later one') };
  try {
    return suggest(fit, test);
  } catch (error) {
    if (!isMetricsError(error) || error.code !== 'NOT_IDENTIFIABLE') throw error;
    return { reason: say('in the first half of the data nobody left, or everybody did') };
  }
}
