import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import fc from 'fast-check';
import {
  customerMovements,
  involuntaryChurnRate,
  month,
  months,
  mrr,
  mrrMovements,
  type Policy,
  type Subscription,
} from 'tenure';
import { type SubscriptionEvent, subscriptionsFromEvents } from 'tenure/events';
import { describe, expect, test } from 'vitest';
import { readText, splitPage } from '../docs/find-examples.ts';
import { propertyRuns } from '../support/property-runs.ts';

type Fields = Readonly<Record<string, unknown>>;
type Recipe = (raw: readonly Fields[]) => SubscriptionEvent[];

/** The function of a page that makes events of what a system sends: what stands before the page's own example. */
function recipeOf(page: string): Recipe {
  const [block] = splitPage(readText(`docs/data/${page}.md`)).blocks.filter(({ language }) => language === 'ts');
  const code = block?.code ?? '';
  const name = /function (stateOf|eventsOf)\(/.exec(code)?.[1] ?? '';
  const end = code.indexOf('\n}\n', code.indexOf(`function ${name}(`));
  const script = transformSync(code.slice(0, end + 2), { loader: 'ts' }).code;
  const make = new Function(`${script}; return ${name};`) as () => (raw: unknown) => SubscriptionEvent[];
  const made = make();
  return name === 'eventsOf' ? (made as Recipe) : (raw) => raw.flatMap((one) => made(one));
}

const foldAll = (events: readonly SubscriptionEvent[]) =>
  subscriptionsFromEvents(events, { subscriptionIds: 'global' });
const halfYear = months('2026-01', '2026-06');
const closings = (rows: readonly Subscription[], policy: Policy = {}) =>
  mrrMovements(rows, halfYear, policy).map(({ closing }) => closing);

/** The same rows from what is delivered in any order, with some of it twice. */
function expectAnyOrder(recipe: Recipe, raw: readonly Fields[]): void {
  const { subscriptions } = foldAll(recipe(raw));
  const delivery = fc.shuffledSubarray([...raw]).chain((again) => {
    const whole = [...raw, ...again];
    return fc.shuffledSubarray(whole, { minLength: whole.length });
  });
  fc.assert(
    fc.property(delivery, (whole) => {
      expect(foldAll(recipe(whole)).subscriptions).toEqual(subscriptions);
    }),
    propertyRuns(40),
  );
}

const epoch = (time: string) => Date.parse(time.length > 10 ? time : `${time}T00:00:00Z`);

describe('Chargebee', () => {
  const recipe = recipeOf('chargebee');
  const seconds = (time: string) => epoch(time) / 1000;
  const item = (item_type: string, unit_price: number, quantity = 1, more: Fields = {}) => ({
    item_price_id: `${item_type}-USD`,
    item_type,
    unit_price,
    quantity,
    ...more,
  });
  /** An event of a subscription for a month, unless it says otherwise. */
  const event = (event_type: string, at: string, id: string, customer_id: string, more: Fields) => {
    const own = { id, customer_id, currency_code: 'USD', billing_period: 1, billing_period_unit: 'month' };
    const subscription = { ...own, status: 'active', resource_version: epoch(`2026-${at}`), ...more };
    return { event_type, occurred_at: seconds(`2026-${at}`), content: { subscription } };
  };
  const started = (time: string) => ({ started_at: seconds(time) });
  const seats = (quantity: number) => ({
    ...started('2024-01-01'),
    subscription_items: [item('plan', 1000, quantity), item('charge', 9900)],
  });
  const ada = (type: string, at: string, quantity: number, more: Fields = {}) =>
    event(`subscription_${type}`, at, 'cb_1', 'ada', { ...seats(quantity), ...more });
  const of =
    (id: string, customer: string, since: string, ...items: Fields[]) =>
    (type: string, at: string, more: Fields = {}) =>
      event(type, at, id, customer, { ...started(since), subscription_items: items, ...more });
  const ben = of('cb_2', 'ben', '2025-04-03', item('plan', 5100));
  const cleo = of('cb_3', 'cleo', '2025-02-20', item('plan', 120_000));
  const dan = of('cb_4', 'dan', '2026-01-20', item('plan', 1000, 3));
  // Tiers: the amount stands beside a unit price that is none.
  const eve = of('cb_5', 'eve', '2025-01-10', item('plan', 0, 40, { amount: 30_000 }));
  const gus = of('cb_6', 'gus', '2026-04-01', item('plan', 2000), item('addon', 9, 0, { metered_quantity: '12' }));
  const hal = of('cb_7', 'hal', '2025-03-15', item('plan', 4000));
  const ida = of('cb_8', 'ida', '2025-11-15', item('plan', 6000));
  const leaving = {
    status: 'non_renewing',
    cancelled_at: seconds('2026-04-15'),
    cancel_schedule_created_at: seconds('2026-03-20'),
  };
  const cancelled = (time: string, more: Fields = {}) => ({
    status: 'cancelled',
    cancelled_at: seconds(time),
    ...more,
  });
  const quarterly = { billing_period: 3 };
  const trial = { trial_end: seconds('2026-02-03') };

  const log = [
    ada('renewed', '01-01T00:00:04Z', 5),
    ben('subscription_renewed', '01-03'),
    eve('subscription_renewed', '01-10', quarterly),
    hal('subscription_cancelled', '01-15T00:00:02Z', cancelled('2026-01-15')),
    dan('subscription_created', '01-20', { ...trial, status: 'in_trial' }),
    dan('subscription_activated', '02-03T00:00:09Z', trial),
    ida('payment_failed', '02-05'),
    ada('changed', '02-10', 8),
    cleo('subscription_cancelled', '02-20', cancelled('2026-02-20', { billing_period_unit: 'year' })),
    { event_type: 'customer_changed', occurred_at: seconds('2026-02-21'), content: { customer: { id: 'ada' } } },
    ada('changes_scheduled', '03-01', 8),
    gus('subscription_created', '03-01', { status: 'future', start_date: seconds('2026-04-01') }),
    ben('subscription_deleted', '03-08'),
    eve('subscription_changed', '03-12', { ...quarterly, customer_id: 'fay' }),
    hal('subscription_reactivated', '03-15'),
    ida('subscription_renewed', '03-15'),
    ada('cancellation_scheduled', '03-20', 8, leaving),
    ida('subscription_canceled_with_backdating', '03-20', cancelled('2026-03-10', { cancel_reason: 'not_paid' })),
    gus('subscription_started', '04-01T00:00:01Z'),
    dan('subscription_paused', '04-01', { ...trial, status: 'paused' }),
    ada('scheduled_cancellation_removed', '04-02', 8),
    ada('renewed', '04-15', 8),
    hal('subscription_renewed', '04-15'),
    dan('subscription_resumed', '05-05', trial),
    ada('renewed', '05-15', 8),
    gus('subscription_changed', '05-20', { subscription_items: [item('plan', 2000), item('addon', 500, 2)] }),
    dan('subscription_renewed', '06-03', trial),
    eve('subscription_cancelled', '06-10', {
      ...quarterly,
      ...cancelled('2026-06-10', { cancel_reason: 'no_card' }),
      customer_id: 'fay',
    }),
    gus('subscription_renewal_reminder', '06-25', { subscription_items: [item('plan', 2000), item('addon', 500, 2)] }),
  ];
  const minor = { amounts: 'minor' } as const;

  test('a log of thirty events that begins in the middle', () => {
    const { subscriptions, rejected, notes } = foldAll(recipe([...log, log[7] as Fields]));
    expect(rejected.map(({ reason }) => reason)).toEqual(['DUPLICATE']);
    expect(notes).toEqual([]);
    // Before January ada 50, ben 51, cleo 1,200 / 12, eve 300 / 3, hal 40, ida 60.
    expect(mrr(subscriptions, '2025-12-31', minor)).toBe(401);
    // January: without hal. February: ada 80, dan 30 after his trial, without cleo. March: without ben, who was deleted, and ida,
    // whose end was dated back; hal is back. April: dan pauses, gus starts. May: dan is back, gus has 2 x 5 more. June: without fay.
    expect(closings(subscriptions, minor)).toEqual([361, 321, 250, 240, 280, 180]);
  });

  test('who took a subscription over, who did not pay, and who stayed', () => {
    const { subscriptions } = foldAll(recipe(log));
    const march = customerMovements(subscriptions, month('2026-03'), minor);
    // fay is new and hal returns; ben, eve and ida are gone.
    expect(march).toMatchObject({ new: 1, reactivated: 1, churned: 3 });
    const involuntary = (label: string) => involuntaryChurnRate(subscriptions, month(label), minor).numerator;
    expect([involuntary('2026-03'), involuntary('2026-06')]).toEqual([1, 1]);
    expect(mrrMovements(subscriptions, month('2026-04'), { ...minor, churnAt: 'cancelRequest' }).churn).toBe(30);
  });

  test('in any order, with some of it twice', () => expectAnyOrder(recipe, log));

  test('a deletion that is the only event is said', () => {
    const [only] = recipe([ben('subscription_deleted', '03-08')]);
    const { startedAt: _, ...unknown } = only as SubscriptionEvent & { startedAt: unknown };
    const { subscriptions, notes } = foldAll([unknown as SubscriptionEvent]);
    expect(mrr(subscriptions, '2026-03-31', minor)).toBe(0);
    expect(notes).toHaveLength(1);
  });
});

describe('Paddle', () => {
  const recipe = recipeOf('paddle');
  const item = (amount: string, quantity = 1, more: Fields = {}) => ({
    quantity,
    recurring: true,
    trial_dates: null,
    price: { id: `pri_${amount}`, unit_price: { amount } },
    ...more,
  });
  const setup = item('9900', 1, { recurring: false });
  const of =
    (id: string, customer_id: string, started_at: string, ...items: Fields[]) =>
    (type: string, at: string, more: Fields = {}) => {
      const cycle = { billing_cycle: { interval: 'month', frequency: 1 }, currency_code: 'USD' };
      const dates = { started_at: `${started_at}T08:00:00.000000Z`, canceled_at: null, scheduled_change: null };
      const data = { id, customer_id, status: 'active', ...cycle, ...dates, items: [...items, setup], ...more };
      return { event_type: `subscription.${type}`, occurred_at: `2026-${at}`, data };
    };
  const change = (action: string, day: string) => ({
    scheduled_change: { action, effective_at: `2026-${day}T08:00:00Z`, resume_at: null },
  });
  const canceled = (day: string) => ({ status: 'canceled', canceled_at: `2026-${day}T08:00:00Z` });
  const ada = of('sub_1', 'ada', '2025-05-05', item('3240', 12));
  const ben = of('sub_2', 'ben', '2026-01-10', item('2000', 1, { trial_dates: { ends_at: '2026-01-24T08:00:00Z' } }));
  const cyd = of('sub_3', 'cyd', '2024-02-14', item('60000'));
  const dee = of('sub_4', 'dee', '2023-01-02', item('10000'));
  const eli = of('sub_4', 'eli', '2023-01-02', item('10000'));
  const fox = of('sub_5', 'fox', '2026-02-01', item('750', 2));
  const gus = of('sub_6', 'gus', '2025-10-31', item('4500'));
  const hal = of('sub_7', 'hal', '2026-03-31', item('1000'));
  const yearly = { billing_cycle: { interval: 'year', frequency: 1 } };
  const quarterly = { billing_cycle: { interval: 'month', frequency: 3 }, items: [item('2700')] };

  const log = [
    dee('imported', '01-02T10:00:00Z'),
    ada('updated', '01-05T08:00:06.119004Z', { items: [item('3240', 10), setup] }),
    ben('created', '01-10T08:00:02Z', { status: 'trialing' }),
    ada('updated', '01-20T10:00:00Z'),
    ben('activated', '01-24T08:00:05Z'),
    gus('past_due', '01-31T08:00:09Z', { status: 'past_due' }),
    fox('created', '02-01T08:00:03Z'),
    dee('updated', '02-02T08:00:06Z'),
    ada('past_due', '02-05T08:00:09Z', { status: 'past_due' }),
    ada('updated', '02-08T12:00:00Z'),
    cyd('canceled', '02-14T08:00:31Z', { ...yearly, ...canceled('02-14') }),
    ben('updated', '02-24T08:00:05Z'),
    gus('updated', '02-28T08:00:09Z', { status: 'past_due' }),
    ben('updated', '03-01T09:00:00Z', change('cancel', '03-24')),
    fox('canceled', '03-01T09:30:00Z', canceled('03-01')),
    gus('canceled', '03-02T08:00:30Z', canceled('03-02')),
    ada('updated', '03-05T08:00:07Z'),
    ben('updated', '03-10T09:00:00Z'),
    eli('updated', '03-15T14:00:00Z'),
    hal('created', '03-31T23:59:59.500Z'),
    ada('updated', '04-11T09:00:00Z', change('cancel', '05-05')),
    ben('paused', '04-24T08:00:04Z', { status: 'paused', paused_at: '2026-04-24T08:00:00Z' }),
    hal('updated', '04-30T12:00:00Z', quarterly),
    ada('canceled', '05-05T08:00:31Z', canceled('05-05')),
    eli('updated', '05-15T14:00:00Z', { items: [item('12000')] }),
    ben('resumed', '06-01T10:00:00Z'),
    hal('updated', '06-02T12:00:00Z', { ...quarterly, ...change('pause', '06-30') }),
  ];
  const minor = { amounts: 'minor' } as const;

  test('a log of thirty notifications that begins in the middle', () => {
    const twice = [log[3], log[14], log[26]] as Fields[];
    const { subscriptions, rejected, notes } = foldAll(recipe([...twice, ...log]));
    expect(rejected.map(({ reason }) => reason)).toEqual(['DUPLICATE', 'DUPLICATE', 'DUPLICATE']);
    expect(notes).toEqual([]);
    // Before January ada 10 x 32.40, cyd 600 / 12, dee 100, gus 45.
    expect(mrr(subscriptions, '2025-12-31', minor)).toBe(519);
    // January: ada 12 x 32.40, ben 20 after his trial. February: fox 2 x 7.50, without cyd. March: hal 10, without fox and gus; dee's went
    // to eli. April: ben pauses, hal pays 27 per quarter. May: without ada, eli 120. June: ben is back.
    expect(closings(subscriptions, minor)).toEqual([603.8, 568.8, 518.8, 497.8, 129, 149]);
    // Unpaid for more than two weeks gus counts nothing at the end of February.
    expect(closings(subscriptions, { ...minor, pastDueGraceDays: 14 })[1]).toBe(523.8);
    // dee's subscription is eli's: one lost, two new with hal, and fox and gus gone.
    expect(customerMovements(subscriptions, month('2026-03'), minor)).toMatchObject({ new: 2, churned: 3 });
  });

  test('in any order, with some of it twice', () => expectAnyOrder(recipe, log));

  test('whatever was not delivered, the end of what is canceled is told by one notification', () => {
    fc.assert(
      fc.property(fc.subarray(log), (some) => {
        const { subscriptions } = foldAll(recipe(some));
        const told = some.filter(({ data }) => data.status === 'canceled').map(({ data }) => data.id);
        const paid = subscriptions.filter((row) => told.includes(String(row.subscriptionId)));
        expect(mrr(paid, '2026-06-30', minor)).toBe(0);
        expect(new Set(subscriptions.map((row) => row.subscriptionId))).toEqual(
          new Set(some.map(({ data }) => data.id)),
        );
      }),
      propertyRuns(60),
    );
  });
});

const folder = new URL('../../../shared/conformance/paddle/', import.meta.url);

/** Source: paddle-node-sdk, its mocks. Their times do not follow from each other, so each one is a log of its own. */
describe.skipIf(!existsSync(folder))(
  "Paddle's own notifications (skipped where ../shared/conformance is absent)",
  () => {
    const recipe = recipeOf('paddle');
    const files = existsSync(folder) ? readdirSync(folder) : [];
    const worths: { readonly [name: string]: number } = { imported: 660, canceled: 0, paused: 0, trialing: 0 };

    test.each(files)('%s', (file) => {
      const [first] = Object.values(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))) as Fields[];
      const log = recipe([first as Fields]);
      const { subscriptions, rejected, notes } = foldAll(log);
      expect({ rejected, notes }).toEqual({ rejected: [], notes: [] });
      // 10 x 32.40 + 108, but for one that was imported at 660.
      const name = file.slice('subscription-'.length, -'.json'.length);
      expect(mrr(subscriptions, log[0]?.at ?? 0, { amounts: 'minor' })).toBe(worths[name] ?? 432);
    });
  },
);

