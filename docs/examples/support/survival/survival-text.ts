import { gap, leftAligned, rightAligned } from '../align.ts';
import { shortPercent } from '../formats.ts';
import { milestoneColumns, milestonesOf } from './milestones.ts';
import type { Study } from './study.ts';
import type { Group } from './summary.ts';

/** The curve at a few times, and below it the figures. */
export function survivalText(study: Study, groups: readonly Group[]): string {
  return [milestoneTable(study), ...groups.map(groupText)].join('\n\n');
}

function milestoneTable(study: Study): string {
  const milestones = milestonesOf(study);
  const columns = milestoneColumns.map(({ title, text }) => rightAligned([title, ...milestones.map(text)]));
  const lines = [-1, ...milestones.keys()].map((row) => columns.map((column) => column[row + 1]).join(gap));
  const [titles = '', ...body] = lines;
  const note = `Observed: customers followed for that long. From, to: the ${shortPercent(study.confidence)} interval.`;
  return [titles, '-'.repeat(titles.length), ...body, note].join('\n');
}

function groupText({ title, entries }: Group): string {
  const names = leftAligned(entries.map(([name]) => name));
  return [title, ...entries.map(([, text], index) => `  ${names[index]}${gap}${text}`)].join('\n');
}
