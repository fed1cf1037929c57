// The site: `npm run docs` builds and serves it. `-- --build` builds it alone, `-- --dev` serves the sources as they change, `-- --test` tests
// what was built in a browser.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('.', import.meta.url));
const flags = process.argv.slice(2);

if (!isInstalled()) {
  console.log('installing the tools of the site (npm ci in docs/site/) ...');
  run('npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error');
}
console.log('writing the API reference ...');
run('npx', 'typedoc');
nameEntries();
linkPages();
if (flags.includes('--dev')) run('npx', 'vitepress', 'dev');
else {
  run('npx', 'vitepress', 'build');
  if (flags.includes('--test')) test();
  else if (!flags.includes('--build')) run('npx', 'vitepress', 'preview');
}

function run(command: string, ...args: readonly string[]): void {
  const status = start(command, ...args);
  if (status !== 0) process.exit(status);
}

function start(command: string, ...args: readonly string[]): number {
  // By the shell where npm is a script of it.
  return spawnSync(command, args, { cwd: home, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;
}

/** Whether the folder has what the lock file names; npm keeps a list of its own there. */
function isInstalled(): boolean {
  const versionsIn = (file: string) => {
    const { packages } = JSON.parse(readFileSync(file, 'utf8')) as {
      packages: Record<string, { version?: string; optional?: boolean }>;
    };
    return Object.entries(packages).filter(([name, { optional }]) => name !== '' && optional !== true);
  };
  const installed = `${home}node_modules/.package-lock.json`;
  if (!existsSync(installed)) return false;
  const there = new Map(versionsIn(installed).map(([name, { version }]) => [name, version]));
  return versionsIn(`${home}package-lock.json`).every(([name, { version }]) => there.get(name) === version);
}

/** Types, then everything in a browser. What was measured is said last, where it is seen. */
function test(): void {
  const root = `${home}../../`;
  const said = `${home}reports/said.txt`;
  rmSync(said, { force: true });
  run('node', `${root}node_modules/typescript-7/bin/tsc`, '--noEmit', '-p', home);
  const status = start('npx', 'vitest', 'run', '--root', root, '--config', `${home}vitest.config.ts`);
  if (existsSync(said)) console.log(`\n${readFileSync(said, 'utf8')}`);
  console.log(`Pictures of the pages to look at: ${home}reports`);
  console.log(status === 0 ? 'The site does what it should.' : 'Something is wrong with the site: see above.');
  process.exit(status);
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

/** Pages that comments name as `docs/metrics/funnel.md`, as links under their titles. */
function linkPages(): void {
  const titles = new Map<string, string>();
  const titleOf = (page: string) => {
    const known = titles.get(page);
    if (known !== undefined) return known;
    const [, title] = /^# (.+)$/m.exec(readFileSync(`${home}../${page}.md`, 'utf8')) ?? [];
    if (title === undefined) throw new Error(`docs/${page}.md has no title`);
    titles.set(page, title);
    return title;
  };
  const folder = `${home}reference/`;
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.md')) continue;
    const text = readFileSync(`${folder}${file}`, 'utf8');
    const linked = text.replace(
      /(?<![\w/([`])docs\/([\w/-]+)\.md(#[\w-]+)?/g,
      (_, page: string, anchor = '') => `[${titleOf(page)}](/${page}.md${anchor})`,
    );
    if (linked !== text) writeFileSync(`${folder}${file}`, linked);
  }
}
