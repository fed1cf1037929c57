import { reject } from '../../errors.ts';
import { spanFields } from '../levels/paid-spans.ts';
import { pathOf } from './row-path.ts';
import type { Unsettled } from './unsettled.ts';

/** Told of a `replaces` that cannot be. */
export type RefuseLink = (row: number, received: string) => void;

export const refuseLink: RefuseLink = (row, received) => {
  const rule = 'be the subscriptionId of another row of its customer, one for each subscription and in no circle';
  reject('INVALID_OPTION', `${pathOf(row)}.replaces`, rule, received);
};

/**
 * Makes subscriptions one that replace each other, under the id of the first. Gives back what has to be done when all else is settled: to pay on,
 * from the end of each that is replaced until the next one begins.
 */
export function linkReplaced(rows: Unsettled, refuse: RefuseLink): () => void {
  const { reader, length, entity, records, starts, ends, trials, ids } = rows;
  const { customers, entities, codeOf } = reader.entities;
  const links = reader.noted.filter(({ replaces }) => replaces !== undefined);
  if (links.length === 0) return () => undefined;
  const customerOf = (of: number) => customers.codeOf(entities.customerIds[of] as string);
  const linked = new Set(links.map((link) => customerOf(link.entity)));
  /** Names a subscription; undefined where its customer has no links, or it has no id. */
  function nameOf(of: number, id: string | undefined): string | undefined {
    const customer = customerOf(of);
    return id !== undefined && linked.has(customer) ? `${customer} ${id}` : undefined;
  }
  const rowOf = (span: number) => records[span * spanFields] as number;
  const names = Array.from({ length }, (_, span) => nameOf(entity[span] as number, ids[rowOf(span)]));
  const known = new Set(names);
  for (const { entity: of, row } of [...trials, ...reader.noted]) known.add(nameOf(of, ids[row]));
  for (let i = 0; i < reader.unpaid.length; i += 2) {
    known.add(nameOf(reader.unpaid[i + 1] as number, ids[reader.unpaid[i] as number]));
  }

  /** By the name of each that replaces one, the id of that. */
  const replaced = new Map<string | undefined, string>();
  function firstOf(of: number, id: string): string {
    let first = id;
    for (let next: string | undefined = id; next !== undefined; next = replaced.get(nameOf(of, next))) first = next;
    return first;
  }
  for (const { row, entity: of, replaces } of links) {
    const id = ids[row];
    const name = nameOf(of, id);
    const old = replaces as string;
    const isFit =
      name !== undefined &&
      known.has(nameOf(of, old)) &&
      (replaced.get(name) ?? old) === old &&
      firstOf(of, old) !== id;
    if (isFit) replaced.set(name, old);
    else refuse(row, old);
  }

  /** Gives a row the id of the first, and says of which entity it then is. */
  function rename(row: number, of: number): number {
    const id = reader.subscriptionIds[row];
    const first = id === undefined ? id : firstOf(of, id);
    if (first === id) return of;
    ids[row] = first;
    return codeOf(customerOf(of), first);
  }
  for (let span = 0; span < length; span += 1) {
    if (names[span] !== undefined) entity[span] = rename(rowOf(span), entity[span] as number);
  }
  for (const part of [...trials, ...reader.noted]) part.entity = rename(part.row, part.entity);

  return () => {
    const begun = new Map<string | undefined, number>();
    const ended = new Map<string | undefined, number>();
    for (let span = 0; span < length; span += 1) {
      const [name, start, end] = [names[span], starts[span] as number, ends[span] as number];
      if (name === undefined || end <= start) continue;
      begun.set(name, Math.min(begun.get(name) ?? start, start));
      ended.set(name, Math.max(ended.get(name) ?? end, end));
    }
    const nextOf = new Map<string | undefined, number>();
    for (const { row, entity: of, replaces } of links) {
      const start = begun.get(nameOf(of, reader.subscriptionIds[row]));
      const old = nameOf(of, replaces);
      if (start !== undefined) nextOf.set(old, Math.min(nextOf.get(old) ?? start, start));
    }
    for (let span = 0; span < length; span += 1) {
      const [name, end] = [names[span], ends[span] as number];
      const next = nextOf.get(name) ?? end;
      if (name !== undefined && end > (starts[span] as number) && end === ended.get(name) && next > end)
        ends[span] = next;
    }
  };
}
