/** What went wrong, for programs: stable across releases, unlike the message. */
export type MetricsErrorCode =
  | 'INVALID_TYPE'
  | 'INVALID_AMOUNT'
  | 'INVALID_NUMBER'
  | 'INVALID_INSTANT'
  | 'INVALID_TIME_ZONE'
  | 'INVALID_PERIOD'
  | 'INVALID_OPTION'
  | 'UNKNOWN_KEY'
  | 'END_BEFORE_START'
  | 'SKIPPED_DAY'
  | 'NOT_FOOTING'
  | 'NOT_IDENTIFIABLE'
  | 'MIXED_CURRENCIES'
  | 'MISSING_RATE'
  | 'CONFLICTING_POLICY'
  | 'CONFLICTING_TIME_ZONES';

// Registered, so that an error from the CommonJS build is recognised by the ESM build and across realms.
const brand = Symbol.for('tenure.MetricsError');

/**
 * The only error that tenure throws: which value was refused (`path`), why (`message`, `code`), and the value (`received`).
 *
 * @example
 * ```ts
 * try {
 *   month('2026-13')
 * } catch (error) {
 *   if (!isMetricsError(error)) throw error
 *   error.code // => 'INVALID_PERIOD'
 *   error.message // => "month must be a calendar month like '2026-03'; received '2026-13'"
 * }
 * ```
 */
export class MetricsError extends Error {
  override readonly name = 'MetricsError';
  // Declared alone: as fields of the class they would be written a second time, in every bundle of every function.
  declare readonly code: MetricsErrorCode;
  declare readonly path: string;
  declare readonly received: unknown;

  constructor(code: MetricsErrorCode, path: string, message: string, received: unknown) {
    super(message);
    this.code = code;
    this.path = path;
    this.received = received;
    Object.defineProperty(this, brand, { value: true });
  }
}

/**
 * Whether a caught value is a `MetricsError`, also one thrown by another copy of tenure (its CommonJS build beside its ESM build), which
 * `instanceof` would miss.
 *
 * @example
 * ```ts
 * isMetricsError(new RangeError('not ours')) // => false
 * ```
 */
export function isMetricsError(error: unknown): error is MetricsError {
  return typeof error === 'object' && error !== null && brand in error;
}

/** Throws in the one grammar of messages: path, rule, what was received. */
export function reject(code: MetricsErrorCode, path: string, rule: string, received: unknown): never {
  throw new MetricsError(code, path, `${path} must ${rule}; received ${describe(received)}`, received);
}

const longestQuote = 60;

function describe(value: unknown): string {
  if (typeof value === 'string') {
    return value.length > longestQuote ? `'${value.slice(0, longestQuote)}...'` : `'${value}'`;
  }
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (isDate(value)) return Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString();
  if (Array.isArray(value)) return `an array of ${value.length}`;
  const keys = Object.keys(value);
  return `an object with ${keys.length === 0 ? 'no keys' : `keys ${keys.slice(0, 5).join(', ')}`}`;
}

/** Whether a value is a Date, also one of another realm (a frame, a vm context, some test runners). */
export function isDate(value: unknown): value is Date {
  return value instanceof Date || Object.prototype.toString.call(value) === '[object Date]';
}

/** Whether a value can be read by key: the shape of every options object and row. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A Date or a Map has no keys of its own: taken for an object of them it would be ignored. */
export function isKeyed(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && !isDate(value) && !(Symbol.iterator in value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function isOptionalText(value: unknown): boolean {
  return value === undefined || isText(value);
}

export function checkText(value: unknown, path: string): string {
  if (!isText(value)) reject('INVALID_TYPE', path, 'be a string that is not empty', value);
  return value;
}

export function rejectOptionalText(value: unknown, path: string): never {
  reject('INVALID_TYPE', path, 'be a string that is not empty, or be left out', value);
}

/** One of a few words; where none is given the first one, which is the default. */
export function readChoice<T extends string>(value: unknown, path: string, choices: readonly [T, ...T[]]): T {
  if (value === undefined) return choices[0];
  if (!choices.includes(value as T)) {
    reject('INVALID_OPTION', path, `be one of ${choices.map((choice) => `'${choice}'`).join(', ')}`, value);
  }
  return value as T;
}

/** Refuses anything but an object, and any key that is not listed: a misspelt option must never be ignored. */
export function checkKeys(value: unknown, allowed: readonly string[], path: string): Record<string, unknown> {
  if (!isKeyed(value)) reject('INVALID_TYPE', path, 'be an object', value);
  for (const key of Object.keys(value)) {
    if (allowed.includes(key)) continue;
    throw new MetricsError(
      'UNKNOWN_KEY',
      `${path}.${key}`,
      `${path}.${key} is not known; ${allowed.length === 0 ? 'none is' : `known are ${allowed.join(', ')}`}`,
      value[key],
    );
  }
  return value;
}
