import { type Instant, readInstant } from '../calendar/instant.ts';
import { reject } from '../errors.ts';
import { type OpenedSource, openSource, type SubscriptionSource, zoneOfSource } from '../ledger/ledger.ts';
import { policyNames } from '../ledger/read-policy.ts';
import type { Money } from '../money/money-out.ts';

/** A source opened for a question about customers' lives, which need an instant up to which they are known. */
export interface ObservedSource extends OpenedSource {
  /** Epoch milliseconds; what happens at it is not known. */
  readonly until: number;
}

/**
 * `asOf` is the call's own, or the ledger's. It is not compiled in, so that a ledger answers for any instant that it knows and rows give the
 * same as a ledger of them.
 */
export function openUntil(
  source: SubscriptionSource<Money>,
  options: Readonly<Record<string, unknown>>,
): ObservedSource {
  const policy = Object.fromEntries(
    Object.entries(options).filter(([key]) => policyNames.includes(key) && key !== 'asOf'),
  );
  const opened = openSource(source, policy, undefined);
  const known = opened.ledger.rules.asOf;
  const { asOf } = options;
  if (asOf === undefined) {
    if (known === Number.POSITIVE_INFINITY) {
      reject(
        'INVALID_INSTANT',
        'options.asOf',
        'be given, or be compiled into the ledger: the instant the data was taken',
        asOf,
      );
    }
    return { ...opened, until: known };
  }
  const until = readInstant(asOf as Instant, zoneOfSource(source, policy), 'options.asOf');
  if (until > known) {
    const rule = `not be later than the ledger's, ${new Date(known).toISOString()}`;
    reject('CONFLICTING_POLICY', 'options.asOf', rule, asOf);
  }
  return { ...opened, until };
}
