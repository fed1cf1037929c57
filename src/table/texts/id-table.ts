import type { TextArena } from './text-arena.ts';

/** Texts brought to whole numbers, in order of first sight. */
export interface IdTable {
  /** Distinct ones may be added, or put in place of none; where no id is looked up afterwards, the table is spared. */
  ids: string[];
  /** Ids after those, of columns of bytes: they become strings when somebody asks for `texts`. */
  arena?: TextArena;
  /** All ids. */
  texts(): string[];
  /** Makes room for so many more. */
  reserve(count: number): void;
  codeOf(id: string): number;
  /** Lets go of all but the ids, where no more are expected. */
  release(): void;
  /** Where texts that came in blocks stand; null where blocks cannot be read: texts were made to collide, or stood among other values. */
  places?: Places | null | undefined;
}

/** Where texts stand by two hashes of theirs. */
export interface Places {
  /** How many ids have a place. */
  count: number;
  /**
   * Looks where texts with these hashes stand, if anywhere: one look begins before the last one has ended, as none decides on anything. What
   * was seen is kept only so that an engine does not leave it out.
   */
  look(hashes: Uint32Array, count: number): void;
  seen: number;
  /** Makes room, and says whether there is any. */
  reserve(count: number): boolean;
  /** The code of what has these hashes: the one given, where there is none so far; -1 where there is no room. */
  codeOf(first: number, second: number, code: number): number;
}

/** More texts than this in a row of one table's places come from ids made to collide. */
const mostProbes = 64;

/**
 * A hash table in typed arrays, with the next free place taken by what collides. A Map of as many texts takes twice as long and, being
 * of objects, is walked over by each garbage collection. Ids that were made to collide go to a Map, which hashes with a secret of its own.
 */
export function idTable(): IdTable {
  const collided = new Map<string, number>();
  // By place its hash and its code + 1, which is 0 where the place is free; side by side, so that a look takes one fetch from memory.
  let table = new Uint32Array(128);
  // Ids from here on were appended, and are not in the table yet.
  let indexed = 0;

  function place(code: number, hash: number): void {
    const mask = table.length - 2;
    let at = (hash * 2) & mask;
    for (let probes = 0; table[at + 1] !== 0; probes += 1, at = (at + 2) & mask) {
      if (probes === mostProbes) {
        collided.set(own.ids[code] as string, code);
        return;
      }
    }
    table[at] = hash;
    table[at + 1] = code + 1;
  }

  function index(): void {
    for (; indexed < own.ids.length; indexed += 1) {
      // At most two thirds of the places are taken.
      if ((indexed + 1) * 3 > table.length) grow();
      place(indexed, hashOf(own.ids[indexed] as string));
    }
  }

  function grow(length = table.length * 2): void {
    const old = table;
    table = new Uint32Array(length);
    const again = [...collided];
    collided.clear();
    for (let at = 0; at < old.length; at += 2) {
      const code = (old[at + 1] as number) - 1;
      if (code >= 0) place(code, old[at] as number);
    }
    for (const [id, code] of again) place(code, hashOf(id));
  }

  function add(id: string, hash: number): number {
    const code = own.ids.push(id) - 1;
    if (own.ids.length * 3 > table.length) grow();
    place(code, hash);
    indexed += 1;
    return code;
  }

  const own: IdTable = {
    ids: [],
    texts() {
      own.arena?.moveTo(own.ids);
      return own.ids;
    },
    reserve(count) {
      let { length } = table;
      while ((own.ids.length + count) * 3 > length) length *= 2;
      if (length > table.length) grow(length);
    },
    codeOf(id) {
      own.texts();
      if (indexed < own.ids.length) index();
      const hash = hashOf(id);
      const mask = table.length - 2;
      let at = (hash * 2) & mask;
      for (let probes = 0; probes <= mostProbes; probes += 1, at = (at + 2) & mask) {
        const code = (table[at + 1] as number) - 1;
        if (code < 0) return add(id, hash);
        if (table[at] === hash && own.ids[code] === id) return code;
      }
      return collided.get(id) ?? add(id, hash);
    },
    release() {
      table = new Uint32Array(128);
      indexed = 0;
      collided.clear();
      own.places = undefined;
    },
  };
  return own;
}

/** FNV-1a over the code units, and a finish that brings what differs high up to the low bits that choose a place. */
export function hashOf(text: string): number {
  let hash = text.length;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return (hash ^ (hash >>> 12)) >>> 1;
}
