import { forecastMrr } from 'tenure';
import { describe, expect, test } from 'vitest';
import { main } from '../../docs/examples/forecast.ts';
import { exampleIn } from './run-example.ts';

const { run, csv, text, write } = exampleIn('forecast', main);

describe('npm run forecast', () => {
  test('prints, writes and draws the forecast of a ledger', async () => {
    const rows = Array.from({ length: 30 }, (_, month) => {
      const start = new Date(Date.UTC(2024, month, 1)).toISOString().slice(0, 10);
      const end = month % 3 === 0 ? new Date(Date.UTC(2024, month + 4, 1)).toISOString().slice(0, 10) : '';
      return { customer: `c${month}`, start, end };
    });
    const lines = rows.map(({ customer, start, end }) => `${customer},${start},${end},20,month`);
    write('ledger.csv', ['customer_id,start,end,amount,interval', ...lines].join('\n'));
    const flags = [
      '--as-of',
      '2026-07-01',
      '--months',
      '3',
      '--new-business',
      '25',
      '--out',
      'out.csv',
      '--pictures',
      'svg',
    ];
    const { status, out, err } = await run('ledger.csv', ...flags);
    expect(err).toBe('');
    expect(status).toBe(0);
    const { periods } = forecastMrr(
      rows.map(({ customer, start, end }) => ({
        customerId: customer,
        start,
        end: end === '' ? null : end,
        amount: 20,
        interval: 'month',
      })),
      { from: '2026-07-01', asOf: '2026-07-01', periods: 3, newBusiness: 25 },
    );
    expect(csv('out.csv').map(({ period, closing }) => [period, Number(closing)])).toEqual(
      periods.map(({ period, closing }) => [period.label, closing]),
    );
    expect(out).toContain('Months ahead');
    expect(csv('out-backtest.csv').length).toBeGreaterThan(10);
    expect(text('out.html')).toContain('MRR so far and to come');
    expect(text('out-forecast.svg')).toContain('<svg');
  });

  test('refuses months that are none', async () => {
    const { status, err } = await run('--months', '0');
    expect(status).not.toBe(0);
    expect(err).toContain("--months must be a whole number from 1 to 60; received '0'");
  });
});
