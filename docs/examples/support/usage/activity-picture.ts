import { decimals, grouped, percent } from '../formats.ts';
import { linePanel } from '../page/line-panel.ts';
import type { Line } from '../page/line-points.ts';
import type { Picture } from '../page/picture.ts';
import type { MonthOfUse, UsageStudy } from './usage-study.ts';

const active: Line<MonthOfUse> = {
  kind: 'active',
  shape: 'circle',
  width: 2,
  value: (row) => row.active,
  note: (row) => `${row.period} active customers: ${grouped(String(row.active))}`,
};

const aDay: Line<MonthOfUse> = {
  kind: 'a-day',
  shape: 'square',
  width: 2,
  value: ({ activePerDay }) => activePerDay,
  note: ({ period, activePerDay }) => `${period} active customers a day: ${grouped(decimals(activePerDay, 1))}`,
};

const sticky: Line<MonthOfUse> = {
  kind: 'stickiness',
  shape: 'circle',
  width: 2,
  value: ({ stickiness }) => stickiness?.value ?? null,
  note: ({ period, stickiness }) => `${period} stickiness: ${percent(stickiness?.value ?? null)}`,
};

/** Two panels, since a share of the customers has no place on the axis of their number. */
export function activityPicture({ months }: UsageStudy): Picture {
  return {
    title: 'Active customers and stickiness',
    description: 'Lines of the customers active in a month and on a usual day of it; below them a line of stickiness.',
    caption: captionOf(months),
    legend: [
      { kind: 'active', label: 'active in the month', mark: 'circle' },
      { kind: 'a-day', label: 'active on a usual day', mark: 'square' },
      { kind: 'stickiness', label: 'stickiness (DAU / MAU)', mark: 'circle' },
    ],
    spec: (size) => {
      const level = {
        size,
        height: size.movesHeight,
        valueTitle: 'Active customers (number)',
        numbers: 'count',
      } as const;
      const share = {
        size,
        height: size.levelHeight,
        valueTitle: 'Stickiness (DAU / MAU)',
        numbers: 'percent',
      } as const;
      return {
        vconcat: [
          linePanel(months, [active, aDay], { ...level, periodTitle: undefined }, true),
          linePanel(months, [sticky], { ...share, periodTitle: 'Month' }, true),
        ],
      };
    },
  };
}

function captionOf(months: readonly MonthOfUse[]): string {
  const row = months.filter(({ complete }) => complete).at(-1) ?? months.at(-1);
  if (row === undefined) return '';
  const { period, complete, active: customers, activePerDay, stickiness } = row;
  const text = `${complete ? period : `${period} (incomplete)`}: ${grouped(String(customers))} active customers`;
  const share = stickiness?.value ?? null;
  if (activePerDay === null || share === null) return `${text}.`;
  return `${text}, ${grouped(decimals(activePerDay, 1))} of them on a usual day, which is a stickiness of ${percent(share)}.`;
}
