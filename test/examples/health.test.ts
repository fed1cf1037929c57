import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  backtestHealthScore,
  type HealthModel,
  healthBands,
  healthScores,
  healthSignals,
  months,
  suggestWeights,
} from 'tenure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../docs/examples/health.ts';
import { atRiskOf, atRiskRows, atRiskTable } from '../../docs/examples/support/health/at-risk.ts';
import { readFlags } from '../../docs/examples/support/health/health-flags.ts';
import { healthRows } from '../../docs/examples/support/health/health-rows.ts';
import { type HealthSheetData, healthSheet } from '../../docs/examples/support/health/health-sheet.ts';
import { type HealthStudy, healthStudy } from '../../docs/examples/support/health/health-study.ts';
import { healthText } from '../../docs/examples/support/health/health-text.ts';
import { answerOf } from '../../docs/examples/support/health/health-wording.ts';
import { lateLists } from '../../docs/examples/support/health/late-lists.ts';
import { openHealth } from '../../docs/examples/support/health/open-health.ts';
import { healthCutOff, sampleHealth } from '../../docs/examples/support/health/sample-health.ts';
import { sampleModel } from '../../docs/examples/support/health/sample-model.ts';
import { terminal } from '../../docs/examples/support/io.ts';
import { htmlPage } from '../../docs/examples/support/page/document.ts';
import { elements, figuresOf, openTags, pictureOf, titles } from './markup.ts';
import { exampleIn } from './run-example.ts';

const { run, csv, text, complaint } = exampleIn('health', main);

