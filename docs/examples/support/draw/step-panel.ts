import { signed } from '../language/formats.ts';
import { colorOf, type Kind } from './colours.ts';
import type { Panel } from './panel.ts';
import { fontSize } from './sizes.ts';

/** A line of a panel: what it is and how much, in words, and below them a bar from one amount to another. */
export interface Step {
  readonly name: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly kind: Kind;
}

export interface StepPanel {
  readonly title: string | undefined;
  readonly steps: readonly Step[];
  readonly domain: readonly [least: number, most: number];
  readonly width: number;
  /** Where a line goes from top to bottom; nothing for none. */
  readonly rule: number | undefined;
}

const lineHeight = 46;
const barTop = 20;
const barHeight = 14;

/** Words above the bars and not beside them: they have the whole width of a narrow page. */
export function stepPanel({ title, steps, domain, width, rule }: StepPanel): Panel {
  const height = steps.length * lineHeight;
  const x = { type: 'quantitative', axis: null, scale: { domain: [...domain], nice: false, zero: false } } as const;
  const y = { type: 'quantitative', scale: null, axis: null } as const;
  const color = { field: 'color', type: 'nominal', scale: null } as const;
  const places = steps.map(({ name, text, from, to, kind }, index) => ({
    name,
    text,
    from,
    to,
    color: colorOf(kind),
    top: index * lineHeight + barTop,
    bottom: index * lineHeight + barTop + barHeight,
    next: (index + 1) * lineHeight + barTop,
    note: `${title === undefined ? '' : `${title}, `}${name}: ${text}`,
  }));
  const words = (field: string, align: 'left' | 'right', halo: object = {}) => ({
    data: { values: places },
    mark: { type: 'text' as const, align, baseline: 'bottom' as const, dy: -3, aria: false, ...halo },
    encoding: {
      x: { value: align === 'left' ? 0 : width },
      y: { ...y, field: 'top' },
      text: { field, type: 'nominal' as const },
    },
  });
  return {
    ...(title === undefined ? {} : { title: { text: title, ...titleStyle } }),
    width,
    height,
    layer: [
      ...(rule === undefined ? [] : [ruleAt(rule, x, height)]),
      {
        data: { values: places.slice(0, -1) },
        mark: {
          type: 'rule',
          stroke: 'var(--axis)',
          strokeDash: [2, 2],
          opacity: rule === undefined ? 1 : 0,
          aria: false,
        },
        encoding: { x: { ...x, field: 'to' }, y: { ...y, field: 'bottom' }, y2: { field: 'next' } },
      },
      words('name', 'left', halo),
      words('text', 'right', halo),
      {
        // Panels of one picture would else share the bars of the first.
        name: `bars of ${title ?? 'the way'}`,
        data: { values: places },
        mark: { type: 'rect', strokeWidth: 2 },
        encoding: {
          x: { ...x, field: 'from' },
          x2: { field: 'to' },
          y: { ...y, field: 'top' },
          y2: { field: 'bottom' },
          fill: color,
          stroke: color,
          description: { field: 'note', type: 'nominal' },
        },
      },
      words('name', 'left'),
      words('text', 'right'),
    ],
  } as Panel;
}

const titleStyle = { anchor: 'start', color: 'var(--ink)', fontSize, fontWeight: 600, offset: 6 } as const;

/** Where words stand on a line, the line ends before them. */
const halo = { stroke: 'var(--surface)', strokeWidth: 5, strokeJoin: 'round' } as const;

function ruleAt(value: number, x: object, height: number) {
  return {
    data: { values: [{ value }] },
    mark: { type: 'rule', stroke: 'var(--axis)', aria: false },
    encoding: { x: { ...x, field: 'value' }, y: { value: 0 }, y2: { value: height } },
  } as const;
}

export function changeStep(name: string, from: number, to: number): Step {
  const change = to - from;
  return { name, text: signed(change), from, to, kind: change < 0 ? 'lower' : 'higher' };
}

/** The extremes of some amounts, with a little room around them, and more where they are one. */
export function domainOf(amounts: readonly number[]): readonly [number, number] {
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  const room = least < most ? (most - least) * 0.02 : 1;
  return [least - room, most + room];
}
