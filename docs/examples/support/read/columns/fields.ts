import type { RowKindName } from 'tenure/schema';

/** How the text of a cell is read. */
export type CellKind = 'text' | 'instant' | 'number' | 'amount' | 'interval' | 'list';

export interface Field {
  /** Where the field is in a row. */
  readonly path: string;
  readonly cell: CellKind;
  readonly required?: true;
  /** A few of the names that its column may have. */
  readonly such?: string;
  /** What it is in words, where the name of its flag does not say it. */
  readonly words?: string;
  /** Column names of what is no field of a row by itself, such as the start of a pause. */
  readonly own?: readonly string[];
  /** Whether the wrong column would change figures: then two that are possible are one too many. */
  readonly counts?: true;
}

/** Fields under the names of their flags. */
export type Fields<Name extends string> = Readonly<Record<Name, Field>>;

export interface Kind<Name extends string> {
  /** The name that the table of column names has for these rows. */
  readonly rows: RowKindName;
  readonly fields: Fields<Name>;
}

const customer = { path: 'customerId', cell: 'text', required: true, such: 'customer_id, customer, Kunde' } as const;
const at = { path: 'at', cell: 'instant', required: true, counts: true, such: 'at, timestamp, date' } as const;
const currency = { path: 'currency', cell: 'text', counts: true } as const;
const segment = { path: 'segment', cell: 'text' } as const;

export const ledgerKind = {
  rows: 'subscription',
  fields: {
    customer,
    subscription: { path: 'subscriptionId', cell: 'text' },
    start: { path: 'start', cell: 'instant', required: true, counts: true, such: 'start_date, start, Beginn' },
    end: { path: 'end', cell: 'instant', counts: true },
    amount: { path: 'amount', cell: 'amount', required: true, counts: true, such: 'amount, price, mrr' },
    interval: { path: 'interval', cell: 'interval', required: true, counts: true, such: 'interval, billing_interval' },
    'interval-count': { path: 'intervalCount', cell: 'number', counts: true },
    quantity: { path: 'quantity', cell: 'number', counts: true },
    'discount-percent': { path: 'discountPercent', cell: 'amount', counts: true },
    'discount-amount': { path: 'discountAmount', cell: 'amount', counts: true },
    currency,
    plan: { path: 'plan', cell: 'text' },
    segment,
    'trial-end': { path: 'trialEnd', cell: 'instant', counts: true },
    signed: { path: 'signedAt', cell: 'instant' },
    replaces: { path: 'replaces', cell: 'text' },
    'cancel-requested': { path: 'cancelRequestedAt', cell: 'instant' },
    'churn-reason': { path: 'churnReason', cell: 'text' },
    'pause-start': {
      path: 'pauses[0].start',
      cell: 'instant',
      own: [
        'pause start',
        'paused at',
        'paused from',
        'pause from',
        'pause date',
        'Pausenbeginn',
        'pausiert ab',
        'Pause von',
      ],
      counts: true,
    },
    'pause-end': {
      path: 'pauses[0].end',
      cell: 'instant',
      own: [
        'pause end',
        'resumed at',
        'paused until',
        'pause until',
        'resume date',
        'Pausenende',
        'pausiert bis',
        'Pause bis',
      ],
      counts: true,
    },
    'past-due-start': {
      path: 'pastDue[0].start',
      cell: 'instant',
      own: ['past due start', 'past due since', 'past due from', 'überfällig seit', 'Verzug ab'],
    },
    'past-due-end': { path: 'pastDue[0].end', cell: 'instant', own: ['past due end', 'past due until', 'Verzug bis'] },
    status: {
      path: 'status',
      cell: 'text',
      own: ['status', 'state', 'subscription status', 'contract status', 'Zustand', 'Vertragsstatus', 'Abostatus'],
    },
  },
} as const satisfies Kind<string>;

export type LedgerField = keyof typeof ledgerKind.fields;
export const ledgerFieldNames = Object.keys(ledgerKind.fields) as LedgerField[];

export const eventKind = {
  rows: 'usageEvent',
  fields: {
    customer,
    at: { ...at, words: 'time of an event' },
    user: { path: 'userId', cell: 'text' },
    feature: { path: 'feature', cell: 'text' },
    duration: { path: 'durationSeconds', cell: 'number', counts: true },
    count: { path: 'count', cell: 'number', counts: true },
  },
} as const satisfies Kind<string>;
export type EventField = keyof typeof eventKind.fields;
export const eventNames = Object.keys(eventKind.fields) as EventField[];

export const ticketKind = {
  rows: 'ticket',
  fields: {
    customer,
    opened: {
      path: 'openedAt',
      cell: 'instant',
      required: true,
      counts: true,
      words: 'time when a ticket was opened',
      such: 'opened_at, created_at',
    },
    'first-response': { path: 'firstResponseAt', cell: 'instant', counts: true },
    resolved: { path: 'resolvedAt', cell: 'instant', counts: true },
    reopened: { path: 'reopenedAt', cell: 'instant', counts: true },
    reopens: { path: 'reopened', cell: 'number', counts: true },
    channel: { path: 'channel', cell: 'text' },
  },
} as const satisfies Kind<string>;
export type TicketField = keyof typeof ticketKind.fields;
export const ticketNames = Object.keys(ticketKind.fields) as TicketField[];

export const paymentKind = {
  rows: 'payment',
  fields: {
    customer,
    at: { ...at, words: 'time of a payment' },
    status: { path: 'status', cell: 'text', required: true, counts: true, such: 'status' },
    invoice: { path: 'invoiceId', cell: 'text' },
  },
} as const satisfies Kind<string>;

/** A file of answers has a column `score`, and maybe `survey` for what was asked, or a column for each question. */
export const answerKind = {
  rows: 'surveyResponse',
  fields: {
    'survey-customer': { path: 'customerId', cell: 'text' },
    'survey-at': { ...at, words: 'time of an answer' },
    score: { path: 'score', cell: 'number', counts: true, such: 'score, nps' },
    'survey-column': { path: 'survey', cell: 'text' },
    segment,
    themes: { path: 'themes', cell: 'list' },
  },
} as const satisfies Kind<string>;
export type AnswerField = keyof typeof answerKind.fields;
export const answerNames = Object.keys(answerKind.fields) as AnswerField[];

export function fieldsOf<Name extends string>(kind: Kind<Name>): [Name, Field][] {
  return Object.entries(kind.fields) as [Name, Field][];
}
