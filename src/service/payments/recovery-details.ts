import { outside } from '../../activity/open.ts';
import { msPerDay } from '../../calendar/open.ts';
import { toNumber } from '../../exact/index.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { readShares } from '../../read/index.ts';
import { type Distribution, distributionOf, sortedNumbers } from '../../statistics/open.ts';
import { getOrAdd } from '../../table/index.ts';
import type { Invoices } from './invoices.ts';
import type { Payment } from './payment.ts';

/** How and when failed invoices were collected. */
export interface RecoveryDetails {
  /** One per attempt after the first: of the failed invoices tried at least that often, the share that this attempt collected. */
  readonly attempts: readonly ({
    /** The number of the attempt, 2 or higher. */
    readonly attempt: number;
  } & Ratio)[];
  /** The days of 24 hours from the first attempt to the success, over the recovered invoices. */
  readonly daysToRecovery: Distribution;
}

/** What they are made of: sums by attempt, and the times to recovery in milliseconds, in any order. */
export interface RecoveryCourse {
  readonly attempts: ReadonlyMap<number, { readonly tried: number; readonly recovered: number }>;
  readonly times: readonly number[];
}

export function recoveryDetails({ attempts, times }: RecoveryCourse): RecoveryDetails {
  const sorted = Float64Array.from(times).sort();
  const total = sorted.reduce((sum, time) => sum + BigInt(time), 0n);
  const perDay = { n: total, d: BigInt(msPerDay) };
  return {
    attempts: [...attempts]
      .sort(([a], [b]) => a - b)
      .map(([attempt, { tried, recovered }]) => ({ attempt, ...ratio(recovered, tried) })),
    daysToRecovery: distributionOf(sortedNumbers(sorted, msPerDay), perDay, readShares(undefined, ''), toNumber),
  };
}

/** The attempts at the invoices that are asked for, as far as they are in time, and what came of them. */
export function recoveryCourses(
  payments: readonly Payment[],
  { ofPayment, slots, flags, firstAt, at }: Invoices,
  isAsked: (flags: number) => boolean,
  isInTime: (row: number) => boolean,
): (rows: Uint32Array) => RecoveryCourse {
  const attemptsOf = new Map<number, number[]>();
  for (const [row, { status }] of payments.entries()) {
    const invoice = ofPayment[row] as number;
    if (invoice === outside || slots[invoice] === outside || !isAsked(flags[invoice] as number)) continue;
    if (status !== 'writtenOff' && isInTime(row)) getOrAdd(attemptsOf, invoice, () => []).push(row);
  }
  const rank = (row: number) => (payments[row]?.status === 'failed' ? 0 : 1);
  const number = (row: number) => payments[row]?.attempt ?? 0;
  return (invoices) => {
    const sums = new Map<number, { tried: number; recovered: number }>();
    const times: number[] = [];
    for (const invoice of invoices) {
      const rows = attemptsOf.get(invoice) ?? [];
      rows.sort((a, b) => (at[a] as number) - (at[b] as number) || rank(a) - rank(b) || number(a) - number(b));
      let attempt = 0;
      for (const row of rows) {
        // Numbers go before the order in time: an attempt that the data lack was one all the same.
        attempt = Math.max(attempt + 1, number(row));
        const isSuccess = rank(row) === 1;
        if (attempt > 1) {
          const sum = getOrAdd(sums, attempt, () => ({ tried: 0, recovered: 0 }));
          sum.tried += 1;
          if (isSuccess) sum.recovered += 1;
        }
        if (!isSuccess) continue;
        times.push((at[row] as number) - (firstAt[invoice] as number));
        break;
      }
    }
    return { attempts: sums, times };
  };
}
