import { describe, expect, test } from 'vitest';
import { main as forecastMain } from '../../docs/examples/forecast.ts';
import { main } from '../../docs/examples/report.ts';
import { figuresOf, openTags, pictureOf, titles } from './markup.ts';
import { exampleIn } from './run-example.ts';

const { run, csv, text, write, complaint } = exampleIn('report-questions', main);
const forecast = exampleIn('report-forecast', forecastMain);

const header = 'customer_id,subscription_id,start,end,mrr,plan';
const close = ['ada,a,2026-01-01,,50,pro', 'ben,b,2026-01-01,,60,basic', 'same,c,2026-03-01,,40,basic'];
const today = [
  'ada,a,2026-01-01,2026-03-20,50,pro',
  'ben,b,2026-01-01,2026-02-01,60,basic',
  'ben,b,2026-02-01,,70,basic',
  'eve,e,2026-03-08,,20,pro',
  'same,c,2026-03-01,,40,basic',
  'late,l,2026-04-02,,90,pro',
];
const files = () => ({ old: write('then.csv', header, ...close), now: write('now.csv', header, ...today) });
/** In the middle of April: March is the last month that is over. */
const asOf = ['--as-of', '2026-04-15'];

describe('--before', () => {
  test('adds what changed in the last complete period: tables, sentences, pictures and a CSV that adds up', async () => {
    const { old, now } = files();
    const { status, out, err } = await run(now, '--before', old, '--out', 'a.csv', ...asOf);
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('As reported and as restated, 2026-03\n');
    expect(out).toMatch(/^Closing +150\.00 +130\.00 +-20\.00$/m);
    expect(out).toMatch(/^end \+ added .* \+10\.00$/m);
    expect(out).toContain('In words\n2026-03 was reported with a closing MRR of 150.00.');
    expect(out).not.toContain('then.csv begins');

    const whole = csv('a-restatement.csv').filter(({ customerId }) => customerId === '');
    const closing = (line: string) => whole.filter((own) => own.line === line).map((own) => Number(own.closing));
    expect(closing('cause').reduce((sum, own) => sum + own, 0)).toBe(closing('difference')[0]);

    const html = text('a.html');
    expect(openTags(html)).toEqual([]);
    const drawn = figuresOf(html).map((figure) => pictureOf(figure, 'wide'));
    expect(drawn).toHaveLength(6);
    expect(titles(drawn[4] ?? '', 'rect')).toEqual([
      'reported closing MRR: 150.00',
      'added: +20.00',
      'end: -50.00',
      'end + added: +10.00',
      'restated closing MRR: 130.00',
    ]);
    expect(titles(drawn[5] ?? '', 'rect').some((title) => title.startsWith('NRR '))).toBe(true);
    expect(html).toContain('<dt>Reported from</dt><dd>then.csv</dd>');
  });

  test.each([
    [[]],
    [['--time-zone', 'America/New_York']],
    [['--by', 'quarter']],
    [['--to', '2026-02']],
    // No period is over: what is planned in it has happened neither then nor now.
    [['--from', '2026-04']],
  ])('%j: both sides are what reports of both files say', async (flags) => {
    const { old, now } = files();
    await run(now, '--before', old, '--out', 'b.csv', '--html', 'none', ...asOf, ...flags);
    await run(old, '--out', 'c.csv', '--html', 'none', ...asOf, ...flags);
    const [whole, other] = csv('b-restatement.csv').filter(({ customerId }) => customerId === '');
    const latest = (file: string) => {
      const rows = csv(file);
      return rows.filter(({ complete }) => complete === 'true').at(-1) ?? rows.at(-1);
    };
    for (const [side, report] of [
      [whole, latest('c.csv')],
      [other, latest('b.csv')],
    ]) {
      expect([side?.opening, side?.new, side?.churn, side?.closing]).toEqual([
        report?.openingMrr,
        report?.newMrr,
        report?.churnMrr,
        report?.closingMrr,
      ]);
    }
  });

  test('warns of a file that was saved before the period', async () => {
    const { now } = files();
    const early = write('early.csv', header, ...close.slice(0, 2));
    const { out } = await run(now, '--before', early, '--html', 'none', ...asOf);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'No row of early.csv begins in 2026-03 or later, but rows of the ledger do (2): if the file was saved before 2026-03 was over,',
    );
    const january = await run(now, '--before', early, '--to', '2026-01', '--html', 'none', ...asOf);
    expect(january.out).not.toContain('early.csv begins');
  });

  test('draws nothing where nothing differs, and says so', async () => {
    const { now } = files();
    await run(now, '--before', now, '--out', 'same.csv', ...asOf);
    const html = text('same.html');
    expect(figuresOf(html)).toHaveLength(4);
    expect(html).toContain('2026-03: Nothing differs: the reported figures still match the rows.');
  });

  test('names what is wrong with the file, and does not write over it', async () => {
    const { now, old } = files();
    expect(await complaint(now, '--before', 'none.csv')).toBe('there is no file none.csv');
    const bad = write('bad.csv', header, 'ada,a,2026-01-01,2025-01-01,50,pro');
    expect(await complaint(now, '--before', bad)).toMatch(/^bad\.csv line 2, column end: must not come before/);
    expect(await complaint(now, '--before', old, '--out', old)).toMatch(/^--out .*then\.csv is --before itself$/);
  });
});

