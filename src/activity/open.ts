export { type InstantReader, instantOf, instantReader } from './instant-reader.ts';
export { cutsOf, perPeriod, type Question, readQuestion, type Stretch, type Summary } from './question.ts';
export {
  askedOnce,
  type BySegment,
  eachSegment,
  entryKey,
  type Keyed,
  type RowKey,
  readSegments,
  resultsByKey,
  type SegmentBy,
  segmentCounts,
  splitBySegment,
  summarizeSegments,
} from './segments.ts';
export { outside } from './slots.ts';
export { firstAfter, sortRange } from './sorted-ranges.ts';
export { rowSplitter } from './split-rows.ts';
export { type TimeCells, timeCells, timeOrder } from './time-order.ts';
export { type IsWithin, readWindow, readWithin, type Within } from './within.ts';
export { isWithinDays } from './within-days.ts';
