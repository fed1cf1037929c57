import { isDate } from '../errors.ts';

/** Whether a value can be read by key: the shape of every options object and row. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A Date or a Map has no keys of its own: taken for an object of them it would be ignored. */
export function isKeyed(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && !isDate(value) && !(Symbol.iterator in value);
}

/** Whether a field or an option was left out: in rows null is as good as undefined. */
export function isMissing(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
