import type { Instant } from './types.ts';
import { distributionOf, type Event, type Of } from './usage.ts';
import { addCalendarDays, DAY, readInstant } from './zone.ts';

export type Length = { readonly minutes: number } | { readonly hours: number } | { readonly days: number };

export interface Step {
  readonly feature: string;
  readonly optional?: boolean;
  readonly within?: Length;
  readonly exclude?: readonly string[];
}

export interface Options {
  readonly steps: readonly (string | Step)[];
  readonly within?: Length;
  readonly withinStep?: Length;
  readonly order?: 'inOrder' | 'strictlyLater' | 'strict' | 'any';
  readonly exclude?: readonly string[];
  readonly asOf?: Instant;
  readonly quantiles?: readonly number[];
  readonly of?: Of;
}

interface Row {
  readonly event: Event;
  readonly at: number;
}

const endOf = (from: number, length: Length | undefined, zone: string): number => {
  if (length === undefined) return Infinity;
  if ('days' in length) return addCalendarDays(from, length.days, zone);
  return from + ('hours' in length ? length.hours * 60 : length.minutes) * 60_000;
};

interface Attempt {
  /** By step; NaN where it was not done. */
  readonly times: readonly number[];
  readonly done: number;
  readonly isComplete: boolean;
  readonly isOpen: boolean;
}

/** All ways of one customer, looked through one by one. */
function attemptsOf(own: readonly Row[], zone: string, options: Options, asOf: number): Attempt[] {
  const order = options.order ?? 'inOrder';
  const steps = options.steps.map((step): Step => (typeof step === 'string' ? { feature: step } : step));
  const required = steps.filter(({ optional }) => optional !== true);
  const windowOf = (step: Step) => step.within ?? options.withinStep;
  const excluded = (step: Step, from: number, to: number) => {
    const names = [...(options.exclude ?? []), ...(step.exclude ?? [])];
    return own.some(({ event, at }) => at > from && at < to && names.includes(event.feature ?? ''));
  };
  const isLater = (step: Step) =>
    order === 'strictlyLater' || steps.slice(0, steps.indexOf(step)).some(({ feature }) => feature === step.feature);
  const found: Attempt[] = [];

  if (order === 'any') {
    const names = steps.map(({ feature }) => feature);
    for (const { event, at: start } of own) {
      if (!names.includes(event.feature ?? '')) continue;
      const left = [...names];
      const taken = new Set<string>();
      const times: number[] = [];
      const isIn = (at: number) => at < endOf(start, options.within, zone) && !excluded({ feature: '' }, start, at);
      for (const row of [...own].sort((a, b) => a.at - b.at)) {
        if (row.at < start || !isIn(row.at)) continue;
        const place = left.indexOf(row.event.feature ?? '');
        // The same feature at the same instant may be one event, sent twice.
        if (place < 0 || taken.has(`${row.at} ${row.event.feature}`)) continue;
        taken.add(`${row.at} ${row.event.feature}`);
        left.splice(place, 1);
        times.push(row.at);
      }
      found.push({ times, done: times.length, isComplete: left.length === 0, isOpen: isIn(asOf) });
    }
    return found;
  }

  const book = (chain: readonly Row[]) => {
    const start = chain[0]?.at ?? Number.NaN;
    const last = chain.at(-1)?.at ?? Number.NaN;
    const next = required[chain.length];
    const isOpen =
      next !== undefined &&
      asOf < endOf(start, options.within, zone) &&
      asOf < endOf(last, windowOf(next), zone) &&
      !excluded(next, last, asOf) &&
      (order !== 'strict' || own.every(({ at }) => at <= last));
    const times: number[] = [];
    let place = 0;
    let [before, cursor] = [Number.NaN, Number.NaN];
    for (const step of steps) {
      if (step.optional !== true) {
        before = chain[place]?.at ?? Number.NaN;
        cursor = before;
        place += 1;
        times.push(before);
        continue;
      }
      const until = chain[place]?.at ?? Infinity;
      const first = Math.min(
        ...own
          .filter(({ event }) => event.feature === step.feature)
          .map(({ at }) => at)
          .filter((at) => (isLater(step) ? at > cursor : at >= cursor)),
      );
      const isIn =
        (required[place] !== undefined && isLater(required[place] as Step) ? first < until : first <= until) &&
        first < Infinity &&
        first < endOf(start, options.within, zone) &&
        first < endOf(before, windowOf(step), zone) &&
        !excluded(step, before, first);
      times.push(isIn ? first : Number.NaN);
      if (isIn) cursor = first;
    }
    found.push({ times, done: chain.length, isComplete: next === undefined, isOpen });
  };

  const go = (chain: readonly Row[]) => {
    book(chain);
    const step = required[chain.length];
    const last = chain.at(-1) as Row;
    const start = chain[0] as Row;
    if (step === undefined) return;
    for (const row of own) {
      if (row.event.feature !== step.feature) continue;
      if (isLater(step) ? row.at <= last.at : row.at < last.at) continue;
      if (row.at >= endOf(start.at, options.within, zone) || row.at >= endOf(last.at, windowOf(step), zone)) continue;
      if (excluded(step, last.at, row.at)) continue;
      if (order !== 'strict' || own.every(({ at }) => at <= last.at || at >= row.at)) go([...chain, row]);
    }
  };
  for (const row of own) if (row.event.feature === required[0]?.feature) go([row]);
  return found;
}

