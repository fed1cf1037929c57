import type { Answers, Ask, Reply, Stage } from './messages.ts';
// Within the page, so that the policy of the page holds for the worker as well.
import WorkbenchWorker from './workbench.worker.ts?worker&inline';

export interface Client {
  ask<Name extends Ask['ask']>(ask: Ask & { readonly ask: Name }, at?: (stage: Stage) => void): Promise<Answers[Name]>;
  end(): void;
}

/** A worker as a function: an ask is answered, or fails with what the person at the keyboard can put right. */
export function client(): Client {
  const worker = new WorkbenchWorker();
  const waiting = new Map<number, (reply: Reply) => void>();
  let asked = 0;
  const fail = (reason: string) => {
    for (const [id, settle] of waiting) settle({ id, failure: reason });
    waiting.clear();
  };
  worker.onmessage = ({ data }: MessageEvent<Reply>) => waiting.get(data.id)?.(data);
  worker.onerror = (event) => fail(event.message);
  return {
    ask: (ask, at) =>
      new Promise((resolve, refuse) => {
        asked += 1;
        const id = asked;
        waiting.set(id, (reply) => {
          if ('stage' in reply) return at?.(reply.stage);
          waiting.delete(id);
          return 'failure' in reply ? refuse(new Error(reply.failure)) : resolve(reply.answer as never);
        });
        worker.postMessage({ id, ...ask });
      }),
    end() {
      worker.terminate();
      fail('');
    },
  };
}
