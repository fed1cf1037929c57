import type { Instant } from '../../calendar/open.ts';
import type { LedgerPolicy, Subscription } from '../../ledger/query.ts';
import type { Id } from '../../read/index.ts';
import type { Payment, Ticket } from '../../service/open.ts';
import type { SurveyResponse, SurveyScale } from '../../surveys/open.ts';
import type { SignUp, UsageEvents } from '../../usage/open.ts';

/** What a survey asked: how likely a recommendation is (0..10), how satisfied (1..5), how easy (1..7). */
export type SurveyKind = 'nps' | 'csat' | 'ces';

export const surveyKinds = ['nps', 'csat', 'ces'] as const satisfies readonly SurveyKind[];

/** An answer whose customer and instant are known. */
export interface HealthResponse extends Omit<SurveyResponse, 'customerId'> {
  readonly customerId: Id;
  readonly at: Instant;
  /** Default 'nps'. */
  readonly survey?: SurveyKind | null | undefined;
}

/** A ticket, and when it was opened again, where that is known. */
export interface HealthTicket extends Ticket {
  /** From then on it counts as reopened. Without it a ticket that is `reopened` counts from its `resolvedAt` on, which is its last one. */
  readonly reopenedAt?: Instant | null | undefined;
}

/** What is known of customers. A list that is left out is not known; an empty one says that nothing happened. */
export interface HealthData {
  /** Rows, not a ledger: what was not known at the instant asked for is taken out of them before they are compiled. */
  readonly subscriptions?: readonly Subscription[] | undefined;
  readonly events?: UsageEvents | undefined;
  readonly responses?: readonly HealthResponse[] | undefined;
  readonly tickets?: readonly HealthTicket[] | undefined;
  readonly payments?: readonly Payment[] | undefined;
  /** Without one a customer starts with its first subscription row, or else its first event. */
  readonly signUps?: readonly SignUp[] | undefined;
}

/** The policy that MRR and due dates follow, and what the signals look at. */
export interface HealthSignalOptions extends Omit<LedgerPolicy, 'asOf' | 'grain'> {
  /** How many calendar days usage, failed payments and reopened tickets are counted over. Default 28. */
  readonly windowDays?: number | undefined;
  /** How many calendar days ago the MRR is that the MRR is compared with. Default 90. */
  readonly mrrWindowDays?: number | undefined;
  /** Lowest and highest score of the satisfaction survey. Default [1, 5]. */
  readonly csatScale?: SurveyScale | undefined;
  /** Lowest and highest score of the effort survey. Default [1, 7]. */
  readonly cesScale?: SurveyScale | undefined;
  /** Customers with a running subscription row, or all that appear in the data. Without subscriptions always all. */
  readonly customers?: 'running' | 'all' | undefined;
}
