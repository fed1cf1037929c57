import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { firstResponseTime, month, period, reopenRate, repeatContactRate, resolutionTime } from 'tenure';
import { describe, expect, test } from 'vitest';
import { sampleTicketsCsv } from '../../docs/examples/support/sample/sample-tickets.ts';
import { main } from '../../docs/examples/tickets.ts';
import { figuresOf } from './markup.ts';
import { type Cells, exampleIn, root } from './run-example.ts';

const { run, csv, text, complaint } = exampleIn('tickets', main);
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

  test.each([
    [['--target', '0'], '--target must be a number of hours above 0'],
    [['a.csv', 'b.csv'], 'one file of tickets at a time'],
  ])('%j is refused', async (args, words) => {
    expect(await complaint(...args)).toContain(words);
  });
});