const required = (attempt: Attempt, steps: Options['steps']) =>
  attempt.times.filter((_, place) => {
    const step = steps[place];
    return typeof step === 'string' || step?.optional !== true;
  });

/** Further; then begun earlier; then at its end earlier, and each step before that earlier, from the last one on. */
function isBetter(one: Attempt, other: Attempt | undefined, options: Options): boolean {
  if (other === undefined || one.done !== other.done) return one.done > (other?.done ?? 0);
  const [a, b] = [one, other].map((attempt) => required(attempt, options.steps).slice(0, one.done)) as [
    number[],
    number[],
  ];
  if (a[0] !== b[0]) return (a[0] as number) < (b[0] as number);
  for (let place = one.done - 1; place > 0; place -= 1) {
    if (a[place] !== b[place]) return (a[place] as number) < (b[place] as number);
  }
  return false;
}

export function funnel(
  events: readonly Event[],
  zone: string,
  options: Options,
  keyOf?: (event: Event) => string | null,
) {
  const asOf = options.asOf === undefined ? Infinity : readInstant(options.asOf, zone);
  const rows = events.map((event) => ({ event, at: readInstant(event.at, zone) })).filter(({ at }) => at < asOf);
  const who = ({ customerId, userId }: Event) =>
    options.of === 'users' ? JSON.stringify([customerId, userId]) : customerId;
  const features = options.steps.map((step) => (typeof step === 'string' ? step : step.feature));
  const isOptional = (place: number) => {
    const step = options.steps[place];
    return typeof step === 'object' && step.optional === true;
  };
  const counted = [...new Set(rows.map(({ event }) => who(event)))].map((name) => {
    const own = rows.filter(({ event }) => who(event) === name);
    const attempts = attemptsOf(own, zone, options, asOf);
    let best: Attempt | undefined;
    for (const attempt of attempts) if (isBetter(attempt, best, options)) best = attempt;
    const isUndecided =
      asOf < Infinity && best !== undefined && !best.isComplete && attempts.some(({ isOpen }) => isOpen);
    const entries = own.filter(
      ({ event, at }) =>
        at === best?.times[0] &&
        (options.order === 'any' ? features.includes(event.feature ?? '') : event.feature === features[0]),
    );
    // null comes before texts.
    const keys = entries
      .map(({ event }) => keyOf?.(event) ?? null)
      .sort((a, b) => (a === b ? 0 : a === null || (b !== null && a < b) ? -1 : 1));
    return { own, best, isUndecided, key: keys[0] ?? null };
  });

  const rowsOf = (members: typeof counted) => {
    const ownRows = members.flatMap(({ own }) => own);
    const found = features.map((feature) => ownRows.filter(({ event }) => event.feature === feature).length);
    if (options.order === 'any') found.sort((a, b) => b - a);
    const reached = (place: number) => members.filter(({ best }) => !Number.isNaN(best?.times[place] ?? Number.NaN));
    const decided = (place: number) => reached(place).filter(({ isUndecided }) => !isUndecided);
    let before = 0;
    return features.map((feature, place) => {
      const previous = before;
      const waits = (from: number) =>
        place === 0
          ? []
          : decided(place).map(({ best }) => ((best?.times[place] ?? 0) - (best?.times[from] ?? 0)) / DAY);
      const customers = decided(place).length;
      const [start, last] = [decided(0).length, decided(previous).length];
      const share = (denominator: number) => ({
        value: denominator === 0 ? null : customers / denominator,
        numerator: customers,
        denominator,
      });
      if (!isOptional(place)) before = place;
      const shares = options.quantiles;
      const row = {
        step: options.order === 'any' ? `${place + 1} of ${features.length}` : feature,
        customers,
        fromStart: share(start),
        fromPrevious: share(last),
        dropOff: last - customers,
        medianDays: distributionOf(waits(previous), []).median,
        ...(found[place] === 0 && ownRows.length > 0 && { events: 0 }),
        ...(asOf < Infinity && { undecided: reached(place).length - customers }),
        ...(shares && {
          days: distributionOf(waits(previous), shares),
          daysFromStart: distributionOf(waits(0), shares),
        }),
      };
      return row;
    });
  };
  if (keyOf === undefined) return rowsOf(counted);
  const began = counted.filter(({ best }) => best !== undefined);
  const keys = [...new Set(began.map(({ key }) => key))].sort((a, b) =>
    a === null ? -1 : b === null ? 1 : a < b ? -1 : 1,
  );
  return keys.flatMap((key) => rowsOf(began.filter((one) => one.key === key)).map((row) => ({ key, ...row })));
}
