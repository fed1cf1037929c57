import { reject } from '../../errors.ts';
import { compare, ofNumber, parseDecimal, type Rational, zero } from '../../exact/index.ts';
import { checkText, isMissing, isRecord } from '../../read/index.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What is made in one go gets times a second or so apart: instants this near to each other are one. In milliseconds. */
export const sameTime = 60_000;

export function readFields(value: unknown, path: string, what: string): Fields {
  return isRecord(value) ? value : reject('INVALID_TYPE', path, `be ${what}`, value);
}

export function optionalFields(value: unknown, path: string): Fields {
  return isMissing(value) ? {} : readFields(value, path, 'an object');
}

/** What an array holds, or the API's list around one. */
export function readItems(value: unknown, path: string, what: string): readonly unknown[] {
  const data = isRecord(value) ? value.data : value;
  return Array.isArray(data) ? data : reject('INVALID_TYPE', path, `be a list of ${what}`, value);
}

/** Whether a list says that it is only a page of what there is. */
export function hasMore(value: unknown): boolean {
  return isRecord(value) && value.has_more === true;
}

/** A text; null where it is missing or empty. */
export function optionalText(value: unknown, path: string): string | null {
  return isMissing(value) || value === '' ? null : checkText(value, path);
}

/** The id of an object, expanded or not. */
export function readReference(value: unknown, path: string): string {
  return isRecord(value) ? checkText(value.id, `${path}.id`) : checkText(value, path);
}

export function optionalReference(value: unknown, path: string): string | null {
  return isMissing(value) ? null : readReference(value, path);
}

/** Seconds since 1970 as milliseconds. */
export function readSeconds(value: unknown, path: string): number {
  // A Date has at most 8.64e15 milliseconds.
  const isSeconds = Number.isInteger(value) && Math.abs(value as number) <= 8.64e12;
  return isSeconds ? (value as number) * 1000 : reject('INVALID_INSTANT', path, 'be whole seconds since 1970', value);
}

export function optionalSeconds(value: unknown, path: string): number | null {
  return isMissing(value) ? null : readSeconds(value, path);
}

/** How many of something, such as seats; `missing` where nothing is said. */
export function readQuantity(value: unknown, path: string, missing: number): number {
  if (isMissing(value)) return missing;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    reject('INVALID_NUMBER', path, 'be a finite number >= 0', value);
  }
  return value;
}

/** An amount in the smallest unit of its currency: a number, a decimal text, or the SDK's decimal object. */
export function readMinor(value: unknown, path: string): Rational {
  const amount = parseMinor(value);
  if (amount === undefined || compare(amount, zero) < 0) {
    reject('INVALID_AMOUNT', path, "be an amount >= 0 in the currency's smallest unit", value);
  }
  return amount;
}

function parseMinor(value: unknown): Rational | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? ofNumber(value) : undefined;
  if (typeof value === 'string') return parseDecimal(value);
  return isRecord(value) ? parseDecimal(String(value)) : undefined;
}

export function readCurrency(value: unknown, path: string): string {
  return checkText(value, path).toUpperCase();
}
