import { customerCount, ledger, month, mrr, mrrMovements, netCredits, renewalRate, type Subscription } from 'tenure';
import { type InvoiceLine, type InvoiceOptions, subscriptionsFromInvoices } from 'tenure/invoices';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';

const from = (lines: readonly InvoiceLine[], options: Partial<InvoiceOptions> = {}) =>
  subscriptionsFromInvoices(deepFreeze(lines), { serviceEnd: 'inclusive', ...options });

/** A line of ada's; its last day counts. */
function bill(amount: number | string, serviceStart: string, serviceEnd: string, more: Partial<InvoiceLine> = {}) {
  return { customerId: 'ada', amount, serviceStart, serviceEnd, ...more };
}

/** The rows of lines that are all used. */
function rowsOf(lines: readonly InvoiceLine[], options: Partial<InvoiceOptions> = {}): readonly Subscription[] {
  const { subscriptions, rejected, used } = from(lines, options);
  expect(rejected).toEqual([]);
  expect(used).toBe(lines.length);
  return subscriptions;
}

const reasonsOf = (lines: readonly InvoiceLine[], options: Partial<InvoiceOptions> = {}) =>
  from(lines, options).rejected.map(({ index, reason }) => [index, reason]);
const notesOf = (lines: readonly InvoiceLine[], options: Partial<InvoiceOptions> = {}) =>
  from(lines, options).notes.map(({ code, lines: concerned }) => [code, concerned]);

const january = bill(100, '2026-01-01', '2026-01-31');
const february = bill(100, '2026-02-01', '2026-02-28');
const yearly = bill(1200, '2026-01-01', '2026-12-31');

describe('whole months, by the calendar', () => {
  test('one row for as long as the bills are the same', () => {
    expect(rowsOf([february, january])).toEqual([
      {
        customerId: 'ada',
        subscriptionId: 'ada',
        start: '2026-01-01',
        end: '2026-03-01',
        amount: '100',
        interval: 'month',
      },
    ]);
  });

  test.each([
    ['a month', 100, '2026-01-01', '2026-01-31', 100, { interval: 'month' }],
    ['two months', 100, '2026-01-15', '2026-03-14', 50, { interval: 'month', intervalCount: 2 }],
    ['a quarter', '99.99', '2026-01-01', '2026-03-31', 33.33, { interval: 'quarter' }],
    ['half a year', 100, '2026-07-01', '2026-12-31', 100 / 6, { interval: 'month', intervalCount: 6 }],
    ['a year', 100, '2026-02-10', '2027-02-09', 100 / 12, { interval: 'year' }],
    ['a leap year', 100, '2024-01-01', '2024-12-31', 100 / 12, { interval: 'year' }],
    ['three years', 3600, '2026-01-01', '2028-12-31', 100, { interval: 'year', intervalCount: 3 }],
    ['from the 31st to the last of February', 30, '2026-01-31', '2026-02-27', 30, { interval: 'month' }],
    ['from the last of February to the 31st', 30, '2026-02-28', '2026-03-30', 30, { interval: 'month' }],
    ['thirteen months', 1300, '2026-10-01', '2027-10-31', 100, { interval: 'month', intervalCount: 13 }],
  ] as const)('%s', (_, amount, start, end, price, cycle) => {
    const [row, ...others] = rowsOf([bill(amount, start, end)]);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ ...cycle, amount: String(amount) });
    expect(Object.hasOwn(row as Subscription, 'intervalCount')).toBe('intervalCount' in cycle);
    expect(mrr([row as Subscription], start)).toBe(price);
  });

  test('ends are exclusive where the option says so, and then the next row begins there', () => {
    const lines = [bill(100, '2026-01-01', '2026-02-01'), bill(100, '2026-02-01', '2026-03-01')];
    const [row] = rowsOf(lines, { serviceEnd: 'exclusive' });
    expect(row).toMatchObject({ start: '2026-01-01', end: '2026-03-01', amount: '100', interval: 'month' });
  });

  test('yearly bills keep their anniversary: renewals are theirs, not those of months', () => {
    const second = bill(1200, '2027-01-01', '2027-12-31');
    const rate = renewalRate(rowsOf([yearly, second]), month('2027-01'), { asOf: '2028-06-01' });
    expect(rate).toMatchObject({ numerator: 1, denominator: 1 });
    expect(renewalRate(rowsOf([yearly, second]), month('2026-06'), { asOf: '2028-06-01' }).denominator).toBe(0);
  });
});

