import { inspectEvents, inspectLedger, inspectPayments, inspectTickets } from 'tenure';
import { expect, test } from 'vitest';
import { growth } from '../support/growth.ts';
import { row } from '../support/row.ts';

const list = <T>(size: number, make: (i: number) => T): T[] => Array.from({ length: size }, (_, i) => make(i));
const berlin = (i: number) =>
  new Date(Date.UTC(2020, 0, i, new Date(Date.UTC(2020, 0, i)).getUTCMonth() % 11 > 2 ? 22 : 23));
const event = (fields: object) => ({ customerId: 'ada', at: '2026-03-05T09:30:05Z', ...fields });

const corners: [string, number, (size: number) => readonly unknown[], (rows: never) => unknown][] = [
  [
    'rows at local midnights, each of a day of its own',
    100,
    (size) => list(size, (i) => row({ customerId: `c${i}`, start: berlin(i) })),
    inspectLedger,
  ],
  [
    'rows that are snapshots',
    200,
    (size) => list(size, (i) => row({ customerId: `c${i % 9}`, start: Date.UTC(2000, 0, Math.floor(i / 9)) })),
    inspectLedger,
  ],
  [
    'rows of many shapes',
    200,
    (size) => list(size, (i) => ({ ...row({ customerId: `c${i}` }), [`own ${i % 97}`]: i, seats: 4 })),
    inspectLedger,
  ],
  ['rows in a currency each', 200, (size) => list(size, (i) => row({ currency: `X${i}` })), inspectLedger],
  ['events of one instant', 200, (size) => list(size, (i) => event({ durationSeconds: i % 99 })), inspectEvents],
  [
    'events of which every third is refused',
    60,
    (size) => list(size, (i) => event({ userId: i % 3 ? i : 1.5 })),
    inspectEvents,
  ],
  [
    'tickets in no order',
    200,
    (size) => list(size, (i) => ({ customerId: `c${i % 7}`, openedAt: Date.UTC(2026, 0, 1, 0, 0, (i * 7919) % size) })),
    inspectTickets,
  ],
  [
    'payments of an invoice each',
    200,
    (size) => list(size, (i) => event({ status: 'failed', invoiceId: i, amount: 4900 })),
    inspectPayments,
  ],
];

test.each(corners)('inspecting %s takes no more than in proportion', (_, size, make, inspect) => {
  const power = growth((count) => {
    const rows = make(count);
    return () => inspect(rows as never);
  }, size);
  expect(power).toBeLessThan(1.5);
});
