import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { firstResponseTime, month, period, reopenRate, repeatContactRate, resolutionTime } from 'tenure';
import { describe, expect, test } from 'vitest';
import { sampleTicketsCsv } from '../../docs/examples/support/sample/sample-tickets.ts';
import { main } from '../../docs/examples/tickets.ts';
import { figuresOf } from './markup.ts';
import { type Cells, exampleIn, root } from './run-example.ts';

const { run, csv, text, complaint, write } = exampleIn('tickets', main);
const sample = readFileSync(join(root, 'docs/examples/data/sample-tickets.csv'), 'utf8').replaceAll('\r\n', '\n');

describe('the sample of tickets', () => {
  test('is what the generator makes', () => {
    expect(sample === sampleTicketsCsv()).toBe(true);
  });

  test('what is printed, written and drawn is what the library says', async () => {
    const { status, out, err } = await run('--target', '24');
    expect([status, err]).toEqual([0, '']);
    const tickets = parse<Cells>(sample, { columns: true }).map((row) => ({
      customerId: row.customer_id ?? '',
      openedAt: row.opened_at ?? '',
      firstResponseAt: row.first_response_at || null,
      resolvedAt: row.resolved_at || null,
      reopened: Number(row.reopens),
      channel: row.channel ?? null,
    }));
    const options = { asOf: '2026-07-01' };
    const written = csv('tickets.csv');
    const cell = (figure: string, label: string, of = '') =>
      Number(written.find((row) => row.figure === figure && row.period === label && row.of === of)?.value);
    const june = month('2026-06');
    const solved = resolutionTime(tickets, june, { ...options, target: 24 });
    expect(cell('resolution hours median', '2026-06')).toBe(solved.median);
    expect(cell('resolution within the target', '2026-06')).toBe(solved.within?.value);
    expect(cell('tickets still open', '2026-06')).toBe(solved.open);
    expect(cell('first response hours mean', '2026-06')).toBe(firstResponseTime(tickets, june, options).mean);
    expect(cell('reopened', '2026-06')).toBe(reopenRate(tickets, june, options).value);
    const whole = period('2025-07-01', '2026-07-01');
    // A repeat by another channel counts for the first one's.
    for (const { key, value } of repeatContactRate(tickets, whole, { ...options, by: ({ channel }) => channel }))
      expect(cell('repeat contacts', '', String(key))).toBe(value);
    expect(out).toMatch(/^2026-06 +69 /m);
    expect(figuresOf(text('tickets.html'))).toHaveLength(2);
  });

  test('without a column for reopened tickets their share is not 0: it is not known', async () => {
    const file = write(
      'plain.csv',
      'customer_id,opened_at,resolved_at,channel',
      'ada,2026-01-02,2026-01-03,chat',
      'ben,2026-02-02,2026-02-05,mail',
      'ben,2026-02-02T10:00:00Z,2026-02-05,mail',
      'ben,2026-02-02T10:00:00Z,2026-02-05,mail',
    );
    const { out } = await run(file);
    expect(out).toContain('No column for reopened tickets, so their share is not known\n');
    expect(out).not.toMatch(/Reopened|reopened:/);
    expect(csv('tickets.csv').filter(({ figure }) => figure === 'reopened')).toEqual([]);
    expect(text('tickets.html')).not.toMatch(/reopened<|reopened of/);
    // What the library finds in tickets comes first.
    expect(out).toMatch(/Before you trust these numbers\n {2}- 1 row, on line 5: These tickets repeat/);
    const open = write('open.csv', 'customer_id,opened_at,first_response_at', 'ada,2026-01-02,2026-01-03');
    expect((await run(open)).out).toContain('No column for resolved tickets, so all of them count as open\n');
    const known = write('known.csv', 'customer_id,opened_at,resolved_at,reopens', 'ada,2026-01-02,2026-01-03,');
    expect((await run(known)).out).toMatch(/Reopened: of the resolved\./);
  });

  test.each([
    [['--target', '0'], '--target must be a number of hours above 0'],
    [['a.csv', 'b.csv'], 'one file of tickets at a time'],
  ])('%j is refused', async (args, words) => {
    expect(await complaint(...args)).toContain(words);
  });
});
