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
/** As many take seconds. */
const manyRows = 5e5;

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
  const byShards = (shards: Shards) => all.result(all.merge(shards.map(all.part)));
  const counts = shardCounts.filter((count) => count === 1 || rows.length >= count * fewestRows);
  const shards = shardsOf(rows, counts.pop() as number);
  const cuts = counts.map((count) => joined(shards, count));

  // What is compared first has run, and takes seconds.
  const once = rows.length >= manyRows ? { repeats: 1 } : {};
  const expected = whole();
  for (const cut of cuts) deepStrictEqual(byShards(cut), expected);
  const made = shards.map(all.part);
  deepStrictEqual(all.result(all.merge(throughJson(made))), expected);
  const reports = made.map((part) => part.parts.report);
  deepStrictEqual(report.result(report.merge(reports)), expected.report);
  await race(rows.length, [
    { name: 'tenure: one ledger, three answers', run: whole, ...once },
    ...[...cuts, shards].map((cut) => ({
      name: `tenure: in parts of ${cut.length} ${cut.length === 1 ? 'shard' : 'shards'}`,
      run: () => byShards(cut),
      ...once,
    })),
    { name: `tenure: merging ${made.length} parts of the three`, run: () => all.merge(made) },
    { name: `tenure: merging ${made.length} parts of the report`, run: () => report.merge(reports) },
  ]);
  const size = (value: unknown) => `${JSON.stringify(value).length.toLocaleString('en')} bytes`;
  remark(rows.length, 'a merged part of the report', size(report.merge(reports)));
  remark(rows.length, 'a merged part of the three', size(all.merge(made)));
}

type Shards = readonly (readonly Subscription[])[];

function throughJson<T>(values: readonly T[]): T[] {
  return values.map((value) => JSON.parse(JSON.stringify(value)));
}

/** All rows of a customer in one, as a hash of its id says; in memory of their own, as rows are that a process has read. */
function shardsOf(rows: readonly Subscription[], count: number): Shards {
  const shards: Subscription[][] = Array.from({ length: count }, () => []);
  for (const row of rows) {
    let hash = 0;
    for (const letter of String(row.customerId)) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
    shards[hash % count]?.push(row);
  }
  return throughJson(shards);
}

/** Fewer shards of the same rows: copies would fill the memory, and slow down what they are compared with. */
function joined(shards: Shards, count: number): Shards {
  const each = shards.length / count;
  return Array.from({ length: count }, (_, shard) => shards.slice(shard * each, (shard + 1) * each).flat());
}
