import { getOrAdd } from '../table/index.ts';
/** Why a subscription led to no row. */
export type StripeSkipReason =
  | 'INCOMPLETE'
  | 'INCOMPLETE_EXPIRED'
  | 'UNKNOWN_STATUS'
  | 'NOT_RECURRING'
  | 'NEVER_PAID'
  | 'ENDS_BEFORE_START'
  | 'TEST_MODE'
  | 'DUPLICATE';

/** A subscription that led to no row. */
export interface SkippedSubscription {
  readonly id: string;
  readonly reason: StripeSkipReason;
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
  | 'HISTORY_UNKNOWN'
  | 'HISTORY_INCOMPLETE'
  | 'CHANGE_NOT_DATED'
  | 'PRICE_NOT_FOUND'
  | 'PAUSE_START_UNKNOWN'
  | 'PAST_DUE_START_UNKNOWN'
  | 'UNPAID_START_UNKNOWN'
  | 'LIST_NOT_COMPLETE'
  | 'OTHER_INVOICE'
  | 'OTHER_EVENT';

/** Something that the rows do not show, or the data leaves open. */
export interface StripeNote {
  readonly code: StripeNoteCode;
  readonly text: string;
  /** The subscriptions, items, discounts, prices, invoices, lines or events concerned, sorted. */
  readonly ids: readonly string[];
}

export const skipTexts: { readonly [reason in StripeSkipReason]: string } = {
  INCOMPLETE: 'the first payment is still due',
  INCOMPLETE_EXPIRED: 'the first payment was never made',
  UNKNOWN_STATUS: 'tenure does not know this status',
  NOT_RECURRING: 'no item has a fixed recurring price; see the notes on its items',
  NEVER_PAID: 'collection was abandoned before the first payment',
  ENDS_BEFORE_START: 'it ends before it starts',
  TEST_MODE: "it is a test-mode subscription; use testMode: 'include' to count it",
  DUPLICATE: 'it was given before, identical in every field',
};

const noteTexts: { readonly [code in StripeNoteCode]: string } = {
  METERED_ITEM: 'items with metered usage; usage is not MRR',
  TIERED_ITEM: 'items with tiered prices; tenure does not read tiers, so they add no MRR',
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
  HISTORY_UNKNOWN: "subscriptions known only by today's items, which are taken for their whole life",
  HISTORY_INCOMPLETE: 'subscriptions with times that no invoice or event covers; the nearest items before are taken',
  CHANGE_NOT_DATED: 'subscriptions that changed after the last invoice or event; the change is put there',
  PRICE_NOT_FOUND: 'prices that invoice lines name by id alone; give them in prices',
  PAUSE_START_UNKNOWN: 'subscriptions paused at an unknown time; the start of the current period is taken',
  PAST_DUE_START_UNKNOWN: 'subscriptions past due since an unknown time; the start of the current period is taken',
  UNPAID_START_UNKNOWN: 'subscriptions unpaid since an unknown time; the start of the current period is taken',
  LIST_NOT_COMPLETE: 'lists given without their further pages, by the id of their owner or the name of the list',
  OTHER_INVOICE: 'invoices that were never final, or whose subscription was not given',
  OTHER_EVENT: 'events of another kind, or whose subscription was not given',
};

export type AddNote = (code: StripeNoteCode, id: string) => void;

/** Gathers notes; each id is named once under each code. */
export function noteBook(): { readonly add: AddNote; notes(): StripeNote[] } {
  const ids = new Map<StripeNoteCode, Set<string>>();
  return {
    add(code, id) {
      getOrAdd(ids, code, () => new Set()).add(id);
    },
    notes: () =>
      (Object.keys(noteTexts) as StripeNoteCode[])
        .filter((code) => ids.has(code))
        .map((code) => ({ code, text: noteTexts[code], ids: [...(ids.get(code) ?? [])].sort() })),
  };
}
