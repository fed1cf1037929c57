import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledger, months, retentionReport } from 'tenure';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { question } from '../../docs/examples/distributed/question.ts';
import { bundleScripts } from './bundle-distributed.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenure-distributed-'));
beforeAll(() => bundleScripts(folder, ['part', 'merge']));
afterAll(() => rmSync(folder, { recursive: true }));

function run(script: string, args: readonly string[], lines: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, `${script}.js`), ...args], {
    input: lines.join('\n'),
    encoding: 'utf8',
  });
  return { status, lines: stdout.split('\n').filter((line) => line !== ''), err: stderr };
}

const shards = ['ada', 'ben', 'eve'].map((customerId, at) =>
  // Letters of several bytes, and a line break within a value.
  [0, 1].map((year) => ({
    customerId: `${customerId}-ü€\n`,
    start: `202${at + 1}-01-31`,
    amount: 10 + year,
    interval: 'month' as const,
    currency: 'EUR',
  })),
);
const rows = shards.flat();
const linesOf = (list: readonly unknown[]) => list.map((value) => JSON.stringify(value));

test('rows as lines, shards as lines and chunks of shards give the parts of their shards', () => {
  const expected = linesOf(shards.map((shard) => question.part(shard)));
  expect(shards.map((shard) => run('part', [], linesOf(shard)).lines)).toEqual(expected.map((line) => [line]));
  expect(run('part', ['--arrays'], linesOf(shards)).lines).toEqual(expected);
  const [first = '', ...others] = linesOf(shards);
  expect(run('part', ['--pool'], ['1', first, '2', ...others]).lines).toEqual(expected);
  expect(run('part', [], []).lines).toEqual(linesOf([question.part([])]));
});

test('a line longer than what comes at once is one line', () => {
  const many = Array.from({ length: 5_000 }, () => rows).flat();
  expect(run('part', ['--arrays'], linesOf([many])).lines).toEqual(linesOf([question.part(many)]));
});

test('merged parts give the result of all rows, and a count of the whole tells a lost shard', () => {
  const parts = linesOf(shards.map((shard) => question.part(shard)));
  const { lines, status } = run('merge', ['--rows', '6', '--customers', '3', '--result'], parts);
  expect(status).toBe(0);
  const { report } = JSON.parse(lines[0] ?? '');
  expect(report).toEqual(retentionReport(ledger(rows, { asOf: '2026-01-01' }), months('2021-01', '2025-12')));
  expect(run('merge', ['--rows', '6'], parts.slice(1))).toEqual({
    status: 1,
    lines: [],
    err: 'the parts have 4 rows, SQL counts 6: a shard is lost, doubled or badly cut\n',
  });
});

test('a wrong row ends the program with a line that names it', () => {
  const { status, err } = run('part', [], linesOf([rows[0], { ...rows[1], amount: -1 }]));
  expect(status).toBe(1);
  expect(err).toMatch(/^subscriptions\[1\]\.amount must be .*; received -1\n$/);
});
