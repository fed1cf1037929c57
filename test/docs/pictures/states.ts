// What holds from one time to the next: lines with steps.
import {
  type CustomerMrrMovement,
  month,
  mrrMovementsByCustomer,
  type Subscription,
  type SurvivalCurveRow,
} from 'tenure';
import { colorOf } from '../../../docs/examples/support/draw/colours.ts';
import { valueAxis } from '../../../docs/examples/support/draw/panel.ts';
import type { Drawing } from './drawing.ts';
import { valuesOf } from './example-values.ts';

const color = { field: 'color', type: 'nominal', scale: null } as const;

export function survivalCurvePicture(): Drawing {
  const { curve } = valuesOf<{ curve: SurvivalCurveRow[] }>('docs/metrics/survival-curve.md', 1, ['curve']);
  const rows = curve.map(({ time, survival, lower, upper, censored }) => ({
    time,
    survival,
    lower: lower ?? survival,
    upper: upper ?? survival,
    text: `${Math.round(100 * survival)}%`,
    censored,
  }));
  return {
    title: 'Customers still there, by months',
    description: 'A falling step line with its interval; a tick marks each time at which a customer was last seen.',
    legend: [
      { kind: 'survival', label: 'survival', mark: 'line' },
      { kind: 'interval', label: '95% interval', mark: 'band' },
      { kind: 'closing', label: 'last seen', mark: 'bar' },
    ],
    spec: (size) => {
      const whole: number[] = [0, 1];
      const frame = {
        size,
        height: 200,
        valueTitle: 'Survival',
        numbers: 'percent',
        periodTitle: undefined,
      } as const;
      const x = {
        field: 'time',
        type: 'quantitative',
        axis: { title: 'Months', tickMinStep: 1, domain: false },
      } as const;
      const y = {
        field: 'survival',
        type: 'quantitative',
        axis: valueAxis(frame),
        scale: { domain: whole, nice: false },
      } as const;
      return {
        vconcat: [
          {
            width: size.plotWidth,
            height: frame.height,
            data: { values: rows },
            layer: [
              {
                mark: {
                  type: 'area',
                  interpolate: 'step-after',
                  fill: colorOf('interval'),
                  fillOpacity: 0.22,
                  aria: false,
                },
                encoding: { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' } },
              },
              {
                mark: {
                  type: 'line',
                  interpolate: 'step-after',
                  stroke: colorOf('survival'),
                  strokeWidth: 2.5,
                  aria: false,
                },
                encoding: { x, y },
              },
              {
                transform: [{ filter: 'datum.censored > 0' }],
                mark: {
                  type: 'tick',
                  orient: 'vertical',
                  thickness: 2,
                  size: 14,
                  color: colorOf('closing'),
                  aria: false,
                },
                encoding: { x, y },
              },
              {
                transform: [{ filter: 'datum.time > 0 && datum.time < 7' }],
                mark: { type: 'text', align: 'left', baseline: 'bottom', dx: 5, dy: -4, aria: false },
                encoding: { x, y, text: { field: 'text' } },
              },
            ],
          },
        ],
      };
    },
  };
}

const msPerDay = 86_400_000;
const before = 9;
const after = 9;

/** One customer's MRR in March: its two states, and the changes between them. */
export function movementsPicture(): Drawing {
  const page = 'docs/concepts/movements.md';
  const { swing } = valuesOf<{ swing: Subscription[] }>(page, 2, ['swing']);
  const march = month('2026-03');
  const dayOf = (instant: Date) => (instant.getTime() - march.start.getTime()) / msPerDay;
  const events = mrrMovementsByCustomer(swing, march, { movements: 'event' });
  const [net] = mrrMovementsByCustomer(swing, march) as [CustomerMrrMovement];
  const last = dayOf(march.end);
  const line = [
    { day: -before, mrr: net.opening },
    ...events.map(({ at, closing }) => ({ day: dayOf(at as Date), mrr: closing })),
    { day: last + after, mrr: net.closing },
  ];
  const moves = [
    ...events.map((event) => ({ ...event, day: dayOf(event.at as Date), title: '' })),
    { ...net, day: last, title: 'net: ' },
  ].map(({ day, title, kind, opening, closing, change }) => ({
    day,
    opening,
    closing,
    middle: (opening + closing) / 2,
    text: `${title}${change < 0 ? '' : '+'}${change}`,
    color: colorOf(kind as 'expansion' | 'contraction'),
  }));
  const states = [
    { day: 0, mrr: net.opening, text: `opening ${net.opening}` },
    { day: last, mrr: net.closing, text: `closing ${net.closing}` },
  ];
  return {
    title: 'One customer in March: two events, one net movement',
    description: 'A line with steps, the MRR of a customer; bars at the steps, and one at the end of the month.',
    legend: [
      { kind: 'closing', label: 'MRR', mark: 'line' },
      { kind: 'expansion', label: 'expansion', mark: 'bar' },
      { kind: 'contraction', label: 'contraction', mark: 'bar' },
    ],
    spec: (size) => {
      const days: number[] = [-before, last + after];
      const amounts: number[] = [35, 65];
      const frame = { size, height: 200, valueTitle: 'MRR', numbers: 'amount', periodTitle: undefined } as const;
      const levels: number[] = [...new Set(line.map(({ mrr }) => mrr))];
      const labels = { 0: '1', 4: '5', 19: '20', 31: '1 April' };
      const x = {
        field: 'day',
        type: 'quantitative',
        scale: { domain: days, nice: false },
        axis: {
          title: 'March',
          values: Object.keys(labels).map(Number),
          labelExpr: `${JSON.stringify(labels)}[datum.value]`,
          labelOverlap: false,
          domain: false,
        },
      } as const;
      const y = {
        type: 'quantitative',
        axis: { ...valueAxis(frame), grid: false, values: levels },
        scale: { domain: amounts, nice: false, zero: false },
      } as const;
      return {
        vconcat: [
          {
            width: size.plotWidth,
            height: frame.height,
            layer: [
              {
                data: { values: states },
                mark: { type: 'rule', stroke: colorOf('axis'), strokeDash: [2, 3], aria: false },
                encoding: { x },
              },
              {
                data: { values: line },
                mark: {
                  type: 'line',
                  interpolate: 'step-after',
                  stroke: colorOf('closing'),
                  strokeWidth: 2,
                  aria: false,
                },
                encoding: { x, y: { ...y, field: 'mrr' } },
              },
              {
                data: { values: moves },
                mark: { type: 'rule', strokeWidth: 8, aria: false },
                encoding: { x, y: { ...y, field: 'opening' }, y2: { field: 'closing' }, stroke: color },
              },
              {
                data: { values: moves },
                mark: { type: 'text', align: 'left', dx: 9, aria: false },
                encoding: { x, y: { ...y, field: 'middle' }, text: { field: 'text' } },
              },
              {
                data: { values: states },
                mark: { type: 'text', align: 'right', baseline: 'bottom', dx: -6, dy: -5, aria: false },
                encoding: { x, y: { ...y, field: 'mrr' }, text: { field: 'text' } },
              },
            ],
          },
        ],
      };
    },
  };
}
