import { deepStrictEqual } from 'node:assert/strict';
import {
  customerDurations,
  ledger,
  months,
  retentionCohorts,
  retentionReport,
  type Subscription,
  survivalCurve,
} from 'tenure';
import * as parts from 'tenure/parts';
import { race, remark } from './race.ts';
import { firstMonth, lastMonth } from './rows.ts';

const allMonths = months(firstMonth, lastMonth);
const policy = { asOf: '2026-01-01', currency: 'EUR' } as const;
const shardCounts = [1, 16, 256];
/** In a shard: smaller ones are not what anybody would send, and mostly cost what a question costs. */
const fewestRows = 3_900;

/** A report, cohorts and a survival curve of all rows at once, and by shards of customers in the same process. */
export async function partsRace(rows: readonly Subscription[]): Promise<void> {
  const whole = () => {
    const book = ledger(rows, policy);
    return {
      report: retentionReport(book, allMonths, policy),
      cohorts: retentionCohorts(book, policy),
      survival: survivalCurve(customerDurations(book, policy)),
    };
  };
  const report = parts.retentionReport(allMonths, policy);
  const all = parts.together({
    report,
    cohorts: parts.retentionCohorts(policy),
    survival: parts.survivalCurve({ durations: policy }),
  });
  const expected = whole();
  const counts = shardCounts.filter((count) => rows.length >= count * fewestRows);
  const cuts = counts.map((count) => shardsOf(rows, count));
  const byShards = (shards: readonly (readonly Subscription[])[]) => all.result(all.merge(shards.map(all.part)));
  for (const shards of cuts) deepStrictEqual(byShards(shards), expected);

  const made = (cuts.at(-1) as Subscription[][]).map(all.part);
  const texts = made.map((part) => JSON.stringify(part));
  deepStrictEqual(all.result(all.merge(texts.map((text) => JSON.parse(text)))), expected);
  const reports = (cuts.at(-1) as Subscription[][]).map(report.part);
  deepStrictEqual(report.result(report.merge(reports)), expected.report);
  await race(rows.length, [
    { name: 'tenure: one ledger, three answers', run: whole },
    ...cuts.map((shards) => ({
      name: `tenure: in parts of ${shards.length} ${shards.length === 1 ? 'shard' : 'shards'}`,
      run: () => byShards(shards),
    })),
    { name: `tenure: merging ${made.length} parts of the three`, run: () => all.merge(made) },
    { name: `tenure: merging ${made.length} parts of the report`, run: () => report.merge(reports) },
  ]);
  const size = (value: unknown) => `${JSON.stringify(value).length.toLocaleString('en')} bytes`;
  remark(rows.length, 'a merged part of the report', size(report.merge(reports)));
  remark(rows.length, 'a merged part of the three', size(all.merge(made)));
}

/** All rows of a customer in one, as a hash of its id says; in memory of their own, as rows are that a process has read. */
function shardsOf(rows: readonly Subscription[], count: number): Subscription[][] {
  const shards: Subscription[][] = Array.from({ length: count }, () => []);
  for (const row of rows) {
    let hash = 0;
    for (const letter of String(row.customerId)) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
    shards[hash % count]?.push(row);
  }
  return shards.map((shard) => JSON.parse(JSON.stringify(shard)));
}
