import { reject } from '../../errors.ts';
import { type Rational, zero } from '../../exact/index.ts';
import {
  type BacktestScoresOptions,
  backtestScores as backtestScoresOfAll,
  type HealthOutcome,
  type ScoreBacktest,
} from '../../health/index.ts';
import { chancesOf, evaluate, outcomesByScore, readEvaluation, readOutcomes } from '../../health/open.ts';
import { isMissing } from '../../read/index.ts';
import { getOrAdd } from '../../table/index.ts';
import { countRows, rowReading } from '../activity/row-question.ts';
import { inParts } from '../frame/in-parts.ts';
import type { InParts, TablePart } from '../frame/part.ts';
import type { Tally } from '../frame/tally.ts';

/**
 * `backtestScores` in parts: how well scores predicted which customers would leave.
 *
 * A part counts the customers with each list of scores and outcomes, and has the MRR of each score and outcome; its size grows with the
 * number of different scores.
 *
 * @param options - Those of `backtestScores`.
 * @throws MetricsError as `backtestScores` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.backtestScores();
 * const ada = part([{ customerId: 'ada', score: 20, churned: true }]);
 * const ben = part([{ customerId: 'ben', score: 90, churned: false }]);
 * result(merge([ada, ben])).auc.value; // => 1
 * ```
 */
export function backtestScores(
  options: BacktestScoresOptions = {},
): InParts<readonly HealthOutcome[], TablePart, ScoreBacktest> {
  backtestScoresOfAll([], options);
  const { bands, calibrateOn, ...evaluation } = options;
  const rules = readEvaluation(evaluation, bands, 'options.bands');
  const before = calibrateOn === undefined ? null : outcomesByScore(readOutcomes(calibrateOn, 'options.calibrateOn'));
  return inParts<readonly HealthOutcome[], ScoreBacktest>({
    of: 'backtestScores',
    definitions: JSON.stringify({ options: rules, calibrateOn: before }),
    currency: null,
    shape: { owners: { customers: 'count' }, mrr: { outcomes: 'count', amount: 'sum' } },
    reading: rowReading,
    book(tally, outcomes) {
      bookOutcomes(tally, outcomes);
      return countRows(outcomes);
    },
    answer(tally) {
      const columns = columnsIn(tally);
      return evaluate({ ...columns, ...chancesOf(columns.scores, before) }, rules);
    },
  });
}

/** Outcomes of one customer vary together: they stay a list, and equal lists are counted. */
function bookOutcomes(tally: Tally, outcomes: readonly HealthOutcome[]): void {
  const { scores, churned, mrr, owners } = readOutcomes(outcomes, 'outcomes');
  const hasMrr = !isMissing(outcomes[0]?.mrr);
  const byOwner = new Map<number, (readonly [score: number | null, churned: number])[]>();
  for (const [row, score] of scores.entries()) {
    const outcome = [Number.isNaN(score) ? null : score, churned[row] as number] as const;
    getOrAdd(byOwner, owners[row] as number, () => []).push(outcome);
    tally.add('mrr', [...outcome, hasMrr], { outcomes: 1, amount: mrr[row] as Rational });
  }
  for (const own of byOwner.values()) {
    own.sort(([a, left], [b, right]) => (a ?? -1) - (b ?? -1) || left - right);
    tally.add('owners', [JSON.stringify(own)], { customers: 1 });
  }
}

/** Rows that come to the same: each sum is that of a score and an outcome, and stands in the first row of them. */
function columnsIn(tally: Tally) {
  const rows: { score: number; churned: number; owner: number; mrr: Rational }[] = [];
  const sums = new Map<string, Rational>();
  const forms = new Set<unknown>();
  for (const { key, sum } of tally.rows('mrr')) {
    sums.set(JSON.stringify(key.slice(0, 2)), sum('amount'));
    forms.add(key[2]);
  }
  if (forms.size > 1) reject('INVALID_AMOUNT', 'outcomes', 'have an mrr in all parts or in none', 'both');
  let owners = 0;
  for (const { key, count } of tally.rows('owners')) {
    const outcomes = JSON.parse(key[0] as string) as [number | null, number][];
    for (const end = owners + count('customers'); owners < end; owners += 1) {
      for (const [score, churned] of outcomes) {
        const name = JSON.stringify([score, churned]);
        rows.push({ score: score ?? Number.NaN, churned, owner: owners, mrr: sums.get(name) ?? zero });
        sums.delete(name);
      }
    }
  }
  return {
    scores: Float64Array.from(rows, ({ score }) => score),
    churned: Uint8Array.from(rows, ({ churned }) => churned),
    owners: Uint32Array.from(rows, ({ owner }) => owner),
    mrr: rows.map(({ mrr }) => mrr),
    ownerCount: owners,
  };
}
