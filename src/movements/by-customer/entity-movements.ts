import type { CheckedPeriod } from '../../calendar/open.ts';
import { multiply, one, type Rational, subtract, zero } from '../../exact/index.ts';
import { type CompiledLedger, isReturn, levelFrom, placeOf, stepBefore } from '../../ledger/query.ts';
import { kindOf, kindOfChange, noKind } from '../walk/kinds.ts';
import { exchangeInstants, exchangeRateOf, inReportingCurrency } from '../walk/reporting-currency.ts';
import { type Booking, endOfChange } from '../walk/tracks.ts';

/** One movement of one entity in a period, in the currency of the statements at the opening exchange rate. */
export interface EntityMovement {
  readonly entity: number;
  /** Null if it paid the same before. */
  readonly kind: number | null;
  readonly from: Rational;
  readonly to: Rational;
  /** The instant of the change, if changes are not netted. */
  readonly at: number | null;
  /** The place of its last change; meaningless without one. */
  readonly place: number;
}

/** A level in units, or, if it is not a whole number of units, in fractions of the currency of the statements. */
export type EntityLevel = number | Rational;

/** `kind` is `noKind` if the same was paid before; `at` is null if changes are netted. */
export type EntityVisitor = (
  entity: number,
  kind: number,
  from: EntityLevel,
  to: EntityLevel,
  at: number | null,
  place: number,
) => void;

/** The movements behind a statement, with one without a kind for each entity that paid the same throughout. */
export function entityMovements(ledger: CompiledLedger, checked: CheckedPeriod, booking: Booking): EntityMovement[] {
  const worth = levelWorth(ledger, checked);
  const rows: EntityMovement[] = [];
  const visit = entityVisits(ledger, checked, booking, (entity, kind, from, to, at, place) => {
    rows.push({
      entity,
      kind: kind === noKind ? null : kind,
      from: worth(entity, from),
      to: worth(entity, to),
      at,
      place,
    });
  });
  for (let entity = 0; entity < ledger.entities.count; entity += 1) visit(entity);
  return rows;
}

/** A level in the currency of the statements, at the opening exchange rate. */
export function levelWorth(
  ledger: CompiledLedger,
  checked: CheckedPeriod,
): (entity: number, level: EntityLevel) => Rational {
  const { unit, currencyOf } = ledger;
  const { opening } = exchangeInstants(checked);
  return (entity, level) => {
    if (typeof level !== 'number') return level;
    if (level === 0) return zero;
    const local = { n: BigInt(level), d: unit };
    const exchangeRate = exchangeRateOf(ledger, currencyOf?.[entity] ?? 0, opening);
    return exchangeRate === one ? local : multiply(local, exchangeRate);
  };
}

/** Visits the same movements entity by entity, in any order, with levels in their stored form. */
export function entityVisits(
  ledger: CompiledLedger,
  checked: CheckedPeriod,
  booking: Booking,
  visit: EntityVisitor,
): (entity: number) => void {
  const visitScaled = scaledVisits(ledger, checked, booking, visit);
  if (ledger.rational.places.length === 0) return visitScaled;
  const visitRational = rationalVisits(ledger, checked, booking, visit);
  const { offsets } = ledger.rational;
  return (entity) => (offsets[entity] === offsets[entity + 1] ? visitScaled : visitRational)(entity);
}

function scaledVisits(
  { scaled, instants }: CompiledLedger,
  checked: CheckedPeriod,
  booking: Booking,
  visit: EntityVisitor,
): (entity: number) => void {
  const { offsets, places, levels } = scaled;
  const [from, to] = [placeOf(checked.start, instants), placeOf(checked.end, instants)];
  return (entity) => {
    const first = offsets[entity] as number;
    if (first === offsets[entity + 1]) return;
    const next = stepBefore(scaled, entity, from) + 1;
    const after = stepBefore(scaled, entity, to) + 1;
    let before = next === first ? 0 : (levels[next - 1] as number);
    if (booking !== 'net' && after > next) {
      let moved = false;
      const opening = before;
      for (let step = next; step < after; ) {
        const end = endOfChange(places, instants, step, after, booking);
        const level = levels[end - 1] as number;
        const kind = kindOf(before, level, isReturn(scaled, step));
        // Changes booked as one can cancel out.
        if (kind !== noKind) {
          moved = true;
          visit(entity, kind, before, level, instants[places[step] as number] as number, places[end - 1] as number);
        }
        before = level;
        step = end;
      }
      if (!moved && opening !== 0) visit(entity, noKind, opening, opening, null, -1);
      return;
    }
    const level = after === first ? 0 : (levels[after - 1] as number);
    if (before === 0 && level === 0) return;
    visit(entity, kindOf(before, level, isReturn(scaled, next)), before, level, null, places[after - 1] as number);
  };
}

function rationalVisits(
  ledger: CompiledLedger,
  checked: CheckedPeriod,
  booking: Booking,
  visit: EntityVisitor,
): (entity: number) => void {
  const { rational, instants } = ledger;
  const { places } = rational;
  const exchangeInstant = exchangeInstants(checked).opening;
  const [from, to] = [placeOf(checked.start, instants), placeOf(checked.end, instants)];
  return (entity) => {
    const worthAt = (step: number) => inReportingCurrency(ledger, levelFrom(rational, entity, step), exchangeInstant);
    const before = stepBefore(rational, entity, from);
    const last = stepBefore(rational, entity, to);
    const opening = worthAt(before);
    let moved = false;
    let worth = opening;
    for (let step = before + 1; step <= last; ) {
      const end = booking === 'net' ? last + 1 : endOfChange(places, instants, step, last + 1, booking);
      const next = worthAt(end - 1);
      const kind = kindOfChange(worth.n === 0n, next.n === 0n, subtract(next, worth), isReturn(rational, step));
      // A change of currency at the same worth is not a movement.
      if (kind !== noKind) {
        moved = true;
        const at = booking === 'net' ? null : (instants[places[step] as number] as number);
        visit(entity, kind, worth, next, at, places[end - 1] as number);
      }
      worth = next;
      step = end;
    }
    if (!moved && opening.n !== 0n) visit(entity, noKind, opening, opening, null, -1);
  };
}
