import fc from 'fast-check';
import * as tenure from 'tenure';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { type Usage, usageArbitrary } from './usage-arbitraries.ts';
import { addCalendarDays, addCalendarMonths, localDay, readInstant, startOfDayOrNext } from './zone.ts';

type Event = tenure.UsageEvent;
type Key = string | null;

const keyOf = (event: { readonly userId?: unknown }): Key => (event.userId as string | undefined) ?? null;
const customers = new Map([
  ['ada', 'x'],
  ['ben', 'y'],
  ['cem', 'x'],
]);
const ofCustomer = (event: { readonly customerId: unknown }): Key => customers.get(String(event.customerId)) ?? null;
const order = (a: Key, b: Key) => (a === b ? 0 : a === null || (b !== null && a < b) ? -1 : 1);
const keysIn = (events: readonly Event[], key: (event: Event) => Key) => [...new Set(events.map(key))].sort(order);
const { numRuns } = propertyRuns(80);

function agree(
  check: (usage: Usage & { readonly events: readonly Event[] }, isLog: boolean, of: tenure.UsageEntity) => void,
): void {
  const of = fc.constantFrom<tenure.UsageEntity>('customers', 'users');
  fc.assert(
    fc.property(usageArbitrary, fc.boolean(), of, (usage, isLog, who) => check(usage as never, isLog, who)),
    { numRuns },
  );
}

const byPeriod: readonly (readonly [string, (events: never, periods: never, options: never) => unknown[], object])[] = [
  ['activeCustomers', tenure.activeCustomers as never, { minimumEvents: 2 }],
  ['averageActiveCustomers', tenure.averageActiveCustomers as never, { per: 'day' }],
  ['stickiness', tenure.stickiness as never, { long: 'week' }],
  ['stickiness over trailing days', tenure.stickiness as never, { long: { days: 5 } }],
  ['usageFrequency', tenure.usageFrequency as never, { histogram: 'activeDays' }],
  ['usageDuration', tenure.usageDuration as never, {}],
  ['featureAdoption', tenure.featureAdoption as never, {}],
  ['engagementScore', tenure.engagementScore as never, { targets: { activeDays: 3 } }],
];

describe('segments of a period', () => {
  test.each(byPeriod)('%s: each key is what its events alone are', (name, whole, more) => {
    agree(({ events, periods, zone }, isLog, of) => {
      const source = isLog ? tenure.eventLog(events, { timeZone: zone }) : events;
      const options = { ...more, ...(name !== 'engagementScore' && { of }) };
      for (const [by, key] of [
        [keyOf, keyOf],
        [customers, ofCustomer],
      ] as const) {
        const split = whole(source as never, periods as never, { ...options, by } as never);
        const expected = periods.map(({ start, end }, place) => {
          const inside = events.filter((event) => {
            const at = readInstant(event.at as never, zone);
            // Features of a segment are listed from their first event on.
            return (name === 'featureAdoption' || at >= start.getTime()) && at < end.getTime();
          });
          return keysIn(inside, key).flatMap((own) => {
            const result = whole(
              events.filter((event) => key(event) === own) as never,
              periods as never,
              options as never,
            )[place];
            const rows = typeof result === 'number' ? [{ customers: result }] : [result].flat();
            return rows.map((row) => ({ key: own, ...(row as object) }));
          });
        });
        expect(split).toEqual(expected);
      }
    });
  });

  test('a single period gives one list, and customers add up to the whole', () => {
    agree(({ events, periods }, _, of) => {
      const [period] = periods as [tenure.Period];
      const split = tenure.activeCustomers(events, period, { of, by: customers });
      const whole = tenure.activeCustomers(events, period, { of });
      expect(split.reduce((sum, { customers: own }) => sum + own, 0)).toBe(whole);
    });
  });
});

describe('stickiness over trailing days', () => {
  test('is the mean of daily over the mean of trailing active customers', () => {
    agree(({ events, periods, zone }, _, of) => {
      for (const period of periods.slice(0, 2)) {
        const options = { of, long: { days: 3 } } as const;
        const days: tenure.Period[] = [];
        const windows: tenure.Period[] = [];
        for (let day = localDay(period.start.getTime(), zone); day <= localDay(period.end.getTime(), zone); day += 1) {
          const [start, end] = [startOfDayOrNext(day, zone), startOfDayOrNext(day + 1, zone)];
          if (start === end || start < period.start.getTime() || end > period.end.getTime()) continue;
          days.push(tenure.period(start, end, { timeZone: zone }));
          windows.push(tenure.period(startOfDayOrNext(day - 2, zone), end, { timeZone: zone }));
        }
        const sum = (list: readonly tenure.Period[]) =>
          tenure.activeCustomers(events, list, { of }).reduce((total, count) => total + count, 0);
        const { value, shortUnits, longUnits } = tenure.stickiness(events, period, options);
        expect([shortUnits, longUnits]).toEqual([days.length, days.length]);
        const bottom = sum(windows);
        expect(value ?? -1).toBeCloseTo(bottom === 0 ? -1 : sum(days) / bottom, 12);
      }
    });
  });
});

