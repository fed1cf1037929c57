import type { CheckedPeriod } from '../../calendar/open.ts';
import { add, type Rational, subtract, zero } from '../../exact/index.ts';
import type { CompiledLedger, OpenedSource } from '../../ledger/query.ts';
import { type UnitSums, unitsAt } from '../../table/index.ts';
import { churnKind, contractionKind, expansionKind, kindCount, newKind, reactivationKind } from '../walk/kinds.ts';
import { netSteps } from '../walk/netting.ts';
import { type RationalSums, rationalWalk } from '../walk/rational-walk.ts';
import { exchangeInstants, inReportingCurrency } from '../walk/reporting-currency.ts';
import type { SegmentSums } from '../walk/segment-sums.ts';
import { type Booking, bookingOf, layTracks, type Track } from '../walk/tracks.ts';
import { walk } from '../walk/walk.ts';

/**
 * The exact MRR of one period, in the currency of the statements. Movements are at the opening exchange rate; `fx` is the effect of
 * exchange rates on the closing MRR.
 */
export interface MrrTotals {
  readonly opening: Rational;
  readonly new: Rational;
  readonly reactivation: Rational;
  readonly expansion: Rational;
  readonly contraction: Rational;
  readonly churn: Rational;
  readonly closing: Rational;
  readonly fx: Rational;
  readonly retainedGross: Rational;
  readonly retainedNet: Rational;
}

/** One value for each kind, in the order of `kinds`. */
type KindTerms = readonly [
  fresh: Rational,
  reactivation: Rational,
  expansion: Rational,
  contraction: Rational,
  churn: Rational,
];

/** The number of customers over one period. */
export interface CustomerTotals {
  readonly opening: number;
  readonly new: number;
  readonly reactivated: number;
  readonly churned: number;
  readonly closing: number;
  readonly retained: number;
}

/** The input of every statement. */
export interface PeriodTotals {
  readonly checked: CheckedPeriod;
  readonly complete: boolean;
  /** Computed only when needed: without it, no exchange rate is needed. */
  readonly mrr: () => MrrTotals;
  readonly customers: CustomerTotals;
}

/** The totals of each period, in the order asked for, from one walk. */
export function totalsOf({ ledger, statement }: OpenedSource, periods: readonly CheckedPeriod[]): PeriodTotals[] {
  const tracks = layTracks(periods);
  // Opening and closing are the same however changes are booked. Rates cover the opening cohort, point to point, so they are always net.
  const booking = bookingOf(statement);
  const nets = walk(ledger, tracks, periods, netSteps);
  const booked = booking === 'net' ? nets : walk(ledger, tracks, periods, null, booking);
  const totals: PeriodTotals[] = [];
  for (const [t, track] of tracks.entries()) {
    const [net, own] = [nets[t] as SegmentSums, booked[t] as SegmentSums];
    const customers = customersAlong(track, net, own);
    let mrrOf: ((period: number) => MrrTotals) | undefined;
    const mrr = (period: number) => {
      mrrOf ??= mrrAlong(ledger, track, periods, net, own, booking);
      return mrrOf(period);
    };
    for (const [i, position] of track.positions.entries()) {
      const checked = periods[position] as CheckedPeriod;
      totals[position] = {
        checked,
        complete: checked.end <= ledger.rules.asOf,
        mrr: () => mrr(i),
        customers: customers[i] as CustomerTotals,
      };
    }
  }
  return totals;
}

/** The closing of one period or gap is the opening of the next. */
export function customersAlong({ positions }: Track, net: SegmentSums, { counts }: SegmentSums): CustomerTotals[] {
  let closing = 0;
  const gained = (slot: number) =>
    (counts[slot + newKind] as number) +
    (counts[slot + reactivationKind] as number) -
    (counts[slot + churnKind] as number);
  return positions.map((_, i) => {
    const slot = (2 * i + 1) * kindCount;
    const opening = closing + gained(slot - kindCount);
    closing = opening + gained(slot);
    return {
      opening,
      new: counts[slot + newKind] as number,
      reactivated: counts[slot + reactivationKind] as number,
      churned: counts[slot + churnKind] as number,
      closing,
      retained: opening - (net.counts[slot + churnKind] as number),
    };
  });
}

