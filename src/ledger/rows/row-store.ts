import type { Instant } from '../../calendar/open.ts';
import { isDate } from '../../errors.ts';
import { isRecord } from '../../read/index.ts';
import { openEnd } from '../levels/paid-spans.ts';
import type { InstantTable } from './instant-codes.ts';
import type { Interruption, Subscription } from './subscription.ts';

/**
 * Keeps rows as columns, and makes objects of them again for the questions that hand rows back. Of a row nothing is kept that its owner can
 * change: it may be the same object each time.
 */
export interface RowStore {
  add(row: Subscription): void;
  rowAt(index: number): Subscription;
}

/** What many rows have in common. */
type Terms = Pick<
  Subscription,
  | 'amount'
  | 'interval'
  | 'intervalCount'
  | 'quantity'
  | 'discount'
  | 'currency'
  | 'plan'
  | 'churnType'
  | 'churnReason'
  | 'segment'
>;
type Rest = Pick<Subscription, 'trialEnd' | 'cancelRequestedAt' | 'pauses' | 'pastDue'>;

/** Instants come back as Dates, and fields that were left out are left out again. */
export function rowStore(instants: InstantTable): RowStore {
  const customerIds: string[] = [];
  const subscriptionIds: (string | undefined)[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const termsOf: number[] = [];
  const terms: Terms[] = [];
  const codes = new Map<string, number>();
  const rests = new Map<number, Rest>();

  function codeOf(row: Subscription): number {
    const key = keyOf(row);
    let code = key === undefined ? undefined : codes.get(key);
    if (code === undefined) {
      code = terms.push(givenTerms(row)) - 1;
      if (key !== undefined) codes.set(key, code);
    }
    return code;
  }

  return {
    add(row) {
      const index = customerIds.push(row.customerId) - 1;
      subscriptionIds.push(row.subscriptionId);
      starts.push(instants.codeOf(row.start));
      ends.push(row.end == null ? openEnd : instants.codeOf(row.end));
      termsOf.push(codeOf(row));
      const rest = restOf(row);
      if (rest !== null) rests.set(index, rest);
    },
    rowAt(index) {
      const [subscriptionId, end] = [subscriptionIds[index], ends[index] as number];
      return {
        customerId: customerIds[index] as string,
        ...(subscriptionId !== undefined && { subscriptionId }),
        start: new Date(instants.epochs[starts[index] as number] as number),
        ...(end !== openEnd && { end: new Date(instants.epochs[end] as number) }),
        ...(terms[termsOf[index] as number] as Terms),
        ...rests.get(index),
      };
    },
  };
}

function givenTerms(row: Subscription): Terms {
  const { amount, interval, intervalCount, quantity, currency, plan, churnType, churnReason, segment } = row;
  const discount = row.discount === undefined ? undefined : { ...row.discount };
  const optional = { intervalCount, quantity, discount, currency, plan, churnType, churnReason, segment };
  return {
    amount,
    interval,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

/** Equal for rows with equal terms; undefined for amounts that are objects, whose text does not say what they are. */
function keyOf(row: Subscription): string | undefined {
  const { amount, discount, currency = '', plan = '', churnType, churnReason = '', segment = '' } = row;
  const off = discount?.percent ?? discount?.amount;
  if (isRecord(amount) || isRecord(off)) return undefined;
  const offKind = discount === undefined ? '' : discount.percent === undefined ? 'amount' : 'percent';
  const price = `${typeof amount}${amount} ${row.interval} ${row.intervalCount} ${row.quantity} ${offKind}${typeof off}${off}`;
  // The lengths tell 'ab' + 'c' from 'a' + 'bc': these texts can hold any character.
  return `${price} ${churnType} ${currency.length} ${plan.length} ${churnReason.length} ${currency}${plan}${churnReason}${segment}`;
}

/** What few rows have. */
function restOf({ trialEnd, cancelRequestedAt, pauses, pastDue }: Subscription): Rest | null {
  if (trialEnd == null && cancelRequestedAt == null && pauses === undefined && pastDue === undefined) return null;
  return {
    ...(trialEnd != null && { trialEnd: copyOf(trialEnd) }),
    ...(cancelRequestedAt != null && { cancelRequestedAt: copyOf(cancelRequestedAt) }),
    ...(pauses !== undefined && { pauses: pauses.map(spanCopy) }),
    ...(pastDue !== undefined && { pastDue: pastDue.map(spanCopy) }),
  };
}

function spanCopy({ start, end }: Interruption): Interruption {
  return { start: copyOf(start), ...(end !== undefined && { end: end === null ? null : copyOf(end) }) };
}

function copyOf(instant: Instant): Instant {
  return isDate(instant) ? new Date(instant) : instant;
}
