import { explainChange, month, type Policy } from 'tenure';
import { describe, expect, test } from 'vitest';
import { main } from '../../docs/examples/compare.ts';
import { readFlags } from '../../docs/examples/support/compare/compare-flags.ts';
import { nearestOptions } from '../../docs/examples/support/compare/target.ts';
import { targetOf } from '../../docs/examples/support/compare/target-text.ts';
import { figuresOf, openTags, pictureOf, titles } from './markup.ts';
import { exampleIn } from './run-example.ts';

const { run, csv, text, write, complaint } = exampleIn('compare-questions', main);

const header = 'customer_id,subscription_id,start,end,mrr,plan';
const close = ['ada,a,2026-01-01,,50,pro', 'ben,b,2026-01-01,,60,basic', 'same,c,2026-01-01,,40,basic'];
const today = [
  'ada,a,2026-01-01,2026-03-20,50,pro',
  'ben,b,2026-01-01,2026-02-01,60,basic',
  'ben,b,2026-02-01,,70,basic',
  'eve,e,2026-03-08,,20,pro',
  'same,c,2026-01-01,,40,basic',
];
const files = () => ({ old: write('then.csv', header, ...close), now: write('now.csv', header, ...today) });

describe('--before', () => {
  test('says what happened to the rows of a reported period, in tables, sentences, pictures and a CSV that adds up', async () => {
    const { old, now } = files();
    const { status, out, err } = await run(now, '--before', old, '--period', '2026-03', '--as-of', '2026-06-01');
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^Closing +150\.00 +130\.00 +-20\.00$/m);
    expect(out).toMatch(/^end \+ added .* \+10\.00$/m);
    expect(out).toContain(
      '2026-03 was reported with a closing MRR of 150.00. By the rows of today it is 130.00, a change of -20.00.\n' +
        'What changed in the rows: end (1 customer) -50.00; added (1 customer) +20.00; end + added (1 customer) +10.00.\n' +
        'NRR: Reported 100.0%, Restated 68.8%, -31.3 pp: end -32.29 pp, end + added +1.04 pp.\n',
    );
    expect(out).toContain('ada -50.00 (end none → 2026-03-20); eve +20.00 (a row added); ben +10.00 (end none');
    const rows = csv('restatement.csv').filter(({ customerId }) => customerId === '');
    const closing = (line: string) => rows.filter((own) => own.line === line).map((own) => Number(own.closing));
    expect(closing('cause').reduce((sum, own) => sum + own, 0)).toBe(closing('difference')[0]);

    const html = text('restatement.html');
    expect(openTags(html)).toEqual([]);
    const [way = '', , points = ''] = figuresOf(html).map((figure) => pictureOf(figure, 'wide'));
    expect(titles(way, 'rect')).toEqual([
      'reported closing MRR: 150.00',
      'added: +20.00',
      'end: -50.00',
      'end + added: +10.00',
      'restated closing MRR: 130.00',
    ]);
    expect(titles(points, 'rect')).toContain('NRR -31.3 pp, end: -32.29 pp');
  });

  test('says in German in words what happened to the rows; the CSV has the fields as they are called', async () => {
    const { old, now } = files();
    const { out } = await run(now, '--before', old, '--period', '2026-03', '--as-of', '2026-06-01', '--lang', 'de');
    expect(out).toContain(
      'Was sich in den Zeilen änderte: Ende (1 Kunde) -50,00; Zeile hinzugefügt (1 Kunde) +20,00; Ende + Zeile hinzugefügt (1 Kunde) +10,00.',
    );
    expect(out).toMatch(/^Ende \+ Zeile hinzugefügt .* \+10,00$/m);
    expect(out).toMatch(/Ende -32,29 pp/);
    expect(out.slice(out.indexOf('Wie berichtet'))).not.toMatch(/\b(added|end|none)\b/);
    const pictures = figuresOf(text('restatement.html')).map((figure) => pictureOf(figure, 'wide'));
    expect(titles(pictures[0] ?? '', 'rect')).toContain('Ende + Zeile hinzugefügt: +10,00');
    expect(csv('restatement.csv').map(({ option }) => option)).toContain('end + added');
  });

  test('says that nothing differs, and what is wrong with a file', async () => {
    const { now } = files();
    const { out } = await run(now, '--before', now, '--period', '2026-02', '--html', 'none');
    expect(out).toContain('Nothing differs: what was reported still is what the rows say.');
    expect(await complaint(now, '--before', now)).toBe('--before needs --period: the period that was reported');
    expect(await complaint(now, '--before', 'none.csv', '--period', '2026-02')).toMatch(/none\.csv/);
    const bad = write('bad.csv', header, 'ada,a,2026-01-01,,-5,pro');
    expect(await complaint(now, '--before', bad, '--period', '2026-02')).toMatch(/-5/);
  });
});

