import fc from 'fast-check';
import {
  type FindingKind,
  inspectLedger,
  isMetricsError,
  ledger,
  month,
  mrr,
  mrrMovements,
  type Policy,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { rowArbitrary } from '../oracle/arbitraries.ts';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';

const monthly = (customerId: string, start: string, end: string | null = null, more: Partial<Subscription> = {}) =>
  ({ customerId, start, end, amount: 10, interval: 'month', ...more }) as Subscription;

function found(rows: readonly unknown[], kind: FindingKind, policy?: Policy) {
  return inspectLedger(rows as Subscription[], policy).findings.find((finding) => finding.kind === kind);
}

const examples = (rows: readonly unknown[], kind: FindingKind, policy?: Policy) =>
  found(rows, kind, policy)?.examples ?? [];

describe('what is there', () => {
  const rows = [
    monthly('ada', '2026-01-01', '2026-03-01', { subscriptionId: 'a', currency: 'EUR' }),
    monthly('ada', '2026-03-01', null, { subscriptionId: 'a', currency: 'EUR' }),
    monthly('ada', '2026-02-01'),
    monthly('ben', '2026-02-01', '2026-09-01', { subscriptionId: 'a' }),
    monthly('ben', '2026-04-01', null, { currency: 'EUR' }),
  ];

  test('is counted: one subscriptionId of two customers is two, and rows without one are each their own', () => {
    expect(inspectLedger(rows)).toMatchObject({ rows: 5, customers: 2, subscriptions: 4, openRows: 3 });
    expect(inspectLedger([monthly('1', '2026-01-01', null, { subscriptionId: '1 2' })]).subscriptions).toBe(1);
  });

  test('names currencies, most frequent first and then by name, none last; the policy names those of rows without', () => {
    expect(inspectLedger(rows).currencies).toEqual([
      { currency: 'EUR', rows: 3 },
      { currency: null, rows: 2 },
    ]);
    expect(inspectLedger(rows, { currency: 'EUR' }).currencies).toEqual([{ currency: 'EUR', rows: 5 }]);
    const tied = [undefined, 'USD', 'EUR'].map((currency) => monthly('ada', '2026-01-01', null, { currency }));
    const names = (list: Subscription[]) => inspectLedger(list).currencies.map(({ currency }) => currency);
    expect(names(tied)).toEqual(['EUR', 'USD', null]);
    expect(names(tied.reverse())).toEqual(['EUR', 'USD', null]);
  });

  test('spans from the first start to the last start or end, in the zone in force', () => {
    expect(inspectLedger(rows).span).toEqual({ start: new Date('2026-01-01'), end: new Date('2026-09-01') });
    // An open row is known to run at its start, and no longer.
    const open = [monthly('ada', '2026-01-01', '2026-02-01'), monthly('ben', '2026-05-01')];
    expect(inspectLedger(open, { timeZone: 'Europe/Berlin' }).span).toEqual({
      start: new Date('2025-12-31T23:00:00Z'),
      end: new Date('2026-04-30T22:00:00Z'),
    });
  });

  test('can be nothing', () => {
    const nothing = { rows: 0, customers: 0, subscriptions: 0, openRows: 0, currencies: [], span: null };
    expect(inspectLedger([])).toEqual({ ...nothing, refusals: [], findings: [] });
    expect(inspectLedger([null, 7] as never)).toMatchObject({ ...nothing, rows: 2 });
  });

  test('of a clean ledger is no finding', () => {
    expect(found(rows.slice(0, 3), 'mixedCurrencies')).toBeDefined();
    expect(inspectLedger(rows, { currency: 'EUR', asOf: '2026-10-01' }).findings).toEqual([]);
  });
});

describe('rows that ledger refuses', () => {
  const faults: object[] = [
    ...[{ customerId: '' }, { customerId: 7.5 }, { start: undefined }, { start: '2026-02-30' }, { start: Number.NaN }],
    ...[{ end: '2025-12-31' }, { end: 'later' }, { end: 0.5 }, { amount: -1 }, { amount: '1,50' }, { amount: null }],
    ...[{ amount: Number.NaN }, { amount: Symbol('x') }, { interval: 'monthly' }, { interval: { toString: null } }],
    ...[{ intervalCount: 0 }, { intervalCount: [Symbol('x')] }, { quantity: -1 }, { discount: { percent: 101 } }],
    ...[{ discount: { percent: 1, amount: 1 } }, { discount: { once: true } }, { discount: 5 }, { currency: '' }],
    ...[{ plan: 7 }, { churnType: 'both' }, { trialEnd: '2026-13-01' }, { pauses: {} }, { pauses: [{}] }],
    ...[{ pastDue: [{ start: '2026-03-01', end: '2026-02-01' }] }, { cancelRequestedAt: 'soon' }, { interval: 'term' }],
  ];
  const noRows: unknown[] = [null, undefined, 7, 'row', [], new Date(0), () => 1, Symbol('row'), {}];
  const wrong = [...noRows, ...faults.map((fault) => ({ ...monthly('ada', '2026-01-01'), ...fault }))];

  // Would catch: a scan that stops at the first bad row, or loses the good ones read together with it.
  test('are all found, in whatever company, and never throw', () => {
    for (const company of [0, 1, 3, 700]) {
      const rows = wrong.flatMap((row, i) => [
        ...Array.from({ length: company }, (_, j) => monthly(`c${i} ${j}`, '2026-01-01')),
        row,
      ]);
      const { findings, customers, refusals } = inspectLedger(rows as Subscription[]);
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({ kind: 'invalidRow', count: wrong.length });
      expect(findings[0]?.examples).toEqual([0, 1, 2, 3, 4].map((i) => i * (company + 1) + company));
      expect(customers).toBe(wrong.length * company);
      expect(refusals.reduce((sum, { rows: count }) => sum + count, 0)).toBe(wrong.length);
    }
  });

  // Would catch: a rule of its own that drifts from what ledger accepts.
  test.each(wrong.map((row, i) => [i, row]))('as ledger does, with its message and place: %i', (_, row) => {
    const rows = [monthly('ben', '2026-01-01'), row, monthly('cem', '2026-01-01')] as Subscription[];
    let message: string | undefined;
    try {
      ledger(rows);
    } catch (error) {
      message = isMetricsError(error)
        ? error.message
        : 'subscriptions[1] must be plain data; reading it threw an error';
    }
    const { findings, refusals } = inspectLedger(rows);
    expect(message).toMatch(/^subscriptions\[1\]/);
    expect(findings[0]?.message).toContain(message);
    expect(refusals).toEqual([expect.objectContaining({ rows: 1, message })]);
  });

  test('are told apart by field and reason, with the message of the first', () => {
    const rows = [
      monthly('ada', '2026-01-01', null, { amount: -5 }),
      monthly('ada', '2026-01-01', '2025-12-31'),
      monthly('ada', '2026-01-01', null, { amount: -6 }),
      monthly('ada', '2026-01-01', 'x'),
    ];
    expect(inspectLedger(rows).refusals.map(({ field, code, rows: count }) => [field, code, count])).toEqual([
      ['amount', 'INVALID_AMOUNT', 2],
      ['end', 'END_BEFORE_START', 1],
      ['end', 'INVALID_INSTANT', 1],
    ]);
    expect(inspectLedger(rows).refusals[0]?.message).toMatch(/^subscriptions\[0\]\.amount must be .*; received -5$/);
    // Would catch: the place in the batch that was read in place of the place in the array.
    expect(inspectLedger(rows).refusals[1]?.message).toMatch(/^subscriptions\[1\]\.end must /);
    expect(inspectLedger(rows).refusals[2]?.message).toMatch(/^subscriptions\[3\]\.end must /);
    expect(inspectLedger([7] as never).refusals).toMatchObject([{ field: null, code: 'INVALID_TYPE' }]);
  });

  test('depend on the zone: Samoa had no 30 December 2011', () => {
    const row = monthly('ada', '2011-12-30');
    expect(found([row], 'invalidRow')).toBeUndefined();
    expect(inspectLedger([row], { timeZone: 'Pacific/Apia' }).refusals).toMatchObject([{ code: 'SKIPPED_DAY' }]);
  });

  test('do not take part in any other finding', () => {
    const bad = monthly('ada', '2026-01-01', '2026-02-01', { subscriptionId: 'a', amount: -1, currency: 'USD' });
    const rows = [bad, bad, monthly('ada', '2026-01-15', null, { subscriptionId: 'a', currency: 'EUR' })];
    expect(inspectLedger(rows).findings.map(({ kind }) => kind)).toEqual(['invalidRow']);
  });

  test('agree with ledger on generated rows: no invalid row, no throw', () => {
    const rows = fc.array(fc.oneof(rowArbitrary(), fc.anything()), { maxLength: 20 });
    fc.assert(
      fc.property(rows, (list) => {
        const refused = list.filter((row) => {
          try {
            ledger([row as Subscription]);
            return false;
          } catch {
            return true;
          }
        });
        expect(found(list, 'invalidRow')?.count ?? 0).toBe(refused.length);
      }),
      propertyRuns(300),
    );
  });
});

describe('ends that seem inclusive', () => {
  test.each(['2026-02-28T23:59:59Z', '2026-02-28T23:59:59.999Z', '2026-02-28T23:59:00Z', '2026-02-28T23:59Z'])(
    'are in the last minute of a day, with or without a next row: %s',
    (end) => expect(examples([monthly('ada', '2026-01-01', end)], 'inclusiveEnd')).toEqual([0]),
  );

  test.each(['2026-03-01', '2026-02-28T23:58:59.999Z', '2026-03-01T00:00:00.001Z', '2026-02-28T12:00Z', '2026-02-28'])(
    'are not at other times: %s',
    (end) => expect(found([monthly('ada', '2026-01-01', end)], 'inclusiveEnd')).toBeUndefined(),
  );

  // Would catch: the time of day read in UTC, or on the machine.
  test('are read in the zone in force', () => {
    const rows = [monthly('ada', '2026-01-01', '2026-06-30T21:59:59Z')];
    expect(found(rows, 'inclusiveEnd')).toBeUndefined();
    expect(found(rows, 'inclusiveEnd', { timeZone: 'Europe/Berlin' })?.count).toBe(1);
    expect(
      found([monthly('ada', '2026-01-01', '2026-06-30T23:59:59Z')], 'inclusiveEnd', { timeZone: 'Europe/Berlin' }),
    ).toBeUndefined();
  });

  // Would catch: a gap that only shows as churn when the rows are one customer's, because the ids differ.
  test('are less than a day before the next row of the subscription or the customer', () => {
    const gap = (a: Partial<Subscription>, b: Partial<Subscription>, owner = 'ada') => [
      monthly(owner, '2026-03-01', null, b),
      monthly('ada', '2026-01-01', '2026-02-28T17:00:00Z', a),
    ];
    expect(examples(gap({ subscriptionId: 's' }, { subscriptionId: 's' }), 'inclusiveEnd')).toEqual([1]);
    expect(examples(gap({ subscriptionId: 's' }, { subscriptionId: 't' }), 'inclusiveEnd')).toEqual([1]);
    expect(examples(gap({}, {}), 'inclusiveEnd')).toEqual([1]);
    expect(found(gap({}, {}, 'ben'), 'inclusiveEnd')).toBeUndefined();
    // Nothing is missing where another subscription runs on, unless it is the subscription itself that stops and goes on.
    const cover = monthly('ada', '2026-01-01', null, { subscriptionId: 'cover' });
    expect(found([...gap({ subscriptionId: 's' }, { subscriptionId: 't' }), cover], 'inclusiveEnd')).toBeUndefined();
    expect(examples([...gap({ subscriptionId: 's' }, { subscriptionId: 's' }), cover], 'inclusiveEnd')).toEqual([1]);
  });

  test('are no shorter than a day when a whole calendar day of 23 or 25 hours is missing', () => {
    const rows = (end: string, start: string) => [monthly('ada', '2026-01-01', end), monthly('ada', start)];
    const full = monthly('ben', '2026-01-01', '2026-02-01');
    const seamless = [full, monthly('ben', '2026-02-01')];
    for (const [end, start] of [
      ['2026-03-29', '2026-03-30'],
      ['2026-10-25', '2026-10-26'],
    ] as const) {
      expect(found([...rows(end, start), ...seamless], 'inclusiveEnd', { timeZone: 'Europe/Berlin' })).toBeUndefined();
      expect(found(rows(end, start), 'inclusiveEnd', { timeZone: 'Europe/Berlin' })?.count).toBe(1);
    }
    // 24 hours are still the same day when the clocks went back.
    const short = rows('2026-10-25', '2026-10-25T22:30:00Z');
    expect(found([...short, ...seamless], 'inclusiveEnd', { timeZone: 'Europe/Berlin' })?.count).toBe(1);
  });

  describe('a whole day before the next row', () => {
    const dayGap = (id: string) => [monthly(id, '2026-01-01', '2026-02-28'), monthly(id, '2026-03-01')];
    const longGap = (id: string) => [monthly(id, '2026-01-01', '2026-02-01'), monthly(id, '2026-03-01')];
    const noGap = (id: string) => [monthly(id, '2026-01-01', '2026-02-01'), monthly(id, '2026-02-01')];

    test('count where that is how rows follow each other', () => {
      expect(examples([...dayGap('ada'), ...dayGap('ben'), ...longGap('cem')], 'inclusiveEnd')).toEqual([0, 2]);
    });

    test('are returns where most gaps are longer', () => {
      expect(found([...dayGap('ada'), ...longGap('ben')], 'inclusiveEnd')).toBeUndefined();
    });

    // Would catch: one real return after a day, in a ledger of exclusive ends without other gaps, taken for a pattern.
    test('are returns where most rows follow at once', () => {
      expect(found([...dayGap('ada'), ...noGap('ben')], 'inclusiveEnd')).toBeUndefined();
    });

    test('are of dates alone: a day between two times of day is a return', () => {
      const rows = [monthly('ada', '2026-01-01', '2026-02-28T09:00:00Z'), monthly('ada', '2026-03-01T09:00:00Z')];
      expect(found(rows, 'inclusiveEnd')).toBeUndefined();
    });
  });

  test('name what helps: churnGraceDays does fill the gap', () => {
    const rows = [monthly('ada', '2026-01-01', '2026-02-28T23:59:59Z'), monthly('ada', '2026-03-01')];
    const march = (policy: Policy) => mrrMovements(rows, month('2026-03'), policy);
    expect(march({}).reactivation).toBe(10);
    expect(march({ churnGraceDays: 1 })).toMatchObject({ opening: 10, reactivation: 0, closing: 10 });
    expect(found(rows, 'inclusiveEnd')?.message).toMatch(/next day.*`churnGraceDays`/);
  });

  test('are none of rows that never run', () => {
    const rows = [monthly('ada', '2026-02-28T23:59:59Z', '2026-02-28T23:59:59Z'), monthly('ada', '2026-03-01')];
    expect(found(rows, 'inclusiveEnd')).toBeUndefined();
  });
});

describe('overlaps', () => {
  const row = (start: string, end: string | null, subscriptionId: string | undefined = 's', customerId = 'ada') =>
    monthly(customerId, start, end, { subscriptionId });

  test('are rows of one subscriptionId at the same time, whose amounts do add up', () => {
    const rows = [row('2026-01-01', null), row('2026-03-01', null)];
    expect(examples(rows, 'overlap')).toEqual([0, 1]);
    expect(mrr(rows, '2026-03-01')).toBe(20);
  });

  // Would catch: each row compared with the one before it alone.
  test('are found behind a long row, and all rows of them count', () => {
    const rows = [row('2026-01-01', '2026-12-01'), row('2026-02-01', '2026-03-01'), row('2026-05-01', '2026-06-01')];
    expect(examples(rows, 'overlap')).toEqual([0, 1, 2]);
    expect(examples([...rows].reverse(), 'overlap')).toEqual([0, 1, 2]);
  });

  test('are none between phases, customers, subscriptions, rows without an id, and rows that never run', () => {
    expect(found([row('2026-01-01', '2026-02-01'), row('2026-02-01', null)], 'overlap')).toBeUndefined();
    expect(found([row('2026-01-01', null), row('2026-01-01', null, 's', 'ben')], 'overlap')).toBeUndefined();
    expect(found([row('2026-01-01', null), row('2026-01-01', null, 't')], 'overlap')).toBeUndefined();
    expect(found([monthly('ada', '2026-01-01'), monthly('ada', '2026-01-01')], 'overlap')).toBeUndefined();
    expect(found([row('2026-01-01', null), row('2026-03-01', '2026-03-01')], 'overlap')).toBeUndefined();
  });

  test('are those of a search over all pairs', () => {
    const january = Date.UTC(2026, 0, 1);
    const id = fc.constantFrom('a', 'b', undefined);
    const rows = fc.array(
      fc
        .tuple(fc.constantFrom('x', 'y'), id, fc.nat(20), fc.option(fc.nat(6)))
        .map(([customerId, subscriptionId, place, length]) => ({
          ...monthly(customerId, '2026-01-01'),
          subscriptionId,
          start: january + place,
          end: length === null ? null : january + place + length,
        })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(rows, (list) => {
        const until = (r: (typeof list)[number]) => r.end ?? Number.POSITIVE_INFINITY;
        const runs = (r: (typeof list)[number]) => until(r) > r.start;
        const beside = list.filter((a, i) =>
          list.some(
            (b, j) =>
              i !== j &&
              a.subscriptionId !== undefined &&
              a.subscriptionId === b.subscriptionId &&
              a.customerId === b.customerId &&
              runs(a) &&
              runs(b) &&
              a.start < until(b) &&
              b.start < until(a),
          ),
        );
        expect(found(list, 'overlap')?.count ?? 0).toBe(beside.length);
      }),
    );
  });
});

describe('rows that pay at no time', () => {
  const start = '2026-01-01';
  const never: [string, Subscription, Policy][] = [
    ['end as they start', monthly('ada', start, start), {}],
    ['are all trial', monthly('ada', start, '2026-02-01', { trialEnd: '2026-02-01' }), { trials: 'include' }],
    ['are all pause', monthly('ada', start, null, { pauses: [{ start: '2025-12-01' }] }), { pauses: 'retain' }],
    [
      'are paused piece by piece',
      monthly('ada', start, '2026-03-01', {
        pauses: [
          { start, end: '2026-02-01' },
          { start: '2026-02-01', end: '2026-03-01' },
        ],
      }),
      { pauses: 'retain' },
    ],
  ];

  test.each(never)('%s', (_, row, counted) => {
    expect(examples([monthly('ben', start), row], 'neverActive')).toEqual([1]);
    expect(mrr([row], '2026-01-15')).toBe(0);
    const isCounted = Object.keys(counted).length > 0;
    expect(found([row], 'neverActive', counted)).toEqual(isCounted ? undefined : expect.anything());
  });

  test('by the policy: unpaid from the first day, cancelled before the start', () => {
    const unpaid = monthly('ada', start, null, { pastDue: [{ start }] });
    expect(found([unpaid], 'neverActive')).toBeUndefined();
    expect(found([unpaid], 'neverActive', { pastDueGraceDays: 0 })?.count).toBe(1);
    const cancelled = monthly('ada', start, '2026-02-01', { cancelRequestedAt: '2025-12-01' });
    expect(found([cancelled], 'neverActive')).toBeUndefined();
    expect(found([cancelled], 'neverActive', { churnAt: 'cancelRequest' })?.count).toBe(1);
  });

  test('are not free plans, which run at 0, nor rows paid for a moment', () => {
    expect(found([monthly('ada', start, null, { amount: 0 })], 'neverActive')).toBeUndefined();
    expect(
      found([monthly('ada', start, '2026-02-01', { trialEnd: '2026-01-31T23:59:59.999Z' })], 'neverActive'),
    ).toBeUndefined();
  });
});

describe('mixed currencies', () => {
  const row = (currency?: string) => monthly('ada', '2026-01-01', null, { currency });

  // Would catch: a finding where ledger has no complaint, or none where it throws.
  test.each<[string, Subscription[], Policy, number]>([
    ['two, unknown to the policy', [row('EUR'), row('USD'), row('EUR')], {}, 1],
    ['one that is not the policy’s', [row('USD'), row('USD')], { currency: 'EUR' }, 2],
    ['named and not named', [row('EUR'), row()], {}, 1],
    ['rates without a currency of the statements', [row('EUR'), row('USD')], { exchangeRates: { USD: 1 } }, 1],
    ['one', [row('EUR'), row('EUR')], {}, 0],
    ['one that the policy names', [row('EUR'), row()], { currency: 'EUR' }, 0],
    ['two with a rate', [row('EUR'), row('USD')], { currency: 'EUR', exchangeRates: { USD: 1 } }, 0],
    ['one, with rates', [row('USD')], { exchangeRates: { USD: 1 } }, 0],
  ])('%s', (_, rows, policy, count) => {
    expect(found(rows, 'mixedCurrencies', policy)?.count ?? 0).toBe(count);
    expect(refusal(() => ledger(rows, policy))?.code).toBe(count === 0 ? undefined : 'MIXED_CURRENCIES');
    expect(found(rows, 'invalidRow', policy)).toBeUndefined();
  });

  test('without a rate of its own is a refused row', () => {
    const policy: Policy = { currency: 'EUR', exchangeRates: { USD: 1 } };
    expect(inspectLedger([row('EUR'), row('GBP')], policy).refusals).toMatchObject([
      { field: 'currency', code: 'MIXED_CURRENCIES', rows: 1 },
    ]);
  });

  test('name the currencies, but no endless list of them', () => {
    expect(found([row('EUR'), row('EUR'), row('USD'), row()], 'mixedCurrencies')?.message).toMatch(
      /^These rows are in USD and no currency; their amounts cannot be added to those in EUR\. /,
    );
    const many = Array.from({ length: 30 }, (_, i) => row(`X${i + 10}`));
    expect(found(many, 'mixedCurrencies')?.message).toMatch(/^These rows are in X11, X12, X13, X14, X15 and 24 more; /);
  });
});

describe('future starts', () => {
  test('are at or after asOf, in the zone in force', () => {
    const rows = [
      monthly('ada', '2026-02-28'),
      monthly('ben', '2026-03-01'),
      monthly('cem', '2026-04-01', '2026-05-01'),
    ];
    expect(examples(rows, 'futureDate', { asOf: '2026-03-01' })).toEqual([1, 2]);
    expect(examples(rows, 'futureDate', { asOf: '2026-03-01T00:00:00.001Z' })).toEqual([2]);
    expect(examples(rows, 'futureDate', { asOf: '2026-03-01T00:00:00Z', timeZone: 'America/New_York' })).toEqual([
      1, 2,
    ]);
    expect(examples(rows, 'futureDate', { asOf: '2026-03-01T00:00:00Z', timeZone: 'Europe/Berlin' })).toEqual([2]);
    expect(found(rows, 'futureDate')).toBeUndefined();
  });
});

describe('duplicate rows', () => {
  const row = monthly('ada', '2026-01-01', '2026-06-01', { subscriptionId: 's', amount: '49.90', quantity: 2 });

  test('are those behind the first, whatever lies between and however price and dates are written', () => {
    const again: Subscription[] = [
      { ...row },
      { ...row, amount: 49.9 },
      { ...row, amount: '499/10' },
      { ...row, start: new Date('2026-01-01'), end: Date.parse('2026-06-01') },
      { ...row, plan: 'pro', segment: 'small' },
    ];
    const rows = [row, monthly('ben', '2026-01-01'), ...again];
    expect(found(rows, 'duplicateRow')).toMatchObject({ count: 5, examples: [2, 3, 4, 5, 6] });
    expect(found([monthly('ada', '2026-01-01'), monthly('ada', '2026-01-01')], 'duplicateRow')?.count).toBe(1);
  });

  test.each<[string, Partial<Subscription>]>([
    ['customer', { customerId: 'ben' }],
    ['subscription', { subscriptionId: 't' }],
    ['no subscription', { subscriptionId: undefined }],
    ['start', { start: '2026-01-02' }],
    ['end', { end: '2026-06-02' }],
    ['open end', { end: null }],
    ['amount', { amount: '49.91' }],
    ['amount, of the same MRR', { amount: '598.80', interval: 'year' }],
    ['interval', { interval: 'year' }],
    ['quantity', { quantity: 3 }],
    ['discount', { discount: { percent: 10 } }],
    ['currency', { currency: 'EUR' }],
  ])('are none where they differ by %s', (_, other) => {
    expect(found([row, { ...row, ...other }], 'duplicateRow')).toBeUndefined();
  });

  test('take the currency of the policy for rows that name none', () => {
    expect(found([row, { ...row, currency: 'EUR' }], 'duplicateRow', { currency: 'EUR' })?.count).toBe(1);
  });
});

describe('an inspection', () => {
  const everything = deepFreeze([
    monthly('ada', '2026-01-01', '2026-02-28T23:59:59Z', { subscriptionId: 'a', currency: 'EUR' }),
    monthly('ada', '2026-03-01', null, { subscriptionId: 'a', currency: 'EUR' }),
    monthly('ada', '2026-03-01', null, { subscriptionId: 'a', currency: 'EUR' }),
    monthly('ben', '2026-03-01', '2026-03-01', { currency: 'EUR' }),
    monthly('cem', '2026-01-01', null, { currency: 'USD' }),
    monthly('dia', '2026-09-01', null, { currency: 'EUR' }),
    monthly('eve', '2026-01-01', null, { amount: Number.NaN }),
  ]);

  test('has its findings in one order, each with a message of one sentence, and changes nothing', () => {
    const { findings } = inspectLedger(everything, deepFreeze({ asOf: '2026-04-01' }));
    expect(findings.map(({ kind, count, examples: places }) => [kind, count, places])).toEqual([
      ['invalidRow', 1, [6]],
      ['mixedCurrencies', 1, [4]],
      ['inclusiveEnd', 1, [0]],
      ['duplicateRow', 1, [2]],
      ['overlap', 2, [1, 2]],
      ['neverActive', 1, [3]],
      ['futureDate', 1, [5]],
    ]);
    for (const { message } of findings) expect(message).toMatch(/^[^\n]+[^.]\.$/);
  });

  // Would catch: a scan that depends on rows being sorted.
  test('finds the same in any order of the rows', () => {
    const counts = (rows: readonly Subscription[]) => {
      const { refusals: _, findings, ...facts } = inspectLedger(rows, { asOf: '2026-04-01' });
      return { ...facts, findings: findings.map(({ kind, count }) => [kind, count]) };
    };
    const expected = counts(everything);
    fc.assert(
      fc.property(fc.shuffledSubarray([...everything], { minLength: everything.length }), (rows) => {
        expect(counts(rows)).toEqual(expected);
      }),
    );
  });

  test('shows five examples, the first', () => {
    const rows = Array.from({ length: 3000 }, (_, i) => monthly(`c${i}`, '2026-01-01', i % 2 ? '2026-01-01' : null));
    expect(found(rows, 'neverActive')).toMatchObject({ count: 1500, examples: [1, 3, 5, 7, 9] });
  });

  test.each([undefined, null, {}, 'rows', 7])('is of an array or a ledger alone: %s', (rows) => {
    const error = refusal(() => inspectLedger(rows as never));
    expect(error).toMatchObject({ code: 'INVALID_TYPE', path: keysOf('subscriptions') });
    expect(error?.message).toMatch(/^subscriptions must be an array of subscriptions, or a ledger; received /);
  });

  test.each([
    [{ timezone: 'UTC' }, 'UNKNOWN_KEY'],
    [{ timeZone: 'Mars' }, 'INVALID_TIME_ZONE'],
    [{ trials: 'count' }, 'INVALID_OPTION'],
    [{ asOf: 'now' }, 'INVALID_INSTANT'],
    [{ exchangeRates: { USD: -1 } }, 'INVALID_AMOUNT'],
    [null, 'INVALID_TYPE'],
  ])('refuses a bad policy: %j', (policy, code) => {
    expect(refusal(() => inspectLedger([], policy as never))?.code).toBe(code);
  });
});

test('a row with an MRR that no number can hold is refused, and all others are looked at', () => {
  const rows = [monthly('ada', '2026-01-01'), monthly('ben', '2026-01-01', null, { amount: 1e308, quantity: 10 })];
  expect(inspectLedger(rows)).toMatchObject({
    customers: 1,
    refusals: [{ code: 'INVALID_AMOUNT', field: 'amount', rows: 1 }],
    findings: [{ kind: 'invalidRow', examples: [1] }],
  });
});

test('rows that cannot even be read are refused where they stand, in a long ledger too, and all others are looked at', () => {
  const unreadable = Object.defineProperty(monthly('bad', '2026-01-01'), 'start', {
    get() {
      throw new RangeError('gone: subscriptions[3].start');
    },
  });
  const rows = Array.from({ length: 1500 }, (_, i) => monthly(`c${i}`, '2026-01-01'));
  rows[25] = unreadable;
  rows[26] = unreadable;
  rows[1234] = { ...(rows[0] as Subscription), end: '2025-01-01' };
  expect(inspectLedger(rows)).toMatchObject({
    customers: 1497,
    refusals: [
      {
        code: 'INVALID_TYPE',
        field: null,
        rows: 2,
        message: 'subscriptions[25] must be plain data; reading it threw an error',
      },
      {
        code: 'END_BEFORE_START',
        field: 'end',
        rows: 1,
        message: expect.stringMatching(/^subscriptions\[1234\]\.end /),
      },
    ],
    findings: [{ kind: 'invalidRow', count: 3, examples: [25, 26, 1234] }],
  });
});
