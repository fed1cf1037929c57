import {
  changeClasses,
  changeClassOf,
  churnClasses,
  churnClassOf,
  cycleKindOf,
  cycleKinds,
  gapClasses,
  gapClassOf,
  longestGap,
} from './classes.ts';
import type { Lives } from './lives.ts';

/** How often something came about, and how often it could have. */
export interface Counts {
  readonly events: Float64Array;
  readonly chances: Float64Array;
}

/** What customers did in the periods before `from`. */
export interface History {
  /** How many periods were read. */
  readonly periods: number;
  readonly churn: Counts;
  readonly expansion: Counts;
  readonly contraction: Counts;
  readonly returning: Counts;
  /** By how much each change multiplied what a customer paid, and what that was. */
  readonly expansions: Changes;
  readonly contractions: Changes;
  readonly returned: Changes;
  /** By period, latest first: those who came, of each kind of cycle. */
  readonly arrivals: readonly (readonly Arrivals[])[];
  /** By period, latest first: how many left, and could have, by class. */
  readonly losses: readonly Counts[];
  /** How long the cycles of a kind mostly are. */
  readonly usualCycles: readonly number[];
}

export interface Changes {
  readonly factors: number[];
  readonly levels: number[];
}

/** What each of them pays at first. */
type Arrivals = number[];

const counts = (classes: number): Counts => ({ events: new Float64Array(classes), chances: new Float64Array(classes) });
const changes = (): Changes => ({ factors: [], levels: [] });

function count(counted: Counts, place: number, came: boolean): void {
  counted.chances[place] = (counted.chances[place] as number) + 1;
  if (came) counted.events[place] = (counted.events[place] as number) + 1;
}

function note({ factors, levels }: Changes, before: number, after: number): void {
  factors.push(after / before);
  levels.push(before);
}

/** Reads the periods from `first` up to before `end`, both numbered from `from` on and so below 0. */
export function historyOf(lives: Lives, first: number, end: number, sizeOf: (level: number) => number): History {
  const periods = Math.max(0, end - first);
  const churn = counts(churnClasses);
  const expansion = counts(changeClasses);
  const contraction = counts(changeClasses);
  const returning = counts(gapClasses);
  const [expansions, contractions, returned] = [changes(), changes(), changes()];
  const byKind = () => Array.from({ length: cycleKinds }, (): Arrivals => []);
  const arrivals = Array.from({ length: periods }, byKind);
  const losses = Array.from({ length: periods }, () => counts(churnClasses));
  const cyclesSeen = Array.from({ length: cycleKinds }, () => new Map<number, number>());

  const see = (cycle: number) => {
    const seen = cyclesSeen[cycleKindOf(cycle)] as Map<number, number>;
    seen.set(cycle, (seen.get(cycle) ?? 0) + 1);
  };

  for (let entity = 0; entity < lives.entities; entity += 1) {
    const life = lives.read(entity);
    let level = 0;
    let since = Number.NEGATIVE_INFINITY;
    let paid = 0;
    let step = 0;
    const next = () => (step < life.length ? (life.slots[step] as number) : Number.POSITIVE_INFINITY);
    const take = () => {
      const after = life.levels[step] as number;
      if ((level === 0) !== (after === 0)) since = life.slots[step] as number;
      if (after === 0) paid = level > 0 ? level : paid;
      level = after;
      step += 1;
    };
    while (next() < first) take();
    for (let slot = level === 0 && paid === 0 ? Math.max(first, next()) : first; slot < end; slot += 1) {
      const before = level;
      const [start, lastPaid] = [since, paid];
      const isStep = next() === slot;
      const isReturn = isStep && (life.returns[step] as boolean);
      if (isStep) take();
      const place = end - 1 - slot;
      if (before > 0) {
        const billed = lives.billedBefore(entity, slot);
        const size = sizeOf(before);
        const age = slot - start;
        const churnClass = churnClassOf(billed, slot, age, size);
        count(churn, churnClass, level === 0);
        count(losses[place] as Counts, churnClass, level === 0);
        see(billed.cycle);
        if (level === 0) continue;
        const changeClass = changeClassOf(billed, slot, age, size);
        count(expansion, changeClass, level > before);
        if (level > before) note(expansions, before, level);
        else count(contraction, changeClass, level < before);
        if (level < before) note(contractions, before, level);
        continue;
      }
      if (lastPaid > 0 && slot - start <= longestGap) {
        const isBack = level > 0 && isReturn;
        count(returning, gapClassOf(slot - start), isBack);
        if (isBack) note(returned, lastPaid, level);
        if (isBack) continue;
      }
      if (level > 0 && !isReturn) {
        const { cycle } = lives.billedBefore(entity, slot + 1);
        see(cycle);
        ((arrivals[place] as Arrivals[])[cycleKindOf(cycle)] as Arrivals).push(level);
      }
    }
  }
  const usualCycles = cyclesSeen.map((seen) => usual(seen));
  return {
    periods,
    churn,
    expansion,
    contraction,
    returning,
    expansions,
    contractions,
    returned,
    arrivals,
    losses,
    usualCycles,
  };
}

function usual(seen: ReadonlyMap<number, number>): number {
  let [best, most] = [1, 0];
  for (const [cycle, times] of seen)
    if (times > most || (times === most && cycle < best)) [best, most] = [cycle, times];
  return best;
}
