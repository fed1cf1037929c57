import type { RetentionReportRow } from 'tenure';
import { gap, leftAligned, rightAligned } from './align.ts';
import { reportColumns } from './report-columns.ts';

/** The report as an aligned table: a line of groups, a line of titles, a rule, and one line a period. */
export function table(rows: readonly RetentionReportRow[]): string {
  const periods = leftAligned(['', 'Period', ...rows.map(({ period }) => period)]);
  const cells = reportColumns.map(({ title, text }) => rightAligned([title, ...rows.map(text)]));
  const widths = cells.map(([title = '']) => title.length);
  const lines = rows.map((_, index) => [periods[index + 2], ...cells.map((column) => column[index + 1])].join(gap));
  const titles = [periods[1], ...cells.map(([title]) => title)].join(gap);
  return [`${periods[0]}${gap}${groupLine(widths)}`, titles, '-'.repeat(titles.length), ...lines].join('\n');
}

/** 'MRR ------   Customers ---', each over its columns. */
function groupLine(widths: readonly number[]): string {
  return [...new Set(reportColumns.map(({ group }) => group))]
    .map((group) => {
      const members = widths.filter((_, index) => reportColumns[index]?.group === group);
      const width = members.reduce((sum, member) => sum + member, 0) + gap.length * (members.length - 1);
      return `${group} `.padEnd(width, '-');
    })
    .join(gap);
}
