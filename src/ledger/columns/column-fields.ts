import type { Instant, InstantColumn } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import type { Amount, AmountColumn } from '../../money/index.ts';
import type { Id } from '../../read/index.ts';
import {
  type CodedTexts,
  type ColumnKind,
  type Columns,
  type IdColumn,
  type MaskedColumn,
  type NumberColumn,
  readColumns,
  type ScaledNumbers,
  type TextColumn,
  type Utf8Texts,
} from '../../table/index.ts';
import { type FieldKind, fieldNames, subscriptionFields } from '../rows/fields.ts';
import type { BillingInterval, Discount, Interruption, Subscription } from '../rows/subscription.ts';

/**
 * Subscription rows as columns of equal length; a text, date, amount or number can also be one value for all rows. Columns with other names
 * are yours: arrays or typed arrays, or texts as `{ codes, values }` or `{ bytes, offsets }`.
 */
export interface SubscriptionColumns {
  /** The customer of each row. */
  readonly customerId: IdColumn;
  /** The subscription of each row. */
  readonly subscriptionId?: IdColumn | Id | null | undefined;
  /** The first instant of each row. */
  readonly start: InstantColumn;
  /** The end of each row, exclusive; missing: still running. */
  readonly end?: InstantColumn | Instant | null | undefined;
  /** The list price of one unit for one billing interval, tax excluded. */
  readonly amount: AmountColumn | Amount;
  /** What one amount pays for. */
  readonly interval: TextColumn | BillingInterval;
  /** How many intervals one bill covers. Default 1. */
  readonly intervalCount?: NumberColumn | number | null | undefined;
  /** How many units. Default 1. */
  readonly quantity?: NumberColumn | number | null | undefined;
  /** Recurring discounts, as objects. */
  readonly discount?: ArrayLike<Discount | null | undefined> | Discount | null | undefined;
  /** In place of `discount`: percentages, 0..100. */
  readonly discountPercent?: AmountColumn | Amount | null | undefined;
  /** In place of `discount`: amounts per billing interval. */
  readonly discountAmount?: AmountColumn | Amount | null | undefined;
  /** The currency code. Default: the policy's `currency`. */
  readonly currency?: TextColumn | string | null | undefined;
  /** The name of the plan. */
  readonly plan?: TextColumn | string | null | undefined;
  /** When the trial ends. */
  readonly trialEnd?: InstantColumn | Instant | null | undefined;
  /** When the contract was signed. */
  readonly signedAt?: InstantColumn | Instant | null | undefined;
  /** The subscriptionId that the row's subscription replaces. */
  readonly replaces?: IdColumn | Id | null | undefined;
  /** When the customer gave notice. */
  readonly cancelRequestedAt?: InstantColumn | Instant | null | undefined;
  /** When the service is paused: a list per row. */
  readonly pauses?: ArrayLike<readonly Interruption[] | null | undefined> | null | undefined;
  /** When a payment is overdue: a list per row. */
  readonly pastDue?: ArrayLike<readonly Interruption[] | null | undefined> | null | undefined;
  /** 'voluntary' or 'involuntary'. */
  readonly churnType?: TextColumn | NonNullable<Subscription['churnType']> | null | undefined;
  /** Yours: why the customer left. */
  readonly churnReason?: TextColumn | string | null | undefined;
  /** Yours: size, industry, country. */
  readonly segment?: TextColumn | string | null | undefined;
}

/** Columns of rows without amounts: for `amounts: 'none'`. */
export type UnpricedColumns = Pick<SubscriptionColumns, 'customerId' | 'start'> & {
  readonly [name in keyof SubscriptionColumns]?: name extends
    | 'amount'
    | 'interval'
    | 'intervalCount'
    | `discount${string}`
    ? null | undefined
    : SubscriptionColumns[name];
};

/** A row of columns, with your own fields. */
export type RowOfColumns<Columns> = Subscription & {
  readonly [name in Exclude<keyof Columns, keyof SubscriptionColumns>]: Columns[name] extends CodedTexts | Utf8Texts
    ? string | undefined
    : Columns[name] extends ScaledNumbers
      ? number | string | undefined
      : Columns[name] extends MaskedColumn<ArrayLike<infer Value>>
        ? Value | undefined
        : Columns[name] extends ArrayLike<infer Value> | undefined
          ? Value
          : never;
};

const columnKinds: { readonly [kind in FieldKind]: ColumnKind } = {
  id: 'id',
  instant: 'instant',
  amount: 'amount',
  number: 'number',
  text: 'text',
  choice: 'text',
  discount: 'object',
  interruptions: 'object',
};

/** The fields of rows, and the two that a discount can be given as. */
export const kindsOfColumns: Readonly<Record<string, ColumnKind>> = /* @__PURE__ */ (() => ({
  ...Object.fromEntries(fieldNames.map((name) => [name, columnKinds[subscriptionFields[name].kind]])),
  discountPercent: 'amount',
  discountAmount: 'amount',
}))();

/** Checks columns of subscriptions, but for their values. */
export function readSubscriptionColumns(given: unknown): Columns {
  const columns = readColumns(given, {
    kinds: kindsOfColumns,
    required: ['customerId', 'start'],
    // A single value of these for all rows would be a mistake, or hard to tell from a column.
    columnsOnly: ['customerId', 'start', 'pauses', 'pastDue'],
  });
  const { byName } = columns;
  if (byName.has('discount') && (byName.has('discountPercent') || byName.has('discountAmount'))) {
    reject('INVALID_TYPE', 'columns.discount', 'be left out if discountPercent or discountAmount is given', given);
  }
  return columns;
}
