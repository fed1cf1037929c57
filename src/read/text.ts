import { reject } from '../errors.ts';
import { isMissing } from './shape.ts';

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function isOptionalText(value: unknown): boolean {
  return isMissing(value) || isText(value);
}

export function checkText(value: unknown, path: string): string {
  if (!isText(value)) reject('INVALID_TYPE', path, 'be a non-empty string', value);
  return value;
}

export function rejectOptionalText(value: unknown, path: string): never {
  reject('INVALID_TYPE', path, 'be a non-empty string, or be left out', value);
}
