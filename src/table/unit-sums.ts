/** Sums of whole numbers by slot: doubles, and in BigInt what they cannot hold without losing a digit. */
export interface UnitSums {
  readonly units: Float64Array;
  readonly spilled: Map<number, bigint>;
}

export function unitSums(slots: number): UnitSums {
  return { units: new Float64Array(slots), spilled: new Map() };
}

/** `amount` is a whole number between -2^52 and 2^52. */
export function addUnits({ units, spilled }: UnitSums, slot: number, amount: number): void {
  const sum = (units[slot] as number) + amount;
  // Amounts are below it, so a sum below it can take one more and still be exact.
  if (sum < 2 ** 52 && sum > -(2 ** 52)) units[slot] = sum;
  else {
    spill(spilled, slot, BigInt(sum));
    units[slot] = 0;
  }
}

function spill(spilled: Map<number, bigint>, slot: number, sum: bigint): void {
  spilled.set(slot, (spilled.get(slot) ?? 0n) + sum);
}

/** Adds one of these sums to one of those. */
export function addSum({ units, spilled }: UnitSums, from: number, sums: UnitSums, slot: number): void {
  addUnits(sums, slot, units[from] as number);
  const more = spilled.size === 0 ? undefined : spilled.get(from);
  if (more !== undefined) spill(sums.spilled, slot, more);
}

export function unitsAt({ units, spilled }: UnitSums, slot: number): bigint {
  const sum = units[slot] as number;
  const more = spilled.get(slot);
  // Most slots of many short periods are empty.
  return sum === 0 ? (more ?? 0n) : more === undefined ? BigInt(sum) : BigInt(sum) + more;
}
