import type { Policy } from '../ledger/policy.ts';

/** Whose definitions a preset follows. */
export type PolicyPreset = 'standard' | 'stripe' | 'chartmogul' | 'profitwell' | 'baremetrics' | 'recurly';

/** Where the choices of a preset are from, and what of a vendor's definition no option says. */
export interface PolicyPresetNotes {
  readonly sources: { readonly [option in keyof Policy]?: string };
  readonly notExpressed: readonly string[];
}

/**
 * The definitions of well-known tools as policies: plain data, to be passed as they are or spread into one of your own. They hold only what
 * a vendor is known to say; where it says nothing, the default stands. `policyNotes` has the source of each choice, and what a preset
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
    denominator: 'openingPlusNew',
  },
  chartmogul: {
    grain: 'customer',
    freePlans: 'include',
    pastDueGraceDays: null,
    churnAt: 'end',
    reactivationWindowDays: null,
    movements: 'event',
    reactivation: 'include',
    denominator: 'opening',
  },
  profitwell: {
    pauses: 'churn',
    churnAt: 'end',
    reactivationWindowDays: null,
  },
  baremetrics: {
    trials: 'exclude',
    pastDueGraceDays: 30,
  },
  recurly: {
    grain: 'customer',
    pauses: 'churn',
    churnAt: 'end',
    churnGraceDays: 30,
    daysPerMonth: '30',
    denominator: 'opening',
  },
});

/**
 * The source of each choice of `policies`, in a sentence, and what of a vendor's definition no option says.
 *
 * @example
 * ```ts
 * policyNotes.baremetrics.sources.pastDueGraceDays // => 'past due counts for 30 days, then it is out (Baremetrics help)'
 * ```
 */
export const policyNotes: { readonly [preset in PolicyPreset]: PolicyPresetNotes } = /* @__PURE__ */ frozen({
  standard: { sources: {}, notExpressed: [] },
  stripe: {
    sources: {
      grain: 'a customer with several subscriptions is one subscriber (Stripe Billing analytics)',
      trials: 'trials are left out until they are paid (Stripe Billing analytics)',
      freePlans: 'from MRR above zero to zero is churn (Stripe Billing analytics)',
      pastDueGraceDays: 'past due counts until it is cancelled (Stripe Billing analytics)',
      reactivationWindowDays: 'a return is a reactivation, however late (Stripe Billing analytics)',
      movements: 'each change is booked when it happens (Stripe Billing analytics, MRR roll-forward)',
      denominator: 'churned subscribers over those at the start and the new ones (Stripe Billing analytics)',
    },
    notExpressed: [
      'one-time discounts can be switched on in MRR; the ledger knows recurring ones only',
      'usage charges can be switched on in MRR; the ledger has none',
      'lifetime value assumes a churn of 1.67 % where there is none',
    ],
  },
  chartmogul: {
    sources: {
      grain: 'movements are of customers (ChartMogul help)',
      freePlans: 'a customer on a free plan stays a subscriber (ChartMogul help)',
      pastDueGraceDays:
        'past due counts until it is cancelled, unless an account chooses 1 to 90 days (ChartMogul help)',
      churnAt: 'at the end of the paid period, unless an account chooses the request (ChartMogul help)',
      reactivationWindowDays: 'a return is a reactivation, however late (ChartMogul help)',
      movements: 'each change is booked when it happens (ChartMogul help)',
      reactivation: 'reactivated MRR is taken off net churn (ChartMogul help, MRR churn rate)',
      denominator: 'churned customers over those at the start (ChartMogul help, customer churn rate)',
    },
    notExpressed: [
      'each line is rounded to a cent, so that sums of yearly plans come out lower',
      'the time zone is that of the account: give timeZone',
      'the choices an account can make, for past due and for cancellations, are options here too',
    ],
  },
  profitwell: {
    sources: {
      pauses: 'a paused subscription has no MRR (ProfitWell, now Paddle, help)',
      churnAt: 'at the end of the paid period (ProfitWell, now Paddle, help)',
      reactivationWindowDays: 'a return is a reactivation, however late (ProfitWell, now Paddle, help)',
    },
    notExpressed: ['all discounts lower MRR, one-time ones too; the ledger knows recurring ones only'],
  },
  baremetrics: {
    sources: {
      trials: 'trials are left out until they are paid (Baremetrics help)',
      pastDueGraceDays: 'past due counts for 30 days, then it is out (Baremetrics help)',
    },
    notExpressed: ['lifetime value is without gross margin: leave grossMargin out'],
  },
  recurly: {
    sources: {
      grain: 'a customer with several subscriptions is one subscriber (Recurly documentation)',
      pauses: 'a paused subscription has no MRR (Recurly documentation)',
      churnAt: 'at the end of the paid period (Recurly documentation)',
      churnGraceDays: 'back within a month is no churn (Recurly documentation); 30 days stand for the month',
      daysPerMonth: 'a daily price counts 30 times a month (Recurly documentation)',
      denominator: 'churned subscribers over those at the start (Recurly documentation)',
    },
    notExpressed: ['the grace is a calendar month there, and 30 days here'],
  },
});

function frozen<T>(value: T): T {
  for (const part of Object.values(value as object)) if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(value);
}
