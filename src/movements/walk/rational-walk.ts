import type { CheckedPeriod } from '../../calendar/open.ts';
import { absolute, type KeyedSums, keyedSums } from '../../exact/index.ts';
import { type CompiledLedger, changeOver } from '../../ledger/query.ts';
import { kindCount, kindOfChange, noKind } from './kinds.ts';
import { eachMovement } from './plain-walk.ts';
import { exchangeInstants, inReportingCurrency } from './reporting-currency.ts';
import type { Booking, Track } from './tracks.ts';

/** The movements, per segment of a track, of the entities kept as fractions. */
export interface RationalSums {
  /** The change of a level, in local money: by `segment * currencies + code`. */
  readonly changes: KeyedSums<number>;
  /** The movements by slot, in the currency of the statements at the opening exchange rate, which decides their kinds. */
  readonly amounts: KeyedSums<number>;
}

export function rationalWalk(
  ledger: CompiledLedger,
  track: Track,
  periods: readonly CheckedPeriod[],
  booking: Booking,
): RationalSums {
  const { rational, instants, currencies } = ledger;
  const changes = keyedSums<number>();
  const amounts = keyedSums<number>();
  if (rational.places.length === 0) return { changes, amounts };
  eachMovement(rational, instants, track, booking, (_entity, first, end, before, after, slot, returns) => {
    const segment = slot / kindCount;
    const change = changeOver(rational, first, end);
    for (const [code, amount] of change.entries()) {
      if (amount !== null) changes.add(segment * currencies.length + code, amount);
    }
    if (segment % 2 === 0) return;
    const { opening } = exchangeInstants(periods[track.positions[(segment - 1) / 2] as number] as CheckedPeriod);
    const worth = inReportingCurrency(ledger, change, opening);
    const kind = kindOfChange(before === 0, after === 0, worth, returns);
    if (kind !== noKind) amounts.add(slot + kind, absolute(worth));
  });
  return { changes, amounts };
}
