import {
  ledger,
  month,
  type Policy,
  quarter,
  type RenewalOptions,
  renewalRate,
  revenueRenewalRate,
  type Subscription,
  year,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';

const row = (fields: Partial<Subscription>): Subscription => ({
  customerId: 'ada',
  subscriptionId: 's',
  start: '2026-01-10',
  amount: 10,
  interval: 'month',
  ...fields,
});
const march = month('2026-03');
const each: RenewalOptions = { weightedBy: 'opportunities' };

/** [renewed, due] */
function renewals(rows: readonly Subscription[], period = march, options: RenewalOptions = each) {
  const { numerator, denominator } = renewalRate(deepFreeze(rows), period, options);
  return [numerator, denominator];
}

/** Per month of 2026 how many contracts are due. */
function duePerMonth(rows: readonly Subscription[], options: RenewalOptions = each) {
  const months = ['01', '02', '03', '04', '05', '06'];
  return months.map((number) => renewalRate(rows, month(`2026-${number}`), options).denominator);
}

describe('due dates', () => {
  test('of 31 January are 28 February, 31 March and 30 April: they do not drift', () => {
    for (const [end, due] of [
      ['2026-02-28', '2026-02'],
      ['2026-03-31', '2026-03'],
      ['2026-04-30', '2026-04'],
    ] as const) {
      // Off its cycle the end would be a second due date of that month.
      expect(renewals([row({ start: '2026-01-31', end })], month(due))).toEqual([0, 1]);
    }
  });

  test('are anchored at the first paid instant, not at the start of a trial', () => {
    expect(renewals([row({ trialEnd: '2026-01-24', end: '2026-03-24' })])).toEqual([0, 1]);
    expect(duePerMonth([row({ trialEnd: '2026-02-24' })])).toEqual([0, 0, 1, 1, 1, 1]);
  });

  test('stay where they are when seats, price or plan change, and after a pause', () => {
    const changed = [row({ end: '2026-02-20' }), row({ start: '2026-02-20', amount: 30, plan: 'team' })];
    expect(duePerMonth(changed)).toEqual([0, 1, 1, 1, 1, 1]);
    expect(renewals([row({ pauses: [{ start: '2026-02-05', end: '2026-02-15' }], end: '2026-03-10' })])).toEqual([
      0, 1,
    ]);
  });

  test('are of the subscription of one customer, also where several customers use one id', () => {
    const changed = (customerId: string) => [
      row({ customerId, end: '2026-02-20' }),
      row({ customerId, start: '2026-02-20', amount: 30 }),
    ];
    const rows = [...changed('ada'), ...changed('ben'), ...changed('cem')];
    expect(duePerMonth(rows)).toEqual([0, 3, 3, 3, 3, 3]);
  });

  test('move with a change of interval, and with that alone', () => {
    const yearly = [row({ end: '2026-03-20' }), row({ start: '2026-03-20', amount: 100, interval: 'year' })];
    expect(duePerMonth(yearly)).toEqual([0, 1, 1, 0, 0, 0]);
    expect(renewals(yearly, month('2027-03'))).toEqual([1, 1]);
    // Back to months: counted from the day of the change, not from 10 January.
    const back = [
      ...yearly.map((own, i) => (i === 1 ? { ...own, end: '2026-04-25' } : own)),
      row({ start: '2026-04-25' }),
    ];
    expect(duePerMonth(back)).toEqual([0, 1, 1, 0, 1, 1]);
    expect(renewals([...back.slice(0, 2), row({ start: '2026-04-25', end: '2026-05-25' })], month('2026-05'))).toEqual([
      0, 1,
    ]);
  });

  test('a change of interval on a due date is a renewal of the old one', () => {
    const rows = [row({ end: '2026-03-10' }), row({ start: '2026-03-10', amount: 100, interval: 'year' })];
    expect(renewals(rows)).toEqual([1, 1]);
    expect(renewals(rows, march, { ...each, interval: 'month' })).toEqual([1, 1]);
    expect(renewals(rows, march, { ...each, interval: 'year' })).toEqual([0, 0]);
  });

  test('twelve months are a year: no change of interval', () => {
    const rows = [
      row({ start: '2025-03-10', end: '2025-09-01', amount: 120, interval: 'year' }),
      row({ start: '2025-09-01', amount: 120, interval: 'month', intervalCount: 12 }),
    ];
    expect(renewals(rows)).toEqual([1, 1]);
    expect(renewals(rows, month('2026-09'))).toEqual([0, 0]);
  });

  test('are not where nothing is paid', () => {
    expect(duePerMonth([row({ pauses: [{ start: '2026-03-01', end: '2026-04-01' }] })])).toEqual([0, 1, 0, 1, 1, 1]);
    expect(duePerMonth([row({ amount: 0 })])).toEqual([0, 0, 0, 0, 0, 0]);
    const retained: RenewalOptions = { ...each, pauses: 'retain' };
    expect(duePerMonth([row({ pauses: [{ start: '2026-03-01', end: '2026-04-01' }] })], retained)).toEqual([
      0, 1, 1, 1, 1, 1,
    ]);
  });

  test('of lines that run at once follow the interval that most MRR is on', () => {
    const base = row({ amount: 1200, interval: 'year', start: '2025-04-15' });
    const addOn = row({ amount: 5, start: '2025-06-01' });
    expect(duePerMonth([base, addOn])).toEqual([0, 0, 0, 1, 0, 0]);
  });

  test('of lines that run at once do so in whatever order the lines come', () => {
    const base = row({ amount: 1200, interval: 'year', start: '2025-04-15' });
    const addOn = row({ amount: 5, start: '2025-04-15' });
    expect(duePerMonth([addOn, base])).toEqual([0, 0, 0, 1, 0, 0]);
  });

  test('of lines with equal MRR follow the longer interval, and of two terms the later end', () => {
    const yearly = row({ amount: 120, interval: 'year', start: '2025-04-15' });
    const monthly = row({ amount: 10, start: '2025-04-15' });
    expect(duePerMonth([yearly, monthly])).toEqual([0, 0, 0, 1, 0, 0]);
    expect(duePerMonth([monthly, yearly])).toEqual([0, 0, 0, 1, 0, 0]);
    const short = row({ start: '2026-01-01', end: '2026-03-01', amount: 20, interval: 'term' });
    const long = row({ start: '2026-01-01', end: '2026-05-01', amount: 40, interval: 'term' });
    expect(duePerMonth([short, long])).toEqual([0, 0, 0, 0, 1, 0]);
    expect(duePerMonth([long, short])).toEqual([0, 0, 0, 0, 1, 0]);
  });

  test('belong to the period that starts with them, not to the one that ends there', () => {
    const ended = [row({ start: '2026-02-01', end: '2026-03-01' })];
    expect(renewals(ended, month('2026-02'))).toEqual([0, 0]);
    expect(renewals(ended)).toEqual([0, 1]);
    const early = [row({ start: '2026-03-20', end: '2026-04-01' })];
    expect(renewals(early)).toEqual([0, 0]);
    expect(renewals(early, month('2026-04'))).toEqual([0, 1]);
  });

  test('beyond all dates never come', () => {
    for (const timeZone of ['UTC', 'America/New_York'])
      for (const intervalCount of [200_000, 1_000_000, 1_000_000_000])
        for (const interval of ['day', 'year'] as const) {
          const period = month('2026-03', { timeZone });
          expect(renewals([row({ interval, intervalCount })], period, { ...each, timeZone })).toEqual([0, 0]);
        }
  });

  test('keep their local time of day across a change of the clocks', () => {
    // 12:00 in Berlin is 11:00 UTC in winter and 10:00 UTC from 29 March on.
    const noon = (end: string) => [row({ start: '2026-02-28T11:00:00Z', end })];
    const options: RenewalOptions = { ...each, timeZone: 'Europe/Berlin' };
    const april = month('2026-04', { timeZone: 'Europe/Berlin' });
    expect(renewals(noon('2026-04-28T10:00:00Z'), april, options)).toEqual([0, 1]);
    expect(renewals(noon('2026-04-28T11:00:00Z'), april, options)).toEqual([1, 2]);
  });

  test('of a term are its end', () => {
    const first = row({ start: '2025-03-20', end: '2026-03-20', amount: 1200, interval: 'term' });
    const second = row({ start: '2026-03-20', end: '2028-03-20', amount: 2400, interval: 'term' });
    expect(renewals([first])).toEqual([0, 1]);
    expect(renewals([first, second])).toEqual([1, 1]);
    expect(renewals([first, second], year('2027'))).toEqual([0, 0]);
    expect(renewals([first, second], march, { ...each, interval: 'term' })).toEqual([1, 1]);
    expect(renewals([first, second], march, { ...each, interval: 'year' })).toEqual([0, 0]);
  });
});

describe('an end off the cycle', () => {
  const left = [row({ end: '2026-03-20' })];

  test('is a lost renewal, or none', () => {
    expect(renewals(left)).toEqual([1, 2]);
    expect(renewals(left, march, { ...each, earlyTermination: 'exclude' })).toEqual([1, 1]);
    expect(renewals(left, month('2026-04'))).toEqual([0, 0]);
  });

  test('is none where the subscription goes on later', () => {
    expect(renewals([...left, row({ start: '2026-03-25' })])).toEqual([1, 1]);
  });

  test('is the last payment, also of a subscription that was never resumed after a pause', () => {
    expect(renewals([row({ pauses: [{ start: '2026-03-20' }] })])).toEqual([1, 2]);
  });
});

describe('a renewal', () => {
  const ended = row({ end: '2026-03-10' });
  const other = (start: string) => row({ subscriptionId: 'other', start, interval: 'year' });

  test('is in time up to the last instant of the grace, which is counted in days', () => {
    expect(renewals([ended, other('2026-03-10')])).toEqual([1, 1]);
    expect(renewals([ended, other('2026-03-15')])).toEqual([0, 1]);
    expect(renewals([ended, other('2026-03-15')], march, { ...each, graceDays: 4 })).toEqual([0, 1]);
    expect(renewals([ended, other('2026-03-15')], march, { ...each, graceDays: 5 })).toEqual([1, 1]);
    expect(renewals([ended, other('2026-03-15T00:00:00.001Z')], march, { ...each, graceDays: 5 })).toEqual([0, 1]);
  });

  test('can be early, and counts when due', () => {
    const early = [ended, other('2026-02-20')];
    expect(renewals(early, month('2026-02'))).toEqual([1, 1]);
    expect(renewals(early)).toEqual([1, 1]);
  });

  test('is what a gap is that is too short for churn', () => {
    expect(renewals([ended, other('2026-03-13')], march, { ...each, churnGraceDays: 5 })).toEqual([1, 1]);
    expect(renewals([ended, other('2026-03-13')], march, { ...each, churnGraceDays: 3 })).toEqual([0, 1]);
  });

  test('by another subscription is none where subscriptions are the entities', () => {
    expect(renewals([ended, other('2026-02-20')], march, { ...each, grain: 'subscription' })).toEqual([0, 1]);
  });
});

describe('what is counted', () => {
  test('a customer is renewed only if every due date was', () => {
    const rows = [row({}), row({ subscriptionId: 'lost', end: '2026-03-10' }), row({ customerId: 'ben' })];
    expect(renewals(rows, march, { ...each, grain: 'subscription' })).toEqual([2, 3]);
    expect(renewals(rows, quarter('2026-Q1'), {})).toEqual([2, 2]);
    const gone = rows.map((own) => (own.customerId === 'ada' ? { ...own, end: '2026-03-10' } : own));
    expect(renewals(gone, quarter('2026-Q1'), {})).toEqual([1, 2]);
    expect(renewals(gone, quarter('2026-Q1'))).toEqual([4, 6]);
  });

  test('due dates at or after asOf are left out and counted', () => {
    const rows = [
      row({}),
      row({ customerId: 'ben', start: '2026-02-11' }),
      row({ customerId: 'eve', end: '2026-03-09' }),
    ];
    const at = (asOf: string) => renewalRate(rows, march, { ...each, asOf });
    // Ada is due on the 10th and Ben on the 11th; Eve left on the 9th.
    expect(at('2026-03-10')).toEqual({ value: 0, numerator: 0, denominator: 1, undecided: 2 });
    expect(at('2026-03-11')).toEqual({ value: 0.5, numerator: 1, denominator: 2, undecided: 1 });
    expect(at('2026-03-12')).toEqual({ value: 2 / 3, numerator: 2, denominator: 3, undecided: 0 });
  });

  test('only contracts of one length', () => {
    const rows = [
      row({ start: '2025-03-10', interval: 'year' }),
      row({ customerId: 'ben' }),
      row({ customerId: 'cem', start: '2024-03-10', interval: 'year', intervalCount: 2 }),
      row({ customerId: 'dia', start: '2025-03-10', interval: 'quarter', intervalCount: 4 }),
    ];
    const due = (options: RenewalOptions) => renewals(rows, march, options)[1];
    expect(due({})).toBe(4);
    expect(due({ interval: 'year' })).toBe(2);
    expect(due({ interval: 'year', intervalCount: 2 })).toBe(1);
    expect(due({ interval: 'month' })).toBe(1);
    expect(due({ interval: 'week' })).toBe(0);
  });

  test('trials as well, where it is asked for', () => {
    const rows = [
      row({}),
      row({ customerId: 'ben', start: '2026-03-01', trialEnd: '2026-03-15' }),
      row({ customerId: 'eve', start: '2026-03-01', trialEnd: '2026-03-15', end: '2026-03-15' }),
    ];
    expect(renewals(rows, march, {})).toEqual([1, 1]);
    expect(renewals(rows, march, { trialConversions: 'include' })).toEqual([2, 3]);
    const early = renewalRate(rows, march, { trialConversions: 'include', asOf: '2026-03-12' });
    expect(early).toEqual({ value: 1, numerator: 1, denominator: 1, undecided: 2 });
  });

  test('nothing due is null', () => {
    expect(renewalRate([], march)).toEqual({ value: null, numerator: 0, denominator: 0, undecided: 0 });
    const nothing = { value: null, numerator: 0, denominator: 0 };
    expect(revenueRenewalRate([], march)).toEqual({ gross: nothing, net: nothing, lost: nothing, undecided: 0 });
  });
});

describe('by revenue', () => {
  const revenue = (rows: readonly Subscription[], options: Policy = {}, period = march) => {
    const { gross, net } = revenueRenewalRate(deepFreeze(rows), period, options);
    expect(net.denominator).toBe(gross.denominator);
    return [gross.numerator, net.numerator, gross.denominator];
  };
  const changed = (customerId: string, amount: number) => [
    row({ customerId, end: '2026-03-10' }),
    row({ customerId, start: '2026-03-10', amount }),
  ];
  const ended = row({ end: '2026-03-10' });
  const other = (start: string, amount: number) => row({ subscriptionId: 'other', start, amount, interval: 'year' });

  test('an upgrade does not hide the loss of another', () => {
    expect(
      revenue([...changed('up', 16), ...changed('down', 7), row({ customerId: 'gone', end: '2026-03-10' })]),
    ).toEqual([17, 23, 30]);
  });

  test('an upgrade off the cycle is in the amount due', () => {
    expect(revenue([row({ end: '2026-02-20' }), row({ start: '2026-02-20', amount: 14 })])).toEqual([14, 14, 14]);
  });

  test('another subscription that began in the last term takes the place of one that ended', () => {
    expect(revenue([ended, other('2026-03-10', 96)])).toEqual([8, 8, 10]);
    expect(revenue([ended, other('2026-02-20', 144)])).toEqual([10, 12, 10]);
    expect(revenue([ended, other('2026-03-15', 144)])).toEqual([0, 0, 10]);
    expect(revenueRenewalRate([ended, other('2026-03-15', 144)], march, { graceDays: 5 }).net.value).toBe(1.2);
  });

  test('a gap is a lapse, unless it is filled in time by the grace of renewals or of churn', () => {
    const resumed = [ended, row({ start: '2026-03-15', amount: 11 })];
    expect(revenue(resumed)).toEqual([0, 0, 10]);
    expect(revenue(resumed, { graceDays: 4 } as Policy)).toEqual([0, 0, 10]);
    expect(revenue(resumed, { graceDays: 5 } as Policy)).toEqual([10, 11, 10]);
    const replaced = [ended, other('2026-03-13', 96)];
    expect(revenue(replaced, { churnGraceDays: 5 })).toEqual([8, 8, 10]);
    expect(revenue(replaced, { churnGraceDays: 3 })).toEqual([0, 0, 10]);
    // A gap that is open when the data was taken is churn.
    expect(revenue(replaced, { churnGraceDays: 5, asOf: '2026-03-12' })).toEqual([0, 0, 10]);
  });

  test('what replaces it is what runs when the first replacement begins', () => {
    const third = row({ subscriptionId: 'third', start: '2026-03-14', amount: 5 });
    expect(revenue([ended, other('2026-03-12', 96), third], { graceDays: 5 } as Policy)).toEqual([8, 8, 10]);
  });

  test('a term that ended is replaced like any other', () => {
    const term = row({ start: '2025-03-20', end: '2026-03-20', amount: 120, interval: 'term' });
    expect(revenue([term, other('2026-03-20', 96)])).toEqual([8, 8, 10]);
    // One that began with it is due on the same day itself, and renews nothing but itself.
    expect(revenue([term, other('2025-03-20', 96)])).toEqual([8, 8, 18]);
  });

  test('what replaces a subscription of one customer is not shared out among those of others', () => {
    const rows = [ended, other('2026-03-10', 144), row({ customerId: 'ben', end: '2026-03-10', amount: 30 })];
    expect(revenue(rows)).toEqual([10, 12, 40]);
  });

  test('one that ran beside it all along does not, although the customer stays', () => {
    const rows = [ended, other('2026-01-10', 120_000)];
    expect(revenue(rows)).toEqual([0, 0, 10]);
    expect(renewals(rows)).toEqual([1, 1]);
  });

  test('what replaces two subscriptions is shared out among them', () => {
    const two = [ended, row({ subscriptionId: 't', end: '2026-03-10', amount: 30 })];
    expect(revenue([...two, other('2026-03-10', 360)])).toEqual([30, 30, 40]);
    expect(revenue([...two, other('2026-03-10', 600)])).toEqual([40, 50, 40]);
  });

  test('amounts in other currencies are at the rates of the opening', () => {
    const rows = [...changed('up', 12), ...changed('eur', 5)].map((own) =>
      own.customerId === 'eur' ? { ...own, currency: 'EUR' } : own,
    );
    const exchangeRates = { EUR: { '2026-02': 2, '2026-03': 3 } };
    expect(revenue(rows, { currency: 'USD', exchangeRates })).toEqual([20, 22, 30]);
  });

  test('undecided due dates and early ends are as in the rate by count', () => {
    const rows = [row({}), row({ customerId: 'ben', end: '2026-03-20' })];
    expect(revenueRenewalRate(rows, march, { asOf: '2026-03-15' }).undecided).toBe(1);
    expect(revenue(rows)).toEqual([20, 20, 30]);
    expect(revenueRenewalRate(rows, march, { earlyTermination: 'exclude' }).gross.value).toBe(1);
  });
});

describe('published examples', () => {
  test('BigDelta, renewal rate: 22 of 24 expiring contracts are 92 %', () => {
    const rows = Array.from({ length: 24 }, (_, i) =>
      row({ customerId: `c${i}`, start: '2025-03-10', interval: 'year', end: i < 2 ? '2026-03-10' : null }),
    );
    expect(renewalRate(rows, march).value).toBeCloseTo(0.9167, 4);
  });
});

test('a ledger gives what its rows give', () => {
  const rows = [row({}), row({ customerId: 'ben', end: '2026-03-20' })];
  expect(renewalRate(ledger(rows), march, each)).toEqual(renewalRate(rows, march, each));
});

describe('bad input', () => {
  test.each<[object, string, string]>([
    [{ graceDays: -1 }, 'INVALID_NUMBER', 'options.graceDays'],
    [{ graceDays: 1.5 }, 'INVALID_NUMBER', 'options.graceDays'],
    [{ earlyTermination: 'maybe' }, 'INVALID_OPTION', 'options.earlyTermination'],
    [{ interval: 'fortnight' }, 'INVALID_OPTION', 'options.interval'],
    [{ intervalCount: 2 }, 'INVALID_OPTION', 'options.intervalCount'],
    [{ interval: 'year', intervalCount: 0 }, 'INVALID_NUMBER', 'options.intervalCount'],
    [{ interval: 'term', intervalCount: 2 }, 'INVALID_OPTION', 'options.intervalCount'],
    [{ grace: 3 }, 'UNKNOWN_KEY', 'options.grace'],
    [{ grain: 'plan' }, 'INVALID_OPTION', 'options.grain'],
    [{ due: 'every' }, 'INVALID_OPTION', 'options.due'],
  ])('%j', (options, code, path) => {
    for (const rate of [renewalRate, revenueRenewalRate]) {
      expect(refusal(() => rate([], march, options as never))).toMatchObject({ code, path: keysOf(path) });
    }
  });

  test.each<[object, string, string]>([
    [{ weightedBy: 'revenue' }, 'INVALID_OPTION', 'options.weightedBy'],
    [{ trialConversions: true }, 'INVALID_OPTION', 'options.trialConversions'],
  ])('%j', (options, code, path) => {
    expect(refusal(() => renewalRate([], march, options as never))).toMatchObject({ code, path: keysOf(path) });
    expect(refusal(() => revenueRenewalRate([], march, options as never))).toMatchObject({
      code: 'UNKNOWN_KEY',
      path: keysOf(path),
    });
  });
});
