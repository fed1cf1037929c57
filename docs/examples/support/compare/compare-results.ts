import { comparePolicies, type Period, type Policy, type PolicyComparison } from 'tenure';
import { findingsOf } from '../findings.ts';
import { periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { lastDate } from '../open/as-of.ts';
import type { LedgerBook } from '../open/ledger-book.ts';
import type { Results } from '../out/results.ts';
import { ledgerRead } from '../page/ledger-facts.ts';
import type { Table } from '../page/sheet.ts';
import { checkSplit } from '../split.ts';
import { type CompareFlags, periodOf } from './compare-flags.ts';
import { compareRows } from './compare-rows.ts';
import { compareSheet } from './compare-sheet.ts';
import { idleOptions } from './comparison.ts';
import { splitComparison, splitComparisonRows, splitComparisonTable } from './split-comparison.ts';

type Asked = Pick<CompareFlags, 'a' | 'b' | 'period' | 'split' | 'timeZone'>;

export interface CompareResults extends Results {
  readonly comparison: PolicyComparison;
  readonly idle: readonly (keyof Policy)[];
  readonly period: Period;
  /** The period, and why that. */
  readonly range: string;
  readonly splitTable: Table | undefined;
}

/** Two definitions compared on a ledger, wherever it is shown. */
export function compareResults(
  opened: LedgerBook,
  flags: Asked,
  findings = findingsOf(opened.source, opened.policy),
): CompareResults {
  const { source, known, exchange } = opened;
  const { a, b, timeZone, split } = flags;
  if (split !== undefined) checkSplit(split, source.rows);
  const { period, reason } = chosenPeriod(opened, flags);
  const range = `${periodText(period.label)} (${reason})`;
  const comparison = comparePolicies(known, period, { ...a.policy, ...exchange }, { ...b.policy, ...exchange });
  const idle = idleOptions(a, b, comparison);
  const parts = split === undefined ? [] : splitComparison(known, period, split, { a, b }, exchange);
  const splitTable = split === undefined ? undefined : splitComparisonTable(split, parts, flags);
  const sheet = compareSheet({
    ...ledgerRead(source),
    comparison,
    a,
    b,
    idle,
    range,
    timeZone,
    findings,
    split: splitTable,
  });
  const more = split === undefined ? {} : { [`by-${split}`]: splitComparisonRows(split, parts) };
  return { rows: compareRows(comparison), more, sheet, comparison, idle, period, range, splitTable };
}

function chosenPeriod(opened: LedgerBook, { period, timeZone }: Asked): { period: Period; reason: string } {
  if (period !== undefined) return { period, reason: '--period' };
  const latest = lastDate(opened.asOf, timeZone);
  const reason = opened.isSample ? say('the last month of the sample') : say('the month in which the data ends');
  return { period: periodOf(latest.slice(0, 7), timeZone), reason };
}
