import { Decimal } from 'decimal.js';
import { ledger, month, mrr, type Subscription } from 'tenure';
import {
  amountSchema,
  discountSchema,
  instantSchema,
  interruptionSchema,
  parseSubscriptions,
  periodSchema,
  policySchema,
  schemasIn,
  signUpSchema,
  subscriptionSchema,
  surveyResponseSchema,
  ticketSchema,
  usageEventSchema,
} from 'tenure/schema';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { refusal } from '../../support/caught.ts';

const good = { customerId: 'ada', start: '2026-01-01', amount: '49.99', interval: 'month' } as const;
const early = { ...good, end: '2025-12-31' };

describe('a schema', () => {
  test('parses: a new object, without what is no field, fit for the functions', () => {
    const given = Object.freeze({ ...good, note: 'mine', pauses: [{ start: '2026-02-01', by: 'ben' }] });
    const row = subscriptionSchema.parse(given);
    expect(row).toStrictEqual({ ...good, pauses: [{ start: '2026-02-01' }] });
    expect(mrr([row], '2026-01-15')).toBe(49.99);
    expect(() => subscriptionSchema.parse(early)).toThrow('must not come before its start');
  });

  test('keeps what a value is: dates, Decimals, numbers', () => {
    const row = { ...good, start: new Date(0), end: 253_402_300_799_999, amount: new Decimal('0.1') };
    expect(subscriptionSchema.parse(row)).toStrictEqual(row);
  });

  test('extends by fields of your own, and keeps its rules', () => {
    const own = subscriptionSchema.extend({ crmId: z.string() });
    expect(own.parse({ ...good, crmId: 'c1' })).toStrictEqual({ ...good, crmId: 'c1' });
    expect(own.safeParse(good).success).toBe(false);
    expect(own.safeParse({ ...early, crmId: 'c1' }).error?.issues[0]?.path).toEqual(['end']);
  });

  test('narrows its fields by safeExtend, and keeps its rules', () => {
    const own = subscriptionSchema.safeExtend({ plan: z.enum(['solo', 'team']) });
    expect(own.safeParse({ ...good, plan: 'solo' }).success).toBe(true);
    expect(own.safeParse({ ...good, plan: 'else' }).success).toBe(false);
    expect(own.safeParse({ ...early, plan: 'solo' }).success).toBe(false);
  });

  test('is a Standard Schema', async () => {
    for (const schema of [subscriptionSchema, ticketSchema, surveyResponseSchema, usageEventSchema, signUpSchema]) {
      expect(schema['~standard']).toMatchObject({ version: 1, vendor: 'zod' });
    }
    expect(await subscriptionSchema['~standard'].validate(good)).toEqual({ value: good });
    const { issues } = await subscriptionSchema['~standard'].validate(early);
    expect(issues).toMatchObject([{ path: ['end'], message: "must not come before its start; received '2025-12-31'" }]);
  });

  test('stands inside of others', () => {
    const body = z.object({ rows: z.array(subscriptionSchema), period: periodSchema, policy: policySchema.optional() });
    expect(body.safeParse({ rows: [good], period: month('2026-03'), policy: { trials: 'include' } }).success).toBe(
      true,
    );
    const { error } = body.safeParse({ rows: [good, early], period: { ...month('2026-03'), timeZone: 'x' } });
    expect(error?.issues.map(({ path }) => path)).toEqual([
      ['rows', 1, 'end'],
      ['period', 'timeZone'],
    ]);
  });

  test('of an amount, an instant, a discount, an interruption', () => {
    expect(amountSchema.parse('25/3')).toBe('25/3');
    expect(amountSchema.safeParse('x').error?.issues[0]?.message).toContain("received 'x'");
    expect(instantSchema.safeParse('2026-03-01T09:30').error?.issues[0]?.message).toContain("have an offset or 'Z'");
    expect(discountSchema.safeParse({}).error?.issues[0]?.message).toContain('must have either percent or amount');
    expect(discountSchema.parse({ percent: 10 })).toStrictEqual({ percent: 10 });
    expect(interruptionSchema.safeParse({ start: new Date(5), end: new Date(4) }).error?.issues[0]?.path).toEqual([
      'end',
    ]);
  });
});

