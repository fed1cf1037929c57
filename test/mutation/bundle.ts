// The tests of a room and the library as one script, in which every mutant waits for its switch: a mutant needs no build, and no test runner
// that starts anew.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import root from '../../vitest.config.ts';
import { rooms } from './rooms.ts';

const home = fileURLToPath(new URL('../../', import.meta.url));
const aliases = root.resolve?.alias as Readonly<Record<string, string>>;

/** The test files of a folder and of those in it, or one named outright. What measures memory is no test of a mutant. */
function testsOf(name: string): string[] {
  if (existsSync(join(home, `test/${name}.test.ts`))) return [`test/${name}.test.ts`];
  const files = readdirSync(join(home, 'test', name), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.test.ts') && !/(million-rows\.slow|memory)\.test\.ts$/.test(file))
    .map((file) => `test/${name}/${file.replaceAll('\\', '/')}`);
}

/** The test files that answer for a room: worked examples first, which end most mutants, then properties and the oracle. */
export function testsOfRoom(room: string): string[] {
  const isSlow = (file: string) => /fast-check|oracle|of policies\)/.test(readFileSync(join(home, file), 'utf8'));
  const files = [...new Set((rooms[room] ?? []).flatMap(testsOf))].sort();
  return [...files.filter((file) => !isSlow(file)), ...files.filter(isSlow)];
}

/** Files of src by their texts with switches, under their paths from the repository's root. */
export async function writeBundle(file: string, mutated: ReadonlyMap<string, string>, tests: readonly string[]) {
  const load = (path: string) => `await import(${JSON.stringify(join(home, path))});`;
  const open = (path: string) => `() => import(${JSON.stringify(join(home, path))})`;
  // What runs when a module is loaded is of every test, so it is loaded before the first.
  const entry = `harness.load = async () => { ${[...mutated.keys(), 'src/index.ts'].map(load).join('\n')} };
harness.files = [${tests.map(open).join(', ')}];`;
  await build({
    stdin: { contents: entry, resolveDir: home },
    outfile: file,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    treeShaking: false,
    logLevel: 'error',
    plugins: [modules(mutated)],
  });
}

function modules(mutated: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'modules',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^[^./]/ }, ({ path }) => {
        if (path === 'vitest') return { path, namespace: 'harness' };
        return aliases[path] === undefined ? { path, external: true } : { path: aliases[path] };
      });
      onLoad({ filter: /./, namespace: 'harness' }, () => ({ contents: 'module.exports = harness.api' }));
      // Noise would kill mutants that change nothing; that a large input does not throw is tested all the same.
      onLoad({ filter: /support\/growth\.ts$/ }, () => ({
        contents: 'export const growth = (prepare, size) => (prepare(size)(), 1)',
      }));
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const text = mutated.get(path.slice(home.length)) ?? readFileSync(path, 'utf8');
        const url = JSON.stringify(pathToFileURL(path).href);
        return { contents: text.replaceAll('import.meta.url', url), loader: 'ts', resolveDir: dirname(path) };
      });
    },
  };
}
