import { say } from '../language/language.ts';
import { type Table, tableOf } from '../page/sheet.ts';
import { textTable } from '../text/column-table.ts';
import { atRiskTable } from './at-risk.ts';
import { bandColumns, monthColumns, weightColumns } from './health-columns.ts';
import type { HealthStudy } from './health-study.ts';
import { bandNotes, verdict, weightNotes, weightsVerdict } from './health-wording.ts';

export function monthTable(study: HealthStudy): Table {
  return tableOf(say('Bands on the first day of each month'), monthColumns(study), study.months, [
    say('Customers with a subscription that runs.'),
  ]);
}

export function bandTable(study: HealthStudy): Table {
  const notes = [...verdict(study), bandNotes()];
  return tableOf(
    say('Who left, by the band on the first day of a month'),
    bandColumns(),
    study.backtest.pooled.bands,
    notes,
  );
}

/** Undefined where no weights are suggested. */
export function weightTable(study: HealthStudy): Table | undefined {
  const { suggestion } = study;
  if ('reason' in suggestion) return undefined;
  return tableOf(say('Weights'), weightColumns(), suggestion.signals, [...weightsVerdict(study), weightNotes()]);
}

const shownAtRisk = 10;

/** The study as tables of text. */
export function healthText(study: HealthStudy): string {
  const weights = weightTable(study);
  const tables = [
    monthTable(study),
    bandTable(study),
    ...(weights === undefined ? [] : [weights]),
    atRiskTable(study.atRisk, shownAtRisk),
  ];
  const texts = tables.map((table) =>
    [table.title, textTable(table, Number.POSITIVE_INFINITY), ...table.notes].join('\n'),
  );
  return [...texts, ...(weights === undefined ? weightsVerdict(study) : [])].join('\n\n');
}
