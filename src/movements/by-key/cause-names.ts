/** Why customers pay more, as far as their rows show: the parts of `expansion`. */
export interface ExpansionCauses<M = number> {
  /** A higher price of a unit. */
  readonly price: M;
  /** More units, seats for instance. */
  readonly quantity: M;
  /** A subscription that the customer did not have before. */
  readonly subscription: M;
  /** Whatever the rows do not tell: another interval, a discount that ended, several changes at once. */
  readonly other: M;
}

/** Why customers pay less, as far as their rows show: the parts of `contraction`. */
export interface ContractionCauses<M = number> {
  /** A lower price of a unit. */
  readonly price: M;
  /** Fewer units, seats for instance. */
  readonly quantity: M;
  /** A discount on the same price, or a larger one. */
  readonly discount: M;
  /** A lower rate for a longer billing period or term: 120 a year after 12 a month. */
  readonly billingPeriod: M;
  /** A subscription that ended, of a customer who keeps another one. */
  readonly subscription: M;
  /** Whatever the rows do not tell: a shorter billing period, another currency, several changes at once. */
  readonly other: M;
}

/** The names of the causes, by the field of a statement that they stand in. */
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
