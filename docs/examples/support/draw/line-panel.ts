import { colorOf } from './colours.ts';
import { type Line, points, ranges, runs } from './line-points.ts';
import { type Frame, type Panel, periodEncoding, valueAxis } from './panel.ts';
import type { Place } from './picture.ts';

const widestRange = 14;

/** Lines over the periods: a gap where there is no value, dashed to a hollow point where the period is incomplete. */
export function linePanel<Row extends Place>(
  rows: readonly Row[],
  lines: readonly Line<Row>[],
  frame: Frame,
  zero: boolean,
): Panel {
  const x = periodEncoding(rows, frame);
  const y = {
    field: 'value',
    type: 'quantitative',
    axis: valueAxis(frame),
    scale: { zero, padding: zero ? 0 : 10 },
  } as const;
  // Vega knows marks by their names, so that two panels of one picture must not share one.
  const name = lines.map(({ kind, id = kind }) => id).join('-');
  const diameter = pointDiameter(rows, frame);
  const spans = lines.flatMap((line) => ranges(rows, line));
  const strokeWidth = { field: 'width', type: 'quantitative', scale: null } as const;
  const color = { field: 'color', type: 'nominal', scale: null } as const;
  return {
    width: frame.size.plotWidth,
    height: frame.height,
    layer: [
      {
        data: { values: targetsOf(lines) },
        mark: { type: 'rule', strokeDash: [1.5, 4], strokeCap: 'round', strokeWidth: 2, aria: false },
        encoding: { y, stroke: color },
      },
      ...(spans.length === 0 ? [] : [rangeMarks(`${name}-ranges`, spans, frame, x, y)]),
      {
        data: { values: lines.flatMap((line) => runs(rows, line)) },
        mark: { type: 'line', strokeJoin: 'round', aria: false },
        encoding: { x, y, stroke: color, detail: { field: 'run', type: 'nominal' }, strokeWidth, strokeDash: dashes },
      },
      {
        name: `${name}-points`,
        data: { values: lines.flatMap((line) => points(rows, line, diameter)) },
        mark: { type: 'point', opacity: 1 },
        encoding: {
          x,
          y,
          stroke: color,
          strokeWidth: { value: 1.5 },
          size: { field: 'size', type: 'quantitative', scale: null },
          fill: { condition: { test: 'datum.complete', ...color }, value: 'var(--surface)' },
          shape: { field: 'shape', type: 'nominal', scale: null },
          description: { field: 'note', type: 'nominal' },
        },
      },
    ],
  };
}

/** Wide and faint, so that lines and points stand out on them. */
function rangeMarks(name: string, spans: readonly object[], { size }: Frame, x: object, y: object) {
  const width = Math.min(widestRange, (size.plotWidth / spans.length) * 0.5);
  return {
    name,
    data: { values: [...spans] },
    mark: { type: 'rule', strokeWidth: width, opacity: 0.25, aria: false },
    encoding: {
      x: { ...x, field: 'period', type: 'ordinal' },
      y: { ...y, field: 'lower', type: 'quantitative' },
      y2: { field: 'upper' },
      stroke: { field: 'color', type: 'nominal', scale: null },
    },
  } as const;
}

const dashes = { condition: { test: 'datum.complete', value: [1, 0] }, value: [5, 4] };

function targetsOf<Row extends Place>(lines: readonly Line<Row>[]) {
  return lines.flatMap(({ kind, target }) => (target === undefined ? [] : [{ color: colorOf(kind), value: target }]));
}

/** Small enough that the points of neighbouring periods do not grow into one thick line. */
function pointDiameter(rows: readonly Place[], { size }: Frame): number {
  return Math.min(6, Math.max(2, (size.plotWidth / rows.length) * 0.45));
}
