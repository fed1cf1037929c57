import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { type CohortOptions, ledger, type Policy, retentionCohorts, type Subscription } from 'tenure';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

type Level = readonly [from: string, amount: Subscription['amount'], currency?: string];

/** A customer from one level to the next; a level of 0 is a time away. */
function customer(customerId: string, ...levels: readonly Level[]): Subscription[] {
  return levels.flatMap(([start, amount, currency], i) => {
    const end = levels[i + 1]?.[0] ?? null;
    return amount === 0 ? [] : [{ customerId, start, end, amount, interval: 'month', ...(currency && { currency }) }];
  });
}

/** Gross and net at the ages of the first cohort. */
function line(rows: readonly Subscription[], options: CohortOptions = {}) {
  const { cells, cohorts } = retentionCohorts(deepFreeze(rows), { asOf: '2026-05-01', ...options });
  return cells
    .filter(({ cohort }) => cohort === cohorts[0]?.cohort)
    .map((cell) => `${cell.grossMrr}/${cell.mrr}`)
    .join(' ');
}

describe('gross MRR of a cohort', () => {
  test.each<[string, readonly Subscription[], string]>([
    ['nobody changes', customer('a', ['2026-01-05', 10]), '10/10 10/10 10/10 10/10'],
    ['an upgrade adds nothing', customer('a', ['2026-01-05', 10], ['2026-02-05', 30]), '10/10 10/30 10/30 10/30'],
    ['a downgrade takes off', customer('a', ['2026-01-05', 10], ['2026-03-05', 4]), '10/10 10/10 4/4 4/4'],
    [
      'up, and back: nothing was lost',
      customer('a', ['2026-01-05', 10], ['2026-02-05', 30], ['2026-03-05', 10]),
      '10/10 10/30 10/10 10/10',
    ],
    [
      'up, and down below',
      customer('a', ['2026-01-05', 10], ['2026-02-05', 30], ['2026-04-05', 6]),
      '10/10 10/30 10/30 6/6',
    ],
    [
      'down, and up above',
      customer('a', ['2026-01-05', 10], ['2026-02-05', 3], ['2026-04-05', 25]),
      '10/10 3/3 3/3 10/25',
    ],
    ['gone', customer('a', ['2026-01-05', 10], ['2026-02-05', 0]), '10/10 0/0 0/0 0/0'],
    [
      'gone, and back for more',
      customer('a', ['2026-01-05', 10], ['2026-02-05', 0], ['2026-03-05', 50]),
      '10/10 0/0 10/50 10/50',
    ],
    // A cap on the total would say 20 of 20 from February on.
    [
      'an upgrade hides no loss of another',
      [
        ...customer('a', ['2026-01-05', 10], ['2026-02-05', 30]),
        ...customer('b', ['2026-01-05', 10], ['2026-02-05', 0]),
      ],
      '20/20 10/30 10/30 10/30',
    ],
    [
      'a second subscription is an upgrade',
      [...customer('a', ['2026-01-05', 10]), ...customer('a', ['2026-02-05', 5])],
      '10/10 10/15 10/15 10/15',
    ],
    // The first instant counts, not the first month.
    [
      'an upgrade within the first month',
      customer('a', ['2026-01-05', 10], ['2026-01-20', 30]),
      '10/30 10/30 10/30 10/30',
    ],
    [
      'a first payment of both subscriptions',
      [...customer('a', ['2026-01-05', 10]), ...customer('a', ['2026-01-05', 5], ['2026-02-05', 1])],
      '15/15 11/11 11/11 11/11',
    ],
    [
      'fractions of cents',
      customer('a', ['2026-01-05', '100/3'], ['2026-02-05', '200/7']),
      '33.333333333333336/33.333333333333336 28.571428571428573/28.571428571428573 28.571428571428573/28.571428571428573 28.571428571428573/28.571428571428573',
    ],
    [
      'beyond the digits of a double',
      customer('a', ['2026-01-05', '1/9007199254740993'], ['2026-02-05', '9007199254740993/2']),
      '1.1102230246251564e-16/1.1102230246251564e-16 1.1102230246251564e-16/4503599627370496 1.1102230246251564e-16/4503599627370496 1.1102230246251564e-16/4503599627370496',
    ],
  ])('%s', (_, rows, expected) => {
    expect(line(rows)).toBe(expected);
  });

  test('by elapsed time each customer is looked at just before its own age', () => {
    const rows = [
      ...customer('a', ['2026-01-05', 10], ['2026-02-05', 30], ['2026-03-10', 5]),
      ...customer('b', ['2026-01-31', 20], ['2026-02-27', 8]),
    ];
    // Just before 5 February and 28 February: 10 and 8. Before 5 and 31 March: 30, capped to 10, and 8. Before 5 and 30 April: 5 and 8.
    expect(line(rows, { ages: 'elapsed' })).toEqual('30/30 18/18 18/38 13/13');
  });

  test('rates are of what the cohort paid first, and the average is weighted by that', () => {
    const rows = [
      ...customer('a', ['2026-01-05', 10], ['2026-02-05', 40]),
      ...customer('b', ['2026-01-05', 30], ['2026-02-05', 15]),
      ...customer('c', ['2026-02-05', 60], ['2026-03-05', 20]),
    ];
    const { cells, average } = retentionCohorts(rows, { asOf: '2026-04-01' });
    expect(cells.map(({ grossMrrRetention }) => grossMrrRetention)).toEqual([1, 25 / 40, 25 / 40, 1, 1 / 3, null]);
    expect(cells.map(({ mrrRetention }) => mrrRetention)).toEqual([1, 55 / 40, 55 / 40, 1, 1 / 3, null]);
    expect(average.map((age) => [age.grossMrr, age.grossMrrRetention])).toEqual([
      [100, 1],
      [25 + 20, 45 / 100],
      [25, 25 / 40],
    ]);
  });

  test('a cohort without members has no rate', () => {
    const rows = [...customer('a', ['2026-01-05', 10]), ...customer('b', ['2026-03-05', 10])];
    const { cells } = retentionCohorts(rows, { asOf: '2026-04-01' });
    expect(cells[3]).toMatchObject({ cohort: '2026-02', grossMrr: 0, grossMrrRetention: null });
  });

  test('each subscription has a cap of its own where subscriptions are counted', () => {
    const rows = [
      { ...(customer('a', ['2026-01-05', 10])[0] as Subscription), subscriptionId: 's' },
      { ...(customer('a', ['2026-01-20', 5])[0] as Subscription), subscriptionId: 't' },
    ];
    expect(line(rows)).toBe('10/15 10/15 10/15 10/15');
    expect(line(rows, { grain: 'subscription' })).toBe('15/15 15/15 15/15 15/15');
  });
});

