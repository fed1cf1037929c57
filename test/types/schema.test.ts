import type {
  Amount,
  Discount,
  Instant,
  Interruption,
  LedgerPolicy,
  Money,
  Payment,
  Period,
  Policy,
  SignUp,
  StatementPolicy,
  Subscription,
  SurveyResponse,
  Ticket,
  UsageEvent,
} from 'tenure';
import { month, resolutionTime } from 'tenure';
import {
  type amountSchema,
  type discountSchema,
  type instantSchema,
  type interruptionSchema,
  type ledgerPolicySchema,
  type ParsedRows,
  parseEvents,
  parsePayments,
  parseResponses,
  parseSignUps,
  parseSubscriptions,
  parseTickets,
  type paymentSchema,
  type periodSchema,
  type policySchema,
  type RejectedRow,
  type signUpSchema,
  type statementPolicySchema,
  subscriptionSchema,
  type surveyResponseSchema,
  type ticketSchema,
  type usageEventSchema,
} from 'tenure/schema';
import { expectTypeOf, test } from 'vitest';
import { z } from 'zod';

test('what a schema infers is the type of the library', () => {
  expectTypeOf<z.infer<typeof subscriptionSchema>>().toEqualTypeOf<Subscription>();
  expectTypeOf<z.infer<typeof interruptionSchema>>().toEqualTypeOf<Interruption>();
  expectTypeOf<z.infer<typeof discountSchema>>().toEqualTypeOf<Discount>();
  expectTypeOf<z.infer<typeof amountSchema>>().toEqualTypeOf<Amount>();
  expectTypeOf<z.infer<typeof instantSchema>>().toEqualTypeOf<Instant>();
  expectTypeOf<z.infer<typeof periodSchema>>().toEqualTypeOf<Period>();
  expectTypeOf<z.infer<typeof surveyResponseSchema>>().toEqualTypeOf<SurveyResponse>();
  expectTypeOf<z.infer<typeof paymentSchema>>().toEqualTypeOf<Payment>();
  expectTypeOf<z.infer<typeof ticketSchema>>().toEqualTypeOf<Ticket>();
  expectTypeOf<z.infer<typeof usageEventSchema>>().toEqualTypeOf<UsageEvent>();
  expectTypeOf<z.infer<typeof signUpSchema>>().toEqualTypeOf<SignUp>();
  expectTypeOf<z.infer<typeof ledgerPolicySchema>>().toEqualTypeOf<LedgerPolicy>();
  expectTypeOf<z.infer<typeof statementPolicySchema>>().toEqualTypeOf<StatementPolicy<Money>>();
  expectTypeOf<z.infer<typeof policySchema>>().toEqualTypeOf<Policy<Money>>();
  expectTypeOf<z.input<typeof subscriptionSchema>>().toEqualTypeOf<Subscription>();
});

test('by parse, safeParse, in other schemas and as a Standard Schema as well', () => {
  expectTypeOf(subscriptionSchema.parse).returns.toEqualTypeOf<Subscription>();
  const result = subscriptionSchema.safeParse({});
  if (result.success) expectTypeOf(result.data).toEqualTypeOf<Subscription>();
  const list = z.array(subscriptionSchema);
  expectTypeOf<z.infer<typeof list>>().toEqualTypeOf<Subscription[]>();
  type Standard = NonNullable<(typeof subscriptionSchema)['~standard']['types']>;
  expectTypeOf<Standard['output']>().toEqualTypeOf<Subscription>();
});

test('an extended schema has all fields, and what it gives is still a row', () => {
  const own = subscriptionSchema.extend({ crmId: z.string() });
  type Own = z.infer<typeof own>;
  expectTypeOf<Own>().toExtend<Subscription>();
  expectTypeOf<Own['crmId']>().toEqualTypeOf<string>();
  expectTypeOf<Own['plan']>().toEqualTypeOf<Subscription['plan']>();
});

test('parsed rows are rows of the library, rejected ones what was given', () => {
  const cells = [{ customerId: 'ada', region: 'north' }];
  type Given = { customerId: string; region: string };
  expectTypeOf(parseSubscriptions(cells)).toEqualTypeOf<ParsedRows<Subscription, Given>>();
  expectTypeOf(parseSubscriptions(cells, { endInclusive: true }).rows).toEqualTypeOf<readonly Subscription[]>();
  expectTypeOf(parsePayments(cells, { extraColumns: 'strip' }).rows).toEqualTypeOf<readonly Payment[]>();
  expectTypeOf(parseTickets(cells, { extraColumns: 'reject' }).rows).toEqualTypeOf<readonly Ticket[]>();
  expectTypeOf(parseEvents(cells).rows).toEqualTypeOf<readonly UsageEvent[]>();
  expectTypeOf(parseSignUps(cells).rows).toEqualTypeOf<readonly SignUp[]>();
  expectTypeOf(parseResponses(cells, { scale: [0, 10] }).rows).toEqualTypeOf<readonly SurveyResponse[]>();
  expectTypeOf(parseResponses(cells).rejected).toEqualTypeOf<readonly RejectedRow<Given>[]>();
});

test('columns that are kept are there, with their types', () => {
  const cells = [{ customerId: 'ada', openedAt: '2026-03-01', priority: 1 as const }];
  const { rows } = parseTickets(cells, { extraColumns: 'keep' });
  expectTypeOf(rows).toExtend<readonly Ticket[]>();
  const byPriority = resolutionTime(rows, month('2026-03'), { by: ({ priority }) => priority });
  expectTypeOf(byPriority[0]?.key).toEqualTypeOf<1 | undefined>();
  // Records of a CSV file have any column.
  const [row] = parseTickets([] as Record<string, string>[], { extraColumns: 'keep' }).rows;
  expectTypeOf(row?.reopened).toEqualTypeOf<Ticket['reopened']>();
  expectTypeOf(row?.priority).toEqualTypeOf<unknown>();
});

test('options that are none do not compile', () => {
  // Never called: what counts is that each line is refused by the compiler.
  const refused = () => {
    // @ts-expect-error of subscriptions only
    parseTickets([], { endInclusive: true });
    // @ts-expect-error no format
    parsePayments([], { numberFormat: '1.234.56' });
    // @ts-expect-error no order
    parsePayments([], { dateOrder: 'yearFirst' });
    // @ts-expect-error no such fate
    parsePayments([], { extraColumns: 'drop' });
    // @ts-expect-error misspelt
    parsePayments([], { numberformat: '1,234.56' });
  };
  expectTypeOf(refused).toBeFunction();
});
