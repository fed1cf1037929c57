import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { Decimal } from 'decimal.js';
import { buildSync } from 'esbuild';
import * as tenure from 'tenure';
import * as events from 'tenure/events';
import * as invoices from 'tenure/invoices';
import * as parts from 'tenure/parts';
import * as schema from 'tenure/schema';
import * as stripe from 'tenure/stripe';
import { expect } from 'vitest';
import { z } from 'zod';
import { compileExample, type ExampleImport } from './compile-example.ts';
import type { ExampleFile } from './find-examples.ts';

type Module = Readonly<Record<string, unknown>>;

/** Everything of tenure that an example can import, by where it comes from. */
export const modules: { readonly [specifier: string]: Module } = {
  tenure,
  'tenure/events': events,
  'tenure/invoices': invoices,
  'tenure/stripe': stripe,
  'tenure/schema': schema,
};
/** What has the names of the main entry once more, and is imported as a whole. */
const namespaces: typeof modules = { 'tenure/parts': parts };
/** What stands beside tenure in the examples, and as they do needs no import. */
const others: typeof modules = { 'csv-parse/sync': { parse }, 'decimal.js': { Decimal }, zod: { z } };
/** What examples have to import; loaded where one does. */
const loaders: { readonly [specifier: string]: () => Promise<Module> } = {
  '@duckdb/node-api': () => import('@duckdb/node-api'),
  '@duckdb/node-bindings': () => import('@duckdb/node-bindings'),
  'better-sqlite3': () => import('better-sqlite3'),
  'apache-arrow': () => import('apache-arrow'),
  hyparquet: () => import('hyparquet'),
  'hyparquet-writer': () => import('hyparquet-writer'),
  'node:events': () => import('node:events'),
  'node:fs/promises': () => import('node:fs/promises'),
  'node:v8': () => import('node:v8'),
  'node:worker_threads': () => import('node:worker_threads'),
  pg: () => import('pg'),
};
const names: Module = Object.assign({ parts }, ...Object.values(others), ...Object.values(modules));

// No name of JavaScript leads to it.
const AsyncFunction = (async () => {}).constructor as new (
  ...code: string[]
) => (...values: unknown[]) => Promise<void>;

/**
 * Runs an example, where it can see files in a folder of its own with those that its page names, and checks each of its claims; a claim that was never
 * reached fails as well.
 */
export async function runExample(source: string, files: readonly ExampleFile[] = []): Promise<void> {
  const { code, claims, imports } = await compileExample(source);
  const scope = { ...names, ...Object.assign({}, ...(await Promise.all(imports.map(importedNames)))) };
  const reached = new Set<number>();
  const run = new AsyncFunction(...Object.keys(scope), 'claim', `'use strict'; { ${code} }`);
  const claim = {
    equal(index: number, received: unknown, expected: unknown) {
      reached.add(index);
      expect(received).toStrictEqual(expected);
    },
    close(index: number, received: number, expected: number, digits: number) {
      reached.add(index);
      const tolerance = 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(expected))) + 1 - digits);
      expect(Math.abs(received - expected), `${received} is not ${expected} to ${digits} digits`).toBeLessThanOrEqual(
        tolerance,
      );
    },
    throws(index: number, statement: () => unknown, code: string, message: string | undefined) {
      reached.add(index);
      const error = thrownBy(statement);
      if (!tenure.isMetricsError(error)) throw new Error(`no MetricsError: ${String(error)}`);
      expect(error.code).toBe(code);
      if (message !== undefined) expect(error.message).toBe(message);
    },
  };
  const ran = () => run(...Object.values(scope), claim);
  // Only what is imported can reach files.
  const isAlone = files.length === 0 && imports.every(({ from }) => !(from in loaders));
  await (isAlone ? ran() : inFolder(files, ran));
  expect(
    [...reached].sort((a, b) => a - b),
    'claims reached',
  ).toEqual(Array.from({ length: claims }, (_, i) => i));
}

function thrownBy(statement: () => unknown): unknown {
  try {
    statement();
  } catch (error) {
    return error;
  }
  return 'nothing was thrown';
}

async function importedNames({ from, names }: ExampleImport): Promise<Module> {
  const module = modules[from] ?? namespaces[from] ?? others[from] ?? (await loaders[from]?.());
  if (module === undefined) throw new Error(`examples import from tenure and its entries, not from '${from}'`);
  const values: Record<string, unknown> = {};
  for (const [own, name] of names) {
    // Types leave no trace at run time; by convention they are names that start with a capital.
    if (name === '*') values[own] = module;
    else if (name in module) values[own] = module[name];
    else if (!/^[A-Z]/.test(name)) throw new Error(`${from} exports no ${name}`);
  }
  return values;
}

async function inFolder(files: readonly ExampleFile[], run: () => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tenure-example-'));
  const home = process.cwd();
  process.chdir(folder);
  try {
    writeFileSync('package.json', '{ "type": "module" }');
    for (const { name, code } of files) writeFileSync(name, bundled(code));
    await run();
  } finally {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  }
}

const sources = fileURLToPath(new URL('../../src/', import.meta.url));

const bundles = new Map<string, string>();

/** A file as a process or thread of its own can start it, with tenure in it, because tests need no build. */
function bundled(code: string): string {
  const known = bundles.get(code);
  if (known !== undefined) return known;
  const { outputFiles } = buildSync({
    stdin: { contents: code, loader: 'ts', resolveDir: sources },
    bundle: true,
    platform: 'node',
    format: 'esm',
    alias: { 'tenure/parts': join(sources, 'parts/index.ts'), tenure: join(sources, 'index.ts') },
    write: false,
    logLevel: 'silent',
  });
  const { text } = outputFiles[0] as { text: string };
  bundles.set(code, text);
  return text;
}
