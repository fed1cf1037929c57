import type { Subscription } from 'tenure';

/** A plain row, but for the fields given: ada pays 10 a month from January 2026 on. */
export function row(fields: Partial<Subscription>): Subscription {
  return { customerId: 'ada', start: '2026-01-01', amount: 10, interval: 'month', ...fields };
}
