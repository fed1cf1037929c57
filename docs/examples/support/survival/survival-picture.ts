import { grouped, percent, shortPercent } from '../formats.ts';
import type { LegendEntry, Picture } from '../page/picture.ts';
import type { Study } from './study.ts';
import { months } from './summary.ts';
import { survivalPanel } from './survival-panel.ts';

export function survivalPicture(study: Study): Picture {
  return {
    title: 'Customers still there',
    description:
      'A falling step line of the customers still there, with its interval, and a dashed line that goes on from it.',
    caption: captionOf(study),
    legend: legendOf(study),
    spec: (size) => ({ vconcat: [survivalPanel(study, size)] }),
  };
}

function legendOf({ confidence, outlook }: Study): LegendEntry[] {
  const observed: LegendEntry[] = [
    { kind: 'survival', label: 'observed (Kaplan-Meier)', mark: 'line' },
    { kind: 'interval', label: `${shortPercent(confidence)} interval`, mark: 'band' },
  ];
  if (outlook.model === undefined) return observed;
  return [
    ...observed,
    { kind: 'model', label: 'model, beside what was observed', mark: 'target' },
    { kind: 'projection', label: 'projected', mark: 'dashed' },
  ];
}

function captionOf({ customers, left, median, outlook }: Study): string {
  const count = (number: number) => grouped(String(number));
  const half =
    median === null ? 'More than half are still there.' : `Half of the customers have left after ${months(median)}.`;
  return `${count(left)} of ${count(customers)} customers have left. ${half} ${outlookText(outlook)}`;
}

function outlookText(outlook: Study['outlook']): string {
  if (outlook.model === undefined) return `No projection: ${outlook.reason}.`;
  const [join, end] = [outlook.projected[0], outlook.projected.at(-1)];
  if (join === undefined || end === undefined) return '';
  return (
    `From month ${Math.round(join.time)} on, where ${percent(join.survival)} are there, the curve is projected: ` +
    `${percent(end.survival)} in month ${Math.round(end.time)}.`
  );
}
