import { reject } from '../../errors.ts';
import { getOrAdd } from '../../table/index.ts';
import { pathOf } from './row-path.ts';
import type { Unsettled } from './unsettled.ts';

/** Told of a `replaces` that cannot be. */
export type RefuseLink = (row: number, received: string) => void;

export const refuseLink: RefuseLink = (row, received) => {
  const rule = 'be another subscriptionId of its customer, replaced only once and not in a circle';
  reject('INVALID_OPTION', `${pathOf(row)}.replaces`, rule, received);
};

/** A subscription of a customer who has links. */
interface Linked {
  readonly id: string;
  /** The one that it replaces. */
  old: Linked | undefined;
  /** On the way to the first of its chain, which is its own first. */
  first: Linked;
  /** When it is first and last paid; and when the first one begins that replaces it. */
  begun: number;
  ended: number;
  next: number;
}

const never = Number.POSITIVE_INFINITY;

/** The first of a chain; who asks leaves a shorter way behind, so that long chains cost no more. */
function firstOf(linked: Linked): Linked {
  let first = linked;
  while (first.first !== first) first = first.first;
  for (let own = linked; own !== first; ) {
    const { first: next } = own;
    own.first = first;
    own = next;
  }
  return first;
}

/**
 * Makes subscriptions one that replace each other, under the id of the first. Gives back what has to be done when all else is settled: to pay on,
 * from the end of each that is replaced until the next one begins.
 */
export function linkReplaced(rows: Unsettled, refuse: RefuseLink): () => void {
  const { reader, starts, ends, trials, ids } = rows;
  const { entity, row: rowOf } = rows.read;
  const { noted, unpaid, entities } = reader;
  const customerOf = (of: number) => entities.customers.codeOf(entities.entities().customerIds()[of] as string);
  const links = noted.filter(({ replaces }) => replaces !== undefined);
  const customers = new Set(links.map((link) => customerOf(link.entity)));
  const known = new Map<string, Linked>();

  function linkedOf(row: number, of: number): Linked | undefined {
    const [id, customer] = [ids[row], customerOf(of)];
    if (id === undefined || !customers.has(customer)) return undefined;
    return getOrAdd(known, `${customer} ${id}`, () => {
      const own = { id, old: undefined, begun: never, ended: -never, next: never } as Partial<Linked> as Linked;
      own.first = own;
      return own;
    });
  }

  /** Gives a row the id of the first, and says of which entity it then is. */
  function rename(row: number, of: number, linked: Linked | undefined): number {
    if (linked === undefined) return of;
    const { id } = firstOf(linked);
    ids[row] = id;
    return entities.codeOf(customerOf(of), id);
  }

  if (links.length === 0) return () => undefined;
  const ofSpan = Array.from(entity, (of, span) => linkedOf(rowOf[span] as number, of));
  const parts = [...trials, ...noted].map((part) => ({ part, linked: linkedOf(part.row, part.entity) }));
  for (let i = 0; i < unpaid.length; i += 2) linkedOf(unpaid[i] as number, unpaid[i + 1] as number);
  for (const { row, entity: of, replaces } of links) {
    const own = linkedOf(row, of);
    const old = known.get(`${customerOf(of)} ${replaces}`);
    const isFit = own !== undefined && old !== undefined && firstOf(old) !== own && (own.old ?? old) === old;
    if (!isFit) refuse(row, replaces as string);
    else own.old = own.first = old;
  }
  for (const [span, of] of entity.entries()) entity[span] = rename(rowOf[span] as number, of, ofSpan[span]);
  for (const { part, linked } of parts) part.entity = rename(part.row, part.entity, linked);

  return () => {
    const paid = ofSpan.map((linked, span) => ((ends[span] as number) > (starts[span] as number) ? linked : undefined));
    for (const [span, linked] of paid.entries()) {
      if (linked === undefined) continue;
      linked.begun = Math.min(linked.begun, starts[span] as number);
      linked.ended = Math.max(linked.ended, ends[span] as number);
    }
    for (const { old, begun } of known.values()) if (old !== undefined) old.next = Math.min(old.next, begun);
    for (const [span, linked] of paid.entries()) {
      if (linked === undefined || ends[span] !== linked.ended) continue;
      if (linked.next < never) ends[span] = Math.max(linked.ended, linked.next);
    }
  };
}
