import type { Policy } from '../ledger/query.ts';

/** Whose definitions a preset follows. */
export type PolicyPreset = 'standard' | 'stripe' | 'chartmogul' | 'profitwell' | 'baremetrics' | 'recurly';

/** The sources of a preset's choices, and the parts of a vendor's definition that no option expresses. */
export interface PolicyPresetNotes {
  /** By option: where the vendor documents its choice. */
  readonly sources: { readonly [option in keyof Policy]?: string };
  /** What no option expresses, in sentences. */
  readonly notExpressed: readonly string[];
}

/**
 * The definitions of well-known tools as policies: plain data, to be passed as they are or spread into one of your own. They hold
 * only what a vendor documents; for the rest the defaults apply. A preset reproduces a tool's movements; it reproduces its rates
 * only if they, too, compare the start and end of a period. `policyNotes` gives the source of each choice, and what a preset
 * cannot express.
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [{ customerId: 'ada', start: '2026-01-01', amount: 12, interval: 'day' }];
 * mrr(subscriptions, '2026-02-01', policies.standard); // => 365
 * mrr(subscriptions, '2026-02-01', { ...policies.recurly, timeZone: 'Europe/Berlin' }); // => 360
 * ```
 */
export const policies: { readonly [preset in PolicyPreset]: Policy } = /* @__PURE__ */ frozen({
  standard: {},
  stripe: {
    grain: 'customer',
    trials: 'exclude',
    freePlans: 'exclude',
    pastDueGraceDays: null,
    reactivationWindowDays: null,
    movements: 'event',
    churnDenominator: 'openingPlusNew',
  },
  chartmogul: {
    grain: 'customer',
    freePlans: 'include',
    pastDueGraceDays: null,
    churnAt: 'end',
    reactivationWindowDays: null,
    movements: 'event',
    reactivation: 'include',
    churnDenominator: 'opening',
  },
  profitwell: {
    trials: 'exclude',
    freePlans: 'exclude',
    pauses: 'churn',
    churnAt: 'end',
    reactivationWindowDays: null,
    movements: 'net',
  },
  baremetrics: {
    trials: 'exclude',
    pastDueGraceDays: 30,
    movements: 'event',
  },
  recurly: {
    grain: 'customer',
    pauses: 'churn',
    pastDueGraceDays: null,
    churnAt: 'end',
    churnGraceDays: 30,
    daysPerMonth: '30',
    churnDenominator: 'opening',
  },
});

/**
 * The source of each choice in `policies`, in a sentence, and the parts of a vendor's definition that no option expresses.
 *
 * @example
 * ```ts
 * policyNotes.baremetrics.sources.pastDueGraceDays // => 'past due counts for 30 days, then no longer (Baremetrics help)'
 * ```
 */
