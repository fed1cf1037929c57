import { linePanel } from '../draw/line-panel.ts';
import type { Line } from '../draw/line-points.ts';
import type { Picture } from '../draw/picture.ts';
import { count, decimals, grouped, percent, periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { stateOf } from '../page/wording.ts';
import type { MonthOfUse, UsageStudy } from './usage-study.ts';

const active: Line<MonthOfUse> = {
  kind: 'active',
  shape: 'circle',
  width: 2,
  value: (row) => row.active,
  note: (row) => `${periodText(row.period)} ${say('active customers')}: ${count(row.active)}`,
};

const aDay: Line<MonthOfUse> = {
  kind: 'a-day',
  shape: 'square',
  width: 2,
  value: ({ activePerDay }) => activePerDay,
  note: ({ period, activePerDay }) =>
    `${periodText(period)} ${say('active customers per day')}: ${grouped(decimals(activePerDay, 1))}`,
};

const sticky: Line<MonthOfUse> = {
  kind: 'stickiness',
  shape: 'circle',
  width: 2,
  value: ({ stickiness }) => stickiness?.value ?? null,
  note: ({ period, stickiness }) => `${periodText(period)} ${say('stickiness')}: ${percent(stickiness?.value ?? null)}`,
};

/** Two panels, since a share of the customers has no place on the axis of their number. */
export function activityPicture({ months }: UsageStudy): Picture {
  return {
    name: 'activity',
    title: say('Active customers and stickiness'),
    description: say(
      'Lines of the customers active in a month and on an average day of it; below them a line of stickiness.',
    ),
    caption: captionOf(months),
    legend: [
      { kind: 'active', label: say('active in the month'), mark: 'circle' },
      { kind: 'a-day', label: say('active on an average day'), mark: 'square' },
      { kind: 'stickiness', label: say('stickiness (DAU / MAU)'), mark: 'circle' },
    ],
    incomplete: months.some(({ complete }) => !complete),
    spec: (size) => {
      const level = {
        size,
        height: size.movesHeight,
        valueTitle: say('Active customers'),
        numbers: 'count',
      } as const;
      const share = {
        size,
        height: size.levelHeight,
        valueTitle: say('Stickiness (DAU / MAU)'),
        numbers: 'percent',
      } as const;
      return {
        vconcat: [
          linePanel(months, [active, aDay], { ...level, periodTitle: undefined }, true),
          linePanel(months, [sticky], { ...share, periodTitle: say('Month') }, true),
        ],
      };
    },
  };
}

function captionOf(months: readonly MonthOfUse[]): string {
  const row = months.filter(({ complete }) => complete).at(-1) ?? months.at(-1);
  if (row === undefined) return '';
  const share = row.stickiness?.value ?? null;
  const values = { period: stateOf(row), count: count(row.active) };
  if (row.activePerDay === null || share === null) return say('{period}: {count} active customers.', values);
  return say('{period}: {count} active customers, {usual} of them on an average day: a stickiness of {share}.', {
    ...values,
    usual: grouped(decimals(row.activePerDay, 1)),
    share: percent(share),
  });
}
