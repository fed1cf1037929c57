import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { ledgerBuilder, month, mrrMovementsBy, type Subscription } from 'tenure';
import { expect, test } from 'vitest';
import { propertyRuns } from '../../support/property-runs.ts';

/** Texts that run into each other when they are joined carelessly. */
const text = fc.constantFrom(undefined, 'a', 'b', 'ab', 'a\0b', ' ', 'undefined', '1');
const instant = fc.constantFrom<Subscription['start']>('2026-01-02', Date.UTC(2026, 0, 2), new Date('2026-01-03'));
const later = fc.option(fc.constantFrom('2026-05-01', Date.UTC(2026, 4, 2)), { nil: undefined });
const price = fc.constantFrom<Subscription['amount']>(1, '1', 2, '2', '25/3');
const discount = fc.constantFrom<Subscription['discount']>(
  undefined,
  { percent: 1 },
  { amount: 1 },
  { percent: '1' },
  { amount: '1' },
  { percent: 10 },
);
const holes = fc.constantFrom<Subscription['pauses']>(undefined, [], [{ start: '2026-02-01', end: '2026-02-02' }]);

const rowArbitrary: fc.Arbitrary<Subscription> = fc
  .record({
    customerId: fc.constantFrom('a', 'b'),
    subscriptionId: text,
    start: instant,
    end: later,
    amount: price,
    interval: fc.constantFrom<Subscription['interval']>('month', 'year'),
    intervalCount: fc.constantFrom(undefined, 1, 11),
    quantity: fc.constantFrom(undefined, 1, 11),
    discount,
    currency: fc.constant('EUR'),
    plan: text,
    trialEnd: later,
    cancelRequestedAt: later,
    pauses: holes,
    pastDue: holes,
    churnType: fc.constantFrom<Subscription['churnType']>(undefined, 'voluntary', 'involuntary'),
    churnReason: text,
    segment: text,
  })
  .map(
    (row) =>
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as unknown as Subscription,
  );

const dateOf = (value: Subscription['start']) => new Date(value as Date | number | string);

test('what a builder hands back are the rows that were added, however few objects they came in', () => {
  fc.assert(
    fc.property(fc.array(rowArbitrary, { minLength: 1, maxLength: 8 }), (rows) => {
      const builder = ledgerBuilder();
      const reused: Record<string, unknown> = {};
      for (const row of rows) {
        for (const field of Object.keys(reused)) delete reused[field];
        Object.assign(reused, structuredClone(row));
        builder.add(reused as unknown as Subscription);
      }
      const seen: Subscription[] = [];
      mrrMovementsBy(builder.build(), month('2026-03'), (row) => seen.push(row));
      expect(seen).toStrictEqual(
        rows.map(({ start, end, ...row }) => ({
          ...row,
          start: dateOf(start),
          ...(end != null && { end: dateOf(end) }),
        })),
      );
    }),
    propertyRuns(300),
  );
});

test('terms that differ in anything come back apart', () => {
  const builder = ledgerBuilder();
  const [texts, none] = [['a', 'ab'], undefined];
  const rows = [1, '1', new Decimal(1), 11].flatMap((amount) =>
    [none, { percent: 1 }, { amount: 1 }, { percent: '1' }, { amount: new Decimal(1) }, { percent: 11 }].flatMap(
      (off) =>
        [none, ...texts].flatMap((plan) =>
          [none, ...texts].flatMap((churnReason) =>
            [none, ...texts].map((segment) => {
              const optional = { discount: off, plan, churnReason, segment };
              const given = Object.entries(optional).filter(([, value]) => value !== none);
              return {
                customerId: 'a',
                amount,
                interval: 'month',
                ...Object.fromEntries(given),
              } as unknown as Subscription;
            }),
          ),
        ),
    ),
  );
  for (const row of rows)
    builder.add({ ...row, start: '2026-01-01', pauses: [{ start: '2026-02-01', end: null }, { start: '2026-03-01' }] });
  const seen: Subscription[] = [];
  mrrMovementsBy(builder.build(), month('2026-01'), ({ start: _, ...row }) => seen.push(row as Subscription));
  expect(seen).toStrictEqual(
    rows.map((row) => ({ ...row, pauses: [{ start: '2026-02-01', end: null }, { start: '2026-03-01' }] })),
  );
});

test('when a row was signed and what it replaces come back, each alone and together', () => {
  const base = { customerId: 'a', amount: 1, interval: 'month' } as const;
  const rows: Subscription[] = [
    { ...base, subscriptionId: 's' },
    { ...base, subscriptionId: 't', replaces: 's' },
    { ...base, subscriptionId: 'u', signedAt: '2025-12-24' },
    { ...base, subscriptionId: 'v', signedAt: '2025-12-25', replaces: 'u', trialEnd: '2026-01-03' },
    { ...base, subscriptionId: 'w', replaces: null, signedAt: null },
  ].map((row, i) => ({ ...row, start: `2026-01-0${i + 1}` }));
  const seen: Subscription[] = [];
  mrrMovementsBy(ledgerBuilder().add(rows).build(), month('2026-01'), (row) => seen.push(row));
  const [last] = rows.slice(-1) as [Subscription];
  const { replaces: _replaces, signedAt: _signedAt, ...bare } = last;
  expect(seen).toStrictEqual([...rows.slice(0, -1), bare].map((row) => ({ ...row, start: dateOf(row.start) })));
});
