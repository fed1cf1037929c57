// The checks before the tests, on two cores: the build, which takes longest, beside types and lint, each with its output in one piece.
import { spawn } from 'node:child_process';

const chains = [['npm run -s build -- --silent'], ['npm run -s typecheck', 'npm run -s lint']];

/** By the shell, as npm runs a script. */
function run(command: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('close', (status) => {
      console.log(`> ${command}\n${output.trimEnd()}`);
      resolve(status === 0);
    });
  });
}

const inTurn = async (commands: readonly string[]) => {
  for (const command of commands) if (!(await run(command))) return false;
  return true;
};
const passed = await Promise.all(chains.map(inTurn));
process.exitCode = passed.every(Boolean) ? 0 : 1;
