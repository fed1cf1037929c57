import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distinctTexts, idTable } from '../../../src/table/index.ts';
import { propertyRuns } from '../../support/property-runs.ts';

test('texts are distinct if a Set has as many', () => {
  // Few enough letters for texts to repeat, and enough texts for their bits to meet.
  const texts = fc.array(fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'b', 'c', 'd') }), { maxLength: 60 });
  fc.assert(
    fc.property(texts, (values) => {
      const expected = !values.includes('') && new Set(values).size === values.length;
      expect(distinctTexts(values)).toEqual(expected ? values : null);
    }),
    propertyRuns(500),
  );
  const many = Array.from({ length: 20_000 }, (_, i) => `customer ${i}`);
  expect(distinctTexts(many)).toEqual(many);
  expect(distinctTexts([...many, 'customer 7'])).toBeNull();
  for (const other of [null, undefined, 7, '']) expect(distinctTexts(['a', other])).toBeNull();
});

test('a dictionary that changed since it was found to be of distinct texts is looked at again', () => {
  const values = ['ada', 'ben'];
  expect(distinctTexts(values)).toEqual(['ada', 'ben']);
  values[1] = 'ada';
  expect(distinctTexts(values)).toBeNull();
  values[1] = 'cleo';
  values.push('dan');
  expect(distinctTexts(values)).toEqual(['ada', 'cleo', 'dan']);
  expect(distinctTexts(values)).not.toBe(values);
});

test('ids that were appended are found like those that were looked up', () => {
  const table = idTable();
  const ids = Array.from({ length: 3_000 }, (_, i) => `id ${i}`);
  for (const [code, id] of ids.slice(0, 2_000).entries()) expect(table.ids.push(id) - 1).toBe(code);
  for (const [code, id] of ids.entries()) expect(table.codeOf(id)).toBe(code);
  expect(table.ids.push('another') - 1).toBe(3_000);
  expect(table.codeOf('another')).toBe(3_000);
  expect(table.ids).toEqual([...ids, 'another']);
});

test('ids that were adopted are found, and more come after them', () => {
  const table = idTable();
  table.ids = ['ada', 'ben'];
  expect(['ben', 'cleo', 'ada'].map((id) => table.codeOf(id))).toEqual([1, 2, 0]);
  expect(table.ids).toEqual(['ada', 'ben', 'cleo']);
});
