import { featureAdoption, featureRetention, month, period, type UsageEvent } from 'tenure';
import { describe, expect, test } from 'vitest';
import { table } from './pencil.ts';

const march = month('2026-03');
const april = month('2026-04');

describe('feature adoption', () => {
  const adoption = (options: object) =>
    featureAdoption(table, march, options).features.map(({ feature, adoption: { value } }) => [feature, value]);

  test('of March', () => {
    // Active: ada, ben, cem. report: all three, 4 events; export: ada; search: ben.
    // Breadth: ada 2, ben 2, cem 1. Depth: ada 3 events in 2 features 1.5, ben 1, cem 1.
    const { base, features, breadth, depth } = featureAdoption(table, march, { quantiles: [] });
    expect(base).toBe(3);
    expect(features).toEqual([
      {
        feature: 'report',
        adopters: 3,
        adoption: { value: 1, numerator: 3, denominator: 3 },
        events: 4,
        eventsPerAdopter: 4 / 3,
        firstSeen: new Date('2026-03-02T09:00:00Z'),
      },
      {
        feature: 'export',
        adopters: 1,
        adoption: { value: 1 / 3, numerator: 1, denominator: 3 },
        events: 1,
        eventsPerAdopter: 1,
        firstSeen: new Date('2026-03-02T17:00:00Z'),
      },
      {
        feature: 'search',
        adopters: 1,
        adoption: { value: 1 / 3, numerator: 1, denominator: 3 },
        events: 1,
        eventsPerAdopter: 1,
        firstSeen: new Date('2026-03-16T10:00:00Z'),
      },
    ]);
    expect(breadth).toEqual({ count: 3, mean: 5 / 3, median: 2, quantiles: [] });
    expect(depth).toEqual({ count: 3, mean: 3.5 / 3, median: 1, quantiles: [] });
  });

  test('over a number of customers, or over those of a list', () => {
    expect(adoption({ base: 10 })).toEqual([
      ['report', 0.3],
      ['export', 0.1],
      ['search', 0.1],
    ]);
    // Ada alone of the two; nobody on the list searched.
    // Two events of report, one of export: more use comes first.
    expect(adoption({ base: ['ada', 'zoe', 'ada'] })).toEqual([
      ['report', 0.5],
      ['export', 0.5],
      ['search', 0],
    ]);
    expect(adoption({ base: [] })).toEqual([
      ['export', null],
      ['report', null],
      ['search', null],
    ]);
  });

  test('a feature of which nobody made use this month has a row, one that comes later has none', () => {
    // April: cem, report.
    const rows = featureAdoption(table, april).features;
    expect(rows.map(({ feature, adopters }) => [feature, adopters])).toEqual([
      ['report', 1],
      ['export', 0],
      ['search', 0],
    ]);
    expect(rows[1]).toMatchObject({ events: 0, eventsPerAdopter: null, adoption: { value: 0 } });
    expect(featureAdoption(table, month('2026-02')).features).toEqual([]);
  });

  test('a customer who used no feature is active all the same', () => {
    const { base, breadth } = featureAdoption(table, month('2026-02'));
    expect([base, breadth.count]).toEqual([1, 0]);
  });

  test('of nothing', () => {
    const empty = { count: 0, mean: null, median: null, quantiles: [] };
    expect(featureAdoption([], march, { quantiles: [] })).toEqual({
      base: 0,
      features: [],
      breadth: empty,
      depth: empty,
    });
  });

  test('a base below the adopters is refused', () => {
    expect(() => featureAdoption(table, march, { base: 2 })).toThrow(
      'options.base must not be less than the adopters of a feature, 3; received 2',
    );
  });
});

describe('feature retention', () => {
  test('from March to April', () => {
    // Back in April: cem. report: ada, ben, cem, and nobody without. export: ada, against ben and cem. search: ben, against ada and cem.
    const none = { value: null, numerator: 0, denominator: 0 };
    const lost = { value: 0, numerator: 0, denominator: 1 };
    const half = { value: 0.5, numerator: 1, denominator: 2 };
    expect(featureRetention(table, march, april)).toEqual([
      { feature: 'export', adopters: lost, nonAdopters: half, difference: -0.5 },
      {
        feature: 'report',
        adopters: { value: 1 / 3, numerator: 1, denominator: 3 },
        nonAdopters: none,
        difference: null,
      },
      { feature: 'search', adopters: lost, nonAdopters: half, difference: -0.5 },
    ]);
  });

  test('back is back with any event, in the later period and not between the two', () => {
    const events: UsageEvent[] = [
      { customerId: 'a', at: '2026-03-02', feature: 'x' },
      { customerId: 'b', at: '2026-03-02' },
      { customerId: 'b', at: '2026-04-02', feature: 'x' },
      { customerId: 'a', at: '2026-05-02' },
    ];
    const [row] = featureRetention(events, march, month('2026-05'));
    expect(row).toMatchObject({ adopters: { value: 1 }, nonAdopters: { value: 0 }, difference: 1 });
  });

  test('of nothing', () => {
    expect(featureRetention([], march, april)).toEqual([]);
  });

  test('the later period comes later, in the same zone', () => {
    expect(() => featureRetention([], april, march)).toThrow('later must not start before the end of the period');
    expect(() => featureRetention([], march, period('2026-03-31', '2026-05-01'))).toThrow('later must not start');
    expect(() => featureRetention([], march, month('2026-05', { timeZone: 'Europe/Berlin' }))).toThrow(
      "later.timeZone must be that of the period, 'UTC'; received 'Europe/Berlin'",
    );
  });
});
