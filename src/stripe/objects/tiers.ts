import { add, multiply, ofNumber, type Rational, zero } from '../../exact/index.ts';
import { type Fields, isMissing, optionalMinor, readFields, readItems, readQuantity } from './fields.ts';

/** What so many units cost together, in the smallest unit of the currency. */
export type TotalOf = (quantity: number) => Rational;

interface Tier {
  /** The last unit that is in it. */
  readonly upTo: number;
  readonly unit: Rational;
  readonly flat: Rational;
}

/**
 * What a tiered price asks for a quantity, or null where its tiers are not in the answer. By volume all units cost what the tier of the last
 * one says; graduated, each costs what its own tier says. The flat amount of a tier is due once it is reached.
 */
export function readTiers(price: Fields, mode: unknown, path: string): TotalOf | null {
  const list = isMissing(price.tiers) ? [] : readItems(price.tiers, `${path}.tiers`, 'tiers');
  if (list.length === 0) return null;
  const tiers = list.map((one, i): Tier => {
    const at = `${path}.tiers[${i}]`;
    const tier = readFields(one, at, 'a tier of Stripe');
    return {
      upTo: tier.up_to === 'inf' ? Infinity : readQuantity(tier.up_to, `${at}.up_to`, Infinity),
      unit: optionalMinor(tier, 'unit_amount', at) ?? zero,
      flat: optionalMinor(tier, 'flat_amount', at) ?? zero,
    };
  });
  tiers.sort((a, b) => (a.upTo < b.upTo ? -1 : 1));
  return mode === 'volume' ? byVolume(tiers) : graduated(tiers);
}

function byVolume(tiers: readonly Tier[]): TotalOf {
  return (quantity) => {
    const tier = tiers.find(({ upTo }) => quantity <= upTo);
    return tier === undefined || quantity === 0 ? zero : add(tier.flat, multiply(tier.unit, ofNumber(quantity)));
  };
}

function graduated(tiers: readonly Tier[]): TotalOf {
  return (quantity) => {
    let [total, below] = [zero, 0];
    for (const { upTo, unit, flat } of tiers) {
      if (quantity <= below) break;
      const inTier = ofNumber(Math.min(quantity, upTo) - below);
      total = add(total, add(flat, multiply(unit, inTier)));
      below = upTo;
    }
    return total;
  };
}
