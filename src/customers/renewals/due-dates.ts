import type { Stretch } from '../../activity/open.ts';
import { dayMover, monthMover, monthsBetween, type Zone } from '../../calendar/open.ts';
import { compare } from '../../exact/index.ts';
import { type Billing, type CompiledLedger, type Cycle, cycleLength, cycleName } from '../../ledger/query.ts';
import { amountsBy } from '../../movements/open.ts';
import type { RunningTime } from './contracts.ts';

/**
 * Takes an instant at which a subscription is up for renewal, with the start of the term that ends there (the due date before it, or the first
 * payment), the place of the running time just before it, the cycle, and whether the subscription ended for good, off its cycle.
 */
export type TakeDueDate = (at: number, termStart: number, place: number, cycle: Cycle, isEarly: boolean) => void;

/** The due dates of one subscription within windows that are in order and apart. */
export function dueDates(
  ledger: CompiledLedger,
  times: readonly RunningTime[],
  windows: readonly Stretch[],
  exchangeInstant: number,
  take: TakeDueDate,
): void {
  const { zone } = ledger.rules;
  const until = windows.at(-1)?.end ?? Number.NEGATIVE_INFINITY;
  let anchor = 0;
  let cycle: Cycle | undefined;
  let first = 0;
  for (let place = 0; place < times.length; place += 1) {
    const { start, end, running } = times[place] as RunningTime;
    const inForce = cycleInForce(ledger, running, exchangeInstant);
    // Only another interval moves the anniversary. A row signed before it began is due by its start.
    if (cycle === undefined || !isSameCycle(inForce, cycle)) anchor = Math.max(start, begunBy(ledger, running));
    cycle = inForce;
    if (start >= until) break;
    while ((windows[first] as Stretch).end <= start) first += 1;
    if ((windows[first] as Stretch).start > end) continue;
    const dates = anniversariesOf(zone, anchor, cycle);
    for (let index = first; index < windows.length; index += 1) {
      const window = windows[index] as Stretch;
      if (window.start > end) break;
      let k = dates.firstAfter(Math.max(start, window.start - 1));
      let [termStart, at] = [dates.at(k - 1), dates.at(k)];
      while (at <= end && at < window.end) {
        take(at, termStart, place, cycle, false);
        termStart = at;
        // A day that the zone skipped begins together with the day after it, so the two are one anniversary.
        for (; at === termStart; k += 1) at = dates.at(k + 1);
      }
      if (place < times.length - 1 || end >= window.end) continue;
      const last = dates.at(dates.firstAfter(end) - 1);
      if (last < end) take(end, last, place, cycle, true);
    }
  }
}

/** Whether exchange rates decide which cycle of a subscription is in force. */
export function areDuesByRate({ rules }: CompiledLedger, times: readonly RunningTime[]): boolean {
  return rules.exchangeRates !== null && times.some(({ running }) => running.length > 1);
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
}

/** Later days have no Date. */
const lastDay = 100_000_000;

function anniversariesOf(zone: Zone, anchor: number, cycle: Cycle): Anniversaries {
  if (cycle.unit === 'term') {
    const at = (k: number) => (k === 0 ? anchor : k === 1 ? cycle.end : Number.POSITIVE_INFINITY);
    return { at, firstAfter: (instant) => (cycle.end > instant ? 1 : 2) };
  }
  const { unit, count } = cycle;
  const firstDay = zone.dayOf(anchor);
  const onDay = dayMover(zone, anchor);
  const dayAfter = unit === 'day' ? (days: number) => firstDay + days : monthMover(firstDay);
  const at = (k: number) => {
    if (k === 0) return anchor;
    if (k * count > lastDay) return Number.POSITIVE_INFINITY;
    const day = dayAfter(k * count);
    return day > lastDay ? Number.POSITIVE_INFINITY : onDay(day);
  };
  return {
    at,
    firstAfter(instant) {
      let k = 1;
      if (instant > anchor) {
        const day = zone.dayOf(instant);
        const passed = unit === 'day' ? day - firstDay : monthsBetween(firstDay, day);
        k = Math.max(1, Math.floor(passed / count) - 1);
      }
      while (at(k) <= instant) k += 1;
      return k;
    },
  };
}

function isSameCycle(a: Cycle, b: Cycle): boolean {
  return a === b || cycleName(a) === cycleName(b);
}

/** The cycle of the paid rows. If rows of several cycles run at once, it is the cycle with the most MRR; ties go to the longest. */
function cycleInForce(ledger: CompiledLedger, running: readonly number[], exchangeInstant: number): Cycle {
  const { spans, prices } = ledger;
  const cycleOf = (span: number) => (prices.billings[spans.price[span] as number] as Billing).cycle;
  const only = cycleOf(running[0] as number);
  if (running.every((span) => cycleOf(span) === only)) return only;
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
