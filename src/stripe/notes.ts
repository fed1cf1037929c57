import { add, type Rational } from '../exact/index.ts';
import { getOrAdd } from '../table/index.ts';
import { amountText } from './objects/amounts.ts';

/** Why a subscription led to no row. */
export type StripeSkipReason =
  | 'INCOMPLETE'
  | 'INCOMPLETE_EXPIRED'
  | 'UNKNOWN_STATUS'
  | 'NOT_RECURRING'
  | 'NEVER_PAID'
  | 'ENDS_BEFORE_START'
  | 'END_UNKNOWN'
  | 'TEST_MODE'
  | 'DUPLICATE';

/** A subscription that led to no row. */
export interface SkippedSubscription {
  /** Its id in Stripe. */
  readonly id: string;
  /** Why it led to no row, for programs. */
  readonly reason: StripeSkipReason;
  /** The same as a sentence. */
  readonly text: string;
}

/** What a note is about. */
export type StripeNoteCode =
  | 'METERED_ITEM'
  | 'TIERED_ITEM'
  | 'ONE_TIME_ITEM'
  | 'NO_UNIT_AMOUNT'
  | 'CURRENCY_NOT_EXPANDED'
  | 'TAX_INCLUSIVE'
  | 'TRIAL_OFFER'
  | 'ONE_TIME_DISCOUNT'
  | 'DISCOUNT_NOT_EXPANDED'
  | 'DISCOUNT_IN_OTHER_CURRENCY'
  | 'DISCOUNT_OVER_INTERVALS'
  | 'COUPON_SCOPE_UNKNOWN'
  | 'HISTORY_UNKNOWN'
  | 'HISTORY_INCOMPLETE'
  | 'CHANGE_NOT_DATED'
  | 'CUSTOMER_DISCOUNT_UNKNOWN'
  | 'PRICE_NOT_FOUND'
  | 'PRICE_FROM_LINE'
  | 'PAUSE_START_UNKNOWN'
  | 'PAST_DUE_START_UNKNOWN'
  | 'UNPAID_START_UNKNOWN'
  | 'CANCELLATION_END_UNKNOWN'
  | 'END_UNKNOWN'
  | 'LIST_NOT_COMPLETE'
  | 'OTHER_INVOICE'
  | 'OTHER_EVENT'
  | 'OTHER_SCHEDULE';

/** What an invoice billed last for something that is no MRR; instants are ISO texts in UTC, the amount is in major units. */
export interface StripeBilled {
  /** The subscription item. */
  readonly id: string;
  /** The start of the time billed, as ISO 8601 text in UTC. */
  readonly start: string;
  /** The end of the time billed, as ISO 8601 text in UTC. */
  readonly end: string;
  /** In major units, as decimal text. */
  readonly amount: string;
  /** The currency code. */
  readonly currency: string;
}

/** Something that the rows do not show, or the data leaves open. */
export interface StripeNote {
  /** What the note is about. */
  readonly code: StripeNoteCode;
  /** The note as a sentence. */
  readonly text: string;
  /** The subscriptions, items, discounts, prices, invoices, lines or events concerned, sorted. */
  readonly ids: readonly string[];
  /** Of `METERED_ITEM`: what the last invoice that was given billed for each of them. */
  readonly billed?: readonly StripeBilled[];
}

export const skipTexts: { readonly [reason in StripeSkipReason]: string } = {
  INCOMPLETE: 'the first payment is still due',
  INCOMPLETE_EXPIRED: 'the first payment was never made',
  UNKNOWN_STATUS: 'tenure does not know this status',
  NOT_RECURRING: 'no item has a fixed recurring price; see the notes on its items',
  NEVER_PAID: 'collection was abandoned before the first payment',
  ENDS_BEFORE_START: 'it ends before it starts',
  END_UNKNOWN: 'it is canceled, and nothing tells since when',
  TEST_MODE: "it is a test-mode subscription; use testMode: 'include' to count it",
  DUPLICATE: 'it was given before, identical in every field',
};

