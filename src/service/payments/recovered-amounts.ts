import { outside } from '../../activity/open.ts';
import { add, compare, type Rational, zero } from '../../exact/index.ts';
import { type AmountReader, currencyCode, minorAmounts, readAmount, refuseCurrency } from '../../money/index.ts';
import { isMissing } from '../../read/index.ts';
import type { Invoices } from './invoices.ts';
import type { Payment } from './payment.ts';

/** What failed invoices were about. */
export interface FailedAmount {
  /** The largest amount of its payments; undefined where none has one. */
  readonly amount: Rational | undefined;
  /** What its successes collected, at most the amount. */
  readonly recovered: Rational;
}

/** The amounts of the invoices that are asked for, from all their payments. */
export function failedAmounts(
  payments: readonly Payment[],
  { ofPayment, slots, flags }: Invoices,
  isAsked: (flags: number) => boolean,
  read: AmountReader,
  isInTime: (row: number) => boolean,
): (invoice: number) => FailedAmount {
  const sums = new Map<number, { amount: Rational | undefined; collected: Rational; isWhole: boolean }>();
  for (let row = 0; row < payments.length; row += 1) {
    const invoice = ofPayment[row] as number;
    if (invoice === outside || slots[invoice] === outside || !isAsked(flags[invoice] as number)) continue;
    const payment = payments[row] as Payment;
    const sum = sums.get(invoice) ?? { amount: undefined, collected: zero, isWhole: false };
    sums.set(invoice, sum);
    const amount = isMissing(payment.amount) ? undefined : read(payment.amount, `payments[${row}].amount`);
    if (amount !== undefined && (sum.amount === undefined || compare(amount, sum.amount) > 0)) sum.amount = amount;
    if (payment.status !== 'succeeded' || !isInTime(row)) continue;
    if (amount === undefined) sum.isWhole = true;
    else sum.collected = add(sum.collected, amount);
  }
  return (invoice) => {
    const { amount, collected = zero, isWhole = false } = sums.get(invoice) ?? {};
    const isCapped = amount !== undefined && (isWhole || compare(collected, amount) > 0);
    return { amount, recovered: isCapped ? amount : collected };
  };
}

/** The reader of the amounts, which are in major or minor units of one currency: in several, or in one and in none, they cannot be added. */
export function amountsOf(payments: readonly Payment[], unit: 'major' | 'minor'): AmountReader {
  let common: string | null | undefined;
  for (let row = 0; row < payments.length; row += 1) {
    const { amount, currency: given } = payments[row] as Payment;
    const currency = currencyCode(given) ?? null;
    if (isMissing(amount) || currency === common) continue;
    if (common === undefined) {
      common = currency;
      continue;
    }
    const path = `payments[${row}].currency`;
    refuseCurrency(path, 'the currency of all amounts', currency, common, given);
  }
  if (unit === 'major') return readAmount;
  const read = minorAmounts(common ?? null);
  // All of them, as those in major units were: what is asked for today is not what is asked for tomorrow.
  for (const [row, { amount }] of payments.entries()) if (!isMissing(amount)) read(amount, `payments[${row}].amount`);
  return read;
}
