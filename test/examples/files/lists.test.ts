import { netPromoterScore } from 'tenure';
import { describe, expect, test } from 'vitest';
import { readFlags as healthFlags } from '../../../docs/examples/support/health/health-flags.ts';
import { openHealth } from '../../../docs/examples/support/health/open-health.ts';
import { openUsage } from '../../../docs/examples/support/usage/open-usage.ts';
import { readFlags as usageFlags } from '../../../docs/examples/support/usage/usage-flags.ts';
import { lines, onDisk, today, windows1252 } from './open-file.ts';

const io = { out: { write: () => {} }, err: { write: () => {} }, now: () => today };
const ledger = onDisk(
  'health-ledger.csv',
  lines('customer,start,amount,interval', 'ada,2025-01-01,10,month', 'ben,2025-01-01,10,month'),
);
const events = onDisk('events.csv', lines('customer,at', 'ada,2025-02-01', 'ben,2025-02-03'));

const usage = (...args: readonly string[]) => openUsage(usageFlags(args), io);
const health = (...args: readonly string[]) => openHealth(healthFlags([ledger, ...args]), io);
/** What is complained about, without the folder. */
const complaintOf = (opening: Promise<unknown>) =>
  opening.then(
    () => '',
    (error: Error) => error.message.replaceAll(/\/\S*\//g, ''),
  );

describe('answers are read the same way by usage and health', () => {
  const surveys = onDisk(
    'answers.csv',
    lines(
      'customer_id,date,score,survey',
      'ada,2025-02-01,9,nps',
      'ben,2025-02-01,10,',
      'ada,2025-02-03,5,csat',
      'ben,2025-02-03,7,CES',
      'ben,2025-02-04,3,onboarding',
    ),
  );

  test('by their column survey: a CSAT of 5 is no NPS of 5', async () => {
    const opened = await usage(events, surveys);
    expect(opened.answers?.rows.map(({ score, survey }) => [score, survey])).toEqual([
      [9, 'nps'],
      [10, 'nps'],
    ]);
    expect(netPromoterScore(opened.answers?.rows ?? []).score).toBe(100);
    const said = opened.description.join('\n');
    expect(said).toMatch(/answers\.csv: 4 rows, of which 2 are answers to nps/);
    expect(said).toContain("Left out: answers to other surveys than nps, csat, ces: 1 'onboarding'");
    const csat = await usage(events, surveys, '--survey', 'csat');
    expect(csat.answers?.rows.map(({ score }) => score)).toEqual([5]);

    const { data, description } = await health('--answers', surveys);
    expect(data.responses).toEqual([
      { customerId: 'ada', at: '2025-02-01', score: 9, themes: [], survey: 'nps' },
      { customerId: 'ben', at: '2025-02-01', score: 10, themes: [], survey: 'nps' },
      { customerId: 'ada', at: '2025-02-03', score: 5, themes: [], survey: 'csat' },
      { customerId: 'ben', at: '2025-02-03', score: 7, themes: [], survey: 'ces' },
    ]);
    expect(description.join('\n')).toContain("1 'onboarding'");
  });

  test('or with a column for each question', async () => {
    const file = onDisk(
      'questions.csv',
      lines('Kunde;Datum;NPS;CSAT', 'ada;01.02.2025;9;', 'ben;13.02.2025;3;4').replaceAll(',', ';'),
    );
    expect((await usage(events, file)).answers?.rows.map(({ score }) => score)).toEqual([9, 3]);
    expect((await usage(events, file, '--survey', 'csat')).answers?.rows.map(({ score }) => score)).toEqual([4]);
    expect(await complaintOf(usage(events, file, '--survey', 'ces'))).toBe(
      'questions.csv: no answer is to the survey ces; the file has nps 2, csat 1: --survey says which',
    );
    const { data } = await health('--answers', file);
    expect(data.responses).toHaveLength(3);
  });

  test('all faults at once, on the scale of each survey', async () => {
    const file = onDisk(
      'bad-answers.csv',
      lines('customer,date,score,survey', 'ada,2025-02-01,11,nps', ',2025-13-01,6,csat', 'ben,2025-02-01,many,'),
    );
    const expected = [
      'bad-answers.csv: 4 faults on 3 of 3 lines, and nothing was computed',
      "column score, once: must be a whole number from 0 to 10: line 2 '11'",
      "column score, once: must be a whole number from 1 to 5: line 3 '6'",
      "line 3 '2025-13-01'",
      "column score, once: must be a number written like 1,234.56: line 4 'many'",
    ];
    for (const complaint of [await complaintOf(usage(events, file)), await complaintOf(health('--answers', file))]) {
      for (const words of expected) expect(complaint).toContain(words);
    }
  });

  test('and columns can be named, by the flags that each of them has', async () => {
    const file = onDisk('named.csv', lines('who,when,stars', 'ada,2025-02-01,9'));
    const named = await health(
      '--answers',
      file,
      '--column',
      'answers.customer=who',
      '--column',
      'answers.at=when',
      '--column',
      'answers.score=stars',
    );
    expect(named.data.responses).toEqual([{ customerId: 'ada', at: '2025-02-01', score: 9, themes: [] }]);
    expect(await complaintOf(health('--answers', file))).toContain('name one with --column answers.at=COLUMN');
    expect(await complaintOf(usage(events, file))).toContain('name one with --survey-at COLUMN');
    expect(() => healthFlags([ledger, '--column', 'notes.at=x'])).toThrow('--column must be FILE.FIELD=COLUMN');
  });
});

test('events of a German spreadsheet, and events that lie ahead', async () => {
  const file = onDisk(
    'ereignisse.csv',
    windows1252(
      lines(
        'Kunde;Datum;Funktion;Dauer in Sekunden',
        'Müller;31.01.2025 14:05;Export;1.234,5',
        'Jäger;01.02.2025;Import;',
      ),
    ),
  );
  const { events: read, description } = await usage(file);
  expect(read.rows).toEqual([
    { customerId: 'Müller', at: '2025-01-31T14:05:00.000Z', feature: 'Export', durationSeconds: 1234.5 },
    { customerId: 'Jäger', at: '2025-02-01', feature: 'Import' },
  ]);
  expect(description.join('\n')).toContain('Read as: windows-1252, columns separated by semicolons');
});

test('an event of the year 1 is named, and makes no thousands of months', async () => {
  const file = onDisk('year-1.csv', lines('customer,at', 'ada,2025-02-01', 'ada,0001-02-01'));
  expect(await complaintOf(usage(file))).toMatch(
    /^year-1\.csv line 3, column at: from '0001-02-01' to 2026-03 are 24,302 months/,
  );
});

test('tickets and payments beside a ledger', async () => {
  const tickets = onDisk(
    'tickets.csv',
    lines('Customer;Created At;Gelöst am', 'ada;02.01.2025;13.01.2025', 'ben;14.01.2025;'),
  );
  const payments = onDisk(
    'payments.csv',
    lines('customer,paid at,state,invoice', 'ada,2025-02-01,paid,i1', 'ben,2025-02-01,Fehlgeschlagen,i2'),
  );
  const { data, asOf } = await health('--tickets', tickets, '--payments', payments);
  expect(data.tickets).toEqual([
    { customerId: 'ada', openedAt: '2025-01-02', resolvedAt: '2025-01-13' },
    { customerId: 'ben', openedAt: '2025-01-14' },
  ]);
  expect(data.payments).toEqual([
    { customerId: 'ada', at: '2025-02-01', status: 'succeeded', invoiceId: 'i1' },
    { customerId: 'ben', at: '2025-02-01', status: 'failed', invoiceId: 'i2' },
  ]);
  expect(asOf.instant).toBe('2025-02-02');
});
