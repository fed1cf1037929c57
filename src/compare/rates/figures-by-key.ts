import type { CheckedPeriod, PeriodsAsked } from '../../calendar/open.ts';
import { add, keyedSums, type Rational, subtract, zero } from '../../exact/index.ts';
import { type OpenedSource, openEnd, placeOf, rowOf, type Subscription } from '../../ledger/query.ts';
import {
  countsByEntity,
  type ExactTerms,
  keyBridges,
  mrrTermNames,
  noCounts,
  noTerms,
  runningSpans,
} from '../../movements/open.ts';
import { getOrAdd, readSegmentKey, type SegmentKey } from '../../table/index.ts';
import { type Figures, type FiguresRead, noFigures } from '../figures.ts';

type Key = Exclude<SegmentKey, undefined>;

/** The figures of the rows of each key in each period; those of all keys add up to those of all rows. */
export function figuresByKey(
  opened: OpenedSource & PeriodsAsked,
  keyOf: (row: Subscription) => SegmentKey,
  read: FiguresRead,
): ReadonlyMap<Key, Figures>[] {
  const terms = read.mrr ? termsByKey(opened, keyOf) : opened.periods.map(() => new Map<Key, ExactTerms>());
  return opened.periods.map((checked, at) => {
    const own = terms[at] as ReadonlyMap<Key, ExactTerms>;
    const counts = read.customers ? countsByKey(opened, checked, keyOf) : new Map<Key, Figures['customers']>();
    return new Map(
      Array.from(new Set([...own.keys(), ...counts.keys()]), (key) => [
        key,
        { mrr: own.get(key) ?? noTerms, customers: counts.get(key) ?? noFigures.customers },
      ]),
    );
  });
}

/**
 * What moved from one key to another was kept, and by the key that it was open in: a customer who changes plan is lost to neither. Terms
 * over the opening cohort are point to point.
 */
function termsByKey(
  opened: OpenedSource & PeriodsAsked,
  keyOf: (row: Subscription) => SegmentKey,
): ReadonlyMap<Key, ExactTerms>[] {
  const statement = { ...opened.statement, movements: 'net' as const };
  const booked = keyBridges(opened, keyOf);
  const net = keyBridges({ ...opened, statement }, keyOf);
  return opened.periods.map((_, at) => {
    const cohort = new Map(net(at).map(({ key, bridge }) => [key, bridge]));
    return new Map(
      booked(at).map(({ key, bridge }): [Key, ExactTerms] => {
        const own = Object.fromEntries(mrrTermNames.map((term) => [term, bridge.get(term)])) as ExactTerms;
        const moved = cohort.get(key);
        const transferred = moved ? subtract(moved.get('transferOut'), moved.get('transferIn')) : zero;
        return [
          key as Key,
          {
            ...own,
            retainedNet: add(own.retainedNet, transferred),
            retainedGross: add(own.retainedGross, transferred),
          },
        ];
      }),
    );
  });
}

const opening = ['opening', 'retained', 'churned'] as const;
const closing = ['closing', 'new', 'reactivated'] as const;

/** A customer with rows of several keys counts as an equal part in each: at the start by the rows of then, at the end by those of then. */
function countsByKey(
  opened: OpenedSource,
  checked: CheckedPeriod,
  keyOf: (row: Subscription) => SegmentKey,
): ReadonlyMap<Key, Figures['customers']> {
  const { ledger } = opened;
  const running = runningSpans(ledger);
  const [from, to] = [placeOf(checked.start, ledger.instants), placeOf(checked.end, ledger.instants)];
  const keyAt = (span: number) => readSegmentKey(keyOf(ledger.rowAt(rowOf(ledger.spans, span))), 'by(row)');
  const keysOf = (spans: readonly number[]) => {
    const paid = spans.filter(running.isPaid);
    return [...new Set((paid.length > 0 ? paid : spans).map(keyAt))];
  };
  /** Of one that came and went within the period. */
  const passing = (entity: number) => {
    const { offsets, start, end } = ledger.spans;
    const spans = Array.from(
      { length: (offsets[entity + 1] as number) - (offsets[entity] as number) },
      (_, i) => (offsets[entity] as number) + i,
    );
    return spans.filter(
      (span) => (start[span] as number) < to && (end[span] === openEnd || (end[span] as number) >= from),
    );
  };
  const sums = new Map<Key, ReturnType<typeof keyedSums<keyof Figures['customers']>>>();
  for (const [entity, counts] of countsByEntity(opened, checked)) {
    const book = (terms: readonly (keyof typeof counts)[], place: number) => {
      if (terms.every((term) => counts[term] === 0)) return;
      const spans = running.before(entity, place);
      const keys = keysOf(spans.length > 0 ? spans : passing(entity));
      for (const key of keys) {
        const own = getOrAdd(sums, key, () => keyedSums<keyof Figures['customers']>());
        for (const term of terms) own.add(term, { n: BigInt(counts[term]), d: BigInt(keys.length) });
      }
    };
    book(opening, from);
    book(closing, to);
  }
  const names = Object.keys(noCounts) as (keyof Figures['customers'])[];
  return new Map(
    Array.from(sums, ([key, own]) => [
      key,
      Object.fromEntries(names.map((term) => [term, own.get(term)])) as {
        readonly [term in keyof Figures['customers']]: Rational;
      },
    ]),
  );
}