describe('parts of a period', () => {
  test('35 for 10 November to 1 December, then 50 a month: 50 all the time', () => {
    const lines = [bill(35, '2025-11-10', '2025-12-01'), bill(50, '2025-12-01', '2026-01-01')];
    const rows = rowsOf(lines, { serviceEnd: 'exclusive' });
    expect(mrr(rows, ['2025-11-10', '2025-11-30', '2025-12-15'])).toEqual([50, 50, 50]);
    expect(mrrMovements(rows, month('2025-12'))).toMatchObject({ expansion: 0, contraction: 0 });
  });

  test('its price by the other rules: 35 / 21 days, and 50 / 31 days', () => {
    const lines = [bill(35, '2025-11-10', '2025-11-30'), bill(50, '2025-12-01', '2025-12-31')];
    const daily = (35 * 365) / (12 * 21);
    expect(mrr(rowsOf(lines, { prices: 'term' }), ['2025-11-10', '2025-12-15'])).toEqual([daily, 50]);
    const [first, second] = mrr(rowsOf(lines, { prices: 'days' }), ['2025-11-10', '2025-12-15']);
    expect([first, second]).toEqual([daily, (50 * 365) / (12 * 31)]);
  });

  test.each([
    // 17 of 30 days of 50 are 28.333...
    ['rounded down', '28.33', '2025-11-14', 50, '2025-12-01', '2025-12-31'],
    // 78 of 365 days of 1,200 are 256.438...
    ['of a year', '256.44', '2025-10-15', 1200, '2026-01-01', '2026-12-31'],
    // 92 of 365 days of 1,200 are 302.465...; as three whole months they would be 100.82 each.
    ['of a year, in days, though it is three months', '302.47', '2025-10-01', 1200, '2026-01-01', '2026-12-31'],
    // A month and 21 of 30 days.
    ['of more than a month', 85, '2025-11-10', 50, '2026-01-01', '2026-01-31'],
    // From the 20th to the 9th: 21 of the 31 days from the 10th.
    ['up to an anniversary', '33.87', '2026-01-20', 50, '2026-02-10', '2026-03-09'],
    // 10 to 24 March: 15 of the 28 days from 25 February.
    ['within one month, up to an anniversary', '26.79', '2026-03-10', 50, '2026-03-25', '2026-04-24'],
  ])('%s: the price of the bill that it leads to', (_, amount, start, full, next, end) => {
    const stubEnd = new Date(Date.parse(next) - 86_400_000).toISOString().slice(0, 10);
    const rows = rowsOf([bill(amount, start, stubEnd), bill(full, next, end)]);
    expect(mrr(rows, start)).toBe(mrr(rows, next));
  });

  test('the last part has the price of the bill that it follows', () => {
    const rows = rowsOf([bill(50, '2026-02-01', '2026-02-28'), bill('24.19', '2026-03-01', '2026-03-15')]);
    expect(mrr(rows, ['2026-02-10', '2026-03-10', '2026-03-16'])).toEqual([50, 50, 0]);
  });

  test('one at a price of its own is brought to the length of the period beside it', () => {
    // 21 of 30 days, at 28: 40 for a whole month.
    const rows = rowsOf([bill(28, '2025-11-10', '2025-11-30'), bill(50, '2025-12-01', '2025-12-31')]);
    expect(mrr(rows, ['2025-11-15', '2025-12-15'])).toEqual([40, 50]);
  });

  test('a cent more or less is a rounding, two are a price', () => {
    const priceOf = (amount: number) =>
      mrr(rowsOf([bill(amount, '2026-04-16', '2026-04-30'), bill(50, '2026-05-01', '2026-05-31')]), '2026-04-20');
    expect([24.98, 24.99, 25, 25.01, 25.02].map(priceOf)).toEqual([49.96, 50, 50, 50, 50.04]);
  });

  test('the bill that stands says how long a period is, not one that was taken back', () => {
    const lines = [
      bill(28, '2025-11-10', '2025-11-30'),
      bill(150, '2025-12-01', '2026-02-28'),
      bill(-150, '2025-12-01', '2026-02-28'),
      bill(50, '2025-12-01', '2025-12-31'),
    ];
    // 21 of 30 days; of the 91 days of a quarter it would be 40.44.
    expect(mrr(rowsOf(lines), ['2025-11-15', '2025-12-15'])).toEqual([40, 50]);
  });

  test('of several bills beside it, the longer ones are looked at', () => {
    const extra = bill(10, '2026-01-01', '2026-01-31');
    const rows = rowsOf([bill('302.47', '2025-10-01', '2025-12-31'), extra, extra, yearly]);
    expect(mrr(rows, '2025-11-15')).toBe(100);
  });

  test('an upgrade within a month: what is left of the old plan credited, of the new one billed', () => {
    const id = { subscriptionId: 's1' };
    // 21 of the 31 days from 10 January: 31 of 21 days' worth is 21, and 62 is 42.
    const lines = [
      bill(31, '2026-01-10', '2026-02-09', { ...id, plan: 'basic' }),
      bill(-21, '2026-01-20', '2026-02-09', { ...id, plan: 'basic' }),
      bill(42, '2026-01-20', '2026-02-09', { ...id, plan: 'pro' }),
      bill(62, '2026-02-10', '2026-03-09', { ...id, plan: 'pro' }),
    ];
    const rows = rowsOf(lines);
    expect(mrr(rows, ['2026-01-19', '2026-01-20', '2026-02-09', '2026-02-10'])).toEqual([31, 62, 62, 62]);
    expect(mrrMovements(rows, month('2026-01'))).toMatchObject({ new: 62, churn: 0 });
    expect(mrrMovements(rows, month('2026-01'), { movements: 'event' })).toMatchObject({ new: 31, expansion: 31 });
  });

  test('two of one length keep their own days', () => {
    const rows = rowsOf([bill(12, '2026-01-01', '2026-01-10'), bill(12, '2026-01-11', '2026-01-20')]);
    expect(mrr(rows, ['2026-01-05', '2026-01-15'])).toEqual([36.5, 36.5]);
  });

  test('alone it has the price of its days', () => {
    expect(mrr(rowsOf([bill(12, '2026-01-01', '2026-01-10')]), '2026-01-05')).toBe(36.5);
  });

  test.each([
    ['from the first on: 15 of 31 days', '2026-03-01', '2026-03-15', { interval: 'month' }, 31 / 15],
    [
      'up to an anniversary: 15 of the 28 days from 25 February',
      '2026-03-10',
      '2026-03-24',
      { interval: 'month' },
      28 / 15,
    ],
    ['up to the end of the month: 21 of 30 days', '2025-11-10', '2025-11-30', { interval: 'month' }, 30 / 21],
    ['of a year: 78 of 365 days', '2025-10-15', '2025-12-31', { interval: 'year' }, 365 / 78 / 12],
    [
      'of two months: 21 of the 61 days from 1 October',
      '2025-11-10',
      '2025-11-30',
      { interval: 'month', intervalCount: 2 },
      61 / 42,
    ],
    ['of a month and more: one and 21 of 30 days', '2025-11-10', '2025-12-31', { interval: 'month' }, 30 / 51],
    ['a whole week', '2026-01-05', '2026-01-11', { interval: 'week' }, 52 / 12],
    ['three days, of which a week says nothing', '2026-01-05', '2026-01-07', { interval: 'week' }, 365 / 36],
    ['three months of a year are months', '2026-01-01', '2026-03-31', { interval: 'year' }, 1 / 3],
  ] as const)('alone, with the interval of a whole bill: %s', (_, start, end, interval, times) => {
    const rows = rowsOf([bill(1000, start, end, interval)]);
    expect(mrr(rows, start)).toBeCloseTo(1000 * times, 9);
    expect(mrr(rowsOf([bill(1000, start, end)], { recurring: () => interval }), start)).toBe(mrr(rows, start));
  });

  test('bills of another subscription say nothing about it', () => {
    const lines = [
      bill(35, '2025-11-10', '2025-11-30', { plan: 'a' }),
      bill(50, '2025-12-01', '2025-12-31', { plan: 'b' }),
    ];
    expect(mrr(rowsOf(lines), '2025-11-15')).toBe((35 * 365) / (12 * 21));
  });
});

