import type { Span } from '../../calendar/open.ts';
import { add, type Rational, subtract, zero } from '../../exact/index.ts';
import type { CompiledLedger } from '../../ledger/query.ts';
import { type UnitSums, unitsAt } from '../../table/index.ts';
import { contractionKind, kindCount } from './kinds.ts';
import { type RationalSums, rationalWalk } from './rational-walk.ts';
import { exchangeInstants, inReportingCurrency } from './reporting-currency.ts';
import type { SegmentSums } from './segment-sums.ts';
import { type Booking, layTracks, type Track } from './tracks.ts';
import { walk } from './walk.ts';

/** One value for each kind, in the order of `kinds`. */
type Terms<T> = readonly [fresh: T, reactivation: T, expansion: T, contraction: T, churn: T];

/** One quantity over one period: what it was, what it became, and by which movements. */
export interface Balance<T> {
  readonly opening: T;
  readonly terms: Terms<T>;
  readonly closing: T;
}

/** A balance in the currency of the statements. Movements are at the opening exchange rate; `fx` is what exchange rates did to the closing MRR. */
export interface MrrBalance extends Balance<Rational> {
  readonly fx: Rational;
}

/** The balances of one period. */
export interface PeriodBalances {
  readonly customers: Balance<number>;
  /** Only worked out where it is asked for: without it no exchange rate is needed. */
  readonly mrr: () => MrrBalance;
}

/** The balances of each period, in the order asked for, under each booking. */
export function balances(ledger: CompiledLedger, spans: readonly Span[], bookings: readonly Booking[]) {
  const tracks = layTracks(spans, ledger.instants);
  return bookings.map((booking) => {
    const results: PeriodBalances[] = [];
    for (const [t, sums] of walk(ledger, tracks, spans, booking).entries()) {
      const track = tracks[t] as Track;
      const customers = customerBalances(track, sums.counts);
      const mrr = once(() => mrrBalances(ledger, track, spans, sums, booking));
      for (const [i, position] of track.positions.entries()) {
        results[position] = { customers: customers[i] as Balance<number>, mrr: once(() => mrr()(i)) };
      }
    }
    return results;
  });
}

/** The number of customers over each period of a track: what one period or gap closes with, the next opens with. */
export function customerBalances({ segments }: Track, counts: Uint32Array): Balance<number>[] {
  const balances: Balance<number>[] = [];
  let opening = 0;
  for (let segment = 0; segment < segments; segment += 1) {
    const terms = termsOf((kind) => counts[segment * kindCount + kind] as number);
    const [fresh, reactivated, , , churned] = terms;
    const closing = opening + fresh + reactivated - churned;
    if (segment % 2 === 1) balances.push({ opening, terms, closing });
    opening = closing;
  }
  return balances;
}

/** The MRR over the periods of a track, each worked out where it is asked for. */
function mrrBalances(
  ledger: CompiledLedger,
  track: Track,
  spans: readonly Span[],
  { amounts, counts }: SegmentSums,
  booking: Booking,
): (period: number) => MrrBalance {
  const { unit } = ledger;
  const rational = rationalWalk(ledger, track, spans, booking);
  const levels = localLevels(ledger, track, amounts, rational);
  return (period) => {
    const at = exchangeInstants(spans[track.positions[period] as number] as Span);
    const slot = (2 * period + 1) * kindCount;
    const levelsAt = (bound: number) => levels.map((ofCurrency) => ofCurrency[bound] as Rational);
    const closing = levelsAt(2 * period + 2);
    const closingMrr = inReportingCurrency(ledger, closing, at.closing);
    return {
      opening: inReportingCurrency(ledger, levelsAt(2 * period + 1), at.opening),
      terms: termsOf((kind) => {
        const own = levels.map((_, code) => ({ n: unitsAt(amounts, code * counts.length + slot + kind), d: unit }));
        return addIfAny(inReportingCurrency(ledger, own, at.opening), rational.amounts.get(slot + kind));
      }),
      closing: closingMrr,
      fx:
        ledger.rules.exchangeRates === null
          ? zero
          : subtract(closingMrr, inReportingCurrency(ledger, closing, at.opening)),
    };
  };
}

/** What stands before each segment and after the last, by currency, in local money. Entities kept as fractions are in the levels only. */
function localLevels(
  { unit, currencies, rational: { places } }: CompiledLedger,
  { segments }: Track,
  amounts: UnitSums,
  { changes }: RationalSums,
): Rational[][] {
  return Array.from({ length: Math.max(currencies.length, 1) }, (_, code) => {
    let [units, fraction] = [0n, zero];
    let level: Rational = { n: units, d: unit };
    const levels = [level];
    for (let segment = 0; segment < segments; segment += 1) {
      const before = units;
      for (let kind = 0; kind < kindCount; kind += 1) {
        const amount = unitsAt(amounts, (code * segments + segment) * kindCount + kind);
        // Most are 0, in long lists of short periods.
        if (amount !== 0n) units += kind < contractionKind ? amount : -amount;
      }
      if (places.length > 0) fraction = add(fraction, changes.get(segment * currencies.length + code));
      if (units !== before || places.length > 0) level = addIfAny({ n: units, d: unit }, fraction);
      levels.push(level);
    }
    return levels;
  });
}

/** What has only scaled amounts keeps their unit, so that adding goes on without a common denominator to be found. */
function addIfAny(amount: Rational, other: Rational): Rational {
  return other.n === 0n ? amount : amount.n === 0n ? other : add(amount, other);
}

function termsOf<T>(value: (kind: number) => T): Terms<T> {
  return [value(0), value(1), value(2), value(3), value(4)];
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
