export { codeColumn, type KnownDictionaries } from './columns/code-column.ts';
export {
  halfRange,
  halvesOf,
  lowHalf,
  numbersOf,
  ownColumn,
  rowsToRead,
  valueReader,
} from './columns/column-values.ts';
export {
  type CodedInstants,
  type CodedTexts,
  type Column,
  type ColumnKind,
  type Columns,
  type IdColumn,
  type InstantUnit,
  isBigIntegers,
  isPresent,
  type MaskedColumn,
  type NumberColumn,
  type ScaledNumbers,
  type TextColumn,
  type Utf8Texts,
} from './columns/columns.ts';
export { encodeNumbers, encodeOwn, encodeTexts } from './columns/encode-column.ts';
export { type ColumnRules, readColumns } from './columns/read-columns.ts';
export { fieldOfName, type NamedField, type RowKindName } from './field-names.ts';
export { type Groups, getOrAdd, groupBy, groupByKey, offsetsInPlace } from './group-by-code.ts';
export { integerMemo } from './integer-memo.ts';
export { type NumberTable, numberTable } from './number-table.ts';
export { type OwnFields, ownFields } from './own-fields.ts';
export { firstIndex, lowerBound } from './search.ts';
export { checkKeyOf, compareKeys, compareTexts, type KeyOf, readSegmentKey, type SegmentKey } from './segment-key.ts';
export { countOf } from './texts/code-texts.ts';
export { distinctTexts } from './texts/distinct.ts';
export { type IdTable, idTable } from './texts/id-table.ts';
export { badCode, noCode } from './texts/text-blocks.ts';
export { addSum, addUnits, type UnitSums, unitSums, unitsAt } from './unit-sums.ts';
