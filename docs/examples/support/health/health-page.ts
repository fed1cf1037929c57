import type { AsOf } from '../as-of.ts';
import { document, type Facts, section } from '../page/document.ts';
import { figure } from '../page/figure.ts';
import { escapeHtml } from '../page/html.ts';
import { htmlTable } from '../page/html-table.ts';
import { bandsPicture } from './bands-picture.ts';
import { calibrationPicture } from './calibration-picture.ts';
import { bandColumns, monthColumns, weightColumns } from './health-columns.ts';
import type { HealthStudy } from './health-study.ts';
import { bandNotes, verdict, weightNotes, weightsVerdict } from './health-wording.ts';

export interface HealthPageData {
  readonly name: string;
  readonly facts: Facts;
  readonly asOf: AsOf;
  readonly study: HealthStudy;
}

/** Scores and their backtest as a page that needs nothing beside itself. */
export async function healthPage({ name, facts, asOf, study }: HealthPageData): Promise<string> {
  const { months, backtest, suggestion, timeZone, horizonDays } = study;
  const figures = await Promise.all([figure(bandsPicture(study)), figure(calibrationPicture(study))]);
  const all: Facts = [
    ...facts,
    ['As of', `${asOf.instant} (${asOf.reason})`],
    ['Time zone', timeZone],
    ['Horizon', `${horizonDays} days from the first day of a month; left: without MRR at any time in it`],
  ];
  const bands = [...verdict(study), bandNotes].map(escapeHtml).join('<br/>');
  const weights =
    'reason' in suggestion
      ? []
      : [
          section(
            'Weights',
            htmlTable('Weights', weightColumns, suggestion.signals),
            [...weightsVerdict(study), weightNotes].map(escapeHtml).join('<br/>'),
          ),
        ];
  return document('Customer health', name, all, [
    ...figures,
    section('Who left, by band', htmlTable('Who left, by band', bandColumns, backtest.pooled.bands), bands),
    ...weights,
    section(
      'Bands by month',
      htmlTable('Bands by month', monthColumns(study), months),
      'Customers with a subscription that runs.',
    ),
  ]);
}
