import { add, compare, divide, multiply, type Rational, rational, subtract, sum, zero } from './rational.ts';

/** A line of an invoice as the oracle takes it: whole days, whole cents, and an id that puts lines of one date in order. */
export interface DayLine {
  readonly lineId: string;
  readonly subscriptionId?: string;
  readonly plan?: string;
  /** Days since some day; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly cents: number;
  readonly date: number;
}

export interface DayBook {
  /** The monthly revenue of each day, by its number. */
  readonly levels: readonly Rational[];
  /** The ids of the credits that found nothing to take back, or not enough. */
  readonly rejected: readonly string[];
  /** The ids of those that took a little more or less than they say. */
  readonly rounded: readonly string[];
}

const monthOfDays = rational(365, 12);
const cent = rational(1, 100);

/**
 * The revenue of one customer, day by day: each line spreads its amount evenly over its days, each credit takes its amount off what is there on its
 * days, in proportion: of the lines of its plan, where they suffice, and of those dated before it. Where a line of the very same days and amount is
 * there untouched, the credit takes back that one alone.
 */
export function dayBook(lines: readonly DayLine[], days: number): DayBook {
  const charges = lines
    .filter(({ cents }) => cents >= 0)
    .map((line) => ({ line, isUntouched: true, byDay: new Map(daysOf(line).map((day) => [day, perDay(line)])) }))
    .sort((a, b) => a.line.start - b.line.start || a.line.end - b.line.end || (a.line.lineId < b.line.lineId ? -1 : 1));
  const rejected: string[] = [];
  const rounded: string[] = [];
  const credits = lines.filter(({ cents }) => cents < 0);
  credits.sort((a, b) => a.date - b.date || (a.lineId < b.lineId ? -1 : 1));
  for (const credit of credits) {
    const { subscriptionId, plan, start, end } = credit;
    const owed = rational(-credit.cents, 100);
    const own = charges.filter(({ line }) =>
      subscriptionId === undefined ? plan === undefined || line.plan === plan : line.subscriptionId === subscriptionId,
    );
    const weigh = (targets: typeof own) => {
      const there = sum(targets.flatMap(({ byDay }) => daysOf(credit).map((day) => byDay.get(day) ?? zero)));
      const parts = targets.filter(({ line }) => line.start < start || line.end > end).length;
      const difference = subtract(there, owed);
      const distance = compare(difference, zero) < 0 ? subtract(zero, difference) : difference;
      const isAll = compare(distance, multiply(cent, rational(Math.max(1, parts)))) <= 0;
      return { targets, there, difference, isAll, suffices: there.n > 0n && (isAll || compare(there, owed) > 0) };
    };
    const running = own.filter(({ line }) => line.start < end && line.end > start);
    const choices: (typeof own)[] = [];
    // Of the plan too, where it is named beside the subscription; a choice of nothing suffices for nothing.
    for (const list of [running.filter(({ line }) => plan !== undefined && line.plan === plan), running]) {
      const isBefore = ({ line }: (typeof own)[0]) => line.date < credit.date;
      const same = list.filter(
        ({ line, isUntouched }) =>
          isUntouched && line.start === start && line.end === end && line.cents === -credit.cents,
      );
      const exact = same.find(isBefore) ?? same[0];
      choices.push(...(exact ? [[exact]] : [list.filter(isBefore), list]));
    }
    const chosen = choices.map(weigh).find(({ suffices }) => suffices);
    if (chosen === undefined) {
      rejected.push(credit.lineId);
      continue;
    }
    const { targets, there, difference, isAll } = chosen;
    if (isAll && difference.n !== 0n) rounded.push(credit.lineId);
    const kept = isAll ? zero : divide(difference, there);
    for (const target of targets) {
      target.isUntouched = false;
      for (const day of daysOf(credit)) {
        const before = target.byDay.get(day);
        if (before !== undefined) target.byDay.set(day, multiply(before, kept));
      }
    }
  }
  const levels = Array.from({ length: days }, (_, day) =>
    multiply(charges.map(({ byDay }) => byDay.get(day) ?? zero).reduce(add, zero), monthOfDays),
  );
  return { levels, rejected, rounded };
}

function daysOf({ start, end }: DayLine): number[] {
  return Array.from({ length: end - start }, (_, place) => start + place);
}

function perDay({ cents, start, end }: DayLine): Rational {
  return rational(cents, 100 * (end - start));
}