const folder = mkdtempSync(join(tmpdir(), 'tenure-health-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const healthPage = (data: Omit<HealthSheetData, 'findings'>) => htmlPage(healthSheet({ ...data, findings: [] }));

function file(name: string, ...lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  return path;
}

/** All that the program does before it writes. */
async function found(...args: readonly string[]) {
  const flags = readFlags(args);
  const opened = await openHealth(flags, terminal);
  return { opened, study: healthStudy(opened, flags) };
}

const percent = (share: number | null) => (share === null ? '-' : `${(share * 100).toFixed(1)}%`);

describe('the sample', () => {
  const data = sampleHealth();
  const dates = months('2025-02', '2026-07').map(({ start }) => start);
  const options = { horizonDays: 60, asOf: healthCutOff };
  let study: HealthStudy;
  beforeAll(async () => {
    study = (await found()).study;
  }, 60_000);

  test('is the same each time, and holds nothing that happened after it was taken', () => {
    expect(sampleHealth()).toEqual(data);
    const later = Object.entries(data).flatMap(([, rows]) =>
      rows.flatMap((row) =>
        Object.values(row).filter((value) => /^\d{4}-/.test(String(value)) && String(value) >= healthCutOff),
      ),
    );
    expect(later).toEqual([]);
  });

  test('the figures are those of the library', () => {
    const backtest = backtestHealthScore(data, sampleModel, { ...options, dates });
    expect(study.backtest).toEqual(backtest);
    // May and June are not 60 days ago.
    expect(backtest.dates.map(({ observations }) => observations > 0).lastIndexOf(true)).toBe(15);
    expect(study.suggestion).toEqual(
      suggestWeights(data, sampleModel, { ...options, fit: dates.slice(0, 8), test: dates.slice(9, 16) }),
    );
    for (const [index, { bands, customers }] of study.months.entries()) {
      const scores = healthScores(healthSignals(data, dates[index] as Date), sampleModel);
      expect(customers).toBe(scores.length);
      expect(bands).toEqual(healthBands(scores));
    }
  });

  test('the score tells something, and the suggested weights more: the sample is worth looking at', () => {
    expect(study.backtest.pooled.auc.lower).toBeGreaterThan(0.6);
    expect(study.suggestion).toMatchObject({ isBetterThanChance: true, isBetterThanGiven: true });
    for (const { flagged } of study.backtest.pooled.bands) expect(flagged).toBeGreaterThan(50);
  });

  test('what is printed', () => {
    const printed = healthText(study);
    const { pooled } = study.backtest;
    for (const { band, flagged, truePositives, precision } of pooled.bands) {
      const count = flagged.toLocaleString('en-US');
      expect(printed).toMatch(new RegExp(`^${band} .* ${count} +${truePositives} +${percent(precision.value)} `, 'm'));
    }
    expect(printed).toContain(`Area under the curve ${pooled.auc.value?.toFixed(3)} (`);
    expect(printed).toMatch(/^openTickets +3\.00 +\d\.\d\d +-\d\.\d\d$/m);
    expect(printed).toContain(
      'The suggested weights are better than the given ones (gain 0.060, 95% interval 0.033 to 0.087).',
    );
  });

  test('the program prints and writes it', async () => {
    const flags = ['--time-zone', 'UTC', '--months', '4'];
    const { status, out, err } = await run(...flags);
    expect([status, err]).toEqual([0, '']);
    const { study: short } = await found(...flags);
    expect(out).toContain(healthText(short));
    const written = csv('health.csv');
    expect(written).toEqual(
      healthRows(short).map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value === null ? '' : String(value)])),
      ),
    );
    expect(elements(text('health.html'), 'h1')).toEqual(['Customer health']);
  });

  test('the page: whole, with a part of a bar for each band and month, and a point for each bin', async () => {
    const facts = [['Data', 'a<b>']] as const;
    const html = await healthPage({ name: 'a<b>', facts, asOf: { instant: healthCutOff, reason: 'test' }, study });
    expect(openTags(html)).toEqual([]);
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\bhref="(?!#)|\bsrc=|https?:|<b>/i);
    const [bands = '', calibration = ''] = figuresOf(html);
    for (const size of ['narrow', 'medium', 'wide']) {
      const parts = study.months.flatMap(({ bands: own }) => own.filter(({ customers }) => customers > 0));
      expect(titles(pictureOf(bands, size), 'rect')).toHaveLength(parts.length);
      const bins = study.backtest.pooled.calibration;
      const points = bins.filter(({ observations }) => observations > 0).length;
      const expected = bins.filter((bin) => bin.expected !== null).length;
      expect(titles(pictureOf(calibration, size), 'symbol')).toHaveLength(points + expected);
    }
    const last = study.months.at(-1);
    const red = last?.bands[0];
    expect(titles(pictureOf(bands, 'wide'), 'rect')).toContain(
      `2026-07 red: ${percent(red?.share.value ?? null)} (${red?.customers} of ${last?.customers} customers)`,
    );
  });
});

