import { readInstant, readUnit } from '../../calendar/open.ts';
import {
  customerDurations,
  type DurationOptions,
  type ObservedDuration,
  type SurvivalCurveOptions,
  type SurvivalCurveRow,
} from '../../cohorts/index.ts';
import { durationColumns, readInterval, sortedDurations, survivalOf } from '../../cohorts/open.ts';
import { getOrAdd } from '../../table/index.ts';
import { countRows, rowReading } from '../activity/row-question.ts';
import { inParts } from '../frame/in-parts.ts';
import { type AnySource, decidePolicy, lifeQuestion } from '../frame/ledger-question.ts';
import type { InParts, TablePart } from '../frame/part.ts';
import type { Tally } from '../frame/tally.ts';

/** How a curve is made of subscriptions: the options of `customerDurations`. */
export type SurvivalInParts = SurvivalCurveOptions & { readonly durations?: DurationOptions | undefined };

const shape = { durations: { customers: 'count' } } as const;

/**
 * `survivalCurve` in parts: the share of customers who stay longer than each time.
 *
 * A part counts the customers with each duration: its size grows with the number of different ones. With `durations`, the options of
 * `customerDurations`, the source are subscriptions or a ledger, and otherwise durations.
 *
 * @param options - Those of `survivalCurve`; and `durations`, in which `asOf` is required.
 * @throws MetricsError as `survivalCurve` and `customerDurations` do; `CONFLICTING_POLICY` for a ledger or a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.survivalCurve({ durations: { asOf: '2026-07-01' } });
 * const ada = part([{ customerId: 'ada', start: '2026-01-01', amount: 30, interval: 'month' }]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', end: '2026-03-01', amount: 30, interval: 'month' }]);
 * result(merge([ada, ben])).map(({ time, survival }) => [time, survival]); // => [[0, 1], [2, 0.5], [6, 0.5]]
 * ```
 */
export function survivalCurve(
  options: SurvivalCurveOptions & { readonly durations: DurationOptions },
): InParts<AnySource, TablePart, SurvivalCurveRow[]>;
export function survivalCurve(
  options?: SurvivalCurveOptions,
): InParts<readonly ObservedDuration[], TablePart, SurvivalCurveRow[]>;
export function survivalCurve(options: SurvivalInParts = {}): unknown {
  const { durations, ...curve } = options;
  const bounds = readInterval(curve);
  const answer = (tally: Tally) => survivalOf(sortedDurations(columnsIn(tally)), bounds);
  if (durations !== undefined) return curveOfLives(curve, durations, answer);
  return inParts<readonly ObservedDuration[], SurvivalCurveRow[]>({
    of: 'survivalCurve',
    definitions: JSON.stringify({ options: optionText(curve) }),
    currency: null,
    shape,
    reading: rowReading,
    book(tally, rows) {
      bookDurations(tally, rows);
      return countRows(rows);
    },
    answer,
  });
}

function optionText({ confidence, intervalType }: SurvivalCurveOptions): object {
  return { confidence, intervalType };
}

function curveOfLives(
  curve: SurvivalCurveOptions,
  options: DurationOptions,
  answer: (tally: Tally) => SurvivalCurveRow[],
): InParts<AnySource, TablePart, SurvivalCurveRow[]> {
  const { asOf, unit = 'month', observedFrom, ...policy } = options;
  const { zone } = decidePolicy(policy, undefined, 'options.durations').rules;
  const from =
    observedFrom === undefined ? undefined : readInstant(observedFrom, zone, 'options.durations.observedFrom');
  return lifeQuestion({
    of: 'survivalCurve',
    asOf,
    policy,
    options: { ...optionText(curve), unit: readUnit(unit, 'options.durations.unit').name, observedFrom: from },
    path: 'options.durations.asOf',
    bag: 'options.durations',
    isPriced: false,
    shape,
    book: (tally, _opened, source) => bookDurations(tally, customerDurations(source, options)),
    answer,
  });
}

function bookDurations(tally: Tally, rows: readonly ObservedDuration[]): void {
  const { durations, entries, isEvent } = durationColumns(rows);
  // Many customers have one duration, and numbers are told apart faster than keys.
  const counts = [0, 1].map(() => new Map<number, Map<number, number>>());
  for (const [row, duration] of durations.entries()) {
    const byEntry = getOrAdd(
      counts[isEvent[row] as number] as Map<number, Map<number, number>>,
      duration,
      () => new Map(),
    );
    const entry = entries[row] as number;
    byEntry.set(entry, (byEntry.get(entry) ?? 0) + 1);
  }
  for (const [event, byDuration] of counts.entries()) {
    for (const [duration, byEntry] of byDuration) {
      for (const [entry, customers] of byEntry) tally.add('durations', [duration, entry, event], { customers });
    }
  }
}

function columnsIn(tally: Tally) {
  const rows = tally.rows('durations');
  const column = (place: number) =>
    rows.flatMap(({ key, count }) => new Array<number>(count('customers')).fill(key[place] as number));
  return {
    durations: Float64Array.from(column(0)),
    entries: Float64Array.from(column(1)),
    isEvent: Uint8Array.from(column(2)),
  };
}
