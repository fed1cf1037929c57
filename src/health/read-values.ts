import { checkKeys, isKeyed, isRecord, reject } from '../errors.ts';
import { isFiniteNumber } from './checks.ts';

/** A value that is known, and its age where it came with one. */
export interface KnownValue {
  readonly value: number | string | boolean;
  readonly ageDays: number | undefined;
}

/** Checks the values of one customer. Only those that are known come back. */
export function readValues(values: unknown, path: string): ReadonlyMap<string, KnownValue> {
  if (!isKeyed(values)) {
    reject('INVALID_TYPE', path, 'be an object of values by key', values);
  }
  const known = new Map<string, KnownValue>();
  for (const [key, given] of Object.entries(values)) {
    const read = isRecord(given) ? readAged(given, `${path}.${key}`) : { value: given, ageDays: undefined };
    const { value } = read;
    if (value === undefined || value === null) continue;
    if (!isFiniteNumber(value) && typeof value !== 'string' && typeof value !== 'boolean') {
      const code = typeof value === 'number' ? 'INVALID_NUMBER' : 'INVALID_TYPE';
      reject(code, `${path}.${key}`, 'be a finite number, a string, true, false, or null where not known', value);
    }
    known.set(key, { value, ageDays: read.ageDays });
  }
  return known;
}

function readAged(given: Record<string, unknown>, path: string): { readonly value: unknown; readonly ageDays: number } {
  const { value, ageDays } = checkKeys(given, ['value', 'ageDays'], path);
  if (!isFiniteNumber(ageDays) || ageDays < 0) {
    reject('INVALID_NUMBER', `${path}.ageDays`, 'be a finite number of days >= 0', ageDays);
  }
  return { value, ageDays };
}
