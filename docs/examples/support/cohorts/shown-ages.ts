import type { Step } from '../flags/ledger-flags.ts';
import { say } from '../language/language.ts';

const strides: Readonly<Record<Step, readonly number[]>> = {
  month: [1, 2, 3, 4, 6, 12, 24, 60],
  quarter: [1, 2, 4, 8, 20, 40],
  year: [1, 2, 5, 10, 20],
};

/** The ages from 0 on, or where they are more than `most` every second, third, ... of them. */
export function shownAges(count: number, most: number, by: Step): number[] {
  const needed = count / Math.max(1, most);
  const stride = strides[by].find((candidate) => candidate >= needed) ?? Math.ceil(needed);
  return Array.from({ length: Math.ceil(count / stride) }, (_, index) => index * stride);
}

/** 'one age in 3', or nothing where all are shown. */
export function strideNote(ages: readonly number[]): string | undefined {
  const [, stride = 1] = ages;
  if (stride === 1) return undefined;
  return say('one age in {stride}', { stride });
}
