export type { BySegment, SegmentBy } from './segments.ts';
