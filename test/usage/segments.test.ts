import {
  activeCustomers,
  engagementScore,
  eventColumns,
  eventLog,
  featureAdoption,
  funnel,
  month,
  months,
  type Stickiness,
  stickiness,
  type UsageEvent,
  usageRetention,
} from 'tenure';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { refusal } from '../support/caught.ts';

const march = month('2026-03');
const events = [
  { customerId: 17, at: '2026-03-02', country: 'DE', size: 3, userId: 'u', feature: 'a', durationSeconds: 5, count: 2 },
  { customerId: 17n, at: '2026-03-01T09:00:00Z', country: 'AT' },
  { customerId: 'ben', at: '2026-03-03', country: 'AT', size: undefined },
];

describe("fields of one's own in a log", () => {
  const countries = (source: ReturnType<typeof eventLog>) =>
    activeCustomers(source, march, { by: (event) => (event as { country?: string }).country });
  const expected = [
    { key: 'AT', customers: 2 },
    { key: 'DE', customers: 1 },
  ];

  test('are those of the array, of columns, and of columns that travelled', () => {
    expect(activeCustomers(events, march, { by: ({ country }) => country })).toEqual(expected);
    expect(countries(eventLog(events))).toEqual(expected);
    expect(countries(eventLog(structuredClone(eventColumns(events))))).toEqual(expected);
    const columns = {
      customerId: ['17', '17', 'ben'],
      at: ['2026-03-02', '2026-03-01', '2026-03-03'],
      country: { codes: Int32Array.of(1, 0, 0), values: ['AT', 'DE'] },
    };
    expect(countries(eventLog(columns))).toEqual(expected);
  });

  test('stay as they were when the log was made', () => {
    const own = events.map((event) => ({ ...event }));
    const log = eventLog(own);
    for (const event of own) event.country = 'CH';
    own.length = 0;
    expect(countries(log)).toEqual(expected);
  });

  test('an event of a log is made again: ids as texts, its instant as a Date, nothing for what is missing', () => {
    const seen: UsageEvent[] = [];
    activeCustomers(eventLog(events), march, { by: (event) => void seen.push(event) });
    expect(seen).toEqual([
      { customerId: '17', at: new Date('2026-03-01T09:00:00Z'), country: 'AT', count: 1 },
      {
        customerId: '17',
        at: new Date('2026-03-02'),
        country: 'DE',
        size: 3,
        userId: 'u',
        feature: 'a',
        durationSeconds: 5,
        count: 2,
      },
      { customerId: 'ben', at: new Date('2026-03-03'), country: 'AT', size: undefined, count: 1 },
    ]);
  });
});

describe('by', () => {
  test('is asked once for each event, and what it throws goes through', () => {
    let asked = 0;
    activeCustomers(events, months('2026-01', '2026-04'), { by: () => (asked += 1) });
    expect(asked).toBe(3);
    const fault = new Error('mine');
    expect(() =>
      funnel(events, {
        steps: ['a'],
        withinDays: 1,
        by: () => {
          throw fault;
        },
      }),
    ).toThrow(fault);
  });

  test('with a list of periods gives a list for each, without keys that do not occur in it', () => {
    const rows = activeCustomers(events, months('2026-02', '2026-03'), { by: new Map([['17', 'x']]) });
    expect(rows).toEqual([
      [],
      [
        { key: null, customers: 1 },
        { key: 'x', customers: 1 },
      ],
    ]);
    expect(activeCustomers(events, [], { by: () => 1 })).toEqual([]);
  });

  test('leaves no room for a base or a list of customers', () => {
    const by = () => 1;
    expect(refusal(() => featureAdoption(events, march, { by, base: 7 }))).toMatchObject({ code: 'INVALID_OPTION' });
    const targets = { activeDays: 1 };
    expect(refusal(() => engagementScore(events, march, { by, targets, customers: ['x'] }))?.code).toBe(
      'INVALID_OPTION',
    );
  });

  test('is in the types of results', () => {
    expectTypeOf(activeCustomers(events, march)).toEqualTypeOf<number>();
    expectTypeOf(activeCustomers(events, march, { by: ({ size }) => size })).toEqualTypeOf<
      ({ readonly key: number | null } & { readonly customers: number })[]
    >();
    expectTypeOf(stickiness(events, [march], { by: new Map([['a', true]]) })).toEqualTypeOf<
      ({ readonly key: boolean } & Stickiness)[][]
    >();
    const retained = usageRetention(events, { unit: 'day', periods: 1, by: ({ country }) => country });
    expectTypeOf(retained[0]?.key).toEqualTypeOf<string | undefined>();
    const steps = funnel(events, { steps: ['a'], withinDays: 1, quantiles: [0.5] });
    expectTypeOf(steps[0]?.days.count).toEqualTypeOf<number | undefined>();
  });
});
