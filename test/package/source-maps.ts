// Source maps, version 3: text at a place of a written file, and the place in a source that it comes from.
export interface Mapping {
  readonly line: number;
  readonly column: number;
  /** As the map names it. */
  readonly source: string;
  readonly sourceLine: number;
  readonly sourceColumn: number;
}

export interface SourceMap {
  readonly version: 3;
  /** The name of the written file. TypeScript takes no map without it. */
  readonly file: string;
  readonly sources: readonly string[];
  readonly mappings: string;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function readMap({ sources, mappings }: Pick<SourceMap, 'sources' | 'mappings'>): Mapping[] {
  let [source, sourceLine, sourceColumn] = [0, 0, 0];
  return mappings.split(';').flatMap((segments, line) => {
    let column = 0;
    return segments.split(',').flatMap((segment) => {
      const [own = 0, ...steps] = numbersOf(segment);
      column += own;
      if (steps.length === 0) return [];
      const [toSource = 0, toLine = 0, toColumn = 0] = steps;
      [source, sourceLine, sourceColumn] = [source + toSource, sourceLine + toLine, sourceColumn + toColumn];
      return { line, column, source: sources[source] ?? '', sourceLine, sourceColumn };
    });
  });
}

export function writeMap(file: string, given: readonly Mapping[]): SourceMap {
  const sources = [...new Set(given.map(({ source }) => source))].sort();
  const places = new Map(sources.map((source, place) => [source, place]));
  const lines: string[][] = [];
  let before: readonly number[] = [0, 0, 0, 0];
  for (const mapping of [...given].sort((a, b) => a.line - b.line || a.column - b.column)) {
    for (; lines.length <= mapping.line; before = [0, ...before.slice(1)]) lines.push([]);
    const { column, source, sourceLine, sourceColumn } = mapping;
    const place = [column, places.get(source) ?? 0, sourceLine, sourceColumn];
    lines[mapping.line]?.push(place.map((value, index) => textOf(value - (before[index] ?? 0))).join(''));
    before = place;
  }
  return { version: 3, file, sources, mappings: lines.map((segments) => segments.join(',')).join(';') };
}

/** A number has five bits a digit, the lowest first, and its sign is the lowest bit of all. */
function textOf(value: number): string {
  const digitsOf = (rest: number): string =>
    rest < 32 ? `${digits[rest]}` : `${digits[(rest % 32) + 32]}${digitsOf(Math.floor(rest / 32))}`;
  return digitsOf(value < 0 ? -value * 2 + 1 : value * 2);
}

function numbersOf(segment: string): number[] {
  const numbers: number[] = [];
  let [value, weight] = [0, 1];
  for (const character of segment) {
    const digit = digits.indexOf(character);
    value += (digit % 32) * weight;
    weight *= 32;
    if (digit >= 32) continue;
    numbers.push(value % 2 === 1 ? -(value - 1) / 2 : value / 2);
    [value, weight] = [0, 1];
  }
  return numbers;
}
