import type { TopLevelSpec } from 'vega-lite';
import { colorOf } from '../draw/colours.ts';
import { fontSize, type Size, valueLabelWidth } from '../draw/sizes.ts';
import { count, percent, periodText, type Value } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { bandOf, type HeatScale } from './heat-scale.ts';
import { shownAges } from './shown-ages.ts';
import { agesOf, type Grid, type GridCell, linesOf } from './triangle.ts';

/** What is kept of a cohort, as a share of what it began with. */
export type Share<Cell extends GridCell> = (cell: Cell) => Value;

const rowHeight = 20;
const widestCell = 64;
const titleHeight = 44;
const smallFont = 10.5;
/** Of a cell that holds '100' in the small font. */
const leastWidth = 22;
const roomForLargeFont = 32;
const widthOfCharacter = fontSize * 0.58;

/** A cell for each cohort and age that is known. Where not all ages leave room for their numbers, every second or third is drawn. */
export function heatMap<Cell extends GridCell>(
  grid: Grid<Cell>,
  share: Share<Cell>,
  scale: HeatScale,
  size: Size,
): TopLevelSpec {
  const { cohorts, by, ageTitle } = grid;
  const labels = cohorts.map(({ cohort, customers }) => `${periodText(cohort)} (${count(customers)})`);
  const labelWidth = Math.ceil(Math.max(...labels.map(({ length }) => length)) * widthOfCharacter) + 6;
  const width = size.plotWidth + valueLabelWidth - labelWidth;
  const ages = shownAges(agesOf(grid), Math.floor(width / leastWidth), by);
  const cellWidth = Math.min(widestCell, width / ages.length);
  const range: number[] = [0, cellWidth * ages.length];
  const x = {
    field: 'age',
    type: 'ordinal',
    scale: { domain: ages, range, paddingInner: 0, paddingOuter: 0 },
    axis: {
      orient: 'top',
      title: ageTitle,
      titleX: -labelWidth,
      titleAlign: 'left',
      labelAngle: 0,
      ...bare,
    },
  } as const;
  const y = {
    field: 'cohort',
    type: 'ordinal',
    sort: null,
    scale: { domain: labels, paddingInner: 0, paddingOuter: 0 },
    axis: { title: null, labelLimit: 0, ...bare },
  } as const;
  return {
    // Vega's own sizing takes labels for wider than they are, where it has no browser to measure them.
    autosize: { type: 'none' },
    padding: { left: labelWidth + 2, top: titleHeight, right: 4, bottom: 4 },
    width,
    height: rowHeight * cohorts.length,
    data: { values: cellsOf(grid, labels, ages, share, scale) },
    layer: [
      {
        name: 'cells',
        mark: { type: 'rect', strokeWidth: 1 },
        encoding: {
          x,
          y,
          fill: { field: 'color', type: 'nominal', scale: null },
          stroke: { field: 'edge', type: 'nominal', scale: null },
          description: { field: 'note', type: 'nominal' },
        },
      },
      {
        name: 'numbers',
        mark: { type: 'text', fontSize: cellWidth < roomForLargeFont ? smallFont : fontSize, aria: false },
        encoding: { x, y, text: { field: 'text' }, fill: { field: 'ink', type: 'nominal', scale: null } },
      },
    ],
  };
}

const bare = { ticks: false, domain: false, grid: false, labelOverlap: false } as const;

function cellsOf<Cell extends GridCell>(
  grid: Grid<Cell>,
  labels: readonly string[],
  ages: readonly number[],
  share: Share<Cell>,
  scale: HeatScale,
) {
  return linesOf(grid).flatMap(({ cells }, index) =>
    ages.flatMap((age) => {
      const cell = cells[age];
      return cell === undefined || cell.customers === null
        ? []
        : [{ cohort: labels[index], ...drawn(cell, share, scale) }];
    }),
  );
}

/** A cohort without customers is known, but nothing is kept of nothing: an outline with a dash. */
function drawn<Cell extends GridCell>(cell: Cell, share: Share<Cell>, scale: HeatScale) {
  const { age } = cell;
  const value = share(cell);
  const note = `${periodText(cell.cohort)}, ${say('age {age}', { age })}: ${percent(value)}`;
  if (value === null) return { age, note, text: '-', color: 'transparent', edge: 'var(--grid)', ink: 'var(--soft)' };
  const whole = Math.round(value * 100);
  const { kind, ink } = bandOf(whole, scale);
  return { age, note, text: shortText(whole), color: colorOf(kind), edge: 'var(--surface)', ink };
}

/** Three characters at most. */
function shortText(percent: number): string {
  return percent < 1000 ? String(percent) : `${Math.min(99, Math.round(percent / 100))}×`;
}
