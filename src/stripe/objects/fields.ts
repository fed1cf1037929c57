import { addMonths, instantText, msPerDay, parseDateTime, parseDay } from '../../calendar/open.ts';
import { isDate, reject } from '../../errors.ts';
import { compare, ofNumber, parseDecimal, type Rational, zero } from '../../exact/index.ts';
import { checkText, isRecord } from '../../read/index.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What is made in one go gets times a second or so apart: instants this near to each other are one. In milliseconds. */
export const sameTime = 60_000;

/** Whether a field was left out; tables of text have an empty one for null. */
export function isMissing(value: unknown): value is null | undefined | '' {
  return value === undefined || value === null || value === '';
}

/** What a text holds that is JSON, as databases keep objects and lists; anything else as it is. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** An object where there is a whole one, else null: there may be its id. */
export function wholeOf(value: unknown): Fields | null {
  const one = parsed(value);
  return isRecord(one) ? one : null;
}

export function readFields(value: unknown, path: string, what: string): Fields {
  const fields = parsed(value);
  return isRecord(fields) && !isDate(fields) ? fields : reject('INVALID_TYPE', path, `be ${what}`, value);
}

export function optionalFields(value: unknown, path: string): Fields {
  return isMissing(value) ? {} : readFields(value, path, 'an object');
}

/** An object inside another, or what a flat table has of it: `recurring_interval` is `interval` of `recurring`. */
export function partOf(fields: Fields, key: string, path: string): Fields {
  if (!isMissing(fields[key])) return readFields(fields[key], `${path}.${key}`, 'an object');
  const part: Record<string, unknown> = {};
  const prefix = `${key}_`;
  // Not by Object.keys: a list of names for each line of each invoice is what takes the time.
  for (const name in fields) {
    if (name.startsWith(prefix) && !isMissing(fields[name])) part[name.slice(prefix.length)] = fields[name];
  }
  return part;
}

/** What an array holds, or the API's list around one. */
export function readItems(value: unknown, path: string, what: string): readonly unknown[] {
  const given = parsed(value);
  const data = isRecord(given) ? parsed(given.data) : given;
  return Array.isArray(data) ? data : reject('INVALID_TYPE', path, `be a list of ${what}`, value);
}

/** Whether a list says that it is only a page of what there is. */
export function hasMore(value: unknown): boolean {
  return isTrue(wholeOf(value)?.has_more);
}

/** A text; null where it is missing or empty. */
export function optionalText(value: unknown, path: string): string | null {
  return isMissing(value) ? null : checkText(value, path);
}

/** The id of an object, expanded or not. */
function readReference(value: unknown, path: string): string {
  const whole = wholeOf(value);
  return whole === null ? checkText(value, path) : checkText(whole.id, `${path}.id`);
}

export function optionalReference(value: unknown, path: string): string | null {
  return isMissing(value) ? null : readReference(value, path);
}

/** An id that tables keep under a name of its own, `customer_id` for `customer`. */
export function referenceIn(fields: Fields, key: string, path: string): string | null {
  return (
    optionalReference(fields[key], `${path}.${key}`) ?? optionalReference(fields[`${key}_id`], `${path}.${key}_id`)
  );
}

/** Whether a flag is set; SQLite and MySQL write 1 for true, exports a text. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === 1n || /^(true|t|1)$/i.test(String(value));
}

export function isFalse(value: unknown): boolean {
  return value === false || value === 0 || value === 0n || /^(false|f|0)$/i.test(String(value));
}

/** Drivers give whole numbers of eight bytes as bigints or texts. */
export function asNumber(value: unknown): unknown {
  const isWritten = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
  return typeof value === 'bigint' || isWritten ? Number(value) : value;
}

/** The last second of the year 9999: what is more was milliseconds. */
const mostSeconds = 253_402_300_799;

/** Seconds since 1970, or what databases have for them, as milliseconds. */
export function readSeconds(value: unknown, path: string): number {
  const seconds = asNumber(value);
  const isSeconds = Number.isInteger(seconds) && Math.abs(seconds as number) <= mostSeconds;
  if (isSeconds) return (seconds as number) * 1000;
  const instant = isDate(value) ? value.getTime() : parseInstant(instantText(value) ?? value);
  if (Number.isFinite(instant)) return instant;
  const rule = "be whole seconds since 1970, or a date-time with an offset or 'Z', such as '2026-03-01T09:30:00Z'";
  return reject('INVALID_INSTANT', path, rule, value);
}

/** Stripe counts in UTC, days too. */
function parseInstant(text: unknown): number {
  if (typeof text !== 'string') return Number.NaN;
  const day = parseDay(text);
  return Number.isNaN(day) ? parseDateTime(text) : day * msPerDay;
}

export function optionalSeconds(value: unknown, path: string): number | null {
  return isMissing(value) ? null : readSeconds(value, path);
}

/** The same time of day, by UTC, so many months later, or on the last day of a month that is too short: so Stripe counts. */
export function addUtcMonths(instant: number, months: number): number {
  const day = Math.floor(instant / msPerDay);
  return addMonths(day, months) * msPerDay + instant - day * msPerDay;
}

/** How many of something, such as seats; `missing` where nothing is said. */
export function readQuantity(value: unknown, path: string, missing: number): number {
  if (isMissing(value)) return missing;
  const quantity = asNumber(value);
  if (typeof quantity !== 'number' || !Number.isFinite(quantity) || quantity < 0) {
    reject('INVALID_NUMBER', path, 'be a finite number >= 0', value);
  }
  return quantity;
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
  return isRecord(value) || typeof value === 'bigint' ? parseDecimal(String(value)) : undefined;
}

/** The amount of `key` with the parts of a cent where they are told, as `key_decimal`; null where neither is. */
export function optionalMinor(fields: Fields, key: string, path: string): Rational | null {
  for (const name of [`${key}_decimal`, key]) {
    if (!isMissing(fields[name])) return readMinor(fields[name], `${path}.${name}`);
  }
  return null;
}

export function readCurrency(value: unknown, path: string): string {
  return checkText(value, path).toUpperCase();
}
