import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { customerEffortScore, customerSatisfactionScore, netPromoterScore } from 'tenure';
import { expect, test } from 'vitest';
import { main } from '../../docs/examples/surveys.ts';
import { figuresOf } from './markup.ts';
import { type Cells, exampleIn, root } from './run-example.ts';

const { run, csv, text, complaint, write } = exampleIn('surveys', main);

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

test('scores of another scale, and themes that are several, are doubted', async () => {
  const scores = [1, 2, 3, 4, 5, 5, 4, 3, 2, 5];
  const row = (score: number, place: number) => `c${place},2026-01-${10 + place},${score}`;
  const school = write('school.csv', 'customer_id,at,score', ...scores.map(row));
  expect((await run(school)).out).toMatch(/All scores are from 1 to 5.*Here: --survey csat, --survey ces\./s);
  expect(text('surveys.html')).toContain('All scores are from 1 to 5');
  expect((await run(school, '--lang', 'de')).out).toMatch(/Alle Werte liegen zwischen 1 und 5/);
  expect((await run(school, '--survey', 'csat')).out).not.toContain('Before you trust');
  const themes = write('themes.csv', 'at;score;themes', '2026-01-10;9;price', '2026-01-11;3;support, price');
  const note = "Themes such as 'support, price' hold ',': --theme-separator ',' makes several of each";
  expect((await run(themes)).out).toContain(note);
  expect((await run(themes, '--theme-separator', ',')).out).not.toContain('Themes such as');
  const words = write('words.csv', 'at;score;themes', '2026-01-10;9;price', '2026-01-11;3;slow, but good');
  expect((await run(words)).out).not.toContain('Themes such as');
});
