import type { SegmentKey } from '../../table/index.ts';

/** What some customers contribute to a result: plain JSON, as large as the question and not as the rows. */
export interface Part {
  /** Of the form of parts. Another one cannot be merged. */
  readonly version: 1;
  /** The function that it is a part of. */
  readonly of: string;
  /** The question and every option it was asked under, as text: equal texts, equal definitions. */
  readonly definitions: string;
  /** Of the amounts; null where the rows name none, or there are no rows. */
  readonly currency: string | null;
  /** How many rows were read: over all parts, what a count of the whole must give. */
  readonly rows: number;
  /** How many customers these rows belong to. */
  readonly customers: number;
}

/** A part as the functions of `tenure/parts` make it. */
export interface TablePart extends Part {
  /** The tables by name. */
  readonly tables: { readonly [name: string]: PartTable };
}

/** Rows by key, sorted by it. Each other entry is a column, with one value for each key. */
export interface PartTable {
  /** Sorted, each once. */
  readonly keys: readonly PartKey[];
  readonly [column: string]: readonly PartKey[] | readonly (number | null)[] | PartSums;
}

/** The place of a period in the list that was asked for, the key of a split, a value that is counted. */
export type PartKey = readonly Exclude<SegmentKey, undefined>[];

/** Exact sums over one unit: whole numbers as text, each of them a numerator over the same denominator. */
export interface PartSums {
  /** The common denominator, a whole number as text. */
  readonly over: string;
  /** The numerators, one per key. */
  readonly sums: readonly string[];
}

/**
 * One result, computed by shards of customers. To the bit, for any cut by customer, and parts merged in any order, by any tree,
 * through JSON or not: `result(merge(shards.map(part)))` is what the function of that name gives over all rows.
 */
export interface InParts<Source, P extends Part, Result> {
  /** What the customers of one shard contribute. All rows of a customer belong into one shard. */
  part(source: Source): P;
  /** The parts of several shards as one; of none of them that of a shard without rows. */
  merge(parts: Iterable<P>): P;
  /** The result of all customers in a part. */
  result(part: P): Result;
}
