import { existsSync, readdirSync, readFileSync } from 'node:fs';
import {
  customerChurnRate,
  customerMovements,
  day,
  month,
  mrr,
  type Period,
  type Policy,
  type Subscription,
  year,
} from 'tenure';
import { type SubscriptionEvent, subscriptionsFromEvents } from 'tenure/events';
import { fromStripe, type StripeInvoice, type StripePrice, type StripeSubscription } from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/deep-freeze.ts';

const folder = new URL('../../../shared/conformance/', import.meta.url);
const absent = !existsSync(folder);
const unlessAbsent = absent ? ' (skipped: ../shared/conformance is absent)' : '';
const read = <T>(path: string): T => deepFreeze(JSON.parse(readFileSync(new URL(path, folder), 'utf8')));

/** Source: stripe/openapi, its fixtures. Dates and counts are filler, so only the shape is tested. */
describe.skipIf(absent)(`Stripe's own objects${unlessAbsent}`, () => {
  const objects = () =>
    read<{ subscription: StripeSubscription; invoice: StripeInvoice; price: StripePrice }>(
      'stripe/fixtures3_subset.json',
    );

  test('are read: the subscription is of test mode, and with it included a row', () => {
    const { subscription, invoice, price } = objects();
    const data = { subscriptions: [subscription], invoices: [invoice], prices: [price] };
    expect(fromStripe(data)).toMatchObject({
      subscriptions: [],
      skipped: [{ id: subscription.id, reason: 'TEST_MODE' }],
    });
    const { subscriptions, skipped, notes } = fromStripe(data, { testMode: 'include' });
    expect(skipped).toEqual([]);
    // 20 dollars for each package of 1,592,560,163 units, of which one unit is none.
    expect(subscriptions).toEqual([
      {
        customerId: subscription.customer,
        subscriptionId: subscription.id,
        start: '2009-02-13T23:31:30.000Z',
        end: '2009-02-13T23:31:30.000Z',
        amount: '20',
        interval: 'month',
        quantity: 0,
        currency: 'USD',
        plan: price.id,
        cancelRequestedAt: '2009-02-13T23:31:30.000Z',
      },
    ]);
    expect(notes.map(({ code }) => code)).toEqual([
      'HISTORY_UNKNOWN',
      'CUSTOMER_DISCOUNT_UNKNOWN',
      'PAUSE_START_UNKNOWN',
      'OTHER_INVOICE',
    ]);
  });
});

interface PaddleItem {
  readonly quantity: number;
  readonly recurring: boolean;
  readonly price: { readonly unit_price: { readonly amount: string } };
}

interface PaddleNotification {
  readonly event_type: string;
  readonly occurred_at: string;
  readonly data: {
    readonly id: string;
    readonly customer_id: string;
    readonly started_at: string;
    readonly paused_at: string | null;
    readonly canceled_at: string | null;
    readonly currency_code: string;
    readonly billing_cycle: { readonly interval: 'day' | 'week' | 'month' | 'year'; readonly frequency: number };
    readonly items: readonly PaddleItem[];
  };
}

/** Source: paddle-node-sdk, its mocks. Their times do not follow from each other, so each one is a log of its own. */
describe.skipIf(absent)(`Paddle's notifications${unlessAbsent}`, () => {
  const cents = ({ items }: PaddleNotification['data']) =>
    items
      .filter(({ recurring }) => recurring)
      .reduce((sum, { quantity, price }) => sum + quantity * Number(price.unit_price.amount), 0);

  test.each([
    // 10 x 32.40 + 108.
    ['subscription-created', 432],
    ['subscription-updated', 432],
    // 10 x 36.00 + 300; 238.80 are paid once.
    ['subscription-imported', 660],
    // And 300 of a third item.
    ['subscription-canceled', 732],
    ['subscription-trialing', 0],
  ])('%s is worth %d for one cycle', (name, worth) => {
    const [first] = Object.values(read<Record<string, PaddleNotification>>(`paddle/${name}.json`));
    if (first === undefined) throw new Error(`${name} holds nothing`);
    const { data } = first;
    const own = { customerId: data.customer_id, subscriptionId: data.id };
    const log: SubscriptionEvent[] = [
      {
        ...own,
        type: 'started',
        at: data.started_at,
        amount: cents(data) / 100,
        interval: data.billing_cycle.interval,
        intervalCount: data.billing_cycle.frequency,
        currency: data.currency_code,
      },
    ];
    if (data.canceled_at !== null) log.push({ ...own, type: 'ended', at: data.canceled_at });
    const { subscriptions, rejected } = subscriptionsFromEvents(log);
    expect(rejected).toEqual([]);
    expect(mrr(subscriptions, '2023-09-01')).toBe(worth);
    expect(mrr(subscriptions, '2024-02-01')).toBe(data.canceled_at === null ? worth : 0);
  });

  test('each of them is one of a kind that has an event here', () => {
    const files = readdirSync(new URL('paddle/', folder));
    const kinds = files.map(
      (file) => Object.values(read<Record<string, PaddleNotification>>(`paddle/${file}`))[0]?.event_type,
    );
    expect(kinds.sort()).toEqual(
      ['activated', 'canceled', 'created', 'imported', 'past_due', 'paused', 'resumed', 'trialing', 'updated'].map(
        (kind) => `subscription.${kind}`,
      ),
    );
  });
});

