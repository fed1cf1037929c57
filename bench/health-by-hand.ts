import type { HealthRow, KnownHealth } from './health-book.ts';

export interface ScoreAndBand {
  readonly customerId: string;
  readonly score: number;
  readonly band: string;
}

const clip = (points: number) => Math.max(0, Math.min(points, 100));
const pointsOfPlan = { gold: 100, silver: 60, basic: 30 } as const;

/** What a program without a library does for this one model, in doubles: it checks nothing, and gives no reasons. */
export function scoresByHand(rows: readonly HealthRow[]): ScoreAndBand[] {
  return rows.map(({ customerId, values }) => {
    const score = scoreByHand(values);
    return { customerId, score, band: score >= 70 ? 'green' : score >= 40 ? 'yellow' : 'red' };
  });
}

function scoreByHand({ activeDays, usageTrend, openTickets, npsScore, plan, unpaidInvoices }: KnownHealth): number {
  let weights = 1 + 0.5;
  let sum = clip((5 - openTickets) * 20) + 0.5 * pointsOfPlan[plan];
  if (activeDays !== null) {
    weights += 3;
    sum += 3 * clip(activeDays * 5);
  }
  if (usageTrend !== null) {
    weights += 1.5;
    sum += 1.5 * clip(((usageTrend + 0.5) / 0.75) * 100);
  }
  if (npsScore !== null) {
    const weight = 2 * 2 ** (-npsScore.ageDays / 90);
    weights += weight;
    sum += weight * (npsScore.value >= 9 ? 100 : npsScore.value >= 7 ? 50 : 0);
  }
  const score = sum / weights;
  return unpaidInvoices > 0 && score > 39 ? 39 : score;
}
