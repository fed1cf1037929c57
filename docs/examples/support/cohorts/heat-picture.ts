import type { RetentionCohortCell } from 'tenure';
import { grouped, percent } from '../formats.ts';
import type { Picture } from '../page/picture.ts';
import { heatMap, type Share } from './heat-map.ts';
import { grownScale, type HeatScale, keptScale } from './heat-scale.ts';
import { type Grid, type GridCell, gridOf, milestoneOf, type Triangle, timeOf } from './triangle.ts';

export function customersHeatMap(triangle: Triangle): Picture {
  const { by } = triangle;
  const milestone = milestoneOf(triangle);
  const caption =
    milestone === undefined
      ? ''
      : `After ${timeOf(milestone.age, by)} ${percent(milestone.retention)} of the customers are kept ` +
        `(${cohortsWord(milestone.cohorts)} old enough, weighted by size). `;
  return heatPicture(gridOf(triangle), keptScale, ({ retention }: RetentionCohortCell) => retention, {
    title: 'Customers kept',
    caption: `${caption}Numbers are percent of the cohort's customers, whose number stands in brackets.`,
  });
}

export function mrrHeatMap(triangle: Triangle): Picture {
  const { by } = triangle;
  const milestone = milestoneOf(triangle);
  const caption =
    milestone === undefined
      ? ''
      : `After ${timeOf(milestone.age, by)} the customers of ${cohortsWord(milestone.cohorts)} pay ` +
        `${percent(milestone.mrrRetention)} of the MRR that they began with. `;
  return heatPicture(gridOf(triangle), grownScale, ({ mrrRetention }: RetentionCohortCell) => mrrRetention, {
    title: 'MRR kept',
    caption: `${caption}Numbers are percent of the cohort's first MRR: above 100, the growth of the remaining customers exceeds the losses.`,
  });
}

const empty = 'An empty place: the cohort is not that old yet.';

export function heatPicture<Cell extends GridCell>(
  grid: Grid<Cell>,
  scale: HeatScale,
  share: Share<Cell>,
  words: Pick<Picture, 'title' | 'caption'>,
): Picture {
  return {
    title: words.title,
    description: 'A heat map: a row for each cohort, a column for each age.',
    caption: `${words.caption} ${empty}`,
    legend: scale.map(({ kind, label }) => ({ kind, label, mark: 'bar' as const })),
    spec: (size) => heatMap(grid, share, scale, size),
  };
}

export function cohortsWord(count: number): string {
  return count === 1 ? '1 cohort' : `${grouped(String(count))} cohorts`;
}
