import { performance } from 'node:perf_hooks';

/** One way to do the work. Contenders of one race do the same work, and their results were compared before. */
export interface Contender {
  readonly name: string;
  readonly run: () => unknown;
  /** What the result takes in memory, where that is a result. */
  readonly bytesPerRow?: number;
}

interface Lane {
  readonly contender: Contender;
  /** How often it runs in one turn, so that a turn is long enough for the clock. */
  readonly repeats: number;
  readonly times: number[];
}

const rounds = 15;
const fewestRounds = 3;
const turnMs = 40;
const warmUpMs = 500;
/** A contender that used this much time runs in no further round; the first one runs in all. */
const budgetMs = 8_000;

/** Keeps the engine from dropping work whose result nobody reads. */
export let lastResult: unknown;

/**
 * Runs the contenders in turn, round after round in one process, so that whatever else the machine does meets all of them. The
 * first one is the measure: each other one's time is divided by the first one's time of the same round.
 */
export function race(rows: number, contenders: readonly Contender[]): void {
  const lanes = contenders.map((contender) => ({ contender, repeats: repeatsOf(contender), times: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < lanes.length; turn += 1) {
      // Another one starts each round: none has always the same predecessor's garbage to collect.
      const lane = lanes[(turn + round) % lanes.length];
      if (lane === undefined || (lane !== lanes[0] && isSpent(lane))) continue;
      lane.times.push(timeOf(lane.contender, lane.repeats));
    }
  }
  for (const lane of lanes) console.log(line(rows, lane, lanes[0] as Lane));
}

export function heading(title: string): void {
  console.log(`\n${title}`);
  console.log(
    columns(['rows', 'contender', 'ratio', 'min .. max', 'quartiles', 'rounds', 'ms', 'million rows/s', 'bytes/row']),
  );
}

/** A line for what was not run, or is not a race. */
export function remark(rows: number, name: string, text: string): void {
  console.log(columns([rows.toLocaleString('en'), name, text]));
}

/** Warms the contender up, then times one run. */
function repeatsOf(contender: Contender): number {
  const began = performance.now();
  do lastResult = contender.run();
  while (performance.now() - began < warmUpMs);
  return Math.max(1, Math.ceil(turnMs / timeOf(contender, 1)));
}

function timeOf({ run }: Contender, repeats: number): number {
  const began = performance.now();
  for (let i = 0; i < repeats; i += 1) lastResult = run();
  return (performance.now() - began) / repeats;
}

function isSpent({ times, repeats }: Lane): boolean {
  return times.length >= fewestRounds && times.reduce((sum, time) => sum + time * repeats, 0) > budgetMs;
}

function line(rows: number, { contender, times }: Lane, measure: Lane): string {
  const ratios = times.map((time, round) => time / (measure.times[round] as number)).sort((a, b) => a - b);
  const ms = quantile(
    [...times].sort((a, b) => a - b),
    0.5,
  );
  const isMeasure = times === measure.times;
  return columns([
    rows.toLocaleString('en'),
    contender.name,
    digits(quantile(ratios, 0.5)),
    isMeasure ? '' : `${digits(ratios[0])} .. ${digits(ratios.at(-1))}`,
    isMeasure ? '' : `${digits(quantile(ratios, 0.25))} .. ${digits(quantile(ratios, 0.75))}`,
    String(times.length),
    digits(ms),
    digits(rows / ms / 1_000),
    contender.bytesPerRow === undefined ? '' : digits(contender.bytesPerRow),
  ]);
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

function digits(value = Number.NaN): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

const widths = [11, 30, 8, 16, 16, 8, 9, 16, 11];

function columns(cells: readonly string[]): string {
  return cells
    .map((cell, i) => (i === 1 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] ?? 0)))
    .join('  ')
    .trimEnd();
}
