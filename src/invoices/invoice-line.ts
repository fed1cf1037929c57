import type { Instant } from '../calendar/open.ts';
import type { BillingInterval } from '../ledger/query.ts';
import type { Amount } from '../money/index.ts';
import type { Id } from '../read/index.ts';

/** How long a line without service dates is for. */
export interface LineInterval {
  /** The unit of the interval. */
  readonly interval: Exclude<BillingInterval, 'term'>;
  /** How many of them. Default 1. */
  readonly intervalCount?: number | null | undefined;
}

/**
 * One line of an invoice or a credit note. In every optional field null means missing, as undefined does. Further fields are yours, and the
 * rule `recurring` sees them; only a key that is a field but for case, blanks and underscores (`service_start`) is refused.
 */
export interface InvoiceLine {
  /** The customer, compared by its text: 17, 17n and '17' are one. */
  readonly customerId: Id;
  /** What the whole line comes to for its whole time, discounts off and tax excluded; negative where it takes something back. */
  readonly amount: Amount;
  /** The first day that the line is for. Times of day are cut off. */
  readonly serviceStart?: Instant | null | undefined;
  /** The last day, or the day after it, as the option `serviceEnd` says. */
  readonly serviceEnd?: Instant | null | undefined;
  /** How long a whole bill is for: from `serviceStart`, or else `date`, where there is no `serviceEnd`; a shorter line is its share of that. */
  readonly interval?: LineInterval['interval'] | null | undefined;
  /** How many intervals a whole bill covers. Default 1. */
  readonly intervalCount?: number | null | undefined;
  /** The date of the invoice. */
  readonly date?: Instant | null | undefined;
  /** A line is known by it, within its invoice: given twice, the second is a duplicate. */
  readonly lineId?: Id | null | undefined;
  /** The invoice that the line is on. */
  readonly invoiceId?: Id | null | undefined;
  /** The line that a credit takes back, or the invoice. */
  readonly creditOf?: Id | null | undefined;
  /** Left out, all lines of a customer and plan are one subscription. */
  readonly subscriptionId?: Id | null | undefined;
  /** The plan of the row. */
  readonly plan?: string | null | undefined;
  /** The currency code of the amount, of any case; missing: the row names none. */
  readonly currency?: string | null | undefined;
  /** Yours: size, industry, country. */
  readonly segment?: string | null | undefined;
  /** 'credit' and 'refund' take their amount back whatever its sign; 'oneTime' is no recurring revenue. */
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

/** Why a line did not go into the rows. */
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

/** A line that did not go into the rows. */
export interface RejectedLine {
  /** Its index among the lines. */
  readonly index: number;
  /** Why it was rejected, for programs. */
  readonly reason: LineRejection;
  /** The same as a sentence. */
  readonly text: string;
}

export const rejectionTexts: { readonly [reason in LineRejection]: string } = {
  ONE_TIME: 'it is one-time, or takes back what is',
  NO_PERIOD: 'it has no service dates, and no interval with a date to begin at',
  ENDS_BEFORE_START: 'its service ends before it starts',
  NO_TIME: 'its service ends on the day on which it starts; ends are taken as exclusive',
  DUPLICATE: 'it was given before, with the same invoiceId and lineId',
  REFUND: "it is a refund of money; use refunds: 'credit' to take it off",
  NOTHING_TO_CREDIT: 'nothing that it could take back was billed for its time',
  CREDIT_AMBIGUOUS: 'its creditOf is the lineId of several invoices, or of a line and an invoice',
  CREDIT_EXCEEDS: 'it takes back more than was billed, and not yet taken back, for its time',
};

/** What a note is about. */
export type InvoiceNoteCode = 'SERVICE_END_DOUBTFUL' | 'LINES_OVERLAP' | 'CREDIT_ROUNDED' | 'CREDIT_LEAVES_LITTLE';

/** Something in the lines that may not be what it seems. */
export interface InvoiceNote {
  /** What the note is about. */
  readonly code: InvoiceNoteCode;
  /** The note as a sentence. */
  readonly text: string;
  /** The lines concerned, by their index. */
  readonly lines: readonly number[];
}

export const noteTexts: { readonly [code in InvoiceNoteCode]: string } = {
  SERVICE_END_DOUBTFUL:
    'lines that are whole months only with their ends read the other way, and are more than those that are so as read; see serviceEnd',
  LINES_OVERLAP:
    'lines that the next one of their subscription overlaps by a week or less: both count on those days; see overlapDays',
  CREDIT_ROUNDED:
    'credits that differ from what they take back by a rounding, or within creditTolerance; they take back all of it',
  CREDIT_LEAVES_LITTLE:
    'credits that leave less than a twentieth of the price on their days, which still counts; see creditTolerance',
};
