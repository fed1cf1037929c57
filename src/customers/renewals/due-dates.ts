import { addMonths, monthsBetween, onDay, type Zone } from '../../calendar/open.ts';
import { compare } from '../../exact/index.ts';
import { type Billing, type CompiledLedger, type Cycle, cycleLength, cycleName } from '../../ledger/query.ts';
import { amountsBy } from '../../movements/open.ts';
import type { RunningTime } from './contracts.ts';

/** An instant at which a subscription is up for renewal. */
export interface DueDate {
  readonly at: number;
  /** The start of the term that ends here: the due date before it, or the first payment. */
  readonly termStart: number;
  readonly cycle: Cycle;
  /** The spans paid just before it. */
  readonly running: readonly number[];
  /** The subscription ended for good, off its cycle. */
  readonly isEarly: boolean;
}

/** Half-open, in epoch milliseconds. */
interface Window {
  readonly start: number;
  readonly end: number;
}

/** The due dates of one subscription within a window. */
export function dueDates(
  ledger: CompiledLedger,
  times: readonly RunningTime[],
  window: Window,
  exchangeInstant: number,
): DueDate[] {
  const { zone } = ledger.rules;
  const found: DueDate[] = [];
  let anchor = 0;
  let cycle: Cycle | undefined;
  for (const { start, end, running } of times) {
    const inForce = cycleInForce(ledger, running, exchangeInstant);
    // Only another interval moves the anniversary. A row signed before it began is due by its start.
    if (cycle === undefined || cycleName(inForce) !== cycleName(cycle))
      anchor = Math.max(start, begunBy(ledger, running));
    cycle = inForce;
    if (start >= window.end) break;
    if (end < window.start) continue;
    const dates = anniversariesOf(zone, anchor, cycle);
    const from = Math.max(start, window.start - 1);
    for (let k = dates.firstAfter(from); dates.at(k) <= end && dates.at(k) < window.end; k = dates.nextAfter(k)) {
      found.push({ at: dates.at(k), termStart: dates.at(k - 1), cycle, running, isEarly: false });
    }
    if (end !== times.at(-1)?.end || end >= window.end) continue;
    const last = dates.firstAfter(end) - 1;
    if (dates.at(last) < end) found.push({ at: end, termStart: dates.at(last), cycle, running, isEarly: true });
  }
  return found;
}

function begunBy({ spans, instants }: CompiledLedger, running: readonly number[]): number {
  return running.reduce(
    (first, span) => Math.min(first, instants[spans.rowStart[span] as number] as number),
    Number.POSITIVE_INFINITY,
  );
}

/** The anniversaries of an anchor, which is number 0. Each is counted from the anchor, so short months cause no drift. */
interface Anniversaries {
  at(k: number): number;
  /** The number of the first anniversary, from 1 on, that is later than an instant. */
  firstAfter(instant: number): number;
  /**
   * The number of the next anniversary. A day that the zone skipped begins together with the day after it, so the two are one anniversary.
   */
  nextAfter(k: number): number;
}

/** Later days have no Date. */
const lastDay = 100_000_000;

function anniversariesOf(zone: Zone, anchor: number, cycle: Cycle): Anniversaries {
  if (cycle.unit === 'term') {
    const at = (k: number) => (k === 0 ? anchor : k === 1 ? cycle.end : Number.POSITIVE_INFINITY);
    return { at, firstAfter: (instant) => (cycle.end > instant ? 1 : 2), nextAfter: (k) => k + 1 };
  }
  const { unit, count } = cycle;
  const firstDay = zone.dayOf(anchor);
  const at = (k: number) => {
    if (k === 0) return anchor;
    if (k * count > lastDay) return Number.POSITIVE_INFINITY;
    const day = unit === 'day' ? firstDay + k * count : addMonths(firstDay, k * count);
    return day > lastDay ? Number.POSITIVE_INFINITY : onDay(zone, anchor, day);
  };
  return {
    at,
    firstAfter(instant) {
      const day = zone.dayOf(instant);
      const passed = unit === 'day' ? day - firstDay : monthsBetween(firstDay, day);
      let k = Math.max(1, Math.floor(passed / count) - 1);
      while (at(k) <= instant) k += 1;
      return k;
    },
    nextAfter(k) {
      const next = k + 1;
      return at(next) === at(k) ? next + 1 : next;
    },
  };
}

/** The cycle of the paid rows. If rows of several cycles run at once, it is the cycle with the most MRR; ties go to the longest. */
function cycleInForce(ledger: CompiledLedger, running: readonly number[], exchangeInstant: number): Cycle {
  const { spans, prices } = ledger;
  const cycleOf = (span: number) => (prices.billings[spans.price[span] as number] as Billing).cycle;
  const cycles = new Map(running.map((span) => [cycleName(cycleOf(span)), cycleOf(span)]));
  const [first] = cycles.values();
  if (cycles.size === 1) return first as Cycle;
  const amounts = amountsBy(ledger, running, exchangeInstant, (span) => cycleName(cycleOf(span)));
  const [largest] = [...amounts].sort(
    ([a, amountOfA], [b, amountOfB]) =>
      compare(amountOfB, amountOfA) ||
      cycleLength(cycles.get(b) as Cycle) - cycleLength(cycles.get(a) as Cycle) ||
      (a < b ? 1 : -1),
  );
  return cycles.get((largest as [string, unknown])[0]) as Cycle;
}