describe('in several currencies', () => {
  const dated = {
    currency: 'USD',
    exchangeRates: { EUR: { '2026-01': 2, '2026-02': 3, '2026-03': 1, '2026-04': 1 } },
  } as const;

  test('MRR and cap are at the rate of the same instant, so that a currency that rises is no upgrade', () => {
    expect(line(customer('a', ['2026-01-05', 10, 'EUR']), dated)).toEqual('20/20 30/30 10/10 10/10');
    const { cells } = retentionCohorts(customer('a', ['2026-01-05', 10, 'EUR']), { asOf: '2026-05-01', ...dated });
    // As the net rate, it moves with the currency: 30 of the 20 of January.
    expect(cells.map(({ grossMrrRetention }) => grossMrrRetention)).toEqual([1, 1.5, 0.5, 0.5]);
  });

  test('a customer who changes the currency is compared anew at each age', () => {
    const rows = customer('a', ['2026-01-05', 10, 'EUR'], ['2026-02-05', 25, 'USD']);
    // 25 dollars against 10 euros, which are 30 dollars in February and 10 in March.
    expect(line(rows, dated)).toEqual('20/20 25/25 10/25 10/25');
  });

  test('two customers, two currencies', () => {
    const rows = [
      ...customer('a', ['2026-01-05', 10, 'EUR'], ['2026-02-05', 40, 'EUR']),
      ...customer('b', ['2026-01-05', 10, 'USD'], ['2026-03-05', 7, 'USD']),
    ];
    expect(line(rows, dated)).toEqual('30/30 40/130 17/47 17/47');
  });

  test('a customer with two currencies at once', () => {
    const rows = [
      ...customer('a', ['2026-01-05', 10, 'EUR'], ['2026-03-05', 30, 'EUR']),
      ...customer('a', ['2026-01-05', 10, 'USD'], ['2026-02-05', 0]),
    ];
    // January 20 + 10. February 30 of a cap of 40. March 30 x 1 of a cap of 20.
    expect(line(rows, dated)).toEqual('30/30 30/30 20/30 20/30');
    expect(line(rows, { ...dated, ages: 'elapsed' })).toEqual('30/30 40/40 10/10 20/30');
  });

  test('a missing exchange rate of the currency first paid in is refused, not passed over', () => {
    const rows = customer('a', ['2026-01-05', 10, 'EUR'], ['2026-02-05', 25, 'USD']);
    const exchangeRates = { EUR: { '2026-01': 2 } };
    const options = { asOf: '2026-03-01', currency: 'USD', exchangeRates };
    expect(refusal(() => retentionCohorts(rows, options))).toMatchObject({ code: 'MISSING_EXCHANGE_RATE' });
  });
});

