/** Texts as Arrow's Utf8 has them, as a slice does: with something in front of them and behind, and in the place of what is missing. */
export function utf8Column(texts: readonly (string | null)[], before = 'ü') {
  const encoder = new TextEncoder();
  const lengths = [before, ...texts].map((text) => encoder.encode(text ?? 'ü?').length);
  let end = 0;
  const offsets = Int32Array.from(lengths, (length) => {
    end += length;
    return end;
  });
  const bytes = encoder.encode([before, ...texts.map((text) => text ?? 'ü?'), 'ü'].join(''));
  if (!texts.includes(null)) return { bytes, offsets };
  const valid = new Uint8Array(Math.ceil(texts.length / 8));
  for (const [row, text] of texts.entries()) if (text !== null) (valid[row >> 3] as number) |= 1 << (row & 7);
  return { bytes, offsets, valid };
}
