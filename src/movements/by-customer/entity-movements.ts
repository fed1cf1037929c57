import type { Span } from '../../calendar/open.ts';
import { multiply, type Rational, zero } from '../../exact/index.ts';
import { type CompiledLedger, isReturn, kindOf, placeOf, type Steps, stepBefore } from '../../ledger/query.ts';
import { mixedMovements, stepsOf, worthOf } from '../walk/mixed.ts';
import { rateInstants, rateOf } from '../walk/reporting-currency.ts';
import type { Booking } from '../walk/tracks.ts';

/** One movement of one entity in a period, in the currency of the statements at the opening rate. */
export interface EntityMovement {
  readonly entity: number;
  /** Null where it paid as much before. */
  readonly kind: number | null;
  readonly from: Rational;
  readonly to: Rational;
  /** The instant of the change, where changes are not netted. */
  readonly at: number | null;
  /** The place of the last change; of no meaning where there was none. */
  readonly place: number;
}

/** The movements behind a statement; one without a kind for each entity that paid the same throughout. */
export function entityMovements(ledger: CompiledLedger, span: Span, booking: Booking): EntityMovement[] {
  const { scaled, odd, unit } = ledger;
  return [
    ...movementsOf(ledger, scaled, span, booking, (step) => ({ n: BigInt(scaled.levels[step] as number), d: unit })),
    ...movementsOf(ledger, odd, span, booking, (step, entity) => ({
      n: odd.exact[step] as bigint,
      d: odd.denominators.get(entity) as bigint,
    })),
    ...movementsOfMixed(ledger, span, booking),
  ];
}

function movementsOf(
  ledger: CompiledLedger,
  steps: Steps,
  span: Span,
  booking: Booking,
  localLevel: (step: number, entity: number) => Rational,
): EntityMovement[] {
  const { offsets, places, levels } = steps;
  const { instants, currencyOf } = ledger;
  const [startPlace, endPlace] = [placeOf(span.start, instants), placeOf(span.end, instants)];
  const rateInstant = rateInstants(span).opening;
  const rows: EntityMovement[] = [];
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const first = offsets[entity] as number;
    const before = stepBefore(steps, entity, startPlace);
    const last = stepBefore(steps, entity, endPlace);
    const level = (step: number) => (step < first ? 0 : (levels[step] as number));
    const value = (step: number) =>
      level(step) === 0
        ? zero
        : multiply(localLevel(step, entity), rateOf(ledger, currencyOf?.[entity] ?? 0, rateInstant));
    const movement = (from: number, to: number, at: number | null): EntityMovement => {
      const paidBefore = isReturn(steps, from + 1);
      const kind = level(from) === level(to) ? null : kindOf(level(from), level(to), paidBefore);
      return { entity, kind, from: value(from), to: value(to), at, place: places[Math.max(to, first)] as number };
    };
    if (booking === 'event' && last > before) {
      for (let step = before + 1; step <= last; step += 1) {
        rows.push(movement(step - 1, step, instants[places[step] as number] as number));
      }
    } else if (level(before) !== 0 || level(last) !== 0) rows.push(movement(before, last, null));
  }
  return rows;
}

function movementsOfMixed(ledger: CompiledLedger, span: Span, booking: Booking): EntityMovement[] {
  const rows: EntityMovement[] = [];
  const at = rateInstants(span).opening;
  const { offsets } = ledger.mixed;
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    if (offsets[entity] === offsets[entity + 1]) continue;
    const changes = mixedMovements(ledger, span, booking, entity).filter(({ kind }) => kind !== null);
    for (const { kind, from, to, place } of changes) {
      rows.push({ entity, kind, from, to, at: booking === 'event' ? (ledger.instants[place] as number) : null, place });
    }
    const { before } = stepsOf(ledger, span, entity);
    const opening = worthOf(ledger, entity, before, at);
    if (changes.length === 0 && opening.n !== 0n)
      rows.push({ entity, kind: null, from: opening, to: opening, at: null, place: -1 });
  }
  return rows;
}
