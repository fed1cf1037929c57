import type { Span } from '../calendar/period.ts';
import { add, compare, type Rational, subtract, zero } from '../exact/index.ts';
import type { CompiledLedger } from '../ledger/compile.ts';
import type { Balance, Terms } from './balance.ts';
import { kindOf } from './kinds.ts';
import { inReportingCurrency, type ReportedBalance, rateInstants } from './reporting-currency.ts';
import type { Booking } from './walk.ts';

/** One movement of an entity with several currencies, valued at the opening rate. */
export interface MixedMovement {
  readonly entity: number;
  /** Null where it pays as much as before, although perhaps in another currency. */
  readonly kind: number | null;
  readonly from: Rational;
  readonly to: Rational;
  readonly place: number;
}

interface MixedBalance {
  readonly mrr: ReportedBalance;
  readonly customers: Balance<number>;
}

const nothingMixed: MixedBalance = {
  mrr: { opening: zero, terms: [zero, zero, zero, zero, zero], closing: zero, fx: zero },
  customers: { opening: 0, terms: [0, 0, 0, 0, 0], closing: 0 },
};

/** What entities with several currencies add to a period. Few have that, so they are valued one by one. */
export function mixedBalance(ledger: CompiledLedger, span: Span, booking: Booking): MixedBalance {
  if (ledger.mixed.places.length === 0) return nothingMixed;
  const amounts: Rational[] = [zero, zero, zero, zero, zero];
  const counts = [0, 0, 0, 0, 0];
  let [opening, closing, fx] = [zero, zero, zero];
  let [openingCount, closingCount] = [0, 0];
  const at = rateInstants(span);
  const { offsets } = ledger.mixed;
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    if (offsets[entity] === offsets[entity + 1]) continue;
    const { before, last } = stepsOf(ledger, span, entity);
    const value = (step: number, instant: number) => worthOf(ledger, entity, step, instant);
    const [atStart, atEnd] = [value(before, at.opening), value(last, at.closing)];
    opening = add(opening, atStart);
    closing = add(closing, atEnd);
    fx = add(fx, subtract(atEnd, value(last, at.opening)));
    if (atStart.n !== 0n) openingCount += 1;
    if (atEnd.n !== 0n) closingCount += 1;
    for (const { kind, from, to } of mixedMovements(ledger, span, booking, entity)) {
      if (kind === null) continue;
      const change = subtract(to, from);
      amounts[kind] = add(amounts[kind] as Rational, change.n < 0n ? { n: -change.n, d: change.d } : change);
      counts[kind] = (counts[kind] as number) + 1;
    }
  }
  return {
    mrr: { opening, terms: amounts as readonly Rational[] as Terms<Rational>, closing, fx },
    customers: {
      opening: openingCount,
      terms: counts as readonly number[] as Terms<number>,
      closing: closingCount,
    },
  };
}

export function mixedMovements(ledger: CompiledLedger, span: Span, booking: Booking, entity: number): MixedMovement[] {
  const { places, isNew, offsets } = ledger.mixed;
  const { before, last } = stepsOf(ledger, span, entity);
  const first = offsets[entity] as number;
  const opening = rateInstants(span).opening;
  const movement = (fromStep: number, named: number, toStep: number): MixedMovement => {
    const from = worthOf(ledger, entity, fromStep, opening);
    const to = worthOf(ledger, entity, toStep, opening);
    const order = compare(to, from);
    const isReturn = isNew === null ? named > first : isNew[named] === 0;
    // As levels: 0 for nothing, and otherwise two numbers that compare as the amounts do.
    const kind = order === 0 ? null : kindOf(from.n === 0n ? 0 : 2, to.n === 0n ? 0 : 2 + order, isReturn);
    return { entity, kind, from, to, place: places[toStep] as number };
  };
  if (before === last) return [];
  if (booking === 'net') return [movement(before, before + 1, last)];
  return Array.from({ length: last - before }, (_, i) => movement(before + i, before + i + 1, before + i + 1));
}

/** The steps that hold just before a span and just before its end; one before the entity's first stands for nothing yet. */
export function stepsOf(
  { mixed, instants }: CompiledLedger,
  { start, end }: Span,
  entity: number,
): { readonly before: number; readonly last: number } {
  const first = mixed.offsets[entity] as number;
  const after = mixed.offsets[entity + 1] as number;
  const instantOf = (step: number) => instants[mixed.places[step] as number] as number;
  let before = first - 1;
  while (before + 1 < after && instantOf(before + 1) < start) before += 1;
  let last = before;
  while (last + 1 < after && instantOf(last + 1) < end) last += 1;
  return { before, last };
}

export function worthOf(ledger: CompiledLedger, entity: number, step: number, instant: number): Rational {
  if (step < (ledger.mixed.offsets[entity] as number)) return zero;
  return inReportingCurrency(ledger, ledger.mixed.exact[step] ?? [], instant);
}
