import fc from 'fast-check';
import {
  activationRate,
  activeCustomers,
  averageActiveCustomers,
  earlyWarnings,
  engagementScore,
  eventColumns,
  eventLog,
  featureAdoption,
  featureRetention,
  funnel,
  healthSignals,
  ledger,
  month,
  mrr,
  type Period,
  period,
  stickiness,
  timeToActivation,
  type UsageEvent,
  type UsageEventColumns,
  type UsageEvents,
  usageDuration,
  usageFrequency,
  usageRetention,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { type Usage, usageArbitrary } from '../oracle/usage-arbitraries.ts';
import { localDay, readInstant } from '../oracle/zone.ts';
import { caught, keysOf, refusal } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';

/** A draw of which some rows stand for several events. */
const countedUsage = fc
  .tuple(usageArbitrary, fc.array(fc.constantFrom(undefined, null, 1, 2, 7), { minLength: 7, maxLength: 7 }))
  .map(([usage, counts]) => {
    const events: readonly UsageEvent[] = usage.events.map((event, place) => ({
      ...(event as UsageEvent),
      count: counts[place % 7],
    }));
    return { ...usage, events };
  });

/** Every function over usage events. */
function answers(events: UsageEvents, usage: Pick<Usage, 'periods' | 'signUps' | 'asOf' | 'zone'>) {
  const { periods, signUps, asOf, zone } = usage;
  const whole = period(periods[0]?.start as Date, periods.at(-1)?.end as Date, { timeZone: zone });
  const later = period(whole.end, whole.end.getTime() + 1e10, { timeZone: zone });
  const list: readonly Period[] = [...periods, whole];
  const inZone = { timeZone: zone };
  const steps = ['a', 'b', 'c'];
  const targets = { activeDays: 5, seconds: 1000, features: 3 };
  const data = { events, signUps };
  return {
    signals: healthSignals(data, asOf, inZone),
    warnings: earlyWarnings(data, [{ name: 'd', type: 'usageDrop', drop: 0.1, severity: 'low' }], asOf, inZone),
    activation: activationRate(signUps, events, { steps, withinDays: 7, asOf, ...inZone }),
    time: timeToActivation(signUps, events, { feature: 'a', withinDays: 7, ...inZone }),
    of: (['customers', 'users'] as const).map((of) => ({
      active: activeCustomers(events, list, { of }),
      enough: activeCustomers(events, list, { of, minimumEvents: 3 }),
      ofFeature: activeCustomers(events, list, { of, feature: 'a' }),
      enoughOfFeature: activeCustomers(events, list, { of, feature: 'b', minimumEvents: 2 }),
      average: averageActiveCustomers(events, whole, { of, per: 'day' }),
      stickiness: stickiness(events, list, { of, long: 'week' }),
      frequency: usageFrequency(events, list, { of }),
      duration: usageDuration(events, list, { of }),
      adoption: featureAdoption(events, list, { of }),
      featureRetention: featureRetention(events, whole, later, { of }),
      retention: usageRetention(events, { unit: 'month', periods: 3, of, asOf, ...inZone }),
      onOrAfter: usageRetention(events, { unit: 'month', periods: 2, rule: 'onOrAfter', of, ...inZone }),
      funnel: funnel(events, { steps, withinDays: 7, of, ...inZone }),
    })),
    engagement: engagementScore(events, list, { targets }),
  };
}

const fields = ['customerId', 'at', 'userId', 'feature', 'durationSeconds', 'count'] as const;

/** The bits of which one is set for each value that is there. */
function validityOf(values: readonly unknown[]): Uint8Array {
  const valid = new Uint8Array(Math.ceil(values.length / 8));
  for (const [row, value] of values.entries()) {
    if (value !== null && value !== undefined) valid[row >> 3] = (valid[row >> 3] as number) | (1 << (row & 7));
  }
  return valid;
}

/** Texts by code; values that no row has and values that are there twice change nothing. */
function codedOf(values: readonly unknown[]) {
  const texts = values.map((value) => (value === null || value === undefined ? undefined : String(value)));
  const known = [
    'nobody',
    ...new Set(texts.filter((text) => text !== undefined)),
    ...texts.slice(0, 1),
    'nothing',
  ] as string[];
  return {
    codes: Int32Array.from(texts, (text) => (text === undefined ? -1 : known.lastIndexOf(text))),
    values: known,
  };
}

type Forms = { readonly [form: string]: (events: readonly UsageEvent[], zone: string) => UsageEventColumns };

const column = (events: readonly UsageEvent[], field: keyof UsageEvent) => events.map((event) => event[field]);
const lists = (events: readonly UsageEvent[]) =>
  Object.fromEntries(fields.map((field) => [field, column(events, field)])) as unknown as UsageEventColumns;
const epochs = (events: readonly UsageEvent[], zone: string) => events.map(({ at }) => readInstant(at as string, zone));
const partsOf: { readonly [unit in 'ms' | 'us' | 'ns']: bigint } = { ms: 1n, us: 1000n, ns: 1_000_000n };
const bigEpochs = (unit: keyof typeof partsOf) => (events: readonly UsageEvent[], zone: string) => ({
  ...lists(events),
  // A part of a millisecond is cut.
  at: {
    epochs: BigInt64Array.from(epochs(events, zone), (at) => BigInt(at) * partsOf[unit] + partsOf[unit] / 2n),
    unit,
  },
});

const forms: Forms = {
  lists,
  'null for what is missing': (events) =>
    Object.fromEntries(fields.map((field) => [field, column(events, field).map((value) => value ?? null)])) as never,
  'coded texts and typed arrays': (events, zone) => ({
    customerId: codedOf(column(events, 'customerId')),
    at: Float64Array.from(epochs(events, zone)),
    userId: codedOf(column(events, 'userId')),
    feature: codedOf(column(events, 'feature')),
    durationSeconds: Float64Array.from(events, ({ durationSeconds }) => durationSeconds ?? Number.NaN),
    count: Int32Array.from(events, ({ count }) => count ?? 1),
  }),
  'bitmaps over values that mean nothing': (events, zone) => {
    const masked = (field: keyof UsageEvent, hole: unknown) => {
      const values = column(events, field);
      return { values: values.map((value) => value ?? hole), valid: validityOf(values) } as never;
    };
    const feature = codedOf(column(events, 'feature').map((name) => name ?? 'hole'));
    return {
      customerId: masked('customerId', ''),
      at: { epochs: Float64Array.from(epochs(events, zone)), unit: 'ms', valid: validityOf(events) },
      userId: masked('userId', 'hole'),
      feature: { ...feature, valid: validityOf(column(events, 'feature')) },
      durationSeconds: masked('durationSeconds', -1),
      count: masked('count', 99),
    };
  },
  'epochs in ms': bigEpochs('ms'),
  'epochs in us': bigEpochs('us'),
  'epochs in ns': bigEpochs('ns'),
};

const sameZone = ({ zone }: { readonly zone: string }) => ({ timeZone: zone });

describe('a log answers as the array of its events', () => {
  test('made of the array, with and without its time zone', () => {
    fc.assert(
      fc.property(countedUsage, (usage) => {
        const expected = answers(usage.events, usage);
        expect(answers(eventLog(usage.events, sameZone(usage)), usage)).toEqual(expected);
        const timed = usage.events.map((event) => ({ ...event, at: readInstant(event.at as string, usage.zone) }));
        expect(answers(eventLog(timed), usage)).toEqual(expected);
      }),
      propertyRuns(40),
    );
  });

  test.each(Object.entries(forms))('made of columns: %s', (_, columnsOf) => {
    fc.assert(
      fc.property(countedUsage, (usage) => {
        const log = eventLog(columnsOf(usage.events, usage.zone), sameZone(usage));
        expect(answers(log, usage)).toEqual(answers(usage.events, usage));
      }),
      propertyRuns(20),
    );
  });

  test.each<'s' | 'day'>(['s', 'day'])('made of epochs in %ss', (unit) => {
    fc.assert(
      fc.property(countedUsage, (usage) => {
        const { zone } = usage;
        const wholes = epochs(usage.events, zone).map((at) =>
          unit === 's' ? Math.floor(at / 1000) : localDay(at, zone),
        );
        const events = usage.events.map((event, row) => ({
          ...event,
          at:
            unit === 's'
              ? (wholes[row] as number) * 1000
              : new Date((wholes[row] as number) * 86_400_000).toISOString().slice(0, 10),
        }));
        const log = eventLog({ ...lists(events), at: { epochs: Int32Array.from(wholes), unit } }, sameZone(usage));
        expect(answers(log, usage)).toEqual(answers(events, usage));
      }),
      propertyRuns(20),
    );
  });

  test('made of what eventColumns gives, sent to somebody else', () => {
    fc.assert(
      fc.property(countedUsage, (usage) => {
        const sent = structuredClone(eventColumns(usage.events));
        expect(answers(eventLog(sent, sameZone(usage)), usage)).toEqual(answers(usage.events, usage));
      }),
      propertyRuns(40),
    );
  });

  test('whatever was asked before', () => {
    fc.assert(
      fc.property(countedUsage, (usage) => {
        const log = eventLog(usage.events, sameZone(usage));
        const first = answers(log, usage);
        expect(answers(log, usage)).toEqual(first);
      }),
      propertyRuns(20),
    );
  });
});

describe('a row that stands for several events', () => {
  /** The same events, each as a row of its own. */
  const unpacked = (events: readonly UsageEvent[]) =>
    events.flatMap(({ count, durationSeconds, ...event }) =>
      Array.from({ length: count ?? 1 }, () => ({
        ...event,
        // Powers of two, so that the parts are exact.
        ...(durationSeconds === undefined ? {} : { durationSeconds: (durationSeconds as number) / (count ?? 1) }),
      })),
    );

  test('answers as so many rows', () => {
    const counts = fc.array(fc.constantFrom(1, 2, 4, 8), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(usageArbitrary, counts, (usage, own) => {
        const events: UsageEvent[] = usage.events.map((event, row) => ({
          ...(event as UsageEvent),
          ...('durationSeconds' in event ? { durationSeconds: Math.floor(event.durationSeconds as number) } : {}),
          count: own[row % own.length] as number,
        }));
        expect(answers(events, usage)).toEqual(answers(unpacked(events), usage));
      }),
      propertyRuns(50),
    );
  });

  test('its duration is that of all its events', () => {
    const events = [
      { customerId: 'ada', at: '2026-03-02', durationSeconds: 900, count: 3 },
      { customerId: 'ada', at: '2026-03-02', durationSeconds: 100 },
      { customerId: 'ben', at: '2026-03-02', count: 5 },
    ];
    const duration = usageDuration(events, month('2026-03'), { quantiles: [0, 0.25, 1] });
    expect(duration).toMatchObject({ totalSeconds: 1000, withoutDuration: 5 });
    expect(duration.secondsPerEvent).toMatchObject({ count: 4, mean: 250, median: 300 });
    expect(duration.secondsPerEvent.quantiles.map(({ value }) => value)).toEqual([100, 250, 300]);
    expect(duration.secondsPerCustomer).toMatchObject({ count: 1, mean: 1000 });
  });

  test('counts are sums that a double holds, or refused', () => {
    const at = '2026-03-02';
    const events = [
      { customerId: 'ada', at, count: 2 ** 52 - 1 },
      { customerId: 'ben', at, count: 1 },
      { customerId: 'ben', at },
    ];
    expect(usageFrequency(events, month('2026-03')).events).toBe(2 ** 52 + 1);
    const more = [...events, { customerId: 'dia', at, count: 1 }];
    for (const read of [() => usageFrequency(more, month('2026-03')), () => eventLog(lists(more))]) {
      expect(refusal(read)).toMatchObject({ code: 'INVALID_NUMBER', path: keysOf('events[3].count') });
    }
  });
});

describe('a log is checked when it is made', () => {
  test.each<[object, string, string]>([
    [{ at: ['2026-03-01'] }, 'INVALID_TYPE', 'columns.customerId'],
    [{ customerId: ['a'], at: 1 }, 'INVALID_TYPE', 'columns.at'],
    [{ customerId: 'a', at: ['2026-03-01'] }, 'INVALID_TYPE', 'columns.customerId'],
    [{ customerId: ['a'], at: ['2026-03-01', '2026-03-02'] }, 'INVALID_TYPE', 'columns.at'],
    [{ customerId: ['a'], at: ['2026-03-01'], Feature: ['x'] }, 'UNKNOWN_KEY', 'columns.Feature'],
    [{ customerId: ['a'], at: ['2026-03-01'], country: ['x', 'y'] }, 'INVALID_TYPE', 'columns.country'],
    [{ customerId: [''], at: ['2026-03-01'] }, 'INVALID_TYPE', 'events[0].customerId'],
    [{ customerId: ['a', null], at: ['2026-03-01', '2026-03-01'] }, 'INVALID_TYPE', 'events[1].customerId'],
    [
      { customerId: { codes: Int32Array.of(0, -1), values: ['a'] }, at: ['2026-03-01', '2026-03-01'] },
      'INVALID_TYPE',
      'events[1].customerId',
    ],
    [
      { customerId: { codes: Int32Array.of(0, 1), values: ['a', ''] }, at: ['2026-03-01', '2026-03-01'] },
      'INVALID_TYPE',
      'events[1].customerId',
    ],
    [
      { customerId: { codes: Int32Array.of(0, -2), values: ['a'] }, at: ['2026-03-01', '2026-03-01'] },
      'INVALID_TYPE',
      'events[1].customerId',
    ],
    [
      { customerId: { codes: Uint8Array.of(0, 0), values: ['a'], valid: Uint8Array.of(1) }, at: ['2026-03-01', 0] },
      'INVALID_TYPE',
      'events[1].customerId',
    ],
    [{ customerId: ['a', 'b'], at: Float64Array.of(1.8e12, 1.8e12 + 0.5) }, 'INVALID_INSTANT', 'events[1].at'],
    [{ customerId: ['a', 'b'], at: Float64Array.of(1.8e12, 3e14) }, 'INVALID_INSTANT', 'events[1].at'],
    [
      { customerId: ['a', 'b'], at: Float64Array.of(1.8e12, Number.POSITIVE_INFINITY) },
      'INVALID_INSTANT',
      'events[1].at',
    ],
    [{ customerId: ['a'], at: ['soon'] }, 'INVALID_INSTANT', 'events[0].at'],
    [{ customerId: ['a', 'b'], at: Float64Array.of(0, Number.NaN) }, 'INVALID_INSTANT', 'events[1].at'],
    [{ customerId: ['a', 'b'], at: Float64Array.of(0, 1) }, 'INVALID_INSTANT', 'events[1].at'],
    [{ customerId: ['a'], at: { epochs: Float64Array.of(1e14), unit: 's' } }, 'INVALID_INSTANT', 'events[0].at'],
    [{ customerId: ['a'], at: ['2026-03-01'], userId: [Number.NaN] }, 'INVALID_TYPE', 'events[0].userId'],
    [
      { customerId: ['a', 'b'], at: ['2026-03-01', '2026-03-01'], userId: ['u', 1.5] },
      'INVALID_TYPE',
      'events[1].userId',
    ],
    [
      { customerId: ['a', 'b'], at: ['2026-03-01', '2026-03-01'], feature: ['', 'x'] },
      'INVALID_TYPE',
      'events[0].feature',
    ],
    [{ customerId: ['a', 'b'], at: ['2026-03-01', '2026-03-01'], feature: '' }, 'INVALID_TYPE', 'events[0].feature'],
    [
      { customerId: ['a', 'b'], at: ['2026-03-01', '2026-03-01'], durationSeconds: [null, -1] },
      'INVALID_NUMBER',
      'events[1].durationSeconds',
    ],
    [
      { customerId: ['a', 'b'], at: ['2026-03-01', '2026-03-01'], count: Int32Array.of(1, 0) },
      'INVALID_NUMBER',
      'events[1].count',
    ],
    [{ customerId: ['a', 'b'], at: ['2026-03-01', '2026-03-01'], count: 1.5 }, 'INVALID_NUMBER', 'events[0].count'],
    // The first row that breaks a rule, and of it the first field.
    [{ customerId: ['a', ''], at: [0.5, 1], count: [0, 1] }, 'INVALID_INSTANT', 'events[0].at'],
  ])('refused: %j', (columns, code, path) => {
    expect(refusal(() => eventLog(columns as never))).toMatchObject({ code, path: keysOf(path) });
  });

  test('bigints of another unit than milliseconds, where none is said', () => {
    const lists = [
      BigInt64Array.of(0n, 1_767_225_600n),
      BigUint64Array.of(0n, 1_767_225_600_000_000n),
      [0, 1_767_225_600n],
    ];
    for (const at of lists) {
      expect(refusal(() => eventLog({ customerId: ['a', 'b'], at }))).toMatchObject({
        ...{ code: 'INVALID_INSTANT', path: ['events', 1, 'at'], received: at[1] },
      });
    }
    const seconds = { epochs: BigInt64Array.of(0n, 1_767_225_600n), unit: 's' } as const;
    expect(activeCustomers(eventLog({ customerId: ['a', 'b'], at: seconds }), month('2026-01'))).toBe(1);
  });

  test('events as objects are refused as in every other call', () => {
    const events = [
      { customerId: 'ada', at: '2026-03-01' },
      { customerId: 'ada', at: 'soon' },
    ];
    expect(refusal(() => eventLog(events))).toMatchObject({ code: 'INVALID_INSTANT', path: keysOf('events[1].at') });
    expect(refusal(() => eventColumns(events))).toMatchObject({
      code: 'INVALID_INSTANT',
      path: keysOf('events[1].at'),
    });
    expect(refusal(() => eventColumns('x' as never))).toMatchObject({ code: 'INVALID_TYPE', path: ['events'] });
    for (const value of [undefined, null, 5, 'x']) {
      expect(caught(() => eventLog(value as never))).toMatchObject({ code: 'INVALID_TYPE', path: ['columns'] });
    }
  });

  test('its options', () => {
    expect(refusal(() => eventLog([], { zone: 'UTC' } as never))).toMatchObject({ code: 'UNKNOWN_KEY' });
    expect(refusal(() => eventLog([], { timeZone: 'Mars' }))).toMatchObject({
      code: 'INVALID_TIME_ZONE',
      path: keysOf('options.timeZone'),
    });
  });

  test('users are asked for when they are counted', () => {
    const log = eventLog([
      { customerId: 'ada', at: '1970-01-09', userId: 'u' },
      { customerId: 'ada', at: '1970-01-05' },
    ]);
    const refused = { code: 'INVALID_TYPE', path: keysOf('events[1].userId') };
    expect(refusal(() => activeCustomers(log, month('1970-01'), { of: 'users' }))).toMatchObject(refused);
    const without = eventLog({ customerId: ['ada'], at: [new Date(5)] });
    expect(refusal(() => activeCustomers(without, [], { of: 'users' }))).toMatchObject({
      path: keysOf('events[0].userId'),
    });
  });

  test('what was given can change afterwards', () => {
    const codes = Int32Array.of(0, 1);
    const values = ['ada', 'ben'];
    const at = Float64Array.of(Date.UTC(2026, 2, 1), Date.UTC(2026, 2, 2));
    const log = eventLog({ customerId: { codes, values }, at });
    codes.fill(0);
    values.fill('cem');
    at.fill(9e12);
    expect(activeCustomers(log, month('2026-03'))).toBe(2);
  });
});

describe('the time zone of a log', () => {
  const berlin = { timeZone: 'Europe/Berlin' };
  const march = month('2026-03', berlin);
  const dated = [{ customerId: 'ada', at: '2026-03-01' }];
  const timed = [{ customerId: 'ada', at: '2026-02-28T23:30:00Z' }];

  test('one without dates answers in every zone', () => {
    expect(activeCustomers(eventLog(timed), march)).toBe(1);
    expect(activeCustomers(eventLog(timed), month('2026-03'))).toBe(0);
  });

  test('dates are read in the zone of the log, and a question in another one is refused', () => {
    const log = eventLog(dated, berlin);
    expect(activeCustomers(log, march)).toBe(1);
    const refused = { code: 'CONFLICTING_TIME_ZONES', path: ['period'] };
    expect(refusal(() => activeCustomers(log, month('2026-03')))).toMatchObject(refused);
    expect(refusal(() => activeCustomers(eventLog(dated), march))).toMatchObject(refused);
    expect(refusal(() => activeCustomers(eventLog(timed, berlin), month('2026-03')))).toMatchObject(refused);
    expect(refusal(() => activeCustomers(log, [month('2026-03')]))).toMatchObject(refused);
    const days = { ...lists(dated), at: { epochs: Int32Array.of(20_513), unit: 'day' } } as const;
    expect(refusal(() => activeCustomers(eventLog(days), march))).toMatchObject(refused);
  });

  test('where a question has no periods the zone of the log is that of its days', () => {
    const events = [...dated, { customerId: 'ada', at: '2026-03-02T23:30:00Z' }];
    const options = { unit: 'day', periods: 2 } as const;
    const inBerlin = usageRetention(events, { ...options, ...berlin });
    expect(usageRetention(eventLog(events, berlin), options)).toEqual(inBerlin);
    expect(usageRetention(eventLog(events, berlin), { ...options, ...berlin })).toEqual(inBerlin);
    const refused = { code: 'CONFLICTING_TIME_ZONES', path: keysOf('options.timeZone') };
    expect(refusal(() => usageRetention(eventLog(events), { ...options, ...berlin }))).toMatchObject(refused);
    const path = { steps: ['a'], withinDays: 1, timeZone: 'UTC' };
    expect(refusal(() => funnel(eventLog(events, berlin), path))).toMatchObject(refused);
    expect(refusal(() => healthSignals({ events: eventLog(events, berlin) }, 0))).toMatchObject(refused);
  });
});

describe('a log stays in the program that made it', () => {
  const log = eventLog([{ customerId: 'ada', at: 0 }]);

  test('it is neither JSON nor sent', () => {
    expect(refusal(() => JSON.stringify({ log }))).toMatchObject({
      code: 'INVALID_TYPE',
      path: ['events'],
      message: 'events cannot become JSON; send the columns that eventColumns returns, and make a log of them',
    });
    expect(() => structuredClone(log)).toThrow(/could not be cloned/);
    expect(Object.isFrozen(log)).toBe(true);
  });

  test('a ledger is no log of events', () => {
    // @ts-expect-error
    expect(refusal(() => activeCustomers(ledger([]), month('2026-03')))).toMatchObject({ code: 'INVALID_TYPE' });
    // @ts-expect-error
    expect(refusal(() => mrr(log, 0))).toMatchObject({ code: 'INVALID_TYPE', path: ['subscriptions'] });
  });

  test('a log of another version is refused', () => {
    const other = { [Symbol.for('tenure.eventLog')]: { version: 2 } };
    expect(refusal(() => activeCustomers(other as never, month('2026-03')))).toMatchObject({
      code: 'INVALID_TYPE',
      path: ['events'],
    });
  });
});

test('columns of events hold what any event has', () => {
  expect(eventColumns([])).toEqual({ customerId: { codes: new Uint32Array(0), values: [] }, at: new Float64Array(0) });
  const events = [
    { customerId: 17, at: 1_772_323_200_000, userId: 'u', feature: 'x', durationSeconds: 2, count: 3 },
    { customerId: '17', at: new Date(1_772_323_200_001) },
  ];
  expect(eventColumns(events)).toEqual({
    customerId: { codes: Uint32Array.of(0, 0), values: ['17'] },
    at: Float64Array.of(1_772_323_200_000, 1_772_323_200_001),
    userId: { codes: Int32Array.of(0, -1), values: ['u'] },
    feature: { codes: Int32Array.of(0, -1), values: ['x'] },
    durationSeconds: Float64Array.of(2, Number.NaN),
    count: Float64Array.of(3, 1),
  });
  const at = (...list: UsageEvent['at'][]) => eventColumns(list.map((own) => ({ customerId: 'ada', at: own }))).at;
  expect(at('2026-03-01')).toMatchObject({ epochs: Int32Array.of(20_513), unit: 'day' });
  expect(at('2026-03-01', 0)).toEqual(['2026-03-01', 0]);
  // As a number alone it would be taken for seconds.
  expect(at(new Date(5))).toEqual({ epochs: Float64Array.of(5), unit: 'ms' });
  expect(activeCustomers(eventLog(eventColumns([{ customerId: 'ada', at: new Date(5) }])), month('1970-01'))).toBe(1);
  expect(at({ value: '2026-03-01' })).toMatchObject({ epochs: Int32Array.of(20_513), unit: 'day' });
  expect(at({ value: '2026-03-01 10:00:00 UTC' }, 0n)).toEqual(Float64Array.of(1_772_359_200_000, 0));
});

test('NaN is missing in a typed array, which has no other way to say so', () => {
  const columns = { customerId: ['a', 'a'], at: ['2026-03-02', '2026-03-03'], userId: Float64Array.of(17, Number.NaN) };
  const log = eventLog(columns);
  expect(activeCustomers(log, month('2026-03'))).toBe(1);
  expect(refusal(() => activeCustomers(log, month('2026-03'), { of: 'users' }))).toMatchObject({
    path: ['events', 1, 'userId'],
    received: undefined,
  });
});
