import {
  arpa,
  type CustomerDuration,
  customerDurations,
  discountedExpectedLifetime,
  fitShiftedBetaGeometric,
  ledger,
  medianLifetime,
  projectSurvival,
  realizedLifetimeValue,
  restrictedMeanLifetime,
  type SurvivalCurveRow,
  survivalCurve,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { asOfOf } from '../../docs/examples/support/open/as-of.ts';
import { htmlPage } from '../../docs/examples/support/page/document.ts';
import type { LedgerRow } from '../../docs/examples/support/read/ledger/ledger-row.ts';
import { type Contract, chooseContracts } from '../../docs/examples/support/survival/contracts.ts';
import { outlookOf } from '../../docs/examples/support/survival/outlook.ts';
import { studyOf } from '../../docs/examples/support/survival/study.ts';
import { summaryOf } from '../../docs/examples/support/survival/summary.ts';
import { readFlags } from '../../docs/examples/support/survival/survival-flags.ts';
import { survivalPicture } from '../../docs/examples/support/survival/survival-picture.ts';
import { survivalSheet } from '../../docs/examples/support/survival/survival-sheet.ts';
import { worthOf } from '../../docs/examples/support/survival/worth.ts';
import { main } from '../../docs/examples/survival.ts';
import { elements, figuresOf, openTags, pictureOf, titles } from './markup.ts';
import { exampleIn } from './run-example.ts';
import { sample } from './sample.ts';

const { run, csv, text, write, complaint } = exampleIn('survival', main);

const asOf = '2026-07-01';
const byMonth: Contract = { name: 'month', unit: 'month', count: 1 };
const byYear: Contract = { name: 'year', unit: 'month', count: 12 };
const asked = { asOf, timeZone: 'UTC', confidence: 0.95, horizon: undefined, margin: 0.8, discountRate: 0.1 };

const percent = (share: number) => `${(share * 100).toFixed(1)}%`;

function life(duration: number, event: boolean, customerId = 'ada'): CustomerDuration {
  return { customerId, duration, event };
}

function lastUpTo(curve: readonly SurvivalCurveRow[], time: number): SurvivalCurveRow {
  const row = curve.filter((candidate) => candidate.time <= time).at(-1);
  if (row === undefined) throw new RangeError('a curve begins at 0');
  return row;
}

describe('the sample ledger', () => {
  test('what is printed, written and drawn is what the library says of customers by the month', async () => {
    const { status, out, err } = await run('--margin', '0.8');
    expect([status, err]).toEqual([0, '']);
    const { rows } = await sample();
    const book = ledger(chooseContracts(rows, 'month', 'UTC').rows);
    const durations = customerDurations(book, { asOf });
    const curve = survivalCurve(durations);
    expect(out).toMatch(
      /Customers: 1,036 of 1,479, whose first contract runs for a month \(the most common; .*: month 1,036, year 443/,
    );

    for (const time of [1, 3, 6, 12, 24, 36]) {
      const { survival, lower, upper } = lastUpTo(curve, time);
      const observed = durations.filter(({ duration }) => duration >= time).length;
      const shares = [survival, lower ?? 0, upper ?? 0].map(percent).join(' +');
      expect(out).toMatch(new RegExp(`^ +${time} +${observed} +${shares} +-$`, 'm'));
    }
    expect(out).toContain(`948 have paid, and ${durations.filter(({ event }) => event).length} of them have left`);
    expect(out).toContain(`Median lifetime        ${medianLifetime(curve)?.toFixed(1)} months`);
    expect(out).toContain(`Mean, first 24 months  ${restrictedMeanLifetime(curve, 24)?.toFixed(1)} months`);

    const written = csv('survival-curve.csv');
    const observed = written.filter(({ kind }) => kind === 'observed');
    expect(observed.map((row) => [Number(row.time), Number(row.survival)])).toEqual(
      curve.map(({ time, survival }) => [time, survival]),
    );
    const projected = written.filter(({ kind }) => kind === 'projected');
    const [join] = projected;
    expect(Number(join?.survival)).toBe(lastUpTo(curve, Number(join?.time)).survival);
    expect(out).toMatch(new RegExp(`^ +84 +(- +){4}${percent(Number(projected.at(-1)?.survival))}$`, 'm'));

    const [figure = ''] = figuresOf(text('survival-curve.html'));
    const points = titles(pictureOf(figure, 'wide'), 'symbol');
    const year = lastUpTo(curve, 12);
    expect(points).toContain(
      `12 months: ${percent(year.survival)} (${percent(year.lower ?? 0)} to ${percent(year.upper ?? 0)})`,
    );
    expect(points.filter((point) => point.includes('projected'))).toHaveLength(4);
    expect(pictureOf(figure, 'narrow').match(/stroke-dasharray="6,4"/g)).toHaveLength(1);
  });

  test('yearly contracts leave ever more often, so there is no projection, and it says why', async () => {
    const { rows } = await sample();
    const chosen = chooseContracts(rows, 'year', 'UTC');
    const book = ledger(chosen.rows);
    const study = studyOf(book, chosen.contract, customerDurations(book, { asOf }), asked);
    const groups = summaryOf(study, worthOf(book, chosen.contract, study.outlook, asked));
    const expected = /^churn does not fall with age: \d+\.\d% leave at each renewal$/;
    expect(study.outlook).toEqual({ model: undefined, reason: expect.stringMatching(expected) });
    expect(groups[1]?.rows).toEqual([['No projection', expect.stringMatching(expected)]]);
    expect(groups.flatMap(({ rows }) => rows.map(([name]) => name))).not.toContain('Lifetime value by the model');
    expect(study.horizon).toBe(48);

    const sheet = survivalSheet({
      name: 'a<b>.csv',
      rowCount: rows.length,
      notes: [],
      study,
      groups,
      customers: chosen.description,
      asOf: { instant: asOf, reason: '--as-of' },
      timeZone: 'UTC',
      currency: 'EUR',
      split: undefined,
      findings: [],
    });
    const html = await htmlPage(sheet);
    expect(openTags(html)).toEqual([]);
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\bhref="(?!#)|\bsrc=|https?:/i);
    expect(html).toContain('a&lt;b&gt;.csv');
    const [figure = ''] = figuresOf(html);
    expect(elements(figure, 'figcaption')[0]).toContain('No projection: churn does not fall with age');
    expect(elements(figure, 'li').map((item) => item.replace(/<svg.*<\/svg>/, ''))).toEqual([
      'observed (Kaplan-Meier)',
      'observed, fewer than 10 customers',
      '95% interval',
    ]);
    expect(pictureOf(figure, 'wide')).not.toContain('stroke-dasharray');
    expect(titles(pictureOf(figure, 'wide'), 'symbol').join()).not.toContain('projected');
  });
});

describe('what says little is drawn thin, and what looks wrong is explained', () => {
  /** Twelve customers; eleven leave in the first months, one of them comes back, and one stays for two years. */
  const rows: LedgerRow[] = Array.from({ length: 12 }, (_, index) => ({
    customerId: `c${index}`,
    start: '2024-01-01',
    end: index === 0 ? undefined : `2024-0${2 + (index % 3)}-01`,
    amount: '10',
    interval: 'month' as const,
  }));
  const back: LedgerRow = { customerId: 'c1', start: '2025-01-01', end: undefined, amount: '10', interval: 'month' };
  const book = ledger([...rows, back]);
  const options = { ...asked, asOf: '2026-01-01' };
  const study = studyOf(book, byMonth, customerDurations(book, { asOf: '2026-01-01' }), options);

  test('the curve where fewer than ten customers are observed', () => {
    const picture = survivalPicture(study);
    expect(picture.caption).toContain(
      'After month 1, fewer than 10 customers are observed: that part of the curve says little.',
    );
    expect(picture.legend.map(({ mark }) => mark)).toContain('thin');
    expect(survivalPicture({ ...study, curve: study.curve.slice(0, 2) }).legend.map(({ mark }) => mark)).not.toContain(
      'thin',
    );
  });

  test('fewer have realized their value than have left, because some have come back', () => {
    const groups = summaryOf(study, worthOf(book, byMonth, study.outlook, options));
    const entries = new Map(groups.flatMap(({ rows: all }) => all.map(([name = '', text = '']) => [name, text])));
    expect(entries.get('Customers')).toBe('12 have paid, and 11 of them have left');
    expect(entries.get('Realized by those gone now')).toMatch(
      /from 10 customers; 1 of the 11 who left have come back$/,
    );
  });

  test('--by plan prints, writes and draws a curve for each', async () => {
    const lines = Array.from({ length: 24 }, (_, index) =>
      [`c${index}`, '2024-01-01', index % 3 === 0 ? '2024-06-01' : '', '10', index % 2 === 0 ? 'A' : 'B'].join(','),
    );
    const file = write('plans.csv', 'customer_id,start,end,mrr,plan', ...lines);
    const { status, out } = await run(file, '--by', 'plan', '--as-of', '2025-06-01', '--out', 'plans-curve.csv');
    expect(status).toBe(0);
    expect(out).toMatch(/^A +12 +4 +- +66\.7% /m);
    expect(new Set(csv('plans-curve-by-plan.csv').map(({ plan }) => plan))).toEqual(new Set(['A', 'B']));
    expect(figuresOf(text('plans-curve.html'))).toHaveLength(2);
  });
});

describe('the projection', () => {
  /** 60, 36, 27 and 24 of 100 stay; 24 are seen for four and a half years, two of them a little longer. */
  const yearly = [
    ...Array.from({ length: 40 }, () => life(1, true)),
    ...Array.from({ length: 24 }, () => life(2, true)),
    ...Array.from({ length: 9 }, () => life(3, true)),
    ...Array.from({ length: 3 }, () => life(4, true)),
    ...Array.from({ length: 22 }, () => life(4.5, false)),
    ...Array.from({ length: 2 }, () => life(5.5, false)),
  ];
  const durations = yearly.map((row) => ({ ...row, duration: row.duration * 12 }));
  const curve = survivalCurve(durations);

  test('begins on the curve at the last renewal that ten customers reached, and falls as the model does', () => {
    const outlook = outlookOf(durations, byYear, curve, 120);
    if (outlook.model === undefined) throw new Error(outlook.reason);
    const model = [1, ...projectSurvival(outlook.model, 10)];
    expect(outlook.fitted).toEqual(model.slice(0, 5).map((survival, year) => ({ time: year * 12, survival })));
    expect(outlook.projected.map(({ time }) => time)).toEqual([48, 60, 72, 84, 96, 108, 120]);
    expect(outlook.projected[0]?.survival).toBe(lastUpTo(curve, 48).survival);
    const [from, to] = [outlook.projected[0]?.survival ?? 0, outlook.projected[6]?.survival ?? 0];
    expect(to / from).toBeCloseTo((model[10] ?? 0) / (model[4] ?? 0), 12);
  });

  test('reaches beyond the last renewal of the picture', () => {
    const outlook = outlookOf(durations, byYear, curve, 65);
    expect(outlook.model && outlook.projected.at(-1)?.time).toBe(72);
  });
});

describe('contracts', () => {
  const row = (
    customerId: string,
    start: string,
    interval: LedgerRow['interval'],
    intervalCount?: number,
  ): LedgerRow => ({
    customerId,
    start,
    end: undefined,
    amount: '10',
    interval,
    intervalCount,
  });
  const rows = [
    row('ada', '2024-03-01', 'month'),
    row('ada', '2024-01-01T00:00:00Z', 'month', 3),
    row('ben', '2024-01-01', 'quarter'),
    row('cem', '2024-01-01', 'month', 6),
    row('dia', '2024-01-01', 'week', 2),
  ];

  test('are told by the row that starts first, and by their length', () => {
    const { contract, rows: chosen, description } = chooseContracts(rows, undefined, 'UTC');
    expect(contract).toEqual({ name: 'quarter', unit: 'month', count: 3 });
    expect(chosen.map(({ customerId }) => customerId)).toEqual(['ada', 'ada', 'ben']);
    expect(description).toContain('2 of 4, whose first contract runs for a quarter (the most common;');
    expect(description).toContain('quarter 2, 6-month 1, 14-day 1');
    expect(chooseContracts(rows, '6-month', 'UTC').description).toContain('runs for 6 months (--contracts)');
    expect(chooseContracts(rows, '14-day', 'UTC').contract).toEqual({ name: '14-day', unit: 'day', count: 14 });
    expect(chooseContracts(rows, 'all', 'UTC')).toMatchObject({ contract: byMonth, rows });
    expect(() => chooseContracts(rows, 'year', 'UTC')).toThrow(
      "--contracts: no customer's first contract has the length 'year'; there are quarter 2, 6-month 1, 14-day 1",
    );
  });
});

test('lifetime values are those of the library, a payment of a year being twelve of a month', async () => {
  const { book } = await sample();
  const model = fitShiftedBetaGeometric([1000, 869, 743, 653]);
  if (model.model === 'geometric') throw new Error('churn falls with age here');
  const worth = worthOf(book, byYear, { model, fitted: [], projected: [] }, asked);
  const payments = discountedExpectedLifetime(model, 0.1) ?? Number.NaN;
  expect(worth.arpa).toBe(arpa(book, asOf).value);
  expect(worth.modelLifetimeValue).toBeCloseTo((worth.arpa ?? 0) * 12 * 0.8 * payments, 6);
  expect(worth.realized).toEqual(realizedLifetimeValue(book, asOf));
  expect(worth.sensitivity.map(({ retentionChange }) => retentionChange)).toEqual([-0.01, -0.005, 0.005, 0.01]);
});

describe('as of', () => {
  const dated = { starts: ['2024-03-05', '2024-03-06T02:00:00Z'], ends: ['2030-01-01'] };
  const asked = { flag: undefined, timeZone: 'UTC', now: new Date('2024-05-01T10:00:00Z') };

  test('the day after the latest date that is not after today, in the time zone; what lies later is counted', () => {
    expect(asOfOf(dated, asked)).toEqual({
      instant: '2024-03-07',
      reason:
        'the day after 2024-03-06, the latest date that is not after today; 1 end lies later and has not happened',
    });
    expect(asOfOf(dated, { ...asked, timeZone: 'America/New_York' }).instant).toBe('2024-03-06');
    expect(asOfOf(dated, { ...asked, now: new Date('2030-02-01') }).instant).toBe('2030-01-02');
  });

  test('not beyond now, and as the flag says', () => {
    const now = new Date('2024-03-06T09:00:00Z');
    expect(asOfOf(dated, { ...asked, now }).instant).toBe('2024-03-06T09:00:00.000Z');
    expect(asOfOf(dated, { ...asked, flag: '2024-03-06' })).toEqual({
      instant: '2024-03-06',
      reason: '--as-of; 1 end lies later and has not happened; 1 row begins later and is left out',
    });
    expect(() => asOfOf(dated, { ...asked, now: new Date('2020-01-01') })).toThrow(
      /^every date lies after today, 2020-01-01: --as-of/,
    );
  });
});

describe('what is wrong is one line', () => {
  test.each([
    [['--margin', '80'], '--margin must be a fraction from 0 to 1 (for 80 % give 0.8); received 80'],
    [['--margin', 'high'], "--margin must be a number such as 0.8; received 'high'"],
    [['--discount-rate', '10'], '--discount-rate must be a fraction from 0 to 1 (for 10 % give 0.1); received 10'],
    [['--confidence', '95'], '--confidence must be between 0 and 1; received 95'],
    [['--horizon', '2.5'], "--horizon must be a whole number of months from 1 to 1200; received '2.5'"],
  ])('%j', (args, message) => {
    expect(() => readFlags(args)).toThrow(message);
  });

  test('of the ledger, of the instant, and of where the results go', async () => {
    const file = write('small.csv', 'customer_id,start,mrr', 'ada,2024-01-10,12.5');
    expect(await complaint(file, '--as-of', '2024-01-10')).toBe('no customer has paid before 2024-01-10');
    expect(await complaint(file, '--out', 'one', '--html', 'one')).toMatch(/^--html .*one is also --out$/);
    const { status, out } = await run(file);
    expect(status).toBe(0);
    expect(out).toContain('survivors must cover at least two renewals, to tell alpha from beta');
    expect(out).toContain('Lifetime by that churn        -\n');
  });
});

test('payments that the model expects far beyond what was observed are said to be so', async () => {
  const row = (place: number, end: string) => `c${place},2024-01-01,${end},10,month`;
  const left = ['2024-02-01', '2024-02-01', '2024-02-01', '2024-03-01', '2024-04-01'];
  const rows = Array.from({ length: 40 }, (_, place) => row(place, left[place] ?? ''));
  const file = write('young.csv', 'customer_id,start_date,end_date,amount,interval', ...rows);
  const { out } = await run(file, '--as-of', '2024-08-01', '--html', 'none');
  expect(out).toMatch(/Payments of a new customer .*one per month; nobody was observed for more than 7\n/);
});
