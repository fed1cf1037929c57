import fc from 'fast-check';
import { centreArbitrary, type PlainPolicy, type PlainRow, zoneArbitrary } from './arbitraries.ts';
import type { Scenario } from './policies.ts';
import { addUnits, type Unit } from './units.ts';
import { DAY, startOfDay } from './zone.ts';

const HOUR = DAY / 24;

/** Days that are as many in a grace, in a gap, and until the data is taken, so that bounds are met. */
const daysArbitrary = fc.constantFrom(0, 0, 1, 1, 3, 10, 31);

/** A little before, exactly then, or a little after. */
const besideArbitrary = fc.constantFrom(0, 0, 0, 0, -1, 1);

const customerArbitrary = fc.constantFrom('a', 'a', 'a', 'b');

const leavingArbitrary = fc.record({
  customerId: customerArbitrary,
  unit: fc.constantFrom<Unit>('month', 'month', 'week', 'quarter', 'year'),
  bills: fc.integer({ min: 1, max: 3 }),
  /** The MRR, so that cycles that run at once are often as large. */
  level: fc.constantFrom(10, 10, 20, 30),
  /** Whether it is a second contract under the id of the first. */
  joined: fc.constantFrom(false, false, true),
  /** The trial until the end, of which another row may have been part from a day later. */
  trial: fc.constantFrom('none', 'none', 'whole', 'twoRows'),
  lost: besideArbitrary,
});

/** The price of a bill of that MRR: a year has 52 weeks. */
const priceOf = (level: number, unit: Unit): string =>
  ({
    day: `${level * 12}/365`,
    week: `${level * 12}/52`,
    month: `${level}`,
    quarter: `${level * 3}`,
    year: `${level * 12}`,
  })[unit];

const arrivingArbitrary = fc.record({
  customerId: customerArbitrary,
  /** What its start is measured from: the end, or the beginning of a lost one's last term or of all of it. */
  from: fc.constantFrom<'end' | 'term' | 'begin'>('end', 'end', 'term', 'begin'),
  rank: fc.nat(5),
  days: daysArbitrary,
  beside: besideArbitrary,
  amount: fc.constantFrom(5, 10, 60),
  lasts: fc.constantFrom(null, null, 1, 20),
  own: fc.constantFrom(false, false, false, true),
});

const policies = fc.record({
  grain: fc.constantFrom('customer' as const, 'customer' as const, 'subscription' as const),
  churnGraceDays: fc.constantFrom(0, 1, 1, 3, 10, 31),
  trials: fc.constantFrom('exclude' as const, 'exclude' as const, 'include' as const),
});

/**
 * A customer or two whose subscriptions end at one instant, some of them, and others that begin on, just before and just
 * after every bound there is: of terms, trials, graces, and of what is known.
 */
export const endingsArbitrary: fc.Arbitrary<Scenario> = fc
  .record({
    zone: zoneArbitrary,
    centre: centreArbitrary,
    time: fc.constantFrom(0, 0, 9 * HOUR, 2.5 * HOUR),
    leaving: fc.array(leavingArbitrary, { minLength: 1, maxLength: 3 }),
    arriving: fc.array(arrivingArbitrary, { minLength: 1, maxLength: 3 }),
    policy: policies,
    taken: fc.option(fc.tuple(daysArbitrary, besideArbitrary)),
    around: fc.tuple(fc.constantFrom(0, 1, 15, 400), fc.constantFrom(1, 15, 400)),
  })
  .map(({ zone, centre, time, leaving, arriving, policy, taken, around }): Scenario => {
    const end = startOfDay(centre, zone) + time;
    const on = (instant: number, days: number, beside: number): number => addUnits(instant, days, 'day', zone) + beside;
    const lost = leaving.map((drawn) => ({
      ...drawn,
      begin: addUnits(end, -drawn.bills, drawn.unit, zone),
      term: addUnits(end, -1, drawn.unit, zone),
    }));
    const rows = lost.flatMap(({ customerId, unit, level, joined, trial, begin, lost: beside }, index): PlainRow[] => {
      const who = { customerId, subscriptionId: `s${joined ? 0 : index}` };
      const row = { ...who, amount: priceOf(level, unit), interval: unit, start: new Date(begin) };
      const over = new Date(end + beside);
      if (trial === 'none') return [{ ...row, end: over }];
      const rest = { ...row, start: new Date(on(begin, 1, 0)), end: over, trialEnd: new Date(end) };
      return [{ ...row, end: over, trialEnd: new Date(end) }, ...(trial === 'whole' ? [] : [rest])];
    });
    arriving.forEach(({ customerId, from, rank, days, beside, amount, lasts, own }, index) => {
      const base = from === 'end' ? end : (lost[rank % lost.length]?.[from] ?? end);
      const start = on(base, days, beside);
      rows.push({
        customerId,
        subscriptionId: own ? 's0' : `t${index}`,
        ...{ amount, interval: 'month', start: new Date(start) },
        end: lasts === null ? null : new Date(on(start, lasts, 0)),
      });
    });
    const [start, stop] = [new Date(on(end, -around[0], 0)), new Date(on(end, around[1], 0))];
    const asOf: PlainPolicy = taken ? { asOf: new Date(on(end, ...taken)) } : {};
    return {
      ...{ zone, rows, policy: { ...policy, ...asOf, timeZone: zone } },
      periods: [{ start, end: stop, timeZone: zone, label: `${start.toISOString()}/${stop.toISOString()}` }],
    };
  });
