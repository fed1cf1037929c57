import { addMonths, monthsBetween } from '../calendar/open.ts';
import { absolute, add, compare, divide, multiply, one, type Rational, subtract, zero } from '../exact/index.ts';
import { getOrAdd } from '../table/index.ts';
import { type Charge, compareCharges, compareLines, type Piece, runningIn } from './charges.ts';
import type { LineRejection } from './invoice-line.ts';
import { whole } from './price-charges.ts';
import type { Days, ReadLine } from './read-lines.ts';

/** What one customer was billed in one currency. */
export interface Account {
  readonly charges: readonly Charge[];
  /** What the one-time lines of an invoice come to: a credit of all of it takes them back as well. */
  oneTimeOf(invoice: string): Rational | undefined;
  /** Whether a one-time line has this id. */
  isOneTime(line: string): boolean;
}

export interface TakenCredits {
  readonly rejected: readonly { readonly line: ReadLine; readonly reason: LineRejection }[];
  /** Those that took a little more or less than they say. */
  readonly rounded: readonly ReadLine[];
}

/** Takes the credits of one customer and currency off its charges, by date: each in full, or not at all. */
export function takeCredits(account: Account, credits: readonly ReadLine[], areDays: boolean): TakenCredits {
  const rejected: { line: ReadLine; reason: LineRejection }[] = [];
  const rounded: ReadLine[] = [];
  const find = targetsIn(account);
  for (const credit of [...credits].sort(byDate)) {
    const found = find(credit);
    const reason = typeof found === 'string' ? found : take(credit, found, areDays);
    if (reason === 'rounded') rounded.push(credit);
    else if (reason !== null) rejected.push({ line: credit, reason });
  }
  return { rejected, rounded };
}

function byDate(a: ReadLine, b: ReadLine): number {
  const dayOf = ({ date, days }: ReadLine) => date ?? days?.start ?? Number.POSITIVE_INFINITY;
  return compareNumbers(dayOf(a), dayOf(b)) || compareLines(a, b);
}

function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Targets {
  readonly charges: readonly Charge[];
  /** The days on which a credit counts; missing: all those of the charges. */
  readonly days: Days | undefined;
  /** What it takes back besides, which is no recurring revenue. */
  readonly oneTime: Rational;
}

/** Finds what credits take back. */
function targetsIn(account: Account): (credit: ReadLine) => Targets | LineRejection {
  const sorted = [...account.charges].sort(compareCharges);
  const lists = new Map<string, Charge[]>();
  const note = (key: string, charge: Charge) => getOrAdd(lists, key, (): Charge[] => []).push(charge);
  for (const charge of sorted) {
    const { subscription, plan, invoice, line } = charge.line;
    note('all', charge);
    if (subscription !== undefined) note(`subscription ${subscription}`, charge);
    if (plan !== undefined) note(`plan ${plan}`, charge);
    if (invoice !== undefined) note(`invoice ${invoice}`, charge);
    if (line !== undefined) note(`line ${line}`, charge);
    note(exactKey(charge, charge.line.amount), charge);
  }
  const longest = sorted.reduce((most, { start, end }) => Math.max(most, end - start), 0);

  return (credit) => {
    const { creditOf, days, invoice } = credit;
    const belongs = belongsTo(credit);
    if (creditOf !== undefined) {
      const ofLine = lists.get(`line ${creditOf}`);
      const charges = ofLine ?? lists.get(`invoice ${creditOf}`);
      if (charges === undefined) return account.isOneTime(creditOf) ? 'ONE_TIME' : 'NOTHING_TO_CREDIT';
      return targets(charges, days, ofLine === undefined ? creditOf : undefined);
    }
    if (days === undefined) {
      const charges = invoice === undefined ? undefined : lists.get(`invoice ${invoice}`);
      return charges === undefined ? 'NO_PERIOD' : targets(charges.filter(belongs), undefined, invoice);
    }
    const same = lists.get(exactKey(days, credit.amount))?.find((charge) => belongs(charge) && isWhole(charge));
    return targets(same ? [same] : runningIn(listFor(credit), longest, days), days, undefined);
  };

  function listFor({ subscription, plan }: ReadLine): readonly Charge[] {
    const key =
      subscription !== undefined ? `subscription ${subscription}` : plan !== undefined ? `plan ${plan}` : 'all';
    return lists.get(key) ?? [];
  }

  function targets(charges: readonly Charge[], days: Days | undefined, invoice: string | undefined): Targets {
    const oneTime = (days === undefined && invoice !== undefined && account.oneTimeOf(invoice)) || zero;
    return { charges, days, oneTime };
  }
}

