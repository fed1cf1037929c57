import type { Span } from '../calendar/period.ts';
import { absolute, add, type Rational, subtract, zero } from '../exact/index.ts';
import type { CompiledLedger } from '../ledger/compile.ts';
import { isReturn, placeOf, stepBefore } from '../ledger/steps-at.ts';
import type { Balance, Terms } from './balance.ts';
import { kindOfAmounts } from './kinds.ts';
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
      amounts[kind] = add(amounts[kind] as Rational, absolute(subtract(to, from)));
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
  const { mixed } = ledger;
  const { before, last } = stepsOf(ledger, span, entity);
  const opening = rateInstants(span).opening;
  const movement = (fromStep: number, toStep: number): MixedMovement => {
    const from = worthOf(ledger, entity, fromStep, opening);
    const to = worthOf(ledger, entity, toStep, opening);
    const kind = kindOfAmounts(from, to, isReturn(mixed, fromStep + 1));
    return { entity, kind, from, to, place: mixed.places[toStep] as number };
  };
  if (booking === 'net') return [movement(before, last)];
  return Array.from({ length: last - before }, (_, i) => movement(before + i, before + i + 1));
}

/** The steps that hold just before a span and just before its end. */
export function stepsOf(
  { mixed, instants }: CompiledLedger,
  { start, end }: Span,
  entity: number,
): { readonly before: number; readonly last: number } {
  return {
    before: stepBefore(mixed, entity, placeOf(start, instants)),
    last: stepBefore(mixed, entity, placeOf(end, instants)),
  };
}

export function worthOf(ledger: CompiledLedger, entity: number, step: number, instant: number): Rational {
  if (step < (ledger.mixed.offsets[entity] as number)) return zero;
  return inReportingCurrency(ledger, ledger.mixed.exact[step] ?? [], instant);
}
