import type { Subscription } from 'tenure';
import { type RejectedEvent, type SubscriptionEvent, subscriptionsFromEvents } from 'tenure/events';
import { fromStripe, type StripeData, type StripeNote } from 'tenure/stripe';
import { expectTypeOf, test } from 'vitest';

const id = { customerId: 'ada', subscriptionId: 's1', at: '2026-01-01' } as const;

test('adapters give rows of a ledger', () => {
  const folded = () => subscriptionsFromEvents([]);
  expectTypeOf(folded).returns.toEqualTypeOf<{
    readonly subscriptions: Subscription[];
    readonly rejected: RejectedEvent[];
  }>();
  expectTypeOf(fromStripe({ subscriptions: [] }).subscriptions).toEqualTypeOf<Subscription[]>();
  expectTypeOf(fromStripe({ subscriptions: [] }).notes).toEqualTypeOf<StripeNote[]>();
});

test('Stripe’s lists may be arrays or the lists of its API', () => {
  expectTypeOf<{
    subscriptions: { data: never[]; has_more: false; object: 'list' };
    invoices: never[];
  }>().toExtend<StripeData>();
});

test('an event has the fields of its kind', () => {
  // Never called: what counts is that each line is refused by the compiler.
  const refused = (): SubscriptionEvent[] => [
    // @ts-expect-error a price is required
    { ...id, type: 'started', interval: 'month' },
    // @ts-expect-error a misspelt interval
    { ...id, type: 'started', amount: 5, interval: 'months' },
    // @ts-expect-error a pause has no price
    { ...id, type: 'paused', amount: 5 },
    // @ts-expect-error an unknown kind
    { ...id, type: 'renewed' },
    // @ts-expect-error an end is not planned
    { ...id, type: 'ended', endsAt: '2026-02-01' },
  ];
  expectTypeOf(refused).toBeFunction();
});