describe('lines that run at once', () => {
  test('of several plans or subscriptions add up, and end one by one', () => {
    const lines = [
      bill(100, '2026-01-01', '2026-02-28', { plan: 'base' }),
      bill(20, '2026-02-01', '2026-02-28', { plan: 'extra' }),
      bill(5, '2026-02-01', '2026-02-28', { subscriptionId: 's9' }),
    ];
    expect(mrr(rowsOf(lines), ['2026-01-15', '2026-02-15', '2026-03-01'])).toEqual([50, 75, 0]);
  });

  test('of one plan add up too: two seats on two lines', () => {
    const lines = [january, january, february, february];
    const rows = rowsOf(lines);
    expect(rows).toHaveLength(2);
    expect(mrr(rows, ['2026-01-15', '2026-02-15'])).toEqual([200, 200]);
  });

  const early = bill(100, '2026-01-30', '2026-02-28');

  test('a renewal billed some days early counts twice on those, with a note', () => {
    expect(mrr(rowsOf([january, early], { prices: 'term' }), '2026-01-31')).toBeGreaterThan(200);
    expect(notesOf([january, early])).toEqual([['LINES_OVERLAP', [0]]]);
  });

  test('or takes the place of the bill before it, where overlapDays says so', () => {
    const second = bill(1200, '2026-12-28', '2027-12-27');
    const rows = rowsOf([yearly, second], { overlapDays: 7 });
    expect(mrr(rows, ['2026-12-27', '2026-12-28', '2027-12-27', '2027-12-28'])).toEqual([100, 100, 100, 0]);
    expect(notesOf([yearly, second], { overlapDays: 7 })).toEqual([]);
    // Four days are more than three: both count, and nothing is noted where the caller has decided.
    expect(mrr(rowsOf([yearly, second], { overlapDays: 3 }), '2026-12-30')).toBe(200);
  });

  test('a credit of days that the renewal has taken over leaves no row behind', () => {
    const credit = bill('-1', '2026-01-31', '2026-01-31', { creditOf: 'old' });
    const rows = rowsOf([{ ...january, lineId: 'old' }, early, credit], { overlapDays: 7 });
    expect(rows.map(({ start, end }) => [start, end])).toEqual([
      ['2026-01-01', '2026-01-30'],
      ['2026-01-30', '2026-03-01'],
    ]);
  });

  test('of another plan of the subscription is no renewal', () => {
    const extra = bill(10, '2026-01-28', '2026-02-27', { subscriptionId: 's1', plan: 'extra' });
    const lines = [bill(100, '2026-01-01', '2026-01-31', { subscriptionId: 's1', plan: 'base' }), extra];
    expect(mrr(rowsOf(lines, { overlapDays: 7 }), '2026-01-30')).toBe(110);
    expect(notesOf(lines)).toEqual([]);
  });

  test('a longer bill that begins on the same day or before takes no place, however long overlaps may be', () => {
    const lines = [january, bill(300, '2026-01-01', '2026-03-31'), bill(600, '2025-12-31', '2026-06-29')];
    const [first, second] = mrr(rowsOf(lines, { overlapDays: 60 }), ['2026-01-15', '2026-02-15']);
    expect([first, second]).toEqual([300, 200]);
  });

  test('an overlap of more than a week is no slip, and a shorter line beside another one neither', () => {
    expect(notesOf([january, bill(10, '2026-01-20', '2026-02-19')])).toEqual([]);
    expect(notesOf([january, bill(10, '2026-01-28', '2026-01-31')])).toEqual([]);
  });

  test('customers and currencies are apart', () => {
    const lines = [
      bill(100, '2026-01-01', '2026-01-31', { currency: 'EUR' }),
      bill(40, '2026-01-01', '2026-01-31', { currency: 'usd' }),
      { ...january, customerId: 7, currency: 'EUR' },
    ];
    const { subscriptions, totals } = from(lines);
    expect(subscriptions.map(({ customerId, currency }) => [customerId, currency])).toEqual([
      ['7', 'EUR'],
      ['ada', 'EUR'],
      ['ada', 'USD'],
    ]);
    expect(totals).toEqual([
      { currency: 'EUR', used: 200, rejected: 0 },
      { currency: 'USD', used: 40, rejected: 0 },
    ]);
  });

  test('a gap is churn and reactivation, unless the ledger has a grace', () => {
    const rows = rowsOf([january, bill(100, '2026-02-10', '2026-03-09')]);
    expect(mrr(rows, '2026-02-05')).toBe(0);
    expect(mrr(rows, '2026-02-05', { churnGraceDays: 15 })).toBe(100);
  });
});

