import type { Subscription } from 'tenure';
import { InputError } from './input-error.ts';
import { say } from './language/language.ts';

export const splits = ['plan', 'segment'] as const;
/** What the customers are told apart by. */
export type Split = (typeof splits)[number];

export function keyOf(split: Split): (row: Subscription) => string | null {
  return (row) => row[split] ?? null;
}

/** A split by what no row says would be the whole, and look like an answer. */
export function checkSplit(split: Split, rows: readonly Subscription[]): void {
  if (rows.some((row) => keyOf(split)(row) !== null)) return;
  throw new InputError(`--by ${split}: no row of the ledger names a ${split}; name its column with --${split} COLUMN`);
}

export function keyText(key: string | null): string {
  return key ?? say('(none)');
}

export function splitTitle(split: Split): string {
  return split === 'plan' ? say('Plan') : say('Segment');
}
