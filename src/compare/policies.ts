import type { Policy } from '../ledger/query.ts';

/** The name of a preset: the tool whose definitions it follows. */
export type PolicyPreset = 'standard' | 'stripe' | 'chartmogul' | 'profitwell' | 'baremetrics' | 'recurly';

/** The sources of a preset's choices, and the parts of the vendor's definitions that no option expresses. */
export interface PolicyPresetNotes {
  /** Where the vendor documents each choice, by option. */
  readonly sources: { readonly [option in keyof Policy]?: string };
  /** The parts that no option expresses, in sentences. */
  readonly notExpressed: readonly string[];
}

/**
 * The definitions of well-known tools as policies: plain data to pass as they are, or to spread into a policy of your own. They contain
 * only what a vendor documents; for the rest, the defaults apply. A preset reproduces a tool's movements; it reproduces its rates only if
 * they, too, compare the start and end of a period. `policyNotes` has the source of each choice, and what a preset cannot express.
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
 * The source of each choice in `policies`, in a sentence, and the parts of the vendors' definitions that no option expresses.
 *
 * @example
 * ```ts
 * policyNotes.baremetrics.sources.pastDueGraceDays // => 'a past-due subscription counts for 30 days, then no longer (Baremetrics help)'
 * ```
 */
export const policyNotes: { readonly [preset in PolicyPreset]: PolicyPresetNotes } = /* @__PURE__ */ frozen({
  standard: { sources: {}, notExpressed: [] },
  stripe: {
    sources: {
      grain: 'a customer with several subscriptions counts as one subscriber (Stripe docs, Billing metric definitions)',
      trials: 'trials are left out until they are paid (Stripe docs, Billing metric definitions)',
      freePlans:
        'a customer on a free plan is not a subscriber, and a change from an MRR above 0 to 0 is churn (Stripe docs, Billing metric definitions)',
      pastDueGraceDays:
        'a past-due subscription counts until it is cancelled or marked unpaid (Stripe docs, Billing metric definitions)',
      reactivationWindowDays:
        'every return is a reactivation, however late it comes (Stripe support, subscriber churn rate)',
      movements:
        'each change is booked, so a customer who joins and leaves counts as new and as churned (Stripe support, subscriber churn rate)',
      churnDenominator:
        'churned subscribers are divided by the subscribers at the start plus the new ones (Stripe support, subscriber churn rate)',
    },
    notExpressed: [
      'each account chooses whether a cancellation counts at the request or at the end of the billing cycle: set churnAt to match',
      'each account chooses whether recurring and one-time discounts lower MRR; a ledger deducts the recurring discounts of its rows',
      'a subscription stops counting as soon as it is marked unpaid: end its row at that instant',
      'usage charges count only if an account has joined a preview; a ledger has no usage charges',
      'churn covers the last 30 days: pass a period of 30 days',
      "tenure's churn rates compare the start of a period with its end, so a customer who joins and leaves within it counts as churned but in no rate; to include such customers, pass customerChurnRate only the terms opening, churned and new of customerMovements",
      'if no customer has churned, lifetime value assumes a lifetime of 60 months',
    ],
  },
  chartmogul: {
    sources: {
      grain:
        'the end of one of several subscriptions is contraction, and the end of the last one is churn (ChartMogul help, MRR movements)',
      freePlans: 'a customer who moves to a free plan stays active (ChartMogul help, subscription analytics settings)',
      pastDueGraceDays:
        'a past-due subscription counts until it is cancelled, unless an account sets a limit of 1 to 90 days (ChartMogul help, past-due subscriptions)',
      churnAt:
        'churn counts when the subscription ends, unless an account chooses the date of the request (ChartMogul help, churn recognition)',
      reactivationWindowDays: 'every return is a reactivation, however late it comes (ChartMogul help, MRR movements)',
      movements: 'each change is a movement of its own (ChartMogul help, MRR movements)',
      reactivation: 'reactivated MRR is deducted from net churn (ChartMogul help, net MRR churn rate)',
      churnDenominator:
        'churned customers are divided by the customers at the start (ChartMogul help, standard churn rate formula)',
    },
    notExpressed: [
      'each line is rounded to a cent, so a sum can be off by up to half a cent per line',
      "the account's time zone applies: pass it to the period",
      'each account chooses how past-due subscriptions, cancellations and refunds count: set pastDueGraceDays and churnAt to match; tenure has no option for refunds',
      'ChartMogul does not count a customer who was never billed; tenure counts such a customer if free plans are included',
      "ChartMogul computes NRR and net MRR churn from the movements; tenure's NRR counts what the opening customers pay at the end, so a customer who leaves and returns within the period counts as retained and as reactivated; to follow ChartMogul, pass only the terms opening, expansion, reactivation, contraction and churn, or set movements: 'net'",
      'accounts created before August 2022 may use the Shopify formula for churn, which divides day by day',
    ],
  },
  profitwell: {
    sources: {
      trials: 'trials do not count, not even paid ones (help of ProfitWell, now Paddle: MRR compared with Paddle)',
      freePlans: 'free plans do not count (help of ProfitWell, now Paddle: MRR compared with Paddle)',
      pauses: 'a subscription on hold has no MRR (help of ProfitWell, now Paddle: compared with Recurly)',
      churnAt: 'churn counts at the end of the billing cycle (help of ProfitWell, now Paddle: compared with Recurly)',
      reactivationWindowDays:
        'every return is a reactivation, however late it comes (help of ProfitWell, now Paddle: compared with Recurly)',
      movements:
        'a customer who joins and leaves within a calendar month counts neither as new nor as churned (help of ProfitWell, now Paddle: compared with Recurly)',
    },
    notExpressed: [
      'all discounts and credits lower MRR, including one-time ones; a ledger has only recurring discounts',
      "a past-due subscription counts until the account's dunning window is over: set pastDueGraceDays to match",
      "currencies are converted at the exchange rate of the day of purchase; tenure's exchangeRates are constant or monthly",
      'lifetime value is smoothed by an unpublished method',
    ],
  },
  baremetrics: {
    sources: {
      trials: 'trials are left out until they are paid (Baremetrics help)',
      pastDueGraceDays: 'a past-due subscription counts for 30 days, then no longer (Baremetrics help)',
      movements:
        'a customer who joins and leaves within 30 days counts as churned (Baremetrics changelog, churn update)',
    },
    notExpressed: [
      'a post from 2021 about Stripe data says 31 days past due: set pastDueGraceDays if your account does the same',
      'lifetime value does not apply a gross margin: leave grossMargin out',
      "tenure's churn rates compare the start of a period with its end, so a customer who joins and leaves within it counts in churn and churned, but in no rate; to include such customers, pass the rate only the terms opening and churned (or churn)",
    ],
  },
  recurly: {
    sources: {
      grain: 'a subscriber with several subscriptions is counted once (Recurly docs, MRR by plan)',
      pauses: 'a paused subscription has no MRR (ProfitWell help, compared with Recurly)',
      pastDueGraceDays: 'failed charges count until their subscription expires (Recurly help, failed invoices in MRR)',
      churnAt: 'a cancelled subscription counts as churned when it expires (Recurly blog, key terms related to churn)',
      churnGraceDays:
        'a return within a month is not a reactivation; the preset sets 30 days (ProfitWell help, compared with Recurly)',
      daysPerMonth: 'a daily price counts 30 times per month (Recurly help, prorated charges in MRR)',
      churnDenominator:
        'churned subscribers are divided by the subscribers at the start (Recurly blog, key terms related to churn)',
    },
    notExpressed: [
      'MRR counts invoiced recurring charges, credits and refunds; a ledger holds prices but no refunds',
      'each account chooses whether failed charges and coupons count',
      'a seat added during a billing cycle counts with its prorated charge until the renewal',
      'the grace period is a calendar month; the preset sets 30 days',
      'the churn of a month is shown only after the month has ended',
    ],
  },
});

function frozen<T>(value: T): T {
  for (const own of Object.values(value as object)) if (typeof own === 'object' && own !== null) frozen(own);
  return Object.freeze(value);
}
