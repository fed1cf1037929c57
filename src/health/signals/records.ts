import { reject } from '../../errors.ts';
import { isSource, ledgerRules, readRows, type Subscription } from '../../ledger/query.ts';
import { checkKeys } from '../../read/index.ts';
import { type IdTable, idTable } from '../../table/index.ts';
import { readSignUps, type SignUp } from '../../usage/open.ts';
import type { HealthData } from './health-data.ts';
import { type TimedRow, timedRows } from './known-rows.ts';
import { type EventRecords, readEventRecords } from './read-events.ts';
import type { HealthSettings } from './read-options.ts';
import { type ResponseRecords, readResponseRecords } from './read-responses.ts';
import { type PaymentRecords, readPaymentRecords, readTicketRecords, type TicketRecords } from './read-service.ts';
import { type RowsByCustomer, rowsByCustomer } from './rows-by-customer.ts';

/** All that is given about customers, checked once, to be asked about any instant. Null: not given. */
export interface HealthRecords {
  readonly settings: HealthSettings;
  /** By code. */
  readonly customerIds: readonly string[];
  readonly subscriptions: SubscriptionRecords | null;
  readonly events: EventRecords | null;
  readonly responses: ResponseRecords | null;
  readonly tickets: TicketRecords | null;
  readonly payments: PaymentRecords | null;
  /** By customer code, in epoch milliseconds; undefined for a customer without one. */
  readonly signUps: readonly (number | undefined)[];
}

/** Subscription rows by customer, by their start. */
export interface SubscriptionRecords {
  readonly timed: readonly TimedRow[];
  readonly rows: RowsByCustomer;
}

const dataKeys = ['subscriptions', 'events', 'responses', 'tickets', 'payments', 'signUps'] as const;

/** Checks all rows, also those that no instant asked about will know. */
export function readRecords(data: unknown, settings: HealthSettings): HealthRecords {
  const given = checkKeys(data, dataKeys, 'data') as HealthData;
  const { zone } = settings;
  const customers = idTable();
  const { scales } = settings;
  const subscriptions = ifGiven(given.subscriptions, (rows) => readSubscriptions(rows, settings, customers));
  const events = ifGiven(given.events, (rows) => readEventRecords(rows, zone, customers));
  const responses = ifGiven(given.responses, (rows) => readResponseRecords(rows, zone, scales, customers));
  const tickets = ifGiven(given.tickets, (rows) => readTicketRecords(rows, zone, customers));
  const payments = ifGiven(given.payments, (rows) => readPaymentRecords(rows, zone, customers));
  const signUps = ifGiven(given.signUps, (rows) => readSignUpRecords(rows, settings, customers));
  // Rows are put together by customer once all customers are known.
  return {
    settings,
    customerIds: customers.ids,
    subscriptions: subscriptions?.() ?? null,
    events: events?.() ?? null,
    responses: responses?.() ?? null,
    tickets: tickets?.() ?? null,
    payments: payments?.() ?? null,
    signUps: signUps ?? [],
  };
}

function ifGiven<T, R>(value: T | undefined, read: (value: T) => R): R | undefined {
  return value === undefined ? undefined : read(value);
}

function readSubscriptions(
  given: readonly Subscription[],
  { policy, zone }: HealthSettings,
  customers: IdTable,
): () => SubscriptionRecords {
  if (!Array.isArray(given)) {
    const hint = isSource(given) ? ' (not a ledger, which is compiled with what was known later)' : '';
    reject('INVALID_TYPE', 'subscriptions', `be an array of subscriptions${hint}`, given);
  }
  readRows(given, ledgerRules(policy, undefined)).currencies.reporting();
  const timed = timedRows(given, zone, customers.codeOf);
  return () => ({
    timed,
    rows: rowsByCustomer(
      Uint32Array.from(timed, ({ customer }) => customer),
      Float64Array.from(timed, ({ start }) => start),
      customers.ids.length,
    ),
  });
}

function readSignUpRecords(given: readonly SignUp[], { zone }: HealthSettings, customers: IdTable): number[] {
  const signUps = readSignUps(given, zone);
  const byCustomer: number[] = [];
  for (const [code, customerId] of signUps.customers.ids.entries()) {
    byCustomer[customers.codeOf(customerId)] = signUps.at[code] as number;
  }
  return byCustomer;
}

/** When a customer started, as known just before an instant; Infinity where nothing of it is known yet. */
export function startOf(records: HealthRecords, customer: number, asOf: number): number {
  const { signUps, subscriptions, events } = records;
  const known = (at: number | undefined) => (at !== undefined && at < asOf ? at : Number.POSITIVE_INFINITY);
  const signUp = known(signUps[customer]);
  if (signUp !== Number.POSITIVE_INFINITY) return signUp;
  const row = subscriptions?.rows.before(customer, asOf)[0];
  if (row !== undefined) return subscriptions?.timed[row]?.start ?? Number.POSITIVE_INFINITY;
  const event = events?.rows.before(customer, asOf)[0];
  return known(event === undefined ? undefined : events?.at[event]);
}
