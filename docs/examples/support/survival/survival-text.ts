import { shortPercent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type Table, tableOf } from '../page/sheet.ts';
import { gap, leftAligned } from '../text/align.ts';
import { textTable } from '../text/column-table.ts';
import { milestoneColumns, milestonesOf } from './milestones.ts';
import type { Study } from './study.ts';

/** The curve at a few times. */
export function milestoneTable(study: Study): Table {
  return tableOf(say('The curve at a few times'), milestoneColumns(), milestonesOf(study), [
    say('Observed: customers followed for that long. From, to: the {share} interval.', {
      share: shortPercent(study.confidence),
    }),
    say('A dash: not observed, or not projected.'),
  ]);
}

/** The curve at a few times, and below it the figures. */
export function survivalText(study: Study, groups: readonly Table[]): string {
  const milestones = milestoneTable(study);
  const [note = ''] = milestones.notes;
  const width = Number.POSITIVE_INFINITY;
  return [`${textTable(milestones, width)}\n${note}`, ...groups.map(groupText)].join('\n\n');
}

function groupText({ title, rows }: Table): string {
  const names = leftAligned(rows.map(([name = '']) => name));
  return [title, ...rows.map(([, text = ''], index) => `  ${names[index]}${gap}${text}`)].join('\n');
}
