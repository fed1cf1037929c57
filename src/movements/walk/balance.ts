import type { Span } from '../../calendar/open.ts';
import { add, type Rational, subtract, zero } from '../../exact/index.ts';
import type { CompiledLedger } from '../../ledger/query.ts';
import { unitsAt } from '../../table/index.ts';
import { kindCount, kinds } from './kinds.ts';
import { levelsAfter, type RationalSums } from './rational-walk.ts';
import { inReportingCurrency, rateInstants } from './reporting-currency.ts';
import type { SegmentSums } from './segment-sums.ts';
import type { Track } from './tracks.ts';

/** One value for each kind, in the order of `kinds`. */
export type Terms<T> = readonly [fresh: T, reactivation: T, expansion: T, contraction: T, churn: T];

/** One quantity over one period: what it was, what it became, and by which movements. */
export interface Balance<T> {
  readonly opening: T;
  readonly terms: Terms<T>;
  readonly closing: T;
}

/** A balance in the currency of the statements. Movements are at the opening rate; `fx` is what the rates did to the closing MRR. */
export interface MrrBalance extends Balance<Rational> {
  readonly fx: Rational;
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

/** What stands before and after each segment, by currency in local money. */
interface LocalLevels {
  readonly opening: readonly Rational[];
  readonly closing: readonly Rational[];
}

/** The MRR over the periods of a track, each worked out where it is asked for: then only are its exchange rates needed. */
export function mrrBalances(
  ledger: CompiledLedger,
  track: Track,
  spans: readonly Span[],
  { amounts, counts }: SegmentSums,
  rational: RationalSums,
): (period: number) => MrrBalance {
  const codes = Array.from({ length: Math.max(ledger.currencies.length, 1) }, (_, code) => code);
  const scaled = (code: number, slot: number): Rational => ({
    n: unitsAt(amounts, code * counts.length + slot),
    d: ledger.unit,
  });
  const levels = localLevels(ledger, track, codes, scaled, rational);
  return (period) => {
    const at = rateInstants(spans[track.positions[period] as number] as Span);
    const first = (2 * period + 1) * kindCount;
    const terms = termsOf((kind) => {
      const local = codes.map((code) => scaled(code, first + kind));
      return addIfAny(inReportingCurrency(ledger, local, at.opening), rational.amounts.get(first + kind));
    });
    const { opening, closing } = levels[period] as LocalLevels;
    const closingMrr = inReportingCurrency(ledger, closing, at.closing);
    return {
      opening: inReportingCurrency(ledger, opening, at.opening),
      terms,
      closing: closingMrr,
      fx:
        ledger.rules.exchangeRates === null
          ? zero
          : subtract(closingMrr, inReportingCurrency(ledger, closing, at.opening)),
    };
  };
}

function localLevels(
  { unit, currencies }: CompiledLedger,
  { segments }: Track,
  codes: readonly number[],
  scaled: (code: number, slot: number) => Rational,
  rational: RationalSums,
): LocalLevels[] {
  const levels: LocalLevels[] = [];
  let units = codes.map(() => 0n);
  let fractions = currencies.map(() => zero);
  const both = () => codes.map((code) => addIfAny({ n: units[code] as bigint, d: unit }, fractions[code] ?? zero));
  let opening = both();
  for (let segment = 0; segment < segments; segment += 1) {
    units = units.map((level, code) => {
      const [fresh, reactivation, expansion, contraction, churn] = termsOf(
        (kind) => scaled(code, segment * kindCount + kind).n,
      );
      return level + fresh + reactivation + expansion - contraction - churn;
    });
    fractions = levelsAfter(fractions, rational, segment);
    const closing = both();
    if (segment % 2 === 1) levels.push({ opening, closing });
    opening = closing;
  }
  return levels;
}

/** What has only scaled amounts keeps their unit, so that adding goes on without a common denominator to be found. */
function addIfAny(amount: Rational, other: Rational): Rational {
  return other.n === 0n ? amount : amount.n === 0n ? other : add(amount, other);
}

function termsOf<T>(value: (kind: number) => T): Terms<T> {
  return kinds.map((_, kind) => value(kind)) as readonly T[] as Terms<T>;
}
