/** Why customers pay more, as far as their rows show: the parts of `expansion`, in major currency units. */
export interface ExpansionCauses<M = number> {
  /** A higher unit price. */
  readonly price: M;
  /** More units, such as seats. */
  readonly quantity: M;
  /** A further subscription. */
  readonly subscription: M;
  /** Anything else: another interval, a discount that ended, several changes at once. */
  readonly other: M;
}

/** Why customers pay less, as far as their rows show: the parts of `contraction`, as amounts >= 0 in major currency units. */
export interface ContractionCauses<M = number> {
  /** A lower unit price. */
  readonly price: M;
  /** Fewer units, such as seats. */
  readonly quantity: M;
  /** A discount on the same price, or a larger one. */
  readonly discount: M;
  /** A lower price per month for a longer billing period or term: 120 per year after 12 per month. */
  readonly billingPeriod: M;
  /** The end of one subscription of a customer who keeps another. */
  readonly subscription: M;
  /** Anything else: a shorter billing period, another currency, several changes at once. */
  readonly other: M;
}

/** The names of the causes, by the field of a statement that holds them. */
export const causeNames = {
  expansionCauses: ['price', 'quantity', 'subscription', 'other'],
  contractionCauses: ['price', 'quantity', 'discount', 'billingPeriod', 'subscription', 'other'],
} as const satisfies {
  readonly expansionCauses: readonly (keyof ExpansionCauses)[];
  readonly contractionCauses: readonly (keyof ContractionCauses)[];
};

export type CauseField = keyof typeof causeNames;
export const causeFields = /* @__PURE__ */ Object.keys(causeNames) as CauseField[];

/** A cause among the terms of a statement. */
export type CauseTerm = `expansionCauses.${keyof ExpansionCauses}` | `contractionCauses.${keyof ContractionCauses}`;
