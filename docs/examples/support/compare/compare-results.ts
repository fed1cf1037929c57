import { comparePolicies, type Period, type PolicyComparison } from 'tenure';
import { periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { lastDate } from '../open/as-of.ts';
import { dateAt } from '../open/calendar-text.ts';
import { instants } from '../open/instants.ts';
import type { LedgerBook } from '../open/ledger-book.ts';
import { ledgerRead } from '../page/ledger-facts.ts';
import { checkSplit } from '../split.ts';
import { type CompareFlags, periodOf } from './compare-flags.ts';
import { compareRows } from './compare-rows.ts';
import { compareSheet, compareTables, verdict } from './compare-sheet.ts';
import { idleOptions } from './comparison.ts';
import { rateSentences } from './rates.ts';
import { splitComparison, splitComparisonRows, splitComparisonTable } from './split-comparison.ts';
import type { Told } from './told.ts';
import { closingSentence } from './way-picture.ts';
import { policyWording } from './wording.ts';

type Asked = Pick<CompareFlags, 'a' | 'b' | 'period' | 'split' | 'timeZone' | 'top'>;

export interface CompareResults extends Told {
  readonly comparison: PolicyComparison;
  readonly period: Period;
}

/** Two definitions compared on a ledger, wherever it is shown. */
export function compareResults(opened: LedgerBook, flags: Asked, findings: readonly string[]): CompareResults {
  const { source, known, exchange } = opened;
  const { a, b, timeZone, top, split } = flags;
  if (split !== undefined) checkSplit(split, source.rows);
  const { period, range } = comparedPeriod(opened, flags);
  const comparison = comparePolicies(known, period, { ...a.policy, ...exchange }, { ...b.policy, ...exchange });
  const idle = idleOptions(a, b, comparison);
  const parts = split === undefined ? [] : splitComparison(known, period, split, { a, b }, exchange);
  const splitTable = split === undefined ? undefined : splitComparisonTable(split, parts, flags);
  const named = { ...policyWording(), a: a.name, b: b.name };
  const data = { ...ledgerRead(source), comparison, a, b, idle, timeZone, range, findings, split: splitTable };
  return {
    tables: compareTables(data, top),
    verdict: verdict(comparison, idle),
    words: [closingSentence(comparison, policyWording()), ...rateSentences(comparison, named)],
    rows: compareRows(comparison),
    more: split === undefined ? {} : { [`by-${split}`]: splitComparisonRows(split, parts) },
    sheet: compareSheet(data),
    comparison,
    period,
  };
}

/** The period that is asked about, and in words with the reason for it. */
export function comparedPeriod(
  { asOf, known }: Pick<LedgerBook, 'asOf' | 'known'>,
  { period, timeZone }: Pick<Asked, 'period' | 'timeZone'>,
): { readonly period: Period; readonly range: string } {
  const epochOf = instants(timeZone);
  const isComplete = ({ end }: Period) => end.getTime() <= epochOf(asOf.instant);
  const rangeOf = (chosen: Period, reason: string) => ({
    period: chosen,
    range: `${periodText(chosen.label)} (${isComplete(chosen) ? reason : say('{reason}; incomplete', { reason })})`,
  });
  if (period !== undefined) return rangeOf(period, '--period');
  const latest = periodOf(lastDate(asOf, timeZone).slice(0, 7), timeZone);
  const isFirst = known.every(({ start }) => epochOf(start) >= latest.start.getTime());
  if (isComplete(latest) || isFirst) return rangeOf(latest, say('the month in which the data ends'));
  const before = periodOf(dateAt(new Date(latest.start.getTime() - 1), timeZone).slice(0, 7), timeZone);
  return rangeOf(before, say('the last complete month'));
}
