import { performance } from 'node:perf_hooks';

/** One way to do the work. Contenders of one race do the same work, and their results were compared before. */
export interface Contender {
  readonly name: string;
  /** Engines with threads of their own give a promise. */
  readonly run: () => unknown;
  /** What the result takes in memory, where that is a result. */
  readonly bytesPerRow?: number;
  /** How often it runs in one turn, where that need not be found out: it takes seconds, and has run before. */
  readonly repeats?: number;
}

interface Lane {
  readonly contender: Contender;
  /** How often it runs in one turn, so that a turn is long enough for the clock. */
  readonly repeats: number;
  readonly turns: Turn[];
}

/** Milliseconds of one run: by the clock, and of all threads of the process. */
export interface Turn {
  readonly wall: number;
  readonly cpu: number;
}

const rounds = 15;
const fewestRounds = 3;
const turnMs = 40;
const warmUpMs = 500;
/** A contender that used this much time runs in no further round; the first one runs as long as there is another one to measure. */
const budgetMs = 8_000;
/** Where the first one used this much, no other one is measured any longer. */
const mostMs = 4 * budgetMs;

/** Keeps the engine from dropping work whose result nobody reads. Knip leaves alone what is `@public`. */
export let lastResult: unknown;

/** What was printed, heading by heading, for the page of results. */
export interface Section {
  readonly title: string;
  readonly lines: (readonly string[])[];
}

export const sections: Section[] = [];
export const columnNames = [
  'rows',
  'contender',
  'ratio',
  'min .. max',
  'quartiles',
  'CPU ratio',
  'rounds',
  'ms',
  'million rows/s',
  'bytes/row',
];

/**
 * Runs the contenders in turn, round after round in one process, so that whatever else the machine does meets all of them. The
 * first one is the measure: each other one's time is divided by the first one's time of the same round.
 */
export async function race(rows: number, contenders: readonly Contender[]): Promise<void> {
  const lanes: Lane[] = [];
  for (const contender of contenders) {
    lanes.push({ contender, repeats: contender.repeats ?? (await repeatsOf(contender)), turns: [] });
  }
  const others = lanes.slice(1);
  const isOver = () => others.every((lane) => isSpent(lane)) || isSpent(lanes[0] as Lane, mostMs);
  for (let round = 0; round < rounds && !isOver(); round += 1) {
    for (let turn = 0; turn < lanes.length; turn += 1) {
      // Another one starts each round: none has always the same predecessor's garbage to collect.
      const lane = lanes[(turn + round) % lanes.length];
      if (lane === undefined || (lane !== lanes[0] && isSpent(lane))) continue;
      lane.turns.push(await turnOf(lane.contender, lane.repeats));
    }
  }
  for (const lane of lanes) print(line(rows, lane, lanes[0] as Lane));
}

/** Runs of work in processes of its own, which were started in turn: turn i of each is of one round. */
export function printTurns(rows: number, lanes: readonly { readonly name: string; readonly turns: Turn[] }[]): void {
  const all = lanes.map(({ name, turns }): Lane => ({ contender: { name, run: () => undefined }, repeats: 1, turns }));
  for (const lane of all) print(line(rows, lane, all[0] as Lane));
}

export function heading(title: string): void {
  console.log(`\n${title}`);
  console.log(columns(columnNames));
  sections.push({ title, lines: [] });
}

/** A line for what was not run, or is not a race. */
export function remark(rows: number, name: string, text: string): void {
  print([rows.toLocaleString('en'), name, text]);
}

/** A line that another process measured. */
export function print(cells: readonly string[]): void {
  console.log(columns(cells));
  sections.at(-1)?.lines.push(cells);
}

/** Warms the contender up, then times one run, unless the first one told already. */
async function repeatsOf(contender: Contender): Promise<number> {
  const began = performance.now();
  do await runOnce(contender);
  while (performance.now() - began < warmUpMs);
  if (performance.now() - began > 4 * warmUpMs) return 1;
  return Math.max(1, Math.ceil(turnMs / (await turnOf(contender, 1)).wall));
}

/** So many turns of one contender, once it is warm. */
export async function turnsOf(contender: Contender, count: number): Promise<Turn[]> {
  const repeats = await repeatsOf(contender);
  const turns: Turn[] = [];
  while (turns.length < count) turns.push(await turnOf(contender, repeats));
  return turns;
}

async function runOnce({ run }: Contender): Promise<void> {
  const result = run();
  // What was done when the call returned does not wait for its turn among promises.
  lastResult = result instanceof Promise ? await result : result;
}

async function turnOf(contender: Contender, repeats: number): Promise<Turn> {
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  for (let i = 0; i < repeats; i += 1) await runOnce(contender);
  const wall = (performance.now() - began) / repeats;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wall, cpu: (user + system) / 1000 / repeats };
}

function isSpent({ turns, repeats }: Lane, budget = budgetMs): boolean {
  return turns.length >= fewestRounds && turns.reduce((sum, { wall }) => sum + wall * repeats, 0) > budget;
}

function line(rows: number, { contender, turns }: Lane, measure: Lane): string[] {
  const isMeasure = turns === measure.turns;
  const ratiosBy = (clock: keyof Turn) =>
    sorted(turns.map((turn, i) => turn[clock] / (measure.turns[i] as Turn)[clock]));
  const ratios = ratiosBy('wall');
  const ms = quantile(sorted(turns.map(({ wall }) => wall)), 0.5);
  return [
    rows.toLocaleString('en'),
    contender.name,
    digits(quantile(ratios, 0.5)),
    isMeasure ? '' : `${digits(ratios[0])} .. ${digits(ratios.at(-1))}`,
    isMeasure ? '' : `${digits(quantile(ratios, 0.25))} .. ${digits(quantile(ratios, 0.75))}`,
    isMeasure ? '' : digits(quantile(ratiosBy('cpu'), 0.5)),
    String(turns.length),
    digits(ms),
    digits(rows / ms / 1_000),
    contender.bytesPerRow === undefined ? '' : digits(contender.bytesPerRow),
  ];
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

function quantile(values: readonly number[], share: number): number {
  const at = (values.length - 1) * share;
  const below = values[Math.floor(at)] ?? Number.NaN;
  const above = values[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

function digits(value = Number.NaN): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

const widths = [11, 38, 8, 16, 16, 10, 8, 9, 16, 11];

function columns(cells: readonly string[]): string {
  return cells
    .map((cell, i) => (i === 1 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] ?? 0)))
    .join('  ')
    .trimEnd();
}
