import { period } from 'tenure';

export const middle = Date.UTC(2026, 0, 1);

/** Periods of which each holds the one before it. */
export const nestedPeriods = (count: number) =>
  Array.from({ length: count }, (_, index) => period(middle - 1000 * (index + 1), middle + 1000 * (index + 1)));

export const eventsAround = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    customerId: `c${index % 97}`,
    at: middle + ((index * 7919) % (2000 * count)) - 1000 * count,
  }));
