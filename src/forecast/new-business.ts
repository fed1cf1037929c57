import { reject } from '../errors.ts';
import { toNumber } from '../exact/index.ts';
import { type Amount, readAmount } from '../money/index.ts';
import { checkKeys, isRecord, readCount } from '../read/index.ts';
import type { Random } from './chances/random.ts';
import { type Book, cycleKindsOf, sumOf } from './known/book.ts';
import type { History } from './known/history.ts';

/**
 * What new customers bring: an MRR for each period, the same for all of them or a list; or as much as in the last periods before `from`, of which
 * each simulated period repeats one.
 */
export type NewBusiness =
  | Amount
  | readonly Amount[]
  | {
      /** How many past periods to draw from, 1 to 600. */
      readonly likeLast: number;
    };

export type NewBusinessRead =
  | { readonly mrr: readonly number[]; readonly likeLast?: undefined }
  | { readonly mrr?: undefined; readonly likeLast: number };

export function readNewBusiness(value: unknown, periods: number, path: string): NewBusinessRead {
  if (value === undefined) return { mrr: new Array(periods).fill(0) };
  if (Array.isArray(value)) {
    if (value.length !== periods) reject('INVALID_TYPE', path, `have one amount per period, ${periods} in all`, value);
    return { mrr: Array.from(value, (amount, index) => toNumber(readAmount(amount, `${path}[${index}]`))) };
  }
  if (isRecord(value) && 'likeLast' in value) {
    const { likeLast } = checkKeys(value, ['likeLast'], path);
    return { likeLast: readCount(likeLast, `${path}.likeLast`, 1, 600) };
  }
  return { mrr: new Array(periods).fill(toNumber(readAmount(value, path))) };
}

/** How those who come are billed: the cycle, the share of customers, and what one of them pays, in proportion to the others. */
interface Mix {
  readonly cycle: number;
  readonly share: number;
  readonly level: number;
}

/** What comes in one period. */
interface Incoming {
  readonly customers: number;
  readonly mrr: number;
}

export interface Arriving {
  readonly mixes: readonly Mix[];
  /** Draws what comes, period by period. */
  draw(random: Random): readonly Incoming[];
}

/** Cycles that fewer of the last customers had are not told apart. */
const mostMixes = 3;
const recentPeriods = 12;

/** Whether an amount is given for new customers, whatever came in the past. */
export function asksForNew({ mrr = [] }: NewBusinessRead): boolean {
  return mrr.some((amount) => amount > 0);
}

/** `rows` are for the error where they do not say what a customer pays. */
export function arrivingOf(
  given: NewBusinessRead,
  periods: number,
  { history, book, rows }: { readonly history: History; readonly book: Book; readonly rows: unknown },
): Arriving {
  // Before anybody could leave, and in the first period of a book, what came says nothing of what comes.
  const observed = history.arrivals.filter((_, place) => history.losses[place]?.chances.some((chances) => chances > 0));
  const recent = observed.slice(0, given.likeLast ?? recentPeriods);
  const byKind = history.usualCycles.map((cycle, kind) => {
    const levels = recent.flatMap((arrivals) => arrivals[kind] as readonly number[]);
    return { cycle, customers: levels.length, mrr: sumOf(levels) };
  });
  const seen = byKind
    .filter(({ customers }) => customers > 0)
    .sort((a, b) => b.customers - a.customers || a.cycle - b.cycle);
  const customers = seen.reduce((sum, kind) => sum + kind.customers, 0);
  const mean = customers === 0 ? meanOf(book) : seen.reduce((sum, { mrr }) => sum + mrr, 0) / customers;
  const kept = seen.slice(0, mostMixes);
  const counted = kept.reduce((sum, kind) => sum + kind.customers, 0);
  const mixes = kept.map(
    (kind): Mix => ({ cycle: kind.cycle, share: kind.customers / counted, level: kind.mrr / kind.customers }),
  );
  if (mixes.length === 0) mixes.push({ cycle: usualCycleOf(book, history), share: 1, level: mean });

  if (given.likeLast === undefined) {
    if (asksForNew(given) && mean === Number.POSITIVE_INFINITY) {
      const rule =
        'hold a customer who pays or has lately come: else nothing says what a new one of options.newBusiness pays';
      reject('NOT_IDENTIFIABLE', 'subscriptions', rule, rows);
    }
    const incoming = given.mrr.map(
      (mrr): Incoming => ({ mrr, customers: mrr === 0 ? 0 : Math.max(1, Math.round(mrr / mean)) }),
    );
    return { mixes, draw: () => incoming };
  }
  const seenPeriods = recent.map((arrivals): Incoming => {
    const levels = arrivals.flat();
    return { customers: levels.length, mrr: sumOf(levels) };
  });
  const none = { customers: 0, mrr: 0 };
  return {
    mixes,
    draw(random) {
      const one = (list: readonly Incoming[]) => list[Math.floor(random.uniform() * list.length)] ?? none;
      // Drawn twice: how many come in a usual period is not known for certain either.
      const known = seenPeriods.map(() => one(seenPeriods));
      return Array.from({ length: periods }, () => one(known));
    },
  };
}

function meanOf({ strata }: Book): number {
  const customers = strata.reduce((sum, stratum) => sum + stratum.customers, 0);
  const mean = strata.reduce((sum, { mrr }) => sum + mrr, 0) / customers;
  return mean > 0 ? mean : Number.POSITIVE_INFINITY;
}

function usualCycleOf(book: Book, { usualCycles }: History): number {
  const [most] = [...cycleKindsOf(book)].sort(([a, x], [b, y]) => y - x || a - b);
  return most === undefined ? 1 : (usualCycles[most[0]] as number);
}
