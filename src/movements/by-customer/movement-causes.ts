import type { CheckedPeriod } from '../../calendar/open.ts';
import { keyedSums, type Rational } from '../../exact/index.ts';
import { type CompiledLedger, placeOf } from '../../ledger/query.ts';
import { getOrAdd } from '../../table/index.ts';
import { bookContraction, bookExpansion } from '../by-key/book-causes.ts';
import { type CauseTerm, type ContractionCauses, causeNames, type ExpansionCauses } from '../by-key/cause-names.ts';
import { eachMerged } from '../by-key/merged-changes.ts';
import { type NamedChange, namedSpans } from '../by-key/named-spans.ts';
import { changeBetween, runningSpans } from '../by-key/running-spans.ts';
import { exchangeInstants } from '../walk/reporting-currency.ts';
import type { Booking } from '../walk/tracks.ts';

/** The causes in a row of the drill-down. */
interface RowCauses<M> {
  readonly expansionCauses?: ExpansionCauses<M>;
  readonly contractionCauses?: ContractionCauses<M>;
}

/** The causes of one movement of one entity, at the instant of the change if movements are not netted. */
export function movementCauses<M>(
  ledger: CompiledLedger,
  checked: CheckedPeriod,
  booking: Booking,
  print: (amount: Rational) => M,
): (entity: number, kind: 'expansion' | 'contraction', size: Rational, at: number | null) => RowCauses<M> {
  const running = runningSpans(ledger);
  const [from, to] = [placeOf(checked.start, ledger.instants), placeOf(checked.end, ledger.instants)];
  const { opening } = exchangeInstants(checked);
  const known = new Map<number, (at: number | null) => readonly NamedChange[]>();

  function changesOf(entity: number): (at: number | null) => readonly NamedChange[] {
    const before = running.before(entity, from);
    // A customer is one key here, so nothing is transferred.
    const named = namedSpans(ledger, before, running.isPaid, () => 0);
    if (booking === 'net') {
      const net = named(changeBetween(before, running.before(entity, to)));
      return () => net;
    }
    const changes = new Map<number | null, readonly NamedChange[]>();
    eachMerged(ledger, running, entity, from, to, booking, (place, change) => {
      changes.set(ledger.instants[place] as number, named(change));
    });
    return (at) => changes.get(at) ?? [];
  }

  return (entity, kind, size, at) => {
    const changes = getOrAdd(known, entity, () => changesOf(entity))(at);
    const sums = keyedSums<CauseTerm>();
    const book = kind === 'expansion' ? bookExpansion : bookContraction;
    book(sums, ledger, changes, size, opening);
    const field = `${kind}Causes` as const;
    const causes = causeNames[field].map((name) => [name, print(sums.get(`${field}.${name}` as CauseTerm))]);
    return { [field]: Object.fromEntries(causes) };
  };
}
