import { type MrrMovements, mrrMovements, roundMovements, type Subscription, year } from 'tenure';

/** What the page draws: a year of the sample ledger, in cents that foot. */
export function statementOf(subscriptions: readonly Subscription[]): MrrMovements {
  return roundMovements(mrrMovements(subscriptions, year('2024')), 2);
}
