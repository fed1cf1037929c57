import fc from 'fast-check';
import { eventLog, type UsageEvent, usageRetention } from 'tenure';
import { describe, expect, test } from 'vitest';
import { expectClose } from '../support/close.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { centreArbitrary, zoneArbitrary } from './arbitraries.ts';
import * as oracle from './retentions.ts';
import { readInstant } from './zone.ts';

const HOUR = 3_600_000;

/** Events around a change of the clocks, near each other for hours and days, far for months. */
const drawn = fc
  .tuple(zoneArbitrary, centreArbitrary, fc.constantFrom('hour', 'day', 'week', 'month'), fc.boolean())
  .chain(([zone, centre, unit]) => {
    const step = { hour: HOUR / 2, day: 8 * HOUR, week: 30 * HOUR, month: 200 * HOUR }[unit] as number;
    const origin = centre * 24 * HOUR;
    const event = fc
      .record(
        {
          customerId: fc.constantFrom('ada', 'ben', 'cem', 'dia'),
          userId: fc.constantFrom('u', 'v'),
          feature: fc.constantFrom('a', 'a', 'b'),
          count: fc.constantFrom(1, 2, 3),
          place: fc.integer({ min: -12, max: 12 }),
          shift: fc.constantFrom(0, 0, -1, 1),
        },
        { requiredKeys: ['customerId', 'userId', 'place', 'shift'] },
      )
      .map(({ place, shift, ...own }) => ({ ...own, at: origin + place * step + shift }));
    return fc.record({
      zone: fc.constant(zone),
      unit: fc.constant(unit as oracle.Options['unit']),
      events: fc.array(event, { maxLength: 14 }),
      asOf: fc.integer({ min: -12, max: 30 }).map((place) => origin + place * step),
      origin: fc.constant(origin),
    });
  });

const periods = 5;
const options = fc.record(
  {
    rule: fc.constantFrom<'on' | 'onOrAfter'>('on', 'onOrAfter'),
    start: fc.constantFrom({}, { feature: 'a' }, { feature: 'never' }),
    feature: fc.constantFrom('a', 'b'),
    minimumEvents: fc.constantFrom(1, 2, 4),
    brackets: fc.constantFrom([0, 1, 3], [1, 2], [2], [0, 1, 2, 3, 4, 5]),
    ages: fc.constantFrom<'calendar' | 'elapsed'>('calendar', 'elapsed'),
    weekStart: fc.constantFrom('monday', 'sunday', 'thursday'),
    emptyCohorts: fc.constantFrom<'exclude' | 'include'>('exclude', 'include'),
    of: fc.constantFrom<'customers' | 'users'>('customers', 'users'),
  },
  { requiredKeys: [] },
);

describe('retention is that of the oracle, which looks at every event in every unit', () => {
  test('with every option', () => {
    fc.assert(
      fc.property(drawn, options, fc.boolean(), fc.boolean(), ({ zone, unit, events, asOf }, more, cut, isLog) => {
        const asked = { unit, periods, ...more, ...(cut && { asOf }) } as oracle.Options;
        const source = isLog ? eventLog(events as readonly UsageEvent[], { timeZone: zone }) : events;
        expectClose(
          usageRetention(source, { ...asked, timeZone: zone } as never),
          oracle.usageRetention(events, zone, asked),
        );
      }),
      propertyRuns(1500),
    );
  });

  test('chosen cohorts are those of the whole, and those without customers', () => {
    fc.assert(
      fc.property(
        drawn,
        options,
        fc.array(fc.nat(30), { maxLength: 3 }),
        ({ zone, unit, events, asOf }, more, picks) => {
          const asked = { unit, periods, ...more, asOf } as oracle.Options;
          const every = oracle.usageRetention(events, zone, { ...asked, emptyCohorts: 'include' }).cells;
          const labels = [...new Set(every.map(({ cohort }) => cohort))];
          const cohorts = [...new Set(picks.flatMap((pick) => labels[pick % (labels.length || 1)] ?? []))];
          expectClose(
            usageRetention(events, { ...asked, cohorts, timeZone: zone } as never),
            oracle.usageRetention(events, zone, { ...asked, cohorts }),
          );
        },
      ),
      propertyRuns(300),
    );
  });

  test('by a property of the start; segments add up to the whole', () => {
    const by = ({ feature }: { readonly feature?: string }) => feature;
    fc.assert(
      fc.property(drawn, options, ({ zone, unit, events, asOf }, { emptyCohorts: _, ...more }) => {
        const asked = { unit, periods, ...more, asOf } as oracle.Options;
        const split = usageRetention(events, { ...asked, timeZone: zone, by } as never) as never as ({
          key: string | null;
        } & ReturnType<typeof oracle.usageRetention>)[];
        const whole = usageRetention(events, { ...asked, timeZone: zone } as never);
        for (const { cohort, age, size, retained } of whole.cells) {
          const own = split.flatMap(({ cells }) => cells.filter((cell) => cell.cohort === cohort && cell.age === age));
          expect(own.reduce((sum, cell) => sum + cell.size, 0)).toBe(size);
          expect(
            own.reduce<number | null>((sum, cell) => (cell.retained === null ? null : (sum ?? 0) + cell.retained), 0),
          ).toBe(retained);
        }
        // Each is what its own customers are without the others.
        const starting = more.start === undefined ? more.feature : (more.start as { feature?: string }).feature;
        const who = (event: (typeof events)[number]) =>
          more.of === 'users' ? `${event.customerId} ${event.userId}` : event.customerId;
        const keyOf = (name: string) => {
          const begins = events
            .filter((event) => who(event) === name && (starting === undefined || event.feature === starting))
            .filter(({ at }) => at < readInstant(asOf, zone));
          const first = Math.min(...begins.map(({ at }) => at));
          return begins
            .filter(({ at }) => at === first)
            .map((event) => event.feature ?? null)
            .sort((a, b) => (a === null ? -1 : b === null ? 1 : a < b ? -1 : 1))[0];
        };
        for (const { key, ...own } of split) {
          const mine = events.filter((event) => keyOf(who(event)) === key);
          expectClose(own, oracle.usageRetention(mine, zone, asked));
        }
      }),
      propertyRuns(300),
    );
  });
});
