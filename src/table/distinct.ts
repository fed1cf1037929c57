import { isText } from '../read/index.ts';
import { hashOf } from './id-table.ts';

/** Bits per text: with so many, one text in thirty has the bit of another one. */
const bitsPerText = 16;

/**
 * Whether values are texts of which no two are the same. By a bit per hash in place of a table of texts, which takes several times as long:
 * only the few texts whose bits meet are compared.
 */
export function areDistinctTexts(values: readonly unknown[]): boolean {
  let bits = 1024;
  while (bits < values.length * bitsPerText) bits *= 2;
  const hashes = new Uint32Array(values.length);
  const seen = new Uint32Array(bits / 32);
  const seenTwice = new Uint32Array(bits / 32);
  let areSuspects = false;
  for (let i = 0; i < values.length; i += 1) {
    const text = values[i];
    if (!isText(text)) return false;
    const hash = hashOf(text) & (bits - 1);
    hashes[i] = hash;
    if (hasBit(seen, hash)) {
      setBit(seenTwice, hash);
      areSuspects = true;
    }
    setBit(seen, hash);
  }
  if (!areSuspects) return true;
  const suspects = values.filter((_, i) => hasBit(seenTwice, hashes[i] as number));
  return new Set(suspects).size === suspects.length;
}

function hasBit(bits: Uint32Array, at: number): boolean {
  return ((bits[at >>> 5] as number) & (1 << (at & 31))) !== 0;
}

function setBit(bits: Uint32Array, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] as number) | (1 << (at & 31));
}
