/** How an answer differs from the first one. */
interface Comparison {
  /** Numbers marked as approximate that are another double, though the same number to 12 digits. */
  readonly close: number;
  /** Where the answers differ, a line each. */
  readonly differences: readonly string[];
}

const tolerance = 1e-12;

/** Compares two texts of the program: the same to the last byte, except in numbers that it marked as approximate. */
export function compare(first: string, other: string): Comparison {
  if (first === other) return { close: 0, differences: [] };
  const found = { close: 0, differences: [] as string[] };
  compareValues(JSON.parse(first), JSON.parse(other), '', false, found);
  // Keys in another order are nothing that a walk by key would see.
  if (found.close === 0 && found.differences.length === 0) found.differences.push('the order of keys');
  return found;
}

type Found = { close: number; differences: string[] };

function compareValues(a: unknown, b: unknown, path: string, isApproximate: boolean, found: Found): void {
  if (isObject(a) && isObject(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const place = 'title' in a && key === 'values' ? `${path}[${a.title}]` : `${path}.${key}`;
      compareValues(a[key], b[key], place, isApproximate || key === 'approximate', found);
    }
  } else if (a !== b) {
    if (isApproximate && areClose(a, b)) found.close += 1;
    else found.differences.push(`${path.slice(1)}: ${brief(a)}, here ${brief(b)}`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function areClose(a: unknown, b: unknown): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return false;
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}

const brief = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 100);
