import type { Span } from '../../calendar/open.ts';
import { add, type Rational, subtract, zero } from '../../exact/index.ts';
import type { CompiledLedger } from '../../ledger/query.ts';
import { unitsAt } from '../../table/index.ts';
import { kindCount } from './kinds.ts';
import { levelsAfter, type RationalSums, rationalWalk } from './rational-walk.ts';
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

/** A period in local money, by currency. Entities that are kept as fractions are in the levels only. */
interface LocalBalance {
  readonly opening: readonly Rational[];
  readonly terms: readonly Terms<Rational>[];
  readonly closing: readonly Rational[];
}

/** The MRR over the periods of a track, each worked out where it is asked for. */
function mrrBalances(
  ledger: CompiledLedger,
  track: Track,
  spans: readonly Span[],
  sums: SegmentSums,
  booking: Booking,
): (period: number) => MrrBalance {
  const rational = rationalWalk(ledger, track, spans, booking);
  const locals = localBalances(ledger, track, sums, rational);
  return (period) => {
    const { opening, terms, closing } = locals[period] as LocalBalance;
    const at = exchangeInstants(spans[track.positions[period] as number] as Span);
    const worth = (amounts: readonly Rational[], instant: number) => inReportingCurrency(ledger, amounts, instant);
    const slot = (2 * period + 1) * kindCount;
    const closingMrr = worth(closing, at.closing);
    return {
      opening: worth(opening, at.opening),
      terms: termsOf((kind) =>
        addIfAny(
          worth(
            terms.map((ofCurrency) => ofCurrency[kind] as Rational),
            at.opening,
          ),
          rational.amounts.get(slot + kind),
        ),
      ),
      closing: closingMrr,
      fx: ledger.rules.exchangeRates === null ? zero : subtract(closingMrr, worth(closing, at.opening)),
    };
  };
}

function localBalances(
  { unit, currencies }: CompiledLedger,
  { segments }: Track,
  { amounts, counts }: SegmentSums,
  rational: RationalSums,
): LocalBalance[] {
  const balances: LocalBalance[] = [];
  let units = Array.from({ length: Math.max(currencies.length, 1) }, () => 0n);
  let fractions = currencies.map(() => zero);
  const levels = () => units.map((level, code) => addIfAny({ n: level, d: unit }, fractions[code] ?? zero));
  let opening = levels();
  for (let segment = 0; segment < segments; segment += 1) {
    const terms = units.map((_, code) => {
      const first = code * counts.length + segment * kindCount;
      return termsOf((kind): Rational => ({ n: unitsAt(amounts, first + kind), d: unit }));
    });
    units = units.map((level, code) => {
      const [fresh, reactivation, expansion, contraction, churn] = terms[code] as Terms<Rational>;
      return level + fresh.n + reactivation.n + expansion.n - contraction.n - churn.n;
    });
    fractions = levelsAfter(fractions, rational, segment);
    const closing = levels();
    if (segment % 2 === 1) balances.push({ opening, terms, closing });
    opening = closing;
  }
  return balances;
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
