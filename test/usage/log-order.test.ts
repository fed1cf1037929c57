import fc from 'fast-check';
import {
  activeCustomers,
  averageActiveCustomers,
  type EventLog,
  eventLog,
  featureAdoption,
  funnel,
  type Period,
  period,
  stickiness,
  type UsageEventColumns,
  usageFrequency,
  usageLifecycle,
  usageRetention,
} from 'tenure';
import { expect, test } from 'vitest';
import { refusal } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';

const first = Date.UTC(2026, 0, 1);
const msPerDay = 86_400_000;

/** How rows spread over time: evenly, in bursts, on days without a time, and with one of them decades before all others. */
const spreads: { readonly [name: string]: (draw: number, row: number) => number } = {
  evenly: (draw) => Math.floor(draw * 90 * msPerDay),
  'in bursts': (draw, row) => Math.floor(draw * 9) * 10 * msPerDay + (row % 40),
  'on days': (draw) => Math.floor(draw * 90) * msPerDay,
  'one far away': (draw, row) => (row === 7 ? -1e12 : Math.floor(draw * 90 * msPerDay)),
};

/** Rows enough for several cells, in the order in which they are drawn. */
function drawn(spread: string, seed: number, rows = 1300) {
  const draws = Array.from({ length: rows }, (_, row) => ((row + seed) * 0.618_033_988_7) % 1);
  return draws.map((draw, row) => ({
    customerId: `c${Math.floor(draw * 7919) % 150}`,
    at: first + (spreads[spread] as (draw: number, row: number) => number)(draw, row),
    userId: `u${row % 3}`,
    feature: ['a', 'b', null][row % 3] as string | null,
    durationSeconds: row % 100,
    count: 1 + (row % 4),
    own: row,
  }));
}

type Row = ReturnType<typeof drawn>[number];

function columnsOf(rows: readonly Row[]): UsageEventColumns {
  const values = <Field extends keyof Row>(field: Field) => rows.map((row) => row[field]);
  const at = Float64Array.from(values('at'));
  return {
    ...Object.fromEntries(Object.keys(rows[0] as Row).map((name) => [name, values(name as never)])),
    at,
  } as never;
}

const days = (from: number, to: number): Period => period(first + from * msPerDay, first + to * msPerDay);
const asked = fc.array(
  fc
    .tuple(fc.double({ min: -1, max: 91, noNaN: true }), fc.double({ min: 0.01, max: 30, noNaN: true }))
    .map(([from, length]) => {
      const start = Math.floor(first + from * msPerDay);
      return period(start, start + Math.ceil(length * msPerDay));
    }),
  { minLength: 1, maxLength: 4 },
);

const questions: { readonly [name: string]: (log: EventLog<Row>, periods: readonly Period[]) => unknown } = {
  active: (log, periods) => activeCustomers(log, periods),
  'active one by one': (log, periods) => periods.map((span) => activeCustomers(log, span)),
  users: (log, periods) => activeCustomers(log, periods, { of: 'users' }),
  enough: (log, periods) => activeCustomers(log, periods, { minimumEvents: 5 }),
  'of a feature': (log, periods) => activeCustomers(log, periods, { feature: 'a' }),
  'by the row': (log, periods) => activeCustomers(log, periods, { by: ({ own }) => own % 5 }),
  average: (log, periods) => averageActiveCustomers(log, periods, { per: 'day' }),
  stickiness: (log, periods) => stickiness(log, periods, { long: { days: 7 } }),
  lifecycle: (log, periods) => usageLifecycle(log, periods, { minimumEvents: 2 }),
  frequency: (log, periods) => usageFrequency(log, periods),
  adoption: (log, periods) => featureAdoption(log, periods),
  retention: (log) => usageRetention(log, { unit: 'week', periods: 4, by: ({ own }) => own % 2 }),
  funnel: (log) => funnel(log, { steps: ['a', 'b'], withinDays: 7 }),
};

test.each(Object.keys(spreads))(
  'a log in no order, %s, answers as one in order, whatever it was asked before',
  (spread) => {
    const names = fc.shuffledSubarray(Object.keys(questions), { minLength: 3 });
    fc.assert(
      fc.property(fc.nat(1000), asked, names, (seed, periods, order) => {
        const rows = drawn(spread, seed);
        const inOrder = eventLog<Row>(columnsOf([...rows].sort((a, b) => a.at - b.at)));
        const log = eventLog<Row>(columnsOf(rows));
        for (const name of order) {
          const ask = questions[name] as (log: EventLog<Row>, periods: readonly Period[]) => unknown;
          expect(ask(log, periods), name).toEqual(ask(inOrder, periods));
        }
      }),
      propertyRuns(40),
    );
  },
);

test('an instant that is none is found behind others that are in no order', () => {
  const at = Float64Array.of(first + 5, first, Number.NaN);
  const refused = refusal(() => eventLog({ customerId: ['a', 'b', 'c'], at }));
  expect(refused).toMatchObject({ code: 'INVALID_INSTANT', path: ['events', 2, 'at'] });
  // Taken for seconds.
  const small = Float64Array.of(first + 5, first, 1.7e9);
  expect(refusal(() => eventLog({ customerId: ['a', 'b', 'c'], at: small }))).toMatchObject({
    code: 'INVALID_INSTANT',
  });
  const early = Float64Array.of(first, -1e12, 0);
  expect(activeCustomers(eventLog({ customerId: ['a', 'b', 'c'], at: early }), days(-40_000, 1))).toBe(3);
});
