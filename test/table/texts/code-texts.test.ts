import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeTexts, countOf } from '../../../src/table/texts/code-texts.ts';
import { type IdTable, idTable } from '../../../src/table/texts/id-table.ts';
import { readUtf8, textOfUnits } from '../../../src/table/texts/read-utf8.ts';
import { badCode, noCode, type TextBlocks, textsOfList, textsOfUnits } from '../../../src/table/texts/text-blocks.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { utf8Column } from '../../support/utf8-column.ts';

type Texts = readonly (string | null)[];

function unitsOf(texts: Texts) {
  const { bytes, offsets, valid } = utf8Column(texts);
  return textsOfUnits(readUtf8({ units: bytes, offsets, valid }, 'texts'));
}

function atOnce(texts: TextBlocks, length: number, ids: IdTable) {
  const codes = new Uint32Array(length);
  return codeTexts(texts, codes, ids) ? [...codes] : null;
}

function oneByOne(texts: Texts, ids: IdTable) {
  return texts.map((text) => (text === null ? noCode : text === '' ? badCode : ids.codeOf(text)));
}

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.nat(300).map(String));

test('many texts at once have the codes that they have one by one, chunk after chunk and in whatever form', () => {
  const chunk = fc.tuple(
    fc.array(fc.option(text, { freq: 9 }), { maxLength: 200 }),
    fc.constantFrom('list', 'bytes', 'one by one'),
  );
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 5 }), (chunks) => {
      const [ids, others] = [idTable(), idTable()];
      for (const [texts, form] of chunks) {
        const expected = oneByOne(texts, others);
        if (form === 'one by one') expect(oneByOne(texts, ids)).toEqual(expected);
        else {
          const codes = atOnce(form === 'list' ? textsOfList(texts) : unitsOf(texts), texts.length, ids);
          expect(codes ?? oneByOne(texts, ids)).toEqual(expected);
        }
        expect(countOf(ids)).toBe(countOf(others));
      }
      expect(ids.texts()).toEqual(others.texts());
    }),
    propertyRuns(200),
  );
});

test.each(['list', 'bytes'])('also where the table grows: %s', (form) => {
  const ids = [idTable(), idTable()] as const;
  for (const step of [7919, 104_729]) {
    const many = Array.from({ length: 30_000 }, (_, i) => `customer ${(i * step) % 20_011}${i % 7 === 0 ? 'ß' : ''}`);
    const codes = atOnce(form === 'list' ? textsOfList(many) : unitsOf(many), many.length, ids[0]);
    expect(JSON.stringify(codes)).toBe(JSON.stringify(oneByOne(many, ids[1])));
  }
  expect(JSON.stringify(ids[0].texts())).toBe(JSON.stringify(ids[1].texts()));
});

test('a value that is neither text nor missing leaves all to be read one by one, wherever it stands', () => {
  for (const other of [7, 7n, {}, true]) {
    for (const before of [[], Array.from({ length: 700 }, (_, i) => `id ${i}`)]) {
      const ids = idTable();
      ids.codeOf('earlier');
      expect(atOnce(textsOfList([...before, other]), before.length + 1, ids)).toBeNull();
      expect(ids.ids).toEqual(['earlier']);
      expect(ids.codeOf('later')).toBe(1);
    }
  }
});

test('texts after many that came one by one are read one by one as well', () => {
  const ids = idTable();
  for (let i = 0; i < 9; i += 1) ids.codeOf(`id ${i}`);
  expect(atOnce(textsOfList(['id 3', 'new']), 2, ids)).toBeNull();
  expect(atOnce(textsOfList(['id 3', 'new', 'id 8']), 3, ids)).toEqual([3, 9, 8]);
});

test('a table that let go of all but its ids still knows them', () => {
  const ids = idTable();
  expect(atOnce(unitsOf(['ada', 'ben']), 2, ids)).toEqual([0, 1]);
  ids.release();
  expect(atOnce(unitsOf(['ben', 'cem']), 2, ids)).toEqual([1, 2]);
  ids.release();
  expect([ids.codeOf('cem'), ids.codeOf('dia')]).toEqual([2, 3]);
});

/** Texts of eight characters with one second hash and one first character: the last four are worked out from the first four. */
function withOneHash(count: number, isAscii: boolean): string[] {
  const factor = 0x85eb_ca6b;
  let inverse = factor;
  for (let i = 0; i < 5; i += 1) inverse = Math.imul(inverse, 2 - Math.imul(factor, inverse));
  const texts: string[] = [];
  for (let i = 0; texts.length < count; i += 1) {
    const first = 0x61 | ((i & 127) << 8) | (((i >> 7) & 127) << 16);
    const seed = 0x811c_9dc5 | 0;
    const before = Math.imul(seed ^ first, factor) ^ (seed >>> 15);
    const last = before ^ Math.imul(12_345 ^ (before >>> 15), inverse);
    if (isAscii && (last & 0x8080_8080) !== 0) continue;
    texts.push(String.fromCharCode(...new Uint8Array(Int32Array.of(first, last).buffer)));
  }
  return texts;
}

test.each([
  ['list', true],
  ['bytes', true],
  ['bytes', false],
])('texts made to share a hash are told apart all the same: %s, ASCII: %s', (form, isAscii) => {
  const texts = withOneHash(900, isAscii);
  expect(new Set(texts).size).toBe(900);
  const many = [...texts, ...texts];
  const ids = idTable();
  expect(atOnce(form === 'list' ? textsOfList(many) : unitsOf(many), many.length, ids)).toBeNull();
  expect(oneByOne(many, ids)).toEqual(many.map((_, i) => i % 900));
});

// Would catch: a text that is taken for a longer one with the same second hash, which begins with it and goes on with zeros.
test.each(['list', 'bytes'])('texts that differ by zeros at their end are told apart: %s', (form) => {
  // By chance a few of so many come upon the place of their other one.
  for (const letter of 'abcdefghijklmnopqrst') {
    const short = Array.from({ length: 900 }, (_, i) => `${1000 + i}${letter}`);
    const many = [...short.map((text) => `${text}\0\0\0`), ...short];
    const codes = atOnce(form === 'list' ? textsOfList(many) : unitsOf(many), many.length, idTable());
    expect(codes ?? oneByOne(many, idTable())).toEqual(many.map((_, i) => i));
  }
});

test('bytes are seen to be more than ASCII wherever they begin and whichever one it is', () => {
  const letters = 'abcdefghijkl';
  for (let at = 0; at < 4; at += 1) {
    for (let length = 1; length <= letters.length; length += 1) {
      for (let place = -1; place < length; place += 1) {
        const text =
          place < 0 ? letters.slice(0, length) : `${letters.slice(0, place)}é${letters.slice(place + 1, length)}`;
        const own = new TextEncoder().encode(text);
        const memory = new Uint8Array(own.length + 8).fill(0xff);
        memory.set(own, at);
        for (const first of [0, 1]) {
          if (place === 0 && first === 1) continue;
          const column = { units: memory.subarray(at), offsets: Int32Array.of(first, own.length), valid: undefined };
          const { units, offsets } = readUtf8(column, 'texts');
          expect(textOfUnits(units, offsets[0] as number, offsets[1] as number)).toBe(text.slice(first));
        }
      }
    }
  }
});
