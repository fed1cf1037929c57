import type { DateCustomers } from './backtest-plan.ts';
import type { ReadModel } from './read-model.ts';
import { scoreValues } from './score-values.ts';

/** A column a signal: its points for every customer and date, NaN where they are not known. */
export function pointsOf(dates: readonly DateCustomers[], model: ReadModel): Float64Array[] {
  const scored = dates.flatMap(({ customers }) =>
    customers.map(({ values, customerId }) => scoreValues(values, model, `signals['${customerId}']`).contributions),
  );
  return model.signals.map((_, signal) =>
    Float64Array.from(scored, (contributions) => contributions[signal]?.points ?? Number.NaN),
  );
}

/** 1 for a customer who left, in the same order. */
export function outcomesOf(dates: readonly DateCustomers[]): Uint8Array {
  return Uint8Array.from(dates.flatMap(({ customers }) => customers.map(({ churned }) => (churned ? 1 : 0))));
}