describe('credits', () => {
  const credit = (amount: number | string, start: string, end: string, more: Partial<InvoiceLine> = {}) =>
    bill(amount, start, end, { ...more });

  test('in full: never active', () => {
    const lines = [january, credit(-100, '2026-01-01', '2026-01-31')];
    expect(rowsOf(lines)).toEqual([]);
    expect(from(lines).totals).toEqual([{ currency: null, used: 0, rejected: 0 }]);
  });

  test('that leaves little, as days were counted in another way: a note, or all by a tolerance', () => {
    // 183 of 365 days, where 184 are left.
    const lines = [yearly, credit('-601.64', '2026-07-01', '2026-12-31')];
    expect(notesOf(lines)).toEqual([['CREDIT_LEAVES_LITTLE', [1]]]);
    expect(mrr(rowsOf(lines), '2026-07-01')).toBeCloseTo(0.54, 2);
    expect(notesOf(lines, { creditTolerance: 0.01 })).toEqual([['CREDIT_ROUNDED', [1]]]);
    expect(mrr(rowsOf(lines, { creditTolerance: 0.01 }), '2026-07-01')).toBe(0);
    // 185 are too many, but for a tolerance.
    const exceeding = [yearly, credit('-608.22', '2026-07-01', '2026-12-31')];
    expect(reasonsOf(exceeding)).toEqual([[1, 'CREDIT_EXCEEDS']]);
    expect(mrr(rowsOf(exceeding, { creditTolerance: 0.01 }), '2026-07-01')).toBe(0);
    expect(notesOf([yearly, credit(-570, '2026-07-01', '2026-12-31')])).toEqual([]);
  });

  test('of one month of several: a gap', () => {
    const rows = rowsOf([yearly, credit(-100, '2026-05-01', '2026-05-31')]);
    expect(mrr(rows, ['2026-04-30', '2026-05-15', '2026-06-01'])).toEqual([100, 0, 100]);
  });

  test('for the rest of a year, by months and by days: it ends there', () => {
    // 184 of 365 days of 1,200 are 604.9315.
    for (const amount of [-600, '-604.93', '-604.94']) {
      const rows = rowsOf([yearly, credit(amount, '2026-07-01', '2026-12-31')]);
      expect(mrr(rows, ['2026-06-30', '2026-07-01']), String(amount)).toEqual([100, 0]);
      expect(customerCount(rows, '2026-07-01', { freePlans: 'include' })).toBe(0);
    }
    expect(notesOf([yearly, credit('-604.93', '2026-07-01', '2026-12-31')])).toEqual([['CREDIT_ROUNDED', [1]]]);
    expect(notesOf([yearly, credit(-600, '2026-07-01', '2026-12-31')])).toEqual([]);
  });

  test('in part: a lower price for its time, as a discount', () => {
    const [before, during, after] = rowsOf([yearly, credit(-30, '2026-02-01', '2026-04-30')]);
    expect(before).toMatchObject({ start: '2026-01-01', end: '2026-02-01', amount: '1200', interval: 'year' });
    expect(during).toMatchObject({ start: '2026-02-01', end: '2026-05-01', discount: { amount: '120' } });
    expect(after).toMatchObject({ start: '2026-05-01', end: '2027-01-01' });
    expect(mrr([before, during, after] as Subscription[], ['2026-01-15', '2026-03-15'])).toEqual([100, 90]);
  });

  test('of part of a month, by its days', () => {
    // 15 of 31 days are 48.39; half of that is off.
    const rows = rowsOf([bill(62, '2026-01-01', '2026-01-31'), credit(-15, '2026-01-01', '2026-01-15')]);
    expect(mrr(rows, ['2026-01-10', '2026-01-20'])).toEqual([31, 62]);
  });

  test('over several bills at once', () => {
    const rows = rowsOf([january, february, credit(-20, '2026-01-01', '2026-02-28')]);
    expect(mrr(rows, ['2026-01-15', '2026-02-15'])).toEqual([90, 90]);
  });

  test('several of one bill, with a cent that is left over', () => {
    const third = credit('-33.33', '2026-01-01', '2026-01-31');
    expect(rowsOf([january, third, third, third])).toEqual([]);
    expect(mrr(rowsOf([january, third, third]), '2026-01-15')).toBe(33.34);
  });

  test('of a line or an invoice that they name, also without service dates', () => {
    const lines = [
      { ...january, plan: 'a', invoiceId: 'R1', lineId: 1 },
      { ...january, plan: 'b', invoiceId: 'R1', lineId: 2 },
      { ...january, plan: 'c', invoiceId: 'R2', lineId: 3 },
    ];
    const credited = (more: object) =>
      mrr(rowsOf([...lines, { customerId: 'ada', ...more } as InvoiceLine]), '2026-01-15');
    expect(credited({ amount: -100, creditOf: 2 })).toBe(200);
    expect(credited({ amount: -50, creditOf: 'R1' })).toBe(250);
    expect(credited({ amount: -200, creditOf: 'R1', invoiceId: 'G1' })).toBe(100);
    const [, , c] = rowsOf([...lines, { customerId: 'ada', amount: -50, creditOf: 'R1' }]);
    expect(c).toMatchObject({ plan: 'c' });
    expect(c).not.toHaveProperty('discount');
  });

  test('by a cent it is a rounding, by two it is not', () => {
    const results = (amount: string) => {
      const lines = [january, credit(amount, '2026-01-01', '2026-01-31')];
      return [...reasonsOf(lines), ...notesOf(lines)].map(([first, second]) =>
        typeof first === 'number' ? second : first,
      );
    };
    expect(results('-100.01')).toEqual(['CREDIT_ROUNDED']);
    expect(results('-100.02')).toEqual(['CREDIT_EXCEEDS']);
    expect(results('-99.99')).toEqual(['CREDIT_ROUNDED']);
    expect(results('-99.98')).toEqual(['CREDIT_LEAVES_LITTLE']);
    expect(reasonsOf([{ ...january, amount: 0 }, credit('-0.01', '2026-01-01', '2026-01-31')])).toEqual([
      [1, 'NOTHING_TO_CREDIT'],
    ]);
  });

  test('are taken in order of their dates: the later one finds too little', () => {
    const lines = [
      january,
      { ...january, amount: -60, lineId: 'a', date: '2026-02-05' },
      { ...january, amount: -70, lineId: 'b', date: '2026-02-01' },
    ];
    expect(reasonsOf(lines)).toEqual([[1, 'CREDIT_EXCEEDS']]);
    expect(mrr(from(lines).subscriptions, '2026-01-15')).toBe(30);
  });

  test('of a bill like them: one from before them, and one that is whole', () => {
    const creditOn = (date: string, lines: InvoiceLine[]) =>
      rowsOf([...lines, { ...january, amount: -100, date }]).map(({ plan }) => plan);
    const a = { ...january, plan: 'a', date: '2026-02-10' };
    const b = { ...january, plan: 'b', date: '2026-01-01' };
    expect(creditOn('2026-02-05', [a, b])).toEqual(['a']);
    expect(creditOn('2025-12-01', [a, b])).toEqual(['b']);
    const reduced = [b, { ...january, plan: 'b', amount: -40, date: '2026-01-02' }, { ...a, plan: 'c' }];
    expect(mrr(rowsOf([...reduced, { ...january, amount: -100, date: '2026-03-01' }]), '2026-01-15')).toBe(60);
  });

  test('of an invoice with a line that has no time, and so is not recurring', () => {
    const lines = [
      { ...january, invoiceId: 1 },
      { customerId: 'ada', invoiceId: 1, amount: 300 },
      { customerId: 'ada', creditOf: 1, amount: -400 },
    ];
    expect(reasonsOf(lines)).toEqual([[1, 'NO_PERIOD']]);
    expect(from(lines).subscriptions).toEqual([]);
  });

  test('with dates, of an invoice that has one-time lines: of its recurring ones alone', () => {
    const lines: InvoiceLine[] = [
      { ...january, invoiceId: 1 },
      { customerId: 'ada', invoiceId: 1, amount: 300, kind: 'oneTime' },
      { ...january, amount: -100, creditOf: 1 },
    ];
    expect(from(lines).subscriptions).toEqual([]);
  });

  test('of a plan within a subscription or an invoice', () => {
    const own = { subscriptionId: 's1', invoiceId: 1 };
    const lines: InvoiceLine[] = [
      { ...january, ...own, plan: 'a' },
      { ...january, ...own, plan: 'b' },
    ];
    const discounts = (line: InvoiceLine) =>
      rowsOf([...lines, line]).map(({ plan, discount }) => [plan, discount?.amount]);
    const expected = [
      ['b', '10'],
      ['a', undefined],
    ];
    expect(discounts({ ...january, subscriptionId: 's1', plan: 'b', amount: -10 })).toEqual(expected);
    expect(discounts({ customerId: 'ada', invoiceId: 1, plan: 'b', amount: -10 })).toEqual(expected);
    // More than there is of the plan comes off the rest of the subscription.
    expect(mrr(rowsOf([...lines, { ...january, subscriptionId: 's1', plan: 'b', amount: -150 }]), '2026-01-15')).toBe(
      50,
    );
  });

  test('of the plan or subscription that they name', () => {
    const lines = [
      { ...january, plan: 'a' },
      { ...january, plan: 'b', amount: 60 },
      { ...january, subscriptionId: 's1', amount: 10 },
    ];
    const priceOf = (line: Partial<InvoiceLine>) => {
      const rows = rowsOf([...lines, { ...january, amount: -6, ...line }]);
      return rows.map(({ plan, subscriptionId, discount }) => [plan ?? subscriptionId, discount?.amount]);
    };
    expect(priceOf({ plan: 'b' })).toEqual([
      ['a', undefined],
      ['b', '6'],
      ['s1', undefined],
    ]);
    expect(priceOf({ subscriptionId: 's1' })).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['s1', '6'],
    ]);
    // Of whatever runs, where they name nothing: 6 of 170.
    expect(priceOf({})).toEqual([
      ['a', '60/17'],
      ['b', '36/17'],
      ['s1', '6/17'],
    ]);
  });

  test('with a positive amount, where the kind says so', () => {
    expect(rowsOf([january, { ...january, kind: 'credit' }])).toEqual([]);
    expect(from([january, { ...january, kind: 'credit' }]).totals).toEqual([{ currency: null, used: 0, rejected: 0 }]);
  });

  test('a discount on its own invoice, without dates, comes off the lines there', () => {
    const lines = [
      { ...january, invoiceId: 1 },
      { customerId: 'ada', invoiceId: 1, amount: -10 },
      { ...february, invoiceId: 2 },
    ];
    expect(mrr(rowsOf(lines), ['2026-01-15', '2026-02-15'])).toEqual([90, 100]);
  });

  test('a correction: credited and billed again', () => {
    const again = bill(80, '2026-01-01', '2026-01-31');
    const [row, ...others] = rowsOf([january, credit(-100, '2026-01-01', '2026-01-31'), again, february]);
    expect(row).toMatchObject({ start: '2026-01-01', end: '2026-02-01', amount: '80' });
    expect(row).not.toHaveProperty('discount');
    expect(others).toMatchObject([{ start: '2026-02-01', amount: '100' }]);
  });

  test('of an invoice with one-time lines: each its share', () => {
    const lines = [
      { ...january, invoiceId: 1 },
      { customerId: 'ada', invoiceId: 1, amount: 300, kind: 'oneTime' as const },
    ];
    const left = (amount: number) => {
      const { subscriptions, rejected } = from([...lines, { customerId: 'ada', amount, creditOf: 1 }]);
      expect(rejected.map(({ reason }) => reason)).toEqual(['ONE_TIME']);
      return mrr(subscriptions, '2026-01-15');
    };
    expect(left(-400)).toBe(0);
    expect(left(-40)).toBe(90);
  });

  test.each<[string, InvoiceLine[], [number, string][]]>([
    ['more than was billed', [january, credit(-101, '2026-01-01', '2026-01-31')], [[1, 'CREDIT_EXCEEDS']]],
    [
      'more than is left',
      [january, credit(-60, '2026-01-01', '2026-01-31'), credit(-60, '2026-01-01', '2026-01-31')],
      [[2, 'CREDIT_EXCEEDS']],
    ],
    [
      'what is credited already',
      [january, credit(-100, '2026-01-01', '2026-01-31'), credit(-100, '2026-01-01', '2026-01-31')],
      [[2, 'NOTHING_TO_CREDIT']],
    ],
    ['another time', [january, credit(-10, '2026-02-01', '2026-02-28')], [[1, 'NOTHING_TO_CREDIT']]],
    ['another customer', [january, { ...january, customerId: 'ben', amount: -10 }], [[1, 'NOTHING_TO_CREDIT']]],
    [
      'another currency',
      [january, credit(-10, '2026-01-01', '2026-01-31', { currency: 'EUR' })],
      [[1, 'NOTHING_TO_CREDIT']],
    ],
    [
      'a line that two invoices have',
      [
        { ...january, invoiceId: 'R1', lineId: 1 },
        { ...february, invoiceId: 'R2', lineId: 1 },
        { customerId: 'ada', amount: -10, creditOf: 1 },
      ],
      [[2, 'CREDIT_AMBIGUOUS']],
    ],
    [
      'what is a line and an invoice',
      [
        { ...january, invoiceId: 1, lineId: 2 },
        { ...february, invoiceId: 2, lineId: 3 },
        { ...february, amount: -10, creditOf: 2 },
      ],
      [[2, 'CREDIT_AMBIGUOUS']],
    ],
    ['an unknown invoice', [january, { ...january, amount: -10, creditOf: 'R9' }], [[1, 'NOTHING_TO_CREDIT']]],
    [
      'a one-time line',
      [
        { customerId: 'ada', lineId: 1, amount: 10, kind: 'oneTime' },
        { customerId: 'ada', amount: -10, creditOf: 1 },
      ],
      [
        [0, 'ONE_TIME'],
        [1, 'ONE_TIME'],
      ],
    ],
    ['no time and no invoice', [january, { customerId: 'ada', amount: -10, date: '2026-01-05' }], [[1, 'NO_PERIOD']]],
    ['an invoice without lines', [january, { customerId: 'ada', amount: -10, invoiceId: 'G1' }], [[1, 'NO_PERIOD']]],
  ])('of %s are reported, and nothing of them is taken off', (_, lines, rejected) => {
    expect(reasonsOf(lines)).toEqual(rejected);
    const { used, totals } = from(lines);
    expect(used).toBe(lines.length - rejected.length);
    const sum = totals.reduce((all, { used: in_, rejected: out }) => all + in_ + out, 0);
    expect(sum).toBe(lines.reduce((all, { amount }) => all + Number(amount), 0));
  });

  test('netCredits would refuse a credit that differs by a rounding', () => {
    // By its price per month the credit is 100.82, and the bill 100.
    const rows: Subscription[] = [
      { customerId: 'ada', start: '2026-01-01', end: '2027-01-01', amount: 1200, interval: 'year' },
      { customerId: 'ada', start: '2026-07-01', end: '2027-01-01', amount: '-604.93', interval: 'term' },
    ];
    expect(netCredits(rows, { unmatched: 'report' }).unmatched).toHaveLength(1);
  });
});

