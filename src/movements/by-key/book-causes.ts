import { divide, type KeyedSums, multiply, type Rational, subtract, sum } from '../../exact/index.ts';
import type { CompiledLedger } from '../../ledger/query.ts';
import type { CauseTerm } from './cause-names.ts';
import { causesOfFall, causesOfRise } from './causes-of-change.ts';
import { type NamedChange, withSuccessor } from './named-spans.ts';
import { worthOfSpan } from './running-spans.ts';

type Causes = Pick<KeyedSums<CauseTerm>, 'add'>;

/** Splits the expansion of one key of one entity by cause, over the subscriptions that gained there, in proportion to their gains. */
export function bookExpansion(
  causes: Causes,
  ledger: CompiledLedger,
  subscriptions: readonly NamedChange[],
  expansion: Rational,
  exchangeInstant: number,
): void {
  for (const [subscription, share] of sharesOf(ledger, subscriptions, expansion, exchangeInstant)) {
    const { wasHere, wasAnywhere } = subscription;
    const found = wasHere
      ? causesOfRise(ledger, subscription, share)
      : ([[wasAnywhere ? 'other' : 'subscription', share]] as const);
    for (const [cause, amount] of found) causes.add(`expansionCauses.${cause}`, amount);
  }
}

/** The same for a contraction, over the subscriptions that lost. One that ends where one other begins has been replaced by it. */
export function bookContraction(
  causes: Causes,
  ledger: CompiledLedger,
  subscriptions: readonly NamedChange[],
  contraction: Rational,
  exchangeInstant: number,
): void {
  for (const [subscription, share] of sharesOf(
    ledger,
    withSuccessor(subscriptions),
    contraction,
    exchangeInstant,
    -1,
  )) {
    const { isHere, isAnywhere } = subscription;
    const found = isHere
      ? causesOfFall(ledger, subscription, share)
      : ([[isAnywhere ? 'other' : 'subscription', share]] as const);
    for (const [cause, amount] of found) causes.add(`contractionCauses.${cause}`, amount);
  }
}

/** A movement, shared among the subscriptions that changed in its direction. */
function sharesOf(
  ledger: CompiledLedger,
  subscriptions: readonly NamedChange[],
  movement: Rational,
  exchangeInstant: number,
  direction: 1 | -1 = 1,
): [NamedChange, Rational][] {
  const worth = (spans: readonly number[]) => sum(spans.map((span) => worthOfSpan(ledger, span, exchangeInstant)));
  const moved = subscriptions
    .map((subscription) => {
      const { started, ended } = subscription.change;
      const [from, to] = direction === 1 ? [ended, started] : [started, ended];
      return { subscription, size: subtract(worth(to), worth(from)) };
    })
    .filter(({ size }) => size.n > 0n);
  const all = sum(moved.map(({ size }) => size));
  return moved.map(({ subscription, size }) => [
    subscription,
    moved.length === 1 ? movement : multiply(movement, divide(size, all)),
  ]);
}