const noteTexts: { readonly [code in StripeNoteCode]: string } = {
  METERED_ITEM: 'items with metered usage; usage is not MRR, and billed says what their last invoices were',
  TIERED_ITEM:
    'items with tiered prices whose tiers are not in the answer, and that no invoice billed in this quantity; expand tiers of the price, or they add no MRR',
  ONE_TIME_ITEM: 'items or invoice lines with a one-time price; they add no MRR',
  NO_UNIT_AMOUNT: 'items whose price has no unit amount; they add no MRR',
  CURRENCY_NOT_EXPANDED:
    'items billed in another currency than that of their price; expand currency_options of the price',
  TAX_INCLUSIVE: 'prices that include tax; their amounts are taken as they are',
  TRIAL_OFFER: 'items on a trial offer; the price during the trial is unknown',
  ONE_TIME_DISCOUNT: 'discounts for one invoice only; they do not lower MRR',
  DISCOUNT_NOT_EXPANDED: 'discounts given by id alone; expand them with their coupon, or they do not lower MRR',
  DISCOUNT_IN_OTHER_CURRENCY: 'discounts with an amount in another currency; they do not lower MRR',
  DISCOUNT_OVER_INTERVALS:
    'subscriptions with an amount off and items of several intervals; the amount is shared in proportion to price',
  COUPON_SCOPE_UNKNOWN:
    'discounts that may be for some products only, taken for all; expand applies_to of the coupon, or give invoices with their discount_amounts',
  HISTORY_UNKNOWN: "subscriptions known only by today's items, which are taken for their whole life",
  HISTORY_INCOMPLETE: 'subscriptions with times that no invoice or event covers; the nearest items before are taken',
  CHANGE_NOT_DATED: 'subscriptions that changed after the last invoice or event; the change is put there',
  CUSTOMER_DISCOUNT_UNKNOWN:
    'subscriptions whose customer is given by id alone and may have a discount of its own; expand customer, or give customers',
  PRICE_NOT_FOUND: 'prices that are named by id alone; give them in prices',
  PRICE_FROM_LINE:
    'prices that are known by the amounts of invoice lines alone; their interval is the time that was billed',
  PAUSE_START_UNKNOWN: 'subscriptions paused at an unknown time; the start of the current period is taken',
  PAST_DUE_START_UNKNOWN: 'subscriptions past due since an unknown time; the start of the current period is taken',
  UNPAID_START_UNKNOWN: 'subscriptions unpaid since an unknown time; the start of the current period is taken',
  CANCELLATION_END_UNKNOWN:
    'subscriptions that will end with a period whose end is not told; they have cancelRequestedAt and no end',
  END_UNKNOWN:
    'canceled subscriptions whose end is not told; the end of what was billed, or of the current period, is taken',
  LIST_NOT_COMPLETE: 'lists given without their further pages, by the id of their owner or the name of the list',
  OTHER_INVOICE: 'invoices that were never final, or whose subscription was not given',
  OTHER_EVENT: 'events of another kind, or whose subscription was not given',
  OTHER_SCHEDULE: 'schedules that are over, or whose subscription was not given',
};

/** What was billed: from when to when, and how much in major units. */
interface Billed {
  readonly start: number;
  readonly end: number;
  readonly amount: Rational;
  readonly currency: string;
}

export type AddNote = (code: StripeNoteCode, id: string, billed?: Billed) => void;

/** Gathers notes; each id is named once under each code. */
export function noteBook(): { readonly add: AddNote; notes(): StripeNote[] } {
  const ids = new Map<StripeNoteCode, Map<string, Billed | undefined>>();
  const noteOf = (code: StripeNoteCode): StripeNote => {
    const own = [...(ids.get(code) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    const billed = own.flatMap(([id, last]) => (last === undefined ? [] : [billedOf(id, last)]));
    return { code, text: noteTexts[code], ids: own.map(([id]) => id), ...(billed.length > 0 && { billed }) };
  };
  return {
    add(code, id, billed) {
      const own = getOrAdd(ids, code, () => new Map());
      own.set(id, latest(own.get(id), billed));
    },
    notes: () => (Object.keys(noteTexts) as StripeNoteCode[]).filter((code) => ids.has(code)).map(noteOf),
  };
}

/** The later of two; what is for the same time is one bill in several lines. */
function latest(a: Billed | undefined, b: Billed | undefined): Billed | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.end !== b.end) return a.end > b.end ? a : b;
  return { ...a, start: Math.min(a.start, b.start), amount: add(a.amount, b.amount) };
}

function billedOf(id: string, { start, end, amount, currency }: Billed): StripeBilled {
  return { id, start: isoText(start), end: isoText(end), amount: amountText(amount), currency };
}

function isoText(instant: number): string {
  return new Date(instant).toISOString();
}