describe('refunds', () => {
  const refund = { ...january, amount: 100, kind: 'refund' as const };

  test('are left out, with a reason', () => {
    expect(reasonsOf([january, refund])).toEqual([[1, 'REFUND']]);
    expect(from([january, refund]).totals).toEqual([{ currency: null, used: 100, rejected: -100 }]);
    expect(mrr(from([january, refund]).subscriptions, '2026-01-15')).toBe(100);
  });

  test('or come off as credits', () => {
    expect(rowsOf([january, refund], { refunds: 'credit' })).toEqual([]);
    expect(reasonsOf([refund], { refunds: 'credit' })).toEqual([[0, 'NOTHING_TO_CREDIT']]);
  });
});

describe('lines without service dates', () => {
  test('have a time by their interval, from their date on', () => {
    const lines: InvoiceLine[] = [
      { customerId: 'ada', amount: 30, date: '2026-01-31', interval: 'month' },
      { customerId: 'ada', amount: 30, date: '2026-02-28', interval: 'month' },
      { customerId: 'ben', amount: 120, serviceStart: '2026-01-05', date: '2026-01-01', interval: 'year' },
      { customerId: 'cleo', amount: 12, date: '2026-01-01', interval: 'week' },
      { customerId: 'cleo', amount: 12, date: '2026-01-08', interval: 'week' },
      { customerId: 'dora', amount: 30, date: '2026-01-01', interval: 'day', intervalCount: 30 },
    ];
    expect(rowsOf(lines).map(({ customerId, start, end, interval }) => [customerId, start, end, interval])).toEqual([
      ['ada', '2026-01-31', '2026-03-28', 'month'],
      ['ben', '2026-01-05', '2027-01-05', 'year'],
      ['cleo', '2026-01-01', '2026-01-15', 'week'],
      ['dora', '2026-01-01', '2026-01-31', 'day'],
    ]);
    expect(mrr(rowsOf(lines.slice(3, 5)), '2026-01-10')).toBe(52);
    // A ledger's own rule for weeks still holds.
    expect(mrr(rowsOf(lines.slice(3, 5)), '2026-01-10', { weeksPerMonth: '4' })).toBe(48);
  });

  test('four weeks are no month, though February has four', () => {
    const [row] = rowsOf([{ customerId: 'ada', amount: 12, date: '2026-02-01', interval: 'week', intervalCount: 4 }]);
    expect(row).toMatchObject({ end: '2026-03-01', interval: 'week', intervalCount: 4 });
  });

  test('are one-time, or recurring, by a rule that sees the line with its own fields', () => {
    const orders = [
      { customerId: 'ada', amount: 25, date: '2026-01-10', sku: 'box' },
      { customerId: 'ada', amount: 7, date: '2026-01-10', sku: 'mug' },
      { customerId: 'ada', amount: 25, date: '2026-02-10', sku: 'box' },
    ];
    const seen: number[] = [];
    const { subscriptions, rejected } = subscriptionsFromInvoices(orders, {
      serviceEnd: 'exclusive',
      recurring: ({ sku }, index) => {
        seen.push(index);
        return sku === 'box' && { interval: 'month' };
      },
    });
    expect(seen).toEqual([0, 1, 2]);
    expect(subscriptions).toMatchObject([{ start: '2026-01-10', end: '2026-03-10', amount: '25', interval: 'month' }]);
    expect(rejected.map(({ index, reason }) => [index, reason])).toEqual([[1, 'ONE_TIME']]);
  });

  test('a credit of one of them counts for its time, not from the date of the credit on', () => {
    const box = { customerId: 'ada', plan: 'box', amount: 25 };
    const lines: InvoiceLine[] = [
      { ...box, lineId: 1, date: '2026-01-10' },
      { ...box, lineId: 2, date: '2026-02-10' },
      { ...box, lineId: 3, date: '2026-02-20', kind: 'credit', creditOf: 1 },
    ];
    const rows = rowsOf(lines, { recurring: () => ({ interval: 'month' }) });
    expect(rows.map(({ start, end }) => [start, end])).toEqual([['2026-02-10', '2026-03-10']]);
  });

  test('the rule decides about lines with dates as well, and true takes them as they are', () => {
    const lines = [january, { ...february, plan: 'consulting' }];
    expect(reasonsOf(lines, { recurring: ({ plan }) => plan !== 'consulting' })).toEqual([[1, 'ONE_TIME']]);
    const both = { ...january, interval: 'year' as const };
    expect(rowsOf([both])).toMatchObject([{ end: '2026-02-01', interval: 'month' }]);
    expect(rowsOf([january], { recurring: () => ({ interval: 'week' }) })).toMatchObject([{ interval: 'month' }]);
  });
});

