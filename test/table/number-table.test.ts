import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberTable } from '../../src/table/index.ts';
import { propertyRuns } from '../support/property-runs.ts';

test('numbers have the codes of a Map, in order of first sight', () => {
  const number = fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true }).filter((own) => !Object.is(own, -0)),
    fc.maxSafeInteger(),
    fc.integer({ min: 0, max: 40 }),
    fc.constantFrom(0, -1, 2 ** 52),
  );
  fc.assert(
    fc.property(fc.array(number, { maxLength: 400 }), (numbers) => {
      const table = numberTable();
      const expected = new Map<number, number>();
      for (const own of numbers) {
        if (!expected.has(own)) expected.set(own, expected.size);
        expect(table.codeOf(own)).toBe(expected.get(own));
      }
      expect(table.numbers).toEqual([...expected.keys()]);
    }),
    propertyRuns(200),
  );
});

test('numbers made to collide are told apart', () => {
  const table = numberTable();
  // Doubles whose halves cancel out in what the hash starts from.
  const halves = new Uint32Array(2);
  const numbers = Array.from({ length: 3000 }, (_, i) => {
    halves[1] = 0x4000_0000 + i;
    halves[0] = Math.imul(halves[1], 0x9e37_79b1);
    return new Float64Array(halves.buffer)[0] as number;
  });
  for (const [code, number] of numbers.entries()) expect(table.codeOf(number)).toBe(code);
  for (const [code, number] of numbers.entries()) expect(table.codeOf(number)).toBe(code);
  expect(table.numbers).toHaveLength(3000);
});
