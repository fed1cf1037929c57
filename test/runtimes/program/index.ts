import { statementOf } from '../page/statement.ts';
import { calendarValues } from './calendar.ts';
import { entryNames } from './entries.ts';
import { exampleValues } from './examples.ts';
import type { Material } from './material.ts';
import { revenueValues } from './revenue.ts';
import { readSample } from './sample.ts';
import { studyValues } from './studies.ts';
import { toText } from './to-text.ts';
import { usageValues } from './usage.ts';

/** The one program that every runtime runs: all that it computes, as one text of JSON. */
export function runProgram(material: Material): string {
  const sample = readSample(material.files);
  return toText({
    statement: statementOf(sample.subscriptions),
    entries: entryNames(material),
    calendar: calendarValues(),
    revenue: revenueValues(sample),
    studies: studyValues(sample),
    usage: usageValues(sample),
    examples: exampleValues(material),
  });
}
