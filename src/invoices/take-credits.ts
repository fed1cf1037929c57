import { addMonths, monthsBetween } from '../calendar/open.ts';
import { absolute, add, compare, divide, multiply, one, type Rational, subtract, zero } from '../exact/index.ts';
import { type Charge, compareLines, type Piece } from './charges.ts';
import { type Account, type Targets, targetsIn } from './credit-targets.ts';
import { type InvoiceNoteCode, type LineRejection, rejectionTexts } from './invoice-line.ts';
import { whole } from './price-charges.ts';
import type { Days, ReadLine } from './read-lines.ts';

export interface CreditRules {
  /** Shares of a charge are of its days, never of its months. */
  readonly areDays: boolean;
  /** A credit that differs by no more than this share from all that is left takes all of it. */
  readonly tolerance: Rational;
}

export interface TakenCredits {
  readonly rejected: readonly { readonly line: ReadLine; readonly reason: LineRejection }[];
  readonly noted: readonly { readonly line: ReadLine; readonly code: InvoiceNoteCode }[];
}

/** Takes the credits of one customer and currency off its charges, by date: each in full, or not at all. */
export function takeCredits(account: Account, credits: readonly ReadLine[], rules: CreditRules): TakenCredits {
  const rejected: { line: ReadLine; reason: LineRejection }[] = [];
  const noted: { line: ReadLine; code: InvoiceNoteCode }[] = [];
  const find = targetsIn(account);
  for (const line of [...credits].sort(byDate)) {
    if (line.amount.n === 0n) continue;
    const found = find(line);
    const result = typeof found === 'string' ? found : takeFirst(line, found, rules);
    if (result === null) continue;
    if (isRejection(result)) rejected.push({ line, reason: result });
    else noted.push({ line, code: result });
  }
  return { rejected, noted };
}

function byDate(a: ReadLine, b: ReadLine): number {
  const dayOf = ({ date, days }: ReadLine) => date ?? days?.start ?? Number.MAX_SAFE_INTEGER;
  return dayOf(a) - dayOf(b) || compareLines(a, b);
}

/** Why a credit was not taken, or what is to be noted of it. */
type Taken = LineRejection | InvoiceNoteCode | null;

function isRejection(result: LineRejection | InvoiceNoteCode): result is LineRejection {
  return result in rejectionTexts;
}

/** Takes a credit off the first targets that suffice. */
function takeFirst(credit: ReadLine, choices: readonly Targets[], rules: CreditRules): Taken {
  let result: Taken = 'NOTHING_TO_CREDIT';
  for (const targets of choices) {
    result = take(credit, targets, rules);
    if (result === null || !isRejection(result)) break;
  }
  return result;
}

/** Takes a credit off charges, evenly, or not at all. */
function take({ amount, unit }: ReadLine, { charges, days, oneTime }: Targets, rules: CreditRules): Taken {
  const overlaps = charges.flatMap((charge) => overlapOf(charge, days));
  if (overlaps.length === 0) return 'NOTHING_TO_CREDIT';
  const worth = (byMonths: boolean) => overlaps.map((overlap) => leftOf(overlap, byMonths)).reduce(add, oneTime);
  const byDays = worth(false);
  const byMonths = rules.areDays ? byDays : worth(true);
  // A share in days or months is rounded once per charge that it is of.
  const rounding = multiply(unit, whole(Math.max(1, overlaps.filter(({ isPart }) => isPart).length)));
  for (const value of [byMonths, byDays]) {
    if (value.n === 0n) continue;
    const difference = absolute(subtract(value, amount));
    if (compare(difference, rounding) > 0 && compare(difference, multiply(value, rules.tolerance)) > 0) continue;
    for (const overlap of overlaps) keep(overlap, zero);
    return difference.n === 0n ? null : 'CREDIT_ROUNDED';
  }
  const value = [byMonths, byDays].find((each) => compare(amount, each) < 0);
  if (value === undefined) return byDays.n === 0n ? 'NOTHING_TO_CREDIT' : 'CREDIT_EXCEEDS';
  const share = subtract(one, divide(amount, value));
  for (const overlap of overlaps) keep(overlap, share);
  return compare(share, little) < 0 ? 'CREDIT_LEAVES_LITTLE' : null;
}

/** Whoever credits nearly all may have meant all, and have counted the days in another way. */
const little: Rational = { n: 1n, d: 20n };

/** The days of a charge that a credit is for. */
interface Overlap extends Days {
  readonly charge: Charge;
  /** Whether the charge has others. */
  readonly isPart: boolean;
}

function overlapOf(charge: Charge, days: Days | undefined): Overlap[] {
  const start = Math.max(charge.start, days?.start ?? charge.start);
  const end = Math.min(charge.end, days?.end ?? charge.end);
  return start < end ? [{ charge, start, end, isPart: start > charge.start || end < charge.end }] : [];
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
  return multiply(charge.line.amount, shares.reduce(add, zero));
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
