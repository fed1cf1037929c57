import type { ExampleResult } from './run.worker.ts';
import RunWorker from './run.worker.ts?worker';

const longest = 20_000;

let worker: Worker | undefined;
let last: Promise<unknown> = Promise.resolve();

/** Runs an example in a worker, which is ended if it takes too long; one at a time, so that an answer belongs to the last question. */
export function runExample(source: string): Promise<ExampleResult> {
  const own = last.then(() => runNow(source));
  last = own;
  return own;
}

function runNow(source: string): Promise<ExampleResult> {
  const own = worker ?? new RunWorker();
  worker = own;
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      own.terminate();
      worker = undefined;
      resolve({ claims: [], error: `stopped after ${longest / 1000} seconds` });
    }, longest);
    own.onmessage = ({ data }: MessageEvent<ExampleResult>) => {
      clearTimeout(timer);
      resolve(data);
    };
    own.postMessage(source);
  });
}
