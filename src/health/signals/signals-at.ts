import { addDays, type Zone } from '../../calendar/open.ts';
import { divide, ofNumber, toNumber } from '../../exact/index.ts';
import type { SurveyKind } from '../../surveys/open.ts';
import { compareTexts } from '../../table/index.ts';
import { daysBetween } from '../days-between.ts';
import type { AgedHealthValue } from '../score/health-model.ts';
import type { HealthRecords } from './records.ts';
import { failedPaymentsOf, noTicketFacts, ticketFacts, unpaidSince } from './service-facts.ts';
import { mrrChangeOf, runningRows, type SubscriptionFacts, subscriptionFacts } from './subscription-facts.ts';
import { latestAnswers } from './survey-facts.ts';
import { noUsageFacts, usageFacts } from './usage-facts.ts';

/** The answer to a survey, and its age in days. */
export interface SurveySignal extends AgedHealthValue {
  /** The score given, on the scale of the survey. */
  readonly value: number;
}

/** The values of all signals; null means unknown. It is a type, not an interface, so that it fits where values by any key are expected. */
export type HealthSignalValues = {
  /**
   * Events in the last window over those in the window before, less 1: -0.5 means half as many; a row with a `count` counts as that many
   * events. Null if the customer had no events then, or joined after that window began.
   */
  readonly usageTrend: number | null;
  /** Days of the last window with an event. */
  readonly activeDays: number | null;
  /** Distinct features used in the last window. Null if no event in the data names one. */
  readonly featureBreadth: number | null;
  /** Distinct users in the last window. Null if no event in the data names one. */
  readonly activeUsers: number | null;
  /** Active users over the sum of the quantities of paying rows. Null if no paying row names a quantity. */
  readonly seatUtilisation: number | null;
  /** Days since the last event. Null for a customer without events. */
  readonly daysSinceLastUse: number | null;
  /** The latest answer to a survey of the kind 'nps', 0..10, with its age. */
  readonly npsScore: SurveySignal | null;
  /** The latest answer to a survey of the kind 'csat', on `csatScale`, with its age. */
  readonly csatScore: SurveySignal | null;
  /** The latest answer to a survey of the kind 'ces', on `cesScale`, with its age. */
  readonly cesScore: SurveySignal | null;
  /** Tickets opened and not yet resolved. */
  readonly openTickets: number | null;
  /** Tickets opened again in the last window. */
  readonly reopenedTickets: number | null;
  /** Failed attempts in the last window. */
  readonly failedPayments: number | null;
  /** Invoices that failed and were neither collected nor written off. */
  readonly unpaidInvoices: number | null;
  /** Days to the next due date of a subscription that is paid now. Null if there is none. */
  readonly daysToRenewal: number | null;
  /** Whether a running row, paid or free, has been cancelled and will end. */
  readonly cancelRequested: boolean | null;
  /** Days since the first payment. Null before the first payment. */
  readonly tenureDays: number | null;
  /** MRR just before the instant, in the currency of the statements. */
  readonly mrr: number | null;
  /** MRR divided by the MRR `mrrWindowDays` days before, minus 1. Null if the earlier MRR was 0. */
  readonly mrrChange: number | null;
};

/** The health signals of one customer. */
export interface CustomerHealthSignals {
  /** The customer. */
  readonly customerId: string;
  /** The customer's signals, by key. */
  readonly values: HealthSignalValues;
}

/** What is known just before one instant. */
export interface HealthView {
  readonly records: HealthRecords;
  readonly asOf: number;
  /** The codes of the customers asked about, by customerId. */
  readonly customers: readonly number[];
  /** When a customer started; Infinity where nothing of it is known yet. */
  startOf(customer: number): number;
  /** Null where no subscriptions are given. */
  readonly subscriptionsOf: ((customer: number) => SubscriptionFacts) | null;
  valuesOf(customer: number): HealthSignalValues;
}

