import fc from 'fast-check';
import type { InParts, Part } from 'tenure/parts';
import { expect } from 'vitest';

/** How rows are cut into shards, and in which order and tree their parts are merged: the numbers of a generator. */
export interface Cut {
  readonly shards: number;
  readonly seed: readonly number[];
}

export const cutArbitrary: fc.Arbitrary<Cut> = fc.record({
  shards: fc.integer({ min: 1, max: 5 }),
  seed: fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 40 }),
});

/** The rows of each shard: all of a customer in one. */
export function shardsOf<Row>(
  rows: readonly Row[],
  { shards, seed }: Cut,
  idOf: (row: Row) => string = customerOf,
): Row[][] {
  const lists: Row[][] = Array.from({ length: shards }, () => []);
  const homes = new Map<string, number>();
  for (const row of rows) {
    const id = idOf(row);
    const home = homes.get(id) ?? (seed[homes.size % seed.length] as number) % shards;
    homes.set(id, home);
    lists[home]?.push(row);
  }
  return lists;
}

function customerOf(row: unknown): string {
  return String((row as { readonly customerId: unknown }).customerId);
}

/** Parts merged two or three at a time, in an order and a tree of the seed's, each through JSON, now and then beside none at all. */
function mergedBy<P extends Part>(
  { merge }: Pick<InParts<never, P, unknown>, 'merge'>,
  given: readonly P[],
  seed: readonly number[],
): P {
  const parts = given.map(throughJson);
  let step = 0;
  const next = (below: number) => {
    step += 1;
    return ((seed[step % seed.length] as number) + step) % below;
  };
  while (parts.length > 1) {
    const taken = Array.from({ length: Math.min(parts.length, 2 + next(2)) }, () =>
      parts.splice(next(parts.length), 1),
    ).flat();
    if (next(4) === 0) taken.push(throughJson(merge([])));
    parts.push(throughJson(merge(taken)));
  }
  return parts[0] ?? merge([]);
}

export function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

type Answer = { readonly value: unknown } | { readonly code: string };

/** What a call gives, or the code with which it throws. */
export function answerOf(call: () => unknown): Answer {
  try {
    return { value: call() };
  } catch (error) {
    const { code } = error as { readonly code?: string };
    if (code === undefined) throw error;
    return { code };
  }
}

/** The law: what shards give together is what the function gives over all rows, to the bit; and so is what it refuses. */
export function expectLaw<Source, P extends Part>(
  ask: () => InParts<Source, P, unknown>,
  shards: readonly Source[],
  cut: Cut,
  whole: () => unknown,
): void {
  const expected = answerOf(whole);
  const received = answerOf(() => {
    const inParts = ask();
    const parts = shards.map(inParts.part);
    const merged = mergedBy(inParts, parts, cut.seed);
    // One merge of all of them comes to the same text, whatever the tree was.
    expect(JSON.stringify(merged)).toBe(JSON.stringify(inParts.merge(parts)));
    expect(JSON.stringify(inParts.merge([merged]))).toBe(JSON.stringify(merged));
    return inParts.result(merged);
  });
  expect(received).toStrictEqual(expected);
}