export const policyNotes: { readonly [preset in PolicyPreset]: PolicyPresetNotes } = /* @__PURE__ */ frozen({
  standard: { sources: {}, notExpressed: [] },
  stripe: {
    sources: {
      grain: 'a customer with several subscriptions is one subscriber (Stripe docs, Billing metric definitions)',
      trials: 'trials are left out until they are paid (Stripe docs, Billing metric definitions)',
      freePlans:
        'a customer on a free plan is not a subscriber; from MRR above zero to zero is churn (Stripe docs, Billing metric definitions)',
      pastDueGraceDays:
        'past due counts until it is cancelled or marked unpaid (Stripe docs, Billing metric definitions)',
      reactivationWindowDays: 'a return is a reactivation, however late (Stripe support, subscriber churn rate)',
      movements:
        'each change is booked: a customer who joins and leaves counts as both (Stripe support, subscriber churn rate)',
      churnDenominator:
        'churned subscribers over those at the start and the new ones (Stripe support, subscriber churn rate)',
    },
    notExpressed: [
      'an account chooses whether a cancellation counts at the request or at the end of the cycle: give churnAt',
      'an account chooses whether recurring and one-time discounts lower MRR; the ledger deducts the recurring ones you give',
      'an unpaid subscription stops counting at once: end its row there',
      'usage charges count only if an account joins a preview; the ledger has none',
      'churn covers the last 30 days: give a period of 30 days',
      'churn rates compare the start with the end: a customer who joins and leaves within the period counts as churned but in no rate; for a rate with them give customerChurnRate only the terms opening, churned and new of customerMovements',
      'lifetime value assumes 60 months without churn',
    ],
  },
  chartmogul: {
    sources: {
      grain:
        'one of several subscriptions that ends is contraction, the last one churn (ChartMogul help, MRR movements)',
      freePlans: 'a customer who moves to a free plan stays active (ChartMogul help, subscription analytics settings)',
      pastDueGraceDays:
        'past due counts until it is cancelled, unless an account chooses 1 to 90 days (ChartMogul help, past-due subscriptions)',
      churnAt: 'when the subscription ends, unless an account chooses the request (ChartMogul help, churn recognition)',
      reactivationWindowDays: 'a return is a reactivation, however late (ChartMogul help, MRR movements)',
      movements: 'each change is a movement of its own (ChartMogul help, MRR movements)',
      reactivation: 'reactivated MRR is deducted from net churn (ChartMogul help, net MRR churn rate)',
      churnDenominator: 'churned customers over those at the start (ChartMogul help, standard churn rate formula)',
    },
    notExpressed: [
      'each line is rounded to a cent, so a sum is off by up to half a cent per line',
      "the account's time zone applies: give it to the period",
      'an account chooses how past due, cancellations and refunds count: pastDueGraceDays and churnAt are options here too',
      'ChartMogul does not count a customer never billed; here it counts if free plans are included',
      "ChartMogul computes NRR and net MRR churn from the movements; here NRR compares what the opening customers pay at the end, so one who leaves and returns within the period counts as retained and as reactivated: give only the terms opening, expansion, reactivation, contraction and churn, or movements: 'net'",
      'accounts from before August 2022 may have the Shopify formula, which divides day by day',
    ],
  },
  profitwell: {
    sources: {
      trials: 'trials, paid ones too, do not count (ProfitWell, now Paddle, help, MRR compared with Paddle)',
      freePlans: 'free plans do not count (ProfitWell, now Paddle, help, MRR compared with Paddle)',
      pauses: 'a subscription on hold has no MRR (ProfitWell, now Paddle, help, compared with Recurly)',
      churnAt: 'at the end of the billing cycle (ProfitWell, now Paddle, help, compared with Recurly)',
      reactivationWindowDays:
        'a return is a reactivation, however late (ProfitWell, now Paddle, help, compared with Recurly)',
      movements:
        'a customer who joins and leaves within a calendar month counts as neither (ProfitWell, now Paddle, help, compared with Recurly)',
    },
    notExpressed: [
      'all discounts and credits lower MRR, one-time ones too; the ledger has only recurring ones',
      'past due counts until the dunning window of the account is over: give pastDueGraceDays',
      'currencies are converted at the rate of the day of purchase; exchangeRates are constant or by month',
      'lifetime value is smoothed by an unpublished method',
    ],
  },
  baremetrics: {
    sources: {
      trials: 'trials are left out until they are paid (Baremetrics help)',
      pastDueGraceDays: 'past due counts for 30 days, then no longer (Baremetrics help)',
      movements: 'a customer who joins and leaves within 30 days is churn (Baremetrics changelog, churn update)',
    },
    notExpressed: [
      'a post of 2021 on Stripe data says 31 days past due: give pastDueGraceDays',
      'lifetime value is without gross margin: leave grossMargin out',
      'churn rates compare the start with the end: a customer who joins and leaves within the period counts in churn and churned, but in no rate; give the rate only the terms opening and churned (or churn)',
    ],
  },
  recurly: {
    sources: {
      grain: 'a subscriber with several subscriptions is counted once (Recurly docs, MRR by plan)',
      pauses: 'a paused subscription has no MRR (ProfitWell help, compared with Recurly)',
      pastDueGraceDays: 'failed charges count until the subscription expires (Recurly help, failed invoices in MRR)',
      churnAt: 'a cancelled subscription is churn when it expires (Recurly blog, key terms related to churn)',
      churnGraceDays:
        'a return within a month is not a reactivation (ProfitWell help, compared with Recurly); 30 days stand for the month',
      daysPerMonth: 'a daily price counts 30 times a month (Recurly help, prorated charges in MRR)',
      churnDenominator: 'churned subscribers over those at the start (Recurly blog, key terms related to churn)',
    },
    notExpressed: [
      'MRR counts invoiced recurring charges, credits and refunds; the ledger holds prices but no refunds',
      'an account chooses whether failed charges and coupons count',
      'a seat added in mid-cycle counts with its prorated charge until the renewal',
      'the grace is a calendar month; here it is 30 days',
      'churn of a month is shown when the month is over',
    ],
  },
});

function frozen<T>(value: T): T {
  for (const own of Object.values(value as object)) if (typeof own === 'object' && own !== null) frozen(own);
  return Object.freeze(value);
}
