import type { Subscription } from 'tenure';
import { unitsPerEuro } from './subscription-tables.ts';

/**
 * The rows as a data frame is given them, all work done that can be done before: customers as integers, months as numbers from 0 (which no
 * engine has to work out from dates then), money in whole units. Rows that are still running have the end month -1.
 */
export interface PhaseColumns {
  readonly customer: Int32Array;
  readonly startMonth: Int32Array;
  readonly endMonth: Int32Array;
  readonly units: Float64Array;
}

export function phaseColumns(rows: readonly Subscription[]): PhaseColumns {
  const codes = new Map<string, number>();
  const columns = {
    customer: new Int32Array(rows.length),
    startMonth: new Int32Array(rows.length),
    endMonth: new Int32Array(rows.length),
    units: new Float64Array(rows.length),
  };
  for (const [i, { customerId, start, end, amount, interval, quantity }] of rows.entries()) {
    const code = codes.get(String(customerId)) ?? codes.size;
    codes.set(String(customerId), code);
    columns.customer[i] = code;
    columns.startMonth[i] = monthOf(String(start));
    columns.endMonth[i] = end == null ? -1 : monthOf(String(end));
    columns.units[i] =
      Math.round(Number(amount) * 100) * (quantity ?? 1) * (interval === 'month' ? unitsPerEuro / 100 : 1);
  }
  return columns;
}

function monthOf(date: string): number {
  return (Number(date.slice(0, 4)) - 2021) * 12 + Number(date.slice(5, 7)) - 1;
}
