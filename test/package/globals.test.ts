import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dependencies = ['@date-fns/tz/tzOffset', 'zod'];

/** What every engine has by the standards of ECMAScript and Intl; V8 adds the last two by itself. */
const standard = new Set<string>(runInContext('Object.getOwnPropertyNames(globalThis)', createContext()));
for (const name of ['console', 'WebAssembly']) standard.delete(name);

/** The names that code uses and nobody declares; its own names must not be those of others, as no minifier gives them. */
function foreignNames(code: string): string[] {
  const [declared, used] = [new Set<string>(), new Set<string>()];
  function visit(node: ts.Node): void {
    if (ts.isIdentifier(node)) (isDeclaration(node) ? declared : used).add(node.text);
    ts.forEachChild(node, (child) => {
      if (!isLabel(child)) visit(child);
    });
  }
  visit(ts.createSourceFile('code.js', code, ts.ScriptTarget.ES2022, true));
  return [...used].filter((name) => !declared.has(name) && !standard.has(name));
}

const isDeclaration = (node: ts.Identifier) =>
  'name' in node.parent && node.parent.name === node && !ts.isShorthandPropertyAssignment(node.parent);

/** Names behind a dot and before a colon stand for nothing but themselves. */
function isLabel(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isBindingElement(parent) || ts.isImportSpecifier(parent)) return parent.propertyName === node;
  return (
    (ts.isExportSpecifier(parent) || ts.isObjectLiteralElement(parent) || ts.isClassElement(parent)) &&
    parent.name === node
  );
}

test('the package needs nothing that is not in every engine', async () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const entries = Object.keys(manifest.exports).filter((entry) => !entry.endsWith('.json'));
  const { outputFiles } = await build({
    stdin: {
      contents: entries.map((entry) => `export * from '${entry.replace('.', 'tenure')}';`).join('\n'),
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    minifyIdentifiers: true,
    external: dependencies,
    write: false,
    logLevel: 'error',
  });
  const code = outputFiles[0]?.text ?? '';
  expect(code.length).toBeGreaterThan(100_000);
  // Its own are none; those put behind it are found.
  expect(foreignNames(`${code}; planted.exit(new Planted(''), plantedToo)`)).toEqual([
    'planted',
    'Planted',
    'plantedToo',
  ]);
});

describe.each([
  ['ESM', '.js', /\brequire\(|\bmodule\.exports\b/],
  ['CommonJS', '.cjs', /^import |\bimport\.meta\b/m],
])('the %s build', (_, extension, ofTheOther) => {
  const files = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith(extension),
  );
  const texts = files.map((file) => readFileSync(join(root, 'dist', file), 'utf8'));

  test('asks for no module but its own and its dependencies', () => {
    const asked = texts.flatMap((text) => ts.preProcessFile(text, true, true).importedFiles);
    const others = asked.map(({ fileName }) => fileName).filter((specifier) => !specifier.startsWith('.'));
    expect([...new Set(others)].sort()).toEqual(dependencies);
  });

  test('has nothing of the other format', () => {
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((text) => ofTheOther.test(text))).toEqual([]);
  });
});
