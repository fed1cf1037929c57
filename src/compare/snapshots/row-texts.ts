import { dayLabel, toEpoch, type Zone } from '../../calendar/open.ts';
import { ofNumber } from '../../exact/index.ts';
import {
  type FieldKind,
  fieldNames,
  type Interruption,
  type Subscription,
  subscriptionFields,
} from '../../ledger/query.ts';
import { amountText, currencyCode, readAmount } from '../../money/index.ts';
import { idText, isMissing } from '../../read/index.ts';

/** A field that can affect what a customer pays. */
export type PaidField = Exclude<keyof Subscription, 'customerId' | 'plan' | 'churnType' | 'churnReason' | 'segment'>;

const unpaid: readonly string[] = ['customerId', 'plan', 'churnType', 'churnReason', 'segment'];

/** The fields in the documented order. */
export const paidFields = /* @__PURE__ */ fieldNames.filter((name) => !unpaid.includes(name)) as PaidField[];

/** What a row says, in one form: values that mean the same have the same text, and null is missing. */
export type RowTexts = { readonly [field in PaidField]: string | null };

/** Values that mean what a missing one means. */
const defaults: { readonly [field in PaidField]?: string } = { quantity: '1', intervalCount: '1' };

type Reader = (value: never, zone: Zone) => string;

const amountOf = (value: unknown) => amountText(readAmount(value, 'amount'));

const textOf: { readonly [kind in FieldKind]: Reader } = {
  id: (value) => idText(value) as string,
  instant: instantOf,
  amount: amountOf,
  number: (value) => amountText(ofNumber(value)),
  text: (value) => currencyCode(value as string),
  choice: (value) => value,
  discount: ({ percent, amount }: { percent?: unknown; amount?: unknown }) =>
    isMissing(percent) ? amountOf(amount) : `${amountOf(percent)} %`,
  interruptions: (value: readonly Interruption[], zone) =>
    value.map(({ start, end }) => `${instantOf(start, zone)}/${isMissing(end) ? '' : instantOf(end, zone)}`).join(' '),
};

/** A date where it is the start of a day of the zone. */
function instantOf(value: unknown, zone: Zone): string {
  const instant = toEpoch(value, zone);
  const day = zone.dayOf(instant);
  return zone.startOfDay(day) === instant ? dayLabel(day) : new Date(instant).toISOString();
}

/** The texts of a row that a ledger has taken. */
export function rowTexts(row: Subscription, zone: Zone): RowTexts {
  return Object.fromEntries(
    paidFields.map((field) => {
      const value = row[field];
      const text = isMissing(value) ? '' : textOf[subscriptionFields[field].kind](value as never, zone);
      return [field, text === '' || text === defaults[field] ? null : text];
    }),
  ) as RowTexts;
}

/** Whether two rows say the same, at a glance: false where a closer look has to tell. */
export function isAlike(a: Subscription, b: Subscription): boolean {
  return a === b || paidFields.every((field) => a[field] === b[field]);
}
