// One worker thread for all mutants, where Vitest starts one for each. All modules of the library and of the tests are still loaded anew for
// each, because the run is isolated; only Vitest, packages, and what the engine has compiled stay.
import { Worker } from 'node:worker_threads';
import type { Plugin } from 'vitest/config';
import type { PoolOptions, PoolWorker } from 'vitest/node';

let thread: Worker | undefined;

/** A thread that dies, of too much memory say, is followed by a new one. */
function threadOf({ env, execArgv }: PoolOptions): Worker {
  if (thread !== undefined) return thread;
  const started = new Worker(new URL('./warm-worker.js', import.meta.url), { env, execArgv });
  started.once('exit', () => {
    if (thread === started) thread = undefined;
  });
  // It ends with Stryker's process.
  started.unref();
  thread = started;
  return started;
}

function createPoolWorker(options: PoolOptions): PoolWorker {
  const own = threadOf(options);
  const heard: [event: string, callback: (argument: unknown) => void][] = [];
  return {
    name: 'warm',
    on(event, callback) {
      own.on(event, callback);
      heard.push([event, callback]);
    },
    off: (event, callback) => own.off(event, callback),
    send: (message) => own.postMessage(message),
    deserialize: (data) => data,
    async start() {},
    // The thread stays. The next run may have begun to listen by now, so only these are taken away.
    async stop() {
      for (const [event, callback] of heard) own.off(event, callback);
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
