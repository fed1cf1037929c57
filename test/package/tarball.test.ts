import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesBelow } from '../docs/find-examples.ts';
import { writeCrossing } from '../runtimes/write-crossing.ts';
import { complaintsOf, copyConsumers } from '../types/compile-consumers.ts';
import { addPackage, installPackage } from './installed-package.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const entries = Object.keys(manifest.exports).filter((entry) => !entry.endsWith('.json'));
const adapters = ['tenure/stripe', 'tenure/events', 'tenure/invoices'];
const specifiers = entries.map((entry) => entry.replace('.', 'tenure'));
/** Needs zod, which is not installed with tenure. */
const schema = 'tenure/schema';

let home = '';
let tarball = '';

const run = (command: string, args: string[], cwd = home) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Runs a program in the package's new home and gives what it printed as JSON. */
function runProgram(name: string, code: string): unknown {
  writeFileSync(join(home, name), code);
  return JSON.parse(run(process.execPath, [name]));
}

// `npm test` builds before it tests; packing here must not build once more.
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'tenure-package-'));
  tarball = installPackage(home);
}, 120_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

const program = `
  const rows = [{ customerId: 'ada', start: '2026-01-15', amount: 100, interval: 'year' }];
  const book = tenure.ledger(rows);
  const nrr = tenure.mrrMovements(book, tenure.months('2026-01', '2026-03')).map(tenure.netRevenueRetention);
  console.log(JSON.stringify({ mrr: tenure.mrr(book, '2026-02-01'), arr: tenure.arr(book, '2026-02-01'), nrr: nrr.map((r) => r.value) }));
`;
const expected = { mrr: 8.333333333333334, arr: 100, nrr: [null, 1, 1] };

