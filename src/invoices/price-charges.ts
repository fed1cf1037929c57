import { addMonths, monthsBetween } from '../calendar/open.ts';
import { absolute, add, compare, divide, multiply, type Rational, subtract } from '../exact/index.ts';
import { firstIndex } from '../table/index.ts';
import type { Charge, ChargeGroup } from './charges.ts';
import { type Days, monthsIn } from './read-lines.ts';

/** How a line's amount becomes a price per month. */
export type PriceRule = 'period' | 'term' | 'days';

/** The price per month of a charge, exactly. */
export function priceOf(charge: Charge, group: ChargeGroup, rule: PriceRule): Rational {
  const { line, start, end, months } = charge;
  const beside = rule === 'period' ? priceBeside(charge, group) : undefined;
  const areMonths = months > 0 && rule !== 'days';
  return beside ?? divide(line.amount, areMonths ? whole(months) : monthsOfDays(end - start));
}

/** So many days as months, of which a year of 365 days has 12. */
export function monthsOfDays(days: number): Rational {
  return { n: 12n * BigInt(days), d: 365n };
}

export function whole(count: number): Rational {
  return { n: BigInt(count), d: 1n };
}

/**
 * The price of a part of a billing period, by the bills of whole periods that it leads to or follows: the same as theirs, where the part is billed
 * as its share of such a period; else its amount over that share. Undefined where there is no such bill, and the part has whole months of its own.
 */
function priceBeside(charge: Charge, { byEdge }: ChargeGroup): Rational | undefined {
  const { line, start, end, months } = charge;
  const longer = (edge: number) => {
    const all = byEdge.get(edge) ?? [];
    return all.slice(
      0,
      firstIndex(all.length, (place) => (all[place] as Charge).months <= months),
    );
  };
  const [atEnd, atStart] = [longer(end), longer(start)];
  const isSamePlan = (other: Charge) => other.line.plan === line.plan;
  const inOrder = [
    ...atEnd.filter((other) => other.start === end),
    ...atStart.filter((other) => other.end === start),
    ...atEnd.filter((other) => other.end === end),
    ...atStart.filter((other) => other.start === start),
  ];
  // A bill that was taken back says less than the one that came in its place.
  const standing = inOrder.filter(({ pieces }) => pieces.some(({ left }) => left.n !== 0n));
  const beside = standing.length > 0 ? standing : inOrder;
  let first: Rational | undefined;
  for (const other of [...beside.filter(isSamePlan), ...beside.filter((each) => !isSamePlan(each))]) {
    const share = periodsIn(charge, other.months, other.start === end || other.end === end);
    const difference = absolute(subtract(line.amount, multiply(other.line.amount, share)));
    if (isSamePlan(other) && compare(difference, line.unit) <= 0) return divide(other.line.amount, whole(other.months));
    first ??= divide(line.amount, multiply(share, whole(other.months)));
  }
  return months > 0 ? undefined : (first ?? priceOfPart(charge));
}

/** The price of a part of a period that its line states. */
function priceOfPart(charge: Charge): Rational | undefined {
  const { line, start } = charge;
  const months = line.interval === undefined ? undefined : monthsIn(line.interval);
  if (months === undefined) return undefined;
  // A part from the first of a month on begins a period. Others end with one: the first bill does, and that after a change of plan.
  const isFirstOfMonth = addMonths(start, -monthsBetween(0, start)) === 0;
  return divide(line.amount, multiply(periodsIn(charge, months, !isFirstOfMonth), whole(months)));
}

/** How many periods of so many months some days are: whole ones from one of their ends, and of the next one its share in days. */
function periodsIn({ start, end }: Days, months: number, fromEnd: boolean): Rational {
  const step = fromEnd ? -months : months;
  const [anchor, goal] = fromEnd ? [end, start] : [start, end];
  const at = (count: number) => addMonths(anchor, step * count);
  let count = Math.floor(monthsBetween(start, end) / months);
  const isPast = (day: number) => (fromEnd ? day < goal : day > goal);
  while (count > 0 && isPast(at(count))) count -= 1;
  const [from, to] = [at(count), at(count + 1)];
  return add(whole(count), { n: BigInt(Math.abs(goal - from)), d: BigInt(Math.abs(to - from)) });
}
