import type { UnitTexts } from '../columns/columns.ts';
import { textOfUnits } from './read-utf8.ts';

/** Texts one after the other as code units: of many that nobody may ask for, strings are made when somebody does. */
export interface TextArena {
  /** How many texts there are; text i stands from `begins[i]` to `begins[i + 1]`. */
  count: number;
  units: Uint8Array | Uint16Array;
  begins: Uint32Array;
  /** How long each text is, where all are as long, as ids mostly are: to know where one stands takes no look then. Else NaN. */
  width: number;
  /** Moves them to a list, as strings. */
  moveTo(list: string[]): void;
}

export function textArena(): TextArena {
  const own: TextArena = {
    ...empty(),
    moveTo(list) {
      moveTexts(own, list);
      Object.assign(own, empty());
    },
  };
  return own;
}

function empty() {
  return { count: 0, units: new Uint8Array(0), begins: new Uint32Array(1), width: 0 };
}

/** Adds the texts of some rows. */
export function addToArena(
  arena: TextArena,
  { units: from, offsets }: UnitTexts,
  rows: Uint32Array,
  count: number,
): void {
  let at = arena.begins[arena.count] as number;
  let length = at;
  for (let i = 0; i < count; i += 1) {
    const row = rows[i] as number;
    const own = (offsets[row + 1] as number) - (offsets[row] as number);
    length += own;
    if (own !== arena.width) arena.width = arena.count + i === 0 ? own : Number.NaN;
  }
  const isWider = from.BYTES_PER_ELEMENT > arena.units.BYTES_PER_ELEMENT;
  if (isWider || length > arena.units.length) {
    const wider = new (isWider ? Uint16Array : (arena.units.constructor as typeof Uint8Array))(
      Math.max(4096, 2 * length),
    );
    wider.set(arena.units.subarray(0, at));
    arena.units = wider;
  }
  if (arena.count + count >= arena.begins.length) {
    const wider = new Uint32Array(2 * (arena.count + count));
    wider.set(arena.begins);
    arena.begins = wider;
  }
  const { units, begins } = arena;
  const [source, target] = [wordsOf(from), wordsOf(units)];
  for (let i = 0; i < count; i += 1) {
    const row = rows[i] as number;
    const end = offsets[row + 1] as number;
    let place = offsets[row] as number;
    if (source !== null && target !== null) {
      for (; place + 4 <= end; place += 4, at += 4) target.setInt32(at, source.getInt32(place, true), true);
    }
    for (; place < end; place += 1, at += 1) units[at] = from[place] as number;
    arena.count += 1;
    begins[arena.count] = at;
  }
}

/** Of bytes a view to take four at a time, which need not begin where a word of memory does; null of wider units. */
export function wordsOf(units: UnitTexts['units']): DataView | null {
  return units instanceof Uint8Array ? new DataView(units.buffer, units.byteOffset, units.length) : null;
}

/** So many texts are cut out of one: made one by one they take several times as long. */
const cutTogether = 512;

function moveTexts({ units, begins, count }: TextArena, into: string[]): void {
  for (let from = 0; from < count; from += cutTogether) {
    const to = Math.min(count, from + cutTogether);
    const first = begins[from] as number;
    const text = textOfUnits(units, first, begins[to] as number);
    for (let i = from; i < to; i += 1) {
      into.push(text.slice((begins[i] as number) - first, (begins[i + 1] as number) - first));
    }
  }
}
