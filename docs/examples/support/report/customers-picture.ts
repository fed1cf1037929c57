import { type Bars, barPanel } from '../draw/bar-panel.ts';
import { barScale } from '../draw/bar-scale.ts';
import { linePanel } from '../draw/line-panel.ts';
import type { Line } from '../draw/line-points.ts';
import type { Picture, PictureData, PictureRow } from '../draw/picture.ts';
import { count, periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { changeWord, cutNote, latestOf, periodTitleOf, stateOf } from '../page/wording.ts';

const line: Line<PictureRow> = {
  kind: 'closing',
  shape: 'circle',
  width: 2,
  value: ({ closingCustomers }) => closingCustomers,
  note: ({ period, closingCustomers }) => `${periodText(period)} ${say('customers')}: ${count(closingCustomers)}`,
};

function barsOfCustomers(): Bars[] {
  return [
    { kind: 'new', label: say('new'), value: (row) => row.newCustomers, text: count },
    { kind: 'reactivation', label: say('reactivated'), value: (row) => row.reactivatedCustomers, text: count },
    { kind: 'churn', label: say('churned'), value: (row) => -row.churnedCustomers, text: count },
  ];
}

/** Two panels for the reason that MRR has two: there are far more customers than come or go in a period. */
export function customersPicture({ rows, by }: PictureData): Picture {
  const bars = barsOfCustomers();
  return {
    name: 'customers',
    title: say('Paying customers, won and lost'),
    description: say('A line of paying customers; below it bars of those won, above zero, and lost, below.'),
    caption: `${captionOf(latestOf(rows))}${cutNote(barScale(rows, bars).cut)}`,
    legend: [
      { kind: line.kind, label: say('paying customers'), mark: line.shape },
      ...bars.map(({ kind, label }) => ({ kind, label, mark: 'bar' as const })),
    ],
    incomplete: rows.some(({ complete }) => !complete),
    spec: (size) => {
      const frame = { size, numbers: 'count' as const };
      const level = {
        ...frame,
        height: size.levelHeight,
        valueTitle: say('Paying customers'),
        periodTitle: undefined,
      };
      const moves = {
        ...frame,
        height: size.movesHeight,
        valueTitle: say('Customers won and lost'),
        periodTitle: periodTitleOf(by),
      };
      return { vconcat: [linePanel(rows, [line], level, true), barPanel(rows, bars, moves)] };
    },
  };
}

function captionOf(row: PictureRow): string {
  const { closingCustomers, newCustomers, reactivatedCustomers, churnedCustomers } = row;
  return say(
    '{period}: {count} paying customers at the end, {change} ({won} new, {back} reactivated, {lost} churned).',
    {
      period: stateOf(row),
      count: count(closingCustomers),
      change: changeWord(newCustomers + reactivatedCustomers - churnedCustomers, count),
      won: count(newCustomers),
      back: count(reactivatedCustomers),
      lost: count(churnedCustomers),
    },
  );
}
