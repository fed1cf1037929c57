export type { BySegment } from './segments.ts';
