import { msPerDay } from '../../calendar/open.ts';
import { type Finding, finding } from '../findings/finding.ts';
import type { InspectedRows } from './rows.ts';

/** The intervals between snapshots, in days; clock changes move the start of a day by an hour or two. */
const spacings = [
  { name: 'day', from: 1, to: 1 },
  { name: 'week', from: 7, to: 7 },
  { name: 'month', from: 28, to: 31 },
  { name: 'quarter', from: 90, to: 92 },
  { name: 'year', from: 365, to: 366 },
] as const;
const clockChange = 0.1;

/** One customer may buy something new each month; if a third of all rows look like that, they are snapshots. */
const fewestRows = 3;

/**
 * Rows without an end that start one month (day, week, quarter, year) after another such row of the customer. `order` is by customer and
 * start.
 */
export function snapshotRows(rows: InspectedRows, order: Uint32Array): Finding | null {
  const { customer, start, end, length } = rows;
  const spacingOf = new Int8Array(length).fill(-1);
  const counts: number[] = spacings.map(() => 0);
  let current = -1;
  // The start of the row before, and of the latest row before it with another start.
  let [last, before] = [Number.NaN, Number.NaN];
  for (const row of order) {
    if (end[row] !== Number.POSITIVE_INFINITY) continue;
    const from = start[row] as number;
    if (customer[row] !== current) [last, before] = [Number.NaN, Number.NaN];
    else if (from !== last) before = last;
    current = customer[row] as number;
    last = from;
    const days = (from - before) / msPerDay;
    const spacing = spacings.findIndex((one) => days >= one.from - clockChange && days <= one.to + clockChange);
    if (spacing < 0) continue;
    spacingOf[row] = spacing;
    counts[spacing] = (counts[spacing] as number) + 1;
  }
  const most = Math.max(...counts);
  if (most < fewestRows || most * 3 < length) return null;
  const spacing = counts.indexOf(most);
  const { name } = spacings[spacing] as (typeof spacings)[number];
  const message = `These rows have no \`end\`, and each begins one ${name} after another open row of the same customer, as in a file with one row per customer and ${name}. Every row keeps running, so their amounts add up: MRR grows by itself, and NRR is far too high. Give each row an \`end\`: the start of the next ${name}.`;
  return finding('snapshotRow', rows, (place) => spacingOf[place] === spacing, message);
}
