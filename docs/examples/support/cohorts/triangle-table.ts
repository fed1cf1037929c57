import { count, periodText, type Value, wholePercent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { gap, leftAligned, rightAligned } from '../text/align.ts';
import { shownAges, strideNote } from './shown-ages.ts';
import { agesOf, type Grid, type GridCell, gridOf, linesOf, type Triangle, totalOf } from './triangle.ts';

const cellWidth = '100%'.length + gap.length;
const leastAges = 3;

/** A line below the cohorts, with a share for each age. */
export interface AverageLine {
  readonly name: string;
  /** Whether the customers of all cohorts stand in it. */
  readonly counted: boolean;
  readonly shares: readonly Value[];
}

/** The triangle in as many columns as fit: one line per cohort, its size, what is kept of it by age, and the average of all. */
export function triangleTable(triangle: Triangle, width: number): string {
  const { average } = triangle;
  const averages = [
    { name: say('All'), counted: true, shares: average.map(({ retention }) => retention) },
    { name: say('All, MRR'), counted: false, shares: average.map(({ mrrRetention }) => mrrRetention) },
    {
      name: say('All, gross'),
      counted: false,
      shares: average.map(({ grossMrrRetention }) => grossMrrRetention),
    },
  ];
  return gridTable(gridOf(triangle), ({ retention }) => retention, averages, {
    width,
    notes: [
      say('Customers kept, in percent of the cohort; blank: not that old yet.'),
      say('All: every cohort that is old enough, weighted by its customers, and by the MRR that it began with.'),
      say('Gross: MRR without what any customer pays more than at first.'),
    ],
  });
}

interface Layout {
  readonly width: number;
  /** What a cell is, and further lines. */
  readonly notes: readonly [cell: string, ...more: string[]];
}

export function gridTable<Cell extends GridCell>(
  grid: Grid<Cell>,
  share: (cell: Cell) => Value,
  averages: readonly AverageLine[],
  { width, notes }: Layout,
): string {
  const lines = linesOf(grid);
  const { cohorts, by } = grid;
  const heads = leftAligned([
    say('Cohort'),
    ...cohorts.map(({ cohort }) => periodText(cohort)),
    ...averages.map(({ name }) => name),
  ]);
  const totals = averages.map(({ counted }) => (counted ? count(totalOf(grid)) : ''));
  const sizes = rightAligned([say('Customers'), ...cohorts.map(({ customers }) => count(customers)), ...totals]);
  const left = (heads[0]?.length ?? 0) + gap.length + (sizes[0]?.length ?? 0);
  const ages = shownAges(agesOf(grid), Math.max(leastAges, Math.floor((width - left) / cellWidth)), by);
  const columns = ages.map((age) =>
    rightAligned([
      String(age).padStart('100%'.length),
      ...lines.map(({ cells }) => cellText(cells[age], share)),
      ...averages.map(({ shares }) => wholePercent(shares[age] ?? null)),
    ]),
  );
  const text = heads.map((head, index) => [head, sizes[index], ...columns.map((column) => column[index])].join(gap));
  const rule = '-'.repeat(text[0]?.length ?? 0);
  const last = text.length - averages.length;
  const body = [text[0], rule, ...text.slice(1, last), rule, ...text.slice(last)].map((line) => line?.trimEnd());
  const stride = strideNote(ages);
  const [cell, ...more] = notes;
  const ageNote = `${say('Columns: {ages}', { ages: grid.ageTitle })}${stride === undefined ? '' : `, ${stride}`}. ${cell}`;
  return [...body, '', ageNote, ...more].join('\n');
}

/** Blank where a cohort is not that old, and a dash where it has nobody to be kept. */
function cellText<Cell extends GridCell>(cell: Cell | undefined, share: (cell: Cell) => Value): string {
  return cell === undefined || cell.customers === null ? '' : wholePercent(share(cell));
}
