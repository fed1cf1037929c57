import { Decimal } from 'decimal.js';
import {
  customerChurnRate,
  customerMovements,
  customerRetentionRate,
  months,
  mrr,
  mrrMovements,
  netRevenueRetention,
  type Policy,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { ledgerOptions, type Option, statementOptions } from '../../../src/ledger/policy/policy.ts';
import type { Money } from '../../../src/money/index.ts';
import { row } from '../../support/row.ts';

const book: Subscription[] = [
  row({ customerId: 'two', subscriptionId: 'a' }),
  row({ customerId: 'two', subscriptionId: 'b', end: '2026-03-10' }),
  row({ customerId: 'trial', trialEnd: '2026-03-05' }),
  row({ customerId: 'free', amount: 0, end: '2026-04-01' }),
  row({ customerId: 'paused', pauses: [{ start: '2026-02-10', end: '2026-03-10' }] }),
  row({ customerId: 'unpaid', pastDue: [{ start: '2026-02-01', end: '2026-04-20' }] }),
  row({ customerId: 'leaving', cancelRequestedAt: '2026-02-15', end: '2026-04-15' }),
  row({ customerId: 'gap', end: '2026-02-20' }),
  row({ customerId: 'gap', start: '2026-03-05' }),
  row({ customerId: 'weekly', interval: 'week' }),
  row({ customerId: 'daily', interval: 'day' }),
  row({ customerId: 'again', end: '2026-03-02' }),
  row({ customerId: 'again', start: '2026-03-02', trialEnd: '2026-03-12' }),
  row({ customerId: 'signed', start: '2026-03-10', signedAt: '2026-02-10' }),
  row({ customerId: 'term', interval: 'term', end: '2026-12-31' }),
  row({ customerId: 'brief', start: '2026-03-03', end: '2026-03-20' }),
];

/** What all functions over subscriptions are made of, month by month, and what only an instant shows. */
function answers(rows: readonly Subscription[], policy: Policy<Money>): string {
  const periods = policy.timeZone === undefined ? months('2026-01', '2026-05') : [];
  return JSON.stringify([
    mrrMovements(rows, periods, policy),
    customerMovements(rows, periods, policy),
    periods.map((period) => [
      netRevenueRetention(rows, period, policy),
      customerChurnRate(rows, period, policy),
      customerRetentionRate(rows, period, policy),
    ]),
    mrr(rows, '2026-03-04T23:30:00Z', policy),
  ]);
}

interface Proof {
  readonly policy: Policy<Money>;
  /** What it is compared with; without it, the default. */
  readonly against?: Policy<Money>;
  readonly rows?: readonly Subscription[];
}

const euros = [row({ currency: 'EUR' }), row({ customerId: 'ben', currency: 'USD' })];

/** Of options that are no choice of words: values that must each change some number of the book. */
const proofs: { readonly [option: string]: readonly Proof[] } = {
  timeZone: [{ policy: { timeZone: 'Europe/Berlin' }, against: { timeZone: 'UTC' } }],
  asOf: [{ policy: { asOf: '2026-03-20' } }],
  pastDueGraceDays: [{ policy: { pastDueGraceDays: 0 } }, { policy: { pastDueGraceDays: 30 } }],
  lastEnds: [{ policy: { asOf: '2026-03-01', lastEnds: 'paidThrough' }, against: { asOf: '2026-03-01' } }],
  mergeWithinSeconds: [
    { policy: { movements: 'event', mergeWithinSeconds: 1_500_000 }, against: { movements: 'event' } },
  ],
  churnGraceDays: [{ policy: { churnGraceDays: 20 } }],
  reactivationWindowDays: [{ policy: { reactivationWindowDays: 5 } }],
  currency: [
    { rows: [row({})], policy: { currency: 'EUR' } },
    {
      rows: euros,
      policy: { currency: 'EUR', exchangeRates: { USD: 2 } },
      against: { currency: 'USD', exchangeRates: { EUR: 2 } },
    },
  ],
  exchangeRates: [
    {
      rows: euros,
      policy: { currency: 'EUR', exchangeRates: { USD: 2 } },
      against: { currency: 'EUR', exchangeRates: { USD: '2.5' } },
    },
  ],
  money: [{ policy: { money: 'fraction' } }, { policy: { money: Decimal }, against: { money: 'fraction' } }],
};

const options: [string, Option][] = Object.entries({ ...ledgerOptions, ...statementOptions });

// 'none' of `amounts` leaves no number of money to change: test/ledger/amounts.test.ts.
describe('each option of a policy changes a number', () => {
  test.each(options)('%s', (name, option) => {
    const own =
      'read' in option || name in proofs
        ? proofs[name]
        : option.slice(1).flatMap((word): Proof | [] => (word === 'none' ? [] : { policy: { [name]: word } }));
    expect(own?.length).toBeGreaterThan(0);
    for (const { policy, against = {}, rows = book } of own as readonly Proof[]) {
      expect(policy).toHaveProperty(name);
      expect(answers(rows, policy)).not.toBe(answers(rows, against));
    }
  });

  test.each(options)('%s: the default is the first value, and can be said', (name, option) => {
    const standard = 'read' in option ? option.standard : option[0];
    if (standard === undefined || name === 'currency') return;
    expect(answers(book, { [name]: standard })).toBe(answers(book, {}));
  });
});
