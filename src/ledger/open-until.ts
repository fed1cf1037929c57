import { type Instant, readInstant } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import type { Money } from '../money/index.ts';
import { isSource, type OpenedSource, openSource, type SubscriptionSource, zoneOfSource } from './ledger.ts';
import type { Policy } from './policy/policy.ts';
import type { Subscription } from './rows/subscription.ts';

/** A source opened for a question about customers' lives, which need an instant up to which they are known. */
export interface ObservedSource extends OpenedSource {
  /** Epoch milliseconds; what happens at it is not known. */
  readonly until: number;
}

/**
 * Opens a source for what is known just before an instant: the call's own, or else the one that the ledger or policy has. A ledger answers
 * for any instant that it knows, except where it fills gaps: whether one is still open depends on the instant it was compiled for.
 */
export function openUntil(
  source: SubscriptionSource<Subscription, Money>,
  asOf: Instant | undefined,
  policy: Policy<Money>,
  path: string,
): ObservedSource {
  const own = asOf === undefined ? undefined : readInstant(asOf, zoneOfSource(source, policy), path);
  const isRows = Array.isArray(source) || !isSource(source);
  const opened = openSource(source, isRows && policy.asOf === undefined ? { ...policy, asOf: own } : policy, undefined);
  const { asOf: known, churnGraceDays } = opened.ledger.rules;
  const until = own ?? known;
  if (until === Number.POSITIVE_INFINITY) {
    reject('INVALID_INSTANT', path, 'be given, or be compiled into the ledger: the instant the data was taken', asOf);
  }
  const isOther = until > known || (churnGraceDays > 0 && until !== known);
  if (isOther) reject('CONFLICTING_POLICY', path, ruleOf(known), asOf);
  return { ...opened, until };
}

function ruleOf(known: number): string {
  if (known === Number.POSITIVE_INFINITY) return 'be compiled into a ledger with churnGraceDays, as its asOf';
  return `agree with the ledger's asOf, ${new Date(known).toISOString()}: no later, and with churnGraceDays the same`;
}
