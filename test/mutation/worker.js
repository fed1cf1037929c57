// Runs a bundle of bundle.ts, anew for each mutant: first without one, to see which tests meet which mutants, and how long they take.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpuUsage } from 'node:process';
import { Script } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { api, runFile } from './harness.js';

const text = readFileSync(workerData.bundle, 'utf8');
const require = createRequire(import.meta.url);
const scripts = new Map();

/** The bundle with what its switches call, which is in the script so that the engine can see through it. */
function scriptWith(name, switches) {
  if (!scripts.has(name)) {
    const head = '(function (require, module, exports, harness, state) {';
    scripts.set(name, new Script(`${head}${switches}\n${text}\n})`, { filename: workerData.bundle }));
  }
  return scripts.get(name);
}

function begin(script, state) {
  const harness = { api };
  script.runInThisContext()(require, { exports: {} }, {}, harness, state);
  return harness;
}

/** Of the whole process, in milliseconds; the main thread does nothing meanwhile. */
const time = () => (cpuUsage().user + cpuUsage().system) / 1000;

async function tryWithout() {
  const state = { hits: {}, now: {} };
  const script = scriptWith(
    'none',
    `const stryMutAct_9fa48 = () => false;
const stryCov_9fa48 = (...ids) => { for (const id of ids) state.now[id] = (state.now[id] ?? 0) + 1; };`,
  );
  const harness = begin(script, state);
  await harness.load();
  const atLoad = state.now;
  const files = [];
  for (const open of harness.files) {
    // By test, the hits of each mutant, and the time; before all tests stands what is of none of them.
    const [hits, times] = [[{}], [0]];
    let began = time();
    let last = -1;
    await runFile(open, undefined, (number) => {
      const now = time();
      times[last + 1] = (times[last + 1] ?? 0) + now - began;
      [began, last] = [now, number];
      hits[number + 1] ??= {};
      state.now = hits[number + 1];
    });
    times[last + 1] = (times[last + 1] ?? 0) + time() - began;
    files.push({ hits, times });
  }
  return { atLoad, files };
}

const withMutant = () =>
  scriptWith(
    'mutant',
    `const isActive = state.id, hit = state.hit;
const stryMutAct_9fa48 = (id) => id === isActive && hit();
const stryCov_9fa48 = () => undefined;`,
  );

async function tryMutant({ id, limit, plan }) {
  let hits = 0;
  const hit = () => {
    hits += 1;
    if (hits > limit) throw new Error('a loop that never ends');
    return true;
  };
  const status = await statusOf(async () => {
    const harness = begin(withMutant(), { id, hit });
    await harness.load();
    for (const { file, wanted, milliseconds } of plan) {
      parentPort.postMessage({ milliseconds });
      await runFile(harness.files[file], wanted, () => undefined);
    }
  });
  return { status: hits > limit ? 'Timeout' : status };
}

async function statusOf(action) {
  try {
    await action();
    return 'Survived';
  } catch {
    return 'Killed';
  }
}

parentPort.on('message', async (asked) => {
  try {
    parentPort.postMessage({ answer: asked.id === undefined ? await tryWithout() : await tryMutant(asked) });
  } catch (error) {
    parentPort.postMessage({ failure: String(error) });
  }
});
