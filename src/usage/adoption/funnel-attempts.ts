import { lowerBound } from '../../table/index.ts';
import type { FunnelRule, FunnelRules } from './funnel-rules.ts';

/** The attempt of a customer that counts. */
export interface Attempt {
  /** When each step was done; NaN for one that was not. Without any, the customer never began. */
  readonly times: readonly number[];
  /** Whether an attempt is not at its end, and not over. */
  readonly isOpen: boolean;
}

/** The instants at which a customer used each feature of the rules, by code, rising, each once. */
export type TimesByFeature = readonly (readonly number[])[];

/** Finds the attempt of a customer that counts: of those that get furthest the first one. */
export function attemptFinder(rules: FunnelRules): (times: TimesByFeature) => Attempt {
  const { order, isWithin, asOf = Number.POSITIVE_INFINITY, steps } = rules;
  const required = steps.filter(({ isOptional }) => !isOptional);
  const [first, ...rest] = required as [FunnelRule, ...FunnelRule[]];
  const isPlain = rest.every((step) => step.isWithin === undefined && step.exclude.length === 0);
  let times: TimesByFeature = [];
  const timesOf = ({ code }: FunnelRule) => times[code] as readonly number[];

  function canFollow(step: FunnelRule, from: number, to: number): boolean {
    const isBroken = (code: number) => firstFrom(times[code] as readonly number[], from + 1) < to;
    return step.isWithin?.(from, to) !== false && !step.exclude.some(isBroken);
  }

  /** By step reached, all instants at which it can be done: the first need not be the one that leads on, save where nothing else counts. */
  function inOrder(start: number): number[][] {
    const reach = [[start]];
    for (const step of rest) {
      const before = reach.at(-1) as readonly number[];
      const own = timesOf(step);
      const found: number[] = [];
      let place = indexFrom(own, (before[0] as number) + step.later);
      for (let from = 0; place < own.length && isWithin(start, own[place] as number); place += 1) {
        const at = own[place] as number;
        while (from + 1 < before.length && (before[from + 1] as number) + step.later <= at) from += 1;
        if (canFollow(step, before[from] as number, at)) found.push(at);
        if (isPlain) break;
      }
      if (found.length === 0) break;
      reach.push(found);
    }
    return reach;
  }

  function inAnyOrder(start: number): number[][] {
    const found = required.map((step) => timesOf(step)[indexFrom(timesOf(step), start) + step.again] as number);
    const isIn = (at: number) => isWithin(start, at) && canFollow(first, start, at);
    return found
      .filter(isIn)
      .sort((a, b) => a - b)
      .map((at) => [at]);
  }

  /** The way that is at its end first, each step before that as early as the next one allows. */
  function wayOf(reach: readonly (readonly number[])[]): number[] {
    const way: number[] = [];
    for (let place = reach.length - 1; place >= 0; place -= 1) {
      const [next] = way;
      const step = required[place + 1] as FunnelRule;
      const leads = (at: number) => next === undefined || (at + step.later <= next && canFollow(step, at, next));
      way.unshift(reach[place]?.find(leads) as number);
    }
    return way;
  }

  /** Optional steps are looked for between the others of the attempt that counts. */
  function withOptional(way: readonly number[]): number[] {
    const start = way[0] as number;
    let [place, before, cursor] = [0, start, start];
    return steps.map((step) => {
      const next = way[place] ?? Number.NaN;
      if (!step.isOptional) {
        place += 1;
        before = next;
        cursor = next;
        return next;
      }
      const at = firstFrom(timesOf(step), cursor + step.later);
      // Where the next step was not reached, nothing bounds this one.
      const isIn =
        before <= at &&
        !(at + (required[place]?.later ?? 0) > next) &&
        isWithin(start, at) &&
        canFollow(step, before, at);
      if (isIn) cursor = at;
      return isIn ? at : Number.NaN;
    });
  }

  return (own) => {
    times = own;
    const isAny = order === 'any';
    const starts = isAny ? required.flatMap(timesOf).sort((a, b) => a - b) : timesOf(first);
    let best: readonly (readonly number[])[] = [];
    let isOpen = false;
    for (const start of starts) {
      const mayBeOpen = !isOpen && asOf < Number.POSITIVE_INFINITY && isWithin(start, asOf);
      let most = 0;
      for (const step of required) if ((timesOf(step).at(-1) as number) >= start) most += 1;
      if (most <= best.length && !mayBeOpen) continue;
      const reach = (isAny ? inAnyOrder : inOrder)(start);
      const canGoOn = (level: readonly number[], place: number) =>
        place < rest.length && canFollow(rest[place] as FunnelRule, isAny ? start : (level.at(-1) as number), asOf);
      if (mayBeOpen) isOpen = reach.some(canGoOn);
      if (reach.length > best.length) best = reach;
      if (best.length === required.length) break;
    }
    const way = wayOf(best);
    return { times: way.length === 0 || required.length === steps.length ? way : withOptional(way), isOpen };
  };
}

/** The place of the first instant that is not before another one. */
function indexFrom(times: readonly number[], instant: number): number {
  return lowerBound(times, instant, 0, times.length);
}

function firstFrom(times: readonly number[], instant: number): number {
  return times[indexFrom(times, instant)] ?? Number.POSITIVE_INFINITY;
}
