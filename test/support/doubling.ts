import { performance } from 'node:perf_hooks';

/**
 * By how much longer something takes for twice as much: 2 where it is linear, 4 where it is quadratic. Of several runs of `size` and four
 * times as much the fastest count, so that a busy machine does not decide; and from the two the ratio of one doubling.
 */
export function doublingRatio<Input>(
  size: number,
  make: (size: number) => Input,
  run: (input: Input) => unknown,
): number {
  const [small, large] = [make(size), make(4 * size)];
  let [ofSmall, ofLarge] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < 3; round += 1) {
    ofSmall = Math.min(
      ofSmall,
      timeOf(() => run(small)),
    );
    ofLarge = Math.min(
      ofLarge,
      timeOf(() => run(large)),
    );
  }
  return Math.sqrt(ofLarge / ofSmall);
}

function timeOf(action: () => unknown): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}
