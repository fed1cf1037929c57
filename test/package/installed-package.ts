import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Packs what was built and unpacks it in a folder, as npm installs it: with its dependencies beside it and nothing else. Without npm's own
 * search through the registry, which takes longer than all the rest. Gives the path of the tarball.
 */
export function installPackage(home: string): string {
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', home];
  // By the shell where npm is a script of it.
  const shell = process.platform === 'win32';
  const tarball = join(home, execFileSync('npm', pack, { cwd: root, encoding: 'utf8', shell }).trim());
  const folder = join(home, 'node_modules/tenure');
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) addPackage(home, name);
  return tarball;
}

/** Puts a package beside it that is installed here, such as a peer. */
export function addPackage(home: string, name: string): void {
  const link = join(home, 'node_modules', name);
  mkdirSync(dirname(link), { recursive: true });
  // Not copied: zod alone has 840 files. A junction, since Windows wants rights for other links.
  if (!existsSync(link)) symlinkSync(join(root, 'node_modules', name), link, 'junction');
}
