import type { CustomerHealthValues, HealthModel } from 'tenure';
import { mulberry32 } from './rows.ts';

/** Every kind of signal, one that fades with age, and a cap. */
export const healthModel = {
  signals: [
    { key: 'activeDays', weight: 3, normalise: { type: 'linear', worst: 0, best: 20 } },
    { key: 'usageTrend', weight: 1.5, normalise: { type: 'linear', worst: -0.5, best: 0.25 } },
    { key: 'openTickets', weight: 1, normalise: { type: 'linear', worst: 5, best: 0 } },
    {
      key: 'npsScore',
      weight: 2,
      halfLifeDays: 90,
      normalise: {
        type: 'steps',
        steps: [
          { from: 7, points: 50 },
          { from: 9, points: 100 },
        ],
      },
    },
    { key: 'plan', weight: 0.5, normalise: { type: 'categories', points: { gold: 100, silver: 60, basic: 30 } } },
  ],
  caps: [{ when: { key: 'unpaidInvoices', op: '>', value: 0 }, max: 39 }],
} as const satisfies HealthModel;

/** What is known of one customer; null where nothing is. */
export interface KnownHealth {
  readonly activeDays: number | null;
  /** With three decimals. */
  readonly usageTrend: number | null;
  readonly openTickets: number;
  readonly npsScore: { readonly value: number; readonly ageDays: number } | null;
  readonly plan: 'gold' | 'silver' | 'basic';
  readonly unpaidInvoices: number;
}

export interface HealthRow extends CustomerHealthValues {
  readonly customerId: string;
  readonly values: KnownHealth & CustomerHealthValues['values'];
}

/** Customers of whom half have answered a survey, up to a year ago, and some are not seen in the usage data. */
export function healthBook(count: number, seed = 1): HealthRow[] {
  const random = mulberry32(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return Array.from({ length: count }, (_, index) => ({
    customerId: `cus_${index}`,
    values: {
      activeDays: random() < 0.05 ? null : below(25),
      usageTrend: random() < 0.1 ? null : (below(1500) - 750) / 1000,
      openTickets: below(4),
      npsScore: random() < 0.5 ? null : { value: below(11), ageDays: below(365) },
      plan: (['gold', 'silver', 'basic'] as const)[below(3)] ?? 'basic',
      unpaidInvoices: random() < 0.08 ? 1 + below(3) : 0,
    },
  }));
}
