import type { Random } from './random.ts';

/** A kind of customer: what it buys, and how likely it is to do what in a month. */
export interface Segment {
  readonly name: string;
  readonly share: number;
  readonly seats: readonly [least: number, most: number];
  readonly firstPlan: number;
  readonly yearlyShare: number;
  readonly trialShare: number;
  readonly churn: number;
  readonly growth: number;
  readonly shrinkage: number;
}

export interface Plan {
  readonly name: string;
  /** A seat's price in cents; ten of these make a year. */
  readonly monthlyCents: number;
}

export const plans: readonly Plan[] = [
  { name: 'Starter', monthlyCents: 990 },
  { name: 'Team', monthlyCents: 1990 },
  { name: 'Business', monthlyCents: 3450 },
];

export const addOn: Plan = { name: 'Analytics add-on', monthlyCents: 4900 };

const segments: readonly Segment[] = [
  {
    name: 'small',
    share: 0.62,
    seats: [1, 8],
    firstPlan: 0,
    yearlyShare: 0.2,
    trialShare: 0.45,
    churn: 0.025,
    growth: 0.037,
    shrinkage: 0.018,
  },
  {
    name: 'mid',
    share: 0.3,
    seats: [10, 35],
    firstPlan: 1,
    yearlyShare: 0.4,
    trialShare: 0.2,
    churn: 0.014,
    growth: 0.043,
    shrinkage: 0.017,
  },
  {
    name: 'large',
    share: 0.08,
    seats: [40, 140],
    firstPlan: 2,
    yearlyShare: 0.65,
    trialShare: 0,
    churn: 0.009,
    growth: 0.043,
    shrinkage: 0.013,
  },
];

export function pickSegment(random: Random): Segment {
  let rest = random.next();
  for (const segment of segments) {
    rest -= segment.share;
    if (rest < 0) return segment;
  }
  throw new Error('the shares of the segments add up to less than 1');
}

export function price({ monthlyCents }: Plan, interval: string): string {
  return (((interval === 'year' ? 10 : 1) * monthlyCents) / 100).toFixed(2);
}
