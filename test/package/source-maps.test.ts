import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readMap, type SourceMap } from './source-maps.ts';

// What the package has; test/package/tarball.test.ts holds that src is in it.
const root = fileURLToPath(new URL('../../', import.meta.url));
const files = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.c?[jt]s$/.test(name),
);
const isDeclaration = (name: string) => /\.d\.c?ts$/.test(name);

function mapOf(name: string): SourceMap {
  return JSON.parse(readFileSync(join(root, 'dist', `${name}.map`), 'utf8'));
}

function pathOf(name: string, source: string): string {
  return join(root, 'dist', dirname(name), source);
}

function sourcesOf(name: string): string[] {
  return mapOf(name).sources.map((source) => pathOf(name, source));
}

/** What stands at either end of each mapping of a declaration file. */
function namesIn(name: string): { readonly own: string; readonly inSource: string; readonly line: number }[] {
  const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n');
  const wordAt = (text: string | undefined, column: number) => /^\w+/.exec(text?.slice(column) ?? '')?.[0] ?? '';
  const lines = linesOf(join(root, 'dist', name));
  const sources = new Map(mapOf(name).sources.map((source) => [source, linesOf(pathOf(name, source))]));
  return readMap(mapOf(name)).map(({ line, column, source, sourceLine, sourceColumn }) => ({
    own: wordAt(lines[line], column),
    inSource: wordAt(sources.get(source)?.[sourceLine], sourceColumn),
    line,
  }));
}

describe('maps to the sources', () => {
  test('stand beside every file of the build, and lead to files of src', () => {
    expect(files.length).toBeGreaterThan(150);
    for (const name of files) {
      const text = readFileSync(join(root, 'dist', name), 'utf8');
      expect(text.trimEnd().endsWith(`//# sourceMappingURL=${basename(name)}.map`), name).toBe(true);
      const sources = sourcesOf(name);
      const strange = sources.filter((path) => !path.startsWith(join(root, 'src')) || !existsSync(path));
      expect(strange, name).toEqual([]);
      expect(mapOf(name), name).not.toHaveProperty('sourcesContent');
    }
  });

  test('from declarations name their file, without which TypeScript takes none', () => {
    for (const name of files.filter(isDeclaration)) expect(mapOf(name).file).toBe(basename(name));
  });

  test('from declarations lead each public name to the same name in src', () => {
    for (const name of files.filter(isDeclaration)) {
      const names = namesIn(name);
      expect(
        names.filter(({ own, inSource }) => own === '' || own !== inSource),
        name,
      ).toEqual([]);
      const text = readFileSync(join(root, 'dist', name), 'utf8');
      const declared = [...text.matchAll(/^(?:declare )?(?:function|interface|type|class|const) (\w+)/gm)];
      const known = new Set(names.map(({ own }) => own));
      expect(
        declared.map(([, own = '']) => own).filter((own) => !known.has(own)),
        name,
      ).toEqual([]);
    }
  });

  test('lead a function of parts to parts, and the one of its name to its own room', () => {
    const leadsTo = (name: string) => sourcesOf(name).map((path) => path.slice(root.length).split('\\').join('/'));
    expect(leadsTo('parts/index.d.ts')).toContain('src/parts/activity/active.ts');
    expect(leadsTo('parts/index.d.ts').filter((path) => !path.startsWith('src/parts/'))).toEqual([]);
    expect(leadsTo('usage/index.d.ts')).toContain('src/usage/active/active-customers.ts');
  });
});
