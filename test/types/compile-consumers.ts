import { spawnSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const consumers = fileURLToPath(new URL('consumers/', import.meta.url));

/** How a consumer's compiler finds the types of a package. */
export const resolutions = ['nodenext', 'bundler'] as const;
export type Resolution = (typeof resolutions)[number];

/** Copies the programs of consumers to where the package is installed. */
export function copyConsumers(home: string): void {
  cpSync(consumers, join(home, 'consumers'), { recursive: true });
}

/**
 * What a compiler says of all consumers in one program, and of every declaration that they reach; '' where it is content. No types of Node or
 * of browsers are there: the package must need neither.
 */
export function complaintsOf(home: string, tsc: string, resolution: Resolution): string {
  const compilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: false,
    target: 'es2022',
    lib: ['es2022'],
    types: [],
    module: resolution === 'bundler' ? 'esnext' : resolution,
    moduleResolution: resolution,
  };
  const config = join(home, `tsconfig.${resolution}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions, include: ['consumers'] }));
  const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', config], { cwd: home, encoding: 'utf8' });
  return `${stdout}${stderr}`;
}
