import fc from 'fast-check';
import type { Subscription } from 'tenure';
import {
  fromStripe,
  type StripeEvent,
  type StripeInvoice,
  type StripeInvoiceLine,
  type StripePrice,
} from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { at, event, every, invoice, item, line, modern, price, proration, subscription } from './objects.ts';

/** What a subscription has on a day: a base price with its quantity, and perhaps an addition. */
interface State {
  readonly base: StripePrice;
  readonly quantity: number;
  readonly added: number;
}

const cycle = 30;
const bases = [1000, 2500, 7000].map((cents, i) => price(`base${i}`, cents, every('day', cycle)));
const addition = price('addition', 300, every('day', cycle));
const dayText = (day: number) => new Date((at('2026-01-01') + day * 86_400) * 1000).toISOString().slice(0, 10);

const stateArbitrary: fc.Arbitrary<State> = fc.record({
  base: fc.constantFrom(...bases),
  quantity: fc.integer({ min: 1, max: 4 }),
  added: fc.integer({ min: 0, max: 2 }),
});
const storyArbitrary = fc.record({
  first: stateArbitrary,
  changes: fc.array(fc.record({ gap: fc.integer({ min: 1, max: 45 }), to: stateArbitrary }), { maxLength: 6 }),
});

const itemsOf = ({ base, quantity, added }: State) => [
  item(base, quantity, { id: 'si_base' }),
  ...(added > 0 ? [item(addition, added, { id: 'si_added' })] : []),
];

/** Bills a story as Stripe does: a full line for each item and cycle, and prorations of changes with the next cycle. */
function play(story: typeof storyArbitrary extends fc.Arbitrary<infer T> ? T : never) {
  const changes: { readonly day: number; readonly to: State }[] = [];
  let day = 0;
  for (const { gap, to } of story.changes) {
    day += gap;
    changes.push({ day, to });
  }
  const cycles = Math.floor(day / cycle) + 2;
  const stateOn = (when: number) => changes.filter((change) => change.day <= when).at(-1)?.to ?? story.first;
  const before = (when: number) => changes.filter((change) => change.day < when).at(-1)?.to ?? story.first;

  const invoices: StripeInvoice[] = [];
  let pending: StripeInvoiceLine[] = [];
  for (let from = 0; from < cycles * cycle; from += cycle) {
    const until = from + cycle;
    // A change on the very day of the invoice comes after it.
    const { base, quantity, added } = before(from);
    const full = [line(base, quantity, dayText(from), dayText(until), { subscription_item: 'si_base' })];
    if (added > 0) full.push(line(addition, added, dayText(from), dayText(until), { subscription_item: 'si_added' }));
    invoices.push(invoice(dayText(from), [...pending, ...full]));
    pending = [];
    for (const change of changes.filter((one) => one.day >= from && one.day < until)) {
      const was = before(change.day);
      const part = (own: StripePrice, count: number, sign: number, subscription_item: string) =>
        proration(own, count, dayText(change.day), dayText(until), sign * count, { subscription_item });
      if (was.base !== change.to.base || was.quantity !== change.to.quantity) {
        pending.push(
          part(was.base, was.quantity, -1, 'si_base'),
          part(change.to.base, change.to.quantity, 1, 'si_base'),
        );
      }
      if (was.added !== change.to.added) {
        if (was.added > 0) pending.push(part(addition, was.added, -1, 'si_added'));
        if (change.to.added > 0) pending.push(part(addition, change.to.added, 1, 'si_added'));
      }
    }
  }
  const objectOf = (state: State) => subscription(itemsOf(state), { current_period_end: at(dayText(cycles * cycle)) });
  const events: StripeEvent[] = [
    event('2026-01-01', objectOf(story.first), undefined, 'customer.subscription.created'),
    ...changes.map((change) =>
      event(dayText(change.day), objectOf(change.to), { items: { data: itemsOf(before(change.day)) } }),
    ),
  ];
  return { invoices, events, today: objectOf(stateOn(day)), stateOn, days: cycles * cycle };
}

/** What rows are worth for one interval on a day, in cents. */
function worth(rows: readonly Subscription[], day: number): number {
  const now = new Date(at(dayText(day)) * 1000).toISOString();
  return rows
    .filter(({ start, end }) => String(start) <= now && (end === undefined || String(end) > now))
    .reduce((sum, { amount, quantity }) => sum + Math.round(Number(amount) * 100) * (quantity ?? 1), 0);
}

const worthOf = ({ base, quantity, added }: State) => (base.unit_amount ?? 0) * quantity + 300 * added;
const catalogue = [...bases, addition];