describe('what is left out', () => {
  test.each<[string, InvoiceLine[], Partial<InvoiceOptions>, [number, string][]]>([
    ['a kind', [{ ...january, kind: 'oneTime' }], {}, [[0, 'ONE_TIME']]],
    ['no dates', [{ customerId: 'ada', amount: 5 }], {}, [[0, 'NO_PERIOD']]],
    ['a date alone', [{ customerId: 'ada', amount: 5, date: '2026-01-01' }], {}, [[0, 'NO_PERIOD']]],
    ['no start', [{ customerId: 'ada', amount: 5, serviceEnd: '2026-01-01' }], {}, [[0, 'NO_PERIOD']]],
    ['no end', [{ customerId: 'ada', amount: 5, serviceStart: '2026-01-01' }], {}, [[0, 'NO_PERIOD']]],
    ['an interval alone', [{ customerId: 'ada', amount: 5, interval: 'month' }], {}, [[0, 'NO_PERIOD']]],
    ['an end before', [bill(5, '2026-01-02', '2026-01-01')], {}, [[0, 'ENDS_BEFORE_START']]],
    ['that too', [bill(5, '2026-01-02', '2026-01-01')], { serviceEnd: 'exclusive' }, [[0, 'ENDS_BEFORE_START']]],
    ['no day', [bill(5, '2026-01-02', '2026-01-02')], { serviceEnd: 'exclusive' }, [[0, 'NO_TIME']]],
    ['one day is one', [bill(5, '2026-01-02', '2026-01-02')], {}, []],
    [
      'given twice',
      [
        { ...january, lineId: 1 },
        { ...january, lineId: '1' },
      ],
      {},
      [[1, 'DUPLICATE']],
    ],
    [
      'one id on two invoices',
      [
        { ...january, lineId: 1, invoiceId: 'a' },
        { ...january, lineId: 1, invoiceId: 'b' },
      ],
      {},
      [],
    ],
  ])('%s', (_, lines, options, expected) => {
    expect(reasonsOf(lines, options)).toEqual(expected);
    for (const { text } of from(lines, options).rejected) expect(text).toMatch(/^its? /);
  });

  test('a free line is a free row, which a ledger can count', () => {
    const rows = rowsOf([bill(0, '2026-01-01', '2026-01-31')]);
    expect(customerCount(rows, '2026-01-15', { freePlans: 'include' })).toBe(1);
    expect(customerCount(rows, '2026-01-15')).toBe(0);
  });

  test('a credit of nothing changes nothing', () => {
    expect(rowsOf([january, { ...january, amount: 0, kind: 'credit' }])).toMatchObject([{ amount: '100' }]);
    expect(rowsOf([{ ...january, amount: 0, kind: 'credit' }])).toEqual([]);
  });

  test('no lines', () => {
    expect(from([])).toEqual({ subscriptions: [], used: 0, rejected: [], totals: [], notes: [] });
  });
});

