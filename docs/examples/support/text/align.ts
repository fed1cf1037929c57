export const gap = '  ';

export function leftAligned(texts: readonly string[]): string[] {
  const width = widest(texts);
  return texts.map((text) => text.padEnd(width));
}

export function rightAligned(texts: readonly string[]): string[] {
  const width = widest(texts);
  return texts.map((text) => text.padStart(width));
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}
