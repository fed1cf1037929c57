import fc from 'fast-check';
import {
  customerEffortScore,
  customerSatisfactionScore,
  earlyWarnings,
  feedbackThemes,
  firstResponseTime,
  type HealthData,
  healthSignals,
  latestPerCustomer,
  month,
  netPromoterScore,
  type Payment,
  paymentSuccessRate,
  recoveryRate,
  reopenRate,
  repeatContactRate,
  resolutionTime,
  type SignUp,
  type Subscription,
  type SurveyResponse,
  type Ticket,
  ticketsPerCustomer,
  type UsageEvent,
} from 'tenure';
import {
  parseEvents,
  parsePayments,
  parseResponses,
  parseSignUps,
  parseSubscriptions,
  parseTickets,
  schemasIn,
} from 'tenure/schema';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type * as z from 'zod';
import { historyArbitrary } from '../health/histories.ts';
import { refusal } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';

/** A row that has every field of its type: a field that is added to the type does not compile until it is here. */
type Whole<Row> = { readonly [name in keyof Row]-?: NonNullable<Row[name]> };

const at = '2026-03-01';
const ticket: Whole<Ticket> = {
  customerId: 'ada',
  openedAt: at,
  firstResponseAt: '2026-03-02',
  resolvedAt: '2026-03-05',
  reopened: 2,
  reopenedAt: '2026-03-04',
  reopenedResponseAt: '2026-03-05',
  onHold: [{ start: '2026-03-02', end: '2026-03-03' }],
  channel: 'mail',
};
const response: Whole<SurveyResponse> = {
  score: 5,
  customerId: 'ada',
  at,
  survey: 'csat',
  segment: 'small',
  weight: 1.5,
  themes: ['price'],
};
const payment: Whole<Payment> = {
  customerId: 'ada',
  at,
  status: 'failed',
  invoiceId: 'in-1',
  attempt: 1,
  amount: '9.99',
  currency: 'EUR',
  declineReason: 'expired_card',
};
const event: Whole<UsageEvent> = {
  customerId: 'ada',
  at,
  userId: 'mia',
  feature: 'export',
  durationSeconds: 1.5,
  count: 2,
};
const signUp: Whole<SignUp> = { customerId: 'ada', at };
const subscription: Whole<Subscription> = {
  customerId: 'ada',
  subscriptionId: 'ada-1',
  start: at,
  end: '2026-05-01',
  amount: '49.99',
  interval: 'month',
  intervalCount: 3,
  quantity: 2,
  discount: { percent: 10 },
  currency: 'EUR',
  plan: 'solo',
  trialEnd: '2026-03-10',
  signedAt: '2026-02-20',
  replaces: 'ada-0',
  cancelRequestedAt: '2026-04-01',
  pauses: [{ start: '2026-03-20', end: '2026-03-21' }],
  pastDue: [],
  churnType: 'voluntary',
  churnReason: 'price',
  segment: 'small',
};

const kinds = [
  ['tickets', ticket, parseTickets, schemasIn().ticket],
  ['answers', response, parseResponses, schemasIn().surveyResponse],
  ['payments', payment, parsePayments, schemasIn().payment],
  ['events', event, parseEvents, schemasIn().usageEvent],
  ['sign-ups', signUp, parseSignUps, schemasIn().signUp],
  ['subscriptions', subscription, parseSubscriptions, schemasIn().subscription],
] as const satisfies readonly (readonly [string, object, (rows: readonly object[]) => unknown, z.ZodType])[];

test.each(kinds)('%s: every field of the type is read, kept and described', (_, row, parse, schema) => {
  expect(parse([row])).toEqual({ rows: [row], rejected: [] });
  expect(parse([{ ...row }] as never, { extraColumns: 'reject' } as never)).toEqual({ rows: [row], rejected: [] });
  expect(schema.parse(row)).toEqual(row);
  expect(Object.keys((schema as unknown as z.ZodObject).shape)).toEqual(Object.keys(row));
});

