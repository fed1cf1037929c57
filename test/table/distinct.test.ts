import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areDistinctTexts, idTable } from '../../src/table/index.ts';
import { propertyRuns } from '../support/property-runs.ts';

test('texts are distinct if a Set has as many', () => {
  // Few enough letters for texts to repeat, and enough texts for their bits to meet.
  const texts = fc.array(fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'b', 'c', 'd') }), { maxLength: 60 });
  fc.assert(
    fc.property(texts, (values) => {
      const expected = !values.includes('') && new Set(values).size === values.length;
      expect(areDistinctTexts(values)).toBe(expected);
    }),
    propertyRuns(500),
  );
  const many = Array.from({ length: 20_000 }, (_, i) => `customer ${i}`);
  expect(areDistinctTexts(many)).toBe(true);
  expect(areDistinctTexts([...many, 'customer 7'])).toBe(false);
  for (const other of [null, undefined, 7, '']) expect(areDistinctTexts(['a', other])).toBe(false);
});

test('ids that were appended are found like those that were looked up', () => {
  const table = idTable();
  const ids = Array.from({ length: 3_000 }, (_, i) => `id ${i}`);
  for (const [code, id] of ids.slice(0, 2_000).entries()) expect(table.append(id)).toBe(code);
  for (const [code, id] of ids.entries()) expect(table.codeOf(id)).toBe(code);
  expect(table.append('another')).toBe(3_000);
  expect(table.codeOf('another')).toBe(3_000);
  expect(table.ids).toEqual([...ids, 'another']);
});
