// The tests of one room as one file, in one worker, over the library as one file: Stryker starts a worker anew for every mutant and every
// test file, and each loads all modules anew. A mutant then takes half a second instead of several.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { defineConfig, type Plugin } from 'vitest/config';
import { rooms } from './rooms.ts';

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

// Worked examples first: they end most mutants within milliseconds, and only what is left meets the properties.
const isSlow = (file: string) => /propert|periods|agreement|segments|exact-money|builder/.test(file);
const files = [...new Set((rooms[process.env.MUTATION_ROOM ?? ''] ?? []).flatMap(testsOf))].sort();
const ordered = [...files.filter((file) => !isSlow(file)), ...files.filter(isSlow)];
const room = `import { failures, test } from './guarded-vitest.ts';
const nothingFailed = () => {
  if (failures.length > 0) throw failures[0];
};
test('nothing fails before the tests', nothingFailed);
${ordered.map((file) => `await import('../${file}').catch((error) => failures.push(error));`).join('\n')}
test('nothing fails between the tests', nothingFailed);
`;
writeFileSync(pathTo('generated-room.ts'), room);
const library = pathTo('generated-library.js');
buildSync({
  entryPoints: [pathTo('../../src/index.ts')],
  outfile: library,
  bundle: true,
  packages: 'external',
  format: 'esm',
});

/** `describe` as guarded-vitest.ts has it, for every test but itself. */
const guardedDescribe: Plugin = {
  name: 'guarded-describe',
  enforce: 'pre',
  transform: (code, id) =>
    /\.test\.ts$/.test(id) ? code.replace(/from 'vitest'/, `from '${pathTo('guarded-vitest.ts')}'`) : undefined,
};

export default defineConfig({
  plugins: [guardedDescribe],
  resolve: { alias: { tenure: library } },
  test: { include: ['test/mutation/generated-room.ts'], testTimeout: 60_000 },
});
