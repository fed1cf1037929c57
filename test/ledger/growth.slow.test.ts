import {
  inspectLedger,
  ledger,
  ledgerBuilder,
  ledgerFromColumns,
  months,
  mrrMovements,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { growth } from '../support/growth.ts';
import { row } from '../support/row.ts';

const quarterDay = (count: number) => new Date(Date.UTC(2000, 0, 1) + count * 21_600_000);
const list = <T>(size: number, make: (i: number) => T): T[] => Array.from({ length: size }, (_, i) => make(i));

/** Interruptions beside each other, and interruptions that all overlap. */
const apart = (size: number) => list(size, (i) => ({ start: quarterDay(2 * i + 1), end: quarterDay(2 * i + 2) }));
const nested = (size: number) => list(size, (i) => ({ start: quarterDay(i + 1), end: quarterDay(4 * size - i) }));
const one = (fields: Partial<Subscription>) => [row({ start: quarterDay(0), ...fields })];

const corners: [
  string,
  number,
  (size: number) => readonly Subscription[],
  (rows: readonly Subscription[]) => unknown,
][] = [
  ['one row with many pauses', 300, (size) => one({ pauses: apart(size) }), (rows) => ledger(rows)],
  ['one row with nested pauses', 500, (size) => one({ pauses: nested(size) }), (rows) => ledger(rows)],
  [
    'one row often past due',
    200,
    (size) => one({ pastDue: apart(size) }),
    (rows) => ledger(rows, { pastDueGraceDays: 0, timeZone: 'Europe/Berlin' }),
  ],
  [
    'many pauses, gaps filled, free plans counted',
    200,
    (size) => one({ pauses: apart(size) }),
    (rows) =>
      mrrMovements(rows, months('2000-01', '2000-12'), { churnGraceDays: 1, freePlans: 'include', movements: 'event' }),
  ],
  [
    'a price per row',
    200,
    (size) => list(size, (i) => row({ customerId: `c${i}`, amount: `${i}.${i}`, intervalCount: 1 + (i % 9) })),
    (rows) => ledger(rows),
  ],
  [
    'a builder, with a field per row of one’s own',
    200,
    (size) => list(size, (i) => row({ customerId: `c${i}`, ...{ id: `row ${i}` } })),
    (rows) => {
      const builder = ledgerBuilder();
      builder.add(rows);
      return builder.build();
    },
  ],
  [
    'columns',
    200,
    (size) => list(size, (i) => row({ customerId: `c${i}` })),
    (rows) =>
      ledgerFromColumns({
        customerId: rows.map(({ customerId }) => customerId),
        start: rows.map(({ start }) => start),
        amount: 1,
        interval: 'month',
        own: rows,
      }),
  ],
  [
    'a chain of subscriptions that replace each other, from its end',
    200,
    (size) =>
      list(size, (i) =>
        row({
          subscriptionId: `s${i}`,
          start: quarterDay(2 * i),
          end: quarterDay(2 * i + 1),
          ...(i > 0 && { replaces: `s${i - 1}` }),
        }),
      ).reverse(),
    (rows) => ledger(rows),
  ],
  [
    'contracts that were signed while others ran',
    300,
    (size) =>
      list(size, (i) =>
        row({ start: quarterDay(2 * i + 9), end: quarterDay(2 * i + 20), signedAt: quarterDay(2 * i) }),
      ),
    (rows) => ledger(rows, { startAt: 'signed' }),
  ],
  [
    'inspection of rows of which every third is refused',
    200,
    (size) => list(size, (i) => row({ customerId: `c${i % 9}`, start: quarterDay(i), amount: i % 3 === 0 ? -1 : 10 })),
    (rows) => inspectLedger(rows),
  ],
  [
    'inspection of one subscription that starts over and over',
    200,
    (size) => list(size, (i) => row({ subscriptionId: 's', amount: i })),
    (rows) => inspectLedger(rows),
  ],
];

describe('time grows about as the rows do', () => {
  test.each(corners)('%s', (_, size, make, run) => {
    const prepare = (length: number) => {
      const rows = make(length);
      return () => run(rows);
    };
    expect(growth(prepare, size)).toBeLessThan(1.5);
  });
});
