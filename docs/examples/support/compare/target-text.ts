import { InputError } from '../input-error.ts';

/** What a dashboard shows. */
export interface Target {
  readonly text: string;
  readonly value: number;
  /** One of its last digit: what it shows is rounded to that. */
  readonly step: number;
}

/** '2.8%', '0.028' or '603788.98'. */
export function targetOf(text: string): Target {
  const [, digits, decimals = '', percent] = /^(-?\d{1,15}(?:\.(\d{1,10}))?)(\s?%)?$/.exec(text) ?? [];
  if (digits === undefined) {
    throw new InputError(`--target must be what the dashboard shows, such as 2.8% or 603788.98; received '${text}'`);
  }
  // Not the number over a hundred, which would not be the decimal that is meant.
  const exponent = (percent === undefined ? 0 : 2) + decimals.length;
  return { text, value: Number(`${digits.replace('.', '')}e-${exponent}`), step: Number(`1e-${exponent}`) };
}
