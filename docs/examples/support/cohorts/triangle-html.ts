import type { CohortAverage, CohortCell } from 'tenure';
import { decimals, grouped } from '../formats.ts';
import { ageTitles, linesOf, type Triangle } from './triangle.ts';

type Field = 'customerRetention' | 'mrrRetention';

/** Every cohort and age, to a tenth of a percent. */
export function htmlTriangle(triangle: Triangle, field: Field): string {
  const { average, cohorts, ages, by } = triangle;
  const heads = average.map(({ age }) => `<th scope="col">${age}</th>`).join('');
  const total = cohorts.reduce((sum, { customers }) => sum + customers, 0);
  const rows = linesOf(triangle).map(({ cohort, cells }) => row(cohort.cohort, cohort.customers, cells, field));
  return `<div class="scroll" role="region" aria-label="The figures of each cohort" tabindex="0">
<table>
<thead>
<tr><th rowspan="2" scope="col">Cohort</th><th rowspan="2" scope="col">Customers</th><th colspan="${average.length}" scope="colgroup">${ageTitles[ages](by)}</th></tr>
<tr>${heads}</tr>
</thead>
<tbody>
${[...rows, row('All', total, average, field)].join('\n')}
</tbody>
</table>
</div>`;
}

function row(name: string, customers: number, cells: readonly (CohortCell | CohortAverage)[], field: Field): string {
  const texts = cells.map((cell) => {
    const value = cell[field];
    if (cell.customers === null) return '';
    return value === null ? '-' : decimals(value * 100, 1);
  });
  const data = [grouped(String(customers)), ...texts].map((text) => `<td>${text}</td>`).join('');
  return `<tr><th scope="row">${name}</th>${data}</tr>`;
}