test('tickets and answers have one type in all rooms', () => {
  expectTypeOf<NonNullable<HealthData['tickets']>[number]>().toEqualTypeOf<Ticket>();
  expectTypeOf<NonNullable<HealthData['responses']>[number]>().toEqualTypeOf<SurveyResponse>();
  const data: HealthData = { tickets: parseTickets([ticket]).rows, responses: parseResponses([response]).rows };
  expect(healthSignals(data, '2026-03-10')[0]?.values).toMatchObject({
    csatScore: { value: 5, ageDays: 9 },
    npsScore: null,
    reopenedTickets: 1,
  });
});

const rules = [{ name: 'falls', type: 'fallingScore', survey: 'nps', points: 3, severity: 'high' }] as const;

test('an answer about satisfaction raises no alarm of the NPS, read by the schema or not', () => {
  const answers: SurveyResponse[] = [
    { customerId: 'ada', at: '2026-01-01', score: 9 },
    { customerId: 'ada', at: '2026-02-01', score: 5, survey: 'csat' },
  ];
  expect(earlyWarnings({ responses: answers }, rules, '2026-03-01')).toEqual([]);
  expect(earlyWarnings({ responses: parseResponses(answers).rows }, rules, '2026-03-01')).toEqual([]);
});

test('whatever the history, its signals and warnings are those of its parsed rows', () => {
  fc.assert(
    fc.property(historyArbitrary, (history) => {
      const parsed = {
        subscriptions: parseSubscriptions(history.subscriptions).rows,
        events: parseEvents(history.events).rows,
        responses: parseResponses(history.responses).rows,
        tickets: parseTickets(history.tickets).rows,
        payments: parsePayments(history.payments).rows,
        signUps: parseSignUps(history.signUps).rows,
      };
      const asOf = Date.UTC(2026, 3, 1);
      expect(healthSignals(parsed, asOf)).toEqual(healthSignals(history, asOf));
      expect(earlyWarnings(parsed, rules, asOf)).toEqual(earlyWarnings(history, rules, asOf));
    }),
    propertyRuns(60),
  );
});

const march = month('2026-03');

