// The checks before the tests: scripts of package.json, two at a time, the longest first, each with its output in one piece.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const waiting = ['build', 'typecheck', 'knip', 'lint'];
const lanes = 2;

/** By the shell, as npm runs a script, without npm, which takes as long to start as a small check to run. */
function run(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const env = { ...process.env, PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter) };
    const child = spawn(scripts[name], { shell: true, cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('close', (status) => {
      console.log(`> ${name}${status === 0 ? '' : ' FAILED'}: ${scripts[name]}\n${output.trimEnd()}`);
      resolve(status === 0);
    });
  });
}

let passed = true;
async function work(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) passed = (await run(name)) && passed;
}
await Promise.all(Array.from({ length: lanes }, work));
process.exitCode = passed ? 0 : 1;
