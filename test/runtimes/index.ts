/**
 * `npm run runtimes`: the packed tarball in the runtimes that are installed with this folder, and in a browser. One program runs in all of them
 * and is to print the same JSON; another one uses the ESM and the CommonJS build in one process.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runPages } from './browser.ts';
import { findChromium, findRuntimes, type Runtime } from './find-runtimes.ts';
import { installRuntimes, installTarball } from './npm.ts';
import { startReport } from './report.ts';
import { type Outcome, runProgram, versionOf } from './run-program.ts';
import { judgeAnswer, judgeCrossings, none } from './verdict.ts';
import { writePrograms } from './write-programs.ts';

const { values: flags } = parseArgs({ options: { 'allow-missing': { type: 'boolean', default: false } } });

installRuntimes();
const home = realpathSync(mkdtempSync(join(tmpdir(), 'tenure-runtimes-')));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
installTarball(home);
await writePrograms(home);

const report = startReport();
let first: Outcome | undefined;

async function runAll(runtime: Runtime): Promise<void> {
  const imported = await runProgram(runtime, 'import', 'import.mjs', home);
  first ??= imported;
  report.add(runtime.name, await versionOf(runtime, home), {
    import: judgeAnswer(`${runtime.name} import`, imported, first),
    require: judgeAnswer(`${runtime.name} require`, await runProgram(runtime, 'require', 'require.cjs', home), first),
    across: judgeCrossings(await runProgram(runtime, 'require', 'cross.mjs', home)),
  });
}

/** In a browser nothing can be required; the page from one bundled file is another way in. */
async function runBrowser(browser: Runtime, reference: Outcome): Promise<void> {
  const { version, pages } = await runPages(browser, home);
  for (const [name, outcome] of Object.entries(pages)) {
    const title = `${browser.name} ${name}`;
    report.add(title, version, { import: judgeAnswer(title, outcome, reference), require: none, across: none });
  }
}

for (const runtime of findRuntimes()) {
  if (runtime.path === undefined) report.addMissing(runtime.name, runtime.variable);
  else await runAll(runtime);
}
const chromium = findChromium();
if (chromium.path === undefined || first === undefined) report.addMissing(chromium.name, chromium.variable);
else await runBrowser(chromium, first);

process.exitCode = report.conclude(flags['allow-missing']) ? 0 : 1;
