import fc from 'fast-check';
import type { HealthData, Payment, SignUp, Subscription, SurveyResponse, Ticket, UsageEvent } from 'tenure';

/** Data as lists that are all there, with instants as numbers. */
export interface History {
  readonly subscriptions: readonly PlainRow[];
  readonly events: readonly (UsageEvent & { readonly at: number })[];
  readonly responses: readonly (SurveyResponse & { readonly customerId: string; readonly at: number })[];
  readonly tickets: readonly PlainTicket[];
  readonly payments: readonly (Payment & { readonly at: number })[];
  readonly signUps: readonly (SignUp & { readonly at: number })[];
}
interface PlainSpan {
  readonly start: number;
  readonly end?: number | undefined;
}
type PlainRow = Subscription & {
  readonly start: number;
  readonly end?: number | undefined;
  readonly cancelRequestedAt?: number | undefined;
  readonly pauses?: readonly PlainSpan[] | undefined;
  readonly pastDue?: readonly PlainSpan[] | undefined;
};
type PlainTicket = Ticket & {
  readonly openedAt: number;
  readonly resolvedAt?: number | undefined;
  readonly reopenedAt?: number | undefined;
};

// Every history is of these data types.
({}) as History satisfies HealthData;

const first = Date.UTC(2026, 0, 1);
const quarterDay = 21_600_000;
const span = 180 * 4;

/** On a grid of six hours, so that things happen at one instant, and at the instant asked from. */
const instant = fc.integer({ min: 0, max: span }).map((step) => first + step * quarterDay);
/** In the middle of the history, at midnight more often than not. */
export const asOfArbitrary = fc
  .tuple(fc.integer({ min: 60, max: 150 }), fc.constantFrom(0, 0, 1))
  .map(([day, step]) => first + (day * 4 + step) * quarterDay);
const customerId = fc.constantFrom('ada', 'ben', 'cem', 'dia');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const later = fc.integer({ min: 0, max: 400 }).map((steps) => steps * quarterDay);

const interruption = fc.record({ start: instant, length: maybe(later) }).map(
  ({ start, length }): PlainSpan => ({
    start,
    ...(length !== undefined && { end: start + length }),
  }),
);
const interruptions = maybe(fc.array(interruption, { maxLength: 2 }));

function plus(start: number, length: number | undefined): number | undefined {
  return length === undefined ? undefined : start + length;
}

/** Only what is given: the types of the library tell a field that is left out from one that is undefined, and so do tests of equality. */
function without<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;
}

const subscription = fc
  .record({
    customerId,
    subscriptionId: maybe(fc.constantFrom('s1', 's2')),
    start: instant,
    length: maybe(later),
    amount: fc.constantFrom(0, 50, 99.99, 1200),
    interval: fc.constantFrom('week' as const, 'month' as const, 'quarter' as const, 'year' as const, 'term' as const),
    quantity: maybe(fc.integer({ min: 0, max: 5 })),
    trial: maybe(later),
    cancelRequestedAt: maybe(instant),
    pauses: interruptions,
    pastDue: interruptions,
    churnType: maybe(fc.constantFrom('voluntary' as const, 'involuntary' as const)),
  })
  .map(({ length, trial, ...row }): PlainRow => {
    // A term needs an end behind its start.
    const end = row.interval === 'term' ? row.start + (length ?? 0) + quarterDay : plus(row.start, length);
    return without({ ...row, end, trialEnd: plus(row.start, trial) });
  });

const event = fc
  .record({
    customerId,
    at: instant,
    userId: maybe(fc.constantFrom('u1', 'u2', 'u3')),
    feature: maybe(fc.constantFrom('import', 'export')),
  })
  .map(without);

const response = fc
  .record({
    customerId,
    at: instant,
    score: fc.integer({ min: 1, max: 5 }),
    survey: maybe(fc.constantFrom('nps' as const, 'csat' as const, 'ces' as const)),
  })
  .map(without);

/** A ticket that says when it was reopened does not say that it was not. */
function flagOf(reopened: boolean | undefined, reopenedAt: number | undefined): boolean | undefined {
  return reopenedAt === undefined ? reopened : reopened || undefined;
}

const ticket = fc
  .record({
    customerId,
    openedAt: instant,
    open: maybe(later),
    reopened: maybe(fc.boolean()),
    reopening: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ customerId: id, openedAt, open, reopened, reopening }): PlainTicket => {
    const resolvedAt = plus(openedAt, open);
    const reopenedAt = plus(openedAt, reopening && Math.round(reopening * (open ?? 100 * quarterDay)));
    return without({ customerId: id, openedAt, resolvedAt, reopened: flagOf(reopened, reopenedAt), reopenedAt });
  });

