import { involuntaryChurnRate, month, mrrMovements, mrrMovementsByCustomer } from 'tenure';
import { expect, test } from 'vitest';
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

test('a row that was interrupted ends as its churn type says, and only where it ends', () => {
  const pauses = [{ start: '2026-02-01', end: '2026-02-10' }];
  const lost = row({ pauses, end: '2026-03-10', churnType: 'involuntary' });
  expect(involuntaryChurnRate([lost], march)).toMatchObject({ numerator: 1, denominator: 1 });
  expect(involuntaryChurnRate([{ ...lost, churnType: 'voluntary' }], march).numerator).toBe(0);
  expect(involuntaryChurnRate([lost], month('2026-02')).numerator).toBe(0);
});
