export type { BySegment, SegmentBy } from './segments.ts';
export type { Within } from './within.ts';
