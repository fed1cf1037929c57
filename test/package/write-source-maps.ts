// The end of `npm run build`: what its maps lack. Maps from the bundled declarations to src, which their bundler does not write: with them an
// editor opens the source of a function and not its declaration. Each name that is declared leads to the same name in src, fields and
// parameters included.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { type Mapping, readMap, writeMap } from './source-maps.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A declaration of src: a file, and what it declares there; a function with overloads once for each of them. */
interface Declared {
  readonly file: ts.SourceFile;
  readonly nodes: ts.Node[];
}

const declared = declarationsOf(
  filesBelow('src', /\.ts$/).map((path) => parse(path, readFileSync(join(root, path), 'utf8'))),
);

/** By folder and text: the declarations for ESM and for CommonJS differ only in the files that they import from. */
const mapped = new Map<string, Mapping[]>();

/** Writes a map beside a file of declarations, and its name into the file. */
function writeDeclarationMap(path: string): void {
  const text = readFileSync(join(root, path), 'utf8');
  const key = `${dirname(path)} ${text.replaceAll(/(?:from|import) '[^']*'/g, '')}`;
  const mappings = mapped.get(key) ?? declarationMappings(path, text);
  mapped.set(key, mappings);
  writeFileSync(join(root, `${path}.map`), JSON.stringify(writeMap(basename(path), mappings)));
  writeFileSync(join(root, path), `${text.trimEnd()}\n//# sourceMappingURL=${basename(path)}.map\n`);
}

function declarationMappings(path: string, text: string): Mapping[] {
  return [...declarationsOf([parse(path, text)])].flatMap(([name, [own]]) =>
    own === undefined ? [] : mappingsOf(own, bestOf(own, declared.get(name.replace(/\$\d+$/, '')) ?? [])),
  );
}

function filesBelow(folder: string, pattern: RegExp): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => pattern.test(name)).map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

function declarationsOf(files: readonly ts.SourceFile[]): Map<string, Declared[]> {
  const byName = new Map<string, Declared[]>();
  for (const file of files) {
    const own = new Map<string, ts.Node[]>();
    for (const node of file.statements.flatMap(namedIn)) {
      const name = node.name?.getText(file) ?? '';
      own.set(name, [...(own.get(name) ?? []), node]);
    }
    for (const [name, nodes] of own) {
      // Of a function with overloads a declaration file has these alone.
      const shown = nodes.filter((node) => nodes.length === 1 || !(ts.isFunctionDeclaration(node) && node.body));
      byName.set(name, [...(byName.get(name) ?? []), { file, nodes: shown }]);
    }
  }
  return byName;
}

function namedIn(statement: ts.Statement): ts.NamedDeclaration[] {
  if (ts.isVariableStatement(statement)) return [...statement.declarationList.declarations];
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement);
  return isNamed ? [statement] : [];
}

/** Of several declarations of one name in src the one with the same fields and the same comment. */
function bestOf(own: Declared, candidates: readonly Declared[]): Declared | undefined {
  const likeness = (other: Declared) => {
    const [names, otherNames] = [namesOf(own), namesOf(other)];
    const shared = [...names.keys()].filter((path) => otherNames.has(path)).length;
    const isSame = commentOf(own) === commentOf(other) && own.nodes[0]?.kind === other.nodes[0]?.kind;
    return shared / Math.max(names.size, otherNames.size) + (isSame ? 1 : 0);
  };
  return [...candidates].sort((a, b) => likeness(b) - likeness(a))[0];
}

function commentOf({ file, nodes: [node] }: Declared): string {
  const owner = node !== undefined && ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const [range] = ts.getLeadingCommentRanges(file.text, owner?.pos ?? 0)?.slice(-1) ?? [];
  return range === undefined ? '' : file.text.slice(range.pos, range.end);
}

/** The names in a declaration by their way through it; the same way twice is counted. */
function namesOf({ file, nodes }: Declared): Map<string, ts.Node> {
  const names = new Map<string, ts.Node>();
  const add = (node: ts.Node, path: string): void => {
    if (ts.isBlock(node)) return;
    const { name } = node as ts.NamedDeclaration;
    const isNamed = name !== undefined && ts.isIdentifier(name) && !ts.isTypeReferenceNode(node);
    const isTop = nodes.includes(node);
    let inner = isNamed && !isTop ? `${path}/${name.getText(file)}` : path;
    for (let count = 2; isNamed && names.has(inner); count += 1) inner = `${inner.replace(/#\d+$/, '')}#${count}`;
    if (isNamed) names.set(inner, name);
    ts.forEachChild(node, (child) => add(child, inner));
  };
  for (const node of nodes) add(node, '');
  return names;
}

function mappingsOf(own: Declared, origin: Declared | undefined): Mapping[] {
  if (origin === undefined) return [];
  const names = namesOf(origin);
  const source = relative(dirname(own.file.fileName), origin.file.fileName).replaceAll('\\', '/');
  return [...namesOf(own)].flatMap(([path, node]) => {
    const there = names.get(path);
    if (there === undefined) return [];
    const { line, character: column } = own.file.getLineAndCharacterOfPosition(node.getStart());
    const place = origin.file.getLineAndCharacterOfPosition(there.getStart());
    return { line, column, source, sourceLine: place.line, sourceColumn: place.character };
  });
}

/** tsup maps what it made of a file for CommonJS to that file, by its path on this machine, where it knows nothing better. */
function dropOwnFiles(path: string): void {
  const mappings = readMap(JSON.parse(readFileSync(join(root, path), 'utf8')));
  const known = mappings.filter(({ source }) => source.startsWith('../'));
  writeFileSync(join(root, path), JSON.stringify(writeMap(basename(path, '.map'), known)));
}

for (const path of filesBelow('dist', /\.d\.c?ts$/)) writeDeclarationMap(path);
for (const path of filesBelow('dist', /\.cjs\.map$/)) dropOwnFiles(path);
