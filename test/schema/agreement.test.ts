import fc from 'fast-check';
import {
  activationRate,
  activeCustomers,
  customerEffortScore,
  customerSatisfactionScore,
  feedbackThemes,
  latestPerCustomer,
  ledger,
  month,
  mrrMovements,
  netPromoterScore,
  paymentSuccessRate,
  period,
  recoveryRate,
  resolutionTime,
  type SignUp,
  type Subscription,
  type SurveyResponse,
  type Ticket,
  type UsageEvent,
} from 'tenure';
import {
  amountSchema,
  instantSchema,
  ledgerPolicySchema,
  parseResponses,
  periodSchema,
  policySchema,
  schemasIn,
  statementPolicySchema,
  surveyResponseSchema,
} from 'tenure/schema';
import { describe, expect, test } from 'vitest';
import { refusal } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { rowsLike, values, variants } from './values.ts';

const march = month('2026-03');

type Taken = (value: never) => unknown;

const takes = (act: Taken, value: unknown) => refusal(() => act(value as never)) === undefined;

const subscription: Readonly<Record<string, unknown>> = {
  customerId: 'ada',
  subscriptionId: 'ada-1',
  start: '2026-01-15',
  end: '2026-03-31',
  amount: '49.99',
  interval: 'month',
  intervalCount: 3,
  quantity: 2,
  discount: { percent: 10 },
  currency: 'EUR',
  plan: 'solo',
  trialEnd: '2026-02-01',
  cancelRequestedAt: 0,
  pauses: [{ start: '2026-02-01', end: '2026-02-10' }],
  pastDue: [],
  churnType: 'voluntary',
  churnReason: 'price',
  segment: 'small',
};
const term = { ...subscription, interval: 'term', intervalCount: undefined };
const payment = {
  customerId: 'ada',
  at: '2026-03-01',
  status: 'failed',
  invoiceId: 'in-1',
  attempt: 1,
  amount: 5,
  currency: 'EUR',
};
const writeOff = { ...payment, status: 'writtenOff', attempt: undefined };
const ticket = {
  customerId: 'ada',
  openedAt: '2026-03-01',
  firstResponseAt: '2026-03-01T10:00:00Z',
  resolvedAt: null,
  reopened: 2,
  reopenedAt: '2026-03-15',
  reopenedResponseAt: null,
  onHold: [{ start: '2026-03-02', end: null }],
  channel: 'mail',
};
const signUp = { customerId: 'ada', at: '2026-03-01' };
const usageEvent = { ...signUp, userId: 'mia', feature: 'export', durationSeconds: 90.5, count: 3 };
const response = { score: 9, customerId: 'ada', at: '2026-03-01', survey: 'nps', segment: 'small', themes: ['price'] };
const policy: Readonly<Record<string, unknown>> = {
  timeZone: 'Europe/Berlin',
  asOf: '2026-03-01',
  grain: 'customer',
  trials: 'exclude',
  freePlans: 'include',
  pauses: 'retain',
  pastDueGraceDays: null,
  churnAt: 'end',
  churnGraceDays: 3,
  reactivationWindowDays: 90,
  weeksPerMonth: '4',
  daysPerMonth: '30',
  termLength: 'days',
  currency: 'EUR',
  exchangeRates: { USD: { '2026-03': '0.92' } },
};
const statementPolicy = {
  movements: 'net',
  reactivation: 'include',
  churnDenominator: 'opening',
  retentionMethod: 'cohort',
  money: 'fraction',
};

const inZone = (timeZone: string) => ({
  subscription: (row: Subscription) => ledger([row], { timeZone }),
  payment: (row: never) => {
    paymentSuccessRate([row], month('2026-03', { timeZone }));
    recoveryRate([row], month('2026-03', { timeZone }));
  },
  ticket: (row: Ticket) => resolutionTime([row], month('2026-03', { timeZone })),
});

/** What holds for the fields that it has. Nothing in the library reads a segment: only its type says what it is. */
function takeResponse(row: SurveyResponse): void {
  const measure: (rows: readonly SurveyResponse[]) => unknown =
    { nps: netPromoterScore, csat, ces }[row?.survey ?? 'nps'] ?? netPromoterScore;
  measure([row]);
  feedbackThemes([row]);
  if (row.at != null) latestPerCustomer([{ ...row, customerId: 'ada' }], measure);
  if (row.customerId != null) latestPerCustomer([{ ...row, at: 0 }], measure);
}

const ofTen = [0, 10] as const;
const csat = (rows: readonly SurveyResponse[]) => customerSatisfactionScore(rows, { scale: ofTen, satisfiedFrom: 8 });
const ces = (rows: readonly SurveyResponse[]) => customerEffortScore(rows, { scale: ofTen, agreeFrom: 8 });

const isSegment = (row: unknown) => {
  const segment = (row as { segment?: unknown } | null)?.segment;
  return segment == null || typeof segment === 'string';
};

