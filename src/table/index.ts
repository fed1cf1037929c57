export { type ColumnRows, columnRows, type InstantColumn, type NumberColumn } from './column-rows.ts';
export { groupBy } from './group-by-code.ts';
export { type IdTable, idTable } from './id-table.ts';
