import { add, compare, divide, isZero, min, parse, type Rational, sum, toNumber, zero } from './rational.ts';
import type { Amount, Instant, Period } from './types.ts';
import { addCalendarDays, readInstant } from './zone.ts';

/** Written from the pages of the service metrics: every period asks every row again. */
export interface OracleTicket {
  readonly customerId: string;
  readonly openedAt: Instant;
  readonly firstResponseAt?: Instant | null;
  readonly resolvedAt?: Instant | null;
  readonly reopened?: boolean | number;
  readonly channel?: string;
}

export interface OraclePayment<A extends Amount = Amount> {
  readonly customerId: string;
  readonly at: Instant;
  readonly status: 'succeeded' | 'failed' | 'writtenOff';
  readonly invoiceId?: string;
  readonly attempt?: number;
  readonly amount?: A;
  readonly currency?: string;
}

export interface Cut {
  readonly asOf?: Instant;
}

interface KnownTicket {
  readonly source: OracleTicket;
  readonly opened: number;
  readonly responded: number | null;
  readonly resolved: number | null;
}

const ratio = (numerator: number, denominator: number) => ({
  value: denominator === 0 ? null : numerator / denominator,
  numerator,
  denominator,
});

const within = (instant: number, { start, end }: Period): boolean =>
  start.getTime() <= instant && instant < end.getTime();

function cutOff({ asOf }: Cut, zone: string): number {
  return asOf === undefined ? Number.POSITIVE_INFINITY : readInstant(asOf, zone);
}

function known(tickets: readonly OracleTicket[], zone: string, cut: Cut): KnownTicket[] {
  const end = cutOff(cut, zone);
  const read = (instant: Instant | null | undefined): number | null => {
    if (instant === null || instant === undefined) return null;
    const epoch = readInstant(instant, zone);
    return epoch < end ? epoch : null;
  };
  return tickets
    .filter(({ openedAt }) => readInstant(openedAt, zone) < end)
    .map((source) => ({
      source,
      opened: readInstant(source.openedAt, zone),
      responded: read(source.firstResponseAt),
      resolved: read(source.resolvedAt),
    }));
}

/** Type 7, by the weights of both neighbours. */
function quantile(sorted: readonly number[], p: number): number | null {
  if (sorted.length === 0) return null;
  const place = p * (sorted.length - 1);
  const weight = place - Math.floor(place);
  return (1 - weight) * (sorted[Math.floor(place)] ?? 0) + weight * (sorted[Math.ceil(place)] ?? 0);
}

const lengths = { second: 1e3, minute: 6e4, hour: 36e5, day: 864e5 };

export interface TimesOptions extends Cut {
  readonly unit?: keyof typeof lengths;
  readonly byEnd?: boolean;
}

export function times(
  tickets: readonly OracleTicket[],
  period: Period,
  what: 'responded' | 'resolved',
  options: TimesOptions = {},
) {
  const { unit = 'hour', byEnd = false } = options;
  const all = known(tickets, period.timeZone, options);
  const own = all.filter((ticket) => within((byEnd ? ticket[what] : null) ?? ticket.opened, period));
  const durations = own.flatMap((ticket) => (ticket[what] === null ? [] : [ticket[what] - ticket.opened]));
  durations.sort((a, b) => a - b);
  const scale = (milliseconds: number | null) => (milliseconds === null ? null : milliseconds / lengths[unit]);
  const total = durations.reduce((a, b) => a + b, 0);
  return {
    count: durations.length,
    mean: durations.length === 0 ? null : total / durations.length / lengths[unit],
    median: scale(quantile(durations, 0.5)),
    quantiles: [0.1, 0.25, 0.5, 0.75, 0.9].map((p) => ({ p, value: scale(quantile(durations, p)) })),
    unit,
    tickets: durations.length,
    open: own.length - durations.length,
  };
}

export function reopenRate(tickets: readonly OracleTicket[], period: Period, options: Cut & { byEnd?: boolean } = {}) {
  const own = known(tickets, period.timeZone, options).filter(({ opened, resolved }) =>
    within((options.byEnd ? resolved : null) ?? opened, period),
  );
  const reopened = own.filter(({ source }) => source.reopened !== undefined && Number(source.reopened) >= 1);
  const resolved = own.filter((ticket) => ticket.resolved !== null || reopened.includes(ticket));
  return { ...ratio(reopened.length, resolved.length), open: own.length - resolved.length };
}

export interface RepeatOptions extends Cut {
  readonly withinDays?: number;
  readonly byEnd?: boolean;
  readonly sameChannel?: boolean;
}