describe('a story that is billed comes back day by day', () => {
  const forms: [string, (story: ReturnType<typeof play>) => object][] = [
    ['from invoices as before 2025', ({ invoices }) => ({ invoices })],
    ['from invoices as since 2025', ({ invoices }) => ({ invoices: invoices.map(modern), prices: catalogue })],
    ['from events', ({ events }) => ({ events })],
    ['from both', ({ invoices, events }) => ({ invoices, events })],
    ['from invoices, and events from the middle on', ({ invoices, events }) => ({ invoices, events: events.slice(2) })],
  ];

  test.each(forms)('%s', (_, form) => {
    fc.assert(
      fc.property(storyArbitrary, (told) => {
        const story = play(told);
        const data = deepFreeze({ subscriptions: [story.today], ...form(story) });
        const { subscriptions, skipped, notes } = fromStripe(data);
        expect([skipped, notes]).toEqual([[], []]);
        const byDay = (worthOn: (day: number) => number) =>
          Array.from({ length: story.days }, (_, day) => [dayText(day), worthOn(day)]);
        expect(byDay((day) => worth(subscriptions, day))).toEqual(byDay((day) => worthOf(story.stateOn(day))));
      }),
      propertyRuns(80),
    );
  });

  test('however often invoices and events are given', () => {
    const times = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(storyArbitrary, times, fc.boolean(), (told, counts, fromTheEnd) => {
        const { invoices, events, today } = play(told);
        const repeat = <T>(list: readonly T[]): T[] => {
          const all = list.flatMap((one, i) => Array.from({ length: counts[i % counts.length] ?? 1 }, () => one));
          return fromTheEnd ? all.reverse() : all;
        };
        const data = { subscriptions: [today], invoices, events: events.slice(1) };
        const other = { ...data, invoices: repeat(invoices), events: repeat(data.events) };
        expect(fromStripe(other)).toEqual(fromStripe(data));
        // Drafts and open versions of the same invoices, as webhooks keep them.
        const earlier = invoices.map((one) => ({ ...one, status: 'draft', lines: { data: [] } }));
        expect(fromStripe({ ...other, invoices: [...earlier, ...repeat(invoices)] })).toEqual(fromStripe(data));
        expect(fromStripe({ ...other, invoices: [...repeat(invoices), ...earlier] })).toEqual(fromStripe(data));
      }),
      propertyRuns(40),
    );
  });

  test('in whatever order invoices, their lines, and events are given', () => {
    fc.assert(
      fc.property(storyArbitrary, fc.infiniteStream(fc.nat()), (told, keys) => {
        const { invoices, events, today } = play(told);
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((one) => ({ one, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one);
        const data = { subscriptions: [today], invoices, events: events.slice(1) };
        const other = {
          subscriptions: [today],
          invoices: shuffled(invoices).map((one) => ({ ...one, lines: { data: shuffled(one.lines.data) } })),
          events: shuffled(data.events),
        };
        expect(fromStripe(other)).toEqual(fromStripe(data));
        expect(fromStripe({ ...other, events: [] })).toEqual(fromStripe({ ...data, events: [] }));
      }),
      propertyRuns(80),
    );
  });
});

test('each subscription has rows or is skipped, once', () => {
  const kinds = fc.record({
    status: fc.constantFrom('active', 'trialing', 'past_due', 'unpaid', 'paused', 'canceled', 'incomplete', 'odd'),
    livemode: fc.boolean(),
    ended_at: fc.constantFrom(null, at('2025-06-01'), at('2026-01-01'), at('2026-03-01')),
    current_period_start: fc.constantFrom(at('2026-01-01'), at('2026-02-01')),
    usage_type: fc.constantFrom('licensed', 'metered'),
  });
  fc.assert(
    fc.property(fc.array(kinds, { maxLength: 12 }), (list) => {
      const subscriptions = list.map(({ usage_type, ...more }, i) =>
        subscription([item(price('p', 500, { recurring: { interval: 'month', usage_type } }))], {
          id: `s${i}`,
          ...more,
        }),
      );
      const result = fromStripe(deepFreeze({ subscriptions }));
      const converted = new Set(result.subscriptions.map(({ subscriptionId }) => subscriptionId));
      const skipped = result.skipped.map(({ id }) => id);
      expect(converted.size + skipped.length).toBe(list.length);
      expect(skipped.filter((id) => converted.has(id))).toEqual([]);
      // The order of the subscriptions is that of their rows, and nothing else.
      const reversed = fromStripe({ subscriptions: [...subscriptions].reverse() });
      expect(reversed.notes).toEqual(result.notes);
      expect([...reversed.skipped].reverse()).toEqual(result.skipped);
      expect([...reversed.subscriptions].sort(byText)).toEqual([...result.subscriptions].sort(byText));
    }),
    propertyRuns(150),
  );
});

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
