import { moneyOut } from '../../money/index.ts';
import { mrrTermNames } from '../../movements/open.ts';
import { getOrAdd } from '../../table/index.ts';
import type { Figures } from '../figures.ts';

/** The digest below: kept in a close, so that one made in another way is not taken for a change. */
export const digestName = 'tenure-1';

const exactly = /* @__PURE__ */ moneyOut('fraction');

/** Two lanes of FNV-1a over UTF-16 code units, each mixed as MurmurHash3 ends: it tells texts apart, and withstands nobody. */
function hashOf(text: string): bigint {
  let [low, high] = [0x811c9dc5, 0x9e3779b9];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ (unit + at), 0x01000193);
  }
  return (BigInt(mixed(high ^ low)) << 32n) | BigInt(mixed(low));
}

function mixed(lane: number): number {
  let mix = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
}

/** What each customer pays in a period, as one number for each, and as one for all. */
export interface PeriodDigest {
  /** Of the customers who are part of the period. */
  readonly byCustomer: ReadonlyMap<string, string>;
  /** The sum of those of customers, which no order changes. */
  readonly all: string;
}

export const countNames = ['opening', 'new', 'reactivated', 'churned', 'closing', 'retained'] as const;

/** Exact amounts have one text in lowest terms, whatever unit a ledger keeps them in. */
export function digestOf(figures: ReadonlyMap<string, Figures>): PeriodDigest {
  const byCustomer = new Map<string, string>();
  // There are few amounts, and finding their lowest terms takes longest.
  const texts = new Map<string, string>();
  let all = 0n;
  for (const [customerId, { mrr, customers }] of figures) {
    const terms: string[] = [];
    for (const term of mrrTermNames) {
      const { n, d } = mrr[term];
      if (n !== 0n) terms.push(`${term} ${getOrAdd(texts, `${n}/${d}`, () => exactly({ n, d }))}`);
    }
    for (const term of countNames) if (customers[term].n !== 0n) terms.push(`${term} customers ${customers[term].n}`);
    if (terms.length === 0) continue;
    const digest = hashOf(JSON.stringify([customerId, ...terms]));
    byCustomer.set(customerId, hex(digest));
    all += digest;
  }
  return { byCustomer, all: hex(all) };
}

function hex(digest: bigint): string {
  return BigInt.asUintN(64, digest).toString(16).padStart(16, '0');
}
