import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeTexts } from '../../src/table/code-texts.ts';
import { idTable } from '../../src/table/id-table.ts';
import { propertyRuns } from '../support/property-runs.ts';

function atOnce(texts: readonly unknown[]) {
  const [ids, codes] = [idTable(), new Uint32Array(texts.length)];
  return codeTexts(texts, codes, ids) ? { codes: [...codes], ids: ids.ids } : null;
}

function oneByOne(texts: readonly string[]) {
  const ids = idTable();
  return { codes: texts.map((text) => ids.codeOf(text)), ids: ids.ids };
}

test('many texts at once have the codes that they have one by one', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(300).map(String));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 200 }), (texts) => {
      expect(atOnce(texts)).toEqual(oneByOne(texts));
    }),
    propertyRuns(200),
  );
  const many = Array.from({ length: 30_000 }, (_, i) => `customer ${(i * 7919) % 20_011}`);
  expect(JSON.stringify(atOnce(many))).toBe(JSON.stringify(oneByOne(many)));
});

test('what is no text is left to be read one by one, wherever it stands', () => {
  for (const other of [null, undefined, 7, '']) {
    expect(atOnce([other])).toBeNull();
    expect(atOnce([...Array.from({ length: 700 }, (_, i) => `id ${i}`), other])).toBeNull();
  }
});
