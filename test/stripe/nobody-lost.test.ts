import fc from 'fast-check';
import { mrr } from 'tenure';
import {
  fromStripe,
  type StripeData,
  type StripeEvent,
  type StripeInvoice,
  type StripeSubscription,
} from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { at, coupon, discount, event, invoice, item, line, modern, price, subscription } from './objects.ts';

const own = price('own', 1000);
const tiered = price('tiered', null, {
  billing_scheme: 'tiered',
  tiers_mode: 'graduated',
  tiers: [
    { up_to: 2, unit_amount: 300 },
    { up_to: null, unit_amount: 200, flat_amount: 100 },
  ],
});
const starts = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'];

/** How a subscription is known, and what of it is missing. */
const storyArbitrary = fc.record({
  isTiered: fc.boolean(),
  quantity: fc.integer({ min: 1, max: 5 }),
  left: fc.boolean(),
  tellsEnd: fc.constantFrom('ended_at', 'canceled_at', 'event', 'staleEvent', 'bills'),
  pricesAre: fc.constantFrom('whole', 'closed', 'ids'),
  linesAre: fc.constantFrom('old', 'new', 'unnamed'),
  coupon: fc.constantFrom('none', 'whole', 'id', 'once'),
  customerIs: fc.constantFrom('whole', 'id'),
  status: fc.constantFrom('active', 'past_due', 'trialing'),
  sent: fc.boolean(),
});
type Story = typeof storyArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** One subscription that runs since January, is billed for five months, and has left on 1 June if it has left. */
function told(story: Story, i: number) {
  const id = `sub_${i}`;
  const real = story.isTiered ? tiered : own;
  const closed = { ...real, tiers: undefined };
  const named = story.pricesAre === 'whole' ? real : story.pricesAre === 'closed' ? closed : real.id;
  const q = story.quantity;
  const cents = story.isTiered ? (q <= 2 ? 300 * q : 600 + 100 + 200 * (q - 2)) : 1000 * q;
  const tenth = discount(
    `di_${i}`,
    coupon('tenth', { percent_off: 10, duration: story.coupon === 'once' ? 'once' : 'forever' }),
  );
  const discounts = story.coupon === 'none' ? [] : story.coupon === 'id' ? [`di_${i}`] : [tenth];
  const alive = subscription([{ id: `si_${i}`, price: named, quantity: q }], {
    id,
    customer: story.customerIs === 'id' ? `cus_${i}` : { id: `cus_${i}`, discount: null },
    status: story.status,
    discounts,
    current_period_start: at('2026-05-01'),
    current_period_end: at('2026-06-01'),
  });
  const end = at('2026-06-01');
  const gone: StripeSubscription = { ...alive, status: 'canceled', canceled_at: end, ended_at: end };
  const deleted = event('2026-06-01', gone, undefined, 'customer.subscription.deleted');
  const events: StripeEvent[] = [];
  let today = alive;
  if (story.left) {
    const { tellsEnd } = story;
    if (tellsEnd === 'ended_at') today = { ...gone, canceled_at: null };
    if (tellsEnd === 'canceled_at') today = { ...gone, ended_at: null };
    if (tellsEnd === 'bills') today = { ...gone, ended_at: null, canceled_at: null };
    if (tellsEnd === 'event') today = gone;
    if (tellsEnd === 'event' || tellsEnd === 'staleEvent') events.push({ ...deleted, id: `evt_${i}` });
  }
  const invoices = starts.map((from, k): StripeInvoice => {
    const to = starts[k + 1] ?? '2026-06-01';
    const full = line(real, q, from, to, {
      amount: cents,
      subscription: id,
      subscription_item: `si_${i}`,
      id: `il_${i}_${k}`,
    });
    const bare = { ...full, price: null };
    const one = invoice(from, [story.linesAre === 'unnamed' ? bare : full], {
      id: `in_${i}_${k}`,
      subscription: id,
      ...(story.sent && { collection_method: 'send_invoice', due_date: at(to) }),
    });
    return story.linesAre === 'new' ? modern(one) : one;
  });
  return { today, invoices, events, id };
}

