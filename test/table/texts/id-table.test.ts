import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf, idTable } from '../../../src/table/texts/id-table.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const codesOf = (ids: readonly string[]) => {
  const table = idTable();
  return { codes: ids.map((id) => table.codeOf(id)), ids: table.ids };
};

/** The same by a Map. */
const expected = (ids: readonly string[]) => {
  const distinct = [...new Set(ids)];
  const codes = new Map(distinct.map((id, code) => [id, code]));
  return { codes: ids.map((id) => codes.get(id)), ids: distinct };
};

describe('idTable', () => {
  test('numbers texts in the order of first sight', () => {
    expect(codesOf(['b', 'a', '', 'b', 'ab', 'ba', 'a'])).toEqual({
      codes: [0, 1, 2, 0, 3, 4, 1],
      ids: ['b', 'a', '', 'ab', 'ba'],
    });
  });

  test('as a Map does, also texts that are no words', () => {
    const texts = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.nat(300).map(String)), { maxLength: 200 });
    fc.assert(
      fc.property(texts, (ids) => {
        expect(codesOf(ids)).toEqual(expected(ids));
      }),
      propertyRuns(100),
    );
  });

  test('also where it grows ten times', () => {
    const ids = Array.from({ length: 60_000 }, (_, i) => `customer ${(i * 7919) % 40_009}`);
    // As text, since to compare 60,000 places one by one takes a second.
    expect(JSON.stringify(codesOf(ids))).toBe(JSON.stringify(expected(ids)));
  });

  test('also ids that were made to fall on one place of the table', () => {
    const colliding: string[] = [];
    for (let i = 0; colliding.length < 300; i += 1) {
      const id = `evil ${i}`;
      if ((hashOf(id) & 0xfff) === 0x123) colliding.push(id);
    }
    const others = Array.from({ length: 700 }, (_, i) => `good ${i}`);
    const ids = [...colliding, ...others, ...colliding, ...others];
    expect(codesOf(ids)).toEqual(expected(ids));
  });

  test('an id that differs from another one only in its last place is another one', () => {
    const long = 'x'.repeat(1_000);
    expect(codesOf([`${long}a`, `${long}b`, `${long}a`]).codes).toEqual([0, 1, 0]);
  });
});
