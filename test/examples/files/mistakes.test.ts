import { describe, expect, test } from 'vitest';
import { mistakes } from './mistakes.ts';
import { complaintOf, lines, onDisk } from './open-file.ts';

const rates: Readonly<Record<string, string>> = {
  'dollar.csv': onDisk('dollar.csv', lines('currency,month,rate', 'USD,2025-01,0.9', 'USD,2025-03,0.95')),
};

describe('mistakes of beginners', () => {
  test.each(mistakes)('$name', async ({ file, flags = [], says }) => {
    const complaint = await complaintOf(file, ...flags.map((flag) => rates[flag] ?? flag));
    if (typeof says === 'string') expect(complaint).toBe(says);
    else for (const words of says) expect(complaint).toMatch(words);
  });
});
