import { gap, leftAligned } from '../align.ts';
import { columnTable } from '../column-table.ts';
import { shortPercent } from '../formats.ts';
import { milestoneColumns, milestonesOf } from './milestones.ts';
import type { Study } from './study.ts';
import type { Group } from './summary.ts';

/** The curve at a few times, and below it the figures. */
export function survivalText(study: Study, groups: readonly Group[]): string {
  return [milestoneTable(study), ...groups.map(groupText)].join('\n\n');
}

function milestoneTable(study: Study): string {
  const note = `Observed: customers followed for that long. From, to: the ${shortPercent(study.confidence)} interval.`;
  return `${columnTable(milestoneColumns, milestonesOf(study))}\n${note}`;
}

function groupText({ title, entries }: Group): string {
  const names = leftAligned(entries.map(([name]) => name));
  return [title, ...entries.map(([, text], index) => `  ${names[index]}${gap}${text}`)].join('\n');
}
