import { gap, leftAligned, rightAligned } from '../align.ts';
import { grouped, type Value, wholePercent } from '../formats.ts';
import { shownAges, strideNote } from './shown-ages.ts';
import { ageTitles, linesOf, type Triangle } from './triangle.ts';

const cellWidth = '100%'.length + gap.length;
const leastAges = 3;

/** The triangle in as many columns as fit: a cohort a line, its size, what is kept of it by age, and the average of all. */
export function triangleTable(triangle: Triangle, width: number): string {
  const lines = linesOf(triangle);
  const { average, cohorts } = triangle;
  const total = cohorts.reduce((sum, { customers }) => sum + customers, 0);
  const heads = leftAligned(['Cohort', ...cohorts.map(({ cohort }) => cohort), 'All', 'All, MRR']);
  const sizes = rightAligned(['Customers', ...cohorts.map((cohort) => count(cohort.customers)), count(total), '']);
  const left = (heads[0]?.length ?? 0) + gap.length + (sizes[0]?.length ?? 0);
  const ages = shownAges(average.length, Math.max(leastAges, Math.floor((width - left) / cellWidth)), triangle.by);
  const columns = ages.map((age) =>
    rightAligned([
      String(age).padStart('100%'.length),
      ...lines.map(({ cells }) => cellText(cells[age])),
      wholePercent(average[age]?.customerRetention ?? null),
      wholePercent(average[age]?.mrrRetention ?? null),
    ]),
  );
  const text = heads.map((head, index) => [head, sizes[index], ...columns.map((column) => column[index])].join(gap));
  const rule = '-'.repeat(text[0]?.length ?? 0);
  const body = [text[0], rule, ...text.slice(1, -2), rule, ...text.slice(-2)].map((line) => line?.trimEnd());
  return [...body, '', ...notes(triangle, ages)].join('\n');
}

/** Blank where a cohort is not that old, and a dash where it has nobody to be kept. */
function cellText(cell: { readonly customers: Value; readonly customerRetention: Value } | undefined): string {
  return cell === undefined || cell.customers === null ? '' : wholePercent(cell.customerRetention);
}

function notes({ ages, by }: Triangle, shown: readonly number[]): string[] {
  const stride = strideNote(shown);
  const columns = stride === undefined ? '' : `, ${stride}`;
  return [
    `Columns: ${ageTitles[ages](by).toLowerCase()}${columns}. Customers kept, in percent of the cohort; blank: not that old yet.`,
    'All: every cohort that is old enough, weighted by its customers, and by the MRR that it began with.',
  ];
}

function count(customers: number): string {
  return grouped(String(customers));
}