describe('a policy', () => {
  test('that is accepted compiles', () => {
    const policy = policySchema.parse({ timeZone: 'Europe/Berlin', exchangeRates: { USD: '0.9' }, money: Decimal });
    expect(() => ledger([], policy)).not.toThrow();
  });

  // A rate for the currency of the statements itself is wrong only beside that currency.
  test.each([
    [{ grain: 'user' }, ['grain'], "must be one of 'customer', 'subscription'; received 'user'"],
    [
      { timeZone: 'Europe/Munich' },
      ['timeZone'],
      "must be an IANA time zone like 'Europe/Berlin' or an offset like '+02:00'; received 'Europe/Munich'",
    ],
    [{ currency: 'EUR', exchangeRates: { EUR: 2 } }, ['exchangeRates', 'EUR'], 'must be 1, or be left out'],
    [{ timeZone: 'Pacific/Apia', asOf: '2011-12-30' }, ['asOf'], 'must be a day that exists in the time zone in force'],
    [{ churnGraceDays: 1.5 }, ['churnGraceDays'], 'must be a whole number of days >= 0; received 1.5'],
    [{ grane: 'customer' }, [], 'Unrecognized key: "grane"'],
  ])('%o is refused at %o', (policy, path, message) => {
    const issue = policySchema.safeParse(policy).error?.issues[0];
    expect(issue?.path).toEqual(path);
    expect(issue?.message).toContain(message);
  });
});

describe('schemasIn', () => {
  test('reads dates in a time zone', () => {
    // The first of March begins at 23:00 of the last of February in Berlin.
    const row: Subscription = { ...good, start: '2026-03-01', end: '2026-02-28T23:30:00Z' };
    expect(schemasIn('Europe/Berlin').subscription.safeParse(row).success).toBe(true);
    expect(schemasIn().subscription.safeParse(row).success).toBe(false);
    expect(schemasIn('Pacific/Apia').instant.safeParse('2011-12-30').error?.issues[0]?.message).toContain('skipped');
  });

  test('gives the same schemas again, and those in UTC by name', () => {
    expect(schemasIn('Europe/Berlin').ticket).toBe(schemasIn('Europe/Berlin').ticket);
    expect(schemasIn('UTC').subscription).toBe(subscriptionSchema);
  });

  test('refuses what is no time zone', () => {
    expect(refusal(() => schemasIn('Europe/Munich'))?.code).toBe('INVALID_TIME_ZONE');
  });
});

describe('missing values, ids and amounts', () => {
  test('null is missing in every optional field of every row', () => {
    const schemas = schemasIn();
    const required: { readonly [name in keyof typeof schemas]?: object } = {
      subscription: good,
      surveyResponse: { score: 9 },
      payment: { customerId: 'ada', at: 0, status: 'failed' },
      ticket: { customerId: 'ada', openedAt: 0 },
      usageEvent: { customerId: 'ada', at: 0 },
      interruption: { start: 0 },
    };
    let fields = 0;
    for (const [name, row] of Object.entries(required)) {
      const schema = schemas[name as 'subscription'];
      for (const field of Object.keys(schema.shape).filter((field) => !(field in row))) {
        fields += 1;
        expect(schema.parse({ ...row, [field]: null })).toStrictEqual({ ...row, [field]: null });
      }
    }
    expect(fields).toBe(16 + 5 + 6 + 6 + 5 + 1);
    const { rows } = parseSubscriptions([{ ...good, quantity: null, plan: null, discount: null }]);
    expect(rows).toStrictEqual([{ ...good, quantity: null, plan: null, discount: null }]);
  });

  test('ids are strings, safe integers and bigints, and come back as they are', () => {
    for (const customerId of ['ada', 17, 17n, 0, -3]) {
      expect(subscriptionSchema.parse({ ...good, customerId, subscriptionId: customerId })).toStrictEqual({
        ...good,
        customerId,
        subscriptionId: customerId,
      });
      expect(parseSubscriptions([{ ...good, customerId }]).rows).toStrictEqual([{ ...good, customerId }]);
    }
    for (const customerId of ['', 1.5, 2 ** 53, Number.NaN, true, {}]) {
      const issue = subscriptionSchema.safeParse({ ...good, customerId }).error?.issues[0];
      expect(issue?.message).toContain('must be a non-empty string, a safe integer or a bigint');
      expect(parseSubscriptions([{ ...good, customerId }]).rejected).toHaveLength(1);
    }
  });

  test('amounts may be bigints', () => {
    expect(subscriptionSchema.parse({ ...good, amount: 5n }).amount).toBe(5n);
    expect(parseSubscriptions([{ ...good, amount: 5n }]).rows).toStrictEqual([{ ...good, amount: 5n }]);
    expect(amountSchema.safeParse(-5n).success).toBe(false);
  });
});

describe('a period', () => {
  test('comes back from JSON with its Dates', () => {
    const march = month('2026-03', { timeZone: 'Europe/Berlin' });
    expect(periodSchema.parse(JSON.parse(JSON.stringify(march)))).toStrictEqual({ ...march });
    expect(periodSchema.parse(march)).toStrictEqual({ ...march });
    const issue = periodSchema.safeParse({ ...march, end: 'soon' }).error?.issues[0];
    expect(issue?.path).toEqual(['end']);
    expect(issue?.message).toBe("must be a valid Date, or its text in JSON; received 'soon'");
  });
});