describe('what contradicts itself is refused by all', () => {
  const ticketCalls: ((tickets: readonly Ticket[]) => unknown)[] = [
    (tickets) => resolutionTime(tickets, march),
    (tickets) => firstResponseTime(tickets, march),
    (tickets) => reopenRate(tickets, march),
    (tickets) => repeatContactRate(tickets, march),
    (tickets) => ticketsPerCustomer(tickets, march, { customers: 1 }),
    (tickets) => healthSignals({ tickets }, '2026-03-10'),
    (tickets) => earlyWarnings({ tickets }, [], '2026-03-10'),
  ];
  const before = '2026-02-28';
  test.each([
    ['firstResponseAt', { firstResponseAt: before }, 'not come before openedAt'],
    ['resolvedAt', { resolvedAt: before, reopenedAt: null, reopenedResponseAt: null }, 'not come before openedAt'],
    ['reopenedAt', { reopenedAt: before }, 'not come before openedAt'],
    ['reopenedResponseAt', { reopenedResponseAt: '2026-03-03' }, 'not come before reopenedAt'],
    ['reopenedResponseAt', { reopenedAt: null }, 'not come before reopenedAt, nor without it'],
    ['reopened', { reopened: false }, 'be true, or how often, beside reopenedAt'],
    ['reopened', { reopened: 0 }, 'be true, or how often, beside reopenedAt'],
  ] as const)('a ticket: %s of %o', (field, fault, rule) => {
    const rows = [ticket, { ...ticket, ...fault }];
    const { rejected } = parseTickets(rows);
    expect(rejected.map(({ index, issues }) => [index, issues.map(({ path }) => path)])).toEqual([[1, [[field]]]]);
    const message = rejected[0]?.issues[0]?.message;
    expect(message).toContain(`must ${rule}`);
    for (const call of ticketCalls) {
      const refused = refusal(() => call(rows));
      expect(refused?.path.slice(-2)).toEqual([1, field]);
      expect(refused?.message).toContain(`tickets[1].${field} ${message}`);
    }
  });

  test('a ticket with all its faults at once', () => {
    const { rejected } = parseTickets([{ ...ticket, firstResponseAt: before, resolvedAt: before, reopened: 0 }]);
    expect(rejected[0]?.issues.map(({ path }) => path[0])).toEqual(['firstResponseAt', 'resolvedAt', 'reopened']);
  });

  const paymentCalls: ((payments: readonly Payment[]) => unknown)[] = [
    (payments) => paymentSuccessRate(payments, march),
    (payments) => recoveryRate(payments, march),
    (payments) => healthSignals({ payments }, '2026-03-10'),
  ];
  test.each([
    ['invoiceId', { attempt: null, invoiceId: null }],
    ['attempt', {}],
  ] as const)('a write-off: %s', (field, fault) => {
    const rows = [payment, { ...payment, status: 'writtenOff', ...fault } as Payment];
    const { rejected } = parsePayments(rows);
    expect(rejected.map(({ issues }) => issues.map(({ path }) => path))).toEqual([[[field]]]);
    for (const call of paymentCalls) {
      const refused = refusal(() => call(rows));
      expect(refused?.message).toContain(`payments[1].${field} ${rejected[0]?.issues[0]?.message}`);
    }
  });

  test('answers to another survey are not measured as this one', () => {
    const scored = { customerId: 'ada', at, score: 5 } as const;
    type Rows = readonly SurveyResponse[];
    const measures: [own: string, measure: (rows: Rows, options?: object) => unknown][] = [
      ['nps', (rows, options) => netPromoterScore(rows, options)],
      ['csat', (rows, options) => customerSatisfactionScore(rows, options)],
      ['ces', (rows, options) => customerEffortScore(rows, options)],
    ];
    for (const [own, measure] of measures) {
      for (const survey of ['nps', 'csat', 'ces', 'other'] as const) {
        const rows = [scored, { ...scored, survey }] as SurveyResponse[];
        const calls = [
          () => measure(rows),
          () => measure(rows, { period: march }),
          () => measure(rows, { by: () => 'all' }),
          () => latestPerCustomer(rows, (own) => measure(own)),
        ];
        for (const call of calls) {
          const refused = refusal(call);
          if (own === survey) expect(refused).toBeUndefined();
          else {
            expect(refused).toMatchObject({ code: 'INVALID_OPTION', path: ['responses', 1, 'survey'] });
            expect(refused?.message).toBe(
              `responses[1].survey must be '${own}' or be left out: answers to different surveys are not measured together; received '${survey}'`,
            );
          }
        }
      }
    }
    const themed = { ...scored, themes: ['price'], survey: 'nps' } as const;
    expect(feedbackThemes([themed, scored]).responses).toBe(2);
    expect(refusal(() => feedbackThemes([scored, themed, { ...themed, survey: 'csat' }]))).toMatchObject({
      code: 'INVALID_OPTION',
      path: ['responses', 2, 'survey'],
    });
    expect(parseResponses([{ ...scored, survey: 'other' }]).rejected[0]?.issues[0]?.path).toEqual(['survey']);
  });
});

test('an instant of reopening tells a cut-off what the flag cannot', () => {
  const { reopened: _, ...reopenedLater } = { ...ticket, resolvedAt: '2026-03-09' };
  expect(reopenRate([reopenedLater], march)).toMatchObject({ value: 1, open: 0 });
  // On 3 March it was not resolved for the last time, and not reopened either.
  expect(reopenRate([reopenedLater], march, { asOf: '2026-03-03' })).toMatchObject({ value: null, open: 1 });
  expect(reopenRate([reopenedLater], march, { asOf: '2026-03-05' })).toMatchObject({ value: 1, open: 0 });
});
