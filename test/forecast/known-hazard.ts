import type { Subscription } from 'tenure';
import { seeded } from '../support/seeded.ts';

/** How the customers of a made book behave: all of it is known, and a forecast is told none of it. */
export interface KnownHazard {
  /** How many months the book has in all, from January 2022 on. */
  readonly months: number;
  /** How many come per month, on average. */
  readonly arrivals: number;
  /** The risk to leave in each month, by age. */
  risk(age: number): number;
  /** The share of yearly contracts, which end at their due dates alone, and the risk there. */
  readonly yearlyShare: number;
  readonly yearlyRisk: number;
  readonly expansion: number;
  readonly contraction: number;
  /** The chance of one that left to come back in a month. */
  readonly returning: number;
}

export const hazards: { readonly [name: string]: KnownHazard } = {
  constant: {
    months: 36,
    arrivals: 12,
    risk: () => 0.03,
    yearlyShare: 0,
    yearlyRisk: 0,
    expansion: 0,
    contraction: 0,
    returning: 0,
  },
  falling: {
    months: 36,
    arrivals: 20,
    risk: (age) => 0.015 + 0.1 / (1 + age),
    yearlyShare: 0.4,
    yearlyRisk: 0.2,
    expansion: 0.02,
    contraction: 0.01,
    returning: 0.02,
  },
};

export const monthStart = (month: number) => new Date(Date.UTC(2022, month, 1)).toISOString().slice(0, 10);

/** The rows of a book, all of it: what came after a forecast too. */
export function bookOfHazard(hazard: KnownHazard, seed: number): Subscription[] {
  const random = seeded(seed);
  const rows: Subscription[] = [];
  let customers = 0;
  for (let month = 0; month < hazard.months; month += 1) {
    const arrivals = hazard.arrivals - 4 + Math.floor(random.next() * 9);
    for (let i = 0; i < arrivals; i += 1) {
      customers += 1;
      liveThrough(`c${customers}`, month, hazard, random, rows);
    }
  }
  return rows;
}

function liveThrough(
  customerId: string,
  first: number,
  hazard: KnownHazard,
  random: ReturnType<typeof seeded>,
  rows: Subscription[],
): void {
  const interval = random.chance(hazard.yearlyShare) ? 'year' : 'month';
  let amount = Math.round(2000 * Math.exp(random.normal() * 0.8)) / 100;
  let since = first;
  let start = first;
  let paying = true;
  const close = (month: number | null) => {
    const price = interval === 'year' ? Math.round(amount * 1200) / 100 : amount;
    const end = month === null ? null : monthStart(month);
    rows.push({
      customerId,
      subscriptionId: `${customerId}-${since}`,
      start: monthStart(start),
      end,
      amount: price,
      interval,
    });
  };
  for (let month = first + 1; month < hazard.months; month += 1) {
    if (!paying) {
      if (!random.chance(hazard.returning)) continue;
      [paying, since, start] = [true, month, month];
      continue;
    }
    const age = month - since;
    const risk = interval === 'month' ? hazard.risk(age) : age % 12 === 0 ? hazard.yearlyRisk : 0;
    if (random.chance(risk)) {
      close(month);
      paying = false;
      continue;
    }
    const draw = random.next();
    const factor =
      draw < hazard.expansion ? 1.2 + random.next() : draw < hazard.expansion + hazard.contraction ? 0.6 : 1;
    if (factor === 1) continue;
    close(month);
    amount = Math.round(amount * factor * 100) / 100;
    start = month;
  }
  if (paying) close(null);
}
