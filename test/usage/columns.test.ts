import fc from 'fast-check';
import {
  activationRate,
  activeCustomers,
  engagementScore,
  featureAdoption,
  funnel,
  month,
  type Period,
  stickiness,
  type UsageEvent,
  type UsageEvents,
  usageDuration,
  usageEventsFromColumns,
  usageFrequency,
  usageRetention,
} from 'tenure';
import { expect, test } from 'vitest';
import { usageArbitrary } from '../oracle/usage-arbitraries.ts';
import { keysOf, refusal } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';

function columnsOf(events: readonly UsageEvent[]) {
  const column = <K extends keyof UsageEvent>(key: K) => events.map((event) => event[key] ?? null);
  return usageEventsFromColumns({
    customerId: column('customerId') as string[],
    at: column('at') as UsageEvent['at'][],
    userId: column('userId'),
    feature: column('feature'),
    durationSeconds: column('durationSeconds'),
  });
}

function answers(events: UsageEvents, period: Period, timeZone: string) {
  return {
    active: activeCustomers(events, period),
    stickiness: stickiness(events, period),
    frequency: usageFrequency(events, period),
    duration: usageDuration(events, period),
    adoption: featureAdoption(events, period),
    engagement: engagementScore(events, period, { targets: { activeDays: 10, seconds: 3600, features: 3 } }),
    retention: usageRetention(events, { unit: 'day', periods: 5, timeZone }),
    funnel: funnel(events, { steps: ['a', 'b'], withinDays: 5, timeZone }),
    activation: activationRate([{ customerId: 'a', at: 0 }], events, { feature: 'a', withinDays: 5, timeZone }),
  };
}

test('columns give what the array of events gives', () => {
  fc.assert(
    fc.property(usageArbitrary, ({ events, periods: [period], zone }) => {
      const rows = events as readonly UsageEvent[];
      const span = period as Period;
      expect(answers(columnsOf(rows), span, zone)).toEqual(answers(rows, span, zone));
    }),
    propertyRuns(100),
  );
});

test('columns can be typed arrays, and one value for all events', () => {
  const events = usageEventsFromColumns({
    customerId: ['ada', 'ben'],
    at: BigInt64Array.of(1_772_323_200_000n, 1_772_409_600_000n),
    feature: 'search',
    durationSeconds: Float64Array.of(60, Number.NaN),
  });
  expect(usageDuration(events, month('2026-03'))).toMatchObject({ totalSeconds: 60, withoutDuration: 1 });
  expect(featureAdoption(events, month('2026-03')).features).toMatchObject([{ feature: 'search', adopters: 2 }]);
});

test.each<[object, string, string]>([
  [{ at: [1] }, 'INVALID_TYPE', 'columns.customerId'],
  [{ customerId: ['a'], at: 1 }, 'INVALID_TYPE', 'columns.at'],
  [{ customerId: ['a'], at: [1, 2] }, 'INVALID_TYPE', 'columns.at'],
  [{ customerId: ['a'], at: [1], name: ['x'] }, 'UNKNOWN_KEY', 'columns.name'],
  [{ customerId: [''], at: [1] }, 'INVALID_TYPE', 'events[0].customerId'],
  [{ customerId: ['a'], at: ['soon'] }, 'INVALID_INSTANT', 'events[0].at'],
])('refused: %j', (columns, code, path) => {
  expect(refusal(() => activeCustomers(usageEventsFromColumns(columns as never), month('2026-03')))).toMatchObject({
    code,
    path: keysOf(path),
  });
});

test('a table of events stays in the program that made it', () => {
  const events = usageEventsFromColumns({ customerId: ['ada'], at: [0] });
  expect(refusal(() => JSON.stringify({ events }))).toMatchObject({
    code: 'INVALID_TYPE',
    path: ['events'],
    message: 'events cannot become JSON; send the columns and make the table again',
  });
  expect(() => structuredClone(events)).toThrow(/could not be cloned/);
});
