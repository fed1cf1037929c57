/** How many times as long a run takes at four times its size: about 4 where its cost is linear, about 16 where it is quadratic. */
export function growth(run: (size: number) => unknown, size: number): number {
  // The least of several runs, since noise only adds.
  const least = (count: number) => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 4; round += 1) {
      const start = performance.now();
      run(count);
      best = Math.min(best, performance.now() - start);
    }
    return best;
  };
  least(size);
  return least(4 * size) / least(size);
}
