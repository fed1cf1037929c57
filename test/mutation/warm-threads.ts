// One worker thread for all mutants, where Vitest starts one for each. All modules of the library and of the tests are still loaded anew for
// each, because the run is isolated; only Vitest, packages, and what the engine has compiled stay.
import { Worker } from 'node:worker_threads';
import type { Plugin } from 'vitest/config';
import type { PoolOptions, PoolWorker } from 'vitest/node';

let thread: Worker | undefined;

function createPoolWorker({ env, execArgv }: PoolOptions): PoolWorker {
  const running = () => thread as Worker;
  return {
    name: 'warm',
    on: (event, callback) => running().on(event, callback),
    off: (event, callback) => thread?.off(event, callback),
    send: (message) => running().postMessage(message),
    deserialize: (data) => data,
    async start() {
      thread ??= new Worker(new URL('./warm-worker.js', import.meta.url), { env, execArgv });
      thread.ref();
      thread.once('exit', () => {
        thread = undefined;
      });
    },
    // Whoever runs the next mutant listens for himself.
    async stop() {
      for (const event of ['message', 'error', 'exit']) thread?.removeAllListeners(event);
      thread?.unref();
    },
  };
}

/** By a plugin, because Stryker asks for Vitest's own threads. */
export const warmThreads: Plugin = {
  name: 'warm-threads',
  configureVitest({ project }) {
    project.config.poolRunner = { name: 'warm', createPoolWorker };
    project.config.pool = 'warm';
  },
};