describe('--forecast', () => {
  test('adds the fan, the bridges to come and how earlier forecasts did, as npm run forecast has them', async () => {
    const rows = Array.from({ length: 30 }, (_, month) => {
      const day = (ahead: number) => new Date(Date.UTC(2024, month + ahead, 1)).toISOString().slice(0, 10);
      return `c${month},${day(0)},${month % 3 === 0 ? day(4) : ''},20`;
    });
    const lines = ['customer_id,start,end,mrr', ...rows];
    const flags = ['--as-of', '2026-07-01', '--out', 'f.csv'];
    const { status, out, err } = await run(
      write('f-ledger.csv', ...lines),
      '--forecast',
      '3',
      '--by',
      'quarter',
      ...flags,
    );
    expect([status, err]).toEqual([0, '']);
    await forecast.run(forecast.write('f-ledger.csv', ...lines), '--months', '3', '--html', 'none', ...flags);
    expect(csv('f-forecast.csv')).toEqual(forecast.csv('f.csv'));
    expect(csv('f-backtest.csv')).toEqual(forecast.csv('f-backtest.csv'));
    expect(out).toContain('MRR forecast\n');
    expect(out).toContain('How far such forecasts would have been off\n');
    const html = text('f.html');
    expect(openTags(html)).toEqual([]);
    expect(figuresOf(html)).toHaveLength(5);
    expect(html).toContain('<h2>MRR so far and to come</h2>');
  });

  test('what is known of the time ahead is committed, and a ledger that is too young is refused', async () => {
    const lines = ['customer_id,start,end,trial_end,mrr', 'ada,2025-01-01,2026-06-01,,10', 'ben,2025-01-01,,,30'];
    const ahead = write('ahead.csv', ...lines, 'eve,2026-06-01,,,5', 'try,2026-04-10,,2026-05-01,70');
    const { status } = await run(ahead, '--forecast', '2', '--out', 'ahead-report.csv', '--html', 'none', ...asOf);
    expect(status).toBe(0);
    expect(csv('ahead-report-forecast.csv').map(({ committed }) => committed)).toEqual(['40', '35']);
    const young = write('young.csv', 'customer_id,start,mrr', 'ada,2026-04-10,10');
    expect(await complaint(young, '--forecast', '2', ...asOf)).toMatch(/^the ledger is too young for a forecast: /);
  });

  test('without two years to look back on there is no backtest', async () => {
    const { now } = files();
    const { out } = await run(now, '--forecast', '2', '--out', 'short.csv', '--html', 'none', ...asOf);
    expect(csv('short-forecast.csv').map(({ period }) => period)).toEqual(['2026-05', '2026-06']);
    expect(out).not.toContain('How far such forecasts');
    expect(out).not.toContain('short-backtest.csv');
  });

  test.each(['0', '61', '1.5', 'x'])('refuses %s', async (months) => {
    expect(await complaint('--forecast', months)).toBe(
      `--forecast must be a whole number of months from 1 to 60; received '${months}'`,
    );
  });
});

test('--lang de: all of it in German', async () => {
  const { old, now } = files();
  const { out } = await run(now, '--before', old, '--forecast', '2', '--lang', 'de', '--out', 'de.csv', ...asOf);
  expect(out).toContain('Wie berichtet und wie korrigiert, 03/2026\n');
  const html = text('de.html');
  for (const german of ['Vom berichteten zum korrigierten MRR am Ende', 'MRR bisher und künftig', 'MRR-Prognose'])
    expect(html).toContain(`>${german}<`);
  for (const english of ['Reported', 'Restated', 'Restatement', 'expected', 'committed', 'closing MRR'])
    expect(html).not.toContain(`>${english}<`);
});
