import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, expect } from 'vitest';
import type { Program } from '../../docs/examples/support/run.ts';

export type Cells = Record<string, string>;

export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Of all examples in tests. */
const today = new Date('2026-11-01T12:00:00Z');

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The whole of an example but for the process: in a folder of its own, which is there as long as the tests of the file run. */
export function exampleIn(name: string, program: Program) {
  const folder = mkdtempSync(join(tmpdir(), `tenure-${name}-`));
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = async (...args: readonly string[]): Promise<Run> => {
    const [out, err] = [collector(), collector()];
    process.chdir(folder);
    try {
      const status = await program(args, { out, err, now: () => today });
      return { status, out: out.text(), err: err.text() };
    } finally {
      // Not to where it was before: a run that timed out may have left the process in a folder that is gone.
      process.chdir(root);
    }
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
    complaint: async (...args: readonly string[]): Promise<string> => {
      const { status, out, err } = await run(...args);
      expect([status, out, err.trimEnd().split('\n').length]).toEqual([1, '', 1]);
      return err.trimEnd();
    },
  };
}

function collector() {
  let all = '';
  return {
    write: (text: string) => {
      all += text;
    },
    text: () => all,
  };
}

/** An example as a person runs it: a process of its own, with the loader that the README names and the build of the package. */
export function spawnExample(name: string, ...args: readonly string[]): Run {
  buildIfMissing();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', `docs/examples/${name}.ts`, ...args],
    { cwd: root, encoding: 'utf8' },
  );
  return { status, out: stdout, err: stderr };
}

function buildIfMissing(): void {
  if (existsSync(join(root, 'dist/index.js'))) return;
  const tsup = createRequire(import.meta.url)
    .resolve('tsup/package.json')
    .replace('package.json', 'dist/cli-default.js');
  spawnSync(process.execPath, [tsup, '--silent', '--no-dts', '--no-clean'], { cwd: root });
}
