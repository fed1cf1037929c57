export { type ColumnRows, columnRows, type InstantColumn, type NumberColumn } from './column-rows.ts';
export { compareTexts } from './compare-texts.ts';
export { getOrAdd, groupBy, groupByKey } from './group-by-code.ts';
export { type IdTable, idTable } from './id-table.ts';
export { firstIndex, lowerBound } from './search.ts';
export { compareKeys, type KeyOf, readSegmentKey, type SegmentKey } from './segment-key.ts';
export { addUnits, spill, type UnitSums, unitSums, unitsAt } from './unit-sums.ts';
