import { isMissing } from '../../read/index.ts';
import { isPresent, type UnitTexts } from '../columns/columns.ts';
import type { IdTable } from './id-table.ts';
import { addToArena, type TextArena, textArena, wordsOf } from './text-arena.ts';

/** Stands for a value that is missing. */
export const noCode = 0xffff_ffff;
/** Stands for a value that is none of its kind; what is wrong with it is for the reader of single rows to say. */
export const badCode = 0xffff_fffe;

/** The texts of a column, for a block of its rows at a time. */
export interface TextBlocks {
  /** Writes the two hashes of each text of a block, and the code of what is none. False where a value is neither a text nor missing. */
  hash(from: number, to: number, hashes: Uint32Array, codes: Uint32Array): boolean;
  /** Adds the texts of some rows, which are the first of their kind. */
  addTo(ids: IdTable, rows: Uint32Array, count: number): void;
  /** Whether the texts of some rows are those of their codes, all of which were added. */
  areThose(rows: Uint32Array, count: number, codes: Uint32Array, ids: IdTable): boolean;
}

// Signed, as all that follows it is: a number above 2 ** 31 would be an object.
const seed = 0x811c_9dc5 | 0;

// Four units at a time, as one word, and what is left over one by one.

function firstHash(hash: number, word: number): number {
  return Math.imul(hash ^ word, 0x9e37_79b1) ^ (hash >>> 17);
}

function secondHash(hash: number, word: number): number {
  return Math.imul(hash ^ word, 0x85eb_ca6b) ^ (hash >>> 15);
}

function wordOf(first: number, second: number, third: number, fourth: number): number {
  return first ^ (second << 8) ^ (third << 16) ^ (fourth << 24);
}

/** Brings what differs high up to the low bits, which choose a place. */
function finished(hash: number, length: number): number {
  const mixed = Math.imul(hash ^ length ^ (hash >>> 15), 0x2c1b_3c6d);
  return mixed ^ (mixed >>> 12);
}

export function textsOfList(values: readonly unknown[]): TextBlocks {
  return {
    hash(from, to, hashes, codes) {
      for (let row = from; row < to; row += 1) {
        const text = values[row];
        if (typeof text !== 'string') {
          if (!isMissing(text)) return false;
          codes[row] = noCode;
          continue;
        }
        const { length } = text;
        let first = seed;
        let second = seed;
        let at = 0;
        for (; at + 4 <= length; at += 4) {
          const [a, b] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
          const word = wordOf(a, b, text.charCodeAt(at + 2), text.charCodeAt(at + 3));
          first = firstHash(first, word);
          second = secondHash(second, word);
        }
        for (; at < length; at += 1) {
          const unit = text.charCodeAt(at);
          first = firstHash(first, unit);
          second = secondHash(second, unit);
        }
        hashes[2 * (row - from)] = finished(first, length);
        hashes[2 * (row - from) + 1] = second;
        codes[row] = length === 0 ? badCode : 0;
      }
      return true;
    },
    addTo(ids, rows, count) {
      const strings = ids.texts();
      for (let i = 0; i < count; i += 1) strings.push(values[rows[i] as number] as string);
    },
    areThose(rows, count, codes, ids) {
      const strings = ids.texts();
      // Brings the texts near, each while the one before it is still on its way.
      let difference = 0;
      for (let i = 0; i < count; i += 1) {
        const row = rows[i] as number;
        difference |= (strings[codes[row] as number] as string).length ^ (values[row] as string).length;
      }
      if (difference !== 0) return false;
      for (let i = 0; i < count; i += 1) {
        const row = rows[i] as number;
        if (strings[codes[row] as number] !== values[row]) return false;
      }
      return true;
    },
  };
}

export function textsOfUnits(texts: UnitTexts): TextBlocks {
  const { units, offsets, valid } = texts;
  const wordAt = wordReader(units);
  function isText(row: number, text: string): boolean {
    const [begin, end] = [offsets[row] as number, offsets[row + 1] as number];
    if (text.length !== end - begin) return false;
    for (let at = begin; at < end; at += 1) if (units[at] !== text.charCodeAt(at - begin)) return false;
    return true;
  }

  return {
    hash(from, to, hashes, codes) {
      let begin = offsets[from] as number;
      for (let row = from; row < to; row += 1) {
        const end = offsets[row + 1] as number;
        let first = seed;
        let second = seed;
        let at = begin;
        for (; at + 4 <= end; at += 4) {
          const word = wordAt(at);
          first = firstHash(first, word);
          second = secondHash(second, word);
        }
        for (; at < end; at += 1) {
          const unit = units[at] as number;
          first = firstHash(first, unit);
          second = secondHash(second, unit);
        }
        hashes[2 * (row - from)] = finished(first, end - begin);
        hashes[2 * (row - from) + 1] = second;
        codes[row] = isPresent(valid, row) ? (end === begin ? badCode : 0) : noCode;
        begin = end;
      }
      return true;
    },
    addTo(ids, rows, count) {
      ids.arena ??= textArena();
      addToArena(ids.arena, texts, rows, count);
    },
    areThose(rows, count, codes, { ids: strings, arena }) {
      const { units: others, begins, width } = arena as TextArena;
      const areAsLong = !Number.isNaN(width);
      const listed = strings.length;
      let difference = 0;
      for (let i = 0; i < count; i += 1) {
        const row = rows[i] as number;
        const code = (codes[row] as number) - listed;
        if (code < 0) continue;
        const begin = areAsLong ? code * width : (begins[code] as number);
        difference |= (units[offsets[row] as number] as number) ^ (others[begin] as number);
      }
      if (difference !== 0) return false;
      const [words, otherWords] = [wordsOf(units), wordsOf(others)];
      for (let i = 0; i < count; i += 1) {
        const row = rows[i] as number;
        const code = codes[row] as number;
        if (code < listed) {
          if (!isText(row, strings[code] as string)) return false;
          continue;
        }
        const [begin, end] = [offsets[row] as number, offsets[row + 1] as number];
        const other = areAsLong ? (code - listed) * width : (begins[code - listed] as number);
        const length = areAsLong ? width : (begins[code - listed + 1] as number) - other;
        if (length !== end - begin) return false;
        const shift = other - begin;
        let at = begin;
        if (words !== null && otherWords !== null) {
          for (; at + 4 <= end; at += 4) if (words.getInt32(at) !== otherWords.getInt32(at + shift)) return false;
        }
        for (; at < end; at += 1) if (units[at] !== others[at + shift]) return false;
      }
      return true;
    },
  };
}

/** Gives four units from a place on as one word. */
function wordReader(units: UnitTexts['units']): (at: number) => number {
  const words = wordsOf(units);
  if (words !== null) return (at) => words.getInt32(at, true);
  const unitAt = (at: number) => units[at] as number;
  return (at) => wordOf(unitAt(at), unitAt(at + 1), unitAt(at + 2), unitAt(at + 3));
}
