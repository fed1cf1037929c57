import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { ledger, months, retentionReport } from 'tenure';
import { beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../docs/examples/report.ts';
import { sampleLedgerCsv } from '../../docs/examples/support/sample/sample-ledger.ts';
import { type Cells, exampleIn, type Run, root } from './run-example.ts';

const playbook = join(root, '../shared/conformance/mrr-playbook');
const { folder, run: report, csv, write, complaint } = exampleIn('report', main);
const written = (file = 'retention-report.csv') => csv(file);

const number = (row: Cells, column: string) => Number(row[column]);

describe('the sample ledger', () => {
  let printing: Run;
  beforeAll(async () => {
    printing = await report();
  }, 60_000);

  test('is what the generator makes', () => {
    const committed = readFileSync(join(root, 'docs/examples/data/sample-ledger.csv'), 'utf8');
    expect(committed.replaceAll('\r\n', '\n') === sampleLedgerCsv()).toBe(true);
    expect(committed.length).toBeLessThan(400_000);
  });

  test('prints a row a month that foots, and says what was taken and where the CSV is', () => {
    const { status, out, err } = printing;
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('Columns: customer = customer_id, subscription = subscription_id, start = start_date');
    expect(out).toMatch(/Periods: 2023-01 \(the earliest start, .+\) to 2026-06 \(where the data ends\)/);
    expect(out).toMatch(/Every figure in full precision: .*retention-report\.csv/);
    // A table is cut between its groups where the terminal, or a file, is not wide enough: here into two.
    const printed = out.split('\n').filter((line) => /^\d{4}-\d\d /.test(line));
    expect(printed).toHaveLength(2 * 42);
    expect(Math.max(...printed.map((line) => line.length))).toBeLessThanOrEqual(120);

    const rows = written();
    expect(rows.map(({ period }) => period)).toEqual(months('2023-01', '2026-06').map(({ label }) => label));
    for (const [index, row] of rows.entries()) {
      const gains = number(row, 'newMrr') + number(row, 'reactivationMrr') + number(row, 'expansionMrr');
      const bridge = number(row, 'openingMrr') + gains - number(row, 'contractionMrr') - number(row, 'churnMrr');
      expect(Math.abs(bridge - number(row, 'closingMrr'))).toBeLessThan(1e-9);
      expect(row.openingMrr).toBe(rows[index - 1]?.closingMrr ?? '0');
    }
  });

  test('looks like a business: it grows, loses 1 to 3 % of its customers a month, and keeps its revenue', () => {
    const rows = written().slice(6);
    const mean = (column: string) => rows.reduce((sum, row) => sum + number(row, column), 0) / rows.length;
    expect(mean('customerChurnRate')).toBeGreaterThan(0.01);
    expect(mean('customerChurnRate')).toBeLessThan(0.03);
    for (const row of rows) expect(Math.abs(number(row, 'netRevenueRetention') - 1)).toBeLessThan(0.05);
    expect(number(rows.at(-1) ?? {}, 'closingMrr')).toBeGreaterThan(2 * number(rows[0] ?? {}, 'closingMrr'));
  });

  test('also by quarter and by year', async () => {
    const { out } = await report(
      '--by',
      'quarter',
      '--from',
      '2024-02',
      '--to',
      '2024-12',
      '--out',
      'quarters.csv',
      '--html',
      'none',
    );
    expect(out).toContain('Periods: 2024-02 (--from) to 2024-12 (--to), by quarter, time zone UTC');
    expect(written('quarters.csv').map(({ period }) => period)).toEqual(['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4']);
    await report('--by', 'year', '--out', 'years.csv', '--html', 'none');
    expect(written('years.csv').map(({ period }) => period)).toEqual(['2023', '2024', '2025', '2026']);
  });
});

const noPlaybook = existsSync(playbook) ? '' : ' (skipped: ../shared/conformance is absent)';

test.skipIf(noPlaybook !== '')(`dbt's MRR playbook, 2017-09 to 2019-12${noPlaybook}`, async () => {
  const columns = ['--amount', 'monthly_amount', '--interval', 'month'];
  const range = ['--from', '2017-09', '--to', '2019-12', '--out', 'playbook.csv', '--html', 'none'];
  expect((await report(join(playbook, 'subscription_periods.csv'), ...columns, ...range)).err).toBe('');
  const summary = readFileSync(join(playbook, 'mrr_monthly_summary_spine2017.csv'));
  const expected = new Map(parse<Cells>(summary, { columns: true }).map((row) => [row.date_month?.slice(0, 7), row]));
  const names = {
    openingMrr: 'opening_mrr',
    newMrr: 'new_mrr',
    reactivationMrr: 'reactivation_mrr',
    expansionMrr: 'expansion_mrr',
    contractionMrr: 'contraction_mrr',
    churnMrr: 'churned_mrr',
    closingMrr: 'closing_mrr',
    newCustomers: 'new_customers',
    reactivatedCustomers: 'reactivated_customers',
    churnedCustomers: 'churned_customers',
    closingCustomers: 'closing_customers',
  };
  const rates = { netRevenueRetention: 'nrr', grossRevenueRetention: 'grr', customerChurnRate: 'logo_churn' };

  const rows = written('playbook.csv');
  expect(rows).toHaveLength(28);
  for (const row of rows) {
    const theirs = expected.get(row.period) ?? {};
    for (const [ours, name] of Object.entries(names)) {
      expect(number(row, ours), `${row.period} ${ours}`).toBe(Number(theirs[name] ?? 0));
    }
    for (const [ours, name] of Object.entries(rates)) {
      const rate = theirs[name] ?? '';
      expect(row[ours], `${row.period} ${ours}`).toBe(rate === '' ? '' : String(Number(rate)));
    }
  }
});

describe('columns', () => {
  test('pauses, seats, trials and terms are read; amounts never pass through a float', async () => {
    const header = 'customer,start,end,price,interval,interval_count,seats,trial_end,pause_start,pause_end';
    const rows = [
      'ada,2024-01-01,,0.1,month,,3,,2024-03-01,2024-04-01',
      'ben,2024-01-01,,600.00,month,6,,2024-02-01,,',
    ];
    await report(write('terms.csv', header, ...rows), '--to', '2024-04', '--out', 'terms-report.csv', '--html', 'none');
    const mrr = written('terms-report.csv').map((row) => row.closingMrr);
    expect(mrr).toEqual(['0.3', '100.3', '100', '100.3']);
  });

  test('flags come before guesses; a column mrr means months and takes no seats', async () => {
    const rows = write('mrr.csv', 'customer_id,begun,mrr,seats,interval', 'ada,2024-01-01,12,3,year');
    const { out } = await report(rows, '--start', 'begun', '--out', 'mrr-report.csv', '--html', 'none');
    expect(out).toContain('start = begun (flag), amount = mrr, interval = month for all rows');
    expect(out).toContain('Not used: seats, interval');
    expect(out).toContain('No end column: every row counts as still running');
    expect(written('mrr-report.csv').map(({ closingMrr }) => closingMrr)).toEqual(['12']);
  });

  test('a missing one is an error that lists those there are', async () => {
    const file = write('columns.csv', 'customer_id,start_date,monthly_amount', 'ada,2024-01-01,10');
    const there = 'the columns are customer_id, start_date, monthly_amount';
    expect(await complaint(file)).toBe(
      `no column for the amount (amount, price, mrr): name one with --amount COLUMN; ${there}`,
    );
    expect(await complaint(file, '--amount', 'monthly_amount')).toContain('--interval month for all rows');
    expect(await complaint(file, '--amount', 'cost')).toBe(`--amount: there is no column 'cost'; ${there}`);
  });
});

describe('a bad row is named by its line and column', () => {
  const header = 'customer_id,note,start_date,end_date,monthly_amount';
  const flags = ['--amount', 'monthly_amount', '--interval', 'month'];
  const good = 'ada,,2024-01-01,,10';

  test('as an editor counts: the header is line 1', async () => {
    const file = write('amount.csv', header, ...Array.from({ length: 16 }, () => good), 'eve,,2024-01-01,,abc');
    expect(await complaint(file, ...flags)).toMatch(
      /^amount\.csv line 18, column monthly_amount: must be .+; received 'abc'$/,
    );
  });

  test.each(['\n', '\r\n'])('with %j also inside quotes, and with blank lines', async (newline) => {
    const quoted = `"first${newline}second ""third""${newline}"`;
    const rows = [`ben,${quoted},2024-01-01,,5`, '', good, `eve,${quoted},2024-02-30,,5`];
    const file = write('quoted.csv', [header, ...rows].join(newline));
    expect(await complaint(file, ...flags)).toMatch(
      /^quoted\.csv line 7, column start_date: must be .+; received '2024-02-30'$/,
    );
  });

  test('an end before the start is shown as it stands in the file', async () => {
    const file = write('end.csv', header, 'eve,,2024-01-05,2024-01-02,10');
    const expected = "end.csv line 2, column end_date: must not come before its start; received '2024-01-02'";
    expect(await complaint(file, ...flags)).toBe(expected);
    expect(await complaint(file, ...flags, '--end-inclusive')).toBe(expected);
  });

  test('numbers, pauses, currencies, blank ids and short rows', async () => {
    const columns = 'customer_id,start,price,interval,seats,currency,pause_start,pause_end';
    const messageOf = async (...rows: readonly string[]) => complaint(write('row.csv', columns, ...rows));
    const seats = "row.csv line 2, column seats: must be a number written like 1,234.56; received 'many'";
    expect(await messageOf('ada,2024-01-01,1,month,many,,,')).toBe(seats);
    expect(await messageOf('ada,2024-01-01,1,month,,,,2024-03-01')).toContain(
      'line 2, column pause_start: must not be blank',
    );
    expect(await messageOf('ada,2024-01-01,1,rarely,,,,')).toBe(
      "row.csv line 2, column interval: must be a billing interval such as month, monatlich, yearly or 3 months; received 'rarely'",
    );
    expect(await messageOf(',2024-01-01,1,month,,,,')).toContain('line 2, column customer_id: must not be blank');
    expect(await messageOf('ada,2024-01-01,1,month,,EUR,,', 'ben,2024-01-01,1,month,,USD,,')).toContain(
      'amounts are in EUR and USD (EUR 1 rows, USD 1 rows), which cannot be added: --exchange-rates FILE',
    );
    expect(await messageOf('ada,2024-01-01,1')).toBe('row.csv line 2: the row has 3 cells, but the header has 8');
  });
});

test('--end-inclusive: a row ends where the day after its last one begins, whatever time of that is given', async () => {
  const header = 'customer_id,start_date,end_date,mrr';
  const rows = ['ada,2024-01-01,2024-01-31,10', 'ben,2024-01-01,2024-01-31T12:00:00Z,5', 'eve,2024-01-01,2024-03-15,1'];
  const file = write('inclusive.csv', header, ...rows);
  const churn = async (...flags: readonly string[]) => {
    await report(file, ...flags, '--out', 'churn.csv', '--html', 'none');
    return written('churn.csv').map((row) => row.closingMrr);
  };
  expect(await churn()).toEqual(['1', '1', '0']);
  expect(await churn('--end-inclusive')).toEqual(['16', '1', '0']);
});

test('ends that are last days are doubted, and named as they stand in the file', async () => {
  const rows = ['ada,2024-01-01,2024-01-31,10', 'ben,2024-01-15,2024-02-14,5', 'eve,2024-01-01,2024-03-31,1'];
  const doubt = /3 of 3 ends are the last day of a month.*Here: --end-inclusive\./s;
  const file = write('last.csv', 'customer_id,start_date,end_date,mrr', ...rows);
  expect((await report(file)).out.replaceAll(/\n +/g, ' ')).toMatch(doubt);
  const { out } = await report(file, '--end-inclusive');
  expect(out).not.toContain('of 3 ends');
  // It names the date that stands in the file.
  expect(out).toContain('(the day after 2024-04-01, the first one without service after 2024-03-31, the latest end');
  const first = ['ada,2024-01-01,2024-02-01,10', 'ben,2024-01-15,2024-02-15,5', 'eve,2024-01-01,2024-04-01,1'];
  const exclusive = write('first.csv', 'customer_id,start_date,end_date,mrr', ...first);
  expect((await report(exclusive)).out).not.toContain('of 3 ends');
});

test('--time-zone: months are those of the zone', async () => {
  const rows = ['ada,2024-02-01T03:00:00Z,10', 'ben,2024-02-15,5'];
  const file = write('zone.csv', 'customer_id,start,mrr', ...rows);
  await report(file, '--out', 'zone-report.csv', '--html', 'none');
  expect(written('zone-report.csv').map(({ period, closingMrr }) => [period, closingMrr])).toEqual([['2024-02', '15']]);
  const { out } = await report(file, '--time-zone', 'America/New_York', '--out', 'zone-report.csv', '--html', 'none');
  expect(out).toContain('time zone America/New_York');
  expect(written('zone-report.csv').map(({ period, closingMrr }) => [period, closingMrr])).toEqual([
    ['2024-01', '10'],
    ['2024-02', '15'],
  ]);
});

describe('the page of pictures', () => {
  test('is beside the CSV, or where --html says', async () => {
    const file = write('page.csv', 'customer_id,start,mrr', 'ada,2024-01-01,12.5', 'ben,2024-02-01,10');
    mkdirSync(join(folder, 'pages'));
    expect((await report(file, '--out', 'pages/page-report.csv')).out).toMatch(
      /Page with pictures: .*pages.page-report\.html/,
    );
    const page = readFileSync(join(folder, 'pages/page-report.html'), 'utf8');
    expect(page.match(/<figure /g)).toHaveLength(4);
    expect(page).toContain('page.csv, 2 rows');
    expect((await report(file, '--out', 'page-report.csv', '--html', 'other.html')).err).toBe('');
    expect(readFileSync(join(folder, 'other.html'), 'utf8')).toBe(page);
  });

  test('overwrites neither the ledger nor the CSV, and says where it cannot be written', async () => {
    const file = write('kept.csv', 'customer_id,start,mrr', 'ada,2024-01-01,12.5');
    expect(await complaint(file, '--html', file)).toMatch(/^--html .*kept\.csv is the ledger itself$/);
    expect(await complaint(file, '--out', 'one', '--html', 'one')).toMatch(/^--html .*one is also --out$/);
    expect(readFileSync(join(folder, file), 'utf8')).toContain('ada,2024-01-01,12.5');
    expect((await report(file, '--html', 'nowhere/page.html')).err).toMatch(
      /^--html .*page\.html cannot be written: ENOENT.*\n$/,
    );
  });
});

describe('what is wrong with the call is one line', () => {
  test.each([
    [['--colour'], "Unknown option '--colour'; --help lists the flags"],
    [['nowhere.csv'], 'there is no file nowhere.csv'],
    [['a.csv', 'b.csv'], 'one ledger file at a time, not a.csv and b.csv'],
    [['--by', 'week'], "--by must be one of month, quarter, year, plan, segment; received 'week'"],
    [['--from', '2024-13'], "--from must be a calendar month like '2026-03'; received '2024-13'"],
    [['--from', '2024-03', '--to', '2024-01'], "--to must not come before --from 2024-03; received '2024-01'"],
    [['--from', '0001-01'], 'from 0001-01 to 2026-06 are 24,306 months, and 1,200 are the most'],
    [
      ['--time-zone', 'Mars'],
      "--time-zone must be an IANA time zone like 'Europe/Berlin' or an offset like '+02:00'; received 'Mars'",
    ],
  ])('%j', async (args, message) => {
    expect(await complaint(...args)).toBe(message);
  });

  test('an empty file, one with a header alone, and one that the report would overwrite', async () => {
    expect(await complaint(write('empty.csv', ''))).toBe('empty.csv is empty');
    const header = write('header.csv', 'customer_id,start,mrr', '');
    expect(await complaint(header)).toBe('header.csv has a header, but no rows');
    expect(await complaint(header, '--out', 'header.csv')).toMatch(/^--out .*header\.csv is the ledger itself$/);
  });
});

test('--help goes to stdout, and --progress to stderr', async () => {
  const help = await report('--help');
  expect([help.status, help.err]).toEqual([0, '']);
  expect(help.out).toContain('--end-inclusive');
  const file = write('progress.csv', 'customer_id,start,mrr', 'ada,2024-01-01,12.5', 'ben,2024-02-01,10');
  expect((await report(file, '--progress')).err).toBe('2 rows read\n');
});

describe('definitions', () => {
  test('are those of --set, in the figures and on the page', async () => {
    const { out, err } = await report('--set', 'grain=subscription', '--set', 'movements=event');
    expect(err).toBe('');
    const rows = parse<Cells>(readFileSync(join(root, 'docs/examples/data/sample-ledger.csv'), 'utf8'), {
      columns: true,
    });
    const found = retentionReport(
      ledger(
        rows.map((row) => ({
          customerId: row.customer_id ?? '',
          subscriptionId: row.subscription_id || null,
          start: row.start_date ?? '',
          end: row.end_date !== '' && (row.end_date ?? '') < '2026-07-01' ? row.end_date : null,
          amount: row.amount ?? '',
          interval: row.interval as 'month',
          quantity: Number(row.quantity || 1),
          currency: row.currency ?? null,
          trialEnd: row.trial_end || null,
          pauses: row.pause_start ? [{ start: row.pause_start, end: row.pause_end || null }] : [],
        })),
        { grain: 'subscription', movements: 'event' },
      ),
      months('2026-05', '2026-06'),
    );
    const last = written().slice(-2);
    expect(last.map(({ expansionMrr }) => Number(expansionMrr))).toEqual(found.map(({ expansionMrr }) => expansionMrr));
    expect(last.map(({ churnMrr }) => Number(churnMrr))).toEqual(found.map(({ churnMrr }) => churnMrr));
    expect(readFileSync(join(folder, 'retention-report.html'), 'utf8')).toContain(
      'grain subscription, movements event',
    );
    expect(out).not.toBe('');
  });

  test('one that is none is refused', async () => {
    expect(await complaint('--set', 'grain=team')).toContain('--set grain must be');
    expect(await complaint('--set', 'asOf=2026-01-01')).toContain('--set must be OPTION=VALUE');
  });
});
