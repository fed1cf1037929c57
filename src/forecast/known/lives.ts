import { toNumber } from '../../exact/index.ts';
import { type CompiledLedger, isReturn, levelFrom, openEnd, rowOf } from '../../ledger/query.ts';
import { exchangeRateOf, inReportingCurrency, stepsOfEntity } from '../../movements/open.ts';
import { slotsOfInstants, type Timeline } from './timeline.ts';

/** What an entity pays after each of the periods in which that changes, in order; the columns are read up to `length`. */
export interface Life {
  length: number;
  readonly slots: number[];
  readonly levels: number[];
  /** Whether the first step of a period is up from 0 by a customer who comes back. */
  readonly returns: boolean[];
}

/** How an entity is billed in a period: every so many periods, counted from one of them. */
export interface Billed {
  readonly cycle: number;
  readonly anchor: number;
}

export interface Lives {
  readonly entities: number;
  /** Reads the life of an entity; it holds until the next one is read. */
  read(entity: number): Life;
  /** How an entity is billed just before a period. */
  billedBefore(entity: number, slot: number): Billed;
}

const msPerMonth = (365 / 12) * 86_400_000;
const monthsOf: { readonly [unit: string]: number } = { month: 1, quarter: 3, year: 12 };

/** The levels of a ledger by period, as numbers in the currency of the statements at the exchange rates of `from`. */
export function livesOf(ledger: CompiledLedger, timeline: Timeline): Lives {
  const { instants, spans, prices, unit, currencyOf } = ledger;
  const subscriptionIds = ledger.subscriptionIds();
  const slotOf = slotsOfInstants(timeline, instants);
  const instant = timeline.from - 1;
  const worths = ledger.currencies.map((_, code) => toNumber(exchangeRateOf(ledger, code, instant)) / Number(unit));
  const life: Life = { length: 0, slots: [], levels: [], returns: [] };
  const months = monthsOf[timeline.unit.name] as number;
  const cycles = prices.billings.map(({ cycle }) => {
    if (cycle.unit === 'term') return 0;
    return Math.max(1, Math.round((cycle.unit === 'month' ? cycle.count : (cycle.count * 12) / 365) / months));
  });

  function worthOf(entity: number, steps: ReturnType<typeof stepsOfEntity>, step: number): number {
    const level = steps.levels[step] as number;
    if (steps !== ledger.rational) return level * (worths[currencyOf?.[entity] ?? 0] as number);
    return level === 0 ? 0 : toNumber(inReportingCurrency(ledger, levelFrom(ledger.rational, entity, step), instant));
  }

  function cycleOfSpan(span: number): number {
    const cycle = cycles[spans.price[span] as number] as number;
    if (cycle > 0) return cycle;
    const end = spans.end[span] as number;
    if (end === openEnd) return 1;
    const length = (instants[end] as number) - (instants[spans.rowStart[span] as number] as number);
    return Math.max(1, Math.round(length / msPerMonth / months));
  }

  /** A phase that goes on where another of its subscription ended keeps the anchor of that. */
  function anchorOf(first: number, last: number, span: number): number {
    const id = subscriptionIds[rowOf(spans, span)];
    let start = spans.rowStart[span] as number;
    if (id === undefined) return slotOf[start] as number;
    for (let moved = true; moved; ) {
      moved = false;
      for (let other = first; other < last; other += 1) {
        if (other === span || subscriptionIds[rowOf(spans, other)] !== id) continue;
        const begins = spans.rowStart[other] as number;
        if ((spans.end[other] as number) !== start || begins >= start) continue;
        start = begins;
        moved = true;
      }
    }
    return slotOf[start] as number;
  }

  return {
    entities: ledger.entities.count,
    read(entity) {
      const steps = stepsOfEntity(ledger, entity);
      const last = steps.offsets[entity + 1] as number;
      let length = 0;
      for (let step = steps.offsets[entity] as number; step < last; step += 1) {
        const slot = slotOf[steps.places[step] as number] as number;
        if (length === 0 || life.slots[length - 1] !== slot) {
          life.slots[length] = slot;
          life.returns[length] = isReturn(steps, step);
          length += 1;
        }
        life.levels[length - 1] = worthOf(entity, steps, step);
      }
      life.length = length;
      return life;
    },
    billedBefore(entity, slot) {
      const [first, last] = [spans.offsets[entity] as number, spans.offsets[entity + 1] as number];
      let found = -1;
      let longest = 0;
      for (let span = first; span < last; span += 1) {
        const end = spans.end[span] as number;
        if ((slotOf[spans.start[span] as number] as number) >= slot) continue;
        if (end !== openEnd && (slotOf[end] as number) < slot) continue;
        const cycle = cycleOfSpan(span);
        if (cycle < longest || (cycle === longest && (spans.start[span] as number) > (spans.start[found] as number)))
          continue;
        longest = cycle;
        found = span;
      }
      return found < 0 ? { cycle: 1, anchor: slot } : { cycle: longest, anchor: anchorOf(first, last, found) };
    },
  };
}
