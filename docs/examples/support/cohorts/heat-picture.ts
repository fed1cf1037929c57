import type { RetentionCohortCell } from 'tenure';
import type { Picture } from '../draw/picture.ts';
import { percent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { heatMap, type Share } from './heat-map.ts';
import { grownScale, type HeatScale, keptScale } from './heat-scale.ts';
import { cohortsWord, type Grid, type GridCell, gridOf, milestoneOf, type Triangle, timeOf } from './triangle.ts';

export function customersHeatMap(triangle: Triangle): Picture {
  const milestone = milestoneOf(triangle);
  const caption =
    milestone === undefined
      ? ''
      : say('After {time}, {share} of the customers are kept ({cohorts} old enough, weighted by size).', {
          time: timeOf(milestone.age, triangle.by),
          share: percent(milestone.retention),
          cohorts: cohortsWord(milestone.cohorts),
        });
  const reading = say("Numbers are percent of the cohort's customers, whose number stands in brackets.");
  return heatPicture(gridOf(triangle), keptScale(), ({ retention }: RetentionCohortCell) => retention, {
    name: 'customers-kept',
    title: say('Customers kept'),
    caption: `${caption} ${reading}`.trimStart(),
  });
}

export function mrrHeatMap(triangle: Triangle): Picture {
  const milestone = milestoneOf(triangle);
  const caption =
    milestone === undefined
      ? ''
      : say('After {time}, the customers of {cohorts} pay {share} of the MRR that they began with.', {
          time: timeOf(milestone.age, triangle.by),
          share: percent(milestone.mrrRetention),
          cohorts: cohortsWord(milestone.cohorts),
        });
  const reading = say(
    "Numbers are percent of the cohort's first MRR: above 100, the growth of the remaining customers exceeds the losses.",
  );
  return heatPicture(gridOf(triangle), grownScale(), ({ mrrRetention }: RetentionCohortCell) => mrrRetention, {
    name: 'mrr-kept',
    title: say('MRR kept'),
    caption: `${caption} ${reading}`.trimStart(),
  });
}

export function heatPicture<Cell extends GridCell>(
  grid: Grid<Cell>,
  scale: HeatScale,
  share: Share<Cell>,
  words: Pick<Picture, 'name' | 'title' | 'caption'>,
): Picture {
  return {
    name: words.name,
    title: words.title,
    description: say('A heat map: a row for each cohort, a column for each age.'),
    caption: `${words.caption} ${say('An empty place: the cohort is not that old yet.')}`,
    legend: scale.map(({ kind, label }) => ({ kind, label, mark: 'bar' as const })),
    spec: (size) => heatMap(grid, share, scale, size),
  };
}
