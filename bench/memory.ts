import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The bytes of all typed arrays that a run makes, whether they live to its end or not. */
export function typedBytes(run: () => unknown): number {
  const names = ['Uint8Array', 'Uint16Array', 'Uint32Array', 'Int32Array', 'Float64Array'] as const;
  const originals = names.map((name) => globalThis[name]);
  let bytes = 0;
  const counted = <T extends object>(type: T): T =>
    new Proxy(type, {
      construct(target, given: unknown[]) {
        const made = Reflect.construct(target as unknown as new () => ArrayBufferView, given);
        // A view of another array's memory takes none of its own.
        if (!(given[0] instanceof ArrayBuffer)) bytes += made.byteLength;
        return made;
      },
    });
  const globals = globalThis as unknown as Record<string, object>;
  for (const [index, name] of names.entries()) globals[name] = counted(originals[index] as object);
  try {
    run();
  } finally {
    for (const [index, name] of names.entries()) globals[name] = originals[index] as object;
  }
  return bytes;
}

/** The bytes of the heap that a run's result keeps alive. */
export function keptBytes(run: () => unknown): number {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  const result = run();
  collect();
  const bytes = process.memoryUsage().heapUsed - before;
  if (result === undefined) throw new Error('a run without a result keeps nothing');
  return bytes;
}
