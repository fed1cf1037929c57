import type { Span } from '../../calendar/open.ts';
import { type Rational, zero } from '../../exact/index.ts';
import { type CompiledLedger, isReturn, placeOf, stepBefore } from '../../ledger/query.ts';
import { kindOfAmounts } from './kinds.ts';
import { inReportingCurrency, rateInstants } from './reporting-currency.ts';
import type { Booking } from './tracks.ts';

/** One movement of an entity with several currencies, valued at the opening rate. */
export interface MixedMovement {
  /** Null where it pays as much as before, although perhaps in another currency. */
  readonly kind: number | null;
  readonly from: Rational;
  readonly to: Rational;
  readonly place: number;
}

export function mixedMovements(ledger: CompiledLedger, span: Span, booking: Booking, entity: number): MixedMovement[] {
  const { mixed } = ledger;
  const { before, last } = stepsOf(ledger, span, entity);
  const opening = rateInstants(span).opening;
  const movement = (fromStep: number, toStep: number): MixedMovement => {
    const from = worthOf(ledger, entity, fromStep, opening);
    const to = worthOf(ledger, entity, toStep, opening);
    const kind = kindOfAmounts(from, to, isReturn(mixed, fromStep + 1));
    return { kind, from, to, place: mixed.places[toStep] as number };
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