const shuffled = <T>(list: readonly T[], keys: readonly number[]): T[] =>
  list
    .map((one, i) => ({ one, key: keys[i % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);

describe('nobody who pays is lost, and nobody who left is kept', () => {
  const keys = fc.array(fc.nat(), { minLength: 7, maxLength: 7 });

  test('whatever is missing, in whatever order, and however often', () => {
    fc.assert(
      fc.property(fc.array(storyArbitrary, { minLength: 1, maxLength: 6 }), keys, (stories, order) => {
        const all = stories.map(told);
        const invoices = all.flatMap((one) => one.invoices);
        const events = all.flatMap((one) => one.events);
        const subscriptions = all.map((one) => one.today);
        const data: StripeData = deepFreeze({
          subscriptions: shuffled([...subscriptions, ...subscriptions], order),
          invoices: shuffled([...invoices, ...invoices], order),
          events: shuffled([...events, ...events], order),
        });
        const { subscriptions: rows, skipped } = fromStripe(data);
        expect(skipped.filter(({ reason }) => reason !== 'DUPLICATE')).toEqual([]);
        for (const [i, story] of stories.entries()) {
          const of = rows.filter(({ subscriptionId }) => subscriptionId === `sub_${i}`);
          expect(mrr(of, '2026-05-31'), `sub_${i} in May`).toBeGreaterThan(0);
          const june = mrr(of, '2026-06-01');
          if (story.left) expect(june, `sub_${i} left`).toBe(0);
          else expect(june, `sub_${i} pays`).toBeGreaterThan(0);
        }
      }),
      propertyRuns(300),
    );
  });
});

describe('amounts never leave the minor unit of their currency', () => {
  const decimals = { usd: 2, jpy: 0, kwd: 3 } as const;
  const tiers = fc.record({
    mode: fc.constantFrom('volume', 'graduated'),
    first: fc.integer({ min: 1, max: 5 }),
    units: fc.tuple(fc.nat({ max: 2000 }), fc.nat({ max: 2000 })),
    flats: fc.tuple(fc.nat({ max: 2000 }), fc.nat({ max: 2000 })),
  });
  const items = fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 12 }),
      unit: fc.nat({ max: 5000 }),
      size: fc.integer({ min: 1, max: 5 }),
      tiers: fc.option(tiers),
    }),
    { minLength: 1, maxLength: 4 },
  );

  test('whole in cents, yen or fils: units, packages, tiers, and an amount off the whole', () => {
    fc.assert(
      fc.property(
        items,
        fc.constantFrom('usd', 'jpy', 'kwd'),
        fc.option(fc.nat({ max: 9000 })),
        (list, currency, off) => {
          let minor = 0;
          const own = list.map(({ quantity, unit, size, tiers: stated }, i) => {
            if (stated === null) {
              minor += unit * Math.ceil(quantity / size);
              const transform_quantity = { divide_by: size, round: 'up' };
              return item(price(`p${i}`, unit, { currency, product: 'one', transform_quantity }), quantity);
            }
            const { mode, first, units, flats } = stated;
            const above = Math.max(0, quantity - first);
            const inFirst = units[0] * Math.min(quantity, first) + flats[0];
            const inSecond = units[1] * above + flats[1];
            if (mode === 'graduated') minor += inFirst + (above > 0 ? inSecond : 0);
            else minor += above > 0 ? units[1] * quantity + flats[1] : inFirst;
            const [a, b] = [0, 1].map((k) => ({ unit_amount: units[k] ?? 0, flat_amount: flats[k] ?? 0 }));
            const both = [
              { ...a, up_to: first },
              { ...b, up_to: null },
            ];
            return item(
              price(`p${i}`, null, {
                currency,
                product: 'one',
                billing_scheme: 'tiered',
                tiers_mode: mode,
                tiers: both,
              }),
              quantity,
            );
          });
          const discounts = off === null ? [] : [discount('di', coupon('off', { amount_off: off, currency }))];
          const { subscriptions } = fromStripe({ subscriptions: [subscription(own, { currency, discounts })] });
          const expected = Math.max(0, minor - (off ?? 0));
          const exact = BigInt(expected) * 10n ** BigInt(3 - decimals[currency]);
          const [n = '0', d = '1'] = mrr(subscriptions, '2026-01-15', { money: 'fraction' }).split('/');
          expect(BigInt(n) * 1000n).toBe(exact * BigInt(d));
        },
      ),
      propertyRuns(300),
    );
  });
});
