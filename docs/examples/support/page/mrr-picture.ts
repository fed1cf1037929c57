import { grouped, money } from '../formats.ts';
import { type Bars, barPanel } from './bar-panel.ts';
import { barScale } from './bar-scale.ts';
import { linePanel } from './line-panel.ts';
import type { Line } from './line-points.ts';
import { amountNumbers } from './panel.ts';
import type { Kind, Picture, PictureData, PictureRow } from './picture.ts';
import { changeWord, cutNote, latestOf, periodTitleOf, stateOf } from './wording.ts';

const fields = ['new', 'reactivation', 'expansion', 'contraction', 'churn', 'fx'] as const;
type Field = (typeof fields)[number];

const columnOf = {
  new: 'newMrr',
  reactivation: 'reactivationMrr',
  expansion: 'expansionMrr',
  contraction: 'contractionMrr',
  churn: 'churnMrr',
  fx: 'fx',
} as const satisfies { readonly [field in Field]: keyof PictureRow };

const losses: readonly Field[] = ['contraction', 'churn'];

/**
 * Two panels over the same periods, because MRR is far higher than what moves it in a period: on one axis the movements would be
 * flat, and a second axis in one panel would make the line cross the bars at heights that mean nothing.
 */
export function mrrPicture({ rows, currency, by }: PictureData): Picture {
  const unit = currency === null ? '' : ` (${currency})`;
  const amount = (value: number) => `${grouped(money(value))}${currency === null ? '' : ` ${currency}`}`;
  const bars = fieldsOf(rows).map((field) => barsOf(field, amount));
  const line = closingLine(amount);
  return {
    title: 'Monthly recurring revenue, and what moved it',
    description: 'A line of closing MRR; below it bars of its movements, gains above zero and losses below.',
    caption: `${captionOf(latestOf(rows), amount)}${cutNote(barScale(rows, bars).cut)}`,
    legend: [
      { kind: line.kind, label: 'closing MRR', mark: line.shape },
      ...bars.map(({ kind, label }) => ({ kind, label, mark: 'bar' as const })),
    ],
    spec: (size) => {
      const level = {
        size,
        height: size.levelHeight,
        valueTitle: `Closing MRR${unit}`,
        numbers: amountNumbers(rows.map(({ closingMrr }) => closingMrr)),
        periodTitle: undefined,
      };
      const moves = {
        size,
        height: size.movesHeight,
        valueTitle: `Movements of MRR${unit}`,
        numbers: amountNumbers(barScale(rows, bars).domain),
        periodTitle: periodTitleOf(by),
      };
      return { vconcat: [linePanel(rows, [line], level, true), barPanel(rows, bars, moves)] };
    },
  };
}

function fieldsOf(rows: readonly PictureRow[]): readonly Field[] {
  return fields.filter((field) => field !== 'fx' || rows.some(({ fx }) => fx !== 0));
}

function barsOf(field: Field, amount: (value: number) => string): Bars {
  const kind: Kind = field;
  const sign = losses.includes(field) ? -1 : 1;
  const label = field === 'fx' ? 'exchange rates' : field;
  return { kind, label, value: (row) => sign * row[columnOf[field]], text: amount };
}

function closingLine(amount: (value: number) => string): Line<PictureRow> {
  return {
    kind: 'closing',
    shape: 'circle',
    width: 2,
    value: ({ closingMrr }) => closingMrr,
    note: ({ period, closingMrr }) => `${period} closing MRR: ${amount(closingMrr)}`,
  };
}

function captionOf(row: PictureRow, amount: (value: number) => string): string {
  const gains = `${amount(row.newMrr)} new, ${amount(row.reactivationMrr)} reactivation, ${amount(row.expansionMrr)} expansion`;
  const lost = `${amount(row.contractionMrr)} contraction, ${amount(row.churnMrr)} churn`;
  const fx = row.fx === 0 ? '' : `; exchange rates ${amount(row.fx)}`;
  const change = changeWord(row.closingMrr - row.openingMrr, amount);
  return `${stateOf(row)}: MRR closed at ${amount(row.closingMrr)}, ${change}. Gains: ${gains}. Losses: ${lost}${fx}.`;
}
