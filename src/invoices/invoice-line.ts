import type { Instant } from '../calendar/open.ts';
import type { BillingInterval } from '../ledger/query.ts';
import type { Amount } from '../money/index.ts';
import type { Id } from '../read/index.ts';

/** The length of time that a line without service dates covers. */
export interface LineInterval {
  /** The unit of the interval. */
  readonly interval: Exclude<BillingInterval, 'term'>;
  /** The number of these units. Default 1. */
  readonly intervalCount?: number | null | undefined;
}

/**
 * One line of an invoice or a credit note. In every optional field, null and undefined mean missing. Further fields are yours, and the rule
 * `recurring` sees them; only a key that differs from a field just in case, blanks or underscores (`service_start`) is refused.
 */
export interface InvoiceLine {
  /** The customer, compared by its text: 17, 17n and '17' are one customer. */
  readonly customerId: Id;
  /** The amount of the whole line for its whole time, after discounts and without tax; negative if it reverses something. */
  readonly amount: Amount;
  /** The first day that the line covers. Times of day are ignored. */
  readonly serviceStart?: Instant | null | undefined;
  /** The last day of service, or the day after it, depending on the option `serviceEnd`. */
  readonly serviceEnd?: Instant | null | undefined;
  /**
   * The length of a whole bill. Without `serviceEnd`, the line covers it, from `serviceStart` or else from `date`; with it, a shorter line
   * is a share of it.
   */
  readonly interval?: LineInterval['interval'] | null | undefined;
  /** The number of intervals that a whole bill covers. Default 1. */
  readonly intervalCount?: number | null | undefined;
  /** The date of the invoice. */
  readonly date?: Instant | null | undefined;
  /** The id of the line within its invoice; a second line with the same id is a duplicate. */
  readonly lineId?: Id | null | undefined;
  /** The invoice that the line is on. */
  readonly invoiceId?: Id | null | undefined;
  /** The line or invoice that a credit reverses. */
  readonly creditOf?: Id | null | undefined;
  /** The subscription of the line. If missing, all lines of a customer and plan are one subscription. */
  readonly subscriptionId?: Id | null | undefined;
  /** The plan of the row. */
  readonly plan?: string | null | undefined;
  /** The currency code of the amount, in upper or lower case; missing: the row names none. */
  readonly currency?: string | null | undefined;
  /** Yours: size, industry, country. */
  readonly segment?: string | null | undefined;
  /** 'credit' and 'refund': the amount is deducted, whatever its sign. 'oneTime': the line is not recurring revenue. */
  readonly kind?: 'oneTime' | 'credit' | 'refund' | null | undefined;
}

export const lineFields = [
  'customerId',
  'amount',
  'serviceStart',
  'serviceEnd',
  'interval',
  'intervalCount',
  'date',
  'lineId',
  'invoiceId',
  'creditOf',
  'subscriptionId',
  'plan',
  'currency',
  'segment',
  'kind',
] as const satisfies readonly (keyof InvoiceLine)[];

/** Why a line is not in the rows. */
export type LineRejection =
  | 'ONE_TIME'
  | 'NO_PERIOD'
  | 'ENDS_BEFORE_START'
  | 'NO_TIME'
  | 'DUPLICATE'
  | 'REFUND'
  | 'NOTHING_TO_CREDIT'
  | 'CREDIT_AMBIGUOUS'
  | 'CREDIT_EXCEEDS';

/** A line that is not in the rows. */
export interface RejectedLine {
  /** The index of the line. */
  readonly index: number;
  /** The reason, as a code for programs. */
  readonly reason: LineRejection;
  /** The reason as a sentence. */
  readonly text: string;
}

export const rejectionTexts: { readonly [reason in LineRejection]: string } = {
  ONE_TIME: 'it is a one-time line, or reverses one',
  NO_PERIOD: 'it has neither service dates nor an interval with a date to begin at',
  ENDS_BEFORE_START: 'its service ends before it starts',
  NO_TIME: 'its service ends on the day on which it starts; ends are read as exclusive',
  DUPLICATE: 'it was given before, with the same invoiceId and lineId',
  REFUND: "it is a refund of money; use refunds: 'credit' to deduct it",
  NOTHING_TO_CREDIT: 'nothing that it could reverse was billed for its time',
  CREDIT_AMBIGUOUS: 'its creditOf is the lineId of several invoices, or of a line and an invoice',
  CREDIT_EXCEEDS: 'it reverses more than was billed for its time and is not reversed yet',
};

/** The subject of a note. */
export type InvoiceNoteCode = 'SERVICE_END_DOUBTFUL' | 'LINES_OVERLAP' | 'CREDIT_ROUNDED' | 'CREDIT_LEAVES_LITTLE';

/** Something in the lines that may not be what it seems. */
export interface InvoiceNote {
  /** The subject of the note, as a code for programs. */
  readonly code: InvoiceNoteCode;
  /** The note as a sentence. */
  readonly text: string;
  /** The indices of the lines concerned. */
  readonly lines: readonly number[];
}

export const noteTexts: { readonly [code in InvoiceNoteCode]: string } = {
  SERVICE_END_DOUBTFUL:
    'lines that cover whole months only if their ends are read the other way, and outnumber those that do so as read; see serviceEnd',
  LINES_OVERLAP:
    'lines that overlap the next one of their subscription by a week or less: both count on those days; see overlapDays',
  CREDIT_ROUNDED:
    'credits that differ from what they reverse by rounding, or within creditTolerance; they reverse all of it',
  CREDIT_LEAVES_LITTLE:
    'credits that leave less than a twentieth of the price on their days, which still counts; see creditTolerance',
};
