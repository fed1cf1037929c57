import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { installPackage } from './installed-package.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('attw finds nothing in the packed tarball, however types are looked for', () => {
  const home = mkdtempSync(join(tmpdir(), 'tenure-attw-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const flags = ['--profile', 'node16', '--entrypoints', '.', './calendar', './schema'];
  // How it prints depends on the width of the terminal; it exits with 1, and so throws here, when it finds a problem.
  const attw = () =>
    execFileSync(join(root, 'node_modules/.bin/attw'), [installPackage(home), ...flags], { cwd: root, stdio: 'pipe' });
  expect(attw).not.toThrow();
}, 120_000);
