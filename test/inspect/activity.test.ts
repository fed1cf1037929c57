import {
  activeCustomers,
  type Finding,
  type FindingKind,
  funnel,
  inspectEvents,
  inspectPayments,
  inspectResponses,
  inspectTickets,
  month,
  netPromoterScore,
  type Payment,
  paymentSuccessRate,
  recoveryRate,
  reopenRate,
  resolutionTime,
  type SurveyResponse,
  type Ticket,
  type UsageEvent,
  usageFrequency,
  year,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';

const march = month('2026-03');
const rowsOf = <Row>(size: number, make: (i: number) => Row) => Array.from({ length: size }, (_, i) => make(i));
const of = (findings: readonly Finding[], kind: FindingKind) => findings.filter((one) => one.kind === kind);

const event = (fields: object = {}): UsageEvent => ({ customerId: 'ada', at: '2026-03-05T09:30:05Z', ...fields });
const ticket = (fields: object = {}): Ticket => ({ customerId: 'ada', openedAt: '2026-03-05T09:30:05Z', ...fields });
const payment = (fields: object = {}): Payment => ({
  customerId: 'ada',
  at: '2026-03-05T09:30:05Z',
  status: 'succeeded',
  ...fields,
});

const response = (fields: object = {}): SurveyResponse => ({
  customerId: 'ada',
  at: '2026-03-05T09:30:05Z',
  score: 9,
  ...fields,
});

/** The four inspections: with a sound row, and with a field of it that can be wrong. */
const inspections = [
  { name: 'inspectEvents', list: 'events', inspect: inspectEvents, sound: event, first: 'at', wrong: { userId: 1.5 } },
  {
    name: 'inspectTickets',
    list: 'tickets',
    inspect: inspectTickets,
    sound: ticket,
    first: 'openedAt',
    wrong: { reopened: -1 },
  },
  {
    name: 'inspectPayments',
    list: 'payments',
    inspect: inspectPayments,
    sound: payment,
    first: 'at',
    wrong: { status: 'paid' },
  },
  {
    name: 'inspectResponses',
    list: 'responses',
    inspect: inspectResponses,
    sound: response,
    first: 'at',
    wrong: { score: 11 },
  },
] as const;

describe.each(inspections)('$name', ({ list, inspect: inspectOne, sound, first, wrong }) => {
  const inspect = inspectOne as (rows: unknown, options?: object) => ReturnType<typeof inspectOne>;
  const at = (instant: unknown, customerId = 'ada') => sound({ customerId, [first]: instant });

  test('counts rows, customers and the time they cover', () => {
    const rows = [at('2026-03-05'), at('2026-01-01T12:00:00Z', 'ben'), at('2026-03-05T01:00:00Z')];
    const span = { start: new Date('2026-01-01T12:00:00Z'), end: new Date('2026-03-05T01:00:00Z') };
    expect(inspect(rows)).toMatchObject({ rows: 3, customers: 2, span, refusals: [], findings: [] });
    expect(inspect([])).toMatchObject({ rows: 0, customers: 0, span: null, refusals: [], findings: [] });
  });

  test('goes on behind rows that its functions refuse, and says why, in whatever company', () => {
    for (const company of [0, 1, 2000]) {
      const good = rowsOf(company, (i) => sound({ customerId: `c${i}` }));
      const bad = [null, sound(wrong), 'row', at('2026-02-30'), sound(wrong), sound({ customerId: '' })];
      const { rows, customers, refusals, findings } = inspect([...good, ...bad, ...good]);
      expect([rows, customers]).toEqual([2 * company + 6, company]);
      expect(refusals.map(({ field, rows: count }) => [field, count])).toEqual([
        [null, 2],
        [Object.keys(wrong)[0], 2],
        [first, 1],
        ['customerId', 1],
      ]);
      expect(refusals[0]?.message).toMatch(new RegExp(`^${list}\\[${company}\\] must be an object.*; received null$`));
      expect(of(findings, 'invalidRow')).toMatchObject([
        { count: 6, examples: [0, 1, 2, 3, 4].map((i) => i + company) },
      ]);
    }
  });

  test('never throws for a row, whatever it is', () => {
    const unreadable = Object.defineProperty(sound(), 'customerId', {
      enumerable: true,
      get() {
        throw new RangeError('gone');
      },
    });
    const holes = new Array(3);
    const { refusals } = inspect([unreadable, Symbol('row'), ...holes, [], () => 1, new Map()]);
    expect(refusals.reduce((sum, { rows }) => sum + rows, 0)).toBe(8);
    expect(inspect(holes).refusals).toMatchObject([{ rows: 3 }]);
  });

  test('finds DATEs that arrive as local midnights, unless the zone explains them', () => {
    const rows = rowsOf(12, (i) => at(new Date(Date.UTC(2026, i, 0, i > 2 && i < 10 ? 22 : 23)), `c${i}`));
    expect(of(inspect(rows).findings, 'localMidnight')).toMatchObject([
      { field: first, count: 12, values: ['Europe/Berlin'] },
    ]);
    expect(inspect(rows, { timeZone: 'Europe/Berlin' }).findings).toEqual([]);
  });

  test('finds implausible dates, and what is later than asOf', () => {
    const rows = [at('1970-01-01'), ...rowsOf(5, (i) => at(`2026-0${i + 1}-01`)), at('2099-01-01')];
    expect(of(inspect(rows).findings, 'implausibleDate')).toMatchObject([
      { field: first, examples: [0, 6], values: ['1970-01-01', '2099-01-01'] },
    ]);
    expect(of(inspect(rows).findings, 'futureDate')).toEqual([]);
    expect(of(inspect(rows, { asOf: '2026-05-01' }).findings, 'futureDate')).toMatchObject([
      { field: first, examples: [5, 6] },
    ]);
  });

  test('finds rows that repeat an earlier one, but not the several things of one day', () => {
    expect(of(inspect([sound(), sound({ customerId: 'ben' }), sound()]).findings, 'duplicateRow')).toMatchObject([
      { count: 1, examples: [2] },
    ]);
    expect(inspect([at('2026-03-05'), at('2026-03-05')]).findings).toEqual([]);
    const midnight = new Date('2026-03-04T23:00:00Z');
    expect(of(inspect([at(midnight), at(midnight)]).findings, 'duplicateRow')).toHaveLength(1);
    expect(inspect([at(midnight), at(midnight)], { timeZone: 'Europe/Berlin' }).findings).toEqual([]);
  });

  test('changes nothing, and gives the same in any order of the rows', () => {
    const rows = deepFreeze([sound(), at('2026-04-01'), sound(), at('1970-01-01'), sound(wrong)]);
    const counts = (given: readonly unknown[]) => {
      const { findings, refusals: _, ...facts } = inspect(given, { asOf: '2026-03-20' });
      return { ...facts, findings: findings.map(({ kind, field, count }) => [kind, field, count]) };
    };
    expect(counts([...rows].reverse())).toEqual(counts(rows));
  });

  test('is of an array, and checks its options', () => {
    for (const rows of [undefined, null, {}, 'rows', 7]) {
      expect(refusal(() => inspect(rows))?.message).toMatch(
        new RegExp(`^${list} must be an array of ${list}; received `),
      );
    }
    expect(refusal(() => inspect([], { timezone: 'UTC' }))).toMatchObject({
      code: 'UNKNOWN_KEY',
      path: ['options', 'timezone'],
    });
    expect(refusal(() => inspect([], null as never))).toMatchObject({ code: 'INVALID_TYPE', path: ['options'] });
    expect(refusal(() => inspect([], { timeZone: 'Mars' }))).toMatchObject({ code: 'INVALID_TIME_ZONE' });
    expect(refusal(() => inspect([], { asOf: 'now' }))).toMatchObject({
      code: 'INVALID_INSTANT',
      path: ['options', 'asOf'],
    });
  });
});

describe('what inspectEvents finds', () => {
  test('events under another name: nobody converts', () => {
    const rows = ['view', 'buy'].map((name, i) => event({ at: `2026-03-0${i + 1}`, event: name }));
    const steps = { steps: ['view', 'buy'], withinDays: 7 };
    const cured = rows.map(({ customerId, at }, i) => ({ customerId, at, feature: ['view', 'buy'][i] }));
    const converted = [rows, cured].map((list) => funnel(list, steps).at(-1)?.customers);
    expect(converted).toEqual([0, 1]);
    expect(of(inspectEvents(rows).findings, 'unusedKey')).toMatchObject([
      { field: 'event', values: ['feature'], count: 2 },
    ]);
    expect(inspectEvents(cured).findings).toEqual([]);
  });

  test('events sent twice: a frequency of two for one, and as many active customers', () => {
    const rows = [event({ feature: 'search' }), event({ feature: 'search' })];
    expect(usageFrequency(rows, march).events).toBe(2);
    expect(activeCustomers(rows, march)).toBe(1);
    expect(of(inspectEvents(rows).findings, 'duplicateRow')).toMatchObject([{ examples: [1] }]);
    for (const other of [{ feature: 'export' }, { userId: 'u' }, { durationSeconds: 1 }, { count: 2 }]) {
      expect(inspectEvents([event(), event(other)]).findings, JSON.stringify(other)).toEqual([]);
    }
  });

  test('users by customer, and features', () => {
    const rows = [
      event({ userId: 1, feature: 'a' }),
      event({ userId: '1', feature: 'b' }),
      event({ customerId: 'ben', userId: 1 }),
    ];
    expect(inspectEvents(rows)).toMatchObject({ users: 2, features: 2, findings: [] });
  });
});

describe('what inspectTickets finds', () => {
  test('resolutions under another name: all are open', () => {
    const rows = [ticket({ closed_at: '2026-03-06T09:30:05Z' })];
    const cured = rows.map((row) => ({ ...row, resolvedAt: '2026-03-06T09:30:05Z' }));
    expect([rows, cured].map((list) => resolutionTime(list, march).count)).toEqual([0, 1]);
    expect(inspectTickets(rows)).toMatchObject({ open: 1, findings: [{ kind: 'unusedKey', values: ['resolvedAt'] }] });
    expect(inspectTickets(cured)).toMatchObject({ open: 0, findings: [] });
    expect(inspectTickets([ticket({ reopens: 0 })]).findings).toEqual([]);
    expect(inspectTickets([ticket({ reopens: 2 })]).findings).toMatchObject([{ values: ['reopened'] }]);
  });

  test('open: what is open in every other function, also a ticket reopened after its resolution', () => {
    const openedAt = '2026-03-01T09:00:00Z';
    const rows = [
      ticket({ openedAt, resolvedAt: '2026-03-03T09:00:00Z', reopenedAt: '2026-03-05T09:00:00Z' }),
      ticket({ openedAt, resolvedAt: '2026-03-06T09:00:00Z', reopenedAt: '2026-03-05T09:00:00Z' }),
      ticket({ openedAt, resolvedAt: '2026-03-03T09:00:00Z' }),
      ticket({ openedAt, resolvedAt: null }),
    ];
    expect(inspectTickets(rows).open).toBe(2);
    for (const asOf of [undefined, '2026-03-02', '2026-03-04', '2026-03-05T12:00:00Z', '2026-03-07']) {
      const { open } = resolutionTime(rows, year('2026'), { asOf });
      expect(inspectTickets(rows, { asOf }).open, asOf).toBe(open);
    }
  });

  test('answers after a reopening are looked at as other instants are', () => {
    const opened = { openedAt: '2026-03-01T09:00:00Z', resolvedAt: null, reopenedAt: '2026-03-05T09:00:00Z' };
    const [one, other] = ['2026-03-06T09:00:00Z', '2026-03-07T09:00:00Z'];
    const rows = [one, other, one].map((reopenedResponseAt) => ticket({ ...opened, reopenedResponseAt }));
    expect(of(inspectTickets(rows).findings, 'duplicateRow')).toMatchObject([{ examples: [2] }]);
    expect(inspectTickets([ticket({ ...opened, 'reopened response': other })]).findings).toMatchObject([
      { kind: 'unusedKey', values: ['reopenedResponseAt'] },
    ]);
  });

  test('tickets joined twice: another reopen rate', () => {
    const closed = { resolvedAt: '2026-03-06' };
    const rows = [
      ticket({ ...closed, reopened: true }),
      ticket({ ...closed, reopened: true }),
      ticket({ ...closed, channel: 'mail' }),
    ];
    expect(reopenRate(rows, march).value).toBe(2 / 3);
    expect(of(inspectTickets(rows).findings, 'duplicateRow')).toMatchObject([{ examples: [1] }]);
  });

  test('each date by itself', () => {
    const rows = rowsOf(5, (i) => ticket({ customerId: `c${i}`, resolvedAt: i === 4 ? '9999-12-31' : '2026-04-01' }));
    expect(of(inspectTickets(rows).findings, 'implausibleDate')).toMatchObject([
      { field: 'resolvedAt', examples: [4] },
    ]);
  });
});

describe('what inspectPayments finds', () => {
  test('failures that no success can be tied to: nothing is recovered', () => {
    const rows = [payment({ at: '2026-03-01', status: 'failed' }), payment({ at: '2026-03-04' })];
    const cured = rows.map((row) => ({ ...row, invoiceId: 'i1' }));
    expect([rows, cured].map((list) => recoveryRate(list, march).value)).toEqual([0, 1]);
    expect(inspectPayments(rows).findings).toMatchObject([{ kind: 'untiedFailure', count: 1, severity: 'warning' }]);
    expect(inspectPayments(cured).findings).toEqual([]);
    const some = [...rows, ...cured];
    expect(of(inspectPayments(some).findings, 'untiedFailure')).toMatchObject([{ count: 1, severity: 'note' }]);
  });

  test('payments joined twice', () => {
    const rows = [payment({ status: 'failed', at: '2026-03-04T12:00:00Z' }), payment(), payment()];
    expect(paymentSuccessRate(rows, march).value).toBe(2 / 3);
    expect(of(inspectPayments(rows).findings, 'duplicateRow')).toMatchObject([{ examples: [2] }]);
  });

  test('of one day, an invoice that is collected twice, or one attempt twice; no second try', () => {
    const twice = (fields: object) => {
      const one = payment({ at: '2026-03-05', invoiceId: 'i', ...fields });
      return of(inspectPayments([one, { ...one }]).findings, 'duplicateRow').length;
    };
    expect([twice({}), twice({ status: 'failed', attempt: 1 }), twice({ status: 'failed' })]).toEqual([1, 1, 0]);
  });

  test('amounts in cents, and in several currencies or spellings of one', () => {
    const rows = [4900, 9900, 1990].map((amount, i) => payment({ customerId: `c${i}`, amount, currency: 'EUR' }));
    expect(inspectPayments(rows).findings).toMatchObject([{ kind: 'minorAmount', field: 'amount', count: 3 }]);
    expect(inspectPayments(rows, { amounts: 'minor' }).findings).toEqual([]);
    expect(refusal(() => inspectPayments(rows, { amounts: 'cents' } as never))?.path).toEqual(['options', 'amounts']);
    const mixed = ['EUR', 'eur', 'USD', null].map((currency, i) =>
      payment({ customerId: `c${i}`, amount: 10, currency, status: 'failed', invoiceId: i }),
    );
    const { currencies, findings } = inspectPayments(mixed);
    expect(currencies).toEqual([
      { currency: 'EUR', rows: 2 },
      { currency: 'USD', rows: 1 },
      { currency: null, rows: 1 },
    ]);
    expect(findings).toMatchObject([
      { kind: 'mixedCurrencies', count: 2, examples: [2, 3], values: ['USD', 'no currency'] },
      { kind: 'currencySpelling', values: ['EUR', 'eur'] },
    ]);
    expect(refusal(() => recoveryRate(mixed, march))?.code).toBe('MIXED_CURRENCIES');
  });

  test('no currency of payments without an amount', () => {
    const rows = [payment({ amount: 10, currency: 'EUR' }), payment({ customerId: 'ben' })];
    expect(inspectPayments(rows)).toMatchObject({ currencies: [{ currency: 'EUR', rows: 1 }], findings: [] });
    expect(inspectPayments(rows).statuses).toEqual({ succeeded: 2, failed: 0, writtenOff: 0 });
  });
});

describe('what inspectResponses finds', () => {
  test('scores of another scale: an NPS of -100 of customers who are satisfied', () => {
    const rows = rowsOf(12, (i) => ({ customerId: i, score: 4 + (i % 2) }));
    expect(netPromoterScore(rows).score).toBe(-100);
    expect(inspectResponses(rows).findings).toMatchObject([
      { kind: 'otherScale', field: 'score', count: 12, values: ['4', '5'], message: expect.stringContaining("'csat'") },
    ]);
    const named = rows.map((row) => ({ ...row, survey: 'csat' as const }));
    for (const list of [inspectResponses(rows, { survey: 'csat' }), inspectResponses(named)]) {
      expect(list).toMatchObject({ surveys: { nps: 0, csat: 12, ces: 0 }, findings: [] });
    }
    const effort = rowsOf(12, (i) => ({ score: 1 + (i % 7) }));
    expect(inspectResponses(effort).findings[0]?.message).toContain("`survey: 'ces'`");
  });

  test.each<[string, SurveyResponse[]]>([
    ['nine answers', rowsOf(9, () => ({ score: 4 }))],
    ['a promoter', rowsOf(12, (i) => ({ score: i === 5 ? 9 : 4 }))],
    ['an eight', rowsOf(12, (i) => ({ score: i === 5 ? 8 : 4 }))],
    ['a nought', rowsOf(12, (i) => ({ score: i === 5 ? 0 : 4 }))],
  ])('no other scale in %s', (_, rows) => expect(inspectResponses(rows).findings).toEqual([]));

  test('refuses a score by the scale of its survey', () => {
    const rows = [
      response({ survey: 'csat', score: 6 }),
      response({ survey: 'ces', score: 7 }),
      response({ survey: 'NPS' }),
    ];
    expect(inspectResponses(rows).refusals.map(({ field, rows: count }) => [field, count])).toEqual([
      ['score', 1],
      ['survey', 1],
    ]);
    expect(inspectResponses([response({ score: 6 })], { survey: 'csat' }).refusals).toHaveLength(1);
    expect(refusal(() => inspectResponses([], { survey: 'NPS' } as never))?.path).toEqual(['options', 'survey']);
  });

  test('answers without a date or a customer, and plain numbers', () => {
    const rows = [{ score: 9 }, { score: 9 }, { score: 9, at: '2026-03-05T09:30:05Z' }, 9, response()];
    const inspection = inspectResponses(rows as never);
    expect(inspection).toMatchObject({ rows: 5, customers: 1, surveys: { nps: 5 }, refusals: [], findings: [] });
    expect(inspection.span).toEqual({ start: new Date('2026-03-05T09:30:05Z'), end: new Date('2026-03-05T09:30:05Z') });
    expect(inspectResponses([{ score: 9 }]).span).toBeNull();
    expect(
      of(inspectResponses([response({ at: 'soon' }), response({ customerId: 1.5 })]).findings, 'invalidRow'),
    ).toMatchObject([{ count: 2 }]);
  });
});
