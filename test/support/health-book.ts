import type { HealthData } from 'tenure';
import { seeded } from './seeded.ts';

const msPerDay = 86_400_000;
export const dayText = (day: number) => new Date(day * msPerDay).toISOString().slice(0, 10);
/** 2025-01-01. */
const firstDay = 20_089;
/** The dates are 30 days apart, as long as the horizon: each churn belongs to one of them. */
export const horizonDays = 30;

/** What the generator drew for a customer at a date: the true chance of leaving within the horizon. */
export interface TrueRisk {
  readonly customerId: string;
  readonly date: string;
  readonly chance: number;
}

export interface HealthBook {
  readonly data: HealthData;
  readonly dates: readonly string[];
  readonly risks: readonly TrueRisk[];
}

/** What a customer does before a date: days of use of the last 28, and failed payments and tickets in that time. */
export interface Behaviour {
  readonly activeDays: number;
  readonly failedPayments: number;
  readonly tickets: number;
}

/** A book of customers whose chance of leaving is a known function of what they did in the 28 days before each date. */
export function healthBook(
  seed: number,
  customers: number,
  dateCount: number,
  chanceOf: (behaviour: Behaviour) => number,
): HealthBook {
  const random = seeded(seed);
  const dates = Array.from({ length: dateCount }, (_, index) => firstDay + 60 + index * horizonDays);
  const subscriptions: NonNullable<HealthData['subscriptions']>[number][] = [];
  const events: Extract<HealthData['events'], readonly unknown[]>[number][] = [];
  const payments: NonNullable<HealthData['payments']>[number][] = [];
  const tickets: NonNullable<HealthData['tickets']>[number][] = [];
  const risks: TrueRisk[] = [];
  for (let customer = 0; customer < customers; customer += 1) {
    const customerId = `c${customer}`;
    const habit = random.next();
    let end: string | null = null;
    for (const date of dates) {
      const window = Array.from({ length: 28 }, (_, index) => date - 28 + index);
      const active = window.filter(() => random.chance(habit));
      const failed = window.slice(0, 4).filter(() => random.chance(0.25));
      const asked = window.slice(4, 8).filter(() => random.chance(0.25));
      for (const day of active) events.push({ customerId, at: dayText(day) });
      for (const day of failed) payments.push({ customerId, at: dayText(day), status: 'failed' });
      for (const day of asked) tickets.push({ customerId, openedAt: dayText(day), resolvedAt: dayText(day + 90) });
      const behaviour = { activeDays: active.length, failedPayments: failed.length, tickets: asked.length };
      const chance = chanceOf(behaviour);
      risks.push({ customerId, date: dayText(date), chance });
      if (!random.chance(chance)) continue;
      end = dayText(date + 1 + Math.floor(random.next() * (horizonDays - 1)));
      break;
    }
    const amount = 10 + Math.floor(random.next() * 9000) / 100;
    subscriptions.push({ customerId, start: dayText(firstDay), end, amount, interval: 'month' });
  }
  return { data: { subscriptions, events, payments, tickets }, dates: dates.map(dayText), risks };
}

/** The area that the true chances themselves have, in the mean over all outcomes they could have led to. */
export function trueArea(risks: readonly TrueRisk[]): number {
  let [wins, pairs] = [0, 0];
  for (const [i, { chance: p }] of risks.entries()) {
    for (const [j, { chance: q }] of risks.entries()) {
      if (i === j) continue;
      pairs += p * (1 - q);
      wins += p * (1 - q) * (p > q ? 1 : p === q ? 0.5 : 0);
    }
  }
  return wins / pairs;
}
