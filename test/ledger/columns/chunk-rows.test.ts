import { ledger, ledgerBuilder, ledgerFromColumns, mrr, type Subscription, trialConversionRate, year } from 'tenure';
import { describe, expect, test } from 'vitest';
import { refusal } from '../../support/caught.ts';

/** Columns that are compiled as codes: every row has the same fields, and dates are texts. */
const columnsOf = (rows: readonly Subscription[], fields: readonly (keyof Subscription)[]) =>
  Object.fromEntries(fields.map((field) => [field, rows.map((row) => row[field] ?? null)])) as never;

describe('rows of a later chunk keep their own places', () => {
  const paid = { amount: 10, interval: 'month', trialEnd: null } as const;
  const first: Subscription[] = ['ada', 'ben', 'cem'].map((customerId) => ({
    ...paid,
    customerId,
    subscriptionId: `${customerId} 1`,
    start: '2026-01-05',
  }));
  // One trial in two rows, which the subscription id tells, and one of another subscription that ends on the same day.
  const trials: Subscription[] = [
    { ...paid, customerId: 'dia', subscriptionId: 'd', start: '2026-02-01', end: '2026-02-10', trialEnd: '2026-03-01' },
    { ...paid, customerId: 'dia', subscriptionId: 'd', start: '2026-02-10', trialEnd: '2026-03-01' },
    { ...paid, customerId: 'dia', subscriptionId: 'e', start: '2026-02-10', trialEnd: '2026-03-01' },
    { ...paid, customerId: 'eve', subscriptionId: 'f', start: '2026-02-10', end: '2026-02-20', trialEnd: '2026-03-01' },
  ];
  const fields = ['customerId', 'subscriptionId', 'start', 'end', 'amount', 'interval', 'trialEnd'] as const;

  test('their trials are those of their subscriptions', () => {
    const builder = ledgerBuilder();
    for (const chunk of [first, trials]) builder.addColumns(columnsOf(chunk, fields));
    const whole = trialConversionRate(ledger([...first, ...trials]), year('2026'));
    expect(whole.denominator).toBe(3);
    expect(trialConversionRate(builder.build() as never, year('2026'))).toEqual(whole);
  });
});

describe('a date that is none is refused in any column', () => {
  const row: Subscription = { customerId: 'ada', start: '2026-01-05', amount: 10, interval: 'month' };
  test.each(['trialEnd', 'cancelRequestedAt'] as const)('%s', (field) => {
    const rows = [row, { ...row, [field]: '2026-02-30' }, row];
    const fields = ['customerId', 'start', 'amount', 'interval', field] as const;
    const expected = refusal(() => ledger(rows));
    expect(expected).toMatchObject({ code: 'INVALID_INSTANT', path: ['subscriptions', 1, field] });
    expect(refusal(() => ledgerBuilder().addColumns(columnsOf(rows, fields)))).toMatchObject({
      code: 'INVALID_INSTANT',
      received: expected?.received,
    });
    // A date that is one is taken by the same way.
    const good = rows.map((other) => ({ ...other, [field]: '2026-02-28' }));
    const built = ledgerBuilder().addColumns(columnsOf(good, fields)).build();
    expect(mrr(built as never, '2026-03-01')).toBe(mrr(ledger(good), '2026-03-01'));
  });
});

// Would catch: a row that is in no span and is forgotten, where another one names it.
test.each([
  ['ends when it starts', { end: '2026-01-05' }],
  ['ends with its trial', { end: '2026-01-20', trialEnd: '2026-01-20' }],
])('a subscription that %s can be replaced, and an unknown one cannot', (_, unpaid) => {
  const row: Subscription = { customerId: 'ada', start: '2026-01-05', amount: 10, interval: 'month' };
  const first: Subscription[] = [
    { ...row, customerId: 'ben', subscriptionId: 'b' },
    { ...row, subscriptionId: 's', ...unpaid },
  ];
  const paid = ['customerId', 'subscriptionId', 'start', 'amount', 'interval'];
  const builtWith = (replaces: string) => {
    const next: Subscription[] = [{ ...row, subscriptionId: 't', start: '2026-02-01', replaces }];
    const builder = ledgerBuilder();
    builder.addColumns(columnsOf(first, [...paid, ...Object.keys(unpaid)] as never));
    builder.addColumns(columnsOf(next, ['customerId', 'subscriptionId', 'start', 'amount', 'interval', 'replaces']));
    return { ledger: () => builder.build(), rows: [...first, ...next] };
  };
  const known = builtWith('s');
  expect(mrr(known.ledger() as never, '2026-02-01')).toBe(mrr(ledger(known.rows), '2026-02-01'));
  const unknown = builtWith('u');
  const error = refusal(() => ledger(unknown.rows));
  expect(error?.path).toEqual(['subscriptions', 2, 'replaces']);
  expect(refusal(unknown.ledger)).toMatchObject({ code: error?.code, path: error?.path, message: error?.message });
});

test('requests alone, in the first columns of a ledger, end what is paid where the policy says so', () => {
  const columns = {
    customerId: ['ada', 'ben'],
    start: ['2026-01-05', '2026-01-05'],
    cancelRequestedAt: ['2026-02-01', null],
    amount: 10,
    interval: 'month',
  } as const;
  const at = ['2026-01-31', '2026-02-01'];
  expect(mrr(ledgerFromColumns(columns, { churnAt: 'cancelRequest' }), at)).toEqual([20, 10]);
  expect(mrr(ledgerFromColumns(columns), at)).toEqual([20, 20]);
});
