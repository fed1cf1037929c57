/** The kind of mistake, for programs: stable across releases, unlike the message. */
export type MetricsErrorCode =
  | 'INVALID_TYPE'
  | 'INVALID_AMOUNT'
  | 'INVALID_NUMBER'
  | 'INVALID_INSTANT'
  | 'INVALID_TIME_ZONE'
  | 'INVALID_PERIOD'
  | 'INVALID_OPTION'
  | 'UNKNOWN_KEY'
  | 'EMPTY'
  | 'END_BEFORE_START'
  | 'SKIPPED_DAY'
  | 'NOT_FOOTING'
  | 'NOT_IDENTIFIABLE'
  | 'MIXED_CURRENCIES'
  | 'MISSING_EXCHANGE_RATE'
  | 'CONFLICTING_POLICY'
  | 'CONFLICTING_TIME_ZONES';

// Registered, so that an error from the CommonJS build is recognised by the ESM build and across realms.
const brand = Symbol.for('tenure.MetricsError');

/** A `MetricsError` as JSON; `received` is the description in the message. */
export interface MetricsErrorJson {
  /** The name of the error's class. */
  readonly name: 'MetricsError';
  /** The kind of mistake. */
  readonly code: MetricsErrorCode;
  /** The keys and indices that lead to the refused value. */
  readonly path: readonly (string | number)[];
  /** The path as text, the rule, and the received value. */
  readonly message: string;
  /** The refused value, described as in the message. */
  readonly received: string;
}

/**
 * The only error that tenure throws. It says which value was refused (`path`), why (`message`, `code`), and what the value was
 * (`received`).
 *
 * `path` leads to the value by keys and indices, as in zod and Standard Schema; its first element is the name of the parameter. The message
 * begins with the same path as text. As JSON, an error keeps its code, path and message.
 *
 * @example
 * ```ts
 * try {
 *   mrr([{ customerId: 'ada', start: '2026-01-15', amount: -1, interval: 'month' }], '2026-02-01')
 * } catch (error) {
 *   if (!isMetricsError(error)) throw error
 *   error.code // => 'INVALID_AMOUNT'
 *   error.path // => ['subscriptions', 0, 'amount']
 *   error.received // => -1
 * }
 * ```
 */
export class MetricsError extends Error {
  /** The name of the error's class. */
  override readonly name = 'MetricsError';
  // Declared alone: as fields of the class they would be written a second time, in every bundle of every function.
  /** The kind of mistake, for programs. */
  declare readonly code: MetricsErrorCode;
  /** The keys and indices that lead to the refused value; the first is the name of a parameter. */
  declare readonly path: readonly (string | number)[];
  /** The refused value itself. */
  declare readonly received: unknown;

  constructor(code: MetricsErrorCode, path: readonly (string | number)[], message: string, received: unknown) {
    super(message);
    this.code = code;
    this.path = path;
    this.received = received;
    Object.defineProperty(this, brand, { value: true });
  }

  toJSON(): MetricsErrorJson {
    return { ...this, message: this.message, received: describe(this.received) };
  }
}

/**
 * Whether a caught value is a `MetricsError`, including one thrown by another copy of tenure (such as its CommonJS build beside its ESM
 * build), which `instanceof` would miss.
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
  refuse(code, path, `must ${rule}; received ${describe(received)}`, received);
}

/** Throws where the message ends in more than what was received. */
export function refuse(code: MetricsErrorCode, path: string, rest: string, received: unknown): never {
  throw new MetricsError(code, keysOf(path), `${path} ${rest}`, received);
}

/** What the message of an error says about the value, without the path to it. */
export function ruleOf({ path, message }: MetricsError): string {
  return message.slice(textOfPath(path).length + 1);
}

/** The text of a whole path, which begins with the name of a parameter. */
export function textOfPath([parameter, ...keys]: MetricsError['path']): string {
  return keys.reduce<string>(pathTo, String(parameter));
}

/** The text of a path one step further: `rows` and 17 are `rows[17]`, and 'amount' then `rows[17].amount`; an odd name is quoted as in JSON. */
export function pathTo(path: string, key: string | number): string {
  return typeof key === 'string' && /^[\w$-]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

/** The keys and indices of a path in text. */
function keysOf(path: string): (string | number)[] {
  const steps = path.matchAll(/\[(\d+|"(?:\\.|[^"\\])*")]|[^.[]+/g);
  return Array.from(steps, ([name, inBrackets]) => (inBrackets ? JSON.parse(inBrackets) : name));
}

/** A value in a few words. */
function describe(value: unknown): string {
  if (typeof value === 'string') return `'${value.replace(/^(.{60}).+/s, '$1...')}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  const tag = tagOf(value);
  if (isDate(value)) return value.toJSON() ?? 'an invalid Date';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (tag === 'Promise') return `a ${tag}; await it first`;
  if ('BYTES_PER_ELEMENT' in value) return `a ${tag} of ${(value as Uint8Array).length}`;
  if (tag === 'AsyncGenerator') return 'an AsyncGenerator; collect it into an array first';
  if (Symbol.iterator in value) return `a ${tag}; spread it into an array first`;
  if (Symbol.for('tenure.ledger') in value) return 'a ledger';
  if ('timeZone' in value && 'label' in value) return 'a Period';
  return `an object with keys ${Object.keys(value).slice(0, 5).join(', ')}`.replace(/keys $/, 'no keys');
}

/** What kind of object a value is, also one of another realm: 'Date', 'Promise', 'Object'. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Whether a value is a Date, also one of another realm (a frame, a vm context, some test runners). */
export function isDate(value: unknown): value is Date {
  return value instanceof Date || tagOf(value) === 'Date';
}
