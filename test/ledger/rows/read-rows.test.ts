import {
  involuntaryChurnRate,
  ledger,
  ledgerBuilder,
  month,
  mrrMovements,
  mrrMovementsBy,
  mrrMovementsByCustomer,
} from 'tenure';
import { expect, test } from 'vitest';
import { fieldsOfKind } from '../../../src/ledger/rows/fields.ts';
import { row } from '../../support/row.ts';

const march = month('2026-03');

test('phases of a subscription are one, and two customers may call theirs alike', () => {
  const rows = ['ada', 'ben'].flatMap((customerId, i) => [
    row({ customerId, subscriptionId: 's', end: '2026-03-10' }),
    row({ customerId, subscriptionId: 's', start: '2026-03-10', amount: 12 + i }),
    row({ customerId, subscriptionId: 't', amount: 5 }),
  ]);
  const policy = { grain: 'subscription' } as const;
  expect(mrrMovements(rows, march, policy)).toMatchObject({ opening: 30, expansion: 5, new: 0, churn: 0, closing: 35 });
  expect(
    mrrMovementsByCustomer(rows, march, policy).map((own) => [own.customerId, own.subscriptionId, own.change]),
  ).toEqual([
    ['ada', 's', 2],
    ['ada', 't', 0],
    ['ben', 's', 3],
    ['ben', 't', 0],
  ]);
});

test('rows that are added a few at a time keep the subscriptions that they name', () => {
  const rows = ['a', 'b', 'c', 'd'].map((subscriptionId, i) => row({ subscriptionId, amount: i + 1 }));
  const builder = ledgerBuilder().add(rows.slice(0, 3)).add(rows.slice(3));
  const parts = mrrMovementsBy(builder.build(), march, ({ subscriptionId }) => String(subscriptionId));
  expect(parts.map(({ key, closing }) => [key, closing])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
    ['d', 4],
  ]);
});

test('a list that changes afterwards changes no ledger', () => {
  const rows = [row({ plan: 'a' }), row({ customerId: 'ben', plan: 'b', amount: 5 })];
  const book = ledger(rows);
  rows.reverse().pop();
  expect(mrrMovementsBy(book, march, ({ plan }) => String(plan)).map(({ key, closing }) => [key, closing])).toEqual([
    ['a', 10],
    ['b', 5],
  ]);
});

test('currency codes are told apart without case, and one currency needs no exchange rate', () => {
  const rows = ['EUR', 'eur', 'Eur', 'EUR'].map((currency, i) => row({ currency, amount: i + 1 }));
  expect(mrrMovements(rows, march)).toMatchObject({ currency: 'EUR', closing: 10 });
});

test('the fields of a kind, or of several, are in the documented order', () => {
  expect(fieldsOfKind('interruptions')).toEqual(['pauses', 'pastDue']);
  expect(fieldsOfKind('discount', 'id')).toEqual(['customerId', 'subscriptionId', 'discount', 'replaces']);
});

test('a row that was interrupted ends as its churn type says, and only where it ends', () => {
  const pauses = [{ start: '2026-02-01', end: '2026-02-10' }];
  const lost = row({ pauses, end: '2026-03-10', churnType: 'involuntary' });
  expect(involuntaryChurnRate([lost], march)).toMatchObject({ numerator: 1, denominator: 1 });
  expect(involuntaryChurnRate([{ ...lost, churnType: 'voluntary' }], march).numerator).toBe(0);
  expect(involuntaryChurnRate([lost], month('2026-02')).numerator).toBe(0);
});