describe('histogram of active days', () => {
  test('counts customers by the days they are there', () => {
    agree(({ events, periods, zone }) => {
      const [period] = periods as [tenure.Period];
      const { histogram = [], customers: active } = tenure.usageFrequency(events, period, { histogram: 'activeDays' });
      const days = new Map<string, Set<number>>();
      for (const { customerId, at } of events) {
        const instant = readInstant(at as never, zone);
        if (instant < period.start.getTime() || instant >= period.end.getTime()) continue;
        const own = days.get(String(customerId)) ?? new Set();
        days.set(String(customerId), own.add(localDay(instant, zone)));
      }
      for (const { activeDays, customers: count } of histogram) {
        expect(count).toBe([...days.values()].filter(({ size }) => size === activeDays).length);
      }
      expect(histogram.reduce((sum, row) => sum + row.customers, 0)).toBe(active);
      expect(histogram.map(({ activeDays }) => activeDays)).toEqual(histogram.map((_, place) => place + 1));
    });
  });
});

describe('lifecycle', () => {
  const before = ({ start, end }: tenure.Period, zone: string): number => {
    const [from, to] = [start.getTime(), end.getTime()];
    for (let months = 1; months <= 24; months += 1) {
      if (addCalendarMonths(from, months, zone) === to) return addCalendarMonths(from, -months, zone);
    }
    for (let days = 1; days <= 800; days += 1) {
      if (addCalendarDays(from, days, zone) !== to) continue;
      const start = addCalendarDays(from, -days, zone);
      return start < from ? start : addCalendarDays(from, -days - 1, zone);
    }
    return from - (to - from);
  };

  test('is that of sets of customers; foots; and a customer stands where its first event does', () => {
    const options = fc.record(
      { feature: fc.constantFrom('a', 'b'), minimumEvents: fc.constantFrom(1, 2) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        usageArbitrary,
        options,
        fc.boolean(),
        fc.boolean(),
        ({ events, periods, zone }, asked, isLog, isUsers) => {
          const of = isUsers ? 'users' : 'customers';
          const name = (event: Event) => (isUsers ? `${event.customerId} ${event.userId}` : String(event.customerId));
          const wanted = (events as readonly Event[])
            .filter(({ feature }) => asked.feature === undefined || feature === asked.feature)
            .map((event) => ({ event, at: readInstant(event.at as never, zone) }));
          const activeIn = (start: number, end: number) => {
            const inside = wanted.filter(({ at }) => at >= start && at < end).map(({ event }) => name(event));
            return new Set(
              inside.filter((one) => inside.filter((other) => other === one).length >= (asked.minimumEvents ?? 1)),
            );
          };
          const firstOf = (one: string) =>
            Math.min(...wanted.filter(({ event }) => name(event) === one).map(({ at }) => at));
          const homeOf = (one: string) => {
            const own = wanted.filter(({ event, at }) => name(event) === one && at === firstOf(one));
            return own.map(({ event }) => keyOf(event)).sort(order)[0] as Key;
          };
          const source = isLog
            ? tenure.eventLog(events as readonly Event[], { timeZone: zone })
            : (events as readonly Event[]);
          const rows = tenure.usageLifecycle(source, periods, { ...asked, of });
          const split = tenure.usageLifecycle(source, periods, { ...asked, of, by: keyOf });
          for (const [place, period] of periods.entries()) {
            const [was, is] = [
              activeIn(before(period, zone), period.start.getTime()),
              activeIn(period.start.getTime(), period.end.getTime()),
            ];
            const expected = (members: (one: string) => boolean) => {
              const count = (list: Iterable<string>, test: (one: string) => boolean) =>
                [...list].filter(members).filter(test).length;
              const isNew = (one: string) => !was.has(one) && firstOf(one) >= period.start.getTime();
              return {
                period,
                opening: count(was, () => true),
                new: count(is, isNew),
                resurrected: count(is, (one) => !was.has(one) && !isNew(one)),
                dormant: count(was, (one) => !is.has(one)),
                closing: count(is, () => true),
                retained: count(is, (one) => was.has(one)),
              };
            };
            const row = rows[place] as tenure.UsageLifecycle;
            expect(row).toEqual(expected(() => true));
            expect(row.opening + row.new + row.resurrected - row.dormant).toBe(row.closing);
            const keys = [...new Set([...was, ...is].map(homeOf))].sort(order);
            expect(split[place]).toEqual(keys.map((key) => ({ key, ...expected((one) => homeOf(one) === key) })));
          }
        },
      ),
      propertyRuns(150),
    );
  });
});

