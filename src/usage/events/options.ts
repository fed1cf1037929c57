import { type Instant, readInstant, type Zone, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkText } from '../../read/index.ts';
import type { UsageEntity } from './usage-event.ts';

/** One of the values that an option has. */
export function readChoice<T extends string>(value: unknown, values: readonly T[], path: string): T {
  if (!values.includes(value as T)) {
    reject('INVALID_OPTION', path, `be one of ${values.map((name) => `'${name}'`).join(', ')}`, value);
  }
  return value as T;
}

export function readOf(value: unknown = 'customers'): UsageEntity {
  return readChoice<UsageEntity>(value, ['customers', 'users'], 'options.of');
}

/** A whole number above 0. */
export function readCount(value: unknown, path: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 1) {
    reject('INVALID_NUMBER', path, 'be a whole number above 0', value);
  }
  return value as number;
}

/** A list of names, each once. */
export function readNames(value: unknown, path: string): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) {
    reject('INVALID_TYPE', path, 'be an array of names that is not empty', value);
  }
  const names = Array.from(value, (name, index) => checkText(name, `${path}[${index}]`));
  const again = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (again !== -1) reject('INVALID_OPTION', `${path}[${again}]`, 'not be there twice', names[again]);
  return names;
}

export function readZone(timeZone: unknown = 'UTC'): Zone {
  return zoneOf(timeZone, 'options.timeZone');
}

/** Epoch milliseconds; undefined when it is not given. */
export function readAsOf(asOf: Instant | undefined, zone: Zone): number | undefined {
  return asOf === undefined ? undefined : readInstant(asOf, zone, 'options.asOf');
}

/** How long a window is. */
export function readDays(value: unknown, path: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 1) {
    reject('INVALID_NUMBER', path, 'be a whole number of days above 0', value);
  }
  return value as number;
}

const usualShares = [0.1, 0.25, 0.5, 0.75, 0.9];

/** The shares that quantiles are wanted of. */
export function readShares(value: unknown = usualShares): readonly number[] {
  if (!Array.isArray(value)) reject('INVALID_TYPE', 'options.quantiles', 'be an array of shares from 0 to 1', value);
  return Array.from(value, (share, index) => {
    if (typeof share !== 'number' || !(share >= 0 && share <= 1)) {
      reject('INVALID_NUMBER', `options.quantiles[${index}]`, 'be a share from 0 to 1', share);
    }
    return share;
  });
}