describe('files of your own', () => {
  const ledger = file(
    'ledger.csv',
    'customer_id,start_date,end_date,amount,interval',
    'ada,2025-01-10,,10,month',
    'ben,2025-01-10,2025-03-20,20,month',
    'cem,2025-02-10,2025-05-20,30,month',
  );
  const events = file('events.csv', 'customer_id,at', 'ada,2025-02-20', 'ada,2025-04-20', 'cem,2025-02-25');
  const tickets = file('tickets.csv', 'customer_id,opened_at,resolved_at', 'ben,2025-02-11,');
  const payments = file('payments.csv', 'customer_id,at,status', 'ben,2025-02-11,failed', 'ada,2025-02-11,succeeded');
  const answers = file('answers.csv', 'customer_id,at,score', 'ada,2025-02-12,9');
  const model: HealthModel = {
    signals: [
      { key: 'activeDays', weight: 1, normalise: { type: 'linear', worst: 0, best: 1 } },
      { key: 'openTickets', weight: 1, normalise: { type: 'linear', worst: 1, best: 0 } },
      { key: 'npsScore', weight: 1, normalise: { type: 'linear', worst: 0, best: 9 } },
    ],
    bands: [
      { name: 'low', from: 0 },
      { name: 'high', from: 50 },
    ],
    caps: [{ when: { key: 'unpaidInvoices', op: '>', value: 0 }, max: 10 }],
  };
  const ofModel = file('model.json', JSON.stringify(model));
  const all = [
    ledger,
    '--events',
    events,
    '--tickets',
    tickets,
    '--payments',
    payments,
    '--answers',
    answers,
    '--model',
    ofModel,
  ];

  test('are read, and scored with the model that is given', async () => {
    const { opened, study } = await found(...all, '--horizon-days', '30', '--as-of', '2025-06-15');
    expect(opened.description.join('\n')).toMatch(
      /ledger\.csv: 3 rows\n[\s\S]*\nEvents: events\.csv, 3 rows\n[\s\S]*\nTickets: .*1 rows\n[\s\S]*\nModel: model\.json/,
    );
    expect(healthRows(study).slice(0, 4)).toEqual([
      { date: '2025-02-01', customer_id: 'ada', score: 50, band: 'high', churned: false, mrr: 10 },
      { date: '2025-02-01', customer_id: 'ben', score: 50, band: 'high', churned: false, mrr: 20 },
      { date: '2025-03-01', customer_id: 'ada', score: 100, band: 'high', churned: false, mrr: 10 },
      // No use, an open ticket: 0.
      { date: '2025-03-01', customer_id: 'ben', score: 0, band: 'low', churned: true, mrr: 20 },
    ]);
    expect(study.backtest.undecided).toBe(1);
    expect(study.months.map(({ period }) => period)).toEqual(['2025-02', '2025-03', '2025-04', '2025-05', '2025-06']);
  });

  test('a list that begins after the first score is doubted: before it there is nothing known, and not nothing', async () => {
    const { opened, study } = await found(...all, '--horizon-days', '30', '--as-of', '2025-06-15');
    expect(lateLists(opened, study)).toEqual([
      'Events: the first is of 2025-02-20, but customers are scored from 2025-02 on, until then as if there were none. --months 4 leaves these months out.',
      'Tickets: the first is of 2025-02-11, but customers are scored from 2025-02 on, until then as if there were none. --months 4 leaves these months out.',
      'Payments: the first is of 2025-02-11, but customers are scored from 2025-02 on, until then as if there were none. --months 4 leaves these months out.',
    ]);
    const later = await found(...all, '--months', '4', '--as-of', '2025-06-15');
    expect(lateLists(later.opened, later.study)).toEqual([]);
    expect(lateLists({ data: sampleHealth() }, later.study)).toEqual([]);
  });

  test('what the library finds in the files is said, each under the name of its file', async () => {
    const twice = file('twice.csv', 'customer_id,opened_at', 'ben,2025-02-11T10:00:00Z', 'ben,2025-02-11T10:00:00Z');
    const { opened } = await found(ledger, '--tickets', twice, '--as-of', '2025-06-15');
    expect(opened.findings).toEqual([expect.stringMatching(/^Tickets: 1 row, on line 3: These tickets repeat/)]);
  });

  test('without what stands beside the ledger its signals are not known; a short ledger has no suggestion', async () => {
    const { study } = await found(ledger, '--months', '2', '--model', ofModel, '--as-of', '2025-06-15');
    expect(healthRows(study).every(({ score }) => score === null)).toBe(true);
    expect(study.suggestion).toMatchObject({ reason: expect.stringMatching(/too short/) });
    expect(healthText(study)).toContain('No weights are suggested: the data is too short');
    const html = await healthPage({ name: 'x', facts: [], asOf: { instant: '2025-06-15', reason: '' }, study });
    expect(openTags(html)).toEqual([]);
    expect(html).toContain('without a score');
  });

  const failing = async (...args: readonly string[]) => found(...args).then(() => '', String);

  test.each<[string, readonly string[], RegExp]>([
    ['events without a ledger', ['--events', events], /--events goes with a ledger/],
    ['an unknown flag', [ledger, '--horizon', '3'], /--help lists the flags/],
    ['a horizon', [ledger, '--horizon-days', '0'], /--horizon-days must be a whole number of days/],
    ['a confidence', [ledger, '--confidence', '95'], /--confidence must be between 0 and 1; received 95/],
    ['a missing file', [ledger, '--tickets', join(folder, 'none.csv')], /there is no file .*none\.csv/],
    [
      'a cell',
      [ledger, '--payments', file('bad.csv', 'customer_id,at,status', 'ben,2025-02-11,lost')],
      /bad\.csv line 2.*status.*'lost'/,
    ],
    [
      'a column',
      [ledger, '--answers', file('columns.csv', 'customer_id,at', 'ben,2025-02-11')],
      /no column for the score/,
    ],
    ['a model', [ledger, '--model', file('model-2.json', '{"signals":[]}')], /--model .*model\.signals must be/],
    ['no JSON', [ledger, '--model', file('model-3.json', 'red')], /is not JSON/],
    [
      'the output over an input',
      [ledger, '--events', events, '--out', events],
      /--out .* is the file of events itself/,
    ],
    ['an end before the data', [ledger, '--as-of', '2025-01-20'], /no month begins between 2025-01 and 2025-01-20/],
  ])('%s: one complaint', async (_, args, expected) => {
    expect(await failing(...args)).toMatch(expected);
  });

  test('the program complains in one line', async () => {
    expect(await complaint(ledger, '--as-of', 'today')).toMatch(/--as-of must be a Date/);
  });
});