describe('money', () => {
  test('comes out as net MRR does', () => {
    const rows = customer('a', ['2026-01-05', '10.05'], ['2026-02-05', '30.10']);
    const fractions = retentionCohorts(rows, { asOf: '2026-03-01', money: 'fraction' });
    expect(fractions.cells.map(({ grossMrr }) => grossMrr)).toEqual(['201/20', '201/20']);
    expect(fractions.average.map(({ grossMrr }) => grossMrr)).toEqual(['201/20', '201/20']);
    const decimals = retentionCohorts(ledger(rows, { money: Decimal }), { asOf: '2026-03-01' });
    expect(decimals.cells[1]?.grossMrr?.toFixed(2)).toBe('10.05');
    expectTypeOf(decimals.cells[0]?.grossMrr).toEqualTypeOf<Decimal | null | undefined>();
    expectTypeOf(fractions.average[0]?.grossMrr).toEqualTypeOf<string | undefined>();
  });
});

describe('properties', () => {
  const views = fc.constantFrom<CohortOptions<'number'>>({}, { unit: 'quarter' }, { ages: 'elapsed' });

  test('gross is from 0 to net, and the whole cohort at age 0 of elapsed time', () => {
    fc.assert(
      fc.property(scenarioArbitrary, views, ({ rows, policy: { asOf: _, ...policy } }, view) => {
        const { cells, cohorts } = retentionCohorts(rows, { ...policy, ...view, asOf: '2027-01-01' });
        for (const { grossMrr, mrr, grossMrrRetention, mrrRetention } of cells) {
          if (mrr === null) continue;
          expect(grossMrr).toBeGreaterThanOrEqual(0);
          expect(grossMrr).toBeLessThanOrEqual(mrr);
          if (mrrRetention !== null) expect(grossMrrRetention).toBeLessThanOrEqual(mrrRetention);
          if ((policy as Policy).exchangeRates === undefined) expect(grossMrrRetention ?? 0).toBeLessThanOrEqual(1);
        }
        if (view.ages !== 'elapsed') return;
        for (const { age, cohort, grossMrr } of cells) {
          if (age === 0 && grossMrr !== null) expect(grossMrr).toBe(cohorts.find((own) => own.cohort === cohort)?.mrr);
        }
      }),
      propertyRuns(40),
    );
  });

  test('what is kept as fractions comes to the same as what is kept in units', () => {
    fc.assert(
      fc.property(scenarioArbitrary, views, ({ rows, policy: { asOf: _, ...policy } }, view) => {
        const options = { ...policy, ...view, asOf: '2027-01-01' } as const;
        const whole = rows.map((row, i) => ({ ...row, amount: 10 * (1 + (i % 4)) }));
        const parts = whole.map((row) => ({ ...row, amount: `${BigInt(row.amount) * big + 1n}/${big}` }));
        const shown = (source: readonly Subscription[]) =>
          retentionCohorts(source, options).cells.map(({ cohort, age, grossMrr }) => [
            cohort,
            age,
            grossMrr?.toFixed(6),
          ]);
        expect(shown(parts)).toEqual(shown(whole));
      }),
      propertyRuns(40),
    );
  });
});

const big = 9007199254740993n;
