// `npm test`: the checks of package.json and the tests, so that neither of two cores waits. The tests start when the build is done, because those of
// the package read it; what is left of the checks runs beside them. Each check prints its output in one piece.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const env = {
  ...process.env,
  PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
  // Of the compiler, which is written in Go: it frees little before it ends, and spends a third of its time on looking for it.
  GOGC: 'off',
};
const failed: string[] = [];

/** By the shell, as npm runs a script, without npm, which takes as long to start as a small check to run. */
function check(name: string): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(scripts[name], { shell: true, cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('close', (status) => {
      if (status !== 0) failed.push(name);
      console.log(`> ${name}${status === 0 ? '' : ' FAILED'}: ${scripts[name]}\n${output.trimEnd()}`);
      resolve();
    });
  });
}

function tests(): Promise<void> {
  return new Promise((resolve) => {
    const options = process.argv.slice(2).map((option) => `"${option}"`);
    const command = ['vitest run --project suite', ...options].join(' ');
    spawn(command, { shell: true, cwd: root, env, stdio: 'inherit' }).on('close', (status) => {
      if (status !== 0) failed.push('tests');
      resolve();
    });
  });
}

async function inTurn(...names: string[]): Promise<void> {
  for (const name of names) await check(name);
}

const others = inTurn('typecheck', 'knip', 'lint');
await check('build');
// What the package tests would read is missing or old.
if (!failed.includes('build')) await tests();
await others;
if (failed.length > 0) console.log(`FAILED: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