export function viewAt(records: HealthRecords, asOf: number): HealthView {
  const { settings, subscriptions, events, tickets, payments, customerIds } = records;
  const { zone, windowDays, customers: chosen } = settings;
  const windowStart = addDays(zone, asOf, -windowDays);
  const startOf = startsBefore(records, asOf);
  const subscriptionsOf = subscriptions && subscriptionFacts(subscriptions, customerIds, settings, asOf);
  const usageOf = events && usageFacts(events, settings, startOf, asOf);

  const isWanted = (customer: number) =>
    subscriptions !== null && chosen === 'running'
      ? runningRows(subscriptions, customer, asOf).length > 0
      : startOf(customer) !== Number.POSITIVE_INFINITY || hasRowsBefore(records, customer, asOf);

  return {
    records,
    asOf,
    customers: Array.from(customerIds.keys())
      .filter(isWanted)
      .sort((a, b) => compareTexts(customerIds[a] as string, customerIds[b] as string)),
    startOf,
    subscriptionsOf,
    valuesOf(customer) {
      const { activeUsers, daysSinceLastUse, ...usage } = usageOf?.(customer) ?? noUsageFacts;
      const subscription = subscriptionsOf?.(customer) ?? null;
      return {
        ...usage,
        activeUsers,
        seatUtilisation: seatUtilisation(activeUsers, subscription),
        daysSinceLastUse,
        npsScore: surveySignal(records, customer, 'nps', asOf),
        csatScore: surveySignal(records, customer, 'csat', asOf),
        cesScore: surveySignal(records, customer, 'ces', asOf),
        ...(tickets === null ? noTicketFacts : ticketFacts(tickets, customer, windowStart, asOf)),
        failedPayments: payments && failedPaymentsOf(payments, customer, windowStart, asOf),
        unpaidInvoices: payments && unpaidSince(payments, customer, asOf).length,
        ...subscriptionValues(subscription, zone, asOf),
      };
    },
  };
}

/** When customers started: their sign-up, else their first row, else their first event, of what is before an instant. */
function startsBefore({ signUps, subscriptions, events }: HealthRecords, asOf: number): (customer: number) => number {
  const known = (at: number | undefined) => (at !== undefined && at < asOf ? at : Number.POSITIVE_INFINITY);
  return (customer) => {
    const signUp = known(signUps[customer]);
    if (signUp !== Number.POSITIVE_INFINITY) return signUp;
    const [row] = subscriptions?.rows.before(customer, asOf) ?? [];
    if (row !== undefined) return known(subscriptions?.timed[row]?.start);
    const [event] = events?.rows.before(customer, asOf) ?? [];
    return known(event === undefined ? undefined : events?.at[event]);
  };
}

function hasRowsBefore({ responses, tickets, payments }: HealthRecords, customer: number, asOf: number): boolean {
  return [responses, tickets, payments].some((list) => list !== null && list.rows.before(customer, asOf).length > 0);
}

const noSubscriptionValues = {
  daysToRenewal: null,
  cancelRequested: null,
  tenureDays: null,
  mrr: null,
  mrrChange: null,
};

function subscriptionValues(facts: SubscriptionFacts | null, zone: Zone, asOf: number) {
  if (facts === null) return noSubscriptionValues;
  const { dueAt, firstPaidAt, cancelRequested, mrr } = facts;
  const days = (from: number, to: number) =>
    Number.isFinite(from) && Number.isFinite(to) ? daysBetween(zone, from, to) : null;
  return {
    daysToRenewal: days(asOf, dueAt),
    cancelRequested,
    tenureDays: days(firstPaidAt, asOf),
    mrr: toNumber(mrr),
    mrrChange: mrrChangeOf(facts),
  };
}

function seatUtilisation(users: number | null, subscription: SubscriptionFacts | null): number | null {
  const seats = subscription?.seats ?? null;
  if (users === null || seats === null || seats.n === 0n) return null;
  return toNumber(divide(ofNumber(users), seats));
}

function surveySignal(
  { responses, settings }: HealthRecords,
  customer: number,
  survey: SurveyKind,
  asOf: number,
): SurveySignal | null {
  const [answer] = responses === null ? [] : latestAnswers(responses, customer, survey, asOf, 1);
  return answer === undefined ? null : { value: answer.score, ageDays: daysBetween(settings.zone, answer.at, asOf) };
}
