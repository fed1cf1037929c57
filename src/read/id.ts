import { reject } from '../errors.ts';

/** An identifier, compared by its text: 17, 17n and '17' are the same id. */
export type Id = string | number | bigint;

/** An id as text, by which ids are compared, sorted and given back. */
export function readId(value: unknown, path: string): string {
  return idText(value) ?? reject('INVALID_TYPE', path, 'be a non-empty string, a safe integer or a bigint', value);
}

/** The text of an id; undefined for what is none. */
export function idText(value: unknown): string | undefined {
  if (typeof value === 'string') return value || undefined;
  return Number.isSafeInteger(value) || typeof value === 'bigint' ? String(value) : undefined;
}
