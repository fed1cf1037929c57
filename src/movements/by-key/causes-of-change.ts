import { add, compare, divide, multiply, ofNumber, type Rational, subtract, zero } from '../../exact/index.ts';
import { type Billing, type CompiledLedger, cycleLength } from '../../ledger/query.ts';
import { readAmount } from '../../money/index.ts';
import type { ContractionCauses, ExpansionCauses } from './cause-names.ts';
import type { NamedChange } from './named-spans.ts';

type Found<Cause> = readonly (readonly [Cause, Rational])[];

/** Why an existing subscription pays more, if it has one plain row on both sides. */
export function causesOfRise(
  ledger: CompiledLedger,
  subscription: NamedChange,
  share: Rational,
): Found<keyof ExpansionCauses> {
  const sides = sidesOf(ledger, subscription);
  if (sides === null) return [['other', share]];
  const [a, b] = sides;
  const isPlain = [a, b].every(({ billing }) => billing.discount === undefined) && isBilledAlike(a, b);
  if (!isPlain || !hasUnits(a, b)) return [['other', share]];
  return split(a, b, share, 'price', 1n);
}

/** Why a continuing subscription pays less. */
export function causesOfFall(
  ledger: CompiledLedger,
  subscription: NamedChange,
  share: Rational,
): Found<keyof ContractionCauses> {
  const sides = sidesOf(ledger, subscription);
  if (sides === null) return [['other', share]];
  const [a, b] = sides;
  const isPlain = [a, b].every(({ billing }) => billing.discount === undefined);
  const isOneQuantity = compare(a.quantity, b.quantity) === 0;
  if (lengthOf(b) > lengthOf(a)) {
    if (isPlain && hasUnits(a, b)) return split(a, b, share, 'billingPeriod', -1n);
    return [[isOneQuantity ? 'billingPeriod' : 'other', share]];
  }
  if (!isBilledAlike(a, b)) return [['other', share]];
  if (isPlain && hasUnits(a, b)) return split(a, b, share, 'price', -1n);
  return [[isOneQuantity && compare(a.amount, b.amount) === 0 ? 'discount' : 'other', share]];
}

/** By unit price, at the quantity before, and by quantity, at the price after; a change in the other direction counts in neither. */
function split<Cause>(a: Side, b: Side, share: Rational, ofUnit: Cause, sign: 1n | -1n): Found<Cause | 'quantity'> {
  const [unitBefore, unitAfter] = [divide(a.price, a.quantity), divide(b.price, b.quantity)];
  const forward = ({ n, d }: Rational) => (sign * n > 0n ? { n: sign * n, d } : zero);
  const byUnit = forward(multiply(subtract(unitAfter, unitBefore), a.quantity));
  const byQuantity = forward(multiply(subtract(b.quantity, a.quantity), unitAfter));
  const both = add(byUnit, byQuantity);
  return [
    [ofUnit, multiply(share, divide(byUnit, both))],
    ['quantity', multiply(share, divide(byQuantity, both))],
  ];
}

/** One row of a subscription, as billed. */
interface Side {
  readonly billing: Billing;
  readonly currency: number;
  /** Per bill, before quantity and discount. */
  readonly amount: Rational;
  /** Per month. */
  readonly price: Rational;
  readonly quantity: Rational;
  /** Epoch milliseconds. */
  readonly start: number;
}

/** The row before and the row after, in one currency; null without one, or with several. */
function sidesOf(ledger: CompiledLedger, { before, after }: NamedChange): readonly [Side, Side] | null {
  if (before === null || after === null) return null;
  const [a, b] = [sideOf(ledger, before), sideOf(ledger, after)];
  return a.currency === b.currency ? [a, b] : null;
}

function sideOf({ spans, prices, instants }: CompiledLedger, span: number): Side {
  const price = spans.price[span] as number;
  return {
    billing: prices.billings[price] as Billing,
    currency: prices.currencies[price] as number,
    amount: readAmount(prices.amounts[price], 'amount'),
    price: prices.values[price] as Rational,
    quantity: ofNumber(prices.quantities[price] as number),
    start: instants[spans.rowStart[span] as number] as number,
  };
}

const hasUnits = (a: Side, b: Side) => a.quantity.n !== 0n && b.quantity.n !== 0n;

const isBilledAlike = ({ billing: a }: Side, { billing: b }: Side) =>
  a.interval === b.interval && a.intervalCount === b.intervalCount;

const msPerDay = 86_400_000;

/** Days covered by one bill; terms are rounded to months, so that a leap year is not longer than a year. */
function lengthOf({ billing: { cycle }, start }: Side): number {
  if (cycle.unit !== 'term') return cycleLength(cycle);
  const days = (cycle.end - start) / msPerDay;
  const months = Math.round((days * 12) / 365);
  return months === 0 ? days : cycleLength({ unit: 'month', count: months });
}
