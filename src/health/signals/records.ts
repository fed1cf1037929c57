import { isMetricsError, refuse, reject, ruleOf, textOfPath } from '../../errors.ts';
import { isSource, ledgerRules, readRows, type Subscription } from '../../ledger/query.ts';
import { checkKeys } from '../../read/index.ts';
import { type IdTable, idTable } from '../../table/index.ts';
import { readSignUps, type SignUp } from '../../usage/open.ts';
import type { HealthData } from './health-data.ts';
import { timedRows } from './known-rows.ts';
import type { HealthSettings } from './read-options.ts';
import { rowsByCustomer } from './rows-by-customer.ts';
import { type PaymentRecords, readPaymentRecords, readTicketRecords, type TicketRecords } from './service-facts.ts';
import type { SubscriptionRecords } from './subscription-facts.ts';
import { type ResponseRecords, readResponseRecords } from './survey-facts.ts';
import { type EventRecords, readEventRecords } from './usage-facts.ts';

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
  /** By customer code, in epoch milliseconds; undefined for a customer without one. Never null: nothing asks whether they are given. */
  readonly signUps: readonly (number | undefined)[];
}

const dataKeys = ['subscriptions', 'events', 'responses', 'tickets', 'payments', 'signUps'] as const;

/** Checks all rows, also those that no instant asked about will know. */
export function readRecords(data: unknown, settings: HealthSettings): HealthRecords {
  const given = checkKeys(data, dataKeys, 'data') as HealthData;
  const { zone, scales } = settings;
  const customers = idTable();
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

/** Runs what other rooms read. They name their own parameters in errors; in a call about health these are fields of `data` and `options`. */
export function namingData<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!isMetricsError(error)) throw error;
    const [first, ...rest] = error.path;
    const isData = (dataKeys as readonly unknown[]).includes(first);
    if (!isData && first !== 'policy') throw error;
    const path = isData ? ['data', ...error.path] : ['options', ...rest];
    return refuse(error.code, textOfPath(path), ruleOf(error), error.received);
  }
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
    const hint = isSource(given) ? ' (not a ledger, which also holds what became known later)' : '';
    reject('INVALID_TYPE', 'subscriptions', `be an array of subscriptions${hint}`, given);
  }
  readRows(given, ledgerRules(policy, undefined)).currencies.reporting();
  const timed = timedRows(given, zone, customers.codeOf);
  const customerOf = Uint32Array.from(timed, ({ customer }) => customer);
  const starts = Float64Array.from(timed, ({ start }) => start);
  return () => ({ timed, rows: rowsByCustomer(customerOf, starts, customers.ids.length) });
}

function readSignUpRecords(given: readonly SignUp[], { zone }: HealthSettings, customers: IdTable): number[] {
  const signUps = readSignUps(given, zone);
  const byCustomer: number[] = [];
  for (const [code, customerId] of signUps.customers.ids.entries()) {
    byCustomer[customers.codeOf(customerId)] = signUps.at[code] as number;
  }
  return byCustomer;
}
