import { isText } from '../../read/index.ts';
import { hashOf } from './id-table.ts';

/** Dictionaries that were found to be of distinct texts, each with a copy: who compiles one again only has to see that it is still the same. */
const seenBefore = /* @__PURE__ */ new WeakMap<object, readonly string[]>();

/** A copy of values that are texts of which no two are the same; null of any others. */
export function distinctTexts(values: readonly unknown[]): readonly string[] | null {
  const earlier = seenBefore.get(values);
  if (earlier !== undefined && areSame(values, earlier)) return earlier;
  if (!areDistinctTexts(values)) return null;
  const copy = values.slice() as string[];
  seenBefore.set(values, copy);
  return copy;
}

function areSame(values: readonly unknown[], others: readonly unknown[]): boolean {
  if (values.length !== others.length) return false;
  for (let i = 0; i < values.length; i += 1) if (values[i] !== others[i]) return false;
  return true;
}

/** Bits per text: with so many, one text in fifteen has the bit of another one. */
const bitsPerText = 8;
/** The bits of suspects are few, and in a table that stays in the nearest cache. */
const suspectBits = 20;

/**
 * Whether values are texts of which no two are the same. By a bit per hash in place of a table of texts, which takes several times as long:
 * only the few texts whose bits meet are compared.
 */
function areDistinctTexts(values: readonly unknown[]): values is readonly string[] {
  const count = values.length;
  let bits = 1024;
  while (bits < count * bitsPerText) bits *= 2;
  const hashes = new Uint32Array(count);
  const seen = new Uint32Array(bits / 32);
  let suspected: Uint32Array | undefined;
  for (let i = 0; i < count; i += 1) {
    const text = values[i];
    if (!isText(text)) return false;
    const hash = hashOf(text);
    hashes[i] = hash;
    const at = hash & (bits - 1);
    const word = seen[at >>> 5] as number;
    const bit = 1 << (at & 31);
    if ((word & bit) === 0) seen[at >>> 5] = word | bit;
    else {
      suspected ??= new Uint32Array(2 ** suspectBits / 32);
      const place = hash >>> (31 - suspectBits);
      suspected[place >>> 5] = (suspected[place >>> 5] as number) | (1 << (place & 31));
    }
  }
  if (suspected === undefined) return true;
  const suspects = new Set<unknown>();
  let suspectCount = 0;
  for (let i = 0; i < count; i += 1) {
    const place = (hashes[i] as number) >>> (31 - suspectBits);
    if (((suspected[place >>> 5] as number) & (1 << (place & 31))) === 0) continue;
    suspects.add(values[i]);
    suspectCount += 1;
  }
  return suspects.size === suspectCount;
}