interface PolarSubscription {
  readonly id: string;
  readonly customer?: string;
  readonly start: string;
  readonly end?: string;
  readonly ends_at?: string;
  readonly canceled_at?: string;
  readonly amount: number;
  readonly currency?: string;
  readonly interval: 'month' | 'week' | 'year';
  readonly interval_count?: number;
  readonly discount_basis_points?: number;
}

interface PolarFigures {
  readonly active?: number;
  readonly new?: number;
  readonly mrr?: number;
  readonly committed_mrr?: number;
  readonly arpu?: number;
  readonly churned?: number;
  readonly churn_rate?: number;
}

interface PolarCase {
  readonly id: string;
  readonly granularity: 'day' | 'month' | 'year';
  readonly subs: readonly PolarSubscription[] | string;
  readonly expected: Readonly<Record<string, PolarFigures>>;
  readonly base_currency?: string;
  readonly fx_rates_observed?: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

const calendar = { day, month, year };

/**
 * Source: Polar's metrics tests (polarsource/polar at c6c3645), in cents. Its `active` and `new` count subscriptions, free ones too, by their
 * state at the end of the bucket; its MRR is rounded to a cent for each subscription, which only the comparison here does.
 */
describe.skipIf(absent)(`Polar's metrics${unlessAbsent}`, () => {
  const { cases } = absent ? { cases: [] } : read<{ cases: PolarCase[] }>('polar/cases.json');
  const subsOf = ({ subs }: PolarCase): readonly PolarSubscription[] => {
    const named = typeof subs === 'string' ? cases.find(({ id }) => subs.endsWith(id))?.subs : subs;
    if (named === undefined || typeof named === 'string') throw new Error('names no subscriptions');
    return named;
  };

  const rowOf = (sub: PolarSubscription): Subscription => ({
    customerId: sub.customer ?? sub.id,
    subscriptionId: sub.id,
    start: sub.start,
    end: sub.end ?? sub.ends_at,
    // Where an end is planned and no request is told, Polar counts nothing as committed from the start.
    cancelRequestedAt: sub.canceled_at ?? (sub.ends_at && sub.start),
    amount: `${sub.amount}/100`,
    interval: sub.interval,
    intervalCount: sub.interval_count,
    currency: (sub.currency ?? 'usd').toUpperCase(),
    ...(sub.discount_basis_points && { discount: { percent: sub.discount_basis_points / 100 } }),
  });

  test('all cases are here', () => expect(cases).toHaveLength(10));

  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    const rows = subsOf(one).map(rowOf);
    const free: Policy = { grain: 'subscription', freePlans: 'include', ...ratesOf(one) };
    for (const [label, figures] of Object.entries(one.expected)) {
      const period = calendar[one.granularity](label);
      const cents = (more: Policy = {}) => inCents(rows, period, { ...free, ...more });
      const { closing, opening, retained } = customerMovements(rows, period, free);
      const seen = {
        active: closing,
        new: closing - retained,
        churned: opening - retained,
        mrr: cents(),
        committed_mrr: cents({ churnAt: 'cancelRequest' }),
        arpu: Math.round(cents() / closing),
        churn_rate: customerChurnRate(rows, period, free).value ?? 0,
      };
      for (const [name, value] of Object.entries(figures)) {
        if (name === 'canceled') continue;
        expect(seen[name as keyof typeof seen], `${label} ${name}`).toBe(value);
      }
    }
  });

  /** MRR at the end of a bucket, rounded to a cent for each subscription. */
  function inCents(rows: readonly Subscription[], period: Period, policy: Policy): number {
    return rows.reduce((sum, row) => sum + Math.round(Number((mrr([row], period, policy) * 100).toFixed(6))), 0);
  }

  /** The mean of the rates observed in each month, as Polar takes them. */
  function ratesOf({ base_currency, fx_rates_observed }: PolarCase): Policy {
    if (base_currency === undefined || fx_rates_observed === undefined) return { currency: 'USD' };
    // Before the first bucket there is nothing to convert, but a statement names the rate that it opens at.
    const exchangeRates: Record<string, Record<string, number>> = { EUR: { '2023-12': 1 }, GBP: { '2023-12': 1 } };
    for (const [label, rates] of Object.entries(fx_rates_observed)) {
      for (const [currency, list] of Object.entries(rates)) {
        const own = exchangeRates[currency.toUpperCase()] ?? {};
        own[label] = list.reduce((sum, rate) => sum + rate, 0) / list.length;
        exchangeRates[currency.toUpperCase()] = own;
      }
    }
    return { currency: base_currency.toUpperCase(), exchangeRates };
  }
});
