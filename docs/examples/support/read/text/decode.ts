import { InputError } from '../../input-error.ts';
import type { Encoding, FileBytes } from '../choices.ts';

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

/** The text of a file. What is no UTF-8 is taken for Windows-1252, which is how Excel saves "CSV" in Western Europe. */
export function decode({ name, bytes }: FileBytes, asked: Encoding | undefined): Decoded {
  if (bytes.length === 0) throw new InputError(`${name} is empty`);
  const kind = kinds.find(({ magic }) => magic.every((byte, place) => bytes[place] === byte));
  if (kind !== undefined) throw new InputError(`${name} is ${kind.words}`);
  const encoding = asked ?? marked(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
  try {
    const text =
      encoding === 'windows-1252' ? westernText(bytes) : new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return { text, encoding };
  } catch {
    throw new InputError(`${name} is not written in ${encoding}, as --encoding says`);
  }
}

// The bytes in which Windows-1252 is not Latin-1: Node's own decoder has been known to take one for the other.
const from80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const chunk = 8192;

function westernText(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += chunk) {
    text += String.fromCharCode(...bytes.subarray(start, start + chunk));
  }
  return text.replace(/[\u0080-\u009f]/g, (letter) => from80.charAt(letter.charCodeAt(0) - 0x80));
}

const saveAs = 'open it there and save it as "CSV UTF-8"';

/** What files begin with that are no text. */
const kinds = [
  { magic: [0x50, 0x4b, 0x03, 0x04], words: `a workbook or an archive, not a CSV file: ${saveAs}` },
  { magic: [0xd0, 0xcf, 0x11, 0xe0], words: `an old Excel workbook, not a CSV file: ${saveAs}` },
  { magic: [0x25, 0x50, 0x44, 0x46], words: 'a PDF, not a CSV file' },
  { magic: [0x1f, 0x8b], words: 'compressed: unpack it first' },
  { magic: [0x50, 0x41, 0x52, 0x31], words: 'a Parquet file, not a CSV file: docs/data/columns.md reads those' },
];

function marked(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
