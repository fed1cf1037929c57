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

/** Something that the rows do not show, or that was not known. */
export interface StripeNote {
  readonly code: StripeNoteCode;
  readonly text: string;
  /** The subscriptions, items, discounts, prices, invoices, lines or events that it is about, sorted. */
  readonly ids: readonly string[];
}

export const skipTexts: { readonly [reason in StripeSkipReason]: string } = {
  INCOMPLETE: 'its first payment has not been made',
  INCOMPLETE_EXPIRED: 'its first payment was never made',
  UNKNOWN_STATUS: 'its status is not known here',
  NOT_RECURRING: 'none of its items has a fixed recurring price; see the notes on its items',
  NEVER_PAID: 'collecting was given up before anything had been paid',
  ENDS_BEFORE_START: 'it ended before it started',
  TEST_MODE: "it is of test mode; testMode: 'include' counts it",
  DUPLICATE: 'it was given before, the same in every field',
};

const noteTexts: { readonly [code in StripeNoteCode]: string } = {
  METERED_ITEM: 'items with metered usage, which is not MRR',
  TIERED_ITEM: 'items with tiered prices, which are not MRR here',
  ONE_TIME_ITEM: 'items or invoice lines that are paid once',
  NO_UNIT_AMOUNT: 'items whose price has no unit amount',
  CURRENCY_NOT_EXPANDED:
    "items of subscriptions in another currency than their price's own; expand currency_options of the price",
  TAX_INCLUSIVE: 'prices that include tax; their amounts are taken as they are',
  TRIAL_OFFER: 'items on a trial offer, whose price in the trial is not known',
  ONE_TIME_DISCOUNT: 'discounts of one invoice, which do not come off',
  DISCOUNT_NOT_EXPANDED: 'discounts given by id alone, which do not come off; expand them with their coupon',
  DISCOUNT_IN_OTHER_CURRENCY: 'discounts of an amount in another currency, which do not come off',
  DISCOUNT_OVER_INTERVALS: 'subscriptions with an amount off and items of several intervals: it is shared by price',
  HISTORY_UNKNOWN: "subscriptions of which only today's items are known; they are taken for the whole time",
  HISTORY_INCOMPLETE: 'subscriptions whose invoices or events leave times open; the terms nearest before are taken',
  CHANGE_NOT_DATED:
    'subscriptions that changed after what is known of them; the change is put at the last known instant',
  PRICE_NOT_FOUND: 'prices that invoice lines name by id alone; give them in prices',
  PAUSE_START_UNKNOWN: 'subscriptions paused at an unknown time; the start of the current period is taken',
  PAST_DUE_START_UNKNOWN: 'subscriptions past due since an unknown time; the start of the current period is taken',
  UNPAID_START_UNKNOWN: 'subscriptions unpaid since an unknown time; the start of the current period is taken',
  LIST_NOT_COMPLETE: 'lists of which only the first page was given; their owner, or the name of the list',
  OTHER_INVOICE: 'invoices of no subscription that was given, or that were never final',
  OTHER_EVENT: 'events of no subscription that was given, or of another kind',
};

export type AddNote = (code: StripeNoteCode, id: string) => void;

/** Gathers notes; each id is named once under each code. */
export function noteBook(): { readonly add: AddNote; notes(): StripeNote[] } {
  const ids = new Map<StripeNoteCode, Set<string>>();
  return {
    add(code, id) {
      const known = ids.get(code) ?? new Set();
      ids.set(code, known.add(id));
    },
    notes: () =>
      (Object.keys(noteTexts) as StripeNoteCode[])
        .filter((code) => ids.has(code))
        .map((code) => ({ code, text: noteTexts[code], ids: [...(ids.get(code) ?? [])].sort() })),
  };
}
