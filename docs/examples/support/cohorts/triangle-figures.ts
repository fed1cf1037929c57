import { count, decimals, periodText, type Value } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { Table } from '../page/sheet.ts';
import { agesOf, type Grid, type GridCell, linesOf, totalOf } from './triangle.ts';

/** Every cohort and age, to a tenth of a percent. */
export function gridFigures<Cell extends GridCell>(
  title: string,
  grid: Grid<Cell>,
  share: (cell: Cell) => Value,
  average: readonly Value[],
  notes: readonly string[],
): Table {
  const group = grid.ageTitle;
  const ages = Array.from({ length: agesOf(grid) }, (_, age) => ({ title: String(age), group }));
  const rows = linesOf(grid).map(({ cohort, cells }) => {
    const texts = cells.map((cell) => (cell.customers === null ? '' : text(share(cell))));
    return [periodText(cohort.cohort), count(cohort.customers), ...texts];
  });
  return {
    title,
    columns: [{ title: say('Cohort'), left: true }, { title: say('Customers') }, ...ages],
    rows: [...rows, [say('All'), count(totalOf(grid)), ...average.map(text)]],
    notes,
  };
}

function text(share: Value): string {
  return share === null ? '-' : decimals(share * 100, 1);
}