describe('Recurly', () => {
  const recipe = recipeOf('recurly');
  const of =
    (id: string, code: string, activated_at: string | null, unit_amount: number, quantity: number, plan = 'team') =>
    (at: string, more: Fields = {}) => {
      const dates = { activated_at, trial_ends_at: null, canceled_at: null, expires_at: null, expiration_reason: null };
      const price = { currency: 'USD', unit_amount, quantity, add_ons: [] };
      return {
        id,
        account: { code },
        plan: { code: plan },
        state: 'active',
        ...dates,
        ...price,
        updated_at: `2026-${at}`,
        ...more,
      };
    };
  const support = { add_ons: [{ unit_amount: 30, quantity: 1 }] };
  const leaving = (asked: string, ends: string) => ({ state: 'canceled', canceled_at: asked, expires_at: ends });
  const expired = (ends: string, reason: string) => ({ state: 'expired', expires_at: ends, expiration_reason: reason });
  const ada = of('r1', 'ada', '2025-06-01T09:00:00Z', 12, 5);
  const ben = of('r2', 'ben', '2026-02-20T08:00:00Z', 120, 1, 'team-annual');
  const cal = of('r3', 'cal', '2024-01-20T08:00:00Z', 25, 2);
  const dot = of('r4', 'dot', '2026-02-01T08:00:00Z', 15, 1);
  const ed = of('r5', 'ed', '2026-03-01T08:00:00Z', 33.33, 3);
  const flo = of('r6', 'flo', null, 70, 1);
  const gil = of('r7', 'gil', '2025-09-07T08:00:00Z', 40, 1);
  const gia = of('r7', 'gia', '2025-09-07T08:00:00Z', 40, 1);
  const hui = of('r8', 'hui', '2026-01-10T08:00:00Z', 0.1, 3);
  const trial = { trial_ends_at: '2026-02-15T08:00:00Z' };
  const fewer = { quantity: 2 };

  const log = [
    ada('01-01T09:00:00Z'),
    ed('01-05T10:00:00Z', { state: 'future', activated_at: null }),
    gil('01-07T08:00:00Z'),
    hui('01-10T08:00:00Z'),
    cal('01-25T08:00:00Z', expired('2026-01-20T08:00:00Z', 'nonpayment')),
    dot('02-01T08:00:00Z', trial),
    flo('02-03T08:00:00Z', { state: 'failed' }),
    gil('02-07T08:00:00Z'),
    hui('02-10T11:00:00Z', expired('2026-02-10T11:00:00Z', 'canceled')),
    ada('02-14T10:00:00Z', support),
    dot('02-15T08:00:00Z', trial),
    ben('02-20T08:00:00Z'),
    ed('03-01T08:00:00Z'),
    ada('03-05T11:00:00Z', { ...support, ...leaving('2026-03-05T11:00:00Z', '2026-04-01T09:00:00Z') }),
    gia('03-09T08:00:00Z'),
    ben('03-20T08:00:00Z'),
    ada('03-20T12:00:00Z', support),
    ada('04-01T09:00:00Z', support),
    dot('04-01T08:00:00Z', { ...trial, state: 'paused' }),
    ed('04-01T08:00:00Z', fewer),
    ben('04-20T08:00:00Z'),
    dot('05-01T08:00:00Z', trial),
    ed('05-01T08:00:00Z', fewer),
    gia('05-02T08:00:00Z', leaving('2026-05-02T08:00:00Z', '2026-06-20T08:00:00Z')),
    ada('05-10T11:00:00Z', { ...support, ...leaving('2026-05-10T11:00:00Z', '2026-06-01T09:00:00Z') }),
    ben('05-20T08:00:00Z'),
    dot('06-01T08:00:00Z', trial),
    ada('06-02T03:00:00Z', {
      ...support,
      ...expired('2026-06-01T09:00:00Z', 'canceled'),
      canceled_at: '2026-05-10T11:00:00Z',
    }),
  ];

  test('a log of thirty states that begins in the middle', () => {
    const { subscriptions, rejected, notes } = foldAll(recipe([...log, log[9] as Fields, log[4] as Fields]));
    expect(rejected.map(({ reason }) => reason)).toEqual(['DUPLICATE', 'DUPLICATE']);
    expect(notes).toEqual([]);
    // Before January ada 60, cal 50, gil 40.
    expect(mrr(subscriptions, '2025-12-31')).toBe(150);
    // January: hui 3 x 0.10, without cal, whose end was told five days late. February: ada 90, ben 120 / 12, dot 15 after the trial, without
    // hui. March: ed 3 x 33.33; ada stays, and gil's goes to gia. April: ed 2 x 33.33, dot pauses. May: dot is back. June: without ada, and
    // without gia, whose end was only planned.
    expect(closings(subscriptions)).toEqual([100.3, 155, 254.99, 206.66, 221.66, 91.66]);
    const requests = subscriptions.flatMap((row) => row.cancelRequestedAt ?? []);
    expect(requests).toEqual(['2026-05-10T11:00:00Z', '2026-05-02T08:00:00Z']);
  });

  test('in any order, with some of it twice', () => expectAnyOrder(recipe, log));
});

