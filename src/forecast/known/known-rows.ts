import { toEpoch, type Zone } from '../../calendar/open.ts';
import { type CompiledLedger, type Interruption, rowOf, type Subscription } from '../../ledger/query.ts';
import { stepsOfEntity } from '../../movements/open.ts';
import { idText, isMissing } from '../../read/index.ts';

/** What rows say about the time from `from` on that was unknown before it, or is not a contract. */
export interface SetAside {
  /** Rows that start at or after `from`, and were not signed before it. */
  readonly starts: number;
  /** Ends at or after `from` that were not requested before it. */
  readonly ends: number;
  /** Trials that run at `from`, for which nothing is signed yet. */
  readonly trials: number;
}

export interface KnownRows {
  readonly rows: readonly Subscription[];
  readonly setAside: SetAside;
}

/**
 * The rows of a ledger as they stood just before `from`. Rows that were taken no later (`asOf`) stand as they are; of later ones only that is kept of the time from `from`
 * on which they date before it: starts by `signedAt`, ends by `cancelRequestedAt`, by the term of a price, or by a signed row that follows.
 */
export function rowsKnownAt(ledger: CompiledLedger, from: number): KnownRows {
  const { rules, rowAt } = ledger;
  const subscriptionIds = ledger.subscriptionIds();
  const { zone } = rules;
  const isSnapshot = rules.asOf <= from;
  const setAside = { starts: 0, ends: 0, trials: 0 };
  const epoch = (value: unknown) => (isMissing(value) ? Number.NaN : toEpoch(value, zone));
  const isBefore = (value: unknown) => epoch(value) < from;
  const isFrom = (value: unknown) => epoch(value) >= from;
  const hasPaid = rules.trials === 'first' ? paidBefore(ledger, from) : null;
  const follows = isSnapshot ? null : signedSuccessors(ledger, from, zone);

  const rows: Subscription[] = [];
  for (let index = 0; index < subscriptionIds.length; index += 1) {
    const row = rowAt(index);
    const { start, end, trialEnd, cancelRequestedAt, pauses, pastDue, signedAt } = row;
    const starts = epoch(start);
    if (starts >= from && !isSnapshot && !isBefore(signedAt)) {
      setAside.starts += 1;
      continue;
    }
    const isTrying = isFrom(trialEnd) && epoch(trialEnd) > starts && (isMissing(end) || isFrom(end));
    if (isTrying && rules.trials !== 'include' && !hasPaid?.(index)) {
      setAside.trials += 1;
      continue;
    }
    if (isSnapshot) {
      rows.push(row);
      continue;
    }
    let known = row;
    if (isFrom(cancelRequestedAt)) known = { ...known, cancelRequestedAt: null };
    if (isFrom(end) && row.interval !== 'term' && !isBefore(cancelRequestedAt) && !follows?.(index, row)) {
      setAside.ends += 1;
      known = { ...known, end: null };
    }
    if (hasLater(pauses, isFrom)) known = { ...known, pauses: earlier(pauses, isFrom) };
    if (hasLater(pastDue, isFrom)) known = { ...known, pastDue: earlier(pastDue, isFrom) };
    rows.push(known);
  }
  return { rows: withoutLooseLinks(rows, subscriptionIds.length), setAside };
}

type Times = readonly Interruption[] | null | undefined;

function hasLater(times: Times, isFrom: (value: unknown) => boolean): boolean {
  return !isMissing(times) && times.some(({ start, end }) => isFrom(start) || isFrom(end));
}

function earlier(times: Times, isFrom: (value: unknown) => boolean): readonly Interruption[] {
  const begun = (times ?? []).filter(({ start }) => !isFrom(start));
  return begun.map((time) => (isFrom(time.end) ? { ...time, end: null } : time));
}

/** Whether the customer of a row paid before an instant, by row. */
function paidBefore(ledger: CompiledLedger, from: number): (row: number) => boolean {
  const { spans, instants, entities } = ledger;
  const paying = new Set<number>();
  for (let entity = 0; entity < entities.count; entity += 1) {
    const { offsets, places } = stepsOfEntity(ledger, entity);
    const first = offsets[entity] as number;
    if (first === offsets[entity + 1] || (instants[places[first] as number] as number) >= from) continue;
    for (let span = spans.offsets[entity] as number; span < (spans.offsets[entity + 1] as number); span += 1) {
      paying.add(rowOf(spans, span));
    }
  }
  return (row) => paying.has(row);
}

/**
 * Whether a later row was signed that takes the place of this one: it starts where this one ends, or it has its subscriptionId, or names it in
 * `replaces`.
 */
function signedSuccessors(ledger: CompiledLedger, from: number, zone: Zone) {
  const { rowAt } = ledger;
  const subscriptionIds = ledger.subscriptionIds();
  const lastStarts = new Map<string, number>();
  const nameOf = (customerId: unknown, subscriptionId: unknown) => `${idText(customerId)}\n${idText(subscriptionId)}`;
  const endOf = (customerId: unknown, end: number) => `${idText(customerId)}\t${end}`;
  for (let index = 0; index < subscriptionIds.length; index += 1) {
    const { customerId, subscriptionId, replaces, signedAt, start } = rowAt(index);
    if (isMissing(signedAt) || !(toEpoch(signedAt, zone) < from)) continue;
    const begins = toEpoch(start, zone);
    if (begins < from) continue;
    const names = [subscriptionId, replaces].filter((id) => !isMissing(id)).map((id) => nameOf(customerId, id));
    for (const key of [endOf(customerId, begins), ...names]) {
      lastStarts.set(key, Math.max(begins, lastStarts.get(key) ?? begins));
    }
  }
  if (lastStarts.size === 0) return null;
  return (index: number, { customerId, start, end }: Subscription) => {
    const begins = toEpoch(start, zone);
    const keys = [endOf(customerId, toEpoch(end, zone)), nameOf(customerId, subscriptionIds[index])];
    return keys.some((key) => (lastStarts.get(key) ?? begins) > begins);
  };
}

/** A row that replaces one which is set aside replaces nothing. */
function withoutLooseLinks(rows: Subscription[], given: number): readonly Subscription[] {
  if (rows.length === given || rows.every(({ replaces }) => isMissing(replaces))) return rows;
  const ids = new Set(rows.map(({ subscriptionId }) => idText(subscriptionId)));
  return rows.map((row) =>
    isMissing(row.replaces) || ids.has(idText(row.replaces)) ? row : { ...row, replaces: null },
  );
}