/** A policy that is left out is one of defaults; the schemas are of what is given. */
const compiled = (policy: never) => ledger([], policy === undefined ? (null as never) : policy);

const zones = ['UTC', 'Pacific/Apia', 'Europe/Berlin'];
/** The fields on which a zone has a say: they hold instants. */
const ofInstants = /^(?:start|end|trialEnd|cancelRequestedAt|pauses|pastDue|at|.*At|onHold)$/;
const kinds: [
  name: string,
  goods: Readonly<Record<string, unknown>>[],
  accepts: (row: unknown) => boolean,
  act: Taken,
][] = [
  ...zones.flatMap((zone): typeof kinds => {
    const schemas = schemasIn(zone);
    const acts = inZone(zone);
    return [
      [
        `subscription in ${zone}`,
        [subscription, term],
        (row) => schemas.subscription.safeParse(row).success,
        acts.subscription,
      ],
      [`payment in ${zone}`, [payment, writeOff], (row) => schemas.payment.safeParse(row).success, acts.payment],
      [`ticket in ${zone}`, [ticket], (row) => schemas.ticket.safeParse(row).success, acts.ticket],
      [
        `usage event in ${zone}`,
        [usageEvent],
        (row) => schemas.usageEvent.safeParse(row).success,
        (row: UsageEvent) => activeCustomers([row], month('2026-03', { timeZone: zone })),
      ],
      [
        `sign-up in ${zone}`,
        [signUp],
        (row) => schemas.signUp.safeParse(row).success,
        (row: SignUp) => activationRate([row], [], { feature: 'export', withinDays: 7, timeZone: zone }),
      ],
    ];
  }),
  [
    'survey response',
    [response],
    (row) => parseResponses([row], { scale: [0, 10] }).rejected.length === 0 || !isSegment(row),
    (row: SurveyResponse) => isSegment(row) && takeResponse(row),
  ],
  ['ledger policy', [policy], (row) => ledgerPolicySchema.safeParse(row).success, compiled],
  ['statement policy', [statementPolicy], (row) => statementPolicySchema.safeParse(row).success, compiled],
  ['policy', [{ ...policy, ...statementPolicy }], (row) => policySchema.safeParse(row).success, compiled],
  [
    'period',
    [{ ...march }, { ...period('2026-03-01T10:00:00Z', '2026-04-01') }],
    (row) => periodSchema.safeParse(row).success,
    (row) => mrrMovements([], [row]),
  ],
];

describe.each(kinds)('%s', (title, goods, accepts, act) => {
  const isVaried = (name: string) => !/ in (?!UTC)/.test(title) || ofInstants.test(name);

  test('the good rows are taken by both', () => {
    for (const good of goods) expect([accepts(good), takes(act, good)]).toEqual([true, true]);
  });

  test('each field with each value: the schema takes what the function takes', () => {
    let taken = 0;
    let refused = 0;
    for (const good of goods) {
      for (const row of variants(good, isVaried)) {
        const isTaken = takes(act, row);
        if (accepts(row) !== isTaken) expect.fail(`${isTaken ? 'refused' : 'taken'} by the schema alone: ${show(row)}`);
        if (isTaken) taken += 1;
        else refused += 1;
      }
    }
    expect(taken).toBeGreaterThan(goods.length);
    expect(refused).toBeGreaterThan(taken / 3);
  });

  test('any row: the schema takes what the function takes', () => {
    for (const good of goods) {
      fc.assert(
        fc.property(rowsLike(good), (row) => {
          expect(accepts(row)).toBe(takes(act, row));
        }),
        propertyRuns(150),
      );
    }
  });
});

function show(row: object): string {
  return Object.entries(row)
    .map(
      ([name, value]) =>
        `${name}: ${typeof value === 'object' ? Object.prototype.toString.call(value) : String(value)}`,
    )
    .join(', ');
}

test('a segment of an answer is a text, also an empty one', () => {
  for (const segment of values) {
    const isText = segment == null || typeof segment === 'string';
    expect(surveyResponseSchema.safeParse({ score: 1, segment }).success).toBe(isText);
  }
});

test('one half of a policy refuses the options of the other', () => {
  expect(ledgerPolicySchema.safeParse({ money: 'fraction' }).success).toBe(false);
  expect(statementPolicySchema.safeParse({ grain: 'customer' }).success).toBe(false);
});

test('amounts and instants alone', () => {
  const good = { customerId: 'ada', start: '2026-01-01', amount: 5, interval: 'month' } as const;
  for (const value of values) {
    expect(amountSchema.safeParse(value).success).toBe(takes((amount) => ledger([{ ...good, amount }]), value));
    expect(instantSchema.safeParse(value).success).toBe(takes((start) => ledger([{ ...good, start }]), value));
  }
  fc.assert(
    fc.property(fc.oneof(fc.double(), fc.string(), fc.anything()), (value) => {
      expect(amountSchema.safeParse(value).success).toBe(takes((amount) => ledger([{ ...good, amount }]), value));
    }),
  );
});
