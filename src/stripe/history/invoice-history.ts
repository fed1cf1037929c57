import { ofNumber } from '../../exact/index.ts';
import { groupByKey } from '../../table/index.ts';
import type { Line, ReadInvoice } from '../objects/invoice.ts';
import type { Context } from '../prices/priced-item.ts';
import { costsSame, type PricedItem, pricedItem } from '../prices/priced-item.ts';
import { inTiers } from '../prices/tier-lines.ts';

/** The items of a subscription from an instant on. */
export interface Snapshot {
  readonly at: number;
  readonly items: readonly PricedItem[];
}

/** What invoices tell of the items of one subscription. */
export interface InvoiceHistory {
  /** In order; each holds until the next. */
  readonly snapshots: readonly Snapshot[];
  /** From when something was billed, be it metered. */
  readonly since: number;
  /** Up to when something was billed. */
  readonly until: number;
  /** When the last of the invoices was made. */
  readonly lastInvoice: number;
  readonly hasGaps: boolean;
}

/** A line as evidence: from `from` to `to` the item cost this, or no longer did. */
interface BilledLine {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly item: PricedItem;
  readonly isCredit: boolean;
  /** A proration of nothing, as between free prices or in a trial, does not say by its sign which way it goes. */
  readonly isZero: boolean;
  readonly made: number;
}

interface BilledTime {
  readonly key: string;
  readonly from: number;
  to: number;
  readonly item: PricedItem;
}

/** An invoice that shows what a subscription cost: final, or a draft of a renewal; of voided ones only renewals, as in a pause. */
export function isEvidence({ status, billingReason }: ReadInvoice): boolean {
  if (billingReason === 'upcoming') return false;
  return status !== 'void' || billingReason === 'subscription_cycle' || billingReason === 'subscription_create';
}

/** Rebuilds the items of a subscription from the lines that billed them. */
export function invoiceHistory(
  subscriptionId: string,
  invoices: readonly ReadInvoice[],
  context: Context,
): InvoiceHistory | null {
  const entries: BilledLine[] = [];
  let hasGaps = false;
  const own = invoices.flatMap((invoice) => {
    const { lines, isOpen } = inTiers(
      invoice.lines.filter((line) => line.subscriptionId === subscriptionId),
      context.prices,
    );
    hasGaps = hasGaps || isOpen;
    return lines.map((line) => ({ invoice, line }));
  });
  // In new API versions prorations do not name their item. Then no line may be told by it.
  const isByItem = own.every(({ line }) => line.isOneTime || line.itemId !== null);
  const itemIds = new Map(
    own.flatMap(({ line }) => (line.itemId === null ? [] : [[line.priceId, line.itemId] as const])),
  );
  for (const { invoice, line } of own) {
    if (line.isOneTime) context.note('ONE_TIME_ITEM', line.id);
    if (line.isOneTime) continue;
    const item = billedItem({ ...line, itemId: line.itemId ?? itemIds.get(line.priceId) ?? null }, context);
    if (item === null) hasGaps = hasGaps || context.prices.of(line) === undefined;
    else if (line.end > line.start) {
      const key = isByItem ? (line.itemId as string) : item.price.id;
      const isCredit = line.isProration && (line.isCredit || line.amount < 0);
      const isZero = line.isProration && line.amount === 0;
      entries.push({ key, from: line.start, to: line.end, item, isCredit, isZero, made: invoice.created });
    }
  }
  if (entries.length === 0) return null;
  const times = [...groupByKey(entries, ({ key }) => key).values()].flatMap(billedTimes);
  if (times.length === 0) return null;
  const until = Math.max(...times.map(({ to }) => to));
  hasGaps = holdOver(times, until) || hasGaps;
  return {
    snapshots: snapshotsOf(times),
    since: Math.min(...own.filter(({ line }) => !line.isOneTime).map(({ line }) => line.start)),
    until,
    lastInvoice: Math.max(...own.map(({ invoice }) => invoice.created)),
    hasGaps,
  };
}

function billedItem(line: Line, context: Context): PricedItem | null {
  const { itemId, quantity, currency, priceId, id } = line;
  const price = context.prices.of(line);
  if (price === undefined) {
    if (priceId === null) context.note('ONE_TIME_ITEM', id);
    else context.note('PRICE_NOT_FOUND', priceId);
    return null;
  }
  const item = pricedItem(price, { itemId, quantity, currency }, context);
  if (typeof item !== 'string') return item;
  const { start, end, amount } = line;
  const billed = { start, end, currency, amount: context.toMajor(ofNumber(amount), currency) };
  context.note(item, itemId ?? id, item === 'METERED_ITEM' ? billed : undefined);
  return null;
}

/** The times in which one item cost the same, by the lines that billed it and gave back what was billed. */
function billedTimes(entries: readonly BilledLine[]): BilledTime[] {
  const times: BilledTime[] = [];
  const byInstant = groupByKey(
    [...entries].sort((a, b) => a.from - b.from || a.made - b.made),
    ({ from }) => from,
  );
  for (const [instant, together] of byInstant) {
    const before = times.at(-1);
    const isRunning = before !== undefined && before.to > instant;
    const standing: (BilledTime | BilledLine)[] = isRunning ? [before] : [];
    const givesBack = (entry: BilledLine) =>
      entry.isCredit || (entry.isZero && isRunning && costsSame(entry.item, before.item));
    standing.push(...together.filter((entry) => !givesBack(entry)));
    for (const credit of together.filter(givesBack)) {
      const given = standing.findIndex(({ item }) => costsSame(item, credit.item));
      standing.splice(given === -1 ? 0 : given, 1);
    }
    const now = standing.at(-1);
    if (now === before && isRunning) continue;
    if (isRunning) before.to = instant;
    if (now !== undefined) times.push({ key: now.key, from: instant, to: now.to, item: now.item });
  }
  return times.filter(({ from, to }) => to > from);
}

/**
 * An item whose billed time is over is gone where the others go on; else it is held until the next line, for a subscription has no time
 * without an item. Whether anything had to be held.
 */
function holdOver(times: BilledTime[], until: number): boolean {
  let isHeld = false;
  const billed = times.map((time) => ({ ...time }));
  for (const time of times) {
    const end = time.to;
    if (billed.some(({ from, to }) => from <= end && end < to)) continue;
    const next = Math.min(...billed.map(({ from }) => from).filter((from) => from > end), Number.POSITIVE_INFINITY);
    if (end < until) isHeld = true;
    time.to = next;
  }
  return isHeld;
}

function snapshotsOf(times: readonly BilledTime[]): Snapshot[] {
  const instants = new Set(times.flatMap(({ from, to }) => [from, to]));
  instants.delete(Number.POSITIVE_INFINITY);
  return [...instants]
    .sort((a, b) => a - b)
    .map((at) => ({ at, items: times.filter(({ from, to }) => from <= at && at < to).map(({ item }) => item) }));
}