describe('better has three answers', () => {
  const area = (lower: number | null, upper: number | null) => ({ value: 0, lower, upper });

  test.each([
    [area(0.01, 0.1), 'better'],
    [area(-0.127, -0.011), 'worse'],
    [area(-0.1, 0.1), 'not told apart'],
    [area(0, 0.1), 'not told apart'],
    [area(null, null), undefined],
  ])('%j: %s', (gain, answer) => {
    expect(answerOf(gain as Parameters<typeof answerOf>[0], 0)).toBe(answer);
  });
});

describe('customers at risk', () => {
  const data = {
    subscriptions: [
      { customerId: 'ada', start: '2025-01-01', amount: 10, interval: 'month' },
      { customerId: 'ben', start: '2025-01-01', amount: 20, interval: 'month' },
      { customerId: 'cem', start: '2025-01-01', amount: 30, interval: 'month' },
    ],
    events: ['2025-05-30', '2025-05-31'].flatMap((at) => ['ada', 'ben'].map((customerId) => ({ customerId, at }))),
    payments: [{ customerId: 'ben', at: '2025-05-01', status: 'failed', invoiceId: 'B1' }],
  } as const;
  const model: HealthModel = {
    signals: [{ key: 'activeDays', weight: 1, normalise: { type: 'linear', worst: 0, best: 2 } }],
    caps: [{ when: { key: 'unpaidInvoices', op: '>', value: 0 }, max: 50 }],
  };
  const found = atRiskOf(data, model, '2025-06-01', { timeZone: 'UTC' });

  test('are in the lowest band or have a warning of high severity, the most MRR first', () => {
    expect(found.map(({ score, mrr }) => [score.customerId, score.band, mrr])).toEqual([
      ['cem', 'red', 30],
      ['ben', 'yellow', 20],
    ]);
  });

  test('with reasons, caps and warnings, in the table and in the CSV', () => {
    expect(atRiskTable(found, 9).rows).toEqual([
      ['cem', '30.00', '0', 'red', 'activeDays 0 (0 of 100)', '-', '-'],
      ['ben', '20.00', '50', 'yellow', '-', 'unpaidInvoices > 0: at most 50', 'payment failed (31 days ago)'],
    ]);
    expect(atRiskTable(found, 1).notes[0]).toContain('The first 1 of 2');
    expect(atRiskRows(found)[1]).toMatchObject({ customer_id: 'ben', caps: 'unpaidInvoices > 0: at most 50' });
  });
});
