import type { ReadSpans, SpanStore } from '../levels/paid-spans.ts';
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
  /** The mark of its own end. */
  readonly marks: number;
  /** Its first span, and how many it has. */
  readonly span: number;
  readonly spans: number;
  readonly replaces: string | undefined;
}

/** What a span can be marked with: that nobody wished its end; that it is a trial, of which only the rest of the ledger says whether it counts. */
export const involuntaryMark = 1;
export const trialMark = 2;

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
}

/** Spans with all their columns, to write into. */
export type OwnSpans = { readonly [column in keyof ReadSpans]: NonNullable<ReadSpans[column]> };

/** What is settled, in place: spans in the order of the rows, and their times in epoch milliseconds. */
export interface Unsettled {
  readonly reader: UnsettledRows;
  readonly read: OwnSpans;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly trials: (Trial & { entity: number })[];
  /** By row. */
  readonly ids: (string | undefined)[];
}
