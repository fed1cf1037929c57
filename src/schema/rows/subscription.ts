import * as z from 'zod';
import type { Instant } from '../../calendar/open.ts';
import { ruleOf } from '../../errors.ts';
import { one } from '../../exact/index.ts';
import {
  type Discount,
  fieldNames,
  type Interruption,
  monthlyPrice,
  readDiscount,
  type Subscription,
  type SubscriptionField,
  subscriptionFields,
  timesPerMonth,
} from '../../ledger/query.ts';
import type { Amount } from '../../money/index.ts';
import { isMissing } from '../../read/index.ts';
import {
  about,
  type Field,
  type Fields,
  must,
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
import {
  amountField,
  currencyCode,
  id,
  instantField,
  percentField,
  type RowContext,
  rowContext,
} from '../fields/shared-fields.ts';
import { perZone, rowKind } from './row-kind.ts';

/** The schema of a pause, or of time past due. */
export interface InterruptionSchema extends z.ZodObject<RowShape<Interruption>> {
  _zod: RowInternals<Interruption>;
}

/** The schema of a subscription row. */
export interface SubscriptionSchema extends z.ZodObject<RowShape<Subscription>> {
  _zod: RowInternals<Subscription>;
}

function interruptionFields(context: RowContext): Fields<Interruption> {
  return {
    start: about('When it begins.', instantField(context)),
    end: about('The first instant after it; missing while it lasts.', optional(instantField(context))),
  };
}

function checkInterruption({ epochOf }: RowContext) {
  return ({ start, end }: Interruption, complain: Complain): void => {
    const isBefore = !isMissing(end) && epochOf(end) < epochOf(start);
    if (isBefore) complain(complaint('not come before its start', end), ['end']);
  };
}

export function interruptionsField(context: RowContext, extraColumns: ExtraColumns): Field<readonly Interruption[]> {
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
  percent: about('Off the price of a billing interval.', optional(percentField)),
  amount: about('Off the price of a billing interval.', optional(amountField)),
};

/** By the library's own reader, to which the price that it comes off is nothing but a factor. */
function checkDiscount(discount: unknown, complain: Complain): void {
  const error = errorOf(() => readDiscount(discount, one, 'discount'));
  if (error !== undefined) complain(ruleOf(error), error.path.slice(1));
}

/** `Subscription.discount`: either a percentage or an amount. */
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
const intervalCount = wholeNumber(1, largest, 'be a whole number >= 1');
const quantity = finiteNumber(0, Number.MAX_VALUE, 'be a finite number >= 0');

const meanings: { readonly [name in keyof Subscription]-?: string } = {
  customerId: 'The customer that pays.',
  subscriptionId: 'Rows with the same id are phases of one subscription of a customer.',
  start: 'When the row begins.',
  end: 'The first instant that is no longer served; missing while it runs.',
  amount: 'The list price of one unit for one billing interval, without tax.',
  interval: "How often it is billed; 'term': once, for all of the row.",
  intervalCount: 'How many intervals one bill is for; 1 if missing.',
  quantity: 'How many units, such as seats; 1 if missing.',
  discount: 'A recurring discount: either a percentage or an amount.',
  currency: currencyCode,
  plan: 'The plan or product.',
  trialEnd: 'Nothing counts until then, with the usual option trials.',
  signedAt: 'When the contract was signed.',
  replaces: 'The subscriptionId that this subscription took the place of.',
  cancelRequestedAt: 'When the end was asked for.',
  pauses: 'Times without service and price.',
  pastDue: 'Times in which payment was due and missing.',
  churnType: 'Whether the customer left or its payment failed.',
  churnReason: 'Why it ended, in words of your own.',
  segment: 'Yours: size, industry, country.',
};

/** From the library's own table of fields, by their kinds; what only one field is stands beside. */
function fieldsOfRow(context: RowContext, extraColumns: ExtraColumns): Fields<Subscription> {
  const instant = instantField(context);
  const interruptions = interruptionsField(context, extraColumns);
  const ofKind = { id, instant, amount: amountField, text, discount: discountField, interruptions };
  const end: Field<Instant> = {
    ...instant,
    fromCell: (value, cells, complain, path) => cells.end(value, complain, path),
  };
  const own: { readonly [name in keyof Subscription]?: Field<unknown> } = { end, intervalCount, quantity };
  const fieldOf = (name: keyof Subscription): Field<unknown> => {
    const { kind, choices = [], isRequired }: SubscriptionField = subscriptionFields[name];
    const field = own[name] ?? (kind === 'choice' ? choice(...choices) : ofKind[kind as keyof typeof ofKind]);
    return about(meanings[name], isRequired ? field : optional(field));
  };
  return Object.fromEntries(fieldNames.map((name) => [name, fieldOf(name)])) as unknown as Fields<Subscription>;
}

/** The rules between the fields of a row, each of which is good. */
function checkSubscription(context: RowContext) {
  const { epochOf } = context;
  return (row: Subscription, complain: Complain): void => {
    const { start, end, interval, intervalCount } = row;
    const isOpen = isMissing(end);
    if (!isOpen && epochOf(end) < epochOf(start)) complain(complaint('not come before its start', end), ['end']);
    checkPrice(row, context, complain);
    if (interval !== 'term') return;
    if (isOpen) complain(complaint("be present where interval is 'term'", end), ['end']);
    if (!isMissing(intervalCount)) {
      complain(complaint("be left out where interval is 'term'", intervalCount), ['intervalCount']);
    }
  };
}

/** No interval makes an MRR out of range of a price below it. */
const surelyInRange = 1e300;
const factors = /* @__PURE__ */ timesPerMonth({ weeksPerMonth: '52/12', daysPerMonth: '365/12' });

/** By the library's own reader, which takes exact arithmetic: few rows are so dear. */
function checkPrice(row: Subscription, { epochOf, zone }: RowContext, complain: Complain): void {
  const { amount, quantity, end } = row;
  if (typeof amount !== 'object' && Number(amount) * (quantity ?? 1) < surelyInRange) return;
  const term = { start: epochOf(row.start), end: isMissing(end) ? Number.POSITIVE_INFINITY : epochOf(end), zone };
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
    return rowKind<Subscription>(fieldsOfRow(context, extraColumns), checkSubscription(context));
  });
}

export const subscriptionKind = /* @__PURE__ */ subscriptionKindWith('strip');

/** Where misspelt names are looked for, they are looked for in pauses and times past due as well. */
export const strictSubscriptionKind = /* @__PURE__ */ subscriptionKindWith('reject');
