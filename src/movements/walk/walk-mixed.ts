import type { Span } from '../../calendar/open.ts';
import { absolute, add, keyedSums, type Rational, subtract, zero } from '../../exact/index.ts';
import { type CompiledLedger, kindCount } from '../../ledger/query.ts';
import type { Terms } from './balance.ts';
import { eachMovement } from './each-movement.ts';
import { kindOfAmounts } from './kinds.ts';
import { inReportingCurrency, rateInstants } from './reporting-currency.ts';
import type { Booking, Track } from './tracks.ts';

/** What entities with several currencies add to one period. */
export interface MixedBalance {
  /** In local money, by currency code. */
  readonly opening: readonly Rational[];
  readonly closing: readonly Rational[];
  /** In the currency of the statements, at the opening rate: which kind a movement is depends on it. */
  readonly terms: Terms<Rational>;
}

const nothing: MixedBalance = { opening: [], closing: [], terms: [zero, zero, zero, zero, zero] };

/** One for each period of a track. Only what changes is valued; all else is carried along. */
export function walkMixed(
  ledger: CompiledLedger,
  track: Track,
  spans: readonly Span[],
  booking: Booking,
): MixedBalance[] {
  const { mixed, currencies } = ledger;
  if (mixed.places.length === 0) return track.positions.map(() => nothing);
  const changes = keyedSums<number>();
  const terms = keyedSums<number>();
  eachMovement(mixed, track, booking, ({ from, to, segment, paidBefore }) => {
    const [before, after] = [mixed.exact[from] ?? [], mixed.exact[to] ?? []];
    for (const code of currencies.keys()) {
      changes.add(segment * currencies.length + code, subtract(after[code] ?? zero, before[code] ?? zero));
    }
    if (segment % 2 === 0) return;
    const period = (segment - 1) / 2;
    const { opening } = rateInstants(spans[track.positions[period] as number] as Span);
    const [worthBefore, worthAfter] = [before, after].map((amounts) =>
      inReportingCurrency(ledger, amounts, opening),
    ) as [Rational, Rational];
    const kind = kindOfAmounts(worthBefore, worthAfter, paidBefore);
    if (kind !== null) terms.add(period * kindCount + kind, absolute(subtract(worthAfter, worthBefore)));
  });

  let level = currencies.map(() => zero);
  return track.positions.map((_, period) => {
    const after = (segment: number) =>
      level.map((amount, code) => add(amount, changes.get(segment * level.length + code)));
    const opening = after(2 * period);
    level = opening;
    const closing = after(2 * period + 1);
    level = closing;
    const ofKind = (kind: number) => terms.get(period * kindCount + kind);
    return { opening, closing, terms: [ofKind(0), ofKind(1), ofKind(2), ofKind(3), ofKind(4)] };
  });
}
