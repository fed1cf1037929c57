import type { Amount } from '../../money/index.ts';

/** What a customer's score was at some time, and whether it left within the horizon after it. */
export interface HealthOutcome {
  /** 0..100, 100 = healthy; null: there was no score. */
  readonly score: number | null;
  readonly churned: boolean | 0 | 1;
  /** What the customer paid a month at the time; for all outcomes or for none. */
  readonly mrr?: Amount | undefined;
  /** Whose it is, where a customer has several: its outcomes do not vary on their own, and intervals are wider for it. */
  readonly customerId?: string | undefined;
}