describe('ends read the wrong way', () => {
  const exclusive = [bill(100, '2026-01-01', '2026-02-01'), bill(100, '2026-02-01', '2026-03-01')];

  test('are noted, where more lines would be whole months', () => {
    expect(notesOf(exclusive)).toEqual([
      ['SERVICE_END_DOUBTFUL', [0, 1]],
      ['LINES_OVERLAP', [0]],
    ]);
    expect(notesOf(exclusive, { serviceEnd: 'exclusive' })).toEqual([]);
    expect(notesOf([january, february], { serviceEnd: 'exclusive' })).toEqual([['SERVICE_END_DOUBTFUL', [0, 1]]]);
    expect(notesOf([january, february])).toEqual([]);
  });
});

describe('money and time', () => {
  test('minor units, by currency', () => {
    const lines = [
      bill(4999, '2026-01-01', '2026-01-31', { currency: 'EUR' }),
      bill(5000, '2026-01-01', '2026-01-31', { currency: 'JPY' }),
      bill('-1', '2026-01-01', '2026-01-31', { currency: 'KWD', kind: 'credit' }),
      bill(1000, '2026-01-01', '2026-01-31', { currency: 'kwd' }),
    ];
    const { subscriptions, totals } = from(lines, { amounts: 'minor' });
    expect(subscriptions.map(({ amount, discount }) => [amount, discount?.amount])).toEqual([
      ['1', '0.001'],
      ['49.99', undefined],
      ['5000', undefined],
    ]);
    expect(totals.map(({ currency, used }) => [currency, used])).toEqual([
      ['EUR', 49.99],
      ['JPY', 5000],
      ['KWD', 0.999],
    ]);
  });

  test('a rounding is one of the currency: a yen, not a hundredth', () => {
    const lines = (currency: string) => [
      bill(10_000, '2026-01-01', '2026-01-31', { currency }),
      // 10 of 31 days are 3,225.8.
      bill(-3_226, '2026-01-22', '2026-01-31', { currency }),
    ];
    expect(mrr(rowsOf(lines('JPY')), '2026-01-25')).toBe(0);
    expect(reasonsOf(lines('EUR'))).toEqual([[1, 'CREDIT_EXCEEDS']]);
  });

  test('instants are days of the zone', () => {
    const line = bill(100, '2026-01-31T23:30:00Z', '2026-02-28T22:59:59Z');
    expect(rowsOf([line], { timeZone: 'Europe/Berlin' })).toMatchObject([{ start: '2026-02-01', end: '2026-03-01' }]);
    expect(rowsOf([line])).toMatchObject([{ start: '2026-01-31', end: '2026-03-01' }]);
  });

  test('rows go into a ledger of any zone, and carry currency, plan and segment', () => {
    const rows = rowsOf([{ ...january, currency: 'eur', plan: 'pro', segment: 'small' }]);
    expect(rows).toMatchObject([{ subscriptionId: 'pro', currency: 'EUR', plan: 'pro', segment: 'small' }]);
    expect(mrr(ledger(rows, { timeZone: 'Asia/Tokyo' }), '2026-01-01')).toBe(100);
  });
});

