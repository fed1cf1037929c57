import { pathTo, reject } from '../../errors.ts';
import { checkKeys, isFiniteNumber, isKeyed, isMissing, isRecord } from '../../read/index.ts';

/** A value that is known, and its age where it came with one. */
export interface KnownValue {
  readonly value: number | string | boolean;
  readonly ageDays: number | undefined;
}

/** By slot; undefined where not known. */
export type KnownValues = readonly (KnownValue | undefined)[];

/** Checks the values of one customer. Those that are known and have a slot come back. */
export function readValues(values: unknown, slots: ReadonlyMap<string, number>, path: string): KnownValues {
  if (!isKeyed(values)) {
    reject('INVALID_TYPE', path, 'be an object of values by key', values);
  }
  const known = new Array<KnownValue | undefined>(slots.size).fill(undefined);
  for (const key of Object.keys(values)) {
    const read = readValue(values[key], path, key);
    if (read === undefined) continue;
    const slot = slots.get(key);
    if (slot !== undefined) known[slot] = read;
  }
  return known;
}

const agedKeys = ['value', 'ageDays'];

function readValue(given: unknown, path: string, key: string): KnownValue | undefined {
  const isAged = isRecord(given);
  const value = isAged ? given.value : given;
  const ageDays = isAged ? readAge(given, path, key) : undefined;
  if (isMissing(value)) return undefined;
  if (isFiniteNumber(value)) return { value: value + 0, ageDays };
  if (typeof value === 'string' || typeof value === 'boolean') return { value, ageDays };
  const code = typeof value === 'number' ? 'INVALID_NUMBER' : 'INVALID_TYPE';
  return reject(code, pathTo(path, key), 'be a finite number, a string, true or false, or null if unknown', value);
}

function readAge(given: Record<string, unknown>, path: string, key: string): number {
  // A path is put together only for a message: there is one value of each customer and signal.
  for (const name in given) if (name !== 'value' && name !== 'ageDays') checkKeys(given, agedKeys, pathTo(path, key));
  const { ageDays } = given;
  if (isFiniteNumber(ageDays) && ageDays >= 0) return ageDays + 0;
  return reject('INVALID_NUMBER', `${pathTo(path, key)}.ageDays`, 'be a finite number of days >= 0', ageDays);
}
