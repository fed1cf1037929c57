import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, expect } from 'vitest';

export type Cells = Record<string, string>;

export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** An example as a person runs it, in a folder of its own, which is there as long as the tests of the file run. */
export function exampleIn(name: string) {
  const folder = mkdtempSync(join(tmpdir(), `tenure-${name}-`));
  const script = join(root, `node_modules/.cache/tenure-examples/${name}-${process.pid}.mjs`);
  beforeAll(async () => {
    buildIfMissing();
    await bundle(join(root, `docs/examples/${name}.ts`), script);
  }, 120_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
    rmSync(script, { force: true });
  });

  const run = (...args: readonly string[]): Run => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, out: stdout, err: stderr };
  };
  return {
    folder,
    run,
    text: (file: string) => readFileSync(join(folder, file), 'utf8'),
    csv: (file: string): Cells[] => parse(readFileSync(join(folder, file)), { columns: true }),
    write: (file: string, ...lines: readonly string[]): string => {
      writeFileSync(join(folder, file), lines.join('\n'));
      return file;
    },
    /** What is printed as one line on stderr, with exit code 1 and nothing on stdout. */
    complaint: (...args: readonly string[]): string => {
      const { status, out, err } = run(...args);
      expect([status, out, err.trimEnd().split('\n').length]).toEqual([1, '', 1]);
      return err.trimEnd();
    },
  };
}

/**
 * One file of JavaScript, vega and all, starts in a fraction of the time that it takes to find and translate hundreds, and an example is
 * started often here.
 */
async function bundle(from: string, to: string): Promise<void> {
  await build({
    entryPoints: [from],
    outfile: to,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // What vega would draw bitmaps with, which is not installed.
    external: ['canvas'],
    alias: { tenure: join(root, 'dist/index.js') },
    logLevel: 'error',
    plugins: [ownUrls],
  });
}

/** Each file goes on finding what stands beside it. */
const ownUrls: Plugin = {
  name: 'own-urls',
  setup({ onLoad }) {
    onLoad({ filter: /docs\/examples\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: 'ts',
    }));
  },
};

function buildIfMissing(): void {
  if (existsSync(join(root, 'dist/index.js'))) return;
  const tsup = createRequire(import.meta.url)
    .resolve('tsup/package.json')
    .replace('package.json', 'dist/cli-default.js');
  spawnSync(process.execPath, [tsup, '--silent', '--no-dts', '--no-clean'], { cwd: root });
}
