import type { Rational } from '../../exact/index.ts';
import { add, multiply, zero } from '../../exact/index.ts';
import type { CompiledLedger } from '../../ledger/query.ts';
import { rateOf } from '../walk/reporting-currency.ts';
import { levelBefore } from '../walk/step-amounts.ts';

/** Which rows run when, for one ledger: what questions about rows are answered from. */
export interface RunningSpans {
  readonly entities: number;
  /** Whether a span brings anything in. */
  isPaid(span: number): boolean;
  /** The spans that make up an entity's state just before a place among the instants. */
  before(entity: number, place: number): number[];
  /** Calls `visit` with each place in [from, to) at which any row of an entity begins or ends, in order, and what ran before and after. */
  eachChange(entity: number, from: number, to: number, visit: (place: number, change: Change) => void): void;
}

/** What ran before and after a movement. */
export interface Change {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export function runningSpans(ledger: CompiledLedger): RunningSpans {
  const { spans, prices } = ledger;
  const entities = ledger.entities.customerIds.length;
  const own = (entity: number) => {
    const first = spans.offsets[entity] as number;
    return Array.from({ length: (spans.offsets[entity + 1] as number) - first }, (_, i) => first + i);
  };
  const isPaid = (span: number) => (prices.values[spans.price[span] as number] as Rational).n !== 0n;
  /** Where nothing paid runs, a level above 0 is that of a filled gap. */
  const isGap = (entity: number, running: readonly number[], place: number) =>
    !running.some(isPaid) && levelBefore(ledger, entity, place) !== 0;

  function rowsBefore(entity: number, place: number): number[] {
    return own(entity).filter((span) => (spans.start[span] as number) < place && (spans.end[span] as number) >= place);
  }

  function before(entity: number, place: number): number[] {
    const running = rowsBefore(entity, place);
    if (!isGap(entity, running, place)) return running;
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
      const startsAt = new Map<number, number[]>();
      const places = new Set<number>();
      for (const span of own(entity)) {
        const [start, end] = [spans.start[span] as number, spans.end[span] as number];
        if (start >= from && start < to) {
          places.add(start);
          const others = startsAt.get(start);
          if (others === undefined) startsAt.set(start, [span]);
          else others.push(span);
        }
        if (end >= from && end < to) places.add(end);
      }
      // Carried along instead of looked up at each place: an entity can have as many changes as rows.
      let running = rowsBefore(entity, from);
      let kept = before(entity, from);
      for (const place of [...places].sort((a, b) => a - b)) {
        const lasting = running.filter((span) => (spans.end[span] as number) > place);
        running = [...lasting, ...(startsAt.get(place) ?? [])];
        const after = isGap(entity, running, place + 1) ? kept : running;
        visit(place, { before: kept, after });
        kept = after;
      }
    },
  };
}

/** What spans bring in a month, by any key of them, at the exchange rates of an instant. */
export function amountsBy<K>(
  ledger: CompiledLedger,
  running: readonly number[],
  rateInstant: number,
  keyOf: (span: number) => K,
): Map<K, Rational> {
  const { spans, prices } = ledger;
  const amounts = new Map<K, Rational>();
  for (const span of running) {
    const price = spans.price[span] as number;
    const local = prices.values[price] as Rational;
    if (local.n === 0n) continue;
    const amount = multiply(local, rateOf(ledger, prices.currencies[price] as number, rateInstant));
    const key = keyOf(span);
    amounts.set(key, add(amounts.get(key) ?? zero, amount));
  }
  return amounts;
}
