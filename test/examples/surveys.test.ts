import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { customerEffortScore, customerSatisfactionScore, netPromoterScore } from 'tenure';
import { expect, test } from 'vitest';
import { main } from '../../docs/examples/surveys.ts';
import { figuresOf } from './markup.ts';
import { type Cells, exampleIn, root } from './run-example.ts';

const { run, csv, text, complaint } = exampleIn('surveys', main);

test('each survey of the sample is measured as the library measures it', async () => {
  const { status, out, err } = await run();
  expect([status, err]).toEqual([0, '']);
  const rows = parse<Cells>(readFileSync(join(root, 'docs/examples/data/sample-answers.csv'), 'utf8'), {
    columns: true,
  });
  const scores = (name: string) => rows.map((row) => Number(row[name]));
  const written = csv('surveys.csv');
  const whole = (figure: string) =>
    Number(written.find((row) => row.figure === figure && row.period === '' && row.of === '')?.value);
  expect(whole('nps')).toBe(netPromoterScore(scores('nps')).score);
  expect(whole('csat')).toBe(customerSatisfactionScore(scores('csat')).score);
  expect(whole('ces')).toBe(customerEffortScore(scores('ces')).share);
  expect(out).toContain('CES by quarter');
  expect(figuresOf(text('surveys.html'))).toHaveLength(3);
});

test('one of them is asked about by its name', async () => {
  const { out } = await run('--survey', 'csat', '--scale', '1-5', '--good-from', '5');
  expect(out).toContain('CSAT by quarter');
  expect(out).not.toContain('NPS by quarter');
  expect(await complaint('--scale', '1-7')).toContain('--scale is for --survey csat and ces');
});
