import * as z from 'zod';
import { ruleOf } from '../../errors.ts';
import { one } from '../../exact/index.ts';
import {
  type BillingInterval,
  type Discount,
  type Interruption,
  monthlyPrice,
  readDiscount,
  type Subscription,
  timesPerMonth,
} from '../../ledger/query.ts';
import type { Amount } from '../../money/index.ts';
import {
  type Field,
  type Fields,
  must,
  nullish,
  objectOf,
  optional,
  type RowInternals,
  type RowShape,
  readCells,
  refused,
} from '../fields/field.ts';
import type { Complain } from '../fields/message.ts';
import { complaint, errorOf } from '../fields/message.ts';
import { choice, finiteNumber, text, wholeNumber } from '../fields/plain-fields.ts';
import { type ExtraColumns, recordReader } from '../fields/record-reader.ts';
import { amountField, instantField, type RowContext, rowContext } from '../fields/shared-fields.ts';
import { perZone, rowKind } from './row-kind.ts';

export interface InterruptionSchema extends z.ZodObject<RowShape<Interruption>> {
  _zod: RowInternals<Interruption>;
}

export interface SubscriptionSchema extends z.ZodObject<RowShape<Subscription>> {
  _zod: RowInternals<Subscription>;
}

function interruptionFields(context: RowContext): Fields<Interruption> {
  return { start: instantField(context), end: nullish(instantField(context)) };
}

function checkInterruption({ epochOf }: RowContext) {
  return ({ start, end }: Interruption, complain: Complain): void => {
    const isBefore = end !== undefined && end !== null && epochOf(end) < epochOf(start);
    if (isBefore) complain(complaint('not come before its start', end), ['end']);
  };
}

function interruptionsField(context: RowContext, extraColumns: ExtraColumns): Field<readonly Interruption[]> {
  const fields = interruptionFields(context);
  const check = checkInterruption(context);
  const reader = recordReader(fields, { check, extraColumns });
  const span = objectOf(fields, check);
  return {
    schema: z.array(
      (extraColumns === 'reject' ? span.strict() : span) as InterruptionSchema,
      must('be an array of { start, end? }'),
    ),
    isOptional: false,
    read(value) {
      if (!Array.isArray(value)) return refused;
      const spans = Array.from(value, reader);
      return spans.includes(refused) ? refused : spans;
    },
    fromCell: (value, cells, complain, path) =>
      Array.isArray(value)
        ? value.map((span, place) => readCells(fields, span, cells, complain, [...path, place]))
        : value,
  };
}

const discountParts: Fields<{ readonly percent?: Amount | undefined; readonly amount?: Amount | undefined }> = {
  percent: optional(amountField),
  amount: optional(amountField),
};

/** By the library's own reader, to which the price that it comes off is nothing but a factor. */
function checkDiscount(discount: unknown, complain: Complain): void {
  const error = errorOf(() => readDiscount(discount, one, 'discount'));
  if (error !== undefined) complain(ruleOf(error), error.path.slice(1));
}

/** What `Subscription.discount` may hold: a percent or an amount, and nothing else. */
export const discountSchema = objectOf(discountParts, checkDiscount).strict() as unknown as z.ZodType<
  Discount,
  Discount
>;

const discountField: Field<Discount> = {
  schema: discountSchema,
  isOptional: false,
  read: recordReader(discountParts, { check: checkDiscount, extraColumns: 'reject' }),
  fromCell: (value, cells, complain, path) => readCells(discountParts, value, cells, complain, path),
};

const largest = Number.MAX_SAFE_INTEGER;

function subscriptionFields(context: RowContext, extraColumns: ExtraColumns): Fields<Subscription> {
  const instant = instantField(context);
  const interruptions = interruptionsField(context, extraColumns);
  const end: Field<Subscription['end']> = {
    ...nullish(instant),
    fromCell: (value, cells, complain, path) => (value === null ? null : cells.end(value, complain, path)),
  };
  return {
    customerId: text,
    subscriptionId: optional(text),
    start: instant,
    end,
    amount: amountField,
    interval: choice<BillingInterval>('day', 'week', 'month', 'quarter', 'year', 'term'),
    intervalCount: optional(wholeNumber(1, largest, 'be a whole number above 0')),
    quantity: optional(finiteNumber(0, Number.MAX_VALUE, 'be a finite number >= 0')),
    discount: optional(discountField),
    currency: optional(text),
    plan: optional(text),
    trialEnd: nullish(instant),
    cancelRequestedAt: nullish(instant),
    pauses: optional(interruptions),
    pastDue: optional(interruptions),
    churnType: optional(choice('voluntary', 'involuntary')),
    churnReason: optional(text),
    segment: optional(text),
  };
}

/** The rules between the fields of a row, each of which is good. */
function checkSubscription(context: RowContext) {
  const { epochOf } = context;
  return (row: Subscription, complain: Complain): void => {
    const { start, end, interval, intervalCount } = row;
    const isOpen = end === undefined || end === null;
    if (!isOpen && epochOf(end) < epochOf(start)) complain(complaint('not come before its start', end), ['end']);
    checkRate(row, context, complain);
    if (interval !== 'term') return;
    if (isOpen) complain(complaint("be given where interval is 'term'", end), ['end']);
    if (intervalCount !== undefined) {
      complain(complaint("be left out where interval is 'term'", intervalCount), ['intervalCount']);
    }
  };
}

/** No interval makes an MRR out of range of a price below it. */
const surelyInRange = 1e300;
const factors = /* @__PURE__ */ timesPerMonth({ weeksPerMonth: '52/12', daysPerMonth: '365/12' });

/** By the library's own reader, which takes exact arithmetic: few rows are so dear. */
function checkRate(row: Subscription, { epochOf, zone }: RowContext, complain: Complain): void {
  const { amount, end } = row;
  const quantity = row.quantity ?? 1;
  if (typeof amount !== 'object' && Number(amount) * quantity < surelyInRange) return;
  const term = { start: epochOf(row.start), end: end == null ? Number.POSITIVE_INFINITY : epochOf(end), zone };
  const error = errorOf(() => monthlyPrice(row, term, factors, 0));
  if (error?.path.at(-1) === 'amount') complain(ruleOf(error), ['amount']);
}

export const interruptionKind = perZone((zone) => {
  const context = rowContext(zone);
  return rowKind<Interruption>(interruptionFields(context), checkInterruption(context));
});

function subscriptionKindWith(extraColumns: ExtraColumns) {
  return perZone((zone) => {
    const context = rowContext(zone);
    return rowKind<Subscription>(subscriptionFields(context, extraColumns), checkSubscription(context));
  });
}

export const subscriptionKind = /* @__PURE__ */ subscriptionKindWith('strip');

/** Where misspelt names are looked for, they are looked for in pauses and times past due as well. */
export const strictSubscriptionKind = /* @__PURE__ */ subscriptionKindWith('reject');
