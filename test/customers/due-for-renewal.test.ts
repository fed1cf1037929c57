import { month, quarter, type RenewalOptions, renewalRate, revenueRenewalRate, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/deep-freeze.ts';

const march = month('2026-03');
const yearly = (subscriptionId: string, start: string, end: string | null = null, more: Partial<Subscription> = {}) =>
  ({ customerId: 'ada', subscriptionId, start, end, amount: 1200, interval: 'year', ...more }) as Subscription;

/** Renewed of due by customer: where any contract may be due, and where all must. */
function both(rows: readonly Subscription[], options: RenewalOptions = {}, period = march) {
  const rates = (['any', 'all'] as const).map((due) => {
    const { numerator, denominator } = renewalRate(deepFreeze(rows), period, { ...options, due });
    return `${numerator}/${denominator}`;
  });
  return rates.join(' ');
}

describe('any or all contracts of a customer due', () => {
  test.each<[string, readonly Subscription[], string]>([
    ['one contract, renewed', [yearly('a', '2025-03-10')], '1/1 1/1'],
    ['one contract, lost', [yearly('a', '2025-03-10', '2026-03-10')], '0/1 0/1'],
    ['two, both due', [yearly('a', '2025-03-10'), yearly('b', '2025-03-20')], '1/1 1/1'],
    ['two, one of them in June', [yearly('a', '2025-03-10'), yearly('b', '2025-06-20')], '1/1 0/0'],
    // She still has the other one, so any way she renewed; with all she was never asked.
    ['two, the due one ends', [yearly('a', '2025-03-10', '2026-03-10'), yearly('b', '2025-06-20')], '1/1 0/0'],
    [
      'both end in March',
      [yearly('a', '2025-03-10', '2026-03-10'), yearly('b', '2025-03-20', '2026-03-20')],
      '0/1 0/1',
    ],
    ['replaced on the day', [yearly('a', '2025-03-10', '2026-03-10'), yearly('b', '2026-03-10')], '1/1 1/1'],
    // Bought on 5 March for a year, the second contract holds her beyond March.
    ['replaced early', [yearly('a', '2025-03-10', '2026-03-10'), yearly('b', '2026-03-05')], '1/1 0/0'],
    [
      'the other one ended in February',
      [yearly('a', '2025-03-10'), yearly('b', '2025-02-20', '2026-02-20')],
      '1/1 1/1',
    ],
    // It ends for good in March, off its cycle: nothing holds her longer.
    ['the other one is broken off', [yearly('a', '2025-03-10'), yearly('b', '2025-06-20', '2026-03-25')], '1/1 1/1'],
    [
      'a free plan holds nobody',
      [yearly('a', '2025-03-10', '2026-03-10'), yearly('b', '2025-06-20', null, { amount: 0 })],
      '0/1 0/1',
    ],
    [
      'a paused one holds nobody',
      [
        yearly('a', '2025-03-10', '2026-03-10'),
        yearly('b', '2025-06-20', null, { pauses: [{ start: '2026-01-01', end: '2026-05-01' }] }),
      ],
      '0/1 0/1',
    ],
    [
      'a contract of another customer holds nobody',
      [yearly('a', '2025-03-10'), yearly('a', '2025-06-20', null, { customerId: 'ben' })],
      '1/1 1/1',
    ],
    // 10 March: a and b are both up in March. 20 March: c, since 15 March, is not.
    [
      'each due date by itself',
      [
        yearly('a', '2025-03-10', '2026-03-10'),
        yearly('b', '2025-03-20', '2026-03-20'),
        yearly('c', '2026-03-15', '2026-03-18'),
      ],
      '0/1 0/1',
    ],
  ])('%s', (_, rows, expected) => {
    expect(both(rows)).toEqual(expected);
  });

  test('a monthly contract beside a yearly one is due each month, a year only in its own', () => {
    const rows = [yearly('y', '2025-03-10'), yearly('m', '2026-01-20', null, { amount: 10, interval: 'month' })];
    expect(both(rows)).toEqual('1/1 1/1');
    expect(both(rows, {}, month('2026-04'))).toEqual('1/1 0/0');
    // Of the monthly contracts alone: whether she is due is asked of all she has.
    const monthly = { interval: 'month', weightedBy: 'opportunities' } as const;
    expect(both(rows, monthly, quarter('2026-Q1'))).toEqual('2/2 2/2');
    expect(both(rows, monthly, quarter('2026-Q2'))).toEqual('3/3 0/0');
  });

  test('a contract whose due date is not decided yet is due all the same', () => {
    const rows = [yearly('a', '2025-03-10', '2026-03-10'), yearly('b', '2025-03-20')];
    const options = { asOf: '2026-03-15', due: 'all' } as const;
    expect(renewalRate(rows, march, options)).toEqual({ value: 1, numerator: 1, denominator: 1, undecided: 1 });
    const held = [yearly('a', '2025-03-20'), yearly('b', '2025-06-20')];
    expect(renewalRate(held, march, options)).toMatchObject({ denominator: 0, undecided: 0 });
  });

  test('of subscriptions each is a customer of its own', () => {
    const rows = [yearly('a', '2025-03-10'), yearly('b', '2025-06-20')];
    expect(both(rows, { grain: 'subscription' })).toEqual('1/1 1/1');
  });

  test('a list of periods is each of them', () => {
    const rows = [yearly('a', '2025-03-10'), yearly('b', '2025-06-20')];
    const list = [march, month('2026-06'), quarter('2026-Q1')];
    const options = { due: 'all' } as const;
    expect(renewalRate(rows, list, options)).toEqual(list.map((period) => renewalRate(rows, period, options)));
    expect(renewalRate(rows, { ...march, end: quarter('2026-Q2').end, label: '' }, options).denominator).toBe(1);
  });
});

describe('MRR lost over MRR due', () => {
  const change = (subscriptionId: string, to: number | null): Subscription[] => [
    yearly(subscriptionId, '2025-03-10', '2026-03-10'),
    ...(to === null ? [] : [yearly(subscriptionId, '2026-03-10', null, { amount: to })]),
  ];

  test.each<[string, readonly Subscription[], RenewalOptions, number[]]>([
    // Due, lost, gross, net.
    ['nothing lost', change('a', 1200), {}, [100, 0, 100, 100]],
    ['all lost', change('a', null), {}, [100, 100, 0, 0]],
    ['less is not lost', change('a', 600), {}, [100, 0, 50, 50]],
    ['more of one hides no loss of another', [...change('a', null), ...change('b', 3600)], {}, [200, 100, 100, 300]],
    [
      '1 - gross is lost and less',
      [...change('a', null), ...change('b', 900), ...change('c', 1200)],
      {},
      [300, 100, 175, 175],
    ],
    ['late within the grace', [...change('a', null), yearly('b', '2026-03-12')], { graceDays: 2 }, [100, 0, 100, 100]],
    ['late after it', [...change('a', null), yearly('b', '2026-03-13')], { graceDays: 2 }, [100, 100, 0, 0]],
    // She goes on with a contract that is not due: the MRR is gone, and with all she was not due.
    ['of a customer who stays', [...change('a', null), yearly('b', '2025-01-05')], {}, [100, 100, 0, 0]],
    ['of a customer who was not due', [...change('a', null), yearly('b', '2025-01-05')], { due: 'all' }, [0, 0, 0, 0]],
    ['broken off', [yearly('a', '2025-06-10', '2026-03-10')], {}, [100, 100, 0, 0]],
    [
      'broken off, and left out',
      [yearly('a', '2025-06-10', '2026-03-10')],
      { earlyTermination: 'exclude' },
      [0, 0, 0, 0],
    ],
  ])('%s', (_, rows, options, expected) => {
    const { gross, net, lost } = revenueRenewalRate(deepFreeze(rows), march, options);
    expect([lost.denominator, lost.numerator, gross.numerator, net.numerator]).toEqual(expected);
    expect(lost.value).toBe(expected[0] === 0 ? null : (expected[1] as number) / (expected[0] as number));
  });

  test('an exact third', () => {
    const rows = ['a', 'b', 'c'].flatMap((id) => change(id, id === 'a' ? null : 1200));
    expect(revenueRenewalRate(rows, march).lost.value).toBe(1 / 3);
  });
});
