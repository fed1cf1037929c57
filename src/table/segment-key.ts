import { reject } from '../errors.ts';
import { isFiniteNumber, isMissing } from '../read/index.ts';

/** The keys that rows can be split by; undefined counts as null. */
export type SegmentKey = string | number | boolean | null | undefined;

/** The key of a result: null if the callback returned undefined. */
export type KeyOf<Key extends SegmentKey> = Key extends undefined ? null : Key;

/** Refuses what gives no keys, before rows are read. */
export function checkKeyOf(keyOf: unknown): void {
  if (typeof keyOf !== 'function') reject('INVALID_TYPE', 'keyOf', 'be a function from a row to its key', keyOf);
}

/** The key that a callback gave for a row; -0 is 0, so that the two are one. */
export function readSegmentKey(value: unknown, path: string): string | number | boolean | null {
  if (isMissing(value)) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  // Objects have no order, and no two of them are equal: the parts would depend on the order of the rows.
  // NaN and Infinity would become null in JSON.
  if (!isFiniteNumber(value)) {
    reject('INVALID_TYPE', path, 'be a string, a finite number, true, false, null or undefined', value);
  }
  return value + 0;
}

/** By type (booleans, null, numbers, texts), then by value; texts by code unit. */
export function compareKeys(a: SegmentKey, b: SegmentKey): number {
  return compareTexts(typeName(a), typeName(b)) || compareTexts(a as string, b as string);
}

function typeName(key: SegmentKey): string {
  return isMissing(key) ? 'null' : typeof key;
}

/** By code unit: the same in every locale. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
