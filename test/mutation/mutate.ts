// One mutant after another in one worker thread, which is started anew only after a loop that never ends.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuUsage } from 'node:process';
import { Worker } from 'node:worker_threads';
import { testsOfRoom, writeBundle } from './bundle.ts';

interface Place {
  readonly line: number;
  readonly column: number;
}

interface Found {
  readonly id: string;
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement: string;
  /** Counted from 0. */
  readonly location: { readonly start: Place; readonly end: Place };
}

export type Status = 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage';

export interface Mutant extends Found {
  readonly status: Status;
}

type Instrument = (files: readonly { name: string; mutate: unknown; content: string }[]) => Promise<{
  readonly files: readonly { readonly name: string; readonly content: string }[];
  readonly mutants: readonly Found[];
}>;

/** Lines of a file from 1, or all of it. */
export interface Part {
  readonly file: string;
  readonly lines: readonly [first: number, last: number] | undefined;
}

type Hits = Readonly<Record<string, number>>;

/** What the tests do without a mutant. Before those of the tests of a file stand the hits, and the time, of what is of none of them. */
interface Tried {
  readonly atLoad: Hits;
  readonly files: readonly { readonly hits: readonly Hits[]; readonly times: readonly number[] }[];
}

interface Planned {
  readonly file: number;
  /** The numbers of its tests; undefined for all. */
  readonly wanted: readonly number[] | undefined;
  readonly milliseconds: number;
}

/** A loop that goes around so many times as often as without the mutant never ends. */
const mostTurns = 100;
/** Nor does a file that takes so many times as long, and so much more. */
const mostTimes = 3;
const spare = 1500;

export async function mutate(room: string, parts: readonly Part[], heard: (done: number, of: number) => void) {
  // Stryker is installed when this first runs, so that nothing else can know its types.
  const { instrumented } = (await import(new URL('mutants.js', import.meta.url).href)) as { instrumented: Instrument };
  const { files, mutants } = await instrumented(
    parts.map(({ file, lines }) => ({
      name: file,
      mutate: lines === undefined || [{ start: { line: lines[0] - 1, column: 0 }, end: { line: lines[1], column: 0 } }],
      content: readFileSync(file, 'utf8'),
    })),
  );
  const folder = mkdtempSync(join(tmpdir(), 'mutation-'));
  const bundle = join(folder, 'bundle.cjs');
  const tests = testsOfRoom(room);
  await writeBundle(bundle, new Map(files.map(({ name, content }) => [name, content])), tests);
  const thread = new Thread(bundle);
  try {
    const tried = await thread.ask<Tried>({}, Number.POSITIVE_INFINITY);
    if (tried === undefined) throw new Error('the tests take too much memory');
    const done: Mutant[] = [];
    for (const mutant of mutants) {
      heard(done.length, mutants.length);
      done.push({ ...mutant, status: await statusOf(thread, mutant.id, tried) });
    }
    return done;
  } finally {
    await thread.end();
    rmSync(folder, { recursive: true });
  }
}

async function statusOf(thread: Thread, id: string, { atLoad, files }: Tried): Promise<Status> {
  let hits = atLoad[id] ?? 0;
  const isOfAll = hits > 0;
  const plan: Planned[] = [];
  for (const [file, { hits: byTest, times }] of files.entries()) {
    const met = byTest.flatMap((own, i) => (own[id] === undefined ? [] : [i - 1]));
    for (const own of byTest) hits += own[id] ?? 0;
    const wanted = isOfAll || met[0] === -1 ? undefined : met;
    if (wanted?.length === 0) continue;
    const milliseconds = times.reduce((sum, own, i) =>
      !wanted || i === 0 || wanted.includes(i - 1) ? sum + own : sum,
    );
    plan.push({ file, wanted, milliseconds });
  }
  if (plan.length === 0) return 'NoCoverage';
  const answer = await thread.ask<{ status: Status }>({ id, limit: mostTurns * hits, plan }, 0);
  return answer?.status ?? 'Timeout';
}

/** A worker, watched by the time that it computes, whatever else the machine has to do. */
class Thread {
  readonly #bundle: string;
  #worker: Worker;

  constructor(bundle: string) {
    this.#bundle = bundle;
    this.#worker = this.#start();
  }

  #start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: 1500 };
    return new Worker(new URL('worker.js', import.meta.url), { workerData: { bundle: this.#bundle }, resourceLimits });
  }

  /** Undefined where there is no end, of time or memory. */
  async ask<Answer>(question: object, milliseconds: number): Promise<Answer | undefined> {
    const worker = this.#worker;
    let deadline = computed() + milliseconds + spare;
    const answer = await new Promise<Answer | undefined>((resolve, reject) => {
      const timer = setInterval(() => {
        if (computed() > deadline) end(() => resolve(undefined));
      }, 50);
      const end = (how: () => void) => {
        clearInterval(timer);
        worker.off('message', hear).off('error', giveUp);
        how();
      };
      const giveUp = () => end(() => resolve(undefined));
      const hear = (message: { answer?: Answer; failure?: string; milliseconds?: number }) => {
        if (message.failure !== undefined) end(() => reject(new Error(`without a fault: ${message.failure}`)));
        else if (message.answer !== undefined) end(() => resolve(message.answer));
        else deadline = computed() + mostTimes * (message.milliseconds ?? 0) + spare;
      };
      worker.on('message', hear).on('error', giveUp);
      worker.postMessage(question);
    });
    if (answer === undefined) {
      // It may still compute, and then counts against the next.
      await worker.terminate();
      this.#worker = this.#start();
    }
    return answer;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** By all threads, in milliseconds. */
function computed(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}
