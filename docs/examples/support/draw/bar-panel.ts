import { periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type BarScale, barScale } from './bar-scale.ts';
import { colorOf, type Kind } from './colours.ts';
import { type Frame, type Panel, periodEncoding, valueAxis } from './panel.ts';
import type { PictureRow } from './picture.ts';

export interface Bars {
  readonly kind: Kind;
  readonly label: string;
  /** Signed: losses go below zero. */
  readonly value: (row: PictureRow) => number;
  readonly text: (value: number) => string;
}

const widestBar = 48;

/** Bars over the periods, stacked away from zero in the order of the kinds: gains above, losses below. */
export function barPanel(rows: readonly PictureRow[], kinds: readonly Bars[], frame: Frame): Panel {
  const x = periodEncoding(rows, frame);
  const { domain, cut } = barScale(rows, kinds);
  const scale = { domain: [...domain], clamp: true, nice: cut === undefined };
  const y = { field: 'value', type: 'quantitative', stack: 'zero', axis: valueAxis(frame), scale } as const;
  const color = { field: 'color', type: 'nominal', scale: null } as const;
  const width = Math.min(widestBar, (frame.size.plotWidth / rows.length) * 0.74);
  return {
    width: frame.size.plotWidth,
    height: frame.height,
    layer: [
      {
        name: 'bars',
        data: { values: rows.flatMap((row) => barsOf(row, kinds)) },
        mark: { type: 'bar', width },
        encoding: {
          x,
          y,
          fill: color,
          stroke: color,
          strokeWidth: { condition: { test: 'datum.complete', value: 0 }, value: 1 },
          strokeDash: { value: [3, 2] },
          fillOpacity: { condition: { test: 'datum.complete', value: 1 }, value: 0.3 },
          order: { field: 'order', type: 'quantitative' },
          description: { field: 'note', type: 'nominal' },
        },
      },
      ...(cut === undefined ? [] : [cutMark(cut, domain, x, width)]),
    ],
  };
}

/** Beside the bar that goes out of the picture: how far it really goes. */
function cutMark(
  { period, text }: NonNullable<BarScale['cut']>,
  [, top]: BarScale['domain'],
  x: object,
  width: number,
) {
  return {
    data: { values: [{ period, top, text: say('↑ {amount}, cut off', { amount: text }) }] },
    mark: { type: 'text', align: 'left', baseline: 'top', dx: width / 2 + 6, dy: 2, aria: false },
    encoding: {
      x: { ...x, field: 'period', type: 'ordinal' },
      y: { field: 'top', type: 'quantitative' },
      text: { field: 'text', type: 'nominal' },
    },
  } as const;
}

function barsOf(row: PictureRow, kinds: readonly Bars[]) {
  const { period, complete } = row;
  return kinds.flatMap(({ kind, label, value, text }, order) => {
    const number = value(row);
    const note = `${periodText(period)} ${label}: ${text(number)}`;
    return number === 0 ? [] : [{ period, complete, order, color: colorOf(kind), value: number, note }];
  });
}
