import {
  firstResponseTime,
  month,
  months,
  type Payment,
  type PaymentSuccessRate,
  type Period,
  paymentSuccessRate,
  type Ratio,
  type ReopenRate,
  reopenRate,
  repeatContactRate,
  resolutionTime,
  type Ticket,
  type TicketTimes,
  ticketsPerCustomer,
} from 'tenure';
import { expectTypeOf, test } from 'vitest';

const tickets: Ticket[] = [];
const payments: Payment[] = [];
const march = month('2026-03');
const spring = months('2026-03', '2026-05');

test('one period gives a result, a list a list, and either gives either', () => {
  expectTypeOf(resolutionTime(tickets, march)).toEqualTypeOf<TicketTimes>();
  expectTypeOf(resolutionTime(tickets, spring)).toEqualTypeOf<TicketTimes[]>();
  expectTypeOf(reopenRate(tickets, march, {})).toEqualTypeOf<ReopenRate>();
  expectTypeOf(paymentSuccessRate(payments, spring)).toEqualTypeOf<PaymentSuccessRate[]>();
  const ofEither = (periods: Period | readonly Period[]) => paymentSuccessRate(payments, periods);
  expectTypeOf(ofEither).returns.toEqualTypeOf<PaymentSuccessRate | PaymentSuccessRate[]>();
});

test('every rate is a ratio', () => {
  expectTypeOf(paymentSuccessRate(payments, march)).toExtend<Ratio>();
  expectTypeOf(repeatContactRate(tickets, march)).toExtend<Ratio>();
  expectTypeOf(ticketsPerCustomer(tickets, march, { customers: 5 })).toExtend<Ratio>();
});

test('with a key the result is a list with keys of its type, null for undefined', () => {
  const byChannel = resolutionTime(tickets, march, { by: (ticket) => ticket.channel });
  expectTypeOf(byChannel).toEqualTypeOf<({ readonly key: string | null } & TicketTimes)[]>();
  const own = [{ customerId: 'ada', openedAt: 0, priority: 1 }];
  const [first] = firstResponseTime(own, spring, { by: ({ priority }) => priority });
  expectTypeOf(first?.[0]?.key).toEqualTypeOf<number | undefined>();
});

test('rows as database clients give them, with ids of any kind and nullable columns', () => {
  interface TicketRow {
    id: bigint;
    customerId: bigint;
    openedAt: Date;
    firstResponseAt: Date | null;
    resolvedAt: Date | null;
    reopened: number | null;
    channel: string | null;
    priority: 'high' | 'low';
  }
  const rows: TicketRow[] = [];
  const byPriority = resolutionTime(rows, march, { by: (row) => row.priority });
  expectTypeOf(byPriority[0]?.key).toEqualTypeOf<'high' | 'low' | undefined>();
  const paid: {
    customerId: number;
    at: Date;
    status: 'succeeded' | 'failed';
    invoiceId: number | null;
    amount: string | null;
    currency: string | null;
    attempt: number | null;
  }[] = [];
  expectTypeOf(paymentSuccessRate(paid, march)).toEqualTypeOf<PaymentSuccessRate>();
});

test('what is refused at run time is refused by the compiler', () => {
  // Never called: what counts is that each line is refused by the compiler.
  const refused = () => {
    // @ts-expect-error an unknown status
    paymentSuccessRate([{ customerId: 'ada', at: 0, status: 'paid' }], march);
    // @ts-expect-error customers are required
    ticketsPerCustomer(tickets, march, {});
    // @ts-expect-error a list of periods needs customers for each
    ticketsPerCustomer(tickets, spring, { customers: 5 });
    // @ts-expect-error the instant of another metric
    firstResponseTime(tickets, march, { assignedBy: 'resolvedAt' });
    // @ts-expect-error a misspelt option
    repeatContactRate(tickets, march, { withinDay: 7 });
    // @ts-expect-error an unknown unit
    resolutionTime(tickets, march, { unit: 'week' });
    // @ts-expect-error an object is no key
    reopenRate(tickets, march, { by: (ticket) => ({ ticket }) });
  };
  expectTypeOf(refused).toBeFunction();
});