const payment = fc
  .record({
    customerId,
    at: instant,
    status: fc.constantFrom('succeeded' as const, 'failed' as const, 'failed' as const, 'writtenOff' as const),
    invoiceId: maybe(fc.constantFrom('i1', 'i2')),
  })
  .map((row) => without(row.status === 'writtenOff' ? { ...row, invoiceId: row.invoiceId ?? 'i1' } : row));

export const historyArbitrary: fc.Arbitrary<History> = fc.record({
  subscriptions: fc.array(subscription, { maxLength: 6 }),
  events: fc.array(event, { maxLength: 25 }),
  responses: fc.array(response, { maxLength: 6 }),
  tickets: fc.array(ticket, { maxLength: 5 }),
  payments: fc.array(payment, { maxLength: 6 }),
  signUps: fc.array(fc.record({ customerId, at: instant }), { maxLength: 3 }),
});

/** Another future: from a stream of numbers in [0, 1), of which any are drawn. */
export type Draw = () => number;

/** The past of one history before `asOf`, followed by the future of another, and by other outcomes of what was still open. */
export function splice(past: History, future: History, asOf: number, draw: Draw): History {
  const joined = <T>(key: keyof History, atOf: (row: T) => number, alter: (row: T) => T = (row) => row): T[] =>
    shuffled(
      [
        ...(past[key] as readonly unknown[] as readonly T[]).filter((row) => atOf(row) < asOf).map(alter),
        ...(future[key] as readonly unknown[] as readonly T[]).filter((row) => atOf(row) >= asOf),
      ],
      draw,
    );
  const dated = <T extends { readonly at: number }>(key: keyof History) => joined<T>(key, ({ at }) => at);
  return {
    subscriptions: joined<PlainRow>(
      'subscriptions',
      ({ start }) => start,
      (row) => otherRow(row, asOf, draw),
    ),
    events: dated('events'),
    responses: dated('responses'),
    tickets: joined<PlainTicket>(
      'tickets',
      ({ openedAt }) => openedAt,
      (row) => otherTicket(row, asOf, draw),
    ),
    payments: dated('payments'),
    signUps: dated('signUps'),
  };
}

function shuffled<T>(rows: T[], draw: Draw): T[] {
  return rows
    .map((row) => ({ row, key: draw() }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
}

/** An instant at or after `asOf`, often `asOf` itself, or none. */
function someday(asOf: number, draw: Draw): number | undefined {
  const number = draw();
  if (number < 0.3) return undefined;
  return number < 0.5 ? asOf : asOf + Math.floor((number - 0.5) * 300) * quarterDay;
}

function otherRow(row: PlainRow, asOf: number, draw: Draw): PlainRow {
  const { end = Number.POSITIVE_INFINITY, cancelRequestedAt = Number.POSITIVE_INFINITY } = row;
  const isRequested = cancelRequestedAt < asOf;
  const isEnded = end < asOf;
  // The end of a term is part of its price.
  const isEndKnown = isEnded || isRequested || row.interval === 'term';
  return without({
    ...row,
    end: isEndKnown ? row.end : someday(asOf, draw),
    cancelRequestedAt: isRequested ? row.cancelRequestedAt : someday(asOf, draw),
    churnType: isEnded || isRequested ? row.churnType : draw() < 0.5 ? 'involuntary' : undefined,
    churnReason: isEnded || isRequested ? row.churnReason : draw() < 0.5 ? 'price' : undefined,
    pauses: otherSpans(row.pauses, asOf, draw),
    pastDue: otherSpans(row.pastDue, asOf, draw),
  });
}

function otherSpans(spans: readonly PlainSpan[] | undefined, asOf: number, draw: Draw): PlainSpan[] {
  const known = (spans ?? []).filter(({ start }) => start < asOf);
  const start = someday(asOf, draw);
  return [
    ...known.map((own) =>
      without({ start: own.start, end: own.end !== undefined && own.end < asOf ? own.end : someday(asOf, draw) }),
    ),
    ...(start === undefined ? [] : [{ start }]),
  ];
}

function otherTicket(row: PlainTicket, asOf: number, draw: Draw): PlainTicket {
  const { resolvedAt = Number.POSITIVE_INFINITY, reopenedAt = Number.POSITIVE_INFINITY } = row;
  if (resolvedAt < asOf) return row;
  const isReopeningKnown = reopenedAt < asOf;
  const reopening = isReopeningKnown ? reopenedAt : someday(asOf, draw);
  const resolution = someday(asOf, draw);
  return without({
    ...row,
    reopened: flagOf(draw() < 0.5, reopening),
    reopenedAt: reopening,
    resolvedAt: resolution === undefined ? undefined : Math.max(resolution, reopening ?? resolution),
  });
}
