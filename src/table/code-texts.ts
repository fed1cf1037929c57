import { isText } from '../read/index.ts';
import type { IdTable } from './id-table.ts';

// Looking up one text after the other waits for memory three times each: for its place in the table, for the text that is known there, and
// for its letters. In blocks each of these waits is one short loop, in which the next look begins before the last one has ended.

const blockSize = 512;
/** Numbers per place of the table: two hashes, and the code + 1, which is 0 where the place is free. */
const stride = 4;
/** Texts made to have both hashes in common, or to crowd one place, are left to the table of ids. */
const mostProbes = 256;

/**
 * The codes of many texts, in order of first sight, as `codeOf` of an empty table of ids gives them one by one. False, and nothing done,
 * where a value is no text, or two texts cannot be told apart by their hashes.
 */
export function codeTexts(values: readonly unknown[], into: Uint32Array, ids: IdTable): boolean {
  const texts: string[] = [];
  const [firsts, seconds] = [new Uint32Array(blockSize), new Uint32Array(blockSize)];
  // Room for about as many texts as are expected where most come once or twice; of pages that nothing is written to there is no cost.
  let table = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(1024, into.length))) * stride);

  function placeOf(first: number, second: number): number {
    const mask = table.length - stride;
    let at = (first * stride) & mask;
    for (let probes = 0; probes <= mostProbes; probes += 1, at = (at + stride) & mask) {
      if (table[at + 2] === 0 || (table[at] === first && table[at + 1] === second)) return at;
    }
    return -1;
  }

  function grow(): boolean {
    const old = table;
    table = new Uint32Array(old.length * 2);
    for (let from = 0; from < old.length; from += stride) {
      if (old[from + 2] === 0) continue;
      const at = placeOf(old[from] as number, old[from + 1] as number);
      if (at < 0) return false;
      for (let i = 0; i < 3; i += 1) table[at + i] = old[from + i] as number;
    }
    return true;
  }

  for (let row = 0; row < into.length; row += blockSize) {
    const count = Math.min(blockSize, into.length - row);
    for (let i = 0; i < count; i += 1) {
      const text = values[row + i];
      if (!isText(text)) return false;
      let [first, second] = [text.length, 0x811c_9dc5];
      for (let at = 0; at < text.length; at += 1) {
        const letter = text.charCodeAt(at);
        first = Math.imul(first ^ letter, 0x0100_0193);
        second = Math.imul(second ^ letter, 0x85eb_ca6b) ^ (second >>> 15);
      }
      first = Math.imul(first ^ (first >>> 15), 0x2c1b_3c6d);
      firsts[i] = first ^ (first >>> 12);
      seconds[i] = second;
    }
    // At most two thirds of the places are taken.
    while ((texts.length + count) * stride * 3 > table.length * 2) if (!grow()) return false;
    for (let i = 0; i < count; i += 1) {
      const [first, second] = [firsts[i] as number, seconds[i] as number];
      const at = placeOf(first, second);
      if (at < 0) return false;
      if (table[at + 2] === 0) {
        table[at] = first;
        table[at + 1] = second;
        table[at + 2] = texts.push(values[row + i] as string);
      }
      into[row + i] = (table[at + 2] as number) - 1;
    }
    for (let i = 0; i < count; i += 1) if (texts[into[row + i] as number] !== values[row + i]) return false;
  }
  ids.ids = texts;
  return true;
}
