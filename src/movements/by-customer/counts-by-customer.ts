import type { CheckedPeriod } from '../../calendar/open.ts';
import type { OpenedSource } from '../../ledger/query.ts';
import { getOrAdd } from '../../table/index.ts';
import type { CustomerTotals } from '../statement/totals.ts';
import { churnKind, newKind, reactivationKind } from '../walk/kinds.ts';
import { bookingOf } from '../walk/tracks.ts';
import { type EntityLevel, entityVisits } from './entity-movements.ts';

type Counts = { -readonly [term in keyof CustomerTotals]: number };

export const noCounts: CustomerTotals = { opening: 0, new: 0, reactivated: 0, churned: 0, closing: 0, retained: 0 };

/** Each entity's own part of the customer bridge of a period, without those that have none; they add up to its terms. */
export function countsByEntity(
  { ledger, statement }: OpenedSource,
  checked: CheckedPeriod,
): Map<number, CustomerTotals> {
  const counts = new Map<number, Counts>();
  const countsOf = (entity: number) => getOrAdd(counts, entity, () => ({ ...noCounts }));
  // Who counts as a customer where that is more than having MRR: levels of 1 and 0, in no currency.
  const counted = ledger.counted && {
    ...ledger,
    scaled: ledger.counted,
    rational: { ...ledger.rational, places: new Uint32Array(0) },
  };
  const net = entityVisits(counted ?? ledger, checked, 'net', (entity, _kind, from, to) => {
    const own = countsOf(entity);
    if (isAbove(from)) own.opening += 1;
    if (isAbove(to)) own.closing += 1;
    if (isAbove(from) && isAbove(to)) own.retained += 1;
  });
  const booked = entityVisits(counted ?? ledger, checked, bookingOf(statement), (entity, kind) => {
    if (kind === newKind) countsOf(entity).new += 1;
    if (kind === reactivationKind) countsOf(entity).reactivated += 1;
    if (kind === churnKind) countsOf(entity).churned += 1;
  });
  for (let entity = 0; entity < ledger.entities.count; entity += 1) {
    net(entity);
    booked(entity);
  }
  return counts;
}

/** The same by customer. */
export function countsByCustomer(opened: OpenedSource, checked: CheckedPeriod): Map<string, CustomerTotals> {
  const customerIds = opened.ledger.entities.customerIds();
  const counts = new Map<string, Counts>();
  for (const [entity, own] of countsByEntity(opened, checked)) {
    const all = getOrAdd(counts, customerIds[entity] as string, () => ({ ...noCounts }));
    for (const term of Object.keys(noCounts) as (keyof Counts)[]) all[term] += own[term];
  }
  return counts;
}

function isAbove(level: EntityLevel): boolean {
  return typeof level === 'number' ? level !== 0 : level.n !== 0n;
}
