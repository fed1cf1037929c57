import * as library from 'tenure/schema';
import {
  interruptionSchema,
  ledgerPolicySchema,
  paymentSchema,
  periodSchema,
  policySchema,
  signUpSchema,
  statementPolicySchema,
  subscriptionSchema,
  surveyResponseSchema,
  ticketSchema,
  usageEventSchema,
} from 'tenure/schema';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { variants } from '../values.ts';

const subscription = {
  customerId: 'ada',
  subscriptionId: 17,
  start: '2026-01-15',
  end: '2026-03-31',
  amount: '49.99',
  interval: 'month',
  intervalCount: 3,
  quantity: 2,
  discount: { percent: 10 },
  currency: 'EUR',
  trialEnd: null,
  cancelRequestedAt: 1767225600000,
  pauses: [{ start: '2026-02-01', end: '2026-02-10' }],
  churnType: 'voluntary',
};

const schemas: [name: string, schema: z.ZodType, good: Readonly<Record<string, unknown>>][] = [
  ['subscription', subscriptionSchema, subscription],
  ['interruption', interruptionSchema, { start: '2026-01-15', end: null }],
  [
    'payment',
    paymentSchema,
    { customerId: 1, at: '2026-03-01', status: 'failed', invoiceId: 'in-1', attempt: 1, amount: '1/3' },
  ],
  [
    'ticket',
    ticketSchema,
    {
      customerId: 'ada',
      openedAt: '2026-03-01',
      resolvedAt: null,
      reopened: true,
      reopenedAt: '2026-03-02',
      channel: 'mail',
    },
  ],
  [
    'usage event',
    usageEventSchema,
    { customerId: 'ada', at: 0, userId: 5, feature: 'export', durationSeconds: 90.5, count: 3 },
  ],
  ['sign-up', signUpSchema, { customerId: 'ada', at: '2026-03-01' }],
  [
    'survey response',
    surveyResponseSchema,
    { score: 9, customerId: 'ada', survey: 'nps', segment: '', themes: ['price'] },
  ],
  [
    'period',
    periodSchema,
    { start: '2026-03-01T00:00:00.000Z', end: '2026-04-01T00:00:00.000Z', timeZone: 'UTC', label: '' },
  ],
  ['ledger policy', ledgerPolicySchema, { timeZone: 'UTC', grain: 'customer', churnGraceDays: 3 }],
  ['statement policy', statementPolicySchema, { movements: 'net', money: 'fraction' }],
  ['policy', policySchema, { trials: 'include', movements: 'net', exchangeRates: { USD: '0.9' } }],
];

const inJson = (value: unknown) => JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? undefined : part));

/** To JSON Schema an integer is an integer, to zod's reader of it only a safe one. */
function hasUnsafeInteger(json: string): boolean {
  let isFound = false;
  JSON.parse(json, (_, value) => {
    isFound ||= Number.isInteger(value) && !Number.isSafeInteger(value);
    return value;
  });
  return isFound;
}

describe.each(schemas)('the JSON Schema of a %s', (_, schema, good) => {
  const described = z.fromJSONSchema(z.toJSONSchema(schema, { io: 'input' }) as never);

  test('takes whatever the schema takes of what JSON can hold', () => {
    let taken = 0;
    for (const row of [good, ...variants(good)]) {
      const json = inJson(row);
      if (hasUnsafeInteger(json)) continue;
      const back: unknown = JSON.parse(json);
      if (!schema.safeParse(back).success) continue;
      taken += 1;
      if (!described.safeParse(back).success) expect.fail(`refused by its JSON Schema alone: ${json}`);
    }
    expect(taken).toBeGreaterThan(1);
  });

  test('says of every field what it is and how it is written', () => {
    const { properties } = z.toJSONSchema(schema, { io: 'input' }) as unknown as {
      readonly properties: Readonly<Record<string, { readonly description?: string }>>;
    };
    for (const [name, { description, ...rest }] of Object.entries(properties)) {
      expect(description, name).toMatch(/^[A-Z].{10,}\.$/);
      expect(Object.keys(rest), name).not.toEqual([]);
    }
  });

  test('refuses what is no object, and a required field that is missing', () => {
    expect(described.safeParse('row').success).toBe(false);
    const required = (z.toJSONSchema(schema) as { required?: string[] }).required ?? [];
    expect(required.filter((name) => !(name in good))).toEqual([]);
    for (const name of required) {
      const { [name]: _, ...rest } = good;
      expect(described.safeParse(rest).success).toBe(false);
    }
  });
});

const targets = ['draft-2020-12', 'draft-7', 'draft-4', 'openapi-3.0'] as const;

test('every exported schema is described in every dialect, for what goes in and for what comes out', () => {
  const inZone = Object.entries(library.schemasIn('Europe/Berlin'));
  const exported = Object.entries(library).filter(([, value]) => typeof value === 'object');
  expect(exported.length).toBeGreaterThan(12);
  for (const [name, schema] of [...exported, ...inZone] as [string, z.ZodType][]) {
    for (const target of targets) {
      for (const io of ['input', 'output'] as const) {
        const described = z.toJSONSchema(schema, { target, io, unrepresentable: 'throw' });
        expect(Object.keys(described).length, name).toBeGreaterThan(1);
        // Inside others, as an API has them.
        z.toJSONSchema(z.object({ one: schema.optional(), many: z.array(schema) }), { target, io });
      }
    }
  }
});

test('a percentage is no amount of money', () => {
  const { properties } = z.toJSONSchema(library.discountSchema, { io: 'input' }) as unknown as {
    readonly properties: Readonly<Record<string, { readonly description: string }>>;
  };
  expect(properties.percent?.description).toContain('From 0 to 100');
  expect(properties.amount?.description).toContain('major units');
});

test('instants, amounts and ids are described', () => {
  const { properties, required } = z.toJSONSchema(subscriptionSchema) as unknown as {
    readonly properties: Readonly<Record<string, never>>;
    readonly required: readonly string[];
  };
  const takes = (name: string, value: unknown) => z.fromJSONSchema(properties[name] as never).safeParse(value).success;
  const samples = ['2026-03-01', '', 5, 5.5, -5, true, null, {}];
  expect(samples.filter((value) => takes('start', value))).toEqual(['2026-03-01', '', 5, -5]);
  expect(samples.filter((value) => takes('amount', value))).toEqual(['2026-03-01', '', 5, 5.5]);
  expect(samples.filter((value) => takes('customerId', value))).toEqual(['2026-03-01', 5, -5]);
  expect(samples.filter((value) => takes('subscriptionId', value))).toEqual(['2026-03-01', 5, -5, null]);
  expect(required).toEqual(['customerId', 'start', 'amount', 'interval']);
});
