import type { SpanStore } from '../levels/paid-spans.ts';
import type { LedgerRules } from '../policy/read-policy.ts';
import type { EntityTable } from './entities.ts';
import type { InstantTable } from './instant-codes.ts';
import type { PriceList } from './price-list.ts';

/** The trial that a row begins with, in epoch milliseconds; it can end after the row does. */
export interface Trial {
  readonly row: number;
  readonly entity: number;
  readonly start: number;
  readonly end: number;
}

/** A row that cannot be settled alone. */
export interface NotedRow {
  readonly row: number;
  entity: number;
  readonly start: number;
  /** When it first counts; before its start where it was signed then. */
  readonly from: number;
  /** When it was signed; -Infinity where nobody knows. */
  readonly signed: number;
  /** Infinity where it has none, or none that counts. */
  end: number;
  /** Its spans were read as if it had no end. */
  readonly isOpened: boolean;
  readonly marks: number;
  readonly replaces: string | undefined;
}

/** What a span can be marked with: that nobody wished its end; that it is a trial, of which only the rest of the ledger says whether it counts. */
export const involuntaryMark = 1;
export const trialMark = 2;

/** A span as it was read; times in epoch milliseconds. */
export interface SettledSpan {
  entity: number;
  readonly row: number;
  readonly rowStart: number;
  start: number;
  end: number;
  readonly price: number;
  marks: number;
}

/** What a reader has of the rows. */
export interface UnsettledRows {
  readonly rules: LedgerRules;
  readonly entities: EntityTable;
  readonly instants: InstantTable;
  readonly prices: PriceList;
  readonly spans: SpanStore;
  readonly trials: readonly Trial[];
  readonly noted: readonly NotedRow[];
  /** Those that are never paid, each as its place and its entity. */
  readonly unpaid: readonly number[];
  /** By row. */
  readonly subscriptionIds: readonly (string | undefined)[];
}

/** What is settled, in place. */
export interface Unsettled {
  readonly reader: UnsettledRows;
  readonly spans: readonly SettledSpan[];
  readonly trials: { readonly row: number; entity: number; readonly start: number; readonly end: number }[];
  /** By row. */
  readonly ids: (string | undefined)[];
}
