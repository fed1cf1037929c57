import { billingIntervals, churnTypes, type Subscription } from './subscription.ts';

/** How a field of a row is read, and so how it can stand in a column. */
export type FieldKind = 'id' | 'instant' | 'amount' | 'number' | 'text' | 'choice' | 'discount' | 'interruptions';

export interface SubscriptionField {
  readonly kind: FieldKind;
  readonly isRequired?: true;
  /** The words of a choice. */
  readonly choices?: readonly string[];
}

// The one list of fields, from which the checks of rows, columns, builders, logs and schemas take theirs; in the documented order.
export const subscriptionFields = {
  customerId: { kind: 'id', isRequired: true },
  subscriptionId: { kind: 'id' },
  start: { kind: 'instant', isRequired: true },
  end: { kind: 'instant' },
  amount: { kind: 'amount', isRequired: true },
  interval: { kind: 'choice', isRequired: true, choices: billingIntervals },
  intervalCount: { kind: 'number' },
  quantity: { kind: 'number' },
  discount: { kind: 'discount' },
  currency: { kind: 'text' },
  plan: { kind: 'text' },
  trialEnd: { kind: 'instant' },
  signedAt: { kind: 'instant' },
  replaces: { kind: 'id' },
  cancelRequestedAt: { kind: 'instant' },
  pauses: { kind: 'interruptions' },
  pastDue: { kind: 'interruptions' },
  churnType: { kind: 'choice', choices: churnTypes },
  churnReason: { kind: 'text' },
  segment: { kind: 'text' },
} as const satisfies { readonly [name in keyof Required<Subscription>]: SubscriptionField };

type Fields = typeof subscriptionFields;

/** The names of the fields of a kind, for what has to name them one by one to be fast. */
export type FieldOfKind<Kind extends FieldKind> = {
  [name in keyof Fields]: Fields[name]['kind'] extends Kind ? name : never;
}[keyof Fields];

export const fieldNames = /* @__PURE__ */ Object.keys(subscriptionFields) as (keyof Subscription)[];

/** The fields of one or several kinds. */
export function fieldsOfKind(...kinds: readonly FieldKind[]): (keyof Subscription)[] {
  return fieldNames.filter((name) => kinds.includes(subscriptionFields[name].kind));
}
