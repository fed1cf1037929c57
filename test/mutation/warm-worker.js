// The thread of warm-threads.ts: Vitest's own worker, but for its end, after which it can be started anew.
import { parentPort } from 'node:worker_threads';
import { init, runBaseTests, setupEnvironment } from 'vitest/worker';

const listeners = [];

init({
  post: (message) => parentPort.postMessage(message),
  // First the worker's own listener, then with every start that of its calls to the main thread.
  on: (listener) => {
    if (listeners.length === 2) parentPort.off('message', listeners.pop());
    listeners.push(listener);
    parentPort.on('message', listener);
  },
  off: (listener) => parentPort.off('message', listener),
  runTests: (state, traces) => {
    // Which mutant was active last, and how often it was met.
    delete globalThis.__stryker__;
    return runBaseTests('run', state, traces);
  },
  collectTests: (state, traces) => runBaseTests('collect', state, traces),
  setup: setupEnvironment,
});
