import { pathTo, refuse, reject } from '../errors.ts';
import { isKeyed } from './shape.ts';

/** Refuses anything but an object, and any key that is not listed: a misspelt option must never be ignored. */
export function checkKeys(value: unknown, allowed: readonly string[], path: string): Record<string, unknown> {
  if (!isKeyed(value)) reject('INVALID_TYPE', path, 'be an object', value);
  for (const key of Object.keys(value)) {
    if (allowed.includes(key)) continue;
    const word = path === 'options' || path === 'policy' ? 'option' : 'key';
    refuse(
      'UNKNOWN_KEY',
      pathTo(path, key),
      `is not a known ${word}; expected one of ${allowed.join(', ')}`,
      value[key],
    );
  }
  return value;
}
