import { colorOf } from '../draw/colours.ts';
import { type Panel, valueAxis } from '../draw/panel.ts';
import type { Size } from '../draw/sizes.ts';
import { count, percent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { milestonesOf, monthsOfLeaving } from './milestones.ts';
import { type Point, trustedUntil } from './outlook.ts';
import type { Study } from './study.ts';

const roomForLabel = 34;
const strides = [1, 2, 3, 6, 12, 24, 36, 60, 120];

/** The axes of a curve over months. */
export function timePanel(horizon: number, size: Size) {
  const months: number[] = [0, horizon];
  const whole: number[] = [0, 1];
  const x = {
    field: 'time',
    type: 'quantitative',
    scale: { domain: months, nice: false },
    axis: {
      title: say('Months since first payment'),
      values: ticks(horizon, size.plotWidth),
      labelAngle: 0,
      labelFlush: false,
      domain: false,
    },
  } as const;
  const frame = {
    size,
    height: 0,
    valueTitle: say('Still there (% of customers)'),
    numbers: 'percent',
    periodTitle: undefined,
  } as const;
  const y = {
    field: 'survival',
    type: 'quantitative',
    axis: valueAxis(frame),
    scale: { domain: whole, nice: false },
  } as const;
  return { x, y, width: size.plotWidth, height: size.levelHeight + size.movesHeight * 0.7 };
}

/** A step line of who was observed, in its interval; dashed, where the model takes over. */
export function survivalPanel(study: Study, size: Size): Panel {
  const { curve, outlook, horizon } = study;
  const { x, y, width, height } = timePanel(horizon, size);
  const shown = curve.filter(({ time }) => time <= horizon);
  const trusted = trustedUntil(shown) ?? 0;
  const [dense, sparse] = [shown.filter(({ time }) => time <= trusted), shown.filter(({ time }) => time >= trusted)];
  const band = dense.filter(({ lower, upper }) => lower !== null && upper !== null);
  const line = (name: string, points: readonly Point[], mark: object) => ({
    name,
    data: { values: points.map(({ time, survival }) => ({ time, survival })) },
    mark: { type: 'line' as const, aria: false, ...mark },
    encoding: { x, y },
  });
  const model =
    outlook.model === undefined
      ? []
      : [
          line('fitted', outlook.fitted, {
            stroke: colorOf('model'),
            strokeWidth: 1.5,
            strokeDash: [1.5, 4],
            strokeCap: 'round',
          }),
          line('projected', inside(outlook.projected, horizon), {
            stroke: colorOf('projection'),
            strokeWidth: 2.5,
            strokeDash: [6, 4],
          }),
        ];
  return {
    width,
    height,
    layer: [
      {
        name: 'interval',
        data: { values: band.map(({ time, lower, upper }) => ({ time, lower, upper })) },
        mark: { type: 'area', interpolate: 'step-after', fill: colorOf('interval'), fillOpacity: 0.22, aria: false },
        encoding: { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' } },
      },
      line('observed', dense, { interpolate: 'step-after', stroke: colorOf('survival'), strokeWidth: 2 }),
      line('sparse', sparse, {
        interpolate: 'step-after',
        stroke: colorOf('survival'),
        strokeWidth: 1,
        strokeOpacity: 0.55,
      }),
      ...model,
      {
        name: 'months',
        data: { values: stepsOf(study) },
        // Vega takes what is transparent for nothing, which cannot be pointed at.
        mark: { type: 'rect', fill: 'var(--soft)', fillOpacity: 0 },
        encoding: {
          x: { ...x, field: 'from' },
          x2: { field: 'to' },
          y: { ...y, field: 'none' },
          y2: { field: 'all' },
          description: { field: 'note', type: 'nominal' },
        },
      },
      {
        name: 'points',
        data: { values: pointsOf(study) },
        mark: { type: 'point', opacity: 1, strokeWidth: 1.5, size: 40 },
        encoding: {
          x,
          y,
          stroke: { field: 'color', type: 'nominal', scale: null },
          fill: { field: 'fill', type: 'nominal', scale: null },
          description: { field: 'note', type: 'nominal' },
        },
      },
    ],
  };
}

/** The months in which the curve falls, to be pointed at. */
function stepsOf({ curve, horizon }: Study) {
  return monthsOfLeaving(curve)
    .filter(({ month }) => month <= horizon)
    .map(({ month, left, atRisk }) => ({
      from: month - 1,
      to: month,
      none: 0,
      all: 1,
      note: `${say('Month {month}', { month })}: ${say('{left} of {count} left', { left: count(left), count: count(atRisk) })}`,
    }));
}

/** Filled where it was observed, hollow where it is projected. */
function pointsOf(study: Study) {
  return milestonesOf(study).flatMap(({ time, survival, lower, upper, projected }) => {
    const observed = { time, survival, color: colorOf('survival'), fill: colorOf('survival') };
    const hollow = { time, survival: projected, color: colorOf('projection'), fill: 'var(--surface)' };
    const range = lower === null ? '' : ` (${say('{from} to {to}', { from: percent(lower), to: percent(upper) })})`;
    return [
      ...(survival === null
        ? []
        : [{ ...observed, note: `${say('{count} months', { count: time })}: ${percent(survival)}${range}` }]),
      ...(projected === null
        ? []
        : [
            {
              ...hollow,
              note: `${say('{count} months', { count: time })}, ${say('projected')}: ${percent(projected)}`,
            },
          ]),
    ];
  });
}

/** Up to the edge of the picture, which may lie between two renewals. */
function inside(points: readonly Point[], horizon: number): Point[] {
  const after = points.findIndex(({ time }) => time >= horizon);
  if (after < 1) return [...points];
  const [from, to] = [points[after - 1] as Point, points[after] as Point];
  const share = (horizon - from.time) / (to.time - from.time);
  const edge = { time: horizon, survival: from.survival + share * (to.survival - from.survival) };
  return [...points.slice(0, after), edge];
}

function ticks(horizon: number, width: number): number[] {
  const most = width / roomForLabel;
  const stride = strides.find((candidate) => horizon / candidate <= most) ?? 120;
  return Array.from({ length: Math.floor(horizon / stride) + 1 }, (_, index) => index * stride);
}