function exactKey({ start, end }: Days, { n, d }: Rational): string {
  return `exact ${start} ${end} ${n} ${d}`;
}

function isWhole({ pieces }: Charge): boolean {
  return pieces.every(({ left }) => compare(left, one) === 0);
}

/** Whether a charge is of the subscription or plan that a credit names. */
function belongsTo({ subscription, plan }: ReadLine): (charge: Charge) => boolean {
  if (subscription !== undefined) return ({ line }) => line.subscription === subscription;
  return ({ line }) => plan === undefined || line.plan === plan;
}

/** Takes a credit off charges, evenly; says why it cannot, or that it did so but for a rounding. */
function take(
  credit: ReadLine,
  { charges, days, oneTime }: Targets,
  areDays: boolean,
): LineRejection | 'rounded' | null {
  const { amount, unit } = credit;
  if (amount.n === 0n) return null;
  const overlaps = charges
    .map((charge) => overlapOf(charge, days))
    .filter((overlap): overlap is Overlap => overlap !== null);
  if (overlaps.length === 0) return 'NOTHING_TO_CREDIT';
  const byDays = sum(
    overlaps.map((overlap) => leftOf(overlap, false)),
    oneTime,
  );
  const byMonths = areDays
    ? byDays
    : sum(
        overlaps.map((overlap) => leftOf(overlap, true)),
        oneTime,
      );
  // A share in days or months is rounded once per charge that it is of.
  const parts = overlaps.filter(({ isPart }) => isPart).length;
  const rounding = multiply(unit, whole(Math.max(1, parts)));
  for (const value of [byMonths, byDays]) {
    const difference = subtract(value, amount);
    if (value.n === 0n || compare(absolute(difference), rounding) > 0) continue;
    for (const overlap of overlaps) keep(overlap, zero);
    return difference.n === 0n ? null : 'rounded';
  }
  const value = [byMonths, byDays].find((each) => compare(amount, each) < 0);
  if (value === undefined) return byDays.n === 0n ? 'NOTHING_TO_CREDIT' : 'CREDIT_EXCEEDS';
  for (const overlap of overlaps) keep(overlap, subtract(one, divide(amount, value)));
  return null;
}

/** The days of a charge that a credit is for. */
interface Overlap extends Days {
  readonly charge: Charge;
  /** Whether the charge has others. */
  readonly isPart: boolean;
}

function overlapOf(charge: Charge, days: Days | undefined): Overlap | null {
  const start = Math.max(charge.start, days?.start ?? charge.start);
  const end = Math.min(charge.end, days?.end ?? charge.end);
  return start < end ? { charge, start, end, isPart: start > charge.start || end < charge.end } : null;
}

/** What is left to be taken back of a charge on some days: its share of them by whole months, where it can be told so, or by days. */
function leftOf({ charge, start, end }: Overlap, byMonths: boolean): Rational {
  const within = charge.pieces
    .filter((piece) => piece.end > start && piece.start < end)
    .map((piece) => ({ ...piece, start: Math.max(piece.start, start), end: Math.min(piece.end, end) }));
  const position = byMonths && within.every((piece) => isOnMonth(charge, piece)) ? monthsUntil : daysUntil;
  const all = position(charge, charge.end);
  const shares = within.map((piece) => {
    const time = position(charge, piece.end) - position(charge, piece.start);
    return multiply(piece.left, { n: BigInt(time), d: BigInt(all) });
  });
  return multiply(charge.line.amount, sum(shares));
}

function daysUntil({ start }: Charge, day: number): number {
  return day - start;
}

function monthsUntil(charge: Charge, day: number): number {
  return day === charge.end ? charge.months : monthsBetween(charge.start, day);
}

/** Whether both ends are whole months after the start of a charge of whole months. */
function isOnMonth(charge: Charge, { start, end }: Days): boolean {
  const isOn = (day: number) => day === charge.end || addMonths(charge.start, monthsBetween(charge.start, day)) === day;
  return charge.months > 0 && isOn(start) && isOn(end);
}

/** Leaves a share of what was left of a charge on some days. */
function keep({ charge, start, end }: Overlap, share: Rational): void {
  const pieces: Piece[] = [];
  for (const piece of charge.pieces) {
    const [from, to] = [Math.max(piece.start, start), Math.min(piece.end, end)];
    if (from >= to) {
      pieces.push(piece);
      continue;
    }
    if (piece.start < from) pieces.push({ ...piece, end: from });
    pieces.push({ start: from, end: to, left: multiply(piece.left, share) });
    if (to < piece.end) pieces.push({ ...piece, start: to });
  }
  charge.pieces = pieces;
}

function sum(values: readonly Rational[], first: Rational = zero): Rational {
  return values.reduce(add, first);
}