describe('the packed tarball, installed elsewhere', () => {
  test('holds the build, its sources, the manifest, the licence and the documents, and nothing else', () => {
    const files = run('tar', ['-tzf', tarball]).trim().split('\n');
    // Links of a page lead on, for whoever reads it in node_modules.
    const isPage = (file: string) => /^package\/docs\/.*\.(?:md|svg)$/.test(file);
    expect(files.filter(isPage).sort()).toEqual(
      [...filesBelow('docs/', '.md'), ...filesBelow('docs/', '.svg')]
        .filter((page) => !page.startsWith('docs/site/'))
        .map((page) => `package/${page}`)
        .sort(),
    );
    // Maps of the build lead to it.
    const isSource = (file: string) => file.startsWith('package/src/');
    expect(files.filter(isSource).sort()).toEqual(
      filesBelow('src/', '.ts')
        .map((file) => `package/${file}`)
        .sort(),
    );
    const others = files.filter((file) => !file.startsWith('package/dist/') && !isPage(file) && !isSource(file));
    expect(others.sort()).toEqual([
      'package/CHANGELOG.md',
      'package/LICENSE',
      'package/README.md',
      'package/package.json',
    ]);
  });

  test('has each file that an entry names, and an entry for each public room', () => {
    const { '.': main, './package.json': itself, ...rooms } = manifest.exports;
    expect(itself).toBe('./package.json');
    // One shape for all: what attw (attw.slow.test.ts) says of some then holds for each.
    for (const [entry, target] of Object.entries(rooms)) {
      const expected = JSON.stringify(main).replaceAll('/dist/', `/dist/${entry.slice(2)}/`);
      expect(target, entry).toEqual(JSON.parse(expected));
    }
    for (const [entry, target] of Object.entries<Record<string, Record<string, string>>>({ '.': main, ...rooms })) {
      const files = Object.values(target).flatMap((one) => Object.values(one));
      const missing = files.filter((file) => !existsSync(join(home, 'node_modules/tenure', file)));
      expect(missing, entry).toEqual([]);
    }
    expect(specifiers).toEqual(
      expect.arrayContaining(['tenure/inspect', 'tenure/compare', ...adapters, 'tenure/parts', schema]),
    );
  });

  test('works by import', () => {
    expect(runProgram('main.mjs', `import * as tenure from 'tenure';${program}`)).toEqual(expected);
  });

  test('works by require', () => {
    expect(runProgram('main.cjs', `const tenure = require('tenure');${program}`)).toEqual(expected);
  });

  test('import and require give the same names at every entry', () => {
    const names = runProgram(
      'names.mjs',
      `import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      const names = (module) => Object.keys(module).filter((name) => name !== 'default' && name !== '__esModule').sort();
      const entries = ${JSON.stringify(specifiers.filter((specifier) => specifier !== schema))};
      console.log(JSON.stringify(await Promise.all(entries.map(async (e) => [e, names(await import(e)), names(require(e))]))));`,
    ) as [string, string[], string[]][];
    const main = names[0]?.[1] ?? [];
    expect(main).toContain('mrrMovements');
    const ofRooms = new Set(names.slice(1).flatMap(([, imported]) => imported));
    expect(main.filter((name) => !ofRooms.has(name))).toEqual(['MetricsError', 'isMetricsError']);
    for (const [entry, imported, required] of names) {
      expect(imported, entry).toEqual(required);
      // Nothing that is not public by the main entry either; what adapters give is not there at all.
      const isAdapter = adapters.includes(entry);
      expect(
        // The names in parts are those of the main entry once more, but for the one that puts questions together.
        imported.filter((name) => name !== 'together' && main.includes(name) === isAdapter),
        entry,
      ).toEqual([]);
    }
  });

  test('an error and a period cross from one entry to another', () => {
    const crossed = runProgram(
      'entries.mjs',
      `import { ledger, MetricsError, mrr } from 'tenure';
      import { month } from 'tenure/calendar';
      const caught = (action) => { try { action(); } catch (error) { return error; } };
      const book = ledger([{ customerId: 'ada', start: '2026-01-15', amount: 5, interval: 'month' }]);
      console.log(JSON.stringify([caught(() => month('2026-13')) instanceof MetricsError, mrr(book, month('2026-01'))]));`,
    );
    expect(crossed).toEqual([true, 5]);
  });

  test('errors, decimals, ledgers, periods and statements cross from one build to the other, both ways', async () => {
    addPackage(home, 'decimal.js');
    await writeCrossing(home);
    const ways = JSON.parse(run(process.execPath, ['cross.mjs'])) as Record<string, Record<string, string>>;
    expect(Object.keys(ways)).toEqual(['ESM to CommonJS', 'CommonJS to ESM']);
    for (const [way, results] of Object.entries(ways)) {
      const works = Object.keys(results).map((name) => [name, 'works']);
      expect(results, way).toEqual(Object.fromEntries(works));
      expect(works.length).toBeGreaterThan(20);
    }
  });

  test('tenure/schema needs zod, and works by import and require where that is installed', () => {
    const names = `
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      const names = (module) => Object.keys(module).filter((name) => name !== 'default' && name !== '__esModule').sort();`;
    const code = `${names}
      const caught = async (load) => { try { return names(await load()); } catch (error) { return error.code; } };
      const all = [await caught(() => import('${schema}')), await caught(() => require('${schema}'))];
      console.log(JSON.stringify(all));`;
    expect(runProgram('no-zod.mjs', code)).toEqual(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']);
    addPackage(home, 'zod');
    const [imported, required] = runProgram('zod.mjs', code) as [string[], string[]];
    expect(imported).toEqual(required);
    expect(imported).toEqual(expect.arrayContaining(['parseSubscriptions', 'policySchema', 'subscriptionSchema']));
    const parsed = runProgram(
      'parse.mjs',
      `import { mrr, isMetricsError } from 'tenure';
      import { parseSubscriptions, subscriptionSchema } from '${schema}';
      const cells = [{ customerId: 'ada', start: '2026-01-15', amount: '100,00', interval: 'year' }, {}];
      const { rows, rejected } = parseSubscriptions(cells, { numberFormat: '1.234,56' });
      const caught = (action) => { try { action(); } catch (error) { return error; } };
      const error = caught(() => parseSubscriptions(5));
      console.log(JSON.stringify([mrr(rows, '2026-02-01'), rejected.length, isMetricsError(error), subscriptionSchema.safeParse({}).success]));`,
    );
    expect(parsed).toEqual([8.333333333333334, 1, true, false]);
  });

  test('its types are sound, need none of Node or of browsers, and take the rows of Prisma and Drizzle as they are', () => {
    addPackage(home, 'zod');
    copyConsumers(home);
    expect(complaintsOf(home, join(root, 'node_modules/typescript-7/bin/tsc'), 'nodenext')).toBe('');
  }, 60_000);

  test('publint finds nothing', () => {
    expect(run(join(root, 'node_modules/.bin/publint'), ['--strict', tarball], root)).toContain('All good');
  }, 60_000);
});
