import { describe, expect, test } from 'vitest';
import { mistakes } from './mistakes.ts';
import { complaintOf } from './open-file.ts';

describe('mistakes of beginners', () => {
  test.each(mistakes)('$name', async ({ file, flags = [], says }) => {
    const complaint = await complaintOf(file, ...flags);
    if (typeof says === 'string') expect(complaint).toBe(says);
    else for (const words of says) expect(complaint).toMatch(words);
  });
});
