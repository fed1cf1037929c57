// The types of src, as the compiler sees them from every public entry.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const paths = Object.keys(exports).filter((path) => !path.endsWith('.json'));
/** The source of each entry, the main one first. */
export const entries = paths.map((path) => `${root}src/${path.slice(2)}/index.ts`.replace('//', '/'));

const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
const program = ts.createProgram(entries, ts.parseJsonConfigFileContent(config, ts.sys, root).options);
export const checker = program.getTypeChecker();

/** What an entry exports, by name, each as it was declared. */
export function exportsOf(entry: string): Map<string, ts.Symbol> {
  const module = checker.getSymbolAtLocation(program.getSourceFile(entry) as ts.SourceFile) as ts.Symbol;
  const isAlias = ({ flags }: ts.Symbol) => (flags & ts.SymbolFlags.Alias) !== 0;
  return new Map(
    checker
      .getExportsOfModule(module)
      .map((symbol) => [symbol.name, isAlias(symbol) ? checker.getAliasedSymbol(symbol) : symbol]),
  );
}
