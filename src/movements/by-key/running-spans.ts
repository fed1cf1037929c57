import { multiply, one, type Rational, sum } from '../../exact/index.ts';
import type { CompiledLedger } from '../../ledger/query.ts';
import { getOrAdd } from '../../table/index.ts';
import { exchangeRateOf } from '../walk/reporting-currency.ts';
import { levelBefore } from '../walk/step-amounts.ts';

/** Which rows run when in a ledger: the index for questions about rows. */
export interface RunningSpans {
  readonly entities: number;
  /** Whether a span is worth anything. */
  isPaid(span: number): boolean;
  /** The spans that make up an entity's state just before a place among the instants. */
  before(entity: number, place: number): number[];
  /** Calls `visit` with each place in [from, to) at which the rows that make up an entity's state change, in order. */
  eachChange(entity: number, from: number, to: number, visit: (place: number, change: Change) => void): void;
}

/** The spans that leave an entity's state, and those that enter it. */
export interface Change {
  readonly ended: readonly number[];
  readonly started: readonly number[];
}

export function runningSpans(ledger: CompiledLedger): RunningSpans {
  const { spans, prices } = ledger;
  const entities = ledger.entities.count;
  const own = (entity: number) => {
    const first = spans.offsets[entity] as number;
    return Array.from({ length: (spans.offsets[entity + 1] as number) - first }, (_, i) => first + i);
  };
  const isPaid = (span: number) => (prices.values[spans.price[span] as number] as Rational).n !== 0n;

  function rowsBefore(entity: number, place: number): number[] {
    return own(entity).filter((span) => (spans.start[span] as number) < place && (spans.end[span] as number) >= place);
  }

  function before(entity: number, place: number): number[] {
    const running = rowsBefore(entity, place);
    // Without any paid row running, a level above 0 is that of a filled gap.
    if (running.some(isPaid) || levelBefore(ledger, entity, place) === 0) return running;
    let lastEnd = 0;
    for (const span of own(entity)) {
      const end = spans.end[span] as number;
      if (isPaid(span) && end < place && end > lastEnd) lastEnd = end;
    }
    // A filled gap keeps what ran before it.
    return rowsBefore(entity, lastEnd);
  }

  return {
    entities,
    isPaid,
    before,
    eachChange(entity, from, to, visit) {
      const changesAt = new Map<number, { ended: number[]; started: number[] }>();
      const changeAt = (place: number) => getOrAdd(changesAt, place, () => ({ ended: [], started: [] }));
      for (const span of own(entity)) {
        const [start, end] = [spans.start[span] as number, spans.end[span] as number];
        if (start >= from && start < to) changeAt(start).started.push(span);
        if (end >= from && end < to) changeAt(end).ended.push(span);
      }
      const running = rowsBefore(entity, from);
      let paid = running.filter(isPaid).length;
      // In a filled gap, the state stays as it was before, until a paid row runs again.
      let pending = changeBetween(before(entity, from), running);
      for (const place of [...changesAt.keys()].sort((a, b) => a - b)) {
        const { ended, started } = changeAt(place);
        paid += started.filter(isPaid).length - ended.filter(isPaid).length;
        pending = withoutPassing({ ended: [...pending.ended, ...ended], started: [...pending.started, ...started] });
        if (paid === 0 && levelBefore(ledger, entity, place + 1) !== 0) continue;
        visit(place, pending);
        pending = { ended: [], started: [] };
      }
    },
  };
}

export function changeBetween(before: readonly number[], after: readonly number[]): Change {
  return withoutPassing({ ended: before, started: after });
}

/** Without the spans on both sides: they stay, or came and went. */
function withoutPassing({ ended, started }: Change): Change {
  if (ended.length === 0 || started.length === 0) return { ended, started };
  const [from, to] = [new Set(ended), new Set(started)];
  return { ended: ended.filter((span) => !to.has(span)), started: started.filter((span) => !from.has(span)) };
}

/** The monthly worth of spans, by any key of theirs, at the exchange rates of an instant. */
export function amountsBy<K>(
  ledger: CompiledLedger,
  running: readonly number[],
  exchangeInstant: number,
  keyOf: (span: number) => K,
): Map<K, Rational> {
  const amounts = new Map<K, Rational[]>();
  for (const span of running) {
    const amount = worthOfSpan(ledger, span, exchangeInstant);
    if (amount.n === 0n) continue;
    getOrAdd(amounts, keyOf(span), () => []).push(amount);
  }
  return new Map(Array.from(amounts, ([key, all]) => [key, sum(all)]));
}

/** The monthly worth of a span. A free one needs no exchange rate. */
export function worthOfSpan(ledger: CompiledLedger, span: number, exchangeInstant: number): Rational {
  const { spans, prices } = ledger;
  const price = spans.price[span] as number;
  const local = prices.values[price] as Rational;
  if (local.n === 0n) return local;
  const exchangeRate = exchangeRateOf(ledger, prices.currencies[price] as number, exchangeInstant);
  return exchangeRate === one ? local : multiply(local, exchangeRate);
}
