import type { IdTable, Places } from './id-table.ts';
import { badCode, type TextBlocks, textsOfList } from './text-blocks.ts';

// Looking up one text after the other waits for memory three times each: for its place in the table, for the text that is known there, and
// for its letters. In blocks each of these waits is one short loop, in which the next look begins before the last one has ended.

const blockSize = 512;
/** Numbers per place of the table: the second hash, and the code + 1, which is 0 where the place is free. */
const stride = 2;
/** Texts that crowd one place, or have the second hash in common there, are left to the table of ids: by chance one column in thousands. */
const mostProbes = 256;

/**
 * The codes of many texts, in order of first sight, as `codeOf` of a table of ids gives them one by one. False, and nothing done, where a
 * value is neither text nor missing, or two texts cannot be told apart by their hashes.
 */
export function codeTexts(texts: TextBlocks, into: Uint32Array, ids: IdTable): boolean {
  if (ids.places === null) return false;
  const places = ids.places ?? hashPlaces(into.length);
  const known = countOf(ids);
  // Where many texts came one by one, they have places of another kind, and a few more are soon looked up there.
  if (known - places.count > 4 * into.length) return false;
  ids.places = null;
  const hashes = new Uint32Array(2 * blockSize);
  const [fresh, repeated] = [new Uint32Array(blockSize), new Uint32Array(blockSize)];

  const others = textsOfList(known > places.count ? ids.texts() : []);
  for (let from = places.count; from < known; from += blockSize) {
    const to = Math.min(known, from + blockSize);
    if (!places.reserve(to - from)) return false;
    others.hash(from, to, hashes, fresh);
    places.count = to;
    for (let i = 0; i < to - from; i += 1) {
      if (places.codeOf(hashes[2 * i] as number, hashes[2 * i + 1] as number, from + i) !== from + i) return false;
    }
  }
  for (let from = 0; from < into.length; from += blockSize) {
    const to = Math.min(into.length, from + blockSize);
    if (!places.reserve(to - from) || !texts.hash(from, to, hashes, into)) return undone();
    places.look(hashes, to - from);
    const before = countOf(ids);
    let [count, again] = [0, 0];
    for (let row = from; row < to; row += 1) {
      if ((into[row] as number) >= badCode) continue;
      const i = 2 * (row - from);
      const code = places.codeOf(hashes[i] as number, hashes[i + 1] as number, before + count);
      if (code < 0) return undone();
      into[row] = code;
      if (code === before + count) {
        fresh[count] = row;
        count += 1;
      } else {
        repeated[again] = row;
        again += 1;
      }
    }
    texts.addTo(ids, fresh, count);
    places.count = countOf(ids);
    if (!texts.areThose(repeated, again, into, ids)) return undone();
  }
  ids.places = places;
  return true;

  function undone(): boolean {
    ids.texts().length = known;
    return false;
  }
}

/** How many ids there are, be they strings yet or not. */
export function countOf({ ids, arena }: IdTable): number {
  return ids.length + (arena?.count ?? 0);
}

function hashPlaces(expected: number): Places {
  // Room for about as many texts as are expected where most come once or twice; of pages that nothing is written to there is no cost.
  let table = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(1024, expected))) * stride);
  // By code the first hash, which chose the place: apart, so that a look has half as much memory to fetch from.
  let firsts = new Uint32Array(table.length / stride);

  function grow(): boolean {
    const [old, places] = [table, firsts];
    table = new Uint32Array(old.length * 2);
    firsts = new Uint32Array(places.length * 2);
    for (let from = 0; from < old.length; from += stride) {
      const code = (old[from + 1] as number) - 1;
      if (code >= 0 && codeOf(places[code] as number, old[from] as number, code) !== code) return false;
    }
    return true;
  }

  function codeOf(first: number, second: number, code: number): number {
    const mask = table.length - stride;
    let at = (first * stride) & mask;
    for (let probes = 0; probes <= mostProbes; probes += 1, at = (at + stride) & mask) {
      const known = table[at + 1] as number;
      if (known === 0) {
        table[at] = second;
        table[at + 1] = code + 1;
        firsts[code] = first;
        return code;
      }
      if (table[at] === second) return known - 1;
    }
    return -1;
  }

  const own: Places = {
    count: 0,
    codeOf,
    look(hashes, count) {
      const mask = table.length - stride;
      let seen = 0;
      for (let i = 0; i < count; i += 1) seen |= table[(((hashes[2 * i] as number) * stride) & mask) + 1] as number;
      own.seen = seen;
    },
    seen: 0,
    reserve(count) {
      // At most two thirds of the places are taken.
      while ((own.count + count) * stride * 3 > table.length * 2) if (!grow()) return false;
      return true;
    },
  };
  return own;
}
