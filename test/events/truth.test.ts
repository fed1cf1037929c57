import fc from 'fast-check';
import { ledger, mrr, type Subscription } from 'tenure';
import { type SubscriptionEvent, subscriptionsFromEvents } from 'tenure/events';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { dayText, lastDay, type Played, plan, play, type Telling } from './simulator.ts';

const days = Array.from({ length: lastDay + 1 }, (_, day) => day);
const customers = ['c0', 'c1', 'c2'];

const played = (telling: Telling = {}) =>
  fc.array(plan, { minLength: 1, maxLength: 4 }).map((list) => list.map((one, i) => play(one, `s${i}`, telling)));

/** What each customer is worth on each day from a first one on. */
function worthOf(rows: readonly Subscription[], from = 0): number[][] {
  return customers.map((name) => {
    const own = rows.filter(({ customerId }) => customerId === name);
    return mrr(ledger(own), days.slice(from).map(dayText));
  });
}

function truthOf(all: readonly Played[], from = 0): number[][] {
  return customers.map((name) =>
    days
      .slice(from)
      .map((day) => all.reduce((sum, { worth, owner }) => sum + (owner[day] === name ? (worth[day] ?? 0) : 0), 0)),
  );
}

const fold = (events: readonly SubscriptionEvent[]) => subscriptionsFromEvents(events);
const logOf = (all: readonly Played[]) => all.flatMap(({ events }) => events);
const dayOf = ({ at }: SubscriptionEvent) => (Date.parse(String(at)) - Date.UTC(2026, 0, 1)) / 86_400_000;

describe('no customer who pays is lost, none who left is kept', () => {
  test('whatever the words', () => {
    fc.assert(
      fc.property(played(), (all) => {
        const { subscriptions, rejected, notes } = fold(logOf(all));
        expect(worthOf(subscriptions)).toEqual(truthOf(all));
        expect(rejected.filter(({ reason }) => reason !== 'ALREADY_REQUESTED')).toEqual([]);
        expect(notes).toEqual([]);
      }),
      propertyRuns(120),
    );
  });

  test('whatever the order, the duplicates, and the customer by whose name a transferred subscription is called', () => {
    const delivered = played({ oldNames: true }).chain((all) => {
      const log = logOf(all);
      const twice = fc.shuffledSubarray(log).chain((again) => {
        const whole = [...log, ...again];
        return fc.shuffledSubarray(whole, { minLength: whole.length });
      });
      return fc.record({ all: fc.constant(all), again: twice });
    });
    fc.assert(
      fc.property(delivered, ({ all, again }) => {
        const { subscriptions, rejected } = fold(again);
        expect(worthOf(subscriptions)).toEqual(truthOf(all));
        expect(subscriptions).toEqual(fold(logOf(all)).subscriptions);
        const count = again.length - logOf(all).length;
        expect(rejected.filter(({ reason }) => reason === 'DUPLICATE')).toHaveLength(count);
      }),
      propertyRuns(80),
    );
  });

  test('from any day on, where a state of that day stands for all before it', () => {
    const cut = fc.record({ all: played(), from: fc.integer({ min: 1, max: 250 }), isFirst: fc.boolean() });
    fc.assert(
      fc.property(cut, ({ all, from, isFirst }) => {
        const states = all.flatMap(({ states }) => states[from] ?? []);
        const rest = logOf(all).filter((event) => dayOf(event) >= from);
        // Of two states of one instant the later in the list counts: that of the morning goes first.
        const isFollowed = rest.some((event) => event.type === 'state' && dayOf(event) === from);
        const { subscriptions } = fold(isFirst || isFollowed ? [...states, ...rest] : [...rest, ...states]);
        expect(worthOf(subscriptions, from)).toEqual(truthOf(all, from));
        expect(
          worthOf(subscriptions)
            .flatMap((worth) => worth.slice(0, from))
            .some((worth) => worth > 0),
        ).toBe(false);
      }),
      propertyRuns(120),
    );
  });

  test('on the day of each state that arrived, whatever did not arrive', () => {
    const some = played({ states: true }).chain((all) =>
      fc.record({ all: fc.constant(all), kept: fc.subarray(logOf(all)) }),
    );
    fc.assert(
      fc.property(some, ({ all, kept }) => {
        const { subscriptions, rejected } = fold(kept);
        expect(rejected).toEqual([]);
        for (const [place, { worth }] of all.entries()) {
          const own = subscriptions.filter(({ subscriptionId }) => subscriptionId === `s${place}`);
          const book = ledger(own);
          for (const event of kept.filter(({ subscriptionId }) => subscriptionId === `s${place}`)) {
            const day = dayOf(event);
            const isLastOfDay = all[place]?.events.filter((other) => dayOf(other) === day).at(-1) === event;
            if (isLastOfDay) expect(mrr(book, dayText(day))).toBe(worth[day]);
          }
        }
      }),
      propertyRuns(80),
    );
  });

  test('and every event is in a row or said', () => {
    const some = played({ oldNames: true }).chain((all) => fc.subarray(logOf(all)));
    fc.assert(
      fc.property(some, (kept) => {
        const { subscriptions, rejected, notes } = fold(kept);
        const said = new Set([
          ...subscriptions.map(({ subscriptionId }) => subscriptionId),
          ...rejected.map(({ index }) => kept[index]?.subscriptionId),
        ]);
        for (const { subscriptionId } of kept) expect(said.has(subscriptionId as string)).toBe(true);
        // Of each subscription with rows either its start was told, or a note says that it was not.
        const told = new Set(kept.filter(({ type }) => type === 'started').map(({ subscriptionId }) => subscriptionId));
        const noted = new Set(notes.map(({ subscriptionId }) => subscriptionId));
        for (const { subscriptionId } of subscriptions) {
          expect(told.has(subscriptionId as string) || noted.has(subscriptionId as string)).toBe(true);
        }
      }),
      propertyRuns(80),
    );
  });
});

