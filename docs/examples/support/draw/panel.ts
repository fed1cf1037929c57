import type { TopLevelSpec } from 'vega-lite';
import { periodText } from '../language/formats.ts';
import { language } from '../language/language.ts';
import { periodTicks } from './period-ticks.ts';
import type { Place } from './picture.ts';
import { fontSize, type Size, valueLabelWidth } from './sizes.ts';

const roomForTick = 36;

export type Panel = Extract<TopLevelSpec, { vconcat: unknown }>['vconcat'][number];

export type Numbers = 'amount' | 'compact amount' | 'count' | 'percent' | 'score';

/** Around the marks of a panel: the axes, and the room they have. */
export interface Frame {
  readonly size: Size;
  readonly height: number;
  readonly valueTitle: string;
  readonly numbers: Numbers;
  /** The name of the periods' axis; without it the panel below has that axis. */
  readonly periodTitle: string | undefined;
  /** The periods that get a label, where they are no dates. */
  readonly labelled?: readonly string[];
}

const labelExpressions: Readonly<Record<Numbers, string>> = {
  amount: "format(datum.value, ',.2~f')",
  'compact amount': "replace(format(datum.value, '.4~s'), 'G', 'bn')",
  count: "format(datum.value, ',d')",
  percent: "format(datum.value, '.1~%')",
  score: "format(datum.value, ',.1~f')",
};

/** 'T' is what German finance calls a thousand, as in TEUR. */
const germanAmount = "replace(replace(replace(format(datum.value, '.4~s'), 'k', ' T'), 'M', ' Mio'), 'G', ' Mrd')";

export function amountNumbers(amounts: readonly number[]): Numbers {
  return amounts.some((amount) => Math.abs(amount) >= 10_000) ? 'compact amount' : 'amount';
}

export function periodEncoding(rows: readonly Place[], { size, periodTitle, labelled }: Frame) {
  const labels = rows.map(({ period }) => period);
  const values: string[] = [...(labelled ?? periodTicks(labels, size.plotWidth))];
  const shown = periodTitle !== undefined;
  return {
    field: 'period',
    type: 'ordinal',
    sort: null,
    scale: { type: 'band', domain: labels, paddingInner: 0, paddingOuter: 0.2 },
    axis: {
      title: periodTitle ?? null,
      values,
      labelExpr: `${JSON.stringify(Object.fromEntries(values.map((label) => [label, periodText(label)])))}[datum.value]`,
      labels: shown,
      ticks: shown,
      labelAngle: 0,
      labelOverlap: false,
      domain: false,
    },
  } as const;
}

/** The axis of values; its title stands above it, where it is read without turning one's head. */
export function valueAxis({ size, height, valueTitle, numbers }: Frame) {
  return {
    title: valueTitle,
    titleAngle: 0,
    titleAlign: 'left',
    titleAnchor: 'end',
    titleBaseline: 'bottom',
    titleX: -valueLabelWidth,
    titleY: -fontSize,
    minExtent: valueLabelWidth,
    maxExtent: valueLabelWidth,
    labelExpr: numbers === 'compact amount' && language() === 'de' ? germanAmount : labelExpressions[numbers],
    // Labels of a low panel would else stand on each other.
    tickCount: height === 0 ? size.ticks : Math.min(size.ticks, Math.floor(height / roomForTick)),
    ...(numbers === 'count' ? { tickMinStep: 1 } : {}),
    ticks: false,
    domain: false,
    gridColor: { condition: { test: 'datum.value === 0', value: 'var(--axis)' }, value: 'var(--grid)' },
  } as const;
}
