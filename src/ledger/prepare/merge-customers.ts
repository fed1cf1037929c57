import type { Instant } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkKeys, type Id, idText, isMissing, readId, readList } from '../../read/index.ts';
import { pathOf } from '../rows/row-path.ts';
import type { Subscription } from '../rows/subscription.ts';
import { type Bound, boundOf, checkRowList, partOf, readZone, spanOf } from './cut-rows.ts';

/** Two customers who count as one from an instant on, or from the start. */
export interface CustomerMerge {
  /** The customer who disappears. */
  readonly from: Id;
  /** The customer that it becomes part of. */
  readonly into: Id;
  /** The instant of the merge. Default: they were one customer all along. */
  readonly at?: Instant | null | undefined;
}

/**
 * Subscription rows after customers merged, to pass to `ledger`: `into` pays what `from` pays from `at` on. The MRR of all customers
 * together is the same at every instant.
 *
 * With `at`, rows that run at that instant are cut in two. The part before it stays with `from` and gets the `churnReason` 'merged', unless
 * it has a reason. A statement of that period shows the MRR of `from` as churn and as expansion of `into` (new, if `into` paid nothing
 * before), and one churned customer; `churnBreakdown` by reason separates it from other churn. Without `at`, all rows of `from` belong to
 * `into`: the merge is no movement, and earlier periods count one customer fewer.
 *
 * @param subscriptions - Rows as `ledger` takes them. They are not changed.
 * @param merges - Each customer merges once; `into` may itself merge later, or have merged before.
 * @param options - `timeZone` of dates without a time: the same as for the ledger; 'UTC' by default.
 * @returns Rows in the given order; rows that no merge concerns are the same objects.
 * @throws MetricsError `INVALID_TYPE`, `INVALID_INSTANT`, `SKIPPED_DAY`, `END_BEFORE_START` for a row or a merge; `INVALID_OPTION` for a
 * customer who merges twice, or into itself; `UNKNOWN_KEY`, `INVALID_TIME_ZONE`.
 *
 * Cost: O(rows + merges). Source: an account that is taken over is not lost revenue, but one customer fewer, as when ChartMogul merges
 * customers.
 *
 * @see docs/data/credits-and-merges.md
 *
 * @example
 * ```ts
 * const rows = mergeCustomers(
 *   [
 *     { customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'month' },
 *     { customerId: 'ben', start: '2026-01-01', amount: 20, interval: 'month' },
 *   ],
 *   [{ from: 'ben', into: 'ada', at: '2026-03-10' }],
 * )
 * rows.length // => 3
 * const { opening, expansion, churn, closing } = mrrMovements(rows, month('2026-03'))
 * [opening, expansion, churn, closing] // => [120, 20, 20, 120]
 * ```
 */
export function mergeCustomers<Row extends Subscription>(
  subscriptions: readonly Row[],
  merges: readonly CustomerMerge[],
  options: {
    /** The zone of dates without a time. Default 'UTC'. */
    readonly timeZone?: string | undefined;
  } = {},
): Row[] {
  const zone = readZone(options);
  checkRowList(subscriptions);
  const byCustomer = new Map<string, { readonly into: Id; readonly at: Bound | null }>();
  for (const [index, merge] of readList(merges, 'merges', 'be an array of { from, into, at? }').entries()) {
    const path = `merges[${index}]`;
    const { from, into, at } = checkKeys(merge, ['from', 'into', 'at'], path);
    const id = readId(from, `${path}.from`);
    readId(into, `${path}.into`);
    if (byCustomer.has(id)) reject('INVALID_OPTION', `${path}.from`, 'not repeat an earlier one', from);
    const instant = isMissing(at) ? null : boundOf(at as Instant, zone, () => `${path}.at`);
    byCustomer.set(id, { into: into as Id, at: instant });
    checkEnd(byCustomer, into, `${path}.into`);
  }

  function partsOf(row: Row, index: number): Row[] {
    const merge = byCustomer.get(readId(row?.customerId, `${pathOf(index)}.customerId`));
    if (merge === undefined) return [row];
    const { into: customerId, at } = merge;
    const own = spanOf(row, index, zone);
    // A row that ends as it begins is never active, and belongs to whoever began it.
    if (at !== null && own.end.epoch <= at.epoch) return [row];
    if (at === null || own.start.epoch >= at.epoch) return partsOf({ ...row, customerId }, index);
    const reason = isMissing(row.churnReason) ? { churnReason: 'merged' } : {};
    const before = partOf(row, own, { start: own.start, end: at }, reason);
    return [before, ...partsOf(partOf(row, own, { start: at, end: own.end }), index)];
  }

  return withoutLostLinks(subscriptions, subscriptions.flatMap(partsOf));
}

/** What a row replaces can be left behind with the customer that it came from. */
function withoutLostLinks<Row extends Subscription>(given: readonly Row[], parts: readonly Row[]): Row[] {
  const nameOf = (row: Row, id: unknown) => JSON.stringify([idText(row.customerId), idText(id)]);
  const names = new Set(parts.map((row) => nameOf(row, row.subscriptionId)));
  const own = new Set(given);
  return parts.map((row) =>
    isMissing(row.replaces) || own.has(row) || names.has(nameOf(row, row.replaces)) ? row : { ...row, replaces: null },
  );
}

/** Refuses customers who merge in a circle. */
function checkEnd(merges: ReadonlyMap<string, { readonly into: Id }>, first: unknown, path: string): void {
  const seen = new Set<string>();
  let id = idText(first) as string;
  for (let merge = merges.get(id); merge !== undefined; merge = merges.get(id)) {
    if (seen.has(id)) reject('INVALID_OPTION', path, 'be another customer, which does not merge back', first);
    seen.add(id);
    id = idText(merge.into) as string;
  }
}
