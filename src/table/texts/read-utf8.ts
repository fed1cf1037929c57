import { reject } from '../../errors.ts';
import { isPresent, type UnitTexts } from '../columns/columns.ts';

/** Texts in UTF-8 as texts in code units. Of a text that is missing nothing is read. */
export function readUtf8({ units: bytes, offsets, valid }: UnitTexts, path: string): UnitTexts {
  const [first, last] = checkOffsets(offsets, bytes.length, path);
  if (isAscii(bytes as Uint8Array, first, last)) return { units: bytes, offsets, valid };
  // Never more units than bytes.
  const units = new Uint16Array(last - first);
  const own = new Uint32Array(offsets.length);
  let length = 0;
  for (let row = 0; row < own.length - 1; row += 1) {
    if (isPresent(valid, row)) {
      const [begin, end] = [offsets[row] as number, offsets[row + 1] as number];
      length = decode(bytes, begin, end, units, length);
      if (length < 0) reject('INVALID_TYPE', `${path}[${row}]`, 'be valid UTF-8', bytes.slice(begin, end));
    }
    own[row + 1] = length;
  }
  return { units: units.slice(0, length), offsets: own, valid };
}

/** Whether no byte is above 127. Four at a time, but for those before and after whole words. */
function isAscii(bytes: Uint8Array, first: number, last: number): boolean {
  const begin = first + (-(bytes.byteOffset + first) & 3);
  const count = Math.max(0, (last - begin) >> 2);
  const words = count === 0 ? [] : new Uint32Array(bytes.buffer, bytes.byteOffset + begin, count);
  const end = begin + count * 4;
  let bits = 0;
  for (let at = 0; at < count; at += 1) bits |= words[at] as number;
  for (let at = first; at < Math.min(begin, last); at += 1) bits |= bytes[at] as number;
  for (let at = end; at < last; at += 1) bits |= bytes[at] as number;
  return (bits & 0x8080_8080) === 0;
}

/** Where the first text begins and the last one ends. */
function checkOffsets(offsets: UnitTexts['offsets'], byteCount: number, path: string): readonly [number, number] {
  const first = offsets[0] ?? 0;
  if (first < 0) reject('INVALID_NUMBER', `${path}.offsets[0]`, 'be at least 0', first);
  let before = first;
  for (let row = 0; row < offsets.length; row += 1) {
    const offset = offsets[row] as number;
    if (offset < before) {
      reject('INVALID_NUMBER', `${path}.offsets[${row}]`, `be at least ${before}, the offset before it`, offset);
    }
    before = offset;
  }
  if (before > byteCount) {
    const rule = `be at most ${byteCount}, the number of bytes`;
    reject('INVALID_NUMBER', `${path}.offsets[${offsets.length - 1}]`, rule, before);
  }
  return [first, before];
}

/** The least letter of two, three and four bytes: what could be written shorter is no UTF-8. */
const leasts = [0, 0x80, 0x800, 0x1_0000];

/** Writes the code units of one text from a place on, and gives the place behind them; -1 where it is no UTF-8. */
function decode(bytes: UnitTexts['units'], from: number, to: number, into: Uint16Array, place: number): number {
  let length = place;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (byte < 0x80) {
      into[length] = byte;
      length += 1;
      continue;
    }
    const more = byte < 0xc0 || byte > 0xf7 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    if (more === 0 || at + more >= to) return -1;
    let letter = byte & (0x3f >> more);
    for (let i = 0; i < more; i += 1) {
      at += 1;
      const next = bytes[at] as number;
      if ((next & 0xc0) !== 0x80) return -1;
      letter = (letter << 6) | (next & 0x3f);
    }
    if (letter < (leasts[more] as number) || letter > 0x10_ffff || (letter & ~0x7ff) === 0xd800) return -1;
    if (letter > 0xffff) {
      into[length] = 0xd7c0 + (letter >> 10);
      length += 1;
      letter = 0xdc00 | (letter & 0x3ff);
    }
    into[length] = letter;
    length += 1;
  }
  return length;
}

/** More arguments than this are too many for some engines. */
const mostArguments = 8192;

/** The text of some code units. */
export function textOfUnits(units: UnitTexts['units'], from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += mostArguments) {
    const part = units.subarray(at, Math.min(to, at + mostArguments));
    text += String.fromCharCode.apply(null, part as unknown as number[]);
  }
  return text;
}
