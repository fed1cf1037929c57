import {
  churnBreakdown,
  customerDurations,
  type Ledger,
  mrrMovements,
  mrrMovementsBy,
  type Period,
  renewalRate,
  type Subscription,
  trialConversionRate,
} from 'tenure';

/** What all functions are made of: statements, and questions about rows, subscriptions, trials and lives. */
export function answersOf(book: Ledger, period: Period) {
  return {
    statement: mrrMovements(book as unknown as Ledger<Subscription, 'fraction'>, period, {
      money: 'fraction',
      movements: 'event',
    }),
    byPlan: mrrMovementsBy(book, period, ({ plan, segment, quantity }) => `${plan} ${segment} ${quantity}`),
    churn: churnBreakdown(book, period, ({ churnReason, currency }) => `${churnReason} ${currency}`),
    renewals: renewalRate(book, period),
    trials: trialConversionRate(book, period),
    lives: customerDurations(book, {}),
  };
}
