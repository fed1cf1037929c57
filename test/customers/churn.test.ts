import { churnBreakdown, involuntaryChurnRate, ledger, month, type Subscription, winBackRate } from 'tenure';
import { describe, expect, test } from 'vitest';

const march = month('2026-03');
const row = (fields: Partial<Subscription>): Subscription => ({
  customerId: 'ada',
  start: '2026-01-01',
  end: '2026-03-10',
  amount: 10,
  interval: 'month',
  ...fields,
});
const reasons = (rows: Subscription[]) =>
  churnBreakdown(rows, march, ({ churnReason }) => churnReason).map(({ key }) => key);

describe('the last row of a customer who left', () => {
  test('is the largest', () => {
    expect(reasons([row({ churnReason: 'small', amount: 9 }), row({ churnReason: 'large' })])).toEqual(['large']);
  });

  test('of equal ones is the one that started last, whenever it was first paid or resumed', () => {
    const late = row({ start: '2026-02-05', churnReason: 'started last' });
    expect(reasons([row({ trialEnd: '2026-02-10', churnReason: 'trial' }), late])).toEqual(['started last']);
    const pauses = [{ start: '2026-02-01', end: '2026-02-15' }];
    expect(reasons([row({ pauses, churnReason: 'paused' }), late])).toEqual(['started last']);
  });

  test('of equal ones is the one that started last, and then the last one, whatever the order of the rows', () => {
    const early = row({ churnReason: 'early' });
    const late = row({ start: '2026-02-05', churnReason: 'late' });
    expect(reasons([late, early])).toEqual(['late']);
    expect(reasons([early, late])).toEqual(['late']);
    expect(reasons([early, row({ churnReason: 'last of the data' })])).toEqual(['last of the data']);
    expect(reasons([row({ churnReason: 'large', amount: 11 }), late])).toEqual(['large']);
  });

  test('is never a free one, of which no exchange rate is asked either', () => {
    const free = row({ amount: 0, currency: 'USD', churnReason: 'free' });
    const rates = { currency: 'EUR', exchangeRates: { USD: { '2026-01': 1 } } };
    const [part] = churnBreakdown(
      [free, row({ currency: 'EUR', churnReason: 'paid' })],
      march,
      (last) => last.churnReason,
      rates,
    );
    expect(part).toMatchObject({ key: 'paid', mrr: 10 });
  });

  test('says what it said when the ledger was made', () => {
    const rows = [row({ churnType: 'voluntary' })];
    const book = ledger(rows);
    Object.assign(rows[0] as object, { churnType: 'involuntary' });
    expect(involuntaryChurnRate(book, march).value).toBe(0);
    expect(involuntaryChurnRate(rows, march).value).toBe(1);
  });
});

describe('involuntary churn', () => {
  const pastDue = [{ start: '2026-02-20' }];
  test.each<[string, Partial<Subscription>, number]>([
    ['the grace ran out', { end: null, pastDue }, 1],
    ['its own end says so', { churnType: 'involuntary' }, 1],
    ['its own end does not say so', { churnType: 'voluntary' }, 0],
    [
      'a pause, although the row will end so',
      { end: '2026-06-01', churnType: 'involuntary', pauses: [{ start: '2026-03-05' }] },
      0,
    ],
    ['a pause begins before the grace runs out', { end: null, pastDue, pauses: [{ start: '2026-03-01' }] }, 0],
    ['the bill was paid within the grace', { end: null, pastDue: [{ start: '2026-03-01', end: '2026-03-10' }] }, 0],
  ])('%s', (_, fields, value) => {
    expect(involuntaryChurnRate([row(fields)], march, { pastDueGraceDays: 14 }).value).toBe(value);
  });

  test('nobody at the start is null', () => {
    expect(involuntaryChurnRate([], march)).toEqual({ value: null, numerator: 0, denominator: 0 });
  });
});

describe('win-back', () => {
  const back = row({ start: '2026-03-15', end: null });
  test('counts who was gone at the start and pays at the end', () => {
    const left = row({ end: '2026-02-10' });
    expect(winBackRate([left, back], march)).toEqual({ value: 1, numerator: 1, denominator: 1 });
    expect(winBackRate([left], march).value).toBe(0);
    // Gone and back within the month is no lapsed customer.
    expect(winBackRate([row({}), back], march).value).toBeNull();
    expect(winBackRate([], march).value).toBeNull();
  });

  test('18 days are within 19 and 18, and not within 17', () => {
    const rows = [row({ end: '2026-02-11' }), back];
    expect([19, 18, 17].map((lapsedWithinDays) => winBackRate(rows, march, { lapsedWithinDays }).denominator)).toEqual([
      1, 1, 0,
    ]);
  });

  test.each([-1, 1.5, '30', Number.NaN])('lapsedWithinDays: %s', (value) => {
    const options = { lapsedWithinDays: value as number };
    expect(() => winBackRate([], march, options)).toThrow(
      'options.lapsedWithinDays must be a whole number of days from 0 to 36600; received ',
    );
  });
});
