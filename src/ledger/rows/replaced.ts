import { reject } from '../../errors.ts';
import { pathOf } from './row-path.ts';
import type { Unsettled } from './unsettled.ts';

/** Told of a `replaces` that cannot be. */
export type RefuseLink = (row: number, received: string | undefined) => void;

export const refuseLink: RefuseLink = (row, received) => {
  const rule = 'be the subscriptionId of another row of its customer, one for each subscription and in no circle';
  reject('INVALID_OPTION', `${pathOf(row)}.replaces`, rule, received);
};

/**
 * Makes subscriptions one that replace each other, under the id of the first. Gives back what has to be done when all else is settled: to pay on,
 * from the end of each that is replaced until the next one begins.
 */
export function linkReplaced({ reader, spans, trials, ids }: Unsettled, refuse: RefuseLink): () => void {
  const { customers, entities, codeOf } = reader.entities;
  const customerOf = (entity: number) => customers.codeOf(entities.customerIds[entity] as string);
  const keyOf = ({ entity }: { readonly entity: number }, id: string | undefined) => `${customerOf(entity)} ${id}`;
  const links = reader.noted.filter(({ replaces }) => replaces !== undefined);
  if (links.length === 0) return () => undefined;
  const unpaid = Array.from({ length: reader.unpaid.length / 2 }, (_, i) => {
    return { row: reader.unpaid[2 * i] as number, entity: reader.unpaid[2 * i + 1] as number };
  });
  const owned = [...spans, ...trials, ...reader.noted, ...unpaid];
  const keys = owned.map((part) => keyOf(part, ids[part.row]));
  const known = new Set(keys);
  const replaced = new Map<string, string>();

  function firstOf(of: { readonly entity: number }, id: string): string {
    let first = id;
    for (let next: string | undefined = id; next !== undefined; next = replaced.get(keyOf(of, next))) first = next;
    return first;
  }

  for (const link of links) {
    const id = ids[link.row];
    const old = link.replaces as string;
    const key = keyOf(link, id);
    const isFit =
      id !== undefined &&
      known.has(keyOf(link, old)) &&
      (replaced.get(key) ?? old) === old &&
      firstOf(link, old) !== id;
    if (isFit) replaced.set(key, old);
    else refuse(link.row, old);
  }

  for (const part of owned) {
    const id = reader.subscriptionIds[part.row];
    const first = id === undefined ? id : firstOf(part, id);
    if (first === id) continue;
    ids[part.row] = first;
    part.entity = codeOf(customerOf(part.entity), first);
  }

  return () => {
    const begun = new Map<string, number>();
    const ended = new Map<string, number>();
    spans.forEach(({ start, end }, i) => {
      const key = keys[i] as string;
      if (end <= start) return;
      begun.set(key, Math.min(begun.get(key) ?? start, start));
      ended.set(key, Math.max(ended.get(key) ?? end, end));
    });
    const nextOf = new Map<string, number>();
    for (const [key, id] of replaced) {
      const start = begun.get(key);
      const old = `${key.split(' ', 1)} ${id}`;
      if (start !== undefined) nextOf.set(old, Math.min(nextOf.get(old) ?? start, start));
    }
    spans.forEach((span, i) => {
      const next = nextOf.get(keys[i] as string) ?? span.end;
      if (span.end > span.start && span.end === ended.get(keys[i] as string) && next > span.end) span.end = next;
    });
  };
}