describe('refusals', () => {
  const call = (line: object, options: object = {}) =>
    refusal(() => subscriptionsFromInvoices([line as InvoiceLine], { serviceEnd: 'inclusive', ...options }));

  test.each<[string, object, object, string, string]>([
    ['the end is not said', january, { serviceEnd: undefined }, 'INVALID_OPTION', 'options.serviceEnd'],
    ['an unknown option', january, { serviceEnds: 'inclusive' }, 'UNKNOWN_KEY', 'options.serviceEnds'],
    ['an unknown rule', january, { prices: 'month' }, 'INVALID_OPTION', 'options.prices'],
    ['unknown refunds', january, { refunds: 'churn' }, 'INVALID_OPTION', 'options.refunds'],
    ['unknown units', january, { amounts: 'none' }, 'INVALID_OPTION', 'options.amounts'],
    ['a negative overlap', january, { overlapDays: -1 }, 'INVALID_NUMBER', 'options.overlapDays'],
    ['a tolerance of more than half', january, { creditTolerance: 2 }, 'INVALID_NUMBER', 'options.creditTolerance'],
    ['no tolerance', january, { creditTolerance: '1' }, 'INVALID_NUMBER', 'options.creditTolerance'],
    ['an unknown zone', january, { timeZone: 'Mars' }, 'INVALID_TIME_ZONE', 'options.timeZone'],
    ['no function', january, { recurring: true }, 'INVALID_TYPE', 'options.recurring'],
    ['a rule without answer', january, { recurring: () => undefined }, 'INVALID_TYPE', 'options.recurring(line)'],
    ['an unknown answer', january, { recurring: () => ({ every: 1 }) }, 'UNKNOWN_KEY', 'options.recurring(line).every'],
    [
      'an unknown interval',
      january,
      { recurring: () => ({ interval: 'term' }) },
      'INVALID_OPTION',
      'options.recurring(line).interval',
    ],
    ['no line', 5 as never, {}, 'INVALID_TYPE', 'lines[0]'],
    ['another spelling', { ...january, service_start: '2026-01-01' }, {}, 'UNKNOWN_KEY', 'lines[0].service_start'],
    ['no customer', { ...january, customerId: null }, {}, 'INVALID_TYPE', 'lines[0].customerId'],
    ['no amount', { ...january, amount: undefined }, {}, 'INVALID_AMOUNT', 'lines[0].amount'],
    ['a fraction of a cent', { ...january, amount: 0.5 }, { amounts: 'minor' }, 'INVALID_AMOUNT', 'lines[0].amount'],
    ['no day', { ...january, serviceStart: '2026-02-30' }, {}, 'INVALID_INSTANT', 'lines[0].serviceStart'],
    ['no instant', { ...january, date: 'soon' }, {}, 'INVALID_INSTANT', 'lines[0].date'],
    ['an empty plan', { ...january, plan: '' }, {}, 'INVALID_TYPE', 'lines[0].plan'],
    ['an unknown kind', { ...january, kind: 'charge' }, {}, 'INVALID_OPTION', 'lines[0].kind'],
    ['a term', { ...january, interval: 'term' }, {}, 'INVALID_OPTION', 'lines[0].interval'],
    [
      'a rule without interval',
      january,
      { recurring: () => ({}) },
      'INVALID_OPTION',
      'options.recurring(line).interval',
    ],
    ['a count alone', { ...january, intervalCount: 2 }, {}, 'INVALID_TYPE', 'lines[0].interval'],
    ['no count', { ...january, interval: 'month', intervalCount: 0 }, {}, 'INVALID_NUMBER', 'lines[0].intervalCount'],
    ['a bad id', { ...january, lineId: 0.5 }, {}, 'INVALID_TYPE', 'lines[0].lineId'],
  ])('%s', (_, line, options, code, path) => {
    expect(call(line, options)).toMatchObject({ code, path: keysOf(path) });
  });

  test('two lines of one id that differ', () => {
    const lines = [
      { ...january, lineId: 1 },
      { ...january, lineId: 1, amount: 90 },
    ];
    expect(refusal(() => from(lines))).toMatchObject({ code: 'INVALID_TYPE', path: ['lines', 1, 'lineId'] });
  });

  test('what is no list', () => {
    expect(refusal(() => from({} as never))).toMatchObject({ code: 'INVALID_TYPE', path: ['lines'] });
    expect(refusal(() => subscriptionsFromInvoices([], undefined as never))).toMatchObject({ path: ['options'] });
  });
});
