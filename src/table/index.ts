export { badCode, codeColumn, type KnownDictionaries, noCode } from './code-column.ts';
export { halfRange, halvesOf, lowHalf, numbersOf, ownColumn, rowsToRead, valueReader } from './column-values.ts';
export {
  type CodedInstants,
  type CodedTexts,
  type Column,
  type ColumnKind,
  type ColumnRules,
  type Columns,
  type IdColumn,
  type InstantUnit,
  isBigIntegers,
  isPresent,
  type MaskedColumn,
  type NumberColumn,
  readColumns,
  type ScaledNumbers,
  type TextColumn,
} from './columns.ts';
export { distinctTexts } from './distinct.ts';
export { encodeNumbers, encodeOwn, encodeTexts } from './encode-column.ts';
export { fieldOfName, type NamedField, type RowKindName } from './field-names.ts';
export { type Groups, getOrAdd, groupBy, groupByKey, offsetsInPlace } from './group-by-code.ts';
export { type IdTable, idTable } from './id-table.ts';
export { integerMemo } from './integer-memo.ts';
export { type NumberTable, numberTable } from './number-table.ts';
export { type OwnFields, ownFields } from './own-fields.ts';
export { firstIndex, lowerBound } from './search.ts';
export { checkKeyOf, compareKeys, compareTexts, type KeyOf, readSegmentKey, type SegmentKey } from './segment-key.ts';
export { addUnits, spill, type UnitSums, unitSums, unitsAt } from './unit-sums.ts';