describe('activation', () => {
  test('by any event, and by a property of the sign-up, which adds up to the whole', () => {
    agree(({ events, signUps, zone, asOf }, isLog) => {
      const source = isLog ? tenure.eventLog(events, { timeZone: zone }) : events;
      const sourced = signUps.map((signUp, place) => ({ ...signUp, source: place % 2 === 0 ? 'ad' : null }));
      const firstOf = (id: string) => {
        const own = sourced.filter(({ customerId }) => customerId === id);
        const first = Math.min(...own.map(({ at }) => readInstant(at as never, zone)));
        return {
          first,
          key: own
            .filter(({ at }) => readInstant(at as never, zone) === first)
            .map(({ source: key }) => key)
            .sort(order)[0] as Key,
        };
      };
      const until = readInstant(asOf as never, zone);
      const outcomes = [...new Set(signUps.map(({ customerId }) => String(customerId)))].map((id) => {
        const { first, key } = firstOf(id);
        const end = first + 7 * 3_600_000;
        const isIn = events.some((event) => {
          const at = readInstant(event.at as never, zone);
          return event.customerId === id && at >= first && at < Math.min(end, until);
        });
        return { key, outcome: isIn ? 'activated' : until < end ? 'undecided' : 'missed' };
      });
      const rate = (list: typeof outcomes) => {
        const count = (wanted: string) => list.filter(({ outcome }) => outcome === wanted).length;
        const [numerator, denominator] = [count('activated'), count('activated') + count('missed')];
        return {
          value: denominator === 0 ? null : numerator / denominator,
          numerator,
          denominator,
          undecided: count('undecided'),
        };
      };
      const options = { within: { hours: 7 }, asOf, timeZone: zone } as const;
      expect(tenure.activationRate(signUps, source, options as never)).toEqual(rate(outcomes));
      const split = tenure.activationRate(sourced, source, {
        ...options,
        by: ({ source: own }: (typeof sourced)[number]) => own,
      } as never);
      const keys = [...new Set(outcomes.map(({ key }) => key))].sort(order);
      expect(split).toEqual(keys.map((key) => ({ key, ...rate(outcomes.filter((one) => one.key === key)) })));
    });
  });
});

describe('feature retention', () => {
  test('a customer stands where its first event of the period does', () => {
    agree(({ events, periods, zone }, isLog, of) => {
      const [first] = periods as [tenure.Period];
      const later = tenure.period(first.end, first.end.getTime() + 1e10, { timeZone: zone });
      const source = isLog ? tenure.eventLog(events, { timeZone: zone }) : events;
      const who = (event: Event) => (of === 'users' ? `${event.customerId} ${event.userId}` : String(event.customerId));
      const inside = events
        .map((event) => ({ event, at: readInstant(event.at as never, zone) }))
        .filter(({ at }) => at >= first.start.getTime() && at < first.end.getTime());
      const homeOf = (name: string) => {
        const own = inside.filter(({ event }) => who(event) === name);
        const start = Math.min(...own.map(({ at }) => at));
        return own
          .filter(({ at }) => at === start)
          .map(({ event }) => keyOf(event))
          .sort(order)[0] as Key;
      };
      const names = [...new Set(inside.map(({ event }) => who(event)))];
      const keys = [...new Set(names.map(homeOf))].sort(order);
      const expected = keys.flatMap((key) => {
        const members = names.filter((name) => homeOf(name) === key);
        const own = events.filter((event) => members.includes(who(event)));
        return tenure.featureRetention(own, first, later, { of }).map((row) => ({ key, ...row }));
      });
      expect(tenure.featureRetention(source, first, later, { of, by: keyOf })).toEqual(expected);
    });
  });
});
