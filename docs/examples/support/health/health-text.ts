import { columnTable } from '../column-table.ts';
import { bandColumns, monthColumns, weightColumns } from './health-columns.ts';
import type { HealthStudy } from './health-study.ts';
import { bandNotes, verdict, weightNotes, weightsVerdict } from './health-wording.ts';

/** The study as tables of text. */
export function healthText(study: HealthStudy): string {
  const { months, backtest, suggestion } = study;
  const weights = 'reason' in suggestion ? [] : [columnTable(weightColumns, suggestion.signals), weightNotes];
  return [
    'Bands on the first day of each month',
    columnTable(monthColumns(study), months),
    '',
    'Who left, by the band on the first day of a month',
    columnTable(bandColumns, backtest.pooled.bands),
    bandNotes,
    '',
    ...verdict(study),
    '',
    ...weights,
    ...weightsVerdict(study),
  ].join('\n');
}
