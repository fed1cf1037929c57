import type { SurvivalCurveRow } from 'tenure';
import type { LegendEntry, Picture } from '../draw/picture.ts';
import { count, percent, shortPercent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { enough, trustedUntil } from './outlook.ts';
import type { Study } from './study.ts';
import { months } from './summary.ts';
import { survivalPanel } from './survival-panel.ts';

export function survivalPicture(study: Study): Picture {
  return {
    name: 'survival',
    title: say('Customers still there'),
    description: say(
      'A falling step line of the customers still there, with its interval, and a dashed line that goes on from it.',
    ),
    caption: captionOf(study),
    legend: legendOf(study),
    spec: (size) => ({ vconcat: [survivalPanel(study, size)] }),
  };
}

/** From when on too few are observed; undefined where the curve ends before that. */
function sparseFrom(curve: readonly SurvivalCurveRow[]): number | undefined {
  const until = trustedUntil(curve) ?? 0;
  return until < (curve.at(-1)?.time ?? 0) ? until : undefined;
}

function legendOf({ confidence, outlook, curve }: Study): LegendEntry[] {
  const observed: LegendEntry[] = [
    { kind: 'survival', label: say('observed (Kaplan-Meier)'), mark: 'line' },
    ...(sparseFrom(curve) === undefined
      ? []
      : [
          {
            kind: 'survival',
            label: say('observed, fewer than {count} customers', { count: enough }),
            mark: 'thin',
          } as const,
        ]),
    { kind: 'interval', label: say('{share} interval', { share: shortPercent(confidence) }), mark: 'band' },
  ];
  if (outlook.model === undefined) return observed;
  return [
    ...observed,
    { kind: 'model', label: say('model, beside what was observed'), mark: 'target' },
    { kind: 'projection', label: say('projected'), mark: 'dashed' },
  ];
}

function captionOf({ customers, left, median, outlook, curve }: Study): string {
  const sparse = sparseFrom(curve);
  return [
    say('{left} of {count} customers have left.', { left: count(left), count: count(customers) }),
    median === null
      ? say('More than half are still there.')
      : say('Half of the customers have left after {months}.', { months: months(median) }),
    ...(sparse === undefined
      ? []
      : [
          say('After month {month}, fewer than {count} customers are observed: that part of the curve says little.', {
            month: Math.floor(sparse),
            count: enough,
          }),
        ]),
    outlookText(outlook),
  ].join(' ');
}

function outlookText(outlook: Study['outlook']): string {
  if (outlook.model === undefined) return say('No projection: {reason}.', { reason: outlook.reason });
  const [join, end] = [outlook.projected[0], outlook.projected.at(-1)];
  if (join === undefined || end === undefined) return '';
  return say('From month {from} on, where {there} are there, the curve is projected: {later} in month {to}.', {
    from: Math.round(join.time),
    there: percent(join.survival),
    later: percent(end.survival),
    to: Math.round(end.time),
  });
}
