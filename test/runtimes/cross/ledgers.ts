import type { Ledger, Period, Subscription } from 'tenure';
import { type Build, type Checks, rows, same, thrownBy } from './build.ts';

type Question = (tenure: Build['tenure'], book: Ledger, period: Period) => unknown;

const byPlan = ({ plan }: Subscription) => plan;

const questions: Readonly<Record<string, Question>> = {
  mrr: ({ mrr }, book, period) => mrr(book, period),
  mrrMovements: ({ mrrMovements }, book, period) => mrrMovements(book, period),
  mrrMovementsByCustomer: ({ mrrMovementsByCustomer }, book, period) => mrrMovementsByCustomer(book, period),
  'mrrMovementsBy with a key of the rows': ({ mrrMovementsBy }, book, period) => mrrMovementsBy(book, period, byPlan),
  churnBreakdown: ({ churnBreakdown }, book, period) => churnBreakdown(book, period, byPlan),
  customerMovements: ({ customerMovements }, book, period) => customerMovements(book, period),
  netRevenueRetention: ({ netRevenueRetention }, book, period) => netRevenueRetention(book, period),
  retentionReport: ({ retentionReport }, book, period) => retentionReport(book, [period]),
  retentionCohorts: ({ retentionCohorts }, book) => retentionCohorts(book, { asOf: '2026-04-01' }),
  customerDurations: ({ customerDurations }, book) => customerDurations(book, { asOf: '2026-04-01' }),
  renewalRate: ({ renewalRate }, book, period) => renewalRate(book, period),
  realizedLifetimeValue: ({ realizedLifetimeValue }, book) => realizedLifetimeValue(book, '2026-04-01'),
};

/** A ledger that one build compiled, asked by the other, gives what the first one says of it. */
const asked = Object.fromEntries(
  Object.entries(questions).map(([name, ask]): [string, Checks[string]] => [
    `a ledger in ${name}`,
    (from, to) => {
      const book = from.tenure.ledger(rows, { asOf: '2026-04-01' });
      const answer = ask(to.tenure, book, to.tenure.month('2026-03'));
      return answer !== undefined && same(answer, ask(from.tenure, book, from.tenure.month('2026-03')));
    },
  ]),
);

export const ledgers: Checks = {
  ...asked,
  'the form of money of a ledger': (from, to) => {
    const book = from.tenure.ledger(rows, { money: from.Decimal });
    const closing = to.tenure.mrr(book, '2026-02-01');
    return to.Decimal.isDecimal(closing) && same(closing, from.tenure.mrr(book, '2026-02-01'));
  },
  'the policy of a ledger, held against that of a call': (from, to) => {
    const book = from.tenure.ledger(rows, { trials: 'include' });
    const error = thrownBy(() => to.tenure.mrr(book, '2026-02-01', { trials: 'exclude' }));
    return to.tenure.isMetricsError(error) && error.code === 'CONFLICTING_POLICY';
  },
  'definitions compared': (from, to) =>
    same(
      to.tenure.comparePolicies(rows, from.tenure.month('2026-03'), from.tenure.policies.standard, {
        trials: 'include',
      }),
      to.tenure.comparePolicies(rows, to.tenure.month('2026-03'), to.tenure.policies.standard, { trials: 'include' }),
    ),
};
