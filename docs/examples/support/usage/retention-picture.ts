import { cohortsWord, heatPicture } from '../cohorts/heat-picture.ts';
import { keptScale } from '../cohorts/heat-scale.ts';
import { linesOf } from '../cohorts/triangle.ts';
import { percent } from '../formats.ts';
import type { Picture } from '../page/picture.ts';
import type { UsageCell, UsageGrid } from './usage-grid.ts';
import { counted } from './usage-wording.ts';

const milestone = 3;

export function retentionPicture(grid: UsageGrid): Picture {
  return heatPicture(grid, keptScale, ({ retention }: UsageCell) => retention, {
    title: 'Customers who use the product again',
    caption: `${captionOf(grid)}Numbers are percent of the customers who first used it in that month, whose number stands in brackets.`,
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
  return `${counted(age, 'month')} later ${percent(retention)} of the customers are active (${cohortsWord(cohorts)} old enough, weighted by size). `;
}
