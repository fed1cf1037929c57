/** Texts brought to whole numbers, in order of first sight. */
export interface IdTable {
  readonly ids: readonly string[];
  codeOf(id: string): number;
}

/** More texts than this in a row of one table's places come from ids made to collide. */
const mostProbes = 64;

/**
 * A hash table in typed arrays, with the next free place taken by what collides. A Map of as many texts takes twice as long and, being
 * of objects, is walked over by each garbage collection. Ids that were made to collide go to a Map, which hashes with a secret of its own.
 */
export function idTable(): IdTable {
  const ids: string[] = [];
  const collided = new Map<string, number>();
  // Code + 1 by place, 0 where it is free; at most half of the places are taken.
  let places = new Uint32Array(64);
  let hashes = new Uint32Array(32);

  function place(code: number): void {
    const mask = places.length - 1;
    let at = (hashes[code] as number) & mask;
    for (let probes = 0; places[at] !== 0; probes += 1, at = (at + 1) & mask) {
      if (probes === mostProbes) {
        collided.set(ids[code] as string, code);
        return;
      }
    }
    places[at] = code + 1;
  }

  function add(id: string, hash: number): number {
    const code = ids.push(id) - 1;
    if (code === hashes.length) {
      const wider = new Uint32Array(hashes.length * 2);
      wider.set(hashes);
      hashes = wider;
      places = new Uint32Array(places.length * 2);
      collided.clear();
      for (let other = 0; other < code; other += 1) place(other);
    }
    hashes[code] = hash;
    place(code);
    return code;
  }

  return {
    ids,
    codeOf(id) {
      const hash = hashOf(id);
      const mask = places.length - 1;
      let at = hash & mask;
      for (let probes = 0; probes <= mostProbes; probes += 1, at = (at + 1) & mask) {
        const code = (places[at] as number) - 1;
        if (code < 0) return add(id, hash);
        if (hashes[code] === hash && ids[code] === id) return code;
      }
      return collided.get(id) ?? add(id, hash);
    },
  };
}

/** FNV-1a over the code units, and a finish that brings what differs high up to the low bits that choose a place. */
export function hashOf(text: string): number {
  let hash = text.length;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}
