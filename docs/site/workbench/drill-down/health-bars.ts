import { healthScores, healthSignals } from 'tenure';
import { periodOf } from '../../../examples/support/compare/compare-flags.ts';
import type { HealthBook } from '../../../examples/support/health/health-book.ts';
import { bandName } from '../../../examples/support/health/health-columns.ts';
import { healthRows } from '../../../examples/support/health/health-rows.ts';
import type { HealthStudy } from '../../../examples/support/health/health-study.ts';
import { amount, count, dateText, decimals, periodText } from '../../../examples/support/language/formats.ts';
import { say } from '../../../examples/support/language/language.ts';
import { customersTable, type OwnBar } from './own-bar.ts';

/** The bands of each month, and the steps of the score. */
export function healthBars(book: HealthBook, study: HealthStudy): OwnBar[] {
  return [...bandBars(book, study), ...scoreBars(study)];
}

function bandBars({ data, model, policy }: HealthBook, { months }: HealthStudy): OwnBar[] {
  return months.flatMap(({ period, bands }) =>
    bands.map(({ band }) => ({
      says: `${periodText(period)} ${bandName(band)}`,
      pictures: ['bands'],
      customers() {
        const { start } = periodOf(period, policy.timeZone ?? 'UTC');
        const signals = healthSignals(data, start, policy);
        const rows = healthScores(signals, model).flatMap(({ customerId, score, band: own }, place) =>
          own === band ? [{ customerId, mrr: signals[place]?.values.mrr ?? null, score }] : [],
        );
        const sorted = rows.sort((one, other) => (other.mrr ?? 0) - (one.mrr ?? 0));
        return customersTable(`${periodText(period)}, ${bandName(band)}`, sorted, [
          { title: say('Customer'), text: ({ customerId }) => customerId },
          { title: say('MRR'), text: ({ mrr }) => amount(mrr) },
          { title: say('Score'), text: ({ score }) => decimals(score, 0) },
        ]);
      },
    })),
  );
}

/** Each customer once per month, those who left first. */
function scoreBars(study: HealthStudy): OwnBar[] {
  return study.backtest.pooled.calibration.map(({ from, to, churned, observations }) => ({
    says: say('{from} to {to}', { from, to }),
    pictures: ['calibration'],
    customers() {
      const isIn = (score: number) => score >= from && (score < to || (score === 100 && to === 100));
      const rows = healthRows(study).filter(({ score, churned: left }) => {
        return score !== null && left !== null && isIn(score);
      });
      const sorted = rows.sort(
        (one, other) =>
          Number(other.churned) - Number(one.churned) ||
          (one.date < other.date ? 1 : one.date > other.date ? -1 : (other.mrr ?? 0) - (one.mrr ?? 0)),
      );
      return customersTable(
        `${say('Score')} ${say('{from} to {to}', { from, to })}, ${say('left')}`,
        sorted,
        [
          { title: say('Customer'), text: ({ customer_id }) => customer_id },
          { title: say('Month'), text: ({ date }) => dateText(date) },
          { title: say('MRR'), text: ({ mrr }) => amount(mrr) },
          { title: say('Score'), text: ({ score }) => decimals(score, 0) },
          { title: say('Left'), text: ({ churned: left }) => (left ? say('left') : '') },
        ],
        say('{part} of {count}', { part: count(churned), count: count(observations) }),
      );
    },
  }));
}
