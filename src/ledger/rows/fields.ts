import { billingIntervals, churnTypes, type Subscription } from './subscription.ts';

/** How a field of a row is read, and so how it can stand in a column. */
export type FieldKind = 'id' | 'instant' | 'amount' | 'number' | 'text' | 'choice' | 'discount' | 'interruptions';

export interface SubscriptionField {
  readonly kind: FieldKind;
  readonly isRequired?: true;
  /** The words of a choice. */
  readonly choices?: readonly string[];
  /** Its value in a row, where it is read of every row: a key that is a variable takes several times as long. */
  readonly of?: (row: Subscription) => unknown;
}

// The one list of fields, from which the checks of rows, columns, builders, logs and schemas take theirs; in the documented order.
export const subscriptionFields: { readonly [name in keyof Required<Subscription>]: SubscriptionField } = {
  customerId: { kind: 'id', isRequired: true },
  subscriptionId: { kind: 'id' },
  start: { kind: 'instant', isRequired: true },
  end: { kind: 'instant' },
  amount: { kind: 'amount', isRequired: true },
  interval: { kind: 'choice', isRequired: true, choices: billingIntervals },
  intervalCount: { kind: 'number' },
  quantity: { kind: 'number' },
  discount: { kind: 'discount' },
  currency: { kind: 'text', of: (row) => row.currency },
  plan: { kind: 'text', of: (row) => row.plan },
  trialEnd: { kind: 'instant' },
  cancelRequestedAt: { kind: 'instant' },
  pauses: { kind: 'interruptions' },
  pastDue: { kind: 'interruptions' },
  churnType: { kind: 'choice', choices: churnTypes },
  churnReason: { kind: 'text', of: (row) => row.churnReason },
  segment: { kind: 'text', of: (row) => row.segment },
};

export const fieldNames = /* @__PURE__ */ Object.keys(subscriptionFields) as (keyof Subscription)[];

/** The fields of one or several kinds. */
export function fieldsOfKind(...kinds: readonly FieldKind[]): (keyof Subscription)[] {
  return fieldNames.filter((name) => kinds.includes(subscriptionFields[name].kind));
}
