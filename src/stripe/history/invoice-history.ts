import type { Context } from '../context.ts';
import type { Price } from '../prices/price.ts';
import { isSameTerms, type Terms, termsOf } from '../prices/terms.ts';
import type { Line, ReadInvoice } from './invoice.ts';

/** The items of a subscription from an instant on. */
export interface Snapshot {
  readonly at: number;
  readonly items: readonly Terms[];
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

/** A line as evidence: from `from` to `to` the item had these terms, or it stopped having them. */
interface Entry {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly terms: Terms;
  readonly isCredit: boolean;
  /** A proration of nothing, as between free prices or in a trial, does not say by its sign which way it goes. */
  readonly isZero: boolean;
  readonly made: number;
}

interface Cover {
  readonly key: string;
  readonly from: number;
  to: number;
  readonly terms: Terms;
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
  const entries: Entry[] = [];
  const own = invoices.flatMap((invoice) =>
    invoice.lines.filter((line) => line.subscriptionId === subscriptionId).map((line) => ({ invoice, line })),
  );
  // In new API versions prorations do not name their item. Then no line may be told by it.
  const isByItem = own.every(({ line }) => line.isOneTime || line.itemId !== null);
  const itemIds = new Map(
    own.flatMap(({ line }) => (line.itemId === null ? [] : [[line.priceId, line.itemId] as const])),
  );
  let hasGaps = false;
  for (const { invoice, line } of own) {
    if (line.isOneTime) context.note('ONE_TIME_ITEM', line.id);
    if (line.isOneTime) continue;
    const terms = lineTerms({ ...line, itemId: line.itemId ?? itemIds.get(line.priceId) ?? null }, context);
    if (terms === null) hasGaps = hasGaps || priceOf(line, context) === undefined;
    else if (line.end > line.start) {
      const key = isByItem ? (line.itemId as string) : terms.price.id;
      const isCredit = line.isProration && (line.isCredit || line.amount < 0);
      const isZero = line.isProration && line.amount === 0;
      entries.push({ key, from: line.start, to: line.end, terms, isCredit, isZero, made: invoice.created });
    }
  }
  if (entries.length === 0) return null;
  const covers = [...groupBy(entries, ({ key }) => key).values()].flatMap(coversOf);
  if (covers.length === 0) return null;
  const until = Math.max(...covers.map(({ to }) => to));
  hasGaps = holdOver(covers, until) || hasGaps;
  return {
    snapshots: snapshotsOf(covers),
    since: Math.min(...own.filter(({ line }) => !line.isOneTime).map(({ line }) => line.start)),
    until,
    lastInvoice: Math.max(...own.map(({ invoice }) => invoice.created)),
    hasGaps,
  };
}

function priceOf({ price, priceId }: Line, { prices }: Context): Price | undefined {
  return price ?? (priceId === null ? undefined : prices.find(priceId));
}

function lineTerms(line: Line, context: Context): Terms | null {
  const { itemId, quantity, currency, priceId, id } = line;
  const price = priceOf(line, context);
  if (price === undefined) {
    if (priceId === null) context.note('ONE_TIME_ITEM', id);
    else context.note('PRICE_NOT_FOUND', priceId);
    return null;
  }
  const terms = termsOf(price, { itemId, quantity, currency }, context);
  if (typeof terms !== 'string') return terms;
  context.note(terms, itemId ?? id);
  return null;
}

/** The times in which one item had its terms, by the lines that billed it and gave back what was billed. */
function coversOf(entries: readonly Entry[]): Cover[] {
  const covers: Cover[] = [];
  const byInstant = groupBy(
    [...entries].sort((a, b) => a.from - b.from || a.made - b.made),
    ({ from }) => from,
  );
  for (const [instant, together] of byInstant) {
    const before = covers.at(-1);
    const isRunning = before !== undefined && before.to > instant;
    const standing: (Cover | Entry)[] = isRunning ? [before] : [];
    const givesBack = (entry: Entry) =>
      entry.isCredit || (entry.isZero && isRunning && isSameTerms(entry.terms, before.terms));
    standing.push(...together.filter((entry) => !givesBack(entry)));
    for (const credit of together.filter(givesBack)) {
      const given = standing.findIndex(({ terms }) => isSameTerms(terms, credit.terms));
      standing.splice(given === -1 ? 0 : given, 1);
    }
    const now = standing.at(-1);
    if (now === before && isRunning) continue;
    if (isRunning) before.to = instant;
    if (now !== undefined) covers.push({ key: now.key, from: instant, to: now.to, terms: now.terms });
  }
  return covers.filter(({ from, to }) => to > from);
}

/**
 * An item whose billed time is over is gone where the others go on; else it is held until the next line, for a subscription has no time
 * without an item. Whether anything had to be held.
 */
function holdOver(covers: Cover[], until: number): boolean {
  let isHeld = false;
  const billed = covers.map((cover) => ({ ...cover }));
  for (const cover of covers) {
    const end = cover.to;
    if (billed.some(({ from, to }) => from <= end && end < to)) continue;
    const next = Math.min(...billed.map(({ from }) => from).filter((from) => from > end), Number.POSITIVE_INFINITY);
    if (end < until) isHeld = true;
    cover.to = next;
  }
  return isHeld;
}

function snapshotsOf(covers: readonly Cover[]): Snapshot[] {
  const instants = new Set(covers.flatMap(({ from, to }) => [from, to]));
  instants.delete(Number.POSITIVE_INFINITY);
  return [...instants]
    .sort((a, b) => a - b)
    .map((at) => ({ at, items: covers.filter(({ from, to }) => from <= at && at < to).map(({ terms }) => terms) }));
}

function groupBy<T, K>(list: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
