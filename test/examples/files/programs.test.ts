import { expect, test } from 'vitest';
import { main as cohorts } from '../../../docs/examples/cohorts.ts';
import { main as compare } from '../../../docs/examples/compare.ts';
import { main as health } from '../../../docs/examples/health.ts';
import { main as report } from '../../../docs/examples/report.ts';
import { main as survival } from '../../../docs/examples/survival.ts';
import { exampleIn } from '../run-example.ts';
import { lines, onDisk, windows1252 } from './open-file.ts';

const german = onDisk(
  'bestand.csv',
  windows1252(
    lines(
      'Kundennummer;Vertragsbeginn;Vertragsende;Preis;Turnus;Menge;Währung',
      'K-1;01.01.2025;;1.200,00 €;jährlich;1;EUR',
      'K-2;15.02.2025;30.06.2025;49,90 €;monatlich;3;EUR',
      'K-3;01.03.2025;31.08.2028;90,00 €;vierteljährlich;1;EUR',
      'K-4;13.09.2025;;20,00 €;monatlich;1;EUR',
      'Summe;;;1.359,90 €;;;',
    ),
  ),
);
const stripe = onDisk(
  'subscriptions.csv',
  lines(
    'id,Customer ID,Status,Start (UTC),Ended At (UTC),Plan,Quantity,Interval,Amount,Currency,Trial End (UTC),Cancel At Period End',
    'sub_1,cus_1,active,2025-01-03 14:21,,Pro yearly,1,year,"1,188.00",eur,,false',
    'sub_2,cus_2,canceled,2025-02-10 09:00,2025-07-10 09:00,Team,3,month,20.00,eur,,false',
    'sub_3,cus_3,active,2025-08-01 10:00,,Team,2,month,20.00,eur,2025-08-15 10:00,false',
  ),
);

const programs = Object.entries({ report, cohorts, survival, compare, health }).map(
  ([name, main]) => [name, exampleIn(name, main)] as const,
);
const { run, csv, text } = exampleIn('board', report);

test.each(programs)('%s reads a German spreadsheet and an export of Stripe, without a flag', async (_, example) => {
  for (const [file, words] of [
    [german, 'Read as: windows-1252, columns separated by semicolons, numbers like 1.234,56, dates with the day first'],
    [stripe, "Recognised: Stripe's export of subscriptions"],
  ] as const) {
    const { status, out, err } = await example.run(file, '--html', 'none');
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain(words);
    expect(out).toContain('As of: 2025-');
  }
});

test('the board table of a German spreadsheet', async () => {
  await run(german, '--html', 'none', '--end-inclusive', '--to', '2025-08', '--out', 'board.csv');
  expect(csv('board.csv').map((row) => [row.period, row.closingMrr, row.churnMrr])).toEqual([
    ['2025-01', '100', '0'],
    ['2025-02', '249.7', '0'],
    ['2025-03', '279.7', '0'],
    ['2025-04', '279.7', '0'],
    ['2025-05', '279.7', '0'],
    ['2025-06', '279.7', '0'],
    // 30 June is the last day of service.
    ['2025-07', '130', '149.7'],
    ['2025-08', '130', '0'],
  ]);
});

test('faults are many lines on stderr, exit code 1, and no file', async () => {
  const file = onDisk(
    'faulty.csv',
    lines('Kunde;Beginn;Preis;Turnus', 'a;31.02.2025;1,5;Monat', 'b;13.01.2025;x;Monat'),
  );
  const { status, out, err } = await run(file, '--out', 'none.csv');
  expect([status, out]).toEqual([1, '']);
  expect(err.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/faulty\.csv: 2 faults on 2 of 2 lines, and nothing was computed$/),
    "  column Beginn, once: must be a date with the day first, or in ISO 8601: line 2 '31.02.2025'",
    "  column Preis, once: must be a number written like 1.234,56: line 3 'x'",
  ]);
  expect(() => text('none.csv')).toThrow('ENOENT');
});
