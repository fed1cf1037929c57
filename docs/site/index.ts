// The site: `npm run docs` builds and serves it. `-- --build` builds it alone, `-- --dev` serves the sources as they change, `-- --test` tests
// what was built in a browser.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('.', import.meta.url));
const flags = process.argv.slice(2);

if (!existsSync(`${home}node_modules/.package-lock.json`)) {
  console.log('installing the tools of the site (npm ci in docs/site/) ...');
  run('npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error');
}
console.log('writing the API reference ...');
run('npx', 'typedoc');
nameEntries();
if (flags.includes('--dev')) run('npx', 'vitepress', 'dev');
else {
  run('npx', 'vitepress', 'build');
  if (flags.includes('--test')) test();
  else if (!flags.includes('--build')) run('npx', 'vitepress', 'preview');
}

function run(command: string, ...args: readonly string[]): void {
  // By the shell where npm is a script of it.
  const { status } = spawnSync(command, args, { cwd: home, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

function test(): void {
  const root = `${home}../../`;
  run('node', `${root}node_modules/typescript-7/bin/tsc`, '--noEmit', '-p', home);
  run('npx', 'vitest', 'run', '--root', root, '--config', `${home}vitest.config.ts`);
}

/** Entries under the names that they are imported by. */
function nameEntries(): void {
  const entryOf = (folder: string) => (folder === 'index' ? 'tenure' : `tenure/${folder}`);
  const index = `${home}reference/index.md`;
  const text = readFileSync(index, 'utf8').replace('## Modules', '## Entries');
  writeFileSync(
    index,
    text.replace(
      /\[(\w+)\]\((\w+)\/index\.md\)/g,
      (_, _name, folder: string) => `[${entryOf(folder)}](${folder}/index.md)`,
    ),
  );
  for (const [, folder = ''] of text.matchAll(/\((\w+)\/index\.md\)/g)) {
    const file = `${home}reference/${folder}/index.md`;
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^# .*/, `# ${entryOf(folder)}`));
  }
}
