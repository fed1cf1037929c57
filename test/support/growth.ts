const factor = 16;
const rounds = 5;
/** A power so far below every limit is decided sooner: what grows with the square would be nine times as slow. */
const clear = { power: 1.2, rounds: 3 };

/**
 * The power of the size by which the time of a run grows: 1 where it is linear, 2 where it is quadratic. `prepare` makes the input of a size,
 * which is not timed. A limit of 1.5 leaves noise a factor of four.
 */
export function growth(prepare: (size: number) => () => unknown, size: number): number {
  const [small, large] = [prepare(size), prepare(factor * size)];
  // As many small runs as take about the time of a large one, so that a busy machine interrupts both alike.
  const manySmall = () => {
    for (let time = 0; time < factor; time += 1) small();
  };
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  // In turn, and the least of several rounds, since noise only adds; the first round warms up.
  let power = Number.POSITIVE_INFINITY;
  for (let round = 1; round <= rounds && !(round > clear.rounds && power < clear.power); round += 1) {
    for (const [place, run] of [manySmall, large].entries()) {
      const start = performance.now();
      run();
      least[place] = Math.min(least[place] as number, performance.now() - start);
    }
    power = 1 + Math.log((least[1] as number) / (least[0] as number)) / Math.log(factor);
  }
  return power;
}
