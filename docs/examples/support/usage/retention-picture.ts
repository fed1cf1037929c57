import { heatPicture } from '../cohorts/heat-picture.ts';
import { keptScale } from '../cohorts/heat-scale.ts';
import { cohortsWord, linesOf, timeOf } from '../cohorts/triangle.ts';
import type { Picture } from '../draw/picture.ts';
import { percent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { UsageCell, UsageGrid } from './usage-grid.ts';

const milestone = 3;

export function retentionPicture(grid: UsageGrid): Picture {
  return heatPicture(grid, keptScale(), ({ retention }: UsageCell) => retention, {
    name: 'usage-retention',
    title: say('Customers who use the product again'),
    caption: `${captionOf(grid)}${say('Numbers are percent of the customers who first used it in that month; the number of these customers is in brackets.')}`,
  });
}

function captionOf(grid: UsageGrid): string {
  const { average } = grid;
  const point = [average[milestone], average[1]].find(
    (candidate) => candidate !== undefined && candidate.retention !== null,
  );
  if (point === undefined) return '';
  const { age, retention } = point;
  const cohorts = linesOf(grid).filter(({ cells }) => cells[age]?.customers !== null).length;
  const text = say('After {time}, {share} of the customers are active ({cohorts} old enough, weighted by size).', {
    time: timeOf(age, 'month'),
    share: percent(retention),
    cohorts: cohortsWord(cohorts),
  });
  return `${text} `;
}
