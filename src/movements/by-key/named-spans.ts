import { type CompiledLedger, rowOf } from '../../ledger/query.ts';
import { getOrAdd } from '../../table/index.ts';
import type { Change } from './running-spans.ts';

/** One subscription in one key, before and after a change. A row without a subscriptionId is a subscription of its own. */
export interface NamedChange {
  readonly key: number;
  readonly change: Change;
  /** Whether the subscription was paid before, in this key and in any. */
  readonly wasHere: boolean;
  readonly wasAnywhere: boolean;
  /** The same after it. */
  readonly isHere: boolean;
  readonly isAnywhere: boolean;
  /** Its only span in this key, on either side; null without one, or with several. */
  readonly before: number | null;
  readonly after: number | null;
}

interface Named {
  paid: number;
  readonly byKey: Map<number, InKey>;
}

interface InKey {
  paid: number;
  readonly spans: Set<number>;
}

/** A change under construction. */
interface Touched extends Omit<NamedChange, 'after' | 'isHere' | 'isAnywhere'> {
  readonly named: Named;
  readonly inKey: InKey;
  readonly change: { readonly ended: number[]; readonly started: number[] };
}

/** The spans of an entity's state by subscription and key, carried along, because an entity can have as many changes as rows. */
export function namedSpans(
  ledger: CompiledLedger,
  state: readonly number[],
  isPaid: (span: number) => boolean,
  keyOf: (span: number) => number,
): (change: Change) => NamedChange[] {
  const { spans } = ledger;
  const subscriptionIds = ledger.subscriptionIds();
  const byName = new Map<string | number, Named>();
  const nameOf = (span: number): string | number => {
    const row = rowOf(spans, span);
    return subscriptionIds[row] ?? row;
  };
  const place = (span: number) => {
    const named = getOrAdd(byName, nameOf(span), (): Named => ({ paid: 0, byKey: new Map() }));
    return { named, inKey: getOrAdd(named.byKey, keyOf(span), (): InKey => ({ paid: 0, spans: new Set() })) };
  };
  const move = (span: number, direction: 1 | -1) => {
    const { named, inKey } = place(span);
    if (direction === 1) inKey.spans.add(span);
    else inKey.spans.delete(span);
    if (!isPaid(span)) return;
    named.paid += direction;
    inKey.paid += direction;
  };
  for (const span of state) move(span, 1);

  return ({ ended, started }) => {
    const touched = new Map<ReadonlySet<number>, Touched>();
    const touch = (span: number) => {
      const { named, inKey } = place(span);
      return getOrAdd(touched, inKey.spans, () => ({
        named,
        inKey,
        key: keyOf(span),
        change: { ended: [], started: [] },
        wasHere: inKey.paid > 0,
        wasAnywhere: named.paid > 0,
        before: only(inKey.spans),
      })).change;
    };
    for (const span of ended) touch(span).ended.push(span);
    for (const span of started) touch(span).started.push(span);
    for (const span of ended) move(span, -1);
    for (const span of started) move(span, 1);
    return Array.from(touched.values(), ({ named, inKey, ...change }) => ({
      ...change,
      after: only(inKey.spans),
      isHere: inKey.paid > 0,
      isAnywhere: named.paid > 0,
    }));
  };
}

/**
 * A subscription that ends where exactly one other begins counts as one that continues, like rows without a subscriptionId and replaced
 * subscriptions.
 */
export function withSuccessor(subscriptions: readonly NamedChange[]): readonly NamedChange[] {
  const ends = subscriptions.filter(({ wasHere, isAnywhere }) => wasHere && !isAnywhere);
  const begins = subscriptions.filter(({ wasAnywhere, isHere }) => !wasAnywhere && isHere);
  const [end, begin] = [ends[0], begins[0]];
  if (ends.length !== 1 || begins.length !== 1 || end === undefined || begin === undefined) return subscriptions;
  const one = {
    ...end,
    change: {
      ended: [...end.change.ended, ...begin.change.ended],
      started: [...end.change.started, ...begin.change.started],
    },
    isHere: true,
    isAnywhere: true,
    after: begin.after,
  };
  return [one, ...subscriptions.filter((other) => other !== end && other !== begin)];
}

function only(spans: ReadonlySet<number>): number | null {
  const [first] = spans;
  return spans.size === 1 ? (first as number) : null;
}
