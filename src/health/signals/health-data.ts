import type { LedgerPolicy, Subscription } from '../../ledger/query.ts';
import type { Payment, Ticket } from '../../service/open.ts';
import type { SurveyResponse, SurveyScale } from '../../surveys/open.ts';
import type { SignUp, UsageEvents } from '../../usage/open.ts';

/** The data about customers. A list left out is unknown; an empty list means that nothing happened. */
export interface HealthData {
  /** Rows, not a ledger: what was unknown at the instant asked for is removed before they are compiled. */
  readonly subscriptions?: readonly Subscription[] | undefined;
  /** An array, or a log in the time zone of the options. */
  readonly events?: UsageEvents | undefined;
  /** Each with `customerId` and `at`. An answer that names no `survey` is one of 'nps'. */
  readonly responses?: readonly SurveyResponse[] | undefined;
  /** One that was reopened counts as such from `reopenedAt` on; without it from `resolvedAt` on, its last resolution. */
  readonly tickets?: readonly Ticket[] | undefined;
  /** Attempts to collect invoices, in any order. */
  readonly payments?: readonly Payment[] | undefined;
  /** Without a sign-up a customer starts with its first subscription row, or else its first event. */
  readonly signUps?: readonly SignUp[] | undefined;
}

/** The policy of MRR and due dates, and the windows and scales of the signals. */
export interface HealthSignalOptions extends Omit<LedgerPolicy, 'asOf' | 'grain'> {
  /** The window for usage, failed payments and reopened tickets, in calendar days. Default 28. */
  readonly windowDays?: number | undefined;
  /** The calendar days between the two MRRs that `mrrChange` compares. Default 90. */
  readonly mrrWindowDays?: number | undefined;
  /** Lowest and highest score of the satisfaction survey. Default [1, 5]. */
  readonly csatScale?: SurveyScale | undefined;
  /** Lowest and highest score of the effort survey. Default [1, 7]. */
  readonly cesScale?: SurveyScale | undefined;
  /** Customers with a running subscription row, or all that appear in the data; without subscriptions always all. Default 'running'. */
  readonly customers?: 'running' | 'all' | undefined;
}
