import { grouped } from '../formats.ts';
import { type Bars, barPanel } from './bar-panel.ts';
import { barScale } from './bar-scale.ts';
import { linePanel } from './line-panel.ts';
import type { Line } from './line-points.ts';
import type { Picture, PictureData, PictureRow } from './picture.ts';
import { changeWord, cutNote, latestOf, periodTitleOf, stateOf } from './wording.ts';

const count = (value: number) => grouped(String(value));

const line: Line<PictureRow> = {
  kind: 'closing',
  shape: 'circle',
  width: 2,
  value: ({ closingCustomers }) => closingCustomers,
  note: ({ period, closingCustomers }) => `${period} customers: ${count(closingCustomers)}`,
};

const bars: readonly Bars[] = [
  { kind: 'new', label: 'new', value: (row) => row.newCustomers, text: count },
  { kind: 'reactivation', label: 'reactivated', value: (row) => row.reactivatedCustomers, text: count },
  { kind: 'churn', label: 'churned', value: (row) => -row.churnedCustomers, text: count },
];

/** Two panels for the reason that MRR has two: there are far more customers than come or go in a period. */
export function customersPicture({ rows, by }: PictureData): Picture {
  return {
    title: 'Paying customers, won and lost',
    description: 'A line of paying customers; below it bars of those won, above zero, and lost, below.',
    caption: `${captionOf(latestOf(rows))}${cutNote(barScale(rows, bars).cut)}`,
    legend: [
      { kind: line.kind, label: 'paying customers', mark: line.shape },
      ...bars.map(({ kind, label }) => ({ kind, label, mark: 'bar' as const })),
    ],
    spec: (size) => {
      const frame = { size, numbers: 'count' as const };
      const level = {
        ...frame,
        height: size.levelHeight,
        valueTitle: 'Paying customers (number)',
        periodTitle: undefined,
      };
      const moves = {
        ...frame,
        height: size.movesHeight,
        valueTitle: 'Customers won and lost (number)',
        periodTitle: periodTitleOf(by),
      };
      return { vconcat: [linePanel(rows, [line], level, true), barPanel(rows, bars, moves)] };
    },
  };
}

function captionOf(row: PictureRow): string {
  const { closingCustomers, newCustomers, reactivatedCustomers, churnedCustomers } = row;
  const change = changeWord(newCustomers + reactivatedCustomers - churnedCustomers, count);
  const moves = `${count(newCustomers)} new, ${count(reactivatedCustomers)} reactivated, ${count(churnedCustomers)} churned`;
  return `${stateOf(row)}: paying customers at the end ${count(closingCustomers)}, ${change} (${moves}).`;
}