describe('--since', () => {
  test('says who is behind a rate that changed, and what plans did', async () => {
    const { now } = files();
    const { status, out, err } = await run(
      now,
      '--since',
      '2026-02',
      '--period',
      '2026-03',
      '--by',
      'plan',
      '--as-of',
      '2026-06-01',
    );
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('NRR: 106.7% in 2026-02, 68.8% in 2026-03, -37.9 pp.\n\nIn words\n');
    expect(out).toMatch(/^ada .* pp$/m);
    expect(out).toMatch(/^pro .* pp$/m);
    const parts = csv('rate-change.csv').map(({ difference }) => Number(difference));
    const rows = today.map((line) => {
      const [customerId = '', subscriptionId, start = '', end, amount = '', plan] = line.split(',');
      return { customerId, subscriptionId, start, end: end || null, amount, interval: 'month' as const, plan };
    });
    const { difference } = explainChange('netRevenueRetention', rows, month('2026-02'), month('2026-03'));
    expect(parts.reduce((sum, own) => sum + own, 0)).toBeCloseTo(difference as number, 12);
    expect(figuresOf(text('rate-change.html'))).toHaveLength(1);
    expect(csv('rate-change-by-plan.csv').map(({ plan }) => plan)).toEqual(['basic', 'pro']);
  });

  test('a period without a rate has nothing to explain', async () => {
    const { now } = files();
    const { out } = await run(
      now,
      '--since',
      '2025-02',
      '--period',
      '2026-03',
      '--rate',
      'grr',
      '--as-of',
      '2026-06-01',
      '--html',
      'none',
    );
    expect(out).toContain('One of the periods has nothing to divide by');
  });
});

describe('--target', () => {
  const figure = ({ trials, pauses = 'churn', churnDenominator = 'opening' }: Policy) =>
    (trials === 'include' ? 0.03 : 0.04) -
    (pauses === 'retain' ? 0.005 : 0) -
    (churnDenominator === 'average' ? 0.001 : 0);

  test.each([
    ['4.0%', []],
    ['3.0%', ['trials include']],
    ['2.5%', ['trials include', 'pauses retain']],
    ['2.4%', ['trials include', 'pauses retain']],
  ])('%s is nearest to %j', (shown, expected) => {
    const [best] = nearestOptions(figure, {}, targetOf(shown));
    expect(best?.changes.map(([option, value]) => `${option} ${value}`)).toEqual(expected);
  });

  test('of options that a dashboard would print alike fewer come first; options that change nothing are not named', () => {
    const tries = nearestOptions(figure, {}, targetOf('3%'));
    expect(tries[0]?.changes).toEqual([['trials', 'include']]);
    expect(
      tries.every(({ changes }) =>
        changes.every(([option]) => ['trials', 'pauses', 'churnDenominator'].includes(option)),
      ),
    ).toBe(true);
    expect(tries.at(-1)?.left).toBeCloseTo(-0.01, 12);
  });

  test('a figure that is shown, as a share or an amount', () => {
    expect(targetOf('2.8%')).toEqual({ text: '2.8%', value: 0.028, step: 0.001 });
    expect(targetOf('603788.98')).toEqual({ text: '603788.98', value: 603788.98, step: 0.01 });
    expect(targetOf('3 %')).toMatchObject({ value: 0.03, step: 0.01 });
    expect(() => targetOf('2,8%')).toThrow(
      "--target must be what the dashboard shows, such as 2.8% or 603788.98; received '2,8%'",
    );
  });

  test('names the options of a ledger, and what is left over', async () => {
    const rows = [
      'ada,a,2026-01-01,2026-03-20,50,pro',
      'ben,b,2026-01-01,,60,x',
      'eve,e,2026-03-08,,20,x',
      'zoe,z,2026-03-09,,20,x',
    ];
    const file = write('rates.csv', header, ...rows);
    const { status, out, err } = await run(file, '--target', '25%', '--period', '2026-03', '--as-of', '2026-06-01');
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('Customer churn in 2026-03 is 50.0% under standard; the dashboard shows 25%.\n');
    expect(out).toContain('Nearest to 25%: churnDenominator openingPlusNew, with 25.0%; 0.00 pp is left over.');
    expect(csv('nearest-options.csv')[0]).toMatchObject({
      options: 'churnDenominator openingPlusNew',
      value: '0.25',
      left: '0',
    });
    const mrr = await run(
      file,
      '--target',
      '130',
      '--rate',
      'mrr',
      '--period',
      '2026-03',
      '--as-of',
      '2026-06-01',
      '--html',
      'none',
    );
    expect(mrr.out).toContain('Closing MRR in 2026-03 is 100.00 under standard; the dashboard shows 130.');
  });
});

test.each([
  [['--target', '3%', '--since', '2026-01'], '--since and --target are two questions: ask one at a time'],
  [['--target', 'three'], '--target must be what the dashboard shows'],
  [['--since', '2026-13'], "--since must be a calendar month like '2026-03'"],
  [['--rate', 'churn'], '--rate must be one of nrr, grr, gross-churn, net-churn, customer-churn, arpa, mrr'],
])('%j is refused in one line', (args, message) => {
  expect(() => readFlags(args)).toThrow(message);
});
