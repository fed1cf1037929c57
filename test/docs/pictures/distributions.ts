import { type FunnelStep, type NetPromoterScore, type Period, resolutionTime, type Ticket } from 'tenure';
import { colorOf } from '../../../docs/examples/support/draw/colours.ts';
import { shareBars } from '../../../docs/examples/support/draw/share-bars.ts';
import { fontSize, valueLabelWidth } from '../../../docs/examples/support/draw/sizes.ts';
import type { Drawing } from './drawing.ts';
import { valuesOf } from './example-values.ts';

const color = { field: 'color', type: 'nominal', scale: null } as const;
const bare = { grid: false, domain: false, ticks: false } as const;

const groups = [
  { kind: 'band-0', label: 'detractors', from: 0 },
  { kind: 'band-2', label: 'passives', from: 7 },
  { kind: 'band-4', label: 'promoters', from: 9 },
] as const;

export function netPromoterScorePicture(): Drawing {
  const { nps } = valuesOf<{ nps: NetPromoterScore }>('docs/metrics/net-promoter-score.md', 0, ['nps']);
  const answers = Object.entries(nps.distribution ?? {}).map(([answer, count]) => {
    const group = groups.filter(({ from }) => Number(answer) >= from).at(-1) ?? groups[0];
    return { answer, count, color: colorOf(group.kind), note: `${count} answered ${answer}` };
  });
  const range = [{ score: nps.score, lower: nps.lower, upper: nps.upper }];
  return {
    title: 'Ten answers, and their score',
    description: 'Bars for the answers from 0 to 10; below them the score on its axis, with its interval.',
    legend: groups.map(({ kind, label }) => ({ kind, label, mark: 'bar' as const })),
    spec: ({ plotWidth }) => {
      const width = plotWidth + valueLabelWidth - 24;
      const bounds: number[] = [-100, 100];
      const x = {
        type: 'quantitative',
        scale: { domain: bounds, nice: false },
        axis: { title: 'Score, with its 95% interval', tickCount: 5, labelFlush: false, domain: false },
      } as const;
      const marked = { value: 20 };
      return {
        vconcat: [
          {
            width,
            height: 110,
            data: { values: answers },
            encoding: {
              x: {
                field: 'answer',
                type: 'ordinal',
                sort: null,
                scale: { paddingInner: 0.2, paddingOuter: 0.1 },
                axis: { title: 'Answer', labelAngle: 0, ...bare },
              },
              y: { field: 'count', type: 'quantitative', axis: null },
            },
            layer: [
              {
                mark: { type: 'bar' },
                encoding: { fill: color, description: { field: 'note', type: 'nominal' } },
              },
              {
                transform: [{ filter: 'datum.count > 0' }],
                mark: { type: 'text', dy: -8, aria: false },
                encoding: { text: { field: 'count' } },
              },
            ],
          },
          {
            width,
            height: 30,
            data: { values: range },
            layer: [
              {
                mark: { type: 'rule', strokeWidth: 10, stroke: colorOf('score'), opacity: 0.3, aria: false },
                encoding: { x: { ...x, field: 'lower' }, x2: { field: 'upper' }, y: marked },
              },
              {
                mark: { type: 'point', size: 70, opacity: 1, fill: colorOf('score'), stroke: colorOf('score') },
                encoding: { x: { ...x, field: 'score' }, y: marked },
              },
              ...(['lower', 'score', 'upper'] as const).map((field) => ({
                mark: { type: 'text' as const, dy: -14, aria: false },
                encoding: {
                  x: { ...x, field },
                  y: marked,
                  text: { field, type: 'quantitative' as const, format: '.1~f' },
                },
              })),
            ],
          },
        ],
      };
    },
  };
}

export function funnelStepsPicture(): Drawing {
  const { rows } = valuesOf<{ rows: FunnelStep[] }>('docs/metrics/funnel.md', 0, ['rows']);
  const bars = rows.map(({ step, customers, fromStart }) => {
    const text = `${Math.round(100 * (fromStart.value ?? 0))}% (${customers})`;
    return { name: step, share: fromStart.value, text, note: `${step}: ${text}` };
  });
  return {
    title: 'Customers who reached each step',
    description: 'A bar per step: the share of the customers of the first step who got there, and their number.',
    legend: [],
    spec: (size) => shareBars(bars, 'funnel', size),
  };
}

const rowHeight = 30;
const nameWidth = 42;
const msPerDay = 86_400_000;

export function resolutionTimePicture(): Drawing {
  const { tickets, march, days } = valuesOf<{
    tickets: readonly Ticket[];
    march: Period;
    days: { readonly unit: 'day'; readonly quantiles: readonly number[] };
  }>('docs/metrics/resolution-time.md', 0, ['tickets', 'march', 'days']);
  const { mean, median, quantiles } = resolutionTime(tickets, march, days);
  const rows = tickets.map(({ customerId, openedAt, resolvedAt }) => {
    const isOpen = resolvedAt === undefined || resolvedAt === null;
    const time = isOpen ? 0 : (Date.parse(String(resolvedAt)) - Date.parse(String(openedAt))) / msPerDay;
    const text = isOpen ? 'open: no time yet' : '';
    return { customerId, time, text, note: `${customerId}: ${isOpen ? 'open' : `${time} days`}` };
  });
  const figures = [
    { name: 'median', value: median, kind: 'part-2' },
    { name: 'mean', value: mean, kind: 'part-1' },
    ...quantiles.map(({ p, value }) => ({ name: `quantile ${p}`, value, kind: 'part-3' as const })),
  ] as const;
  const lines = figures.map(({ name, value, kind }) => ({ value, text: `${name}: ${value}`, color: colorOf(kind) }));
  return {
    title: 'Resolution time of four tickets',
    description: 'A bar per ticket; lines mark the median, the mean and the quantile at 0.9.',
    legend: [],
    spec: ({ plotWidth }) => {
      const width = plotWidth + valueLabelWidth - nameWidth - 20;
      const height = rowHeight * rows.length;
      const longest: number[] = [0, Math.max(...rows.map(({ time }) => time))];
      const x = {
        type: 'quantitative',
        scale: { domain: longest, nice: false },
        axis: { title: 'Days', domain: false, tickMinStep: 1, labelFlush: false },
      } as const;
      const y = {
        field: 'customerId',
        type: 'ordinal',
        sort: null,
        axis: { title: null, labelPadding: 8, minExtent: nameWidth, maxExtent: nameWidth, ...bare },
      } as const;
      return {
        padding: { left: 2, top: 8, right: 18, bottom: 4 },
        width,
        height,
        layer: [
          {
            data: { values: rows },
            mark: { type: 'bar', height: 16, fill: colorOf('active') },
            encoding: { x: { ...x, field: 'time' }, y, description: { field: 'note', type: 'nominal' } },
          },
          {
            data: { values: rows },
            mark: { type: 'text', align: 'left', dx: 6, fill: colorOf('soft'), aria: false },
            encoding: { x: { ...x, field: 'time' }, y, text: { field: 'text' } },
          },
          {
            data: { values: lines },
            mark: { type: 'rule', strokeWidth: 2, strokeDash: [5, 4], aria: false },
            encoding: { x: { ...x, field: 'value' }, y: { value: -4 }, y2: { value: height }, stroke: color },
          },
          {
            data: { values: lines },
            mark: { type: 'text', fontSize, dy: -12, aria: false },
            encoding: { x: { ...x, field: 'value' }, y: { value: 0 }, text: { field: 'text' }, fill: color },
          },
        ],
      };
    },
  };
}
