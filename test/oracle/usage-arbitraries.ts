import fc from 'fast-check';
import { centreArbitrary, instantArbitrary, periodsArbitrary, zoneArbitrary } from './arbitraries.ts';
import type { LabelledPeriod } from './types.ts';
import type { Event, SignUp } from './usage.ts';
import { addCalendarDays, readInstant } from './zone.ts';

/** Events, sign-ups and periods that gather around the same days of one zone. */
export interface Usage {
  readonly zone: string;
  readonly events: readonly Event[];
  readonly signUps: readonly SignUp[];
  readonly periods: readonly LabelledPeriod[];
  readonly asOf: Date | number | string;
}

const names = fc.constantFrom('ada', 'ada', 'ada', 'ben', 'ben', 'cem', 'Dia');
const features = ['a', 'a', 'b', 'b', 'c', 'constructor'];
const seconds = fc.oneof(
  fc.constantFrom(0, 1, 60, 0.1, 0.2, 59.5, 3600, 1e9, 1e-9),
  fc.double({ min: 0, max: 1e5, noNaN: true }),
);

function eventArbitrary(zone: string, centre: number): fc.Arbitrary<Event> {
  return fc.record(
    {
      customerId: names,
      at: instantArbitrary(zone, centre),
      // The same userId at several customers, so that a user is more than its name.
      userId: fc.constantFrom('u', 'v', 'w'),
      feature: fc.constantFrom(...features),
      durationSeconds: seconds,
    },
    { requiredKeys: ['customerId', 'at', 'userId'] },
  );
}

/** An event so many days after another event or a sign-up, at the end of a window or just before it. */
interface Echo {
  readonly place: number;
  readonly days: number;
  readonly shift: number;
  readonly feature: string;
}

const echoArbitrary: fc.Arbitrary<Echo> = fc.record({
  place: fc.nat(40),
  days: fc.constantFrom(1, 2, 7, 30),
  shift: fc.constantFrom(0, -1),
  feature: fc.constantFrom(...features),
});

function echoOf({ place, days, shift, feature }: Echo, origins: readonly SignUp[], zone: string): Event[] {
  const origin = origins[place % (origins.length || 1)];
  if (origin === undefined) return [];
  const at = addCalendarDays(readInstant(origin.at, zone), days, zone) + shift;
  return [{ customerId: origin.customerId, userId: 'u', feature, at }];
}

export const usageArbitrary: fc.Arbitrary<Usage> = fc.tuple(zoneArbitrary, centreArbitrary).chain(([zone, centre]) => {
  const event = eventArbitrary(zone, centre);
  const list = fc.oneof(
    { weight: 1, arbitrary: fc.array(event, { maxLength: 3 }) },
    { weight: 5, arbitrary: fc.array(event, { minLength: 6, maxLength: 24 }) },
  );
  const periods = periodsArbitrary(zone, centre);
  // Some instants that events have been drawn at before are those of periods: what lies on a boundary is the hard part.
  const onBounds = periods.chain((drawn) =>
    fc.array(fc.tuple(event, fc.nat(11), fc.constantFrom(0, 0, -1)), { maxLength: 8 }).map((extra) => ({
      periods: drawn,
      extra: extra.map(([one, bound, shift]) => {
        const { start, end } = drawn[Math.floor(bound / 2) % drawn.length] as LabelledPeriod;
        return { ...one, at: (bound % 2 === 0 ? start : end).getTime() + shift };
      }),
    })),
  );
  const signUps = fc.array(fc.record({ customerId: names, at: instantArbitrary(zone, centre) }), { maxLength: 6 });
  return fc
    .record({
      events: list,
      onBounds,
      again: fc.array(fc.nat(99), { maxLength: 4 }),
      echoes: fc.array(echoArbitrary, { maxLength: 8 }),
      signUps,
      asOf: fc.tuple(instantArbitrary(zone, centre), fc.constantFrom('any', 'bound', 'event'), fc.nat(99)),
    })
    .map(({ onBounds: { periods: drawn, extra }, again, echoes, asOf: [any, how, index], ...rest }) => {
      const all = [...rest.events, ...extra];
      const repeated = again.flatMap((place) => all[place] ?? []);
      const events = [...all, ...repeated, ...echoes.flatMap((echo) => echoOf(echo, [...rest.signUps, ...all], zone))];
      const { start, end } = drawn[index % drawn.length] as LabelledPeriod;
      const bound = index % 2 === 0 ? start : end;
      const asOf = how === 'bound' ? bound : how === 'event' ? (events[index % (events.length || 1)]?.at ?? any) : any;
      return { zone, events, signUps: rest.signUps, periods: drawn, asOf };
    });
});
