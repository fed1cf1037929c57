import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { here, root } from './paths.ts';

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Installs the runtimes where they are not there yet. What then is missing, is said by name later on. */
export function installRuntimes(): void {
  const installed = join(here, 'node_modules/.package-lock.json');
  const isRecent =
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(here, 'package-lock.json')).mtimeMs;
  if (isRecent) return;
  console.log('installing the runtimes (npm ci in test/runtimes/) ...');
  if (npm(['ci', '--ignore-scripts', ...quiet], here) === undefined) console.log('npm ci in test/runtimes/ failed.');
}

/** Packs what was built and installs the tarball in an empty folder, with its peers: zod, which `tenure/schema` needs, and decimal.js, whose class is handed over. */
export function installTarball(home: string): void {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const tarball = npm(['pack', '--ignore-scripts', '--silent', '--pack-destination', home], root)?.trim();
  writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true }));
  const peers = ['zod', 'decimal.js'].map((name) => `${name}@${devDependencies[name]}`);
  const packages = [join(home, tarball ?? 'tarball'), ...peers];
  if (npm(['install', '--prefer-offline', ...quiet, ...packages], home) === undefined) {
    throw new Error('the tarball could not be installed');
  }
}

/** What npm printed, or undefined when it failed. */
function npm(args: readonly string[], cwd: string): string | undefined {
  // By the shell where npm is a script of it.
  const shell = process.platform === 'win32';
  const { status, stdout } = spawnSync('npm', args, {
    cwd,
    shell,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return status === 0 ? stdout : undefined;
}
