import { addDays, type Zone } from '../../calendar/open.ts';
import { byCustomerAndTime } from '../findings/duplicates.ts';
import type { InspectedRows } from './rows.ts';

/** How the rows of one customer, and of one subscription, follow each other; by place among the inspected rows. */
export interface Successions {
  /** 1 for a row that overlaps another of its subscription. */
  readonly overlaps: Uint8Array;
  /** 1 for a row whose end looks like the last moment or day that it still runs. */
  readonly inclusiveEnds: Uint8Array;
  /** Rows by customer, and by start within one. */
  readonly order: Uint32Array;
}

// The gap between the end of a row and the next start.
const nothing = 1;
const partOfDay = 2;
const oneDay = 3;
const more = 4;

/** The rows of one customer or subscription that have run so far. */
interface LatestEnd {
  /** The latest end. */
  end: number;
  /** Its row; -1 before the first. */
  row: number;
}

export function inspectSuccessions(rows: InspectedRows, zone: Zone): Successions {
  const { length, customer, subscription, start, end } = rows;
  const order = byCustomerAndTime(customer, rows.customers, start);
  const overlaps = new Uint8Array(length);
  const afterInCustomer = new Uint8Array(length);
  const afterInSubscription = new Uint8Array(length);
  const subscriptionEnds = new Float64Array(rows.subscriptions);
  const subscriptionRows = new Int32Array(rows.subscriptions).fill(-1);

  // A gap is one that a metric sees: no row of the customer, or of the subscription, runs in it.
  function follow(latest: LatestEnd, row: number, after: Uint8Array, overlaps: Uint8Array | null): void {
    const from = start[row] as number;
    if (latest.row >= 0 && from >= latest.end) after[latest.row] = gapKind(latest.end, from, zone);
    else if (latest.row >= 0 && overlaps !== null) overlaps[latest.row] = overlaps[row] = 1;
    if (latest.row >= 0 && latest.end >= (end[row] as number)) return;
    latest.end = end[row] as number;
    latest.row = row;
  }

  const ofCustomer: LatestEnd = { end: 0, row: -1 };
  const ofSubscription: LatestEnd = { end: 0, row: -1 };
  let current = -1;
  for (const row of order) {
    // A row that ends at its start overlaps nothing and closes no gap.
    if (start[row] === end[row]) continue;
    if (customer[row] !== current) ofCustomer.row = -1;
    current = customer[row] as number;
    follow(ofCustomer, row, afterInCustomer, null);

    const code = subscription[row] as number;
    ofSubscription.end = subscriptionEnds[code] as number;
    ofSubscription.row = subscriptionRows[code] as number;
    follow(ofSubscription, row, afterInSubscription, overlaps);
    subscriptionEnds[code] = ofSubscription.end;
    subscriptionRows[code] = ofSubscription.row;
  }
  const inclusiveEnds = inclusiveEndsOf(rows, zone, afterInCustomer, afterInSubscription);
  return { overlaps, inclusiveEnds, order };
}

function inclusiveEndsOf(rows: InspectedRows, zone: Zone, inCustomer: Uint8Array, inSubscription: Uint8Array) {
  const { length, start, end } = rows;
  // If a subscription continues, its next row says more than the customer's other rows.
  const after = inSubscription.map((kind, row) => kind || (inCustomer[row] as number));
  const counts = [0, 0, 0, 0, 0];
  for (const kind of after) counts[kind] = (counts[kind] as number) + 1;
  const [, seamless, parts, days, longer] = counts as [number, number, number, number, number];
  // One return after a day is a return. If nearly all come after a day, the last day was left out.
  const isDayMissing = days > parts + longer && days > seamless;

  const isInLastMinute = lastMinutes(zone);
  const found = new Uint8Array(length);
  for (let row = 0; row < length; row += 1) {
    const last = end[row] as number;
    if (last === start[row] || last === Number.POSITIVE_INFINITY) continue;
    const isShort = inCustomer[row] === partOfDay || inSubscription[row] === partOfDay;
    if (isShort || (isDayMissing && after[row] === oneDay) || isInLastMinute(last)) found[row] = 1;
  }
  return found;
}

const msPerMinute = 60_000;
/** Longer than any calendar day, including one that a zone had twice. */
const longestDay = 50 * 60 * msPerMinute;

function gapKind(end: number, next: number, zone: Zone): number {
  if (next === end) return nothing;
  if (next - end > longestDay) return more;
  const day = zone.dayOf(end);
  const isWholeDay = zone.startOfDay(day) === end && zone.startOfDay(day + 1) === next;
  // Checked first: the day on which clocks go forward has 23 hours and is still a day.
  if (isWholeDay) return oneDay;
  return next < addDays(zone, end, 1) ? partOfDay : more;
}

/** Rows end at few distinct instants, and finding the day of one is expensive in most zones. */
function lastMinutes(zone: Zone): (instant: number) => boolean {
  const known = new Map<number, boolean>();
  return (instant) => {
    let isLast = known.get(instant);
    if (isLast === undefined) {
      isLast = zone.startOfDay(zone.dayOf(instant) + 1) - instant <= msPerMinute;
      known.set(instant, isLast);
    }
    return isLast;
  };
}
