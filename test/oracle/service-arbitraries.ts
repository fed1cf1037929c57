import fc from 'fast-check';
import {
  amountArbitrary,
  centreArbitrary,
  instantArbitrary,
  type PlainAmount,
  periodsArbitrary,
  zoneArbitrary,
} from './arbitraries.ts';
import type { OraclePayment, OracleTicket } from './service.ts';
import type { Instant, LabelledPeriod } from './types.ts';
import { addCalendarDays, DAY, readInstant } from './zone.ts';

export interface ServiceScenario<Row> {
  readonly rows: readonly Row[];
  readonly periods: readonly LabelledPeriod[];
  readonly asOf: Instant | undefined;
}

type Loose<T> = { [K in keyof T]: T[K] | undefined };

const compact = <T extends object>(row: Loose<T>): T =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;

const customerArbitrary = fc.constantFrom('a', 'a', 'a', 'b', 'b', 'c');

/** On the day, on the instant `n` calendar days on, or a millisecond beside it. */
const delayArbitrary = fc.record({
  days: fc.constantFrom(0, 0, 1, 2, 7, 7, 30),
  milliseconds: fc.constantFrom(0, 0, 0, 1, -1, 90_000, 3_600_000, DAY / 2),
});

const later = (from: number, delay: { days: number; milliseconds: number }, zone: string): number =>
  Math.max(from, addCalendarDays(from, delay.days, zone) + delay.milliseconds);

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

function ticketsArbitrary(zone: string, centre: number): fc.Arbitrary<OracleTicket[]> {
  const one = fc
    .record({
      customerId: customerArbitrary,
      openedAt: instantArbitrary(zone, centre),
      response: fc.option(delayArbitrary),
      resolution: fc.option(delayArbitrary),
      reopened: fc.constantFrom<boolean | number | undefined>(undefined, undefined, false, true, 0, 1, 3),
      channel: fc.constantFrom('chat', 'email', undefined),
      asNull: fc.boolean(),
      next: fc.option(fc.record({ delay: delayArbitrary, channel: fc.constantFrom('chat', 'email', undefined) })),
      afterResolution: fc.boolean(),
    })
    .map(({ response, resolution, asNull, next, afterResolution, ...row }): OracleTicket[] => {
      const opened = readInstant(row.openedAt, zone);
      const missing = asNull ? null : undefined;
      const resolved = resolution === null ? missing : later(opened, resolution, zone);
      const ticket = compact<OracleTicket>({
        ...row,
        firstResponseAt: response === null ? missing : new Date(later(opened, response, zone)),
        resolvedAt: resolved,
      });
      if (next === null) return [ticket];
      const from = afterResolution && typeof resolved === 'number' ? resolved : opened;
      const follower = { customerId: row.customerId, openedAt: later(from, next.delay, zone), channel: next.channel };
      return [ticket, compact<OracleTicket>(follower)];
    });
  return shuffledWithDuplicates(fc.array(one, { maxLength: 8 }).map((rows) => rows.flat()));
}

function paymentsArbitrary(zone: string, centre: number): fc.Arbitrary<OraclePayment<PlainAmount>[]> {
  const attempt = fc.record({
    delay: delayArbitrary,
    status: fc.constantFrom('failed', 'failed', 'failed', 'succeeded', 'succeeded', 'writtenOff'),
    amount: fc.oneof(amountArbitrary, fc.constantFrom<PlainAmount | undefined>(undefined, 10, 10, 10, 20)),
  });
  const invoice = fc
    .record({
      customerId: customerArbitrary,
      invoiceId: fc.constantFrom('1', '2', '3', '4', '5', '6', undefined),
      at: instantArbitrary(zone, centre),
      attempts: fc.array(attempt, { minLength: 1, maxLength: 4 }),
      firstNumber: fc.constantFrom(undefined, undefined, 1, 1, 2),
      hasAmounts: fc.boolean(),
    })
    .map(({ customerId, invoiceId, at, attempts, firstNumber, hasAmounts }) => {
      let instant: Instant = at;
      let number = firstNumber;
      return attempts.map(({ delay, status, amount }, index) => {
        if (index > 0) instant = later(readInstant(instant, zone), delay, zone);
        const isAttempt = status !== 'writtenOff' || invoiceId === undefined;
        const own = isAttempt ? number : undefined;
        if (isAttempt && number !== undefined) number += 1;
        return compact<OraclePayment<PlainAmount>>({
          ...{ customerId, invoiceId, at: instant, attempt: own, amount: hasAmounts ? amount : undefined },
          status: isAttempt && status === 'writtenOff' ? 'failed' : (status as OraclePayment['status']),
        });
      });
    });
  // Two draws of one invoice have numbers that contradict each other: the first draw keeps the id.
  const distinct = fc.array(invoice, { maxLength: 8 }).map((list) => {
    const seen = new Set<string>();
    return list.flatMap((rows) => {
      const [{ customerId, invoiceId } = { customerId: '', invoiceId: undefined }] = rows;
      const key = `${customerId} ${invoiceId}`;
      if (invoiceId !== undefined && seen.has(key)) return [];
      seen.add(key);
      return rows;
    });
  });
  return shuffledWithDuplicates(distinct);
}

/** Rows told twice, in any order. */
function shuffledWithDuplicates<Row>(rows: fc.Arbitrary<Row[]>): fc.Arbitrary<Row[]> {
  return rows.chain((list) =>
    fc
      .subarray(list, { maxLength: Math.min(2, list.length) })
      .chain((twice) => fc.shuffledSubarray([...list, ...twice], { minLength: list.length + twice.length })),
  );
}

/** Periods that meet, and now and then one more that covers some of them. */
function scenario<Row>(
  rowsIn: (zone: string, centre: number) => fc.Arbitrary<Row[]>,
): fc.Arbitrary<ServiceScenario<Row>> {
  return fc.tuple(zoneArbitrary, centreArbitrary).chain(([zone, centre]) =>
    fc.record({
      rows: rowsIn(zone, centre),
      periods: fc.tuple(periodsArbitrary(zone, centre), fc.boolean(), fc.boolean()).map(([list, gap, cover]) => {
        const [first, last] = [list[0], list.at(-1)];
        const some = gap && list.length > 2 ? [...list.slice(0, 1), ...list.slice(2)] : list;
        return cover && first && last ? [...some, { ...first, end: last.end, label: 'all' }].reverse() : some;
      }),
      asOf: maybe(instantArbitrary(zone, centre)),
    }),
  );
}

export const ticketScenario: fc.Arbitrary<ServiceScenario<OracleTicket>> = scenario(ticketsArbitrary);
export const paymentScenario: fc.Arbitrary<ServiceScenario<OraclePayment<PlainAmount>>> = scenario(paymentsArbitrary);
