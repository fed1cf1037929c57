import type { TopLevelSpec } from 'vega-lite';
import { colorOf, type Kind } from './colours.ts';
import { fontSize, type Size, valueLabelWidth } from './sizes.ts';

/** A share of a whole, under a name. */
export interface ShareBar {
  readonly name: string;
  /** Null where there is nothing to take a share of. */
  readonly share: number | null;
  /** What stands beside the bar. */
  readonly text: string;
  /** What it says when it is pointed at. */
  readonly note: string;
}

const rowHeight = 28;
const barHeight = 18;
const gapBeside = 8;
const widthOfCharacter = fontSize * 0.61;
/** Of the picture: longer names end in an ellipsis. */
const mostOfNames = 0.4;

/** One bar per row, from nothing to the whole, with a name on its left and its text on its right. */
export function shareBars(bars: readonly ShareBar[], kind: Kind, size: Size): TopLevelSpec {
  const full = size.plotWidth + valueLabelWidth;
  const longest = Math.floor((full * mostOfNames - gapBeside) / widthOfCharacter);
  const nameWidth = widthOf(bars.map(({ name }) => cut(name, longest)));
  const textWidth = widthOf(bars.map(({ text }) => text));
  const width = full - nameWidth - textWidth;
  // By place, because two names that are cut off may look the same.
  const values = bars.map((bar, place) => ({ ...bar, name: cut(bar.name, longest), place, value: bar.share ?? 0 }));
  const whole: number[] = [0, 1];
  const x = { field: 'value', type: 'quantitative', scale: { domain: whole, nice: false }, axis: null } as const;
  const y = {
    field: 'place',
    type: 'ordinal',
    scale: { paddingInner: 0, paddingOuter: 0 },
    axis: null,
  } as const;
  return {
    // Vega's own sizing takes labels for wider than they are, where it has no browser to measure them.
    autosize: { type: 'none' },
    padding: { left: nameWidth, top: 2, right: textWidth, bottom: 2 },
    width,
    height: rowHeight * bars.length,
    data: { values },
    layer: [
      {
        mark: { type: 'bar', height: barHeight, fill: 'var(--grid)', fillOpacity: 0.6, aria: false },
        encoding: { x: { ...x, field: undefined, datum: 1 }, y },
      },
      {
        name: 'bars',
        mark: { type: 'bar', height: barHeight, fill: colorOf(kind) },
        encoding: { x, y, description: { field: 'note', type: 'nominal' } },
      },
      {
        name: 'names',
        mark: { type: 'text', align: 'right', dx: -gapBeside, aria: false },
        encoding: { x: { value: 0 }, y, text: { field: 'name', type: 'nominal' } },
      },
      {
        name: 'texts',
        mark: { type: 'text', align: 'left', dx: gapBeside, aria: false },
        encoding: { x: { value: width }, y, text: { field: 'text', type: 'nominal' } },
      },
    ],
  };
}

/** By hand, because Vega takes letters for wider than they are. */
function cut(name: string, longest: number): string {
  return name.length <= longest ? name : `${name.slice(0, longest - 1)}…`;
}

function widthOf(texts: readonly string[]): number {
  return Math.ceil(Math.max(0, ...texts.map(({ length }) => length)) * widthOfCharacter) + gapBeside;
}