/** The MRR over the periods of a track, each computed when needed. */
function mrrAlong(
  ledger: CompiledLedger,
  track: Track,
  periods: readonly CheckedPeriod[],
  net: SegmentSums,
  own: SegmentSums,
  booking: Booking,
): (period: number) => MrrTotals {
  const netRational = rationalWalk(ledger, track, periods, 'net');
  const ownRational = booking === 'net' ? netRational : rationalWalk(ledger, track, periods, booking);
  const levels = localLevels(ledger, track, own.amounts, ownRational);
  const codes = Math.max(ledger.currencies.length, 1);
  /** The movements of a period, by kind. */
  const movedIn = ({ amounts, counts }: SegmentSums, rational: RationalSums, first: number, instant: number) => {
    const moved: Rational[] = [];
    for (let slot = first; slot < first + kindCount; slot += 1) {
      const local: Rational[] = [];
      for (let code = 0; code < codes; code += 1) {
        local.push({ n: unitsAt(amounts, code * counts.length + slot), d: ledger.unit });
      }
      moved.push(addIfAny(inReportingCurrency(ledger, local, instant), rational.amounts.get(slot)));
    }
    return moved as readonly Rational[] as KindTerms;
  };
  return (period) => {
    const at = exchangeInstants(periods[track.positions[period] as number] as CheckedPeriod);
    const slot = (2 * period + 1) * kindCount;
    const [before, after] = [levels[2 * period + 1] as Rational[], levels[2 * period + 2] as Rational[]];
    const ofNet = movedIn(net, netRational, slot, at.opening);
    const ofOwn = own === net ? ofNet : movedIn(own, ownRational, slot, at.opening);
    const opening = inReportingCurrency(ledger, before, at.opening);
    const closing = inReportingCurrency(ledger, after, at.closing);
    const retainedGross = subtract(opening, add(ofNet[contractionKind], ofNet[churnKind]));
    return {
      opening,
      new: ofOwn[newKind],
      reactivation: ofOwn[reactivationKind],
      expansion: ofOwn[expansionKind],
      contraction: ofOwn[contractionKind],
      churn: ofOwn[churnKind],
      closing,
      fx:
        ledger.rules.exchangeRates === null ? zero : subtract(closing, inReportingCurrency(ledger, after, at.opening)),
      retainedGross,
      retainedNet: add(retainedGross, ofNet[expansionKind]),
    };
  };
}

/** The levels before each segment and after the last, by currency, in local money. */
export function localLevels(
  { unit, currencies }: CompiledLedger,
  { segments }: Track,
  amounts: UnitSums,
  { changes }: RationalSums,
): Rational[][] {
  const units = Array.from({ length: Math.max(currencies.length, 1) }, () => 0n);
  const fractions = units.map(() => zero);
  const levelNow = () => units.map((n, code) => addIfAny({ n, d: unit }, fractions[code] as Rational));
  let level = levelNow();
  const levels = [level];
  for (let segment = 0; segment < segments; segment += 1) {
    let isChanged = false;
    for (let code = 0; code < units.length; code += 1) {
      for (let kind = 0; kind < kindCount; kind += 1) {
        const amount = unitsAt(amounts, (code * segments + segment) * kindCount + kind);
        // Most are 0 in long lists of short periods.
        if (amount === 0n) continue;
        units[code] = (units[code] as bigint) + (kind < contractionKind ? amount : -amount);
        isChanged = true;
      }
      const change = changes.get(segment * currencies.length + code);
      if (change.n === 0n) continue;
      fractions[code] = add(fractions[code] as Rational, change);
      isChanged = true;
    }
    if (isChanged) level = levelNow();
    levels.push(level);
  }
  return levels;
}

/** Sums of scaled amounts keep their unit, so that adding needs no common denominator. */
function addIfAny(amount: Rational, other: Rational): Rational {
  return other.n === 0n ? amount : amount.n === 0n ? other : add(amount, other);
}