export function repeatContactRate(tickets: readonly OracleTicket[], period: Period, options: RepeatOptions = {}) {
  const { withinDays = 7, byEnd = false, sameChannel = false } = options;
  const zone = period.timeZone;
  const end = cutOff(options, zone);
  const all = known(tickets, zone, options);
  let [repeated, decided, undecided, open] = [0, 0, 0, 0];
  for (const ticket of all) {
    if (!within((byEnd ? ticket.resolved : null) ?? ticket.opened, period)) continue;
    const from = byEnd ? ticket.resolved : ticket.opened;
    if (from === null) {
      open += 1;
      continue;
    }
    const last = addCalendarDays(from, withinDays, zone);
    if (last >= end) {
      undecided += 1;
      continue;
    }
    decided += 1;
    const isFollowed = all.some(
      ({ source, opened }) =>
        source.customerId === ticket.source.customerId &&
        (!sameChannel || source.channel === ticket.source.channel) &&
        opened > from &&
        opened <= last,
    );
    if (isFollowed) repeated += 1;
  }
  return { ...ratio(repeated, decided), undecided, open };
}

export function ticketsPerCustomer(
  tickets: readonly OracleTicket[],
  period: Period,
  customers: number | readonly string[],
  cut: Cut = {},
) {
  const own = known(tickets, period.timeZone, cut).filter(({ opened }) => within(opened, period));
  if (typeof customers === 'number') return { ...ratio(own.length, customers), others: 0 };
  const listed = own.filter(({ source }) => customers.includes(source.customerId));
  return { ...ratio(listed.length, [...new Set(customers)].length), others: own.length - listed.length };
}

/** The payments of one invoice, in time; of those at one instant a failure first. */
interface Invoice {
  readonly attempts: readonly { at: number; row: OraclePayment }[];
  readonly rows: readonly OraclePayment[];
}

function invoices(payments: readonly OraclePayment[], zone: string, cut: Cut): Invoice[] {
  const end = cutOff(cut, zone);
  const rows = payments.filter(({ at }) => readInstant(at, zone) < end);
  const groups: OraclePayment[][] = [];
  for (const row of rows) {
    const group = groups.find(
      ([first]) =>
        row.invoiceId !== undefined && first?.invoiceId === row.invoiceId && first.customerId === row.customerId,
    );
    if (group) group.push(row);
    else groups.push([row]);
  }
  return groups.map((group) => ({
    rows: group,
    attempts: group
      .filter(({ status }) => status !== 'writtenOff')
      .map((row) => ({ at: readInstant(row.at, zone), row }))
      .sort((a, b) => a.at - b.at || a.row.status.localeCompare(b.row.status)),
  }));
}

/** Whether the attempts are all numbered, and the first one is not among them. */
const startsLate = ({ attempts }: Invoice): boolean => attempts.every(({ row }) => (row.attempt ?? 1) > 1);

function invoicesOf(payments: readonly OraclePayment[], period: Period, cut: Cut): Invoice[] {
  return invoices(payments, period.timeZone, cut).filter(({ attempts: [first] }) => first && within(first.at, period));
}

const isPaid = ({ rows }: Invoice): boolean => rows.some(({ status }) => status === 'succeeded');

export function paymentSuccessRate(payments: readonly OraclePayment[], period: Period, cut: Cut = {}) {
  const own = invoicesOf(payments, period, cut);
  const judged = own.filter((invoice) => !startsLate(invoice));
  const atFirst = judged.filter(({ attempts }) => attempts[0]?.row.status === 'succeeded');
  return {
    ...ratio(atFirst.length, judged.length),
    afterRetries: ratio(judged.filter(isPaid).length, judged.length),
    withoutFirstAttempt: own.length - judged.length,
  };
}

export function recoveryRate(payments: readonly OraclePayment[], period: Period, cut: Cut = {}) {
  const own = invoicesOf(payments, period, cut);
  const failed = own.filter((invoice) => !startsLate(invoice) && invoice.attempts[0]?.row.status === 'failed');
  const unpaid = failed.filter((invoice) => !isPaid(invoice));
  const writtenOff = unpaid.filter(({ rows }) => rows.some(({ status }) => status === 'writtenOff')).length;
  const amounts = failed.flatMap(({ rows }) => {
    const named = rows.flatMap(({ amount }) => (amount === undefined ? [] : [parse(amount)]));
    if (named.length === 0) return [];
    const amount = named.reduce((a, b) => (compare(a, b) > 0 ? a : b));
    const successes = rows.filter(({ status }) => status === 'succeeded');
    const collected = successes.map((row) => (row.amount === undefined ? amount : parse(row.amount)));
    return [{ amount, recovered: min(amount, collected.reduce<Rational>(add, zero)) }];
  });
  return {
    ...ratio(failed.length - unpaid.length, failed.length),
    amount: exactRatio(sum(amounts.map(({ recovered }) => recovered)), sum(amounts.map(({ amount }) => amount))),
    writtenOff,
    open: unpaid.length - writtenOff,
    withoutAmount: failed.length - amounts.length,
    withoutFirstAttempt: own.filter(startsLate).length,
  };
}

/** The double nearest to the exact quotient, and those nearest to its terms. */
function exactRatio(numerator: Rational, denominator: Rational) {
  const value = isZero(denominator) ? null : toNumber(divide(numerator, denominator));
  return { value, numerator: toNumber(numerator), denominator: toNumber(denominator) };
}
