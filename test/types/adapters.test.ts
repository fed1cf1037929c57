import type { Subscription } from 'tenure';
import {
  type EndedEvent,
  type EventNote,
  type RejectedEvent,
  type StartedEvent,
  type SubscriptionEvent,
  subscriptionsFromEvents,
} from 'tenure/events';
import { type InvoiceLine, type RejectedLine, subscriptionsFromInvoices } from 'tenure/invoices';
import { fromStripe, type SkippedSubscription, type StripeData, type StripeNote } from 'tenure/stripe';
import { expectTypeOf, test } from 'vitest';

const id = { customerId: 'ada', subscriptionId: 's1', at: '2026-01-01' } as const;

test('adapters give rows of a ledger', () => {
  const folded = () => subscriptionsFromEvents([]);
  expectTypeOf(folded).returns.toEqualTypeOf<{
    readonly subscriptions: readonly Subscription[];
    readonly rejected: readonly RejectedEvent[];
    readonly notes: readonly EventNote[];
  }>();
  expectTypeOf(fromStripe({ subscriptions: [] }).subscriptions).toEqualTypeOf<readonly Subscription[]>();
  expectTypeOf(fromStripe({ subscriptions: [] }).skipped).toEqualTypeOf<readonly SkippedSubscription[]>();
  expectTypeOf(fromStripe({ subscriptions: [] }).notes).toEqualTypeOf<readonly StripeNote[]>();
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
    { ...id, type: 'begun' },
    // @ts-expect-error a state that runs has a price
    { ...id, type: 'state', status: 'active' },
    // @ts-expect-error a transfer has somewhere to go
    { ...id, type: 'transferred' },
    // @ts-expect-error an end is not planned
    { ...id, type: 'ended', endsAt: '2026-02-01' },
  ];
  expectTypeOf(refused).toBeFunction();
});

test('lines of invoices say how their ends are read, and keep their own fields for the rule', () => {
  const orders = [{ customerId: 1n, amount: '5', date: 0, sku: 'box' }];
  const read = () =>
    subscriptionsFromInvoices(orders, {
      serviceEnd: 'exclusive',
      recurring: ({ sku }) => sku === 'box' && { interval: 'month' },
    });
  expectTypeOf(read).returns.toHaveProperty('subscriptions').toEqualTypeOf<readonly Subscription[]>();
  expectTypeOf(read).returns.toHaveProperty('rejected').toEqualTypeOf<readonly RejectedLine[]>();
  // @ts-expect-error how ends are read must be said
  const refused = () => subscriptionsFromInvoices(orders, {});
  expectTypeOf(refused).toBeFunction();
  expectTypeOf({ customerId: 'ada', amount: 1, plan: null, kind: null } as const).toExtend<InvoiceLine>();
  // @ts-expect-error an amount is required
  expectTypeOf({ customerId: 'ada', amount: null } as const).toExtend<InvoiceLine>();
});

test('ids of events are strings, numbers or bigints, and null is missing', () => {
  const table = { type: 'changed', at: 0, customerId: 1, subscriptionId: 2n, plan: null, quantity: null } as const;
  expectTypeOf(table).toExtend<SubscriptionEvent>();
  expectTypeOf({ ...table, type: 'ended', churnReason: null } as const).toExtend<EndedEvent>();
  // @ts-expect-error a start has an amount
  expectTypeOf({ ...table, type: 'started', interval: 'month', amount: null } as const).toExtend<StartedEvent>();
});
