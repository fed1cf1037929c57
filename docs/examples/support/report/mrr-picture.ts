import { type Bars, barPanel } from '../draw/bar-panel.ts';
import { barScale } from '../draw/bar-scale.ts';
import type { Kind } from '../draw/colours.ts';
import { linePanel } from '../draw/line-panel.ts';
import type { Line } from '../draw/line-points.ts';
import { amountNumbers } from '../draw/panel.ts';
import type { Picture, PictureData, PictureRow } from '../draw/picture.ts';
import { amount as amountText, periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { changeWord, cutNote, latestOf, periodTitleOf, stateOf, unitOf } from '../page/wording.ts';
import { type MovementField, movementFields, movementName, signOf } from './movement-names.ts';

const columnOf = {
  new: 'newMrr',
  reactivation: 'reactivationMrr',
  expansion: 'expansionMrr',
  contraction: 'contractionMrr',
  churn: 'churnMrr',
  fx: 'fx',
} as const satisfies { readonly [field in MovementField]: keyof PictureRow };

/**
 * Two panels over the same periods, because MRR is far higher than what moves it in a period: on one axis the movements would be
 * flat, and a second axis in one panel would make the line cross the bars at heights that mean nothing.
 */
export function mrrPicture({ rows, currency, by }: PictureData): Picture {
  const unit = currency === null ? '' : ` (${currency})`;
  const amount = (value: number) => `${amountText(value)}${unitOf(currency)}`;
  const bars = fieldsOf(rows).map((field) => barsOf(field, amount));
  const line = closingLine(amount);
  return {
    name: 'mrr',
    title: say('Monthly recurring revenue, and what moved it'),
    description: say('A line of closing MRR; below it bars of its movements, gains above zero and losses below.'),
    caption: `${captionOf(latestOf(rows), amount)}${cutNote(barScale(rows, bars).cut)}`,
    legend: [
      { kind: line.kind, label: say('closing MRR'), mark: line.shape },
      ...bars.map(({ kind, label }) => ({ kind, label, mark: 'bar' as const })),
    ],
    incomplete: rows.some(({ complete }) => !complete),
    spec: (size) => {
      const level = {
        size,
        height: size.levelHeight,
        valueTitle: `${say('Closing MRR')}${unit}`,
        numbers: amountNumbers(rows.map(({ closingMrr }) => closingMrr)),
        periodTitle: undefined,
      };
      const moves = {
        size,
        height: size.movesHeight,
        valueTitle: `${say('Movements of MRR')}${unit}`,
        numbers: amountNumbers(barScale(rows, bars).domain),
        periodTitle: periodTitleOf(by),
      };
      return { vconcat: [linePanel(rows, [line], level, true), barPanel(rows, bars, moves)] };
    },
  };
}

function fieldsOf(rows: readonly PictureRow[]): readonly MovementField[] {
  return movementFields.filter((field) => field !== 'fx' || rows.some(({ fx }) => fx !== 0));
}

function barsOf(field: MovementField, amount: (value: number) => string): Bars {
  const kind: Kind = field;
  return { kind, label: movementName(field), value: (row) => signOf(field) * row[columnOf[field]], text: amount };
}

function closingLine(amount: (value: number) => string): Line<PictureRow> {
  return {
    kind: 'closing',
    shape: 'circle',
    width: 2,
    value: ({ closingMrr }) => closingMrr,
    note: ({ period, closingMrr }) => `${periodText(period)} ${say('closing MRR')}: ${amount(closingMrr)}`,
  };
}

function captionOf(row: PictureRow, amount: (value: number) => string): string {
  const named = (field: MovementField) => `${amount(row[columnOf[field]])} ${movementName(field)}`;
  const text = say('{period}: MRR closed at {closing}, {change}. Gains: {gains}. Losses: {losses}', {
    period: stateOf(row),
    closing: amount(row.closingMrr),
    change: changeWord(row.closingMrr - row.openingMrr, amount),
    gains: (['new', 'reactivation', 'expansion'] as const).map(named).join(', '),
    losses: (['contraction', 'churn'] as const).map(named).join(', '),
  });
  return `${text}${row.fx === 0 ? '' : `; ${movementName('fx')} ${amount(row.fx)}`}.`;
}
