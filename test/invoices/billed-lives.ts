import fc from 'fast-check';
import type { InvoiceLine } from 'tenure/invoices';

const msPerDay = 86_400_000;
const first = Date.UTC(2026, 0, 1);
export const dayText = (day: number) => new Date(first + day * msPerDay).toISOString().slice(0, 10);

function addMonths(day: number, count: number): number {
  const when = new Date(first + day * msPerDay);
  const moved = Date.UTC(when.getUTCFullYear(), when.getUTCMonth() + count, when.getUTCDate());
  return Math.round((moved - first) / msPerDay);
}

/** What a subscription went through: a first part of a period, changes of plan, wrong bills, an end. */
export interface Life {
  /** How many months one bill is for. */
  readonly months: number;
  /** The day of the month on which bills begin, from 0. */
  readonly anchor: number;
  /** How many whole periods there are. */
  readonly periods: number;
  /** Days before the first whole period, of which a part is billed; 0: none. */
  readonly early: number;
  /** Prices in cents for a whole period, and after how many of a hundred thousandths of all days each begins. */
  readonly changes: readonly { readonly at: number; readonly cents: number }[];
  readonly cents: number;
  /** Where in the last period it ends, of a hundred; 100: with it. */
  readonly end: number;
  /** Every so many bills one is wrong, taken back and billed again; 0: none. */
  readonly wrong: number;
  /** Whether credits name the line, the plan, or nothing. */
  readonly names: 'line' | 'plan' | 'nothing';
  /** Parts of a period are whole months, and billed as such; else they are billed by their days. */
  readonly areMonths: boolean;
}

const price = fc.integer({ min: 900, max: 90_000 });

export const life: fc.Arbitrary<Life> = fc.record({
  months: fc.constantFrom(1, 3, 12),
  // Not the 28th of February: eleven months before it there are four days that it could be counted from.
  anchor: fc.nat({ max: 17 }),
  periods: fc.integer({ min: 1, max: 4 }),
  early: fc.nat({ max: 25 }),
  changes: fc.array(fc.record({ at: fc.nat({ max: 99_999 }), cents: price }), { maxLength: 3 }),
  cents: price,
  end: fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 99 })),
  wrong: fc.nat({ max: 4 }),
  names: fc.constantFrom('line', 'plan', 'nothing'),
  areMonths: fc.boolean(),
});

export interface BilledLife {
  readonly lines: readonly InvoiceLine[];
  /** The price of a whole period on each day, in cents. */
  readonly centsByDay: readonly number[];
  /** By how much of a period's price a day may be off in cents: a part of it was billed, rounded to the cent. */
  readonly blurByDay: readonly number[];
}

/** The bills and credits of a life, each rounded to the cent as billing systems do, and what it was worth day by day. */
export function billLife(own: Life): BilledLife {
  const { months, anchor, periods, names } = own;
  const bounds = Array.from({ length: periods + 1 }, (_, place) => addMonths(anchor + 40, place * months));
  const monthsLeft = (day: number, to: number) =>
    Array.from({ length: months + 1 }, (_, count) => count).find((count) => addMonths(to, -count) <= day) as number;
  /** The day itself, or one after it, at which a part of a period can begin: on a month of the period, or just not on one. */
  const fitting = (day: number) => {
    const to = bounds.find((bound) => bound >= day) as number;
    const onMonth = addMonths(to, -monthsLeft(day, to));
    if (own.areMonths) return onMonth === day ? day : addMonths(to, 1 - monthsLeft(day, to));
    return onMonth === day && day !== to && !bounds.includes(day) ? day + 1 : day;
  };
  const begin = bounds[0] as number;
  const before = addMonths(begin, -months);
  const start = fitting(begin - Math.min(own.early, begin - before - 1));
  const [lastStart, lastEnd] = bounds.slice(-2) as [number, number];
  const end = fitting(lastStart + Math.max(1, Math.floor(((lastEnd - lastStart) * own.end) / 100)));
  const changes = own.changes
    .map(({ at, cents }) => ({ day: fitting(start + 1 + Math.floor((at / 100_000) * (end - start - 1))), cents }))
    .filter(({ day }) => day < end)
    .sort((a, b) => a.day - b.day);
  const lines: InvoiceLine[] = [];
  const centsByDay: number[] = [];
  const blurByDay: number[] = [];
  const id = () => `L${String(lines.length).padStart(3, '0')}`;
  const push = (cents: number, from: number, to: number, day: number, more: Partial<InvoiceLine>) => {
    const line = {
      customerId: 'ada',
      amount: cents / 100,
      lineId: id(),
      date: dayText(day),
      serviceStart: dayText(from),
      serviceEnd: dayText(to),
      ...more,
    };
    lines.push(line);
    return line.lineId as string;
  };
  let [cents, plan, next] = [own.cents, 'plan 0', 0];
  const windows = [
    ...(start < begin ? [[before, begin, start]] : []),
    ...bounds.slice(1).map((to, place) => [bounds[place], to, bounds[place]]),
  ];
  for (const [from, to, opens] of windows as [number, number, number][]) {
    const share = (price: number, day: number) =>
      Math.round(own.areMonths ? (price * monthsLeft(day, to)) / months : (price * (to - day)) / (to - from));
    const whose = () => ({ subscriptionId: 's1', plan });
    const credited = (line: string) => ({
      ...(names === 'line' && { creditOf: line }),
      ...(names !== 'nothing' && whose()),
    });
    while ((changes[next]?.day ?? end) <= opens) {
      [cents, plan] = [changes[next]?.cents as number, `plan ${next + 1}`];
      next += 1;
    }
    if (own.wrong > 0 && lines.length % own.wrong === 0) {
      const wrong = push(share(cents, opens) + 123, opens, to, opens, whose());
      push(-share(cents, opens) - 123, opens, to, opens, credited(wrong));
    }
    let line = push(share(cents, opens), opens, to, opens, whose());
    const partFrom = (day: number) => {
      if (day === from) return 0;
      return own.areMonths ? months / monthsLeft(day, to) : (to - from) / (to - day);
    };
    let blur = partFrom(opens);
    for (let day = opens; day < Math.min(to, end); day += 1) {
      const change = changes[next];
      if (change?.day === day) {
        push(-share(cents, day), day, to, day, credited(line));
        while (changes[next]?.day === day) {
          [cents, plan] = [changes[next]?.cents as number, `plan ${next + 1}`];
          next += 1;
        }
        line = push(share(cents, day), day, to, day, whose());
        blur = partFrom(day);
      }
      centsByDay[day] = cents;
      blurByDay[day] = blur;
    }
    if (end < to) push(-share(cents, end), end, to, end, credited(line));
  }
  return { lines, centsByDay, blurByDay };
}
