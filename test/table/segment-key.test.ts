import { expect, test } from 'vitest';
import { readSegmentKey } from '../../src/table/index.ts';
import { refusal } from '../support/caught.ts';

test.each([
  ['big', 'big'],
  [true, true],
  [-0, 0],
  [1.5, 1.5],
  [null, null],
  [undefined, null],
])('%o is the key %o', (given, key) => {
  expect(readSegmentKey(given, 'keyOf(row)')).toBe(key);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1n, {}, new Date(0)])(
  '%o is no key: JSON would make something else of it, or it has no order',
  (given) => {
    expect(refusal(() => readSegmentKey(given, 'keyOf(row)'))).toMatchObject({ code: 'INVALID_TYPE' });
  },
);
