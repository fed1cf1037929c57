import { absolute, compare, divide, multiply, type Rational, subtract, sum, zero } from '../../exact/index.ts';

/** One key's part in a movement of an entity; all amounts are >= 0. */
export interface KeyMovement {
  /** The part in the movement itself, of whatever kind. */
  readonly moved: Rational;
  readonly transferIn: Rational;
  readonly transferOut: Rational;
}

/** The change of each key from one state to another; unchanged keys are left out. */
export function changesBetween<K>(before: ReadonlyMap<K, Rational>, after: ReadonlyMap<K, Rational>): Map<K, Rational> {
  const changes = new Map<K, Rational>();
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const change = subtract(after.get(key) ?? zero, before.get(key) ?? zero);
    if (change.n !== 0n) changes.set(key, change);
  }
  return changes;
}

/**
 * Splits one movement of an entity over the keys between which its MRR moves. MRR that some keys lose and others gain at the same time is
 * a transfer; the rest is the movement. If several keys gain (or lose), each bears its proportional share of both.
 */
export function splitMovement<K>(changes: ReadonlyMap<K, Rational>): Map<K, KeyMovement> {
  const gained = sum([...changes.values()].filter(({ n }) => n > 0n));
  const lost = absolute(sum([...changes.values()].filter(({ n }) => n < 0n)));
  const transferred = compare(gained, lost) < 0 ? gained : lost;
  const shareOf = (all: Rational) => (all.n === 0n ? zero : divide(transferred, all));
  const [ofGains, ofLosses] = [shareOf(gained), shareOf(lost)];
  return new Map(
    [...changes].map(([key, change]) => {
      const isGain = change.n > 0n;
      const size = absolute(change);
      const transfer = multiply(size, isGain ? ofGains : ofLosses);
      const moved = subtract(size, transfer);
      return [key, { moved, transferIn: isGain ? transfer : zero, transferOut: isGain ? zero : transfer }];
    }),
  );
}