describe('RevenueCat', () => {
  const recipe = recipeOf('revenuecat');
  const of =
    (original_transaction_id: string, original_app_user_id: string) =>
    (type: string, at: string, expires: string, more: Fields = {}) => ({
      type,
      id: `${type} ${at}`,
      environment: 'PRODUCTION',
      original_app_user_id,
      original_transaction_id,
      product_id: 'pro.monthly',
      period_type: 'NORMAL',
      currency: 'USD',
      price_in_purchased_currency: 12,
      tax_percentage: 0.2,
      event_timestamp_ms: epoch(`2026-${at}`),
      purchased_at_ms: epoch(`2026-${at}`),
      expiration_at_ms: epoch(`2026-${expires}`),
      ...more,
    });
  const ada = of('1000', 'ada');
  const ben = of('2000', 'ben');
  const cyd = of('3000', 'cyd');
  const dia = of('3000', 'dia');
  const eve = of('4000', 'eve');
  const fay = of('5000', 'fay');
  const gus = of('6000', 'gus');
  const why = (cancel_reason: string) => ({ cancel_reason });
  const gone = (expiration_reason: string) => ({ expiration_reason });
  const yearly = { product_id: 'pro.yearly', price_in_purchased_currency: 120, expiration_at_ms: epoch('2027-05-08') };

  const log: Fields[] = [
    ben('INITIAL_PURCHASE', '01-05', '01-12', { period_type: 'TRIAL', price_in_purchased_currency: 0 }),
    ada('RENEWAL', '01-08', '02-08'),
    // Within a day of the renewal, which comes nevertheless.
    ben('CANCELLATION', '01-11T21:00:00Z', '01-12', why('UNSUBSCRIBE')),
    ben('RENEWAL', '01-12', '02-12', { is_trial_conversion: true }),
    cyd('RENEWAL', '01-14', '02-14'),
    gus('INITIAL_PURCHASE', '01-16', '02-16', { environment: 'SANDBOX' }),
    fay('RENEWAL', '01-20', '02-20'),
    fay('SUBSCRIPTION_PAUSED', '02-01', '02-20'),
    eve('EXPIRATION', '02-03', '02-03', gone('UNSUBSCRIBE')),
    ada('RENEWAL', '02-08', '03-08'),
    {
      type: 'TRANSFER',
      event_timestamp_ms: epoch('2026-02-10'),
      transferred_from: ['cyd', 'c2'],
      transferred_to: ['dia'],
    },
    ben('BILLING_ISSUE', '02-12', '02-28'),
    ben('CANCELLATION', '02-12', '02-28', why('BILLING_ERROR')),
    dia('RENEWAL', '02-14', '03-14'),
    ada('CANCELLATION', '02-20T10:00:00Z', '03-08', why('CUSTOMER_SUPPORT')),
    fay('EXPIRATION', '02-20', '02-20', gone('SUBSCRIPTION_PAUSED')),
    ben('EXPIRATION', '02-28T00:10:00Z', '02-28', gone('BILLING_ERROR')),
    dia('CANCELLATION', '03-01', '03-14', why('UNSUBSCRIBE')),
    dia('UNCANCELLATION', '03-03', '03-14'),
    ben('RENEWAL', '03-05', '04-05'),
    ada('RENEWAL', '03-08', '04-08'),
    dia('RENEWAL', '03-14', '04-14'),
    dia('CANCELLATION', '03-20', '04-14', why('UNSUBSCRIBE')),
    ben('RENEWAL', '04-05', '05-05'),
    ada('RENEWAL', '04-08', '05-08'),
    ben('CANCELLATION', '04-10', '05-05', why('UNSUBSCRIBE')),
    ada('PRODUCT_CHANGE', '04-20', '05-08', { new_product_id: 'pro.yearly' }),
    fay('RENEWAL', '04-20', '05-20'),
    ben('EXPIRATION', '05-05', '05-05', gone('UNSUBSCRIBE')),
    ada('RENEWAL', '05-08', '05-08', yearly),
  ];

  test('a log of thirty webhooks that begins in the middle', () => {
    const { subscriptions, rejected, notes } = foldAll(recipe([...log, log[20] as Fields]));
    // eve's expiration is all that is known of her, and sandboxes, pauses to come and changes to come are no events.
    expect(rejected.map(({ reason }) => reason)).toEqual(['NOT_STARTED', 'DUPLICATE']);
    expect(notes.map(({ customerId }) => customerId)).toEqual(['ada', 'cyd', 'fay']);
    // 12 less a fifth are 9.60. January: ada, ben after his trial, cyd, fay. February: ben did not pay, fay pauses, dia has cyd's. March:
    // ben is back; ada's refund left renewal on. April: dia left, fay is back. May: ada pays 96 a year, ben left.
    expect(closings(subscriptions)).toEqual([38.4, 19.2, 28.8, 28.8, 17.6, 17.6]);
    expect(customerMovements(subscriptions, month('2026-02'))).toMatchObject({ new: 1, churned: 3, closing: 2 });
    expect(customerMovements(subscriptions, month('2026-03'))).toMatchObject({ reactivated: 1, churned: 0 });
  });

  test('in any order, with some of it twice', () => expectAnyOrder(recipe, log));

  test('a refund that ends access at once, and one that is reversed', () => {
    const refund = ada('CANCELLATION', '01-20', '01-10', why('CUSTOMER_SUPPORT'));
    const on = (...more: Fields[]) => {
      const { subscriptions, rejected } = foldAll(recipe([ada('RENEWAL', '01-08', '02-08'), refund, ...more]));
      expect(rejected).toEqual([]);
      return ['01-19', '01-20', '01-25', '02-08'].map((day) => mrr(subscriptions, `2026-${day}`));
    };
    expect(on()).toEqual([9.6, 0, 0, 0]);
    expect(on(ada('RENEWAL', '02-08', '03-08'))).toEqual([9.6, 0, 0, 9.6]);
    expect(on(ada('REFUND_REVERSED', '01-25', '02-08'))).toEqual([9.6, 0, 9.6, 9.6]);
    expect(on(ada('EXPIRATION', '01-20', '01-20', gone('CUSTOMER_SUPPORT')))).toEqual([9.6, 0, 0, 0]);
  });

  test('what the recipe does not know stops it', () => {
    expect(() => recipe([ada('INVOICE_ISSUANCE', '01-20', '02-08')])).toThrow('INVOICE_ISSUANCE');
  });

  test('amounts stay in the minor unit of their currency, whatever the tax', () => {
    const price = fc.record({
      units: fc.integer({ min: 1, max: 1_000_000 }),
      tax: fc.integer({ min: 0, max: 27 }),
      money: fc.constantFrom<[string, number]>(['JPY', 0], ['USD', 2], ['KWD', 3]),
    });
    fc.assert(
      fc.property(price, ({ units, tax, money: [currency, digits] }) => {
        const gross = Number((units / 10 ** digits).toFixed(digits));
        const own = { currency, price_in_purchased_currency: gross, tax_percentage: tax / 100 };
        const [event] = recipe([ada('RENEWAL', '01-08', '02-08', own)]);
        const text = String((event as { amount?: unknown }).amount);
        expect(text.split('.')[1]?.length ?? 0).toBe(digits);
        expect(Math.abs(Number(text) * 10 ** digits - units * (1 - tax / 100))).toBeLessThanOrEqual(0.500_001);
      }),
      propertyRuns(200),
    );
  });
});
