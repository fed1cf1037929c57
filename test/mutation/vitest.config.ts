// The tests of one room as one file, in one worker, over the library as one file: Stryker starts a worker anew for every mutant and every
// test file, and each loads all modules anew. A mutant then takes half a second instead of several.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { defineConfig, type Plugin } from 'vitest/config';
import root from '../../vitest.config.ts';
import { rooms } from './rooms.ts';
import { warmThreads } from './warm-threads.ts';

// Stryker runs the tests in a worker thread, which has the time zone of its process.
process.env.TZ = 'America/New_York';
process.env.PROPERTY_RUNS ??= '0.1';

const pathTo = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The test files of a folder and of those in it, or one named outright. */
function testsOf(name: string): string[] {
  if (existsSync(pathTo(`../${name}.test.ts`))) return [`${name}.test.ts`];
  const files = readdirSync(pathTo(`../${name}`), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.test.ts') && file !== 'million-rows.test.ts')
    .map((file) => `${name}/${file.replaceAll('\\', '/')}`);
}

/** Worked examples first: they end most mutants within milliseconds. Only the rest meets properties and oracle, and last what measures time. */
function slowness(file: string): number {
  const text = readFileSync(pathTo(`../${file}`), 'utf8');
  if (/support\/growth|memoryUsage/.test(text)) return 2;
  return /fast-check|oracle|of policies\)/.test(text) ? 1 : 0;
}

const files = [...new Set((rooms[process.env.MUTATION_ROOM ?? ''] ?? []).flatMap(testsOf))].sort();
const ordered = [0, 1, 2].flatMap((wanted) => files.filter((file) => slowness(file) === wanted));
const room = `import { failures, test } from './guarded-vitest.ts';
const nothingFailed = () => {
  if (failures.length > 0) throw failures[0];
};
test('nothing fails before the tests', nothingFailed);
${ordered.map((file) => `await import('../${file}').catch((error) => failures.push(error));`).join('\n')}
test('nothing fails between the tests', nothingFailed);
`;
writeFileSync(pathTo('generated-room.ts'), room);
// The library with its other entries, which tests of a room may import as well.
const entries = root.resolve?.alias as Readonly<Record<string, string>>;
buildSync({
  entryPoints: Object.values(entries),
  outbase: pathTo('../../src'),
  outdir: pathTo('generated-library'),
  bundle: true,
  splitting: true,
  packages: 'external',
  format: 'esm',
});
const bundled = Object.entries(entries).map(([name, file]) => [
  name,
  file.replace(pathTo('../../src/'), pathTo('generated-library/')).replace(/ts$/, 'js'),
]);

/** `describe` as guarded-vitest.ts has it, for every test but itself. */
const guardedDescribe: Plugin = {
  name: 'guarded-describe',
  enforce: 'pre',
  transform: (code, id) =>
    /\.test\.ts$/.test(id) ? code.replace(/from 'vitest'/, `from '${pathTo('guarded-vitest.ts')}'`) : undefined,
};

export default defineConfig({
  plugins: [guardedDescribe, warmThreads],
  resolve: { alias: Object.fromEntries(bundled) },
  test: {
    include: ['test/mutation/generated-room.ts'],
    testTimeout: 60_000,
    // The sandbox lies in node_modules, of which Vitest would load a file once and never again.
    server: { deps: { inline: [/generated-library|stryker-setup/] } },
  },
});
