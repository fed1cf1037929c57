const factor = 16;
/**
 * After so many rounds a power is decided if it is below that: later where a busy machine may have added to it, and sooner where what grows
 * with the square would be nine times as slow. The latter only if each large run took so many milliseconds: until code is compiled, small
 * runs are slow.
 */
const decided = [
  { rounds: 2, below: 1.2, milliseconds: 30 },
  { rounds: 4, below: 1.4, milliseconds: 0 },
];
const mostRounds = 12;

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
  for (let round = 1; ; round += 1) {
    for (const [place, run] of [manySmall, large].entries()) {
      const start = performance.now();
      run();
      least[place] = Math.min(least[place] as number, performance.now() - start);
    }
    const power = 1 + Math.log((least[1] as number) / (least[0] as number)) / Math.log(factor);
    const isDecided = decided.some(
      ({ rounds, below, milliseconds }) => round >= rounds && power < below && (least[1] as number) >= milliseconds,
    );
    if (isDecided || round === mostRounds) return power;
  }
}