describe('any log at all', () => {
  const terms = { amount: 50, interval: 'month' };
  const fieldsOf: { readonly [type: string]: object } = {
    started: terms,
    renewed: {},
    reactivated: { amount: 60 },
    changed: { amount: 70 },
    ended: {},
    paused: {},
    resumed: {},
    pastDue: {},
    recovered: {},
    uncancelled: {},
  };
  const more = fc.record({
    status: fc.constantFrom('active', 'paused', 'pastDue', 'ended'),
    ends: fc.option(fc.integer({ min: -5, max: 9 }), { nil: undefined }),
    begun: fc.option(fc.integer({ min: -20, max: 0 }), { nil: undefined }),
    to: fc.constantFrom(...customers),
  });
  const anyEvent = fc
    .record({
      type: fc.constantFrom('state', 'transferred', 'cancelRequested', ...Object.keys(fieldsOf)),
      day: fc.integer({ min: 30, max: 50 }),
      customerId: fc.constantFrom(...customers),
      subscriptionId: fc.constantFrom('s1', 's2'),
      more,
    })
    .map(({ type, day, customerId, subscriptionId, more: { status, ends, begun, to } }) => {
      const endsAt = ends === undefined ? undefined : dayText(day + ends);
      const startedAt = begun === undefined ? undefined : dayText(day + begun);
      const own = { type, at: dayText(day), customerId, subscriptionId };
      if (type === 'state') return { ...own, ...terms, status, endsAt, startedAt };
      if (type === 'cancelRequested') return { ...own, endsAt: ends !== undefined && ends >= 0 ? endsAt : undefined };
      return { ...own, ...(type === 'transferred' ? { toCustomerId: to } : fieldsOf[type]) };
    });
  const anyLog = fc.array(anyEvent, { maxLength: 25 }) as unknown as fc.Arbitrary<SubscriptionEvent[]>;
  const scope = fc.constantFrom('perCustomer', 'global');

  test('gives rows of a ledger that do not overlap, and says what is in none', () => {
    fc.assert(
      fc.property(anyLog, scope, (log, subscriptionIds) => {
        const { subscriptions, rejected } = subscriptionsFromEvents(log, { subscriptionIds });
        ledger(subscriptions);
        const time = (at: unknown) => (at === undefined ? Number.POSITIVE_INFINITY : Date.parse(String(at)));
        for (const [i, row] of subscriptions.entries()) {
          expect(time(row.end)).toBeGreaterThanOrEqual(time(row.start));
          for (const other of subscriptions.slice(i + 1)) {
            const isOne = row.subscriptionId === other.subscriptionId && row.customerId === other.customerId;
            const isApart = time(row.end) <= time(other.start) || time(other.end) <= time(row.start);
            expect(isOne && !isApart).toBe(false);
          }
        }
        expect(new Set(rejected.map(({ index }) => index)).size).toBe(rejected.length);
        if (subscriptions.length === 0) expect(rejected).toHaveLength(log.length);
      }),
      propertyRuns(200),
    );
  });

  test('gives the same in any order, where no two events of one kind are of one instant', () => {
    const kindOf = ({ type, at, subscriptionId }: SubscriptionEvent) =>
      `${type} ${String(at)} ${String(subscriptionId)}`;
    // Nor two by different names.
    const named = (event: SubscriptionEvent) => ({ ...event, customerId: customers[dayOf(event) % 3] as string });
    const distinct = anyLog.map((log) => [...new Map(log.map((event) => [kindOf(event), named(event)])).values()]);
    const shuffled = distinct.chain((log) =>
      fc.record({ log: fc.constant(log), other: fc.shuffledSubarray(log, { minLength: log.length }) }),
    );
    fc.assert(
      fc.property(shuffled, ({ log, other }) => {
        const [a, b] = [log, other].map((events) => subscriptionsFromEvents(events, { subscriptionIds: 'global' }));
        expect(b?.subscriptions).toEqual(a?.subscriptions);
        expect(b?.rejected.length).toBe(a?.rejected.length);
      }),
      propertyRuns(120),
    );
  });
});

describe('an amount is handed on as it was given', () => {
  test('so that it never leaves the minor unit of its currency', () => {
    const digits = { JPY: 0, EUR: 2, KWD: 3 } as const;
    const currencies = fc.constantFrom(...(Object.keys(digits) as (keyof typeof digits)[]));
    fc.assert(
      fc.property(played(), currencies, (all, currency) => {
        const log = logOf(all).map((event) => ('amount' in event ? { ...event, currency } : event));
        const { subscriptions } = fold(log as SubscriptionEvent[]);
        const given = new Set(log.flatMap((event) => ('amount' in event ? [event.amount] : [])));
        expect(subscriptions.every(({ amount }) => given.has(amount))).toBe(true);
        const total = truthOf(all).reduce((sum, worth) => sum + (worth[lastDay] ?? 0), 0);
        expect(mrr(subscriptions, dayText(lastDay), { amounts: 'minor' })).toBe(total / 10 ** digits[currency]);
      }),
      propertyRuns(20),
    );
  });
});
