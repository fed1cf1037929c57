import { describe, expect, test } from 'vitest';
import type { Payment, SignUp, Subscription, SurveyResponse, Ticket, UsageEvent } from '../../src/index.ts';
import { fieldNames } from '../../src/ledger/rows/fields.ts';
import { aliasTable, fieldOfName, type RowKindName } from '../../src/table/field-names.ts';

/** Every field of every kind of row; a field that a row type gains does not compile until it has its aliases. */
const fields = {
  subscription: {
    ...Object.fromEntries(fieldNames.map((name) => [name, true])),
    discountPercent: true,
    discountAmount: true,
  },
  usageEvent: named<UsageEvent>({
    customerId: true,
    at: true,
    userId: true,
    feature: true,
    durationSeconds: true,
    count: true,
  }),
  payment: named<Payment>({
    customerId: true,
    at: true,
    status: true,
    invoiceId: true,
    attempt: true,
    amount: true,
    currency: true,
    declineReason: true,
  }),
  ticket: named<Ticket>({
    customerId: true,
    openedAt: true,
    firstResponseAt: true,
    resolvedAt: true,
    reopened: true,
    reopenedAt: true,
    reopenedResponseAt: true,
    onHold: true,
    channel: true,
  }),
  surveyResponse: named<SurveyResponse>({
    score: true,
    customerId: true,
    at: true,
    segment: true,
    weight: true,
    themes: true,
    survey: true,
  }),
  signUp: named<SignUp>({ customerId: true, at: true }),
};

function named<Row>(names: { readonly [field in keyof Required<Row>]: true }) {
  return names;
}

const kinds = Object.keys(fields) as RowKindName[];

describe('the table of aliases', () => {
  test('has every field of every kind of row, and no other', () => {
    expect(Object.keys(aliasTable).sort()).toEqual([...kinds].sort());
    for (const kind of kinds)
      expect(Object.keys(aliasTable[kind]).sort(), kind).toEqual(Object.keys(fields[kind]).sort());
    const own: keyof Subscription = 'start';
    expect(fieldOfName('subscription', own)?.how).toBe('exact');
  });

  test.each(kinds)('of %s never says two things of one name', (kind) => {
    for (const [field, aliases] of Object.entries(aliasTable[kind])) {
      expect(fieldOfName(kind, field)).toEqual({ field, how: 'exact', rank: 0 });
      for (const alias of aliases) expect([alias, fieldOfName(kind, alias)?.field]).toEqual([alias, field]);
    }
  });

  test.each(kinds)('of %s lists no name twice, and none that is the field itself spelled differently', (kind) => {
    for (const [field, aliases] of Object.entries(aliasTable[kind])) {
      const hows = aliases.map((alias) => [alias, fieldOfName(kind, alias)?.how]);
      expect(hows, field).toEqual(aliases.map((alias) => [alias, 'alias']));
      const ranks = aliases.map((alias) => fieldOfName(kind, alias)?.rank);
      expect(ranks, field).toEqual(aliases.map((_, place) => place + 1));
    }
  });
});

const found = (kind: RowKindName, name: string) => {
  const meant = fieldOfName(kind, name);
  return meant && `${meant.how} ${meant.field}`;
};

describe('a name is known', () => {
  test.each([
    ['quantity', 'exact quantity'],
    ['Quantity', 'spelling quantity'],
    ['trial_end', 'spelling trialEnd'],
    ['TRIAL END', 'spelling trialEnd'],
    ['trial-end', 'spelling trialEnd'],
    ['trial.end', 'spelling trialEnd'],
    ['Customer ID', 'spelling customerId'],
    ['customer_id', 'spelling customerId'],
    ['\u00a0Customer\u00a0ID ', 'spelling customerId'],
    ['\ufeffcustomerId', 'spelling customerId'],
    ['Ended At', 'alias end'],
    ['ended_at', 'alias end'],
    ['Ended At (UTC)', 'alias end'],
    ['Start (UTC)', 'spelling start'],
    ['Trial End (UTC)', 'spelling trialEnd'],
    ['canceled_at', 'alias cancelRequestedAt'],
    ['cancelled_at', 'alias cancelRequestedAt'],
    ['seats', 'alias quantity'],
    ['Menge', 'alias quantity'],
    ['Stück', 'alias quantity'],
    ['Währung', 'alias currency'],
    ['Wa\u0308hrung', 'alias currency'],
    ['WAEHRUNG', 'alias currency'],
    ['Wahrung', 'alias currency'],
    ['Kündigungsdatum', 'alias cancelRequestedAt'],
    ['Kuendigungsdatum', 'alias cancelRequestedAt'],
    ['gekündigt zum', 'alias end'],
    ['Kunde', 'alias customerId'],
    ['Kundennummer', 'alias customerId'],
    ['Kunden-Nr.', 'alias customerId'],
    ['Betrag', 'alias amount'],
    ['Betrag (€)', 'alias amount'],
    ['Intervall', 'alias interval'],
    ['Beginn', 'alias start'],
    ['Startdatum', 'alias start'],
    ['Ende', 'alias end'],
    ['Enddatum', 'alias end'],
    ['Tarif', 'alias plan'],
    ['Kündigungsgrund', 'alias churnReason'],
    ['Rabatt %', 'alias discount'],
    ['discount_percent', 'spelling discountPercent'],
    ['country', undefined],
    ['id', undefined],
    ['createdAt', undefined],
    ['', undefined],
    ['()', undefined],
    ['__proto__', undefined],
    ['constructor', undefined],
    ['toString', undefined],
  ])('%j in a subscription: %s', (name, meant) => {
    expect(found('subscription', name)).toBe(meant);
  });

  test('by the kind of row: a user is the customer of a subscription, and not of an event', () => {
    expect(found('subscription', 'user_id')).toBe('alias customerId');
    expect(found('usageEvent', 'user_id')).toBe('spelling userId');
    expect(found('usageEvent', 'timestamp')).toBe('alias at');
    expect(found('usageEvent', 'Ereignis')).toBe('alias feature');
    expect(found('payment', 'Rechnungsnummer')).toBe('alias invoiceId');
    expect(found('payment', 'created')).toBe('alias at');
    expect(found('ticket', 'created_at')).toBe('alias openedAt');
    expect(found('ticket', 'Gelöst am')).toBe('alias resolvedAt');
    expect(found('surveyResponse', 'NPS')).toBe('alias score');
    expect(found('surveyResponse', 'Antwortdatum')).toBe('alias at');
    expect(found('signUp', 'Registriert am')).toBe('alias at');
  });

  test('better, the earlier in the list: an id before a name', () => {
    const rankOf = (name: string) => fieldOfName('subscription', name)?.rank as number;
    expect(rankOf('customer_id')).toBe(0);
    expect(rankOf('Kundennummer')).toBeLessThan(rankOf('Kundenname'));
    expect(rankOf('Customer')).toBeLessThan(rankOf('Customer Name'));
  });
});
