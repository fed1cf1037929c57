import { decimals, grouped, type Value } from '../formats.ts';
import { agesOf, type Grid, type GridCell, gridOf, linesOf, type Triangle, totalOf } from './triangle.ts';

type Field = 'retention' | 'mrrRetention';

/** Every cohort and age, to a tenth of a percent. */
export function htmlTriangle(triangle: Triangle, field: Field): string {
  const average = triangle.average.map((point) => point[field]);
  return htmlGrid(gridOf(triangle), (cell) => cell[field], average);
}

export function htmlGrid<Cell extends GridCell>(
  grid: Grid<Cell>,
  share: (cell: Cell) => Value,
  average: readonly Value[],
): string {
  const ages = agesOf(grid);
  const heads = Array.from({ length: ages }, (_, age) => `<th scope="col">${age}</th>`).join('');
  const rows = linesOf(grid).map(({ cohort, cells }) => {
    const texts = cells.map((cell) => (cell.customers === null ? '' : text(share(cell))));
    return row(cohort.cohort, cohort.customers, texts);
  });
  return `<div class="scroll" role="region" aria-label="The figures of each cohort" tabindex="0">
<table>
<thead>
<tr><th rowspan="2" scope="col">Cohort</th><th rowspan="2" scope="col">Customers</th><th colspan="${ages}" scope="colgroup">${grid.ageTitle}</th></tr>
<tr>${heads}</tr>
</thead>
<tbody>
${[...rows, row('All', totalOf(grid), average.map(text))].join('\n')}
</tbody>
</table>
</div>`;
}

function row(name: string, customers: number, texts: readonly string[]): string {
  const data = [grouped(String(customers)), ...texts].map((cell) => `<td>${cell}</td>`).join('');
  return `<tr><th scope="row">${name}</th>${data}</tr>`;
}

function text(share: Value): string {
  return share === null ? '-' : decimals(share * 100, 1);
}
