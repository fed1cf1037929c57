import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './run-example.ts';

const scripts = join(root, 'docs/examples/distributed');

/** The scripts of docs/distributed.md as an engine gets them, each in one file; with another question in place of the documented one. */
export async function bundleScripts(
  outdir: string,
  names: readonly string[],
  question = join(scripts, 'question.ts'),
): Promise<void> {
  await build({
    entryPoints: names.map((name) => join(scripts, `${name}.ts`)),
    outdir,
    bundle: true,
    platform: 'node',
    banner: { js: '#!/usr/bin/env node' },
    external: ['@duckdb/node-api'],
    alias: { 'tenure/parts': join(root, 'src/parts/index.ts'), tenure: join(root, 'src/index.ts') },
    plugins: [
      {
        name: 'question',
        setup: ({ onResolve }) =>
          // Rooms of src have a file of this name, too.
          onResolve({ filter: /^\.\/question\.ts$/ }, ({ resolveDir }) =>
            resolveDir === scripts ? { path: question } : undefined,
          ),
      },
    ],
    logLevel: 'error',
  });
}

/** The bundle for engines that run JavaScript themselves, by the command that the page has. */
export async function bundleInEngine(question?: string): Promise<string> {
  const { outputFiles } = await build({
    ...(question === undefined
      ? { entryPoints: [join(scripts, 'in-engine.ts')] }
      : { stdin: { contents: question, resolveDir: scripts, loader: 'ts' } }),
    bundle: true,
    minify: true,
    target: 'es2020',
    format: 'iife',
    globalName: 'tenure',
    alias: { 'tenure/parts': join(root, 'src/parts/index.ts'), tenure: join(root, 'src/index.ts') },
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
